"""Criteria and ratings that somebody can answer, and thresholds that can be reached."""

from domain.methodology.fault import shown
from domain.methodology.lint.walk import Part, Walk, number, place
from domain.methodology.tree import Node
from domain.text import Text, both

WAYS = ("holds", "test", "score", "answered_by")
"""How a criterion is judged; without any of these it is signed."""


def lint_criteria(walk: Walk) -> None:
    """Find criteria that are judged in two ways or by nobody, and scales that go nowhere.

    Weights are relative: a mean is taken of the weighted scores, so they need no common sum.
    """
    for part in walk.every("gates.criteria"):
        ways = [key for key in WAYS if _is_given(part.node, key)]
        for way in ways[1:]:
            walk.fault(place(part.node, way), f"{part.path}.{way}", _two_ways(way, ways[0]))
        if _is_given(part.node, "scored_by") and "score" not in ways:
            words = both(
                "nobody scores a criterion without a scale; add score, or write answered_by",
                "personne ne note un critère sans échelle ; ajoutez score, ou écrivez answered_by",
            )
            walk.fault(place(part.node, "scored_by"), f"{part.path}.scored_by", words)
        _scale(walk, part)
        for key in ("scored_by", "answered_by"):
            _seated(walk, part, key)
    for part in walk.every("gates.ratings"):
        _seated(walk, part, "by")
    _scorecards(walk)


def _is_given(node: Node, key: str) -> bool:
    found = node.get(key)
    return found is not None and found.value not in (None, [])


def _scale(walk: Walk, part: Part) -> None:
    scale = part.node.get("score")
    if scale is None or not isinstance(scale.value, dict):
        return
    least, most = number(scale, "least", 0), number(scale, "most", 10)
    if least >= most:
        words = both(
            f"a scale from {least} to {most} has no room; expected most above least",
            f"une échelle de {least} à {most} n'a pas de place ; attendu : most au-dessus de least",
        )
        walk.fault(place(scale, "most"), f"{part.path}.score.most", words)
    asked = scale.get("at_least")
    found = asked.value if asked is not None else None
    if asked is None or isinstance(found, bool) or not isinstance(found, int | float):
        return
    if least < most and not least <= found <= most:
        words = both(
            f"{found} lies outside the scale; expected {least} to {most}",
            f"{found} est hors de l'échelle ; attendu : de {least} à {most}",
        )
        walk.fault(asked, f"{part.path}.score.at_least", words)


def _seated(walk: Walk, part: Part, key: str) -> None:
    """Find roles that are to answer at a gate where they have no seat."""
    committee = part.above.node.get("committee") if part.above is not None else None
    seated = {seat.word("role") for seat in committee.items("seats")} if committee else set()
    for node in part.node.items(key):
        if seated and node.value in walk.ids("roles") and node.value not in seated:
            words = both(
                f"{shown(node.value)} has no seat at this gate, so could never answer; give it "
                "one, an advisory seat will do",
                f"{shown(node.value)} n'a pas de siège à ce jalon et ne pourrait jamais répondre ; "
                "donnez-lui-en un, consultatif (advisory) suffit",
            )
            walk.fault(node, f"{part.path}.{key}", words)


def _scorecards(walk: Walk) -> None:
    for gate in walk.every("gates"):
        card = gate.node.get("scorecard")
        scored = any(_is_given(node, "score") for node in gate.node.items("criteria"))
        if card is not None and card.value is not None and not scored:
            walk.fault(card, f"{gate.path}.scorecard", _NOTHING_SCORED)


def _two_ways(way: str, other: str) -> Text:
    return both(
        f"a criterion is judged in one way, and {other} is given already; remove {way}",
        f"un critère se juge d'une seule façon, et {other} est déjà donné ; retirez {way}",
    )


_NOTHING_SCORED = both(
    "no criterion of this gate is scored, so there is no mean; give one or more of them a score",
    "aucun critère de ce jalon n'est noté, il n'y a donc pas de moyenne ; donnez score à un ou "
    "plusieurs",
)

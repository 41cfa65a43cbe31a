"""A committee that can decide: seats, quorum, casting vote, channels."""

from domain.methodology.fault import shown
from domain.methodology.lint.references import DEFAULT_MANAGER, ROLE
from domain.methodology.lint.walk import Walk, is_true, members, number, place
from domain.methodology.tree import Node
from domain.text import Text, both


def lint_committees(walk: Walk) -> None:
    """Find committees that could never decide, or not as they are written."""
    for gate, above in members(walk.root, "gates"):
        committee = gate.get("committee")
        if committee is None or not isinstance(committee.value, dict):
            continue
        path = f"{above}.committee"
        for seat, inner in members(committee, "seats", path):
            _seat(walk, seat, inner)
        _count(walk, committee, path)
        _chair(walk, committee, path)
        channels = committee.get("channels")
        if channels is not None and channels.value == []:
            walk.fault(channels, f"{path}.channels", _NO_CHANNEL)
        grace = committee.get("grace")
        if grace is not None and isinstance(grace.value, str) and grace.value.startswith("-"):
            walk.fault(grace, f"{path}.grace", _NEGATIVE)


def _seat(walk: Walk, seat: Node, path: str) -> None:
    roles = walk.ids("roles")
    walk.refer(seat.get("role"), f"{path}.role", ROLE, roles)
    walk.refer(seat.get("substitute"), f"{path}.substitute", ROLE, roles)
    if seat.word("substitute") is not None and seat.word("substitute") == seat.word("role"):
        walk.fault(place(seat, "substitute"), f"{path}.substitute", _OWN_SUBSTITUTE)
    advisory = seat.word("kind") == "advisory"
    for key in ("mandatory", "veto", "chair"):
        if advisory and is_true(seat, key):
            walk.fault(place(seat, key), f"{path}.{key}", _advisory(key))
    manager = walk.root.word("manager") or DEFAULT_MANAGER
    if not advisory and seat.word("role") == manager:
        walk.fault(place(seat, "role"), f"{path}.role", _own_package(manager))


def _gating(committee: Node) -> list[Node]:
    return [seat for seat in committee.items("seats") if seat.word("kind") != "advisory"]


def _count(walk: Walk, committee: Node, path: str) -> None:
    seats, gating = place(committee, "seats"), _gating(committee)
    if seats.value and not gating:
        walk.fault(seats, f"{path}.seats", _NOBODY)
        return
    quorum = number(committee, "quorum", 0)
    if gating and quorum > len(gating):
        words = both(
            f"a quorum of {quorum} cannot be met by {len(gating)} gating seats; expected at most "
            f"{len(gating)}",
            f"un quorum de {quorum} est hors d'atteinte avec {len(gating)} sièges délibératifs ; "
            f"attendu : {len(gating)} au plus",
        )
        walk.fault(place(committee, "quorum"), f"{path}.quorum", words)


def _chair(walk: Walk, committee: Node, path: str) -> None:
    chairs = [seat for seat in committee.items("seats") if is_true(seat, "chair")]
    if committee.word("tie") == "casting_vote" and not chairs:
        walk.fault(place(committee, "tie"), f"{path}.tie", _NO_CHAIR)
    for seat in chairs[1:]:
        words = both(
            f"there is a second chair, {shown(seat.word('role'))}; a committee has one",
            f"il y a une seconde présidence, {shown(seat.word('role'))} ; un comité en a une seule",
        )
        walk.fault(place(seat, "chair"), f"{path}.seats[{seat.word('role')}].chair", words)


def _advisory(key: str) -> Text:
    return both(
        f"an advisory seat cannot be {key}; make it gating, or remove {key}",
        f"un siège consultatif ne peut être {key} ; rendez-le délibératif (gating), ou "
        f"retirez {key}",
    )


def _own_package(manager: str) -> Text:
    return both(
        f"{manager} hands in the packages and never votes on them; give the seat to another role, "
        "or make it advisory",
        f"{manager} remet les dossiers et ne vote jamais dessus ; donnez le siège à un autre rôle, "
        "ou rendez-le consultatif (advisory)",
    )


_NOBODY = both(
    "every seat is advisory, so nobody decides; expected at least one gating seat",
    "tous les sièges sont consultatifs, personne ne décide ; il faut un siège délibératif (gating)",
)
_NO_CHAIR = both(
    "a casting vote needs a chair; give one gating seat chair: true",
    "la voix prépondérante demande une présidence ; donnez chair: true à un siège délibératif",
)
_OWN_SUBSTITUTE = both(
    "a substitute is another role than the seat's own",
    "le suppléant est un autre rôle que celui du siège",
)
_NO_CHANNEL = both(
    "without a channel nobody can vote; expected page, api, operator or meeting",
    "sans canal personne ne peut voter ; attendu : page, api, operator ou meeting",
)
_NEGATIVE = both(
    "a time of grace cannot be negative; expected a duration such as PT10M",
    "un délai de grâce ne peut être négatif ; attendu : une durée telle que PT10M",
)

"""A committee that can decide: seats, quorum, majority, chair, channels."""

from domain.methodology.fault import shown
from domain.methodology.lint.references import DEFAULT_MANAGER
from domain.methodology.lint.walk import Part, Walk, is_true, members, number, place
from domain.methodology.tree import Node
from domain.text import Text, both

HEARD = ("advisory", "concurring")
"""The kinds of seats that do not count towards the decision."""


def lint_committees(walk: Walk) -> None:
    """Find committees that could never decide, or not as they are written."""
    for gate in walk.every("gates"):
        committee = gate.node.get("committee")
        if committee is None or not isinstance(committee.value, dict):
            continue
        path = f"{gate.path}.committee"
        for seat, inner in members(committee, "seats", path):
            _seat(walk, Part(seat, inner))
        _count(walk, committee, path)
        _chair(walk, committee, path)
        channels = committee.get("channels")
        if channels is not None and channels.value == []:
            walk.fault(channels, f"{path}.channels", _NO_CHANNEL)
        grace = committee.get("grace")
        if grace is not None and isinstance(grace.value, str) and grace.value.startswith("-"):
            walk.fault(grace, f"{path}.grace", _NEGATIVE)


def _seat(walk: Walk, seat: Part) -> None:
    if seat.word("substitute") is not None and seat.word("substitute") == seat.word("role"):
        walk.fault(place(seat.node, "substitute"), f"{seat.path}.substitute", _OWN_SUBSTITUTE)
    kind = seat.word("kind") or "gating"
    for key in ("mandatory", "veto", "chair"):
        if kind in HEARD and is_true(seat.node, key):
            walk.fault(place(seat.node, key), f"{seat.path}.{key}", _heard(kind, key))
    manager = walk.root.word("manager") or DEFAULT_MANAGER
    if kind != "advisory" and seat.word("role") == manager:
        walk.fault(place(seat.node, "role"), f"{seat.path}.role", _own_package(manager))


def _gating(committee: Node) -> list[Node]:
    return [seat for seat in committee.items("seats") if seat.word("kind") not in HEARD]


def _count(walk: Walk, committee: Node, path: str) -> None:
    """Compare numbers with the seats that may be there; conditional ones may."""
    seats, gating = place(committee, "seats"), _gating(committee)
    if seats.value and not gating:
        walk.fault(seats, f"{path}.seats", _NOBODY)
        return
    quorum, approvals = number(committee, "quorum", 0), number(committee, "approvals", 0)
    if gating and quorum > len(gating):
        words = both(
            f"a quorum of {quorum} cannot be met by {len(gating)} gating seats; expected at most "
            f"{len(gating)}",
            f"un quorum de {quorum} est hors d'atteinte avec {len(gating)} sièges délibératifs ; "
            f"attendu : {len(gating)} au plus",
        )
        walk.fault(place(committee, "quorum"), f"{path}.quorum", words)
    if gating and approvals > len(gating):
        words = both(
            f"{approvals} approvals cannot come from {len(gating)} gating seats; expected at most "
            f"{len(gating)}",
            f"{approvals} accords ne peuvent venir de {len(gating)} sièges délibératifs ; "
            f"attendu : {len(gating)} au plus",
        )
        walk.fault(place(committee, "approvals"), f"{path}.approvals", words)
    counts = committee.word("majority") == "count"
    if counts and not approvals:
        walk.fault(place(committee, "majority"), f"{path}.approvals", _NO_APPROVALS)
    elif approvals and not counts:
        walk.fault(place(committee, "approvals"), f"{path}.approvals", _APPROVALS)


def _chair(walk: Walk, committee: Node, path: str) -> None:
    chairs = [seat for seat in committee.items("seats") if is_true(seat, "chair")]
    always = [seat for seat in chairs if seat.get("when") is None]
    for key, value, words in (("tie", "casting_vote", _NO_CHAIR), ("majority", "chair", _ALONE)):
        if committee.word(key) == value and not chairs:
            walk.fault(place(committee, key), f"{path}.{key}", words)
        elif committee.word(key) == value and len(chairs) == 1 and not always:
            # Two conditional chairs may well share all cases among them.
            where = f"{path}.seats[{chairs[0].word('role')}].when"
            walk.fault(place(chairs[0], "when"), where, _CHAIR_AT_TIMES)
    for seat in chairs[1:] if always else []:
        words = both(
            f"there is a second chair, {shown(seat.word('role'))}; a committee has one",
            f"il y a une seconde présidence, {shown(seat.word('role'))} ; un comité en a une seule",
        )
        walk.fault(place(seat, "chair"), f"{path}.seats[{seat.word('role')}].chair", words)


def _heard(kind: str, key: str) -> Text:
    return both(
        f"{'an' if kind[0] == 'a' else 'a'} {kind} seat cannot be {key}; make it gating, or remove "
        f"{key}",
        f"un siège {kind} ne peut être {key} ; rendez-le délibératif (gating), ou retirez {key}",
    )


def _own_package(manager: str) -> Text:
    return both(
        f"{manager} hands in the packages and never votes on them; give the seat to another role, "
        "or make it advisory",
        f"{manager} remet les dossiers et ne vote jamais dessus ; donnez le siège à un autre rôle, "
        "ou rendez-le consultatif (advisory)",
    )


_NOBODY = both(
    "no seat is gating, so nobody decides; expected at least one gating seat",
    "aucun siège n'est délibératif, personne ne décide ; il faut un siège gating",
)
_NO_APPROVALS = both(
    "the majority count wants a number of approvals; add approvals",
    "la majorité count demande un nombre d'accords ; ajoutez approvals",
)
_APPROVALS = both(
    "approvals are counted by the majority count only; write majority: count, or remove it",
    "approvals ne compte qu'avec la majorité count ; écrivez majority: count, ou retirez-le",
)
_ALONE = both(
    "where the chair decides there must be one; give one gating seat chair: true",
    "si la présidence décide, il en faut une ; donnez chair: true à un siège délibératif",
)
_CHAIR_AT_TIMES = both(
    "the only chair has a condition, so at times there is none; remove it, or give another seat "
    "chair: true for those times",
    "la seule présidence a une condition, elle manque donc parfois ; retirez-la, ou donnez "
    "chair: true à un autre siège pour ces cas",
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

"""Classes, tracks and ways to tailor that make sense."""

from domain.methodology.lint.references import DEFAULT_MANAGER
from domain.methodology.lint.walk import Walk, place, words_in
from domain.methodology.tree import Node
from domain.text import both


def lint_parts(walk: Walk) -> None:
    """Find classes that no project or every project falls into, and tracks that go nowhere.

    Also ways to tailor that the role which asks for them would approve itself.
    """
    _classes(walk)
    _tailoring(walk)
    begun = {
        name
        for kind in ("stages", "tracks.stages")
        for part in walk.every(kind)
        for name in words_in(part.node, "tracks")
    }
    for part in walk.every("tracks"):
        ways = [key for key in ("stages", "method") if _is_given(part.node, key)]
        if len(ways) != 1:
            where = place(part.node, "method") if ways else part.node
            walk.fault(where, part.path, _TWO_WAYS if ways else _NO_WAY)
        name = part.word("id")
        if name is not None and name not in begun:
            words = both(
                f"no stage begins the track {name[:64]}; name it in tracks of a stage",
                f"aucune étape ne commence la piste {name[:64]} ; nommez-la dans tracks d'une "
                "étape",
            )
            walk.fault(place(part.node, "id"), part.path, words)


def _is_given(node: Node, key: str) -> bool:
    found = node.get(key)
    return found is not None and found.value not in (None, [])


def _classes(walk: Walk) -> None:
    classes = walk.every("classes")
    for part in classes[:-1]:
        if part.node.get("when") is None:
            walk.fault(part.node, f"{part.path}.when", _FOR_ALL)
    if classes and classes[-1].node.get("when") is not None:
        walk.fault(place(classes[-1].node, "when"), f"{classes[-1].path}.when", _FOR_SOME)


def _tailoring(walk: Walk) -> None:
    manager = walk.root.word("manager") or DEFAULT_MANAGER
    for part in walk.every("tailoring"):
        if part.word("approver") == manager:
            walk.fault(place(part.node, "approver"), f"{part.path}.approver", _OWN_REQUEST)


_OWN_REQUEST = both(
    "who asks never approves; give it to another role",
    "qui demande n'approuve jamais ; donnez-la à un autre rôle",
)
_NO_WAY = both(
    "a track walks stages of its own or follows another method; add stages or method",
    "une piste parcourt ses propres étapes ou suit une autre méthode ; ajoutez stages ou method",
)
_TWO_WAYS = both(
    "a track walks stages of its own or follows another method, not both; remove one",
    "une piste parcourt ses propres étapes ou suit une autre méthode, pas les deux ; retirez-en "
    "une",
)
_FOR_ALL = both(
    "every project falls into a class without a condition, so those below are never reached; add "
    "when, or put it last",
    "tout projet entre dans une classe sans condition, les suivantes ne servent donc jamais ; "
    "ajoutez when, ou mettez-la en dernier",
)
_FOR_SOME = both(
    "the last class takes all projects that no other takes, so it has no condition; remove it, or "
    "add a class below",
    "la dernière classe reçoit les projets qu'aucune autre ne prend, elle n'a donc pas de "
    "condition ; retirez-la, ou ajoutez une classe en dessous",
)

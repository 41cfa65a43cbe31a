"""The manifest of a package: which file serves which deliverable, and which states are signed."""

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from domain.errors import BadInputError
from domain.methodology.fault import Fault, MethodError, unknown
from domain.methodology.load import decode
from domain.methodology.model.method import Method
from domain.methodology.tree import Node, read_tree
from domain.text import Text, both

NAMES = ("package.yaml", "package.yml")
"""What the manifest of a package is called; it is no document of the package."""

_STATE_KEYS = ("done", "signer", "evidence")


@dataclass(frozen=True)
class SignedState:
    """A deliverable that is no document but a state: whether it holds, who says so, by what."""

    done: bool
    signer: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class Manifest:
    """What a package says of itself: paths by deliverable, and signed states."""

    deliverables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    states: Mapping[str, SignedState] = field(default_factory=dict)


def is_manifest(path: str) -> bool:
    """Tell whether a path inside a package is that of its manifest."""
    return path in NAMES


def read_manifest(data: bytes, name: str, *, method: Method, paths: Collection[str]) -> Manifest:
    """Return what a manifest says.

    Args:
        data: The bytes of the file.
        name: What the file is called in messages.
        method: The method whose deliverables may be named.
        paths: The paths of the package's documents.

    Raises:
        BadInputError: It is not sound; each fault is named with its line and column.
    """
    try:
        text = decode(data, name)
    except MethodError as error:
        raise BadInputError(error.words["en"], error.words["fr"]) from None
    root, faults = read_tree(text)
    if root is not None and root.value is not None:
        reader = _Reader(method, paths)
        manifest = reader.read(root)
        faults += reader.faults
    else:
        manifest = Manifest()
    if faults:
        raise _refused(name, faults)
    return manifest


class _Reader:
    """Reads the tree of a manifest and gathers what is wrong with it."""

    def __init__(self, method: Method, paths: Collection[str]) -> None:
        self.known = [deliverable.id for deliverable in method.deliverables]
        self.paths = sorted(paths)
        self.by_name = {_spelt(path): path for path in self.paths}
        self.faults: list[Fault] = []

    def read(self, root: Node) -> Manifest:
        if not isinstance(root.value, dict):
            self.fault(root, "", _SHAPE)
            return Manifest()
        for key in root.value:
            if key not in {"deliverables", "states"}:
                self.fault_at(root.keys[key], key, unknown(_KEY, key, ("deliverables", "states")))
        deliverables = {
            key: tuple(self.served(node, f"deliverables.{key}"))
            for key, node in self.entries(root, "deliverables")
        }
        states = {
            key: self.state(node, f"states.{key}") for key, node in self.entries(root, "states")
        }
        return Manifest(deliverables, states)

    def entries(self, root: Node, key: str) -> Iterator[tuple[str, Node]]:
        """Yield what stands under a key, by the deliverable's id."""
        node = root.get(key)
        if node is None or node.value is None:
            return
        if not isinstance(node.value, dict):
            self.fault(node, key, _BY_ID)
            return
        for each, value in node.value.items():
            if each not in self.known:
                place = node.keys[each]
                self.fault_at(place, f"{key}.{each}", unknown(_DELIVERABLE, each, self.known))
            yield each, value

    def served(self, node: Node, place: str) -> Iterator[str]:
        members = node.value if isinstance(node.value, list) else [node]
        for member in members:
            if not isinstance(member.value, str):
                self.fault(member, place, _PATH)
                continue
            path = self.by_name.get(_spelt(member.value.removeprefix("./")))
            if path is None:
                self.fault(member, place, unknown(_FILE, member.value, self.paths))
            else:
                yield path

    def state(self, node: Node, place: str) -> SignedState:
        if not isinstance(node.value, dict):
            self.fault(node, place, _STATE)
            return SignedState(done=False)
        for key in node.value:
            if key not in _STATE_KEYS:
                self.fault_at(node.keys[key], f"{place}.{key}", unknown(_KEY, key, _STATE_KEYS))
        done = node.get("done")
        if done is None or not isinstance(done.value, bool):
            self.fault(done or node, f"{place}.done", _DONE)
        words = {}
        for key in ("signer", "evidence"):
            value = node.get(key)
            if value is not None and not isinstance(value.value, str | int | None):
                self.fault(value, f"{place}.{key}", _WORDS)
            words[key] = "" if value is None or value.value is None else str(value.value).strip()
        return SignedState(done=done is not None and done.value is True, **words)

    def fault(self, node: Node, path: str, words: Text) -> None:
        self.fault_at((node.line, node.column), path, words)

    def fault_at(self, place: tuple[int, int], path: str, words: Text) -> None:
        self.faults.append(Fault(line=place[0], column=place[1], path=path, words=words))


def _spelt(path: str) -> str:
    """Return a path in the one spelling of its accents; file systems differ in theirs."""
    return unicodedata.normalize("NFC", path)


def _refused(name: str, faults: list[Fault]) -> BadInputError:
    ordered = sorted(faults, key=lambda fault: (fault.line, fault.column))
    said = {
        language: "\n".join(dict.fromkeys(fault.say(name, language) for fault in ordered))
        for language in ("en", "fr")
    }
    return BadInputError(said["en"], said["fr"])


_KEY = both("key", "clé")
_DELIVERABLE = both("deliverable", "livrable")
_FILE = both("file of the package", "fichier du dossier")
_SHAPE = both(
    "expected the keys deliverables and states", "les clés deliverables et states sont attendues"
)
_BY_ID = both(
    "expected the id of a deliverable, then a colon and the path of its file",
    "attendu : l'identifiant d'un livrable, deux-points, puis le chemin de son fichier",
)
_PATH = both("expected the path of a file", "le chemin d'un fichier est attendu")
_STATE = both(
    "expected the keys done, signer and evidence",
    "les clés done, signer et evidence sont attendues",
)
_DONE = both("expected done: true or done: false", "attendu : done: true ou done: false")
_WORDS = both("expected text", "un texte est attendu")

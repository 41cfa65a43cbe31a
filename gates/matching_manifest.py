"""The manifest of a package: which file serves which deliverable, and which states are signed."""

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from domain.errors import BadInputError
from domain.methodology.fault import Fault, MethodError, unknown
from domain.methodology.load import decode
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.methodology.tree import Node, read_tree
from domain.text import Text, both
from gates.manifest_entries import Declared, SignedState, declared, signed_state

NAMES = ("package.yaml", "package.yml")
"""What the manifest of a package is called; it is no document of the package."""


@dataclass(frozen=True)
class Manifest:
    """What a package says of itself: paths by deliverable, and signed states.

    ``said`` holds what is said of a document beside its path, by deliverable and path.
    """

    deliverables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    states: Mapping[str, SignedState] = field(default_factory=dict)
    said: Mapping[tuple[str, str], Declared] = field(default_factory=dict)


def is_manifest(path: str) -> bool:
    """Tell whether a path inside a package is that of its manifest."""
    return path in NAMES


def read_manifest(
    data: bytes,
    name: str,
    *,
    method: Method,
    paths: Collection[str],
    gate: Gate | None = None,
) -> Manifest:
    """Return what a manifest says.

    Args:
        data: The bytes of the file.
        name: What the file is called in messages.
        method: The method whose deliverables may be named.
        paths: The paths of the package's documents.
        gate: The gate as it applies, when it asks something that the method does not name.

    Raises:
        BadInputError: It is not sound; each fault is named with its line and column.
    """
    try:
        text = decode(data, name)
    except MethodError as error:
        raise BadInputError(error.words["en"], error.words["fr"]) from None
    root, faults = read_tree(text)
    if root is not None and root.value is not None:
        reader = _Reader(method, gate, paths)
        manifest = reader.read(root)
        faults += reader.faults
    else:
        manifest = Manifest()
    if faults:
        raise _refused(name, faults)
    return manifest


class _Reader:
    """Reads the tree of a manifest and gathers what is wrong with it."""

    def __init__(self, method: Method, gate: Gate | None, paths: Collection[str]) -> None:
        self.ladders = {ladder.id: ladder for ladder in method.ladders}
        self.climbs = {each.id: each.ladder for each in method.deliverables}
        self.known = list(self.climbs)
        gates = method.gates if gate is None else (*method.gates, gate)
        self.criteria = list(dict.fromkeys(each.id for one in gates for each in one.criteria))
        self.said: dict[tuple[str, str], Declared] = {}
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
            key: tuple(self.served(node, key)) for key, node in self.entries(root, "deliverables")
        }
        states = {
            key: signed_state(node, f"states.{key}", self.fault)
            for key, node in self.entries(root, "states", self.criteria)
        }
        return Manifest(deliverables, states, self.said)

    def entries(self, root: Node, key: str, more: Sequence[str] = ()) -> Iterator[tuple[str, Node]]:
        """Yield what stands under a key, by the id of a deliverable, or one of some more."""
        node = root.get(key)
        if node is None or node.value is None:
            return
        if not isinstance(node.value, dict):
            self.fault(node, key, _BY_ID)
            return
        for each, value in node.value.items():
            if each not in self.known and each not in more:
                words = unknown(_DELIVERABLE, each, [*self.known, *more])
                self.fault_at(node.keys[each], f"{key}.{each}", words)
            yield each, value

    def served(self, node: Node, key: str) -> Iterator[str]:
        """Yield the paths that serve a deliverable, and note what is said of each."""
        place = f"deliverables.{key}"
        for member in node.value if isinstance(node.value, list) else [node]:
            written = member.get("path") if isinstance(member.value, dict) else member
            if written is None or not isinstance(written.value, str):
                self.fault(written or member, place, _PATH)
                continue
            path, section = self.found(written.value)
            if path is None:
                self.fault(written, place, unknown(_FILE, written.value, self.paths))
                continue
            ladder = self.ladders.get(self.climbs.get(key, ""))
            said = declared(member, place, section, ladder, self.fault)
            if said != Declared():
                self.said[key, path] = said
            yield path

    def found(self, written: str) -> tuple[str | None, str]:
        """Return the path that is meant, and the heading behind its ``#`` if there is one."""
        plain = _spelt(written.removeprefix("./"))
        if plain in self.by_name or "#" not in plain:
            return self.by_name.get(plain), ""
        path, _, section = plain.partition("#")
        return self.by_name.get(path.strip()), section.strip()

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

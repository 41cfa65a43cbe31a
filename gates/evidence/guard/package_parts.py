"""The parts of an office file: their types and their relationships, as the file declares them."""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote
from xml.parsers import expat

from gates.evidence.guard.archive import Archive
from gates.evidence.guard.refusal import RefusedError
from gates.evidence.guard.xml_pass import plain_parser, run

TYPES = "[Content_Types].xml"


@dataclass(frozen=True)
class Relation:
    """A line from a part (``source``, empty for the file itself) to a part or an address."""

    id: str
    source: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of the type, the same in both editions of the standard."""
        return self.type.rsplit("/", 1)[-1]


@dataclass(frozen=True)
class ContentTypes:
    """Which type each part has: by its own name, else by its ending."""

    by_name: dict[str, str]
    by_ending: dict[str, str]

    def of(self, name: str) -> str:
        """Return the type of a part, empty where none is declared."""
        ending = name.rsplit(".", 1)[-1].lower()
        return self.by_name.get(name.lower(), self.by_ending.get(ending, ""))


def content_types(archive: Archive) -> ContentTypes:
    """Read the types that an office file declares.

    Raises:
        RefusedError: The declaration is damaged, or missing as in an ordinary archive.
    """
    if TYPES not in archive:
        raise RefusedError(
            "The file is an archive and no document: hand in the documents in it, each as a file "
            "of its own.",
            "Le fichier est une archive et non un document : déposez les documents qu’elle "
            "contient, chacun comme fichier distinct.",
            kind="zip",
        )
    types = ContentTypes({}, {})
    for name, attributes in _elements(archive.read(TYPES), TYPES):
        kind = attributes.get("ContentType", "")
        if name == "Override":
            types.by_name[attributes.get("PartName", "").removeprefix("/").lower()] = kind
        elif name == "Default":
            types.by_ending[attributes.get("Extension", "").lower()] = kind
    return types


def relations(archive: Archive, source: str = "") -> list[Relation]:
    """Read the relationships of a part; none where it has no such list.

    Raises:
        RefusedError: The list is damaged.
    """
    folder, name = posixpath.split(source)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in archive:
        return []
    return [
        _relation(attributes, source)
        for name, attributes in _elements(archive.read(listed), listed)
        if name == "Relationship"
    ]


def all_relations(archive: Archive) -> list[Relation]:
    """Read every list of relationships in the file.

    Raises:
        RefusedError: A list is damaged.
    """
    sources = [
        posixpath.join(posixpath.dirname(posixpath.dirname(name)), posixpath.basename(name)[:-5])
        for name in archive
        if name.endswith(".rels") and posixpath.basename(posixpath.dirname(name)) == "_rels"
    ]
    return [relation for source in sources for relation in relations(archive, source)]


def _relation(attributes: dict[str, str], source: str) -> Relation:
    external = attributes.get("TargetMode", "").lower() == "external"
    target = attributes.get("Target", "")
    if not external:
        folder = posixpath.dirname(source)
        target = posixpath.normpath(posixpath.join("/", folder, unquote(target)))[1:]
    return Relation(
        id=attributes.get("Id", ""),
        source=source,
        type=attributes.get("Type", ""),
        target=target,
        external=external,
    )


def _elements(data: bytes, where: str) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: list[str]) -> None:
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        found.append((name.rsplit(":", 1)[-1], dict(pairs)))

    parser: expat.XMLParserType = plain_parser()
    parser.StartElementHandler = start
    run(parser, data, where)
    return found

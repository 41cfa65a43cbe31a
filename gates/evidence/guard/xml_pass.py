"""One pass of expat over XML before any other parser sees it.

Any document type is refused: it is the door to entities, and no document that we read needs
one. What is nested too deep is refused.
"""

from xml.parsers import expat

from gates.evidence.guard import limits
from gates.evidence.guard.refusal import RefusedError, damaged, oversized


def check_xml(data: bytes, where: str = "") -> None:
    """Pass over XML.

    Raises:
        RefusedError: It has a document type, is nested too deep, or is not well-formed.
    """
    parser = plain_parser()
    depth = 0

    def start(_name: str, _attributes: list[str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.DEPTH:
            raise too_deep()

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    run(parser, data, where)


def check_unread(data: bytes) -> None:
    """Pass over XML that no reader of ours opens: only a document type is refused.

    Raises:
        RefusedError: It has a document type.
    """
    parser = plain_parser()
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes it by place
    except (expat.ExpatError, ValueError, LookupError):
        # Old drawings are not well-formed, and we never read them.
        return


def plain_parser() -> expat.XMLParserType:
    """Return a parser that refuses a document type and leaves attributes in a flat list."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.StartDoctypeDeclHandler = _no_doctype
    return parser


def run(parser: expat.XMLParserType, data: bytes, where: str) -> None:
    """Give all bytes to a parser.

    Raises:
        RefusedError: The XML is not well-formed, or a handler refused it.
    """
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes it by place
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise damaged(where) from error


def too_deep() -> RefusedError:
    """Return the refusal of XML that is nested out of all reason."""
    return oversized(
        f"its XML is nested more than {limits.DEPTH} levels deep",
        f"son XML est imbriqué sur plus de {limits.DEPTH} niveaux",
    )


def _no_doctype(*_declaration: object) -> None:
    raise RefusedError(
        "The file holds an XML document type, by which it could fetch other files or swell "
        "without end: save it again from an office program and hand in the new copy.",
        "Le fichier contient une définition de type XML, qui permet d’aller chercher d’autres "
        "fichiers ou d’enfler sans fin : enregistrez-le de nouveau depuis un logiciel de "
        "bureautique et déposez la nouvelle copie.",
    )

"""XML as a tree, for readers: nothing is fetched, expanded or allowed to grow."""

from lxml import etree

from gates.evidence.guard.refusal import damaged


def parse(data: bytes, where: str = "") -> etree._Element:
    """Return the root of XML that the guard has passed.

    Raises:
        RefusedError: It is not well-formed.
        MemoryError: It takes more memory than this process may use.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:  # not in the stubs
            raise MemoryError from error
        raise damaged(where) from error
    except ValueError as error:
        raise damaged(where) from error
    return root


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    tag = element.tag
    # The stubs say that it is text; comments and the like have a function there.
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""  # type: ignore[redundant-expr]  # see above

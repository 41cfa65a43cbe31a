"""Open documents and presentations, written part by part."""

from collections.abc import Mapping

from tests.unit.evidence.hostile import R, archive

ODF = "application/vnd.oasis.opendocument."
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml."
_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "script": "script",
        "form": "form",
        "meta": "meta",
    }.items()
) + (' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"')
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def open_document(
    kind: str,
    body: str,
    *,
    styles: str = "",
    automatic: str = "",
    before: str = "",
    entries: str = "",
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Return an open document of a kind (``text``, ``spreadsheet``) with a body."""
    return archive(
        {
            "mimetype": f"{ODF}{kind}",
            "META-INF/manifest.xml": '<?xml version="1.0"?><manifest:manifest xmlns:manifest='
            '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
            f'manifest:full-path="/" manifest:media-type="{ODF}{kind}"/>{entries}'
            "</manifest:manifest>",
            "content.xml": f'<?xml version="1.0" encoding="UTF-8"?>{before}'
            f"<office:document-content {_SPACES}><office:automatic-styles>{automatic}"
            f"</office:automatic-styles><office:body>{body}</office:body>"
            "</office:document-content>",
            "styles.xml": f'<?xml version="1.0"?><office:document-styles {_SPACES}>{styles}'
            "</office:document-styles>",
            "meta.xml": f'<?xml version="1.0"?><office:document-meta {_SPACES}><office:meta>'
            "<dc:title>Works</dc:title><meta:initial-creator>Eva</meta:initial-creator>"
            "<dc:creator>Ana</dc:creator></office:meta></office:document-meta>",
            **(more or {}),
        }
    )


def odt(body: str, **more: object) -> bytes:
    """Return an open text."""
    return open_document("text", f"<office:text>{body}</office:text>", **more)  # type: ignore[arg-type]  # passed on


def ods(body: str, **more: object) -> bytes:
    """Return open sheets."""
    return open_document(
        "spreadsheet",
        f"<office:spreadsheet>{body}</office:spreadsheet>",
        **more,  # type: ignore[arg-type]  # passed on
    )


def sheet(rows: str, *, name: str = "Budget", style: str = "") -> str:
    """Return a sheet of an open document."""
    styled = f' table:style-name="{style}"' if style else ""
    return f'<table:table table:name="{name}"{styled}>{rows}</table:table>'


def cell(text: str = "", more: str = "") -> str:
    """Return a cell of an open document."""
    inside = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {more}>{inside}</table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    """Return a row of an open document."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def shape(text: str, place: str = "", *, paragraphs: int = 1) -> str:
    """Return a shape of a slide."""
    stands = f'<p:ph type="{place}"/>' if place else ""
    said = f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" * paragraphs
    return f"<p:sp><p:nvSpPr><p:nvPr>{stands}</p:nvPr></p:nvSpPr><p:txBody>{said}</p:txBody></p:sp>"


def grid(*rows: tuple[str, ...]) -> str:
    """Return a table of a slide."""
    lines = "".join(
        "<a:tr>"
        + "".join(
            f"<a:tc><a:txBody><a:p><a:r><a:t>{one}</a:t></a:r></a:p></a:txBody></a:tc>"
            for one in line
        )
        + "</a:tr>"
        for line in rows
    )
    return (
        f"<p:graphicFrame><a:graphic><a:graphicData><a:tbl>{lines}</a:tbl></a:graphicData>"
        "</a:graphic></p:graphicFrame>"
    )


def pptx(
    *slides: str,
    order: tuple[int, ...] = (),
    related: Mapping[str, str] | None = None,
    more: Mapping[str, str | bytes] | None = None,
    kind: str = "presentation.main+xml",
) -> bytes:
    """Return a presentation; ``related`` are the relations of the first slide."""
    numbers = range(1, len(slides) + 1)
    types = "".join(
        f'<Override PartName="/ppt/slides/slide{number}.xml" ContentType="{SLIDES}slide+xml"/>'
        for number in numbers
    )
    listed = "".join(f'<p:sldId id="{256 + n}" r:id="r{n}"/>' for n in order or numbers)
    return archive(
        {
            "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats'
            '.org/package/2006/content-types"><Default Extension="rels" ContentType="application/'
            'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
            '"application/xml"/><Default Extension="png" ContentType="image/png"/>'
            '<Override PartName="/ppt/notesSlides/n1.xml" '
            f'ContentType="{SLIDES}notesSlide+xml"/><Override PartName="/ppt/comments/c1.xml" '
            f'ContentType="{SLIDES}comments+xml"/><Override PartName="/ppt/diagrams/d1.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"/>'
            f'<Override PartName="/ppt/presentation.xml" ContentType="{SLIDES}{kind}"/>{types}'
            "</Types>",
            "_rels/.rels": _relations({"r1": ("officeDocument", "ppt/presentation.xml")}),
            "ppt/presentation.xml": f'<p:presentation xmlns:p="{P}" xmlns:r="{R}"><p:sldIdLst>'
            f"{listed}</p:sldIdLst></p:presentation>",
            "ppt/_rels/presentation.xml.rels": _relations(
                {f"r{n}": ("slide", f"slides/slide{n}.xml") for n in numbers}
            ),
            **{
                f"ppt/slides/slide{number}.xml": f'<p:sld xmlns:p="{P}" xmlns:a="{A}" '
                f'xmlns:r="{R}"><p:cSld><p:spTree>{slide}</p:spTree></p:cSld></p:sld>'
                for number, slide in zip(numbers, slides, strict=True)
            },
            "ppt/slides/_rels/slide1.xml.rels": _relations(
                {f"r{n}": pair for n, pair in enumerate((related or {}).items())}
            ),
            **(more or {}),
        }
    )


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{lines}</Relationships>'
    )

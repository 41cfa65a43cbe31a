"""A zip container whose bytes depend on what it holds only, never on the hour of writing."""

import io
import zipfile
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
LEFT_OUT = {"docProps/thumbnail.jpeg"}
"""A picture of somebody else's page, which the template of python-docx carries."""


def settle(data: bytes, target: Path) -> None:
    """Write an office file again with fixed dates, so that writing it twice gives equal bytes."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as settled,
    ):
        for name in source.namelist():
            if name not in LEFT_OUT:
                entry = zipfile.ZipInfo(name, EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                settled.writestr(entry, _as_saved(name, _without_picture(name, source.read(name))))
    target.write_bytes(buffer.getvalue())


def _as_saved(name: str, data: bytes) -> bytes:
    """Drop the wish to be calculated anew: every formula carries its value already."""
    return data.replace(b' fullCalcOnLoad="1"', b"") if name == "xl/workbook.xml" else data


def _without_picture(name: str, data: bytes) -> bytes:
    if name != "_rels/.rels":
        return data
    start = data.find(b"<Relationship ")
    kept = [
        b"<Relationship " + part
        for part in data[start:].split(b"<Relationship ")[1:]
        if b"thumbnail.jpeg" not in part
    ]
    body = b"".join(kept)
    end = b"" if body.endswith(b"</Relationships>") else b"</Relationships>"
    return data[:start] + body + end

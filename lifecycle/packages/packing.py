"""What was read of a file, as it is kept: the content packed, its small outline beside it."""

import zlib

from pydantic import TypeAdapter

from gates.evidence.content import Reading
from gates.evidence.outline import Outline

_OUTLINE = TypeAdapter(Outline)


def packed(reading: Reading) -> tuple[bytes, bytes | None]:
    """Return a reading without its outline, and the outline where there is one."""
    outline = reading.outline
    body = reading.model_dump_json(exclude={"outline"}, exclude_defaults=True)
    return zlib.compress(body.encode()), None if outline is None else _OUTLINE.dump_json(outline)


def unpacked(reading: bytes, outline: bytes | None) -> Reading:
    """Return a reading with its outline."""
    found = Reading.model_validate_json(zlib.decompress(reading))
    return found if outline is None else found.model_copy(update={"outline": outlined(outline)})


def outlined(outline: bytes) -> Outline:
    """Return an outline, without the content that it speaks of."""
    return _OUTLINE.validate_json(outline)

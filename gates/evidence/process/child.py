"""What a reader's process does: read one file under limits, answer, and end."""

import gc
import hashlib
import os
import socket
from typing import Any

from domain.text import Text, both
from gates.evidence.content import Read, Reading
from gates.evidence.guard import limits
from gates.evidence.guard.false_name import false_name
from gates.evidence.guard.refusal import RefusedError
from gates.evidence.process.confine import allow_more, confine
from gates.evidence.process.wire import ADMITTED, FAULT, MEMORY, READING, pack, send_frame
from gates.evidence.readers.reading_room import admit
from gates.evidence.understanding.remarks import joined
from gates.evidence.understanding.understand import understand

_CHANGED = both(
    "The file changed while it was being read: hand it in again.",
    "Le fichier a changé pendant sa lecture : déposez-le de nouveau.",
)


def answer(request: dict[str, Any], source: int, reply: socket.socket) -> int:
    """Read a file and send what was found; return the exit code of the process.

    Where the guard passes a file, what it is and what it unpacks to goes first, so that this is
    known even if the reader dies of it; the reading is the last frame.
    """
    confine()
    # This process ends before rubbish in circles could matter; looking for it costs a tenth.
    gc.disable()
    try:
        reading = _read(str(request["name"]), str(request["sha256"]), source, reply)
        body = reading.model_dump_json(exclude_defaults=True).encode()
        if len(body) > limits.ANSWER_BYTES:
            return MEMORY
        send_frame(reply, READING + body)
    except MemoryError:
        return MEMORY
    except BrokenPipeError:
        # Whoever asked is gone.
        return 0
    except Exception:  # noqa: BLE001 - the border: whatever a file makes a library raise ends here
        return FAULT
    return 0


def _read(name: str, sha256: str, source: int, reply: socket.socket) -> Reading:
    data = _bytes(source)
    if hashlib.sha256(data).hexdigest() != sha256:
        return _refused(name, sha256, "", _CHANGED)
    kind = ""
    try:
        admitted = admit(data, name)
        kind = admitted.kind
        send_frame(reply, ADMITTED + pack({"kind": kind, "unpacked": admitted.unpacked}))
        if len(data) > limits.LARGE_FILE:
            allow_more()
        found = admitted.read()
    except RefusedError as refused:
        return _refused(name, sha256, refused.kind or kind or "unknown", refused.words)
    understood = understand(name, kind, found.content)
    return Reading(
        path=name,
        sha256=sha256,
        kind=kind,
        language=understood.language,
        role=understood.role,
        confidence=understood.confidence,
        state=understood.state,
        read=Read.WHOLE if found.whole else Read.PART,
        reason=joined([found.reason, false_name(name, kind), understood.remark]),
        facts=understood.facts,
        content=found.content,
        outline=understood.outline,
    )


def _refused(name: str, sha256: str, kind: str, reason: Text) -> Reading:
    return Reading(path=name, sha256=sha256, kind=kind, read=Read.REFUSED, reason=reason)


def _bytes(source: int) -> bytes:
    """Return the whole file, wherever its other holder has read to."""
    pieces = []
    at = 0
    while at <= limits.FILE_BYTES:
        piece = os.pread(source, limits.FILE_BYTES + 1 - at, at)
        if not piece:
            break
        pieces.append(piece)
        at += len(piece)
    return b"".join(pieces)

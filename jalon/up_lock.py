"""One product on one data directory: the second is refused while the first one lives."""

import fcntl
import os
from pathlib import Path

from domain.errors import OutOfSequenceError


def hold(data_dir: Path) -> int:
    """Hold the data directory until the process ends; return the descriptor that does it.

    Raises:
        OutOfSequenceError: Another process holds it.
    """
    handle = os.open(data_dir / "instance.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise OutOfSequenceError(
            f"Jalon runs on {data_dir} already; stop it first, or name another directory "
            "with --data.",
            f"Jalon tourne déjà sur {data_dir} ; arrêtez-le d'abord, ou nommez un autre dossier "
            "par --data.",
        ) from None
    return handle

"""What is taken of files: how many, how large, and under what names."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from domain.errors import BadInputError
from lifecycle.packages.revisions import HandedIn

MOST_FILES = 100
MOST_BYTES = 200 * 1024 * 1024
MOST_FILE_BYTES = 25 * 1024 * 1024


def check_files(files: Sequence[HandedIn]) -> None:
    """Make sure that files can be taken as a package, or beside one.

    Raises:
        BadInputError: There is no file, too many or too large ones, or a bad path.
    """
    if not files:
        raise BadInputError(
            "The package is empty; add the documents that the gate asks for.",
            "Le dossier est vide ; ajoutez les documents que le jalon demande.",
        )
    if len(files) > MOST_FILES:
        raise BadInputError(
            f"The package holds {len(files)} files; at most {MOST_FILES} are taken.",
            f"Le dossier contient {len(files)} fichiers ; au plus {MOST_FILES} sont acceptés.",
        )
    if sum(each.size for each in files) > MOST_BYTES:
        raise BadInputError(
            f"The package is larger than {MOST_BYTES // 2**20} MiB; leave out what is not asked.",
            f"Le dossier dépasse {MOST_BYTES // 2**20} Mio ; retirez ce qui n'est pas demandé.",
        )
    paths = [each.path for each in files]
    twice = next((path for path in paths if paths.count(path) > 1), None)
    if twice is not None:
        raise BadInputError(
            f"Two files are called {twice!r}; rename one.",
            f"Deux fichiers s'appellent {twice!r} ; renommez-en un.",
        )
    for path in paths:
        parts = PurePosixPath(path).parts
        outside = not parts or path.startswith("/") or ".." in parts or "\\" in path
        if outside or any(ord(letter) < 32 or ord(letter) == 127 for letter in path):  # noqa: PLR2004 - control characters
            raise BadInputError(
                f"{path!r} is not a file name within the package; rename it.",
                f"{path!r} n'est pas un nom de fichier du dossier ; renommez-le.",
            )

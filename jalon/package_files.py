"""The files of a package's folder, kept in the store as they are."""

from collections.abc import Iterator
from pathlib import Path

from domain.errors import BadInputError
from lifecycle.packages.revisions import HandedIn
from lifecycle.packages.taken import MOST_FILE_BYTES, MOST_FILES
from storage.files import FileStore

LEFT_BEHIND = ("~$", ".", "Thumbs.db", "desktop.ini")
"""How the names begin of what editors and file managers leave in folders."""


def keep_folder(store: FileStore, folder: Path) -> list[HandedIn]:
    """Keep every document of a folder and of the folders in it.

    Raises:
        BadInputError: It is no folder, holds a link, or a file cannot be read or is too large.
    """
    if not folder.is_dir():
        raise BadInputError(
            f"{folder} is not a folder; give the folder that holds the package's files.",
            f"{folder} n'est pas un dossier ; donnez celui qui contient les fichiers.",
        )
    kept: list[HandedIn] = []
    for path in _documents(folder):
        if len(kept) > MOST_FILES:
            break
        try:
            with path.open("rb") as source:
                sha256, size = store.keep(source, at_most=MOST_FILE_BYTES)
        except OSError as error:
            raise BadInputError(
                f"{path} cannot be read: {error.strerror}; check the file and your rights.",
                f"{path} ne peut être lu : {error.strerror} ; vérifiez le fichier et vos droits.",
            ) from None
        kept.append(HandedIn(path.relative_to(folder).as_posix(), sha256, size))
    return kept


def _documents(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(LEFT_BEHIND):
            continue
        if path.is_symlink() or not (path.is_dir() or path.is_file()):
            raise BadInputError(
                f"{path} is a link or no ordinary file; put the document itself there.",
                f"{path} est un lien ou n'est pas un fichier ; mettez-y le document lui-même.",
            )
        if path.is_dir():
            yield from _documents(path)
        else:
            yield path

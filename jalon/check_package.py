"""What ``jalon check`` is given: a folder of documents, its manifest, a file on the project."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from domain.errors import BadInputError
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from gates.evidence.guard import limits
from gates.evidence.reading import Source
from gates.matching_manifest import Manifest, is_manifest, read_manifest

MOST_FILES = limits.FILES
"""As many files as a package may hold when it is handed in."""

LONGEST_MANIFEST = 1_000_000
"""Bytes; more is no manifest."""

HIDDEN = (".", "~$")
LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
FILE_ENDINGS = frozenset(
    {
        *(".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".odt", ".ods", ".pdf", ".csv", ".xml"),
        *(".xer", ".mpp", ".mpx", ".md", ".txt", ".html", ".json", ".yaml", ".yml", ".zip"),
    }
)
"""The endings of files; a folder with such a name stands in the place of one."""


@dataclass(frozen=True)
class Package:
    """The documents of a folder, in the order of their paths, and its manifest if it has one."""

    folder: Path
    documents: tuple[Source, ...]
    manifest: Source | None


def open_package(given: str) -> Package:
    """Return the documents of a folder; hidden files are left out.

    Raises:
        BadInputError: There is no such folder, it holds no file or too many, or a folder in it
            stands where a file should.
    """
    folder = Path(given)
    if not folder.exists():
        raise BadInputError(
            f"There is no folder {given!r}; give the folder that holds the package's documents.",
            f"Il n'y a pas de répertoire « {given} » ; donnez celui des documents du dossier.",
        )
    if not folder.is_dir():
        raise BadInputError(
            f"{given} is a file; give the folder that holds the package's documents.",
            f"{given} est un fichier ; donnez le répertoire des documents du dossier.",
        )
    sources = sorted(_sources(folder), key=lambda source: source.name)
    if not sources:
        raise BadInputError(
            f"The folder {given} holds no file; put the package's documents into it.",
            f"Le répertoire {given} ne contient aucun fichier ; mettez-y les documents du dossier.",
        )
    if len(sources) > MOST_FILES:
        raise BadInputError(
            f"The folder {given} holds {len(sources)} files; a package has at most {MOST_FILES}.",
            f"Le répertoire {given} contient {len(sources)} fichiers ; "
            f"un dossier en a {MOST_FILES} au plus.",
        )
    manifest = next((source for source in sources if is_manifest(source.name)), None)
    documents = tuple(source for source in sources if not is_manifest(source.name))
    return Package(folder, documents, manifest)


def manifest_of(package: Package, method: Method, gate: Gate | None = None) -> Manifest:
    """Return what a package says of itself; nothing when it has no manifest.

    Raises:
        BadInputError: It cannot be read, or is not sound.
    """
    if package.manifest is None:
        return Manifest()
    try:
        with package.manifest.path.open("rb") as file:
            data = file.read(LONGEST_MANIFEST)
    except OSError as error:
        raise BadInputError(
            f"{package.manifest.path} cannot be read: {error.strerror}; check your rights.",
            f"{package.manifest.path} ne peut être lu : {error.strerror} ; vérifiez vos droits.",
        ) from None
    paths = [source.name for source in package.documents]
    name = str(package.manifest.path)
    return read_manifest(data, name, method=method, paths=paths, gate=gate)


def _sources(folder: Path) -> Iterator[Source]:
    for place, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        for name in folders:
            if Path(name).suffix.lower() in FILE_ENDINGS:
                wrong = (Path(place) / name).relative_to(folder).as_posix()
                raise BadInputError(
                    f"{wrong} is a folder in the place of a file; replace it by the file.",
                    f"{wrong} est un répertoire à la place d'un fichier ; remplacez-le.",
                )
        for name in names:
            path = Path(place) / name
            if not _is_hidden(name) and path.is_file():
                yield Source(path=path, name=path.relative_to(folder).as_posix())


def _is_hidden(name: str) -> bool:
    return name.startswith(HIDDEN) or name.lower() in LEFT_BY_SYSTEMS


def _refuse(error: OSError) -> None:
    raise BadInputError(
        f"{error.filename} cannot be opened: {error.strerror}; check your rights.",
        f"{error.filename} ne peut être ouvert : {error.strerror} ; vérifiez vos droits.",
    )

"""Work on methods as data: list, show, lint, schema, differences. No database is touched."""

from collections.abc import Sequence
from pathlib import Path

from domain.errors import BadInputError
from domain.methodology.difference import difference
from domain.methodology.fault import MethodError
from domain.methodology.load import decode, load_method
from domain.methodology.model.method import Method
from domain.methodology.schema import method_schema
from domain.text import in_language
from gates.nameable import CATALOGUE
from jalon.method_text import described
from jalon.output import Format, note, result, result_json, styled, table
from methodologies import library


def open_method(given: str) -> Method:
    """Return a method by the name under which it ships, or by the path of its file.

    Raises:
        BadInputError: There is no such method, or the file cannot be read.
        MethodError: The file is not a sound method.
    """
    text, name = source_of(given)
    return load_method(text, name, known_checks=CATALOGUE)


def run_list(fmt: Format, language: str) -> int:
    """Print the methods that ship, with their gates and languages."""
    methods = [open_method(name) for name in library.names()]
    if fmt is Format.JSON:
        result_json([_summary(method) for method in methods])
        return 0
    heads = {
        "en": ("METHOD", "LABEL", "GATES", "DELIVERABLES", "LANGUAGES"),
        "fr": ("MÉTHODE", "LIBELLÉ", "JALONS", "LIVRABLES", "LANGUES"),
    }
    rows = [
        (
            method.name,
            in_language(method.label, language, method.language),
            " ".join(stage.gate for stage in method.stages),
            str(len(method.deliverables)),
            " ".join(sorted(method.label)),
        )
        for method in methods
    ]
    result(table([heads[language], *rows]))
    return 0


def run_show(given: str, fmt: Format, language: str) -> int:
    """Print a method: its stages, what each gate asks, who decides, and how."""
    method = open_method(given)
    if fmt is Format.JSON:
        result_json(method.model_dump(mode="json"))
    else:
        result(described(method, language))
    return 0


def run_lint(files: Sequence[str], fmt: Format, language: str) -> int:
    """Print every fault of the files as ``file:line:column: ...``; return 1 if there is one."""
    found = [(name, _lint(text, name)) for text, name in map(source_of, files)]
    faulty = [error for _, error in found if error is not None]
    if fmt is Format.JSON:
        result_json([_linted(name, error, language) for name, error in found])
    else:
        for name, error in found:
            result("\n".join(error.lines(language)) if error else _sound(name, language))
    if faulty:
        total = sum(error.count for error in faulty)
        note(
            {
                "en": f"{total} fault(s) in {len(faulty)} of {len(found)} file(s).",
                "fr": f"{total} défaut(s) dans {len(faulty)} fichier(s) sur {len(found)}.",
            }[language]
        )
    return 1 if faulty else 0


def run_schema() -> int:
    """Print the JSON Schema of a method, for completion in editors."""
    result_json(method_schema(CATALOGUE))
    return 0


def run_diff(before: str, after: str, fmt: Format, language: str) -> int:
    """Print what differs between two methods, in words a PMO reads."""
    old, new = open_method(before), open_method(after)
    changes = difference(old, new)
    if fmt is Format.JSON:
        result_json(
            {
                "before": old.name,
                "after": new.name,
                "changes": [
                    {
                        "kind": change.kind,
                        "path": change.path,
                        "words": in_language(change.words, language),
                    }
                    for change in changes
                ],
            }
        )
    else:
        signs = {"added": ("+", "good"), "removed": ("-", "bad"), "changed": ("~", "doubt")}
        for change in changes:
            sign, style = signs[change.kind]
            result(f"{styled(sign, style)} {in_language(change.words, language)}")
        if not changes:
            same = {"en": "Nothing differs.", "fr": "Rien ne diffère."}
            result(f"{old.name}, {new.name}: {same[language]}")
    return 0


def source_of(given: str) -> tuple[str, str]:
    """Return the text of a method and what it is called in messages.

    Raises:
        BadInputError: There is no such method, or the file cannot be read.
    """
    name = given.split("@", maxsplit=1)[0]
    path = Path(given)
    if not path.exists() and name in library.names():
        text = library.text(name)
        shipped = load_method(text, name).name
        if given not in {name, shipped}:
            raise BadInputError(
                f"{given} does not ship with this program; {shipped} does.",
                f"{given} n'est pas livrée avec ce programme ; {shipped} l'est.",
            )
        return text, name
    if not path.exists():
        known = ", ".join(library.names())
        raise BadInputError(
            f"There is no method {given!r}: no file has this path, and the methods that ship are "
            f"{known}.",
            f"Pas de méthode {given!r} : aucun fichier n'a ce chemin, et les méthodes livrées sont "
            f"{known}.",
        )
    if not path.is_file():
        raise BadInputError(
            f"{given} is not a file; give the path of a method's file.",
            f"{given} n'est pas un fichier ; donnez le chemin du fichier d'une méthode.",
        )
    try:
        return decode(path.read_bytes(), given), given
    except OSError as error:
        raise BadInputError(
            f"{given} cannot be read: {error.strerror}; check the path and your rights.",
            f"{given} ne peut être lu : {error.strerror} ; vérifiez le chemin et vos droits.",
        ) from None


def _lint(text: str, name: str) -> MethodError | None:
    try:
        load_method(text, name, known_checks=CATALOGUE)
    except MethodError as error:
        return error
    return None


def _linted(name: str, error: MethodError | None, language: str) -> dict[str, object]:
    return {
        "file": name,
        "sound": error is None,
        "faults": [
            {
                "line": fault.line,
                "column": fault.column,
                "path": fault.path,
                "words": in_language(fault.words, language),
            }
            for fault in (error.faults if error else ())
        ],
    }


def _sound(name: str, language: str) -> str:
    return {"en": f"{name}: sound", "fr": f"{name} : sans défaut"}[language]


def _summary(method: Method) -> dict[str, object]:
    return {
        "method": method.name,
        "label": method.label,
        "source": method.source,
        "languages": sorted(method.label),
        "gates": [stage.gate for stage in method.stages],
        "deliverables": len(method.deliverables),
    }

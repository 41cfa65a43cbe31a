"""A portfolio as a table, CSV or XLSX: each row is a project that is to enter."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from domain.errors import BadInputError
from domain.methodology.fault import unknown
from domain.text import both, in_language
from gates.evidence.content import Cell, Read
from gates.evidence.reading import Source, read_files
from jalon.proposal import Asked

COLUMNS = (
    "code",
    "title",
    "method",
    "stage",
    "currency",
    "budget",
    "start",
    "finish",
    "class",
    "confidential",
)
"""What a column may be, beside ``role:ID``, ``attribute:ID`` and ``passed:GATE``."""

PREFIXES = ("role", "attribute", "passed")
YES = frozenset({"yes", "true", "1", "x", "oui", "vrai"})
KINDS = (".csv", ".xlsx")


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of the table: where it stands, and the fields that it fills."""

    place: str
    fields: Mapping[str, str] = field(default_factory=dict)


def rows_of(path: Path, mapped: Sequence[str]) -> list[Row]:
    """Return the rows of a table that have anything in them.

    Args:
        path: A CSV or XLSX file; the first row with words in it names the columns.
        mapped: ``column=field`` for columns that are called otherwise.

    Raises:
        BadInputError: The file is no such table, or a column is not known.
    """
    table = _table(path)
    heads = [cell.value.strip() for cell in table[0]]
    fields = _fields(path, heads, _mapping(mapped, heads))
    found = []
    for cells in table[1:]:
        filled = dict(_filled(fields, cells))
        if filled:
            found.append(Row(place=_place(cells), fields=filled))
    return found


def asked_of(row: Row, *, method: str | None, stage: str | None) -> Asked:
    """Return what a row says of its project; ``method`` and ``stage`` stand in where it is silent.

    Raises:
        BadInputError: The row lacks a code, a title or a method.
    """
    given = row.fields
    present = {**given, "method": given.get("method") or method}
    lacking = [name for name in ("code", "title", "method") if not present.get(name)]
    if lacking:
        raise BadInputError(
            f"The row has no {' and no '.join(lacking)}; fill it in, or give --method for all.",
            f"La ligne n'a pas de {' ni de '.join(lacking)} ; complétez-la, ou donnez --method.",
        )
    return Asked(
        code=given.get("code"),
        title=given.get("title"),
        method=given.get("method") or method,
        stage=given.get("stage") or stage,
        passed=[f"{name}={value}" for name, value in _under(given, "passed")],
        roles=[f"{name}={value}" for name, value in _under(given, "role")],
        attributes=[f"{name}={value}" for name, value in _under(given, "attribute")],
        confidential=given.get("confidential", "").casefold() in YES,
        currency=given.get("currency"),
        budget=given.get("budget"),
        start=given.get("start"),
        finish=given.get("finish"),
        klass=given.get("class"),
    )


def _table(path: Path) -> list[tuple[Cell, ...]]:
    if path.suffix.lower() not in KINDS or not path.is_file():
        raise BadInputError(
            f"{path} is no table that can be imported; give a CSV or XLSX file.",
            f"{path} n'est pas une table importable ; donnez un fichier CSV ou XLSX.",
        )
    (reading,) = read_files([Source(path=path, name=path.name)])
    if reading.read is not Read.WHOLE:
        raise BadInputError(
            f"{path} cannot be read whole: {in_language(reading.reason, 'en')}",
            f"{path} ne se lit pas en entier : {in_language(reading.reason, 'fr')}",
        )
    for table in reading.content.tables:
        rows = [row for row in table.rows if any(cell.value.strip() for cell in row)]
        if rows and not table.hidden:
            return rows
    raise BadInputError(
        f"{path} has no row; the first one names the columns.",
        f"{path} n'a pas de ligne ; la première nomme les colonnes.",
    )


def _mapping(mapped: Sequence[str], heads: Sequence[str]) -> dict[str, str]:
    found = {}
    for each in mapped:
        column, equals, name = (part.strip() for part in each.rpartition("="))
        if not (column and equals and name):
            raise BadInputError(
                f"--map {each!r} does not fit; write it as column=field.",
                f"--map {each!r} ne convient pas ; écrivez colonne=champ.",
            )
        if column not in heads:
            words = unknown(both("column", "colonne"), column, [head for head in heads if head])
            raise BadInputError(f"--map: {words['en']}.", f"--map : {words['fr']}.")
        found[column] = name
    return found


def _fields(path: Path, heads: Sequence[str], mapped: Mapping[str, str]) -> list[str]:
    fields = []
    for head in heads:
        name = mapped.get(head, head)
        prefix, colon, rest = name.partition(":")
        known = prefix.casefold() in PREFIXES and rest if colon else name.casefold() in COLUMNS
        if name and not known:
            expected = [*COLUMNS, *(f"{each}:ID" for each in PREFIXES)]
            words = unknown(both("column", "colonne"), name, expected)
            raise BadInputError(
                f"{path}: {words['en']}; map it with --map {name}=field.",
                f"{path} : {words['fr']} ; associez-la par --map {name}=champ.",
            )
        fields.append(f"{prefix.casefold()}:{rest.strip()}" if colon else name.casefold())
    twice = {name for name in fields if name and fields.count(name) > 1}
    if twice:
        named = ", ".join(sorted(twice))
        raise BadInputError(
            f"{path} names a field twice: {named}; keep one column for each.",
            f"{path} nomme deux fois un champ : {named} ; gardez une colonne pour chacun.",
        )
    return fields


def _filled(fields: Sequence[str], cells: Sequence[Cell]) -> Iterator[tuple[str, str]]:
    for name, cell in zip(fields, cells, strict=False):
        value = _value(name, cell)
        if name and value:
            yield name, value


def _value(name: str, cell: Cell) -> str:
    """Return a cell as a field is written: amounts with a point, days as ISO dates."""
    if cell.day is not None and not name.startswith("passed:"):
        return cell.day.isoformat()
    if name == "budget" and cell.number is not None:
        return format(cell.number, "f")
    return cell.value.strip()


def _place(cells: Sequence[Cell]) -> str:
    return next((cell.location for cell in cells if cell.location), "")


def _under(fields: Mapping[str, str], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        if name.startswith(f"{prefix}:"):
            yield name.partition(":")[2], value

"""``jalon method migrate``: projects go to another version, in a dry run unless asked otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from domain.errors import BadInputError, GovernanceError
from domain.text import Text, in_language
from jalon.acting import Acting, acting
from jalon.output import Format, result, result_json, styled
from lifecycle.authority import find_project
from lifecycle.methods import version_row
from lifecycle.versions.criteria import GateCompared
from lifecycle.versions.migrating import migrate, plans, undo
from lifecycle.versions.migration_plan import MigrationPlan


def run_migrate(
    method: str,
    to: int,
    projects: Sequence[str],
    person: str | None,
    fmt: Format,
    language: str,
    *,
    apply: bool,
) -> int:
    """Print what would become of projects, and with ``apply`` do it; 1 when one cannot go."""
    with acting(person) as door:
        with door.installation.database.read() as session:
            target = version_row(session, method, to)
            for code in projects:
                find_project(session, code)
            found = plans(session, door.actor, target, list(projects) or None, at=door.at)
        done = {
            each.code: _applied(door, each, method, to)
            for each in found
            if apply and each.is_possible
        }
    if fmt is Format.JSON:
        result_json([asdict(each) | {"done": done.get(each.code) == {}} for each in found])
    else:
        result("\n".join(_told(found, done, language, apply=apply)))
    return 1 if any(each.refusals or done.get(each.code) for each in found) else 0


def run_undo(projects: Sequence[str], person: str | None, fmt: Format, language: str) -> int:
    """Take projects back to the version before, each in its own transaction.

    Raises:
        BadInputError: No project is named.
    """
    if not projects:
        raise BadInputError(
            "Name each project to take back with --project.",
            "Nommez chaque projet à ramener par --project.",
        )
    said = {}
    with acting(person) as door:
        for code in projects:
            with door.installation.database.write() as session:
                row = undo(session, door.actor, find_project(session, code), at=door.at)
                said[code] = f"{row.key}@{row.version}"
    if fmt is Format.JSON:
        result_json(said)
    else:
        words = {"en": "back on", "fr": "revenu à"}[language]
        result("\n".join(f"{code} {words} {name}" for code, name in said.items()))
    return 0


def _applied(door: Acting, plan: MigrationPlan, method: str, to: int) -> Text:
    """Migrate one project in its own transaction; return why not, or nothing."""
    try:
        with door.installation.database.write() as session:
            project = find_project(session, plan.code)
            migrate(session, door.actor, project, version_row(session, method, to), at=door.at)
    except GovernanceError as error:  # it changed since the dry run; the others go on
        return error.words
    return {}


def _told(
    found: Sequence[MigrationPlan], done: Mapping[str, Text], language: str, *, apply: bool
) -> Iterator[str]:
    if not found:
        yield {"en": "No project stands on another version.", "fr": "Aucun projet à migrer."}[
            language
        ]
        return
    for each in found:
        yield from _plan(each, language)
        trouble = done.get(each.code)
        if trouble:
            yield styled(f"  ! {in_language(trouble, language)}", "bad")
        elif trouble is not None:
            yield styled({"en": "  migrated", "fr": "  migré"}[language], "good")
    if not apply and any(each.is_possible for each in found):
        yield {
            "en": "Nothing is changed; --apply does it.",
            "fr": "Rien n'est changé ; --apply le fait.",
        }[language]


def _plan(each: MigrationPlan, language: str) -> Iterator[str]:
    way = f"@{each.from_version} → @{each.to_version}"
    if each.stage != each.old_stage:
        way += f", {each.old_stage} → {each.stage}"
    yield f"{styled(each.code, 'strong')}  {each.title}  {way}"
    for reason in each.refusals:
        yield styled(f"  ! {in_language(reason, language)}", "bad")
    if each.refusals:
        return
    for gate in each.gates:
        yield from _gate(gate, language)
    say = _FRENCH if language == "fr" else _ENGLISH
    listed = (
        ("invalidated", each.invalidated),
        ("never_asked", each.never_asked),
        ("left_behind", each.left_behind),
        ("packs_lost", each.packs_lost),
        ("empty_roles", [in_language(role, language) for role in each.empty_roles]),
        ("dates", [f"{date.planned} {date.old} → {date.gate or '–'}" for date in each.dates]),
    )
    for name, items in listed:
        if items:
            yield f"  {say[name]}: {', '.join(items)}"
    if each.new_class != each.old_class:
        yield f"  {say['class']}: {each.old_class or '–'} → {each.new_class or '–'}"


def _gate(gate: GateCompared, language: str) -> Iterator[str]:
    label = in_language(gate.label, language)
    for sign, style, names in (
        ("+", "good", gate.gained),
        ("-", "bad", gate.lost),
        ("~", "doubt", gate.changed),
    ):
        for name in names:
            yield f"  {styled(sign, style)} {label}: {in_language(name, language)}"


_ENGLISH = {
    "invalidated": "approvals of gates that are no more",
    "never_asked": "gates behind it that were never decided",
    "left_behind": "departures that do not carry over",
    "packs_lost": "packs that are no more",
    "empty_roles": "roles without a holder",
    "dates": "dates moved",
    "class": "class",
}
_FRENCH = {
    "invalidated": "accords de jalons qui n'existent plus",
    "never_asked": "jalons derrière lui jamais décidés",
    "left_behind": "adaptations qui ne suivent pas",
    "packs_lost": "modules qui n'existent plus",
    "empty_roles": "rôles sans titulaire",
    "dates": "dates déplacées",
    "class": "classe",
}

"""``jalon method effect``: what a draft would change, by open package."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from domain.finding import Severity
from domain.judgement import Verdict
from domain.methodology.wording import shown_value
from domain.text import in_language
from jalon.acting import acting
from jalon.method import source_of
from jalon.output import Format, result, result_json, styled
from lifecycle.versions.effect import Effect, PackageEffect, effect
from lifecycle.versions.judged_lines import Line
from lifecycle.versions.publishing import publish

BAR = 30
"""Signs in the bar that tells how far it is."""


def run_effect(file: str, person: str | None, fmt: Format, language: str) -> int:
    """Print what a draft would change; 1 when a package that may go on would not."""
    text, name = source_of(file)
    with acting(person) as door, door.installation.database.read() as session:
        found = effect(
            door.installation,
            session,
            door.actor,
            text,
            name=name,
            at=door.at,
            progress=_bar if sys.stderr.isatty() else None,
        )
    if fmt is Format.JSON:
        result_json(effect_as_json(found))
    else:
        result("\n".join(_told(found, language)))
    return 1 if found.held_back else 0


def run_publish(file: str, person: str | None, fmt: Format, language: str) -> int:
    """Publish a version of a method."""
    text, name = source_of(file)
    with acting(person) as door, door.installation.database.write() as session:
        row = publish(session, text, name=name, actor=door.actor, at=door.at)
        said = {"method": row.key, "version": row.version, "sha256": row.sha256}
    if fmt is Format.JSON:
        result_json(said)
    else:
        words = {"en": "published", "fr": "publiée"}[language]
        result(f"{said['method']}@{said['version']} {words}\nsha256 {said['sha256']}")
    return 0


def effect_as_json(found: Effect) -> Mapping[str, object]:
    """Return an effect as one JSON document."""
    return {
        "method": found.method.name,
        "packages": [asdict(each) for each in found.packages],
        "changed": len(found.changed),
        "held_back": found.held_back,
        "freed": found.freed,
        "without_package": found.without,
    }


def _bar(done: int, of: int) -> None:
    """Draw how far it is over what was drawn before."""
    full = BAR * done // max(1, of)
    end = "\n" if done == of else ""
    sys.stderr.write(f"\r[{'#' * full}{'.' * (BAR - full)}] {done}/{of}{end}")
    sys.stderr.flush()


def _told(found: Effect, language: str) -> Iterator[str]:
    counts = {
        "open": len(found.packages),
        "changed": len(found.changed),
        "held": found.held_back,
        "freed": found.freed,
        "without": found.without,
    }
    yield {
        "en": "{name}: open packages {open}, changed {changed}, held back {held}, freed {freed}; "
        "projects without a package {without}",
        "fr": "{name} : dossiers en cours {open}, changés {changed}, retenus {held}, libérés "
        "{freed} ; projets sans dossier {without}",
    }[language].format(name=styled(found.method.name, "strong"), **counts)
    for each in found.changed:
        yield ""
        yield from _package(each, language)


def _package(each: PackageEffect, language: str) -> Iterator[str]:
    gate = in_language(each.gate_label, language)
    shown = gate if each.gate in gate.split() else f"{each.gate} {gate}"
    said = f"{styled(each.code, 'strong')}  {shown}, @{each.version}"
    if each.was is not None and each.becomes is not None:
        said += f"  {_verdict(each.was, language)}"
        if each.becomes is not each.was:
            said += f" → {_verdict(each.becomes, language)}"
    yield said
    if each.because is not None:
        yield f"  ! {in_language(each.because, language)}"
    for name in each.unmapped:
        yield styled(f"  ! {name}", "bad")
    lines: Sequence[tuple[str, str, Sequence[Line]]] = (
        ("+", "bad", each.compared.gained),
        ("-", "good", each.compared.lost),
        ("▲", "bad", each.compared.heavier),
        ("▼", "good", each.compared.lighter),
        ("✓", "good", each.compared.newly_passed),
    )
    for sign, style, found in lines:
        for line in found:
            yield f"  {styled(sign, style)} {_line(line, language)}"
    gone = {"en": "no longer asked", "fr": "n'est plus demandé"}[language]
    for name in each.gone:
        yield f"  {styled('-', 'faint')} {name}: {gone}"


def _line(line: Line, language: str) -> str:
    title, name = in_language(line.title, language), in_language(line.name, language)
    said = name if title == name else f"{name}, {title} ({line.check})"
    if not line.is_open:
        return said
    weight = shown_value("severity", Severity(line.severity).value, language)
    found = in_language(line.found, language)
    return f"{said}: {weight}" + (f", {found}" if found else "")


def _verdict(verdict: Verdict, language: str) -> str:
    words = {
        Verdict.READY: {"en": "ready", "fr": "complet"},
        Verdict.NOT_READY: {"en": "not ready", "fr": "à reprendre"},
    }[verdict][language]
    return styled(words, "good" if verdict is Verdict.READY else "bad")

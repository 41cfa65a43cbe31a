"""Work on projects: entered, listed, shown, handed in, withdrawn."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from domain.text import in_language
from jalon.acting import Acting, acting
from jalon.output import Format, result, result_json, table
from jalon.package_files import keep_folder
from jalon.project_text import page_text, waits
from jalon.proposal import Asked, proposal_of
from lifecycle.authority import find_project
from lifecycle.deciding.ending import withdraw
from lifecycle.packages.propose import propose
from lifecycle.packages.submit import submit
from lifecycle.questions.projects import ProjectPage, project_page, projects_seen

PAGE = 200


def run_create(asked: Asked, person: str | None, fmt: Format, language: str) -> int:
    """Let a project enter, and print where it stands."""
    proposal = proposal_of(asked)
    with acting(person) as door:
        with door.installation.database.write() as session:
            project = propose(session, door.actor, proposal, at=door.at)
        return _print(door, project.code, fmt, language)


def run_list(person: str | None, fmt: Format, language: str) -> int:
    """Print the projects that the person may see."""
    with acting(person) as door, door.installation.database.read() as session:
        found, after = [], ""
        while page := projects_seen(session, door.actor, at=door.at, after=after, limit=PAGE):
            found += page
            after = page[-1].code
    if fmt is Format.JSON:
        result_json(
            [
                {
                    "code": each.code,
                    "title": each.title,
                    "state": each.state,
                    "gate": each.gate,
                    "stage": each.stage_label,
                    "waits_for": each.waits_for,
                }
                for each in found
            ]
        )
        return 0
    heads = {
        "en": ("CODE", "GATE", "WAITS FOR", "STAGE", "TITLE"),
        "fr": ("CODE", "JALON", "ATTEND", "ÉTAPE", "TITRE"),
    }
    rows = [
        (
            each.code,
            each.gate,
            waits(each.waits_for, language),
            in_language(each.stage_label, language),
            each.title,
        )
        for each in found
    ]
    result(table([heads[language], *rows]))
    return 0


def run_show(code: str, person: str | None, fmt: Format, language: str) -> int:
    """Print a project: where it stands, what was decided, what is open."""
    with acting(person) as door:
        return _print(door, code, fmt, language)


def run_submit(
    code: str,
    folder: Path,
    authors: Sequence[str],
    gate: str | None,
    person: str | None,
    fmt: Format,
    language: str,
) -> int:
    """Hand in the files of a folder; print the revision and its SHA-256."""
    with acting(person) as door:
        files = keep_folder(door.installation.files, folder)
        with door.installation.database.write() as session:
            made = submit(
                session,
                door.actor,
                find_project(session, code),
                files,
                at=door.at,
                authors=authors,
                gate=gate,
            )
    review, revision = made.review, made.revision
    if fmt is Format.JSON:
        result_json(
            {
                "project": code,
                "gate": review.gate,
                "round": review.round,
                "review": review.id,
                "revision": revision.number,
                "sha256": revision.sha256,
                "files": revision.files,
                "state": review.state,
                "late_days": review.late_days,
                "again": made.again,
            }
        )
        return 0
    words = {
        "en": ("handed in", "stands already, the same to the byte", "files", "working days late"),
        "fr": (
            "déposée",
            "déjà en cours, identique à l'octet près",
            "fichiers",
            "jours ouvrés de retard",
        ),
    }[language]
    late = f", {review.late_days} {words[3]}" if review.late_days else ""
    result(
        f"{code} {review.gate} r{revision.number}: {words[1] if made.again else words[0]}, "
        f"{len(revision.files)} {words[2]}{late}\nsha256 {revision.sha256}"
    )
    return 0


def run_withdraw(code: str, reason: str, person: str | None, fmt: Format, language: str) -> int:
    """Withdraw the package under way."""
    with acting(person) as door, door.installation.database.write() as session:
        ended = withdraw(session, door.actor, find_project(session, code), reason, at=door.at)
        said = {"project": code, "gate": ended.gate, "round": ended.round, "state": ended.state}
    if fmt is Format.JSON:
        result_json(said)
    else:
        words = {"en": "withdrawn", "fr": "retiré"}[language]
        result(f"{code} {said['gate']} {words}")
    return 0


def _print(door: Acting, code: str, fmt: Format, language: str) -> int:
    with door.installation.database.read() as session:
        page = project_page(session, door.actor, code, at=door.at)
    if fmt is Format.JSON:
        result_json(_as_json(page))
    else:
        result(page_text(page, language))
    return 0


def _as_json(page: ProjectPage) -> dict[str, object]:
    seen = asdict(page.project)
    seen["may"] = sorted(page.project.may)
    return seen | {
        "waits_for": page.waits_for,
        "fitting": asdict(page.fitting),
        "passages": [asdict(each) for each in page.passages],
        "conditions": [asdict(each) for each in page.conditions],
        "roles": {role: list(holders) for role, _, holders in page.roles},
    }

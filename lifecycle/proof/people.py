"""People, their roles and tokens, methods and projects: none that the ledger does not know."""

from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.ledger import commitment
from lifecycle.proof.said import Broken, Said, same
from storage.tables.access import AccessToken
from storage.tables.people import Person, PersonRole, SecretKey
from storage.tables.projects import Assignment, GatePassage, MethodVersion, Project
from storage.tables.reviews import Condition, Contest


def people(session: Session, said: Said) -> Iterator[Broken]:
    """Yield what does not hold of people, roles held everywhere, tokens and methods."""
    added = {entry.body["person"]: entry for entry in said.of("person.added")}
    disabled = {entry.body["person"] for entry in said.of("person.disabled")}
    for person in session.scalars(select(Person)):
        entry = added.get(str(person.id))
        if entry is None:
            yield Broken("I12", f"person {person.handle}", "the ledger does not know this person")
            continue
        roles = select(PersonRole.role).where(PersonRole.person_id == person.id)
        key = session.get(SecretKey, person.id)
        proof = commitment(key.key, person.name, person.email) if key else None
        yield from same(
            "I12",
            f"person {person.handle}",
            roles=(sorted(session.scalars(roles)), entry.body["roles"]),
            disabled=(person.disabled_at is not None, str(person.id) in disabled),
            name_and_address=(proof or entry.body["commitment"], entry.body["commitment"]),
        )
    made = {entry.body["token"]: entry for entry in said.of("token.made")}
    for token in session.scalars(select(AccessToken)):
        entry = made.get(str(token.id))
        where = f"token {token.id}"
        if entry is None:
            yield Broken("I12", where, "the ledger does not know it")
        else:
            yield from same(
                "I12",
                where,
                person=(token.person_id, entry.actor),
                scopes=(token.scopes, entry.body["scopes"]),
            )
    yield from _methods(session, said)


def project(session: Session, found: Project, said: Said) -> Iterator[Broken]:
    """Yield what does not hold of a project's entry, roles, outside decisions, conditions."""
    proposed = said.of("project.proposed")
    if [entry.body["code"] for entry in proposed] != [found.code]:
        yield Broken("I12", found.code, "the ledger does not know how it entered")
    titles = [
        entry.body["title"]
        for entry in said.of("project.proposed", "project.amended")
        if "title" in entry.body
    ]
    if titles:
        yield from same("I12", found.code, title=(found.title, titles[-1]))
    held = select(Assignment.role, Assignment.person_id).where(Assignment.project_id == found.id)
    kept = {(row.role, str(row.person_id)) for row in session.execute(held)}
    given = _given(said)
    for role, person in sorted(kept ^ given):
        seen = "the ledger does not know it" if (role, person) in kept else "it is not there"
        yield Broken("I12", f"{found.code} role {role} of {person}", seen)
    outside = select(GatePassage.gate).where(
        GatePassage.project_id == found.id, GatePassage.review_id.is_(None)
    )
    yield from same(
        "I12",
        found.code,
        decided_outside=(
            list(session.scalars(outside.order_by(GatePassage.number))),
            [entry.body["gate"] for entry in said.of("gate.decided-outside")],
        ),
    )
    yield from _answered(session, found, said)


def _given(said: Said) -> set[tuple[str, str]]:
    """Return who was given which role, under the names that the present version has for roles."""
    given: set[tuple[str, str]] = set()
    for entry in said.of("role.assigned", "project.migrated", "project.migration-undone"):
        if entry.kind == "role.assigned":
            given.add((entry.body["role"], entry.body["person"]))
        else:
            renamed = entry.body["roles"]
            given = {(renamed.get(role, role), person) for role, person in given}
    return given


def _answered(session: Session, found: Project, said: Said) -> Iterator[Broken]:
    settled = {entry.body["number"] for entry in said.of("condition.settled")}
    for condition in session.scalars(select(Condition).where(Condition.project_id == found.id)):
        yield from same(
            "I12",
            f"{found.code} condition {condition.number}",
            settled=(condition.state == "settled", condition.number in settled),
        )
    for contest in session.scalars(select(Contest).where(Contest.project_id == found.id)):
        key = (contest.check_id, contest.deliverable, contest.document_sha256)
        last = [
            entry.kind.removeprefix("finding.").replace("contested", "asked")
            for entry in said.of("finding.contested", "finding.attested", "finding.refused")
            if (entry.body["check"], entry.body["deliverable"], entry.body["document"]) == key
        ]
        yield from same(
            "I12",
            f"{found.code} contest of {contest.check_id}",
            state=(contest.state, last[-1] if last else None),
        )


def _methods(session: Session, said: Said) -> Iterator[Broken]:
    published = {
        (entry.body["method"], entry.body["version"]): entry.body["sha256"]
        for entry in said.of("method.published")
    }
    for row in session.scalars(select(MethodVersion)):
        where = f"method {row.key}@{row.version}"
        yield from same(
            "I9",
            where,
            sha256=(row.sha256, published.get((row.key, row.version))),
            source=(sha256(row.source.encode()).hexdigest(), row.sha256),
        )

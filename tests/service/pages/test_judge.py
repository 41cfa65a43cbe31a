"""The judge on the pages: places in documents, what documents serve, contests and their record."""

import io
import re
from collections.abc import Callable
from html import unescape
from uuid import UUID

from sqlalchemy import select

from domain.finding import Finding, Outcome, Severity
from domain.judgement import JudgedDeliverable, JudgedDocument, Judgement, Status, Verdict
from domain.text import both
from lifecycle.authority import find_project
from lifecycle.packages.judging import Judging, keep
from lifecycle.packages.readings import read_revision
from lifecycle.packages.revisions import HandedIn
from lifecycle.packages.submit import submit
from storage.tables.packages import DocumentMatch, Revision
from storage.tables.reviews import Contest, Review
from tests.service.pages.guests import FROM_HERE, Guest
from tests.world import World

GATE = "/projects/HEAT/gates/A"
TABLE = "Item;Cost (EUR)\nPumps;100\n<b>Pipes</b>;250\nTotal;999\n"
FOUND = both("999 stated, 350 counted", "999 annoncés, 350 comptés")


def handed_in(world: World, text: str = TABLE, name: str = "numbers.csv") -> UUID:
    world.later(minutes=1)
    sha256, size = world.installation.files.keep(io.BytesIO(text.encode()), at_most=100_000)
    with world.database.write() as session:
        project = find_project(session, "HEAT")
        made = submit(
            session, world.actor("mona"), project, [HandedIn(name, sha256, size)], at=world.at
        )
        return made.review.id


def judged(
    world: World,
    text: str = TABLE,
    *,
    outcome: Outcome = Outcome.FAIL,
    location: str = "line 3",
    deliverables: tuple[str, ...] = ("budget",),
) -> UUID:
    """Hand in a table, have it read, and keep a judgement on it."""
    review_id = handed_in(world, text)
    world.later(minutes=1)
    with world.database.read() as session:
        revision = session.get_one(Revision, session.get_one(Review, review_id).revision_id)
    read_revision(world.installation, revision, at=world.at)
    (file,) = revision.files
    finding = Finding(
        check="COST-11",
        area="cost",
        deliverable="budget",
        outcome=outcome,
        severity=Severity.BLOCKER,
        title=both("The total adds up", "Le total est juste"),
        document=file["path"],
        document_sha256=file["sha256"],
        location=location,
        expected=both("The sum of the lines", "La somme des lignes"),
        found=FOUND,
        fix=both("Correct the total", "Corrigez le total"),
        source="A standard",
    )
    judgement = Judgement(
        method="small@1",
        gate="A",
        as_of=world.at.date(),
        verdict=Verdict.NOT_READY if outcome is Outcome.FAIL else Verdict.READY,
        documents=(
            JudgedDocument(
                path=file["path"],
                sha256=file["sha256"],
                kind="csv",
                language="en",
                role="cost",
                state="filled",
                deliverables=deliverables,
                matched_by="content" if deliverables else "none",
                confidence=0.83 if deliverables else 0.0,
                read="whole",
            ),
        ),
        deliverables=(
            JudgedDeliverable(
                id="budget",
                knowledge_area="cost",
                name=both("Budget", "Budget"),
                required=True,
                maturity="outline",
                status=Status.PRESENT,
                documents=(file["path"],),
                findings=(finding,),
            ),
        ),
        facts=(),
        seconds=0.1,
    )
    with world.database.write() as session:
        keep(session, review_id, judgement, at=world.at)
    return review_id


def test_a_finding_leads_to_its_place_in_the_document(
    world: World, guest: Callable[..., Guest]
) -> None:
    world.project()
    judged(world)
    mona = guest("mona")

    gate = mona.get(GATE).text
    link = unescape(re.findall(r'href="([^"]*/read\?at=[^"]*)"', gate)[0])
    page = mona.get(link).text
    french = mona.get(link.replace("#here", "") + "&lang=fr").text

    assert link == f"{GATE}/rounds/1/files/0/read?at=line%203#here"
    assert "See the line" in gate
    row = re.search(r'<tr class="here" id="here"[^>]*>.*?</tr>', page, re.DOTALL)
    assert row is not None
    assert "&lt;b&gt;Pipes&lt;/b&gt;" in row.group()
    assert "<b>Pipes" not in page
    assert "999 stated, 350 counted" in page
    assert "Aller à ligne 3" in french
    assert "style=" not in page


def test_a_place_that_is_not_there_and_a_file_that_was_not_read_say_so(
    world: World, guest: Callable[..., Guest]
) -> None:
    world.project()
    judged(world)
    handed_in(world, "other", "other.txt")
    mona = guest("mona")
    read = f"{GATE}/rounds/1/files/0/read"

    assert "Plan!A1 is not in what was read" in mona.get(f"{read}?at=Plan!A1").text
    assert "not read by this version" in mona.get(f"{GATE}/rounds/2/files/0/read").text
    assert mona.get(f"{GATE}/rounds/1/files/1/read").status_code == 404
    assert mona.get(f"{GATE}/rounds/9/files/0/read").status_code == 404
    assert mona.get(f"{read}?first=x").status_code == 422
    assert guest("stan").get(read).status_code == 404


def test_what_a_document_serves_is_corrected_remembered_and_forgotten(
    world: World, guest: Callable[..., Guest]
) -> None:
    world.project()
    review_id = judged(world, deliverables=())
    mona = guest("mona")
    shown = mona.get(GATE).text
    assert "serves nothing here" in shown

    said = {"file": "numbers.csv", "serves": "budget", "gate": "A"}
    answer = mona.post("/projects/HEAT/matches", said, at=GATE)
    assert answer.headers["location"] == f"{GATE}?done=matched"
    with world.database.read() as session:
        match_id = session.scalars(select(DocumentMatch.id)).one()
        assert session.get_one(Review, review_id).state == "submitted"
    again = Judging(world.installation, review_id, world.clock)
    again.read()
    for area in again.areas():
        again.judge(area)()
    again.conclude()
    after = mona.get(GATE).text
    assert "said by Mona Reyes" in after
    back = mona.post(f"/projects/HEAT/matches/{match_id}/revoke", {"gate": "A"}, at=GATE)

    assert back.headers["location"] == f"{GATE}?done=match-revoked"
    assert len(world.nudged) == 2
    with world.database.read() as session:
        assert session.get_one(DocumentMatch, match_id).revoked_at is not None


def test_an_unknown_deliverable_is_refused_with_a_sentence(
    world: World, guest: Callable[..., Guest]
) -> None:
    world.project()

    answer = guest("mona").post(
        "/projects/HEAT/matches", {"file": "a.csv", "serves": "plan"}, at=GATE
    )

    assert answer.status_code == 404
    assert "its deliverables are budget" in answer.text


def test_a_dry_run_is_checked_again_with_another_match_and_keeps_nothing(
    world: World, guest: Callable[..., Guest]
) -> None:
    world.project()
    mona = guest("mona")
    files = [("files", ("numbers.csv", TABLE.encode(), "text/csv"))]
    headers = FROM_HERE | {"HX-Request": "true"}

    def tried(**said: str) -> str:
        form = mona.proof(GATE) | said
        answer = mona.client.post("/projects/HEAT/try", data=form, files=files, headers=headers)
        return str(answer.text)

    first = tried()
    was = re.findall(r'name="match-was" value="([^"]*)"', first)
    second = tried(**{"match-file": "numbers.csv", "match-was": was[0], "match-0": ""})
    third = tried(**{"match-file": "numbers.csv", "match-was": was[0], "match-0": was[0]})

    assert was == ["budget"]
    assert 'form="drop"' in first
    assert "as you say here" in second
    assert re.findall(r'name="match-was" value="([^"]*)"', second) == was
    assert "as you say here" not in third
    with world.database.read() as session:
        assert session.scalars(select(DocumentMatch.id)).all() == []


def test_what_was_changed_in_the_dry_run_is_remembered_when_handing_in(
    world: World, guest: Callable[..., Guest]
) -> None:
    world.project()
    mona = guest("mona")
    files = [("files", ("numbers.csv", TABLE.encode(), "text/csv"))]
    said = {"match-file": "numbers.csv", "match-was": "budget", "match-0": ""}

    mona.post("/projects/HEAT/submit", said, files=files, at=GATE)

    with world.database.read() as session:
        made = session.scalars(select(DocumentMatch)).one()
        kept = session.scalars(select(Revision)).one().files[0]["sha256"]
        state = session.scalars(select(Review.state)).one()
    assert (made.path, made.deliverables, made.sha256) == ("numbers.csv", [], kept)
    assert state == "submitted"


def test_a_contest_names_the_place_and_waits_in_the_queue_of_the_pmo(
    world: World, guest: Callable[..., Guest]
) -> None:
    world.project()
    judged(world)
    mona, paul = guest("mona"), guest("paul")
    gate = mona.get(GATE).text
    sha256 = re.findall(r'name="document" value="([0-9a-f]{64})"', gate)[0]
    assert 'name="place" value="numbers.csv, line 3"' in gate

    finding = {"check": "COST-11", "deliverable": "budget", "document": sha256}
    mona.post(f"{GATE}/contests", finding | {"reason": "It adds up.", "place": "line 4"}, at=GATE)
    with world.database.read() as session:
        contest_id = session.scalars(select(Contest.id)).one()
    home, queue = paul.get("/").text, paul.get("/contests").text
    form = {"answer": "attest", "words": "Seen.", "back": "queue"}
    answer = paul.post(f"{GATE}/contests/{contest_id}", form, at="/contests")
    after, checks = paul.get("/contests").text, paul.get("/checks").text

    assert f'href="/contests#{contest_id}"' in home
    assert "It adds up." in queue
    assert "999 stated, 350 counted" in queue
    assert "goes to the approvers" in queue
    assert f"{GATE}/rounds/1/files/0/read?at=line%203#here" in queue
    assert answer.headers["location"] == "/contests?done=attested"
    assert "None waits for an answer" in after
    row = re.search(r'<tr id="COST-11">.*?</tr>', checks, re.DOTALL)
    assert row is not None
    assert [int(each) for each in re.findall(r'<td class="num[^"]*">(\d+)<', row.group())] == [
        1, 1, 0, 1, 1, 0,
    ]  # fmt: skip
    assert "<b>100%</b>" in row.group()
    assert mona.get("/contests").status_code == 403
    assert mona.get("/checks?period=year&method=other").status_code == 200


def test_the_next_round_says_what_became_of_each_finding(
    world: World, guest: Callable[..., Guest]
) -> None:
    world.project()
    judged(world)
    mona = guest("mona")
    first = mona.get(GATE).text
    judged(world, TABLE.replace("250", "251"))
    still = mona.get(GATE).text
    judged(world, TABLE.replace("999", "350"), outcome=Outcome.PASS)
    mended = mona.get(GATE).text
    changes = mona.get(f"{GATE}/rounds/3/changes").text

    assert "Changed since round" not in first
    assert "open since round 1" in still
    assert ">mended<" in mended
    assert "What changed since round 2" in mended
    assert "350" in changes
    assert f"{GATE}/rounds/3/changes?against=baseline" in changes
    assert "no earlier package" in mona.get(f"{GATE}/rounds/1/changes").text

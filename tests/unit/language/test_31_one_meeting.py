"""Gates that are merged are decided in one meeting, and each has its record."""

from pathlib import Path

from domain.review.ballot import VoteValue
from lifecycle.deciding.given import Given
from lifecycle.invariants import check_invariants
from lifecycle.questions.projects import project_page
from lifecycle.questions.rounds import review_seen
from storage.database import Database
from tests.unit.language.texts_life import HEAD, a_walk, method, stage

CLASSES = """\
classes:
  - {id: L, label: {en: Large, fr: Grand}, when: "budget > 1000"}
  - {id: S, label: {en: Small, fr: Petit}}
"""


def meeting_gate(id_: str, more: str = "", asks: str = "budget") -> str:
    lines = "".join(f"    {line}\n" for line in more.splitlines())
    return (
        f"  - id: {id_}\n"
        f"    label: {{en: Gate {id_}, fr: Jalon {id_}}}\n"
        f"    question: {{en: Is {id_} reached?, fr: {id_} est-il atteint ?}}\n"
        f"    requirements: [{{deliverable: {asks}, maturity: baseline}}]\n"
        "    committee: {channels: [page, meeting], seats: [{role: sponsor}]}\n"
        f"{lines}"
    )


TEXT = method(
    [
        meeting_gate("SCOPE", asks="plan"),
        meeting_gate("DESIGN"),
        meeting_gate("BOTH", "when: 'class == \"S\"'\nmerges: [SCOPE, DESIGN]", asks="charter"),
        meeting_gate("LAST"),
    ],
    [
        stage("scoping", "SCOPE"),
        stage("design", "DESIGN"),
        stage("whole", "BOTH", "when: 'class == \"S\"', replaces: [scoping, design]"),
        stage("close", "LAST"),
    ],
    CLASSES,
    HEAD,
)


def test_one_meeting_two_records(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT, budget="500")

    review = walk.passes("BOTH", given=Given(value=VoteValue.APPROVE, meeting="Board of 2 March"))

    assert review.meeting == "Board of 2 March"
    assert walk.passages() == [("SCOPE", "GO", 1), ("DESIGN", "GO", 1), ("BOTH", "GO", 1)]
    with walk.installation.database.read() as session:
        page = project_page(session, walk.actor("anna"), walk.code, at=walk.at)
        seen = review_seen(session, walk.actor("anna"), review.id)
    assert {each.label["en"] for each in page.passages} == {
        "Gate SCOPE",
        "Gate DESIGN",
        "Gate BOTH",
    }
    assert {each.review_id for each in page.passages} == {review.id}
    assert seen.meeting == "Board of 2 March"
    assert walk.look().stage == "close"
    assert check_invariants(walk.installation) == []


def test_a_large_project_decides_them_one_by_one(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT, budget="5000")

    walk.passes("SCOPE")
    walk.passes("DESIGN")

    assert walk.passages() == [("SCOPE", "GO", 1), ("DESIGN", "GO", 1)]
    assert check_invariants(walk.installation) == []

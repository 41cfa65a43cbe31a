"""The judge: presence, severities, what blocks, what an attestation lifts, and the order."""

from dataclasses import replace
from datetime import date

import pytest

from domain.finding import Finding, Outcome, Severity
from domain.judgement import JudgedDeliverable, Judgement, Status, Verdict
from domain.methodology.load import load_method
from domain.text import both
from gates.checks.catalogue import CHECKS
from gates.dossier import Attested, Surroundings
from gates.evidence.content import Read, Reading, State
from gates.judge import areas_of, conclude, judge_area
from gates.manifest_entries import SignedState
from gates.matching_manifest import Manifest
from methodologies import library
from tests.unit.gates.packages import dossier, gate, judged, reading, standard
from tests.unit.understanding.documents import sheet


def row(judgement: Judgement, deliverable: str) -> JudgedDeliverable:
    (found,) = [each for each in judgement.deliverables if each.id == deliverable]
    return found


def own(judgement: Judgement, deliverable: str) -> Finding:
    """The finding on presence."""
    return next(f for f in row(judgement, deliverable).findings if f.check == deliverable)


SIGNED = SignedState(done=True, signer="Ann", evidence="Box 7")
IDEA = reading("idea.docx", "project proposal")


def test_a_filled_document_makes_the_package_ready() -> None:
    judgement = judged(IDEA, at="G0")

    assert judgement.verdict is Verdict.READY
    assert row(judgement, "project-proposal").status is Status.PRESENT
    assert row(judgement, "project-proposal").documents == ("idea.docx",)
    assert own(judgement, "project-proposal").outcome is Outcome.PASS
    assert judgement.method == "jalon-standard@1"
    assert judgement.as_of == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("state", "status", "outcome"),
    [
        (State.TEMPLATE, Status.DEFECTIVE, Outcome.FAIL),
        (State.STUB, Status.DEFECTIVE, Outcome.FAIL),
        (State.IMAGE, Status.DEFECTIVE, Outcome.CANNOT_TELL),
        (State.PARTIAL, Status.PRESENT, Outcome.PASS),
    ],
)
def test_a_document_counts_by_what_it_holds(state: State, status: Status, outcome: Outcome) -> None:
    judgement = judged(reading("idea.docx", "project proposal", state=state), at="G0")

    assert row(judgement, "project-proposal").status is status
    assert own(judgement, "project-proposal").outcome is outcome
    ready = outcome is Outcome.PASS
    assert judgement.verdict is (Verdict.READY if ready else Verdict.NOT_READY)


def test_gaps_count_where_more_than_a_draft_is_asked() -> None:
    charter = reading("charter.docx", "charter", state=State.PARTIAL)

    found = own(judged(charter, at="G1"), "project-charter")

    assert (found.outcome, found.severity) == (Outcome.FAIL, Severity.MAJOR)


def test_one_filled_document_beside_a_blank_form_is_enough() -> None:
    form = reading("form.docx", "project proposal", state=State.TEMPLATE)

    assert judged(form, IDEA, at="G0").verdict is Verdict.READY


def test_an_unreadable_document_cannot_be_told() -> None:
    refused = reading(
        "Project proposal.docx",
        read=Read.REFUSED,
        reason=both("It is locked.", "Il est verrouillé."),
        state=State.STUB,
        confidence=0.0,
    )

    judgement = judged(refused, at="G0")

    assert row(judgement, "project-proposal").status is Status.UNREADABLE
    assert own(judgement, "project-proposal").outcome is Outcome.CANNOT_TELL
    assert own(judgement, "project-proposal").found["en"] == "It is locked."
    assert judgement.documents[0].read == "refused"
    assert judgement.verdict is Verdict.NOT_READY


def test_what_is_missing_names_the_documents_that_were_not_recognised() -> None:
    judgement = judged(reading("holiday.docx"), at="G0")

    assert row(judgement, "project-proposal").status is Status.MISSING
    assert "holiday.docx" in own(judgement, "project-proposal").found["en"]
    assert judgement.documents[0].matched_by == "none"


def test_what_a_gate_only_should_have_never_blocks() -> None:
    should = [each for each in gate("G3").requirements if each.force == "should"]
    judgement = judged(IDEA, at="G3")

    assert should
    for requirement in should:
        found = row(judgement, requirement.deliverable)
        assert not found.required
        assert own(judgement, requirement.deliverable).severity is Severity.MINOR


@pytest.mark.parametrize(
    ("state", "status"),
    [
        pytest.param(None, Status.MISSING, id="nothing said"),
        pytest.param(SignedState(done=False), Status.MISSING, id="not done"),
        pytest.param(SignedState(done=True, signer="Ann"), Status.DEFECTIVE, id="no evidence"),
        pytest.param(
            SignedState(done=True, signer="Ann", evidence="Box 7"), Status.PRESENT, id="signed"
        ),
    ],
)
def test_a_state_is_met_by_a_signature_with_evidence(
    state: SignedState | None, status: Status
) -> None:
    manifest = Manifest(states={"project-archive": state} if state else {})

    judgement = judged(IDEA, at="G5", manifest=manifest)

    assert row(judgement, "project-archive").status is status


WITHOUT_OWNER = reading(
    "risks.xlsx",
    "risk",
    sheet(
        [
            ["Risk", "Probability", "Impact", "Owner", "Response", "Due"],
            ["Fire", 5, 5, "", "Sprinklers", date(2027, 9, 1)],
        ]
    ),
)


def package(*others: Reading) -> list[Reading]:
    """All that G1 asks for, with a register whose high risk has no owner."""
    return [
        reading("charter.docx", "charter"),
        reading("scope.docx", "scope"),
        reading("stakeholders.xlsx", "stakeholders"),
        reading("cost.xlsx", "cost"),
        WITHOUT_OWNER,
        *others,
    ]


def test_a_major_finding_leaves_the_package_ready() -> None:
    judgement = judged(*package(), at="G1")

    (found,) = [f for f in row(judgement, "risk-register").findings if f.check == "RISK-16"]
    assert (found.outcome, found.severity) == (Outcome.FAIL, Severity.MAJOR)
    assert (found.document, found.location) == ("risks.xlsx", "Feuil1!D2")
    assert found.document_sha256 == "risks.xlsx-hash"
    assert judgement.verdict is Verdict.READY


def test_an_attestation_lifts_a_blocker_for_the_document_it_names_and_no_other() -> None:
    template = reading("idea.docx", "project proposal", state=State.IMAGE)
    right = Attested("project-proposal", "project-proposal", "idea.docx-hash")
    other = Attested("project-proposal", "project-proposal", "another-hash")

    def verdict(*attested: Attested) -> Judgement:
        around = Surroundings(attested=frozenset(attested))
        return judged(template, at="G0", surroundings=around)

    assert verdict(other).verdict is Verdict.NOT_READY
    assert verdict(right).verdict is Verdict.READY
    assert own(verdict(right), "project-proposal").outcome is Outcome.CANNOT_TELL


def test_an_absence_cannot_be_attested() -> None:
    around = Surroundings(
        attested=frozenset({Attested("project-proposal", "project-proposal", "")})
    )

    assert judged(at="G0", surroundings=around).verdict is Verdict.NOT_READY


def test_an_unsound_manifest_of_a_revision_becomes_a_finding() -> None:
    opened = dossier(IDEA, at="G0")
    broken = replace(opened, manifest_fault=both("line 3", "ligne 3"))

    judgement = conclude(broken, judge_area(broken, "integration"), seconds=0.1)

    assert judgement.verdict is Verdict.NOT_READY
    assert row(judgement, "package").findings[0].found["en"] == "line 3"


def test_the_order_of_the_areas_changes_nothing() -> None:
    opened = dossier(*package(), at="G3")
    areas = list(areas_of(standard(), opened.gate))
    told = {area: judge_area(opened, area) for area in areas}
    right = conclude(opened, [f for area in areas for f in told[area]], seconds=0)

    areas.reverse()

    assert conclude(opened, [f for area in areas for f in told[area]], seconds=0) == right


def test_every_check_that_a_shipped_method_asks_for_exists() -> None:
    for name in library.names():
        load_method(library.text(name), name, known_checks=frozenset(CHECKS))


def test_every_check_speaks_both_languages_and_names_its_source() -> None:
    for each in CHECKS.values():
        assert set(each.title) == {"en", "fr"}
        assert each.source
        assert each.id.startswith(each.area.upper())

"""Feature 13: a gate rests on reviews, combined in a small project; reviewers stay apart."""

from pathlib import Path

import pytest

from domain.finding import Outcome
from domain.judgement import Verdict
from domain.methodology.fitting.circumstances import Circumstances
from domain.methodology.model.method import Method
from gates.dossier import Surroundings
from tests.unit.language.texts_judge import DAY, document, harbour, judged, row, told

REVIEWS = """\
- {id: design-review, kind: review, area: integration, label: {en: Design review, fr: Revue}}
- {id: safety-review, kind: review, area: risk, label: {en: Safety review, fr: Revue de sécurité}}
- id: combined-review
  kind: review
  area: integration
  when: small
  replaces: [design-review, safety-review]
  label: {en: Combined review, fr: Revue combinée}
"""
ATTRIBUTE = "attributes: [{id: small, kind: yes_no, label: {en: Small, fr: Petit}}]\n"
ASKED = {
    "A": "requirements: [{deliverable: design-review}, {deliverable: safety-review}]",
    "B": "requirements: [{deliverable: design-review}]",
}
HOLDERS = {"manager": ("anna", "Anna Berg"), "sponsor": ("marc", "Marc Delorme")}


def method() -> Method:
    return harbour(REVIEWS, ASKED, ATTRIBUTE)


def known(*, small: bool) -> Circumstances:
    return Circumstances(today=DAY, stage="first", attributes={"small": small})


def states(**signers: str) -> dict[str, str]:
    lines = "".join(
        f"  {name.replace('_', '-')}: {{done: true, signer: {signer}, evidence: minutes.md}}\n"
        for name, signer in signers.items()
    )
    return {"minutes.md": document("Minutes"), "package.yaml": f"states:\n{lines}"}


def test_two_reviews_are_combined_for_a_small_project(tmp_path: Path) -> None:
    one = states(combined_review="Lena Voss")
    two = states(design_review="Lena Voss", safety_review="Olaf Brandt")

    small = judged(tmp_path / "1", method(), "A", one, known=known(small=True))
    large = judged(tmp_path / "2", method(), "A", one, known=known(small=False))
    whole = judged(tmp_path / "3", method(), "A", two, known=known(small=False))

    assert [each.id for each in small.deliverables] == ["combined-review"]
    assert small.verdict is Verdict.READY
    assert "in the place of design-review" in row(small, "combined-review").origin["en"]
    assert [each.id for each in large.deliverables] == ["design-review", "safety-review"]
    assert (large.verdict, whole.verdict) == (Verdict.NOT_READY, Verdict.READY)


@pytest.mark.parametrize(
    ("signer", "outcome", "why"),
    [
        ("Lena Voss", Outcome.PASS, "signed by Lena Voss"),
        ("Anna Berg", Outcome.FAIL, "Anna Berg hands in the package"),
        ("Karl Writer", Outcome.FAIL, "Karl Writer hands in the package"),
        ("Marc Delorme", Outcome.FAIL, "Marc Delorme decides at this gate"),
    ],
)
def test_who_hands_in_or_decides_is_no_reviewer(
    tmp_path: Path, signer: str, outcome: Outcome, why: str
) -> None:
    around = Surroundings(holders=HOLDERS, submitters=("karl", "Karl Writer"))

    judgement = judged(
        tmp_path,
        method(),
        "B",
        states(design_review=signer),
        known=known(small=False).model_copy(update={"stage": "second"}),
        around=around,
    )

    found = told(judgement, "design-review")
    assert (found.outcome, found.found["en"]) == (outcome, why)

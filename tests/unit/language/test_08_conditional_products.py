"""Feature 8: what is mandatory, tailorable, or conditional on what a project says of itself."""

from pathlib import Path

import pytest

from domain.judgement import Status, Verdict
from domain.methodology.fitting.circumstances import Circumstances, Known, Tailored
from domain.methodology.fitting.fit import fit
from domain.methodology.model.project import TailoringCode
from tests.unit.language.texts_judge import DAY, document, harbour, judged, row

PRODUCTS = """\
- {id: plan, area: integration, label: {en: Project plan, fr: Plan de projet}}
- {id: minutes, area: integration, label: {en: Minutes, fr: Compte rendu}}
- {id: safety, area: risk, label: {en: Safety file, fr: Dossier de sécurité}}
"""
GATES = {
    "A": """\
requirements:
  - {deliverable: plan, maturity: preliminary, tailorable: false}
  - {deliverable: minutes, maturity: preliminary}
  - {deliverable: safety, maturity: preliminary, when: people-exposed and not (height < 2)}
"""
}
ATTRIBUTES = """\
attributes:
  - {id: people-exposed, label: {en: People exposed, fr: Personnes exposées}, kind: yes_no}
  - {id: height, label: {en: Height, fr: Hauteur}, kind: number, unit: m}
"""
METHOD = harbour(PRODUCTS, GATES, ATTRIBUTES)
FILES = {
    "plan.md": document("Project plan", "Status: Preliminary"),
    "minutes.md": document("Minutes", "Status: Preliminary"),
}
SAFETY = {"safety.md": document("Safety file", "Status: Preliminary")}


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ({"people-exposed": True, "height": 5}, True),
        ({"people-exposed": False, "height": 5}, False),
        ({"people-exposed": True, "height": 1}, False),
        # One side alone decides that it is not asked, not that it is.
        ({"people-exposed": False}, False),
        ({"people-exposed": True}, True),
        ({}, True),
    ],
)
def test_a_safety_file_only_when_people_are_exposed(
    tmp_path: Path, told: dict[str, Known], *, asked: bool
) -> None:
    known = Circumstances(today=DAY, stage="first", attributes=told)

    without = judged(tmp_path, METHOD, "A", FILES, known=known)
    with_it = judged(tmp_path, METHOD, "A", FILES | SAFETY, known=known)

    assert without.verdict is (Verdict.NOT_READY if asked else Verdict.READY)
    assert with_it.verdict is Verdict.READY
    if asked:
        assert row(without, "safety").status is Status.MISSING


def test_why_it_is_not_asked_is_told_in_both_languages() -> None:
    known = Circumstances(today=DAY, stage="first", attributes={"people-exposed": False})

    (left,) = fit(METHOD, known).left_out

    assert left.path == "gates[A].requirements[safety]"
    assert left.label == {"en": "Safety file", "fr": "Dossier de sécurité"}
    assert left.because == {"en": "people-exposed is false", "fr": "people-exposed est faux"}


@pytest.mark.parametrize(("item", "still_asked"), [("minutes", False), ("plan", True)])
def test_the_tailorable_may_be_dropped_and_the_mandatory_may_not(
    item: str, *, still_asked: bool
) -> None:
    dropped = Tailored(
        code=TailoringCode.NOT_APPLICABLE, item=item, approved_by="Paula", because="small"
    )

    fitted = fit(METHOD, Circumstances(today=DAY, stage="first", tailoring=(dropped,)))

    asked = [each.deliverable for each in fitted.method.gate("A").requirements]
    assert (item in asked) is still_asked


def test_what_is_not_known_yet_is_asked_of_the_project() -> None:
    assert fit(METHOD, Circumstances(today=DAY, stage="first")).unknown == (
        "people-exposed",
        "height",
    )

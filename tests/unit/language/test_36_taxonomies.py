"""Feature 36: the taxonomy is data, and one product is filed in several."""

from pathlib import Path

import pytest

from domain.judgement import Verdict
from domain.methodology.fault import MethodError
from domain.methodology.load import load_method
from domain.methodology.model.method import Method
from tests.unit.language.texts_judge import document, harbour_text, judged

CASES = """\
taxonomies:
  - id: five-cases
    label: {en: The five cases, fr: Les cinq volets}
    source: Green Book 2022, 4.2
    areas:
      - {id: strategic, label: {en: Strategic case, fr: Volet stratégique}}
      - {id: economic, label: {en: Economic case, fr: Volet économique}}
      - {id: commercial, label: {en: Commercial case, fr: Volet commercial}}
      - {id: financial, label: {en: Financial case, fr: Volet financier}}
      - {id: management, label: {en: Management case, fr: Volet de gestion}}
  - id: modules
    label: {en: Modules, fr: Modules}
    areas: [{id: works, label: {en: Works, fr: Travaux}}]
"""
PLAN = (
    "- {id: plan, area: risk, label: {en: Risk plan, fr: Plan des risques}, "
    "filed: {five-cases: management, modules: works}}"
)
ASKED = {"A": "requirements: [{deliverable: plan, maturity: baseline}]"}


def _method(plan: str) -> Method:
    return load_method(harbour_text(plan, ASKED, CASES), "harbour.yaml")


def test_one_product_is_filed_in_two_taxonomies_beside_its_area(tmp_path: Path) -> None:
    method = _method(PLAN)

    plan = method.deliverable("plan")
    assert method.area(plan.area).label["fr"] == "Risques"
    filed = {
        taxonomy.label["en"]: next(
            area.label["en"] for area in taxonomy.areas if area.id == plan.filed[taxonomy.id]
        )
        for taxonomy in method.taxonomies
    }
    assert filed == {"The five cases": "Management case", "Modules": "Works"}
    files = {"plan.md": document("Risk plan", "Status: Baseline")}
    assert judged(tmp_path, method, "A", files).verdict is Verdict.READY


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("five-cases: management", "five-case: management", "did you mean five-cases?"),
        ("five-cases: management", "five-cases: managment", "did you mean management?"),
        ("area: risk", "area: risks", "did you mean risk?"),
        (
            "modules: works",
            "modules: management",
            "'management'; expected one of works",
        ),
    ],
)
def test_an_area_that_a_taxonomy_does_not_have_is_refused(old: str, new: str, said: str) -> None:
    with pytest.raises(MethodError) as error:
        _method(PLAN.replace(old, new))

    assert said in error.value.say("en")

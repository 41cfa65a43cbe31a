"""Feature 39: every rule says where it comes from, and a version tells what it changes."""

from domain.methodology.difference import difference
from domain.methodology.load import load_method
from jalon.method_text import described
from tests.unit.language.texts_judge import harbour_text

PLAN = "- {id: plan, area: risk, label: {en: Plan, fr: Plan}, source: 'Handbook, part 3'}"
ASKED = {
    "A": (
        "source: Handbook 4.1\n"
        "requirements:\n"
        "  - {deliverable: plan, maturity: baseline, source: 'Handbook 4.2, table 7'}\n"
        "criteria:\n"
        "  - {id: staffed, label: {en: Staffed, fr: Équipe en place}, source: Decree 2025-12}"
    )
}
TEXT = harbour_text(PLAN, ASKED).replace("version: 1", "version: 1\nsource: Handbook of 2026")


def test_the_source_of_each_rule_is_kept_and_shown() -> None:
    method = load_method(TEXT, "harbour.yaml")

    gate = method.gate("A")
    assert method.deliverable("plan").source == "Handbook, part 3"
    assert gate.requirements[0].source == "Handbook 4.2, table 7"
    shown = described(method, "en")
    for source in ("Handbook of 2026", "Handbook 4.1", "Handbook 4.2, table 7", "Decree 2025-12"):
        assert source in shown, source


def test_another_source_is_a_change_of_the_version_by_the_id_of_its_rule() -> None:
    before = load_method(TEXT, "harbour.yaml")
    newer = TEXT.replace("version: 1", "version: 2").replace("4.2, table 7", "4.3, table 8")
    after = load_method(newer, "harbour.yaml")

    (change,) = difference(before, after)

    assert (before.name, after.name) == ("harbour@1", "harbour@2")
    assert change.path == "gates[A].requirements[plan].source"
    assert change.words["en"] == (
        "Gate Gate A, deliverable Plan (plan): source Handbook 4.2, table 7 → Handbook 4.3, table 8"
    )

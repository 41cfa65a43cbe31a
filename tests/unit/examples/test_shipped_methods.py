"""Each shipped method is sound, speaks both languages, and leads a project to its end."""

import re
from pathlib import Path

import pytest

from domain.methodology.load import load_method
from domain.methodology.model.method import Method
from domain.review.effect import COMPLETED
from gates.checks.catalogue import CHECKS
from methodologies import library
from storage.database import Database
from tests.unit.examples.walk import Start, walker

NAMES = library.names()

SMALL = {"departments": 1, "people-affected": 5, "new-technology": False, "regulated": False}
TOLERANCES = {
    f"{level}-{dimension}-tolerance": 10
    for level in ("project", "stage")
    for dimension in ("time", "cost", "scope", "quality", "risk", "benefit")
}
FORECAST = {"products-missing": 0, "concessions": 0, "risk-exposure": 0, "benefit-lost": 0}
LOW = {
    "strategic-importance": "low",
    "political-attention": False,
    "new-technology": False,
    "organisations": 1,
    "users": 500,
    "delegated-limit": 1000000,
    "procurements": 1,
    "operations-reviews": 1,
}

WALKS = {
    "jalon-standard": {
        "nothing known": (Start(), "G0 G1 G2 G3 G4 G5"),
        "small": (
            Start(budget="40000", attributes=SMALL | {"several-sites": False}),
            "G0 G1-G3 G4-G5",
        ),
        "large": (Start(budget="9000000"), "G0 G1 G2 G3 G4 G5"),
    },
    "pm2": {
        "nothing known": (Start(), "RfP RfE RfC closure"),
        "ordinary": (
            Start(budget="90000", attributes={"organisations": 1, "bought": False}),
            "RfP RfE RfC closure",
        ),
    },
    "cooper-stage-gate": {
        "full": (Start(), "G1 G2 G3 G4 G5 PLR"),
        "xpress": (Start(attributes={"kind-of-change": "extension"}), "G1 G3 G5 PLR"),
        "lite": (Start(attributes={"kind-of-change": "request"}), "G1 G3 PLR"),
    },
    "pmbok": {
        "one phase": (Start(attributes={"executing-phases": 1}), "K1 K2 K3 K4"),
        "three phases": (Start(attributes={"executing-phases": 3}), "K1 K2 K3 K3 K3 K4"),
    },
    "prince2": {
        "two stages": (Start(attributes={"delivery-stages": 1}), "DP1 DP2 DP4"),
        "four stages, advice asked": (
            Start(
                attributes={"delivery-stages": 3, **TOLERANCES, **FORECAST},
                events={"delivery": "advice"},
            ),
            "DP1 DP2 AHD DP3 DP3 DP4",
        ),
        "a concession too many": (
            Start(
                attributes={"delivery-stages": 2, **TOLERANCES, **FORECAST, "concessions": 11},
            ),
            "DP1 DP2 AHD DP3 AHD DP4",
        ),
    },
    "ogc-gateway": {
        "high": (
            Start(
                attributes={
                    "strategic-importance": "high",
                    "political-attention": True,
                    "new-technology": True,
                    "procurements": 2,
                    "operations-reviews": 2,
                }
            ),
            "G0 G1 G2 G3 G3 G4 G5 G5",
        ),
        "low": (Start(budget="200000", attributes=LOW), "G0 G1 G2 G3 G4 G5"),
    },
    "apqp": {
        "level 3": (Start(attributes={"ppap-level": 3}), "G1 G2 G3 G4 G5"),
        "warrant only": (Start(attributes={"ppap-level": 1}), "G1 G2 G3 G4 G5"),
    },
}
SITS = {
    ("jalon-standard", "nothing known"): {"G2": {"sponsor", "finance", "business-owner", "pmo"}},
    ("jalon-standard", "large"): {
        "G2": {"sponsor", "finance", "business-owner", "pmo", "executive"},
        "G5": {"sponsor", "business-owner", "pmo", "executive"},
    },
    ("pm2", "nothing known"): {
        "RfP": {"project-owner", "business-manager", "solution-provider", "governance-body"},
        "RfC": {"project-owner", "business-manager", "solution-provider"},
    },
    ("pm2", "ordinary"): {"RfP": {"project-owner", "business-manager", "solution-provider"}},
    ("ogc-gateway", "high"): {
        "G1": {"external-leader", "sro", "treasury"},
        "G4": {"external-leader", "sro"},
    },
    ("ogc-gateway", "low"): {
        "G1": {"internal-leader", "sro"},
        "G3": {"internal-leader", "sro", "accounting-officer"},
    },
    ("prince2", "four stages, advice asked"): {
        "DP3": {"senior-user", "senior-supplier", "executive", "corporate"},
    },
}
"""Who must have voted, advisers left out; the budget of a project of which nothing is known may be
above any limit, and its forecast beyond any tolerance."""

CASES = [(name, case) for name, cases in WALKS.items() for case in cases]


def method_of(name: str) -> Method:
    return load_method(library.text(name), name, known_checks=frozenset(CHECKS))


def test_every_shipped_method_is_walked() -> None:
    assert sorted(WALKS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_label_has_words_in_both_languages(name: str) -> None:
    method = method_of(name)

    texts = list(spoken(method.model_dump()))

    assert {"en", "fr"} <= set(method.languages)
    assert len(texts) > 50
    assert [text for text in texts if not {"en", "fr"} <= set(text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_gate_says_where_it_comes_from_and_every_document_how_it_is_known(name: str) -> None:
    method = method_of(name)

    documents = [each for each in method.deliverables if not each.is_signed]

    assert method.source
    assert [each.id for each in method.deliverables if not each.guidance] == []
    assert [each.id for each in documents if not (each.match.names or each.match.roles)] == []


@pytest.mark.parametrize(("name", "case"), CASES)
def test_a_project_walks_from_the_first_gate_to_its_end(
    name: str, case: str, database: Database, tmp_path: Path
) -> None:
    start, path = WALKS[name][case]
    project = walker(database, tmp_path, library.text(name), start)

    closed_as = project.walk()

    assert project.path == path.split()
    assert closed_as == COMPLETED
    for gate, roles in SITS.get((name, case), {}).items():
        assert project.voters[gate] == roles


@pytest.mark.parametrize("name", NAMES)
def test_some_walk_passes_every_gate(name: str) -> None:
    gates = {gate.id for gate in method_of(name).gates}

    walked = {gate for _, path in WALKS[name].values() for gate in path.split()}

    assert walked == gates


def spoken(value: object) -> list[dict[str, str]]:
    """Return every text by language in a method."""
    found = []
    if isinstance(value, dict):
        if value and all(re.fullmatch("[a-z]{2}", str(key)) for key in value):
            found.append(value)
        else:
            for each in value.values():
                found += spoken(each)
    elif isinstance(value, list | tuple):
        for each in value:
            found += spoken(each)
    return found


def test_each_check_is_asked_by_a_shipped_method() -> None:
    asked = {check for name in NAMES for check in checks_of(method_of(name))}

    assert asked == set(CHECKS)


def test_the_general_method_asks_nearly_all_checks() -> None:
    left_out = set(CHECKS) - checks_of(method_of("jalon-standard"))

    # It asks no requirements, no earned value, no list of assumptions and no long-lead items.
    assert left_out == {"SCOPE-2", "COST-15", "INTEGRATION-34", "PROCUREMENT-22"}


def checks_of(method: Method) -> set[str]:
    """The ids of all checks that the gates of a method ask."""
    return {use.check for gate in method.gates for each in gate.requirements for use in each.checks}

"""The worked example of the guide is sound and leads to its end; the guides name every key."""

import re
from pathlib import Path
from typing import Any

import pytest

from domain.methodology.load import load_method
from domain.methodology.schema import method_schema
from domain.review.effect import COMPLETED
from gates.checks.catalogue import CHECKS
from storage.database import Database
from tests.unit.examples.walk import Start, walker

HOWTO = Path(__file__).parents[3] / "docs" / "howto"
GUIDES = ("write-a-method.md", "ecrire-une-methode.md")
FEATURES = 40

BY_JALON = {"origin", "name", "because"}
"""What Jalon itself writes into requirements; no PMO does."""


def worked() -> str:
    return (HOWTO / "service-assessment.yaml").read_text("utf-8")


def test_the_example_is_sound() -> None:
    method = load_method(worked(), "service-assessment", known_checks=frozenset(CHECKS))

    assert [stage.gate for stage in method.stages] == ["discovery-review", "alpha", "beta", "live"]


@pytest.mark.parametrize(
    ("transactions", "panel"),
    [
        (40000, {"panel-lead", "researcher", "technologist"}),
        (400000, {"panel-lead", "researcher", "technologist", "central-assessor"}),
    ],
    ids=["small", "large"],
)
def test_a_service_walks_to_its_end_before_the_panel_that_its_size_asks(
    transactions: int, panel: set[str], database: Database, tmp_path: Path
) -> None:
    attributes = {"transactions": transactions, "organisations": 1, "personal-data": True}
    service = walker(database, tmp_path, worked(), Start(attributes=attributes))

    assert service.walk() == COMPLETED
    assert service.voters["alpha"] == panel


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_names_every_key_of_the_language(guide: str) -> None:
    named = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`\n]+)`", text_of(guide)))))

    assert sorted(keys(method_schema(sorted(CHECKS))) - named - BY_JALON) == []


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_says_what_to_write_for_each_feature(guide: str) -> None:
    rows = re.findall(r"^\| (\d+) .+ \| .+ \|$", text_of(guide), re.MULTILINE)

    assert [int(row) for row in rows] == list(range(1, FEATURES + 1))


def text_of(guide: str) -> str:
    return (HOWTO / guide).read_text("utf-8")


def keys(schema: dict[str, Any]) -> set[str]:
    """Return the names of all fields in a JSON Schema."""
    parts = [schema, *schema["$defs"].values()]
    return {name for part in parts for name in part.get("properties", {})}

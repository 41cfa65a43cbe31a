"""A document is found again under its path, its bytes, its name, its deliverable, its words."""

import pytest

from gates.evidence.content import Reading
from gates.revisions.pairing import Pair, pairs
from tests.unit.gates.packages import reading
from tests.unit.understanding.documents import sheet


def words(path: str, *texts: str, sha256: str = "", kind: str = "xlsx") -> Reading:
    """A document of one table with a text in each row."""
    rows = sheet([[text] for text in texts])
    return reading(path, "other", rows, sha256=sha256 or f"{path} {texts}", kind=kind)


def names(found: tuple[Pair, ...]) -> list[tuple[str, str]]:
    return [
        (each.before.path if each.before else "", each.after.path if each.after else "")
        for each in found
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("a.xlsx", "a.xlsx", id="path"),
        pytest.param("a/Plan.xlsx", "b/plan.XLSX", id="folder-and-case"),
        pytest.param("Plan v1.xlsx", "Plan v2.xlsx", id="version"),
        pytest.param("2027-01-05 Plan.xlsx", "2027-03-01 Plan.xlsx", id="date"),
    ],
)
def test_a_name_is_known_again(old: str, new: str) -> None:
    found = pairs([words(old, "one")], [words(new, "two")])

    assert names(found) == [(old, new)]
    assert not found[0].is_untouched


def test_a_file_that_was_only_renamed_is_known_by_its_bytes() -> None:
    found = pairs([words("a.xlsx", "one", sha256="x")], [words("b.xlsx", "one", sha256="x")])

    assert names(found) == [("a.xlsx", "b.xlsx")]
    assert found[0].is_untouched


def test_a_rewritten_document_is_known_by_what_it_serves() -> None:
    old, new = words("Costs.xlsx", "alpha"), words("Money.xlsx", "omega")

    served = pairs(
        [old],
        [new],
        served_before={"Costs.xlsx": ("budget",)},
        served_after={"Money.xlsx": ("budget",)},
    )

    assert names(served) == [("Costs.xlsx", "Money.xlsx")]
    assert names(pairs([old], [new])) == [("", "Money.xlsx"), ("Costs.xlsx", "")]


def test_two_heirs_of_one_deliverable_are_told_apart_by_their_words() -> None:
    old = words("Costs.xlsx", "north wing", "south wing", "the moving van")
    near = words("One.xlsx", "north wing", "south wing", "the moving lorry")
    far = words("Two.xlsx", "heating", "lighting", "furniture")

    found = pairs(
        [old],
        [far, near],
        served_before={"Costs.xlsx": ("budget",)},
        served_after={"One.xlsx": ("budget",), "Two.xlsx": ("budget",)},
    )

    assert names(found) == [("", "Two.xlsx"), ("Costs.xlsx", "One.xlsx")]


def test_documents_of_other_kinds_are_never_one_by_their_words() -> None:
    found = pairs([words("a.xlsx", "north wing")], [words("b.csv", "north wing", kind="csv")])

    assert names(found) == [("", "b.csv"), ("a.xlsx", "")]


def test_what_went_stands_last() -> None:
    found = pairs([words("a.xlsx", "alpha"), words("b.xlsx", "beta")], [words("b.xlsx", "gamma")])

    assert names(found) == [("b.xlsx", "b.xlsx"), ("a.xlsx", "")]

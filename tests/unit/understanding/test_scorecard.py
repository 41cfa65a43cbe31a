"""The scorecard over real documents never falls below its floor."""

import os
from pathlib import Path

import pytest

from bench import inconsistencies, scorecard
from bench.figure import Figure

TIMES = {"s", "ms"}


@pytest.fixture(scope="module")
def card(samples: Path) -> list[Figure]:
    assert os.environ["JALON_SAMPLES"] == str(samples)
    return scorecard.run()


def test_every_count_of_the_scorecard_holds(card: list[Figure]) -> None:
    counted = [figure for figure in card if figure.unit not in TIMES]

    assert len(counted) >= 10
    assert [figure.name for figure in counted if not figure.holds] == []


def test_the_whole_list_of_documents_is_asked_for(card: list[Figure]) -> None:
    units = {figure.name: figure.unit for figure in card}

    assert units["roles told wrongly"] == "of 62"
    assert units["blank forms, pictures and stubs that pass as filled"] == "of 18"
    assert units["filled documents that do not pass"] == "of 43"


def test_what_the_lists_describe_as_unsound_is_looked_for(samples: Path) -> None:
    assert len(inconsistencies.answers(samples)) >= 10


def test_numbers_and_earned_value_are_known_of_many(samples: Path) -> None:
    assert len(scorecard.numbers(samples / "documents")) >= 35
    assert len(scorecard.earned_value(samples / "evm")) >= 12

"""What a PMO reads of a new version: every part of the language, in both languages."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from domain.methodology.difference import difference
from domain.methodology.field_words import FIELDS
from domain.methodology.load import load_method
from domain.methodology.model.method import Method
from domain.methodology.wording import MEMBERS
from tests.unit.methodology.texts import WHOLE, changed


def _models(kind: Any) -> Iterator[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
        for field in kind.model_fields.values():
            yield from _models(field.annotation)
    for inner in get_args(kind):
        yield from _models(inner)


def test_every_key_of_the_language_has_words_in_both_languages() -> None:
    keys = {key for model in _models(Method) for key in model.model_fields}
    keys -= {"because", "name"}  # the program's own, in origin

    assert {key for key in keys if key not in FIELDS and key not in MEMBERS} == set()
    assert all(words["en"] and words["fr"] for words in FIELDS.values())


@pytest.mark.parametrize(
    ("old", "new", "en", "fr"),
    [
        (
            "label: {en: Budget}, when: exposed}",
            "label: {en: Budget}, when: exposed or budget > 1000}",
            "Deliverable Budget (budget): when exposed → exposed or budget > 1000",
            "Livrable Budget [en] (budget) : si exposed → exposed or budget > 1000",
        ),
        (
            "  - {id: big, label: {en: Big}}",
            "  - {id: big, label: {en: Big}}\n  - {id: rail, label: {en: Rail}, when: exposed}",
            "new pack Rail (rail): when exposed",
            "nouveau module Rail [en] (rail): si exposed",
        ),
        (
            "when: budget > 1000000}",
            "when: budget > 2000000}",
            "Class Large (L): when budget > 1000000 → budget > 2000000",
            "Classe Large [en] (L) : si budget > 1000000 → budget > 2000000",
        ),
        (
            "points: 3}",
            "points: 5}",
            "points 3; when budget > 10, points 1 → when exposed, points 5; when",
            None,
        ),
        (
            "most: 10, weight: 3",
            "most: 20, weight: 3",
            "Gate Gate A, Criterion Value (value): to 10 → 20",
            "Jalon Gate A [en], Critère Value [en] (value) : à 10 → 20",
        ),
        (
            "at_least: 60",
            "at_least: 70",
            "Gate A: at least 60 → 70",
            "Jalon Gate A [en] : au moins 60",
        ),
        (
            "code: waiver, approver: sponsor",
            "code: deviation, approver: sponsor",
            "Way to tailor Waive (waive): code waiver → deviation",
            "Adaptation Waive [en] (waive) : code dérogation → écart",
        ),
        (
            "raci: {manager: R, sponsor: A}",
            "raci: {finance: R, sponsor: A}",
            "responsibilities manager: R, sponsor: A → finance: R, sponsor: A",
            "responsabilités manager: R, sponsor: A → finance: R, sponsor: A",
        ),
        (
            "filed: {cases: economic}",
            "filed: {cases: strategic}",
            "filed under cases: economic → cases: strategic",
            "classé sous cases: economic → cases: strategic",
        ),
        (
            "- {track: contractor, need: all}",
            "- {track: contractor, need: any}",
            "needed all → any",
            "nécessaire toutes → une au moins",
        ),
        (
            "    many: true\n",
            "    many: true\n    when: pack.big\n",
            "Track Contractor (contractor): when - → pack.big",
            "Piste Contractor [en] (contractor) : si - → pack.big",
        ),
        (
            "limit: 100\n",
            "limit: 200\n",
            "Tolerance Cost of the stage (cost-stage): limit 100 → 200",
            "Tolérance Cost of the stage [en] (cost-stage) : limite 100 → 200",
        ),
        (
            "- {roles: [manager, sponsor]}",
            "- {roles: [manager, finance]}",
            "never holds together roles manager, sponsor → roles manager, finance",
            None,
        ),
        (
            "gate: X, when: breach.cost-stage}",
            "gate: X, when: breach.cost-stage and exposed}",
            "Event Overrun (overrun): when breach.cost-stage → breach.cost-stage and exposed",
            "Événement Overrun [en] (overrun) : si breach.cost-stage → breach.cost-stage and",
        ),
        (
            "renamed: {gates: {OLD: A}}",
            "renamed: {gates: {OLD: B}}",
            "gates OLD: A → OLD: B",
            "jalons OLD: A → OLD: B",
        ),
        (
            "source: Handbook 4.2",
            "source: Handbook 4.3",
            "source Handbook 4.2 → Handbook 4.3",
            "source Handbook 4.2 → Handbook 4.3",
        ),
    ],
)
def test_a_change_is_told_in_words(old: str, new: str, en: str, fr: str | None) -> None:
    before = load_method(WHOLE, "m.yaml")
    after = load_method(changed(old, new, WHOLE), "m.yaml")

    (change,) = difference(before, after)

    assert en in change.words["en"]
    assert fr is None or fr in change.words["fr"]

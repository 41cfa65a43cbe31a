"""The language of texts and tables is told, or it is unknown; it is never guessed."""

import pytest

from gates.evidence.understanding.language import UNKNOWN, language, language_of
from gates.evidence.understanding.pieces import Nature, Piece


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The project will deliver the new portal before the end of the year."),
        ("fr", "Le projet livrera le nouveau portail avant la fin de l'année."),
        ("de", "Das Projekt wird das neue Portal vor dem Ende des Jahres liefern."),
        ("es", "El proyecto entregará el nuevo portal antes del fin del año."),
        ("it", "Il progetto consegnerà il nuovo portale prima della fine dell'anno."),
        ("pt", "O projeto não entregará o novo portal antes do fim do ano, mas em março."),
        ("no", "Prosjektet skal levere den nye portalen før det er slutt på året."),
        ("nl", "Het project zal het nieuwe portaal voor het einde van het jaar opleveren."),
        ("pl", "Projekt dostarczy nowy portal do końca roku, jak to jest w planie."),
    ],
)
def test_a_sentence_tells_its_language(code: str, text: str) -> None:
    assert language([text]) == code


@pytest.mark.parametrize(
    ("code", "cells"),
    [
        ("en", ["Id", "Risk", "Probability", "Impact", "Strategy", "Categories"]),
        ("fr", ["Poste", "Coût", "Échéance", "Porteur", "Livrable"]),
        ("de", ["Risiko", "Wahrscheinlichkeit", "Maßnahme", "Verantwortlich"]),
    ],
)
def test_the_header_of_a_table_is_enough(code: str, cells: list[str]) -> None:
    assert language(cells) == code


@pytest.mark.parametrize(
    "texts", [[], ["A", "R", "C"], ["Kubernetes PostgreSQL Redis"], ["12 500"]]
)
def test_what_no_language_claims_is_unknown(texts: list[str]) -> None:
    assert language(texts) == UNKNOWN


def test_two_languages_alike_are_unknown() -> None:
    assert language(["the risk and the cost of the work", "le risque et le coût du lot"]) == UNKNOWN


def test_people_s_own_words_count_more_than_the_form_they_fill_in() -> None:
    form = [Piece(f"Describe the risk and who is the owner of it, line {n}", Nature.INSTRUCTION)
            for n in range(9)]  # fmt: skip
    answers = [
        Piece(text, Nature.ENTRY)
        for text in ("Abandon du projet", "Un membre du groupe est parti", "Maladie", "Confinement")
    ]

    assert language_of([*form, *answers]) == "fr"
    assert language_of(form) == "en"


def test_a_cell_repeated_a_thousand_times_does_not_decide_alone() -> None:
    pieces = [Piece("Data", Nature.ENTRY)] * 1000 + [
        Piece("Program coordination and administration of the science teams", Nature.ENTRY)
    ] * 3

    assert language_of(pieces) == "en"

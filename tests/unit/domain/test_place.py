"""A place is said in the language of the reader, and one that nobody knows stays as it is."""

import pytest

from domain.place import kind_of_place, place_words


@pytest.mark.parametrize(
    ("location", "english", "french", "kind"),
    [
        pytest.param("Summary!C14", "Summary!C14", "Summary!C14", "cell", id="a cell"),
        pytest.param(
            "'My sheet'!A1:B2", "'My sheet'!A1:B2", "'My sheet'!A1:B2", "cell", id="range"
        ),
        pytest.param(
            "'table 1, row 2'!A1", "'table 1, row 2'!A1", "'table 1, row 2'!A1", "cell", id="odd"
        ),
        pytest.param("table 2, row 3", "table 2, row 3", "tableau 2, ligne 3", "row", id="a row"),
        pytest.param("table 2", "table 2", "tableau 2", "table", id="a table"),
        pytest.param("line 12", "line 12", "ligne 12", "line", id="a line"),
        pytest.param("page 4", "page 4", "page 4", "page", id="a page"),
        pytest.param(
            "page 4, table 1, row 2",
            "page 4, table 1, row 2",
            "page 4, tableau 1, ligne 2",
            "row",
            id="a row of a page",
        ),
        pytest.param("slide 3", "slide 3", "diapositive 3", "slide", id="a slide"),
        pytest.param("paragraph 7", "paragraph 7", "paragraphe 7", "paragraph", id="a paragraph"),
        pytest.param("text box 1", "text box 1", "zone de texte 1", "", id="a text box"),
        pytest.param(
            "header 2, table 1", "header 2, table 1", "en-tête 2, tableau 1", "table", id="a header"
        ),
        pytest.param("footnote 5", "footnote 5", "note de bas de page 5", "", id="a note"),
        pytest.param("UID 12", "task UID 12", "tâche UID 12", "task", id="a task"),
        pytest.param("UID a-1.b", "task UID a-1.b", "tâche UID a-1.b", "task", id="a named task"),
        pytest.param("Summary", "Summary", "Summary", "", id="a sheet"),
        pytest.param("row", "row", "row", "", id="no number"),
        pytest.param(
            "table 2, somewhere", "table 2, somewhere", "table 2, somewhere", "", id="half"
        ),
        pytest.param("", "", "", "", id="nothing"),
    ],
)
def test_a_place_is_said_in_both_languages(
    location: str, english: str, french: str, kind: str
) -> None:
    assert place_words(location) == {"en": english, "fr": french}
    assert kind_of_place(location) == kind

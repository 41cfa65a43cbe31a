"""A text that is no YAML because of quotes or brackets within it: the fault says what to do."""

import pytest

from domain.methodology.tree import read_tree


@pytest.mark.parametrize(
    "text",
    [
        'a: {when: "work" == kind}',
        "a: {when: [x] == kind, label: y}",
        'a: [b, "c" or d]',
    ],
)
def test_quotes_and_brackets_within_brackets_get_a_hint(text: str) -> None:
    tree, (fault,) = read_tree(text)

    assert tree is None
    assert fault.words["en"].startswith("this is not YAML: did not find expected ',' or ")
    assert fault.words["en"].endswith("; put a text with quotes or brackets inside single quotes")
    assert fault.words["fr"].endswith(
        " ; mettez un texte avec guillemets ou crochets entre apostrophes"
    )


def test_the_hint_makes_it_sound_and_other_faults_have_none() -> None:
    tree, faults = read_tree("a: {when: '\"work\" == kind'}")
    _, (other,) = read_tree("a: b: c")

    assert faults == []
    assert tree is not None
    assert tree.plain() == {"a": {"when": '"work" == kind'}}
    assert "single quotes" not in other.words["en"]

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.marker import kid_of, marker, mask, put_link
from notifications.mime import compose
from notifications.rendering import Rendered
from tests.unit.notifications.test_wire import envelope, read

LETTER = UUID("6f1c9a52-3b7e-4d08-9c41-2f5a8e7b0d13")
TOKEN = "Ab-_" * 10 + "xyz"


def frozen(padding: str) -> bytes:
    link = f"https://example.org/d/{LETTER}.{marker(LETTER, 'k7f2')}"
    return compose(
        Rendered(
            subject="s",
            text=f"{padding}{link}?choice=GO\n{link}\n",
            html=f'<a href="{padding}{link}?choice=GO">é</a>',
        ),
        envelope(),
    )


@given(st.text(alphabet="x é=", max_size=90))
def test_the_link_takes_the_place_of_the_marker_wherever_lines_are_folded(padding: str) -> None:
    raw = frozen(padding)
    whole = put_link(raw, LETTER, "k7f2", TOKEN)
    letter = read(whole)

    assert len(whole) == len(raw)
    assert letter.text.count(f".k7f2.{TOKEN}") == 2
    assert letter.html.count(f".k7f2.{TOKEN}") == 1
    assert kid_of(raw, LETTER) == "k7f2"
    assert put_link(raw, LETTER, "k7f2", TOKEN) == whole


def test_what_is_kept_holds_the_marker_of_its_own_letter_only() -> None:
    raw = frozen("")

    assert kid_of(raw, uuid4()) is None
    assert put_link(raw, uuid4(), "k7f2", TOKEN) == raw


def test_somebody_else_reads_the_letter_without_its_link() -> None:
    raw = frozen("")
    masked = read(mask(raw, LETTER))

    assert marker(LETTER, "k7f2") not in masked.text
    assert "*" * 48 in masked.text
    assert kid_of(mask(raw, LETTER), LETTER) is None


def test_a_link_of_another_length_is_not_put_in() -> None:
    with pytest.raises(ValueError, match="has 4 and 43"):
        put_link(frozen(""), LETTER, "k7f2", "short")

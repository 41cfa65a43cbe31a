from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ledger import (
    START,
    Entry,
    Witness,
    canonical,
    commitment,
    read,
    seal,
    verify,
)

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def chain(count: int) -> list[Entry]:
    entries: list[Entry] = []
    for seq in range(1, count + 1):
        previous = entries[-1].hash if entries else START
        body = {"gate": "G3", "number": seq}
        at = AT + timedelta(minutes=seq)
        entries.append(
            seal(seq=seq, previous=previous, at=at, kind="vote.cast", actor="p1", body=body)
        )
    return entries


def test_an_untouched_chain_verifies() -> None:
    assert verify(chain(20)) is None


def test_an_edited_entry_is_found() -> None:
    entries = chain(5)
    payload = entries[2].payload.replace('"G3"', '"G4"')
    entries[2] = Entry(3, entries[2].previous, payload, entries[2].hash)

    fault = verify(entries)

    assert fault is not None
    assert fault.seq == 3


def test_a_deleted_entry_is_found() -> None:
    entries = chain(5)
    del entries[1]

    fault = verify(entries)

    assert fault is not None
    assert fault.seq == 2


def test_two_entries_that_changed_places_are_found() -> None:
    entries = chain(5)
    entries[1], entries[2] = entries[2], entries[1]

    assert verify(entries) is not None


def test_a_cut_tail_is_found_by_a_witness_only() -> None:
    entries = chain(5)
    witness = Witness(5, entries[4].hash[:16])

    assert verify(entries[:4]) is None
    assert verify(entries[:4], [witness]) is not None


def test_a_rewritten_ledger_is_found_by_a_witness() -> None:
    entries = chain(3)
    witness = Witness(2, entries[1].hash[:16])
    forged = [seal(seq=1, previous=START, at=AT, kind="vote.cast", actor="p2", body={"gate": "G3"})]
    forged.append(
        seal(seq=2, previous=forged[0].hash, at=AT, kind="vote.cast", actor="p2", body={})
    )

    assert verify(forged) is None
    assert verify(forged, [witness]) is not None


def test_composed_and_decomposed_letters_are_one() -> None:
    assert canonical({"name": "Lefe\u0300vre"}) == canonical({"name": "Lef\u00e8vre"})


def test_a_floating_point_number_is_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        canonical({"amount": 1.5})


def test_a_commitment_says_nothing_without_its_key() -> None:
    assert commitment(b"a" * 32, "Anne", "a@example.org") != commitment(
        b"b" * 32, "Anne", "a@example.org"
    )


@given(st.text(), st.text(), st.text())
def test_a_commitment_keeps_its_parts_apart(first: str, second: str, third: str) -> None:
    key = b"k" * 32
    joined = commitment(key, first + second, third) == commitment(key, first, second + third)

    assert joined is (second == "" or (first + second, third) == (first, second + third))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(":", ": "),
        lambda text: text.replace('"G3"', '"G\\u0033"'),
        lambda text: text.replace('"number":3', '"number":3.0'),
        lambda text: text.replace('"number":3', '"number":3,"number":3'),
        lambda text: text.replace('"p1"', '"Lefe\u0300vre"'),
        lambda text: text[:0] + "[]",
        lambda text: text[1:],
    ],
    ids=["spaced", "escaped", "a float", "said twice", "decomposed", "a list", "cut"],
)
def test_an_entry_has_one_spelling(change: Any) -> None:
    payload = chain(3)[2].payload

    assert read(payload)["body"]["number"] == 3
    with pytest.raises(ValueError, match=r"canonical|JSON|Expecting|Extra"):
        read(change(payload))


@given(st.text(), st.text(min_size=1))
def test_what_is_written_verifies_whatever_its_words(words: str, name: str) -> None:
    try:
        entry = seal(seq=1, previous=START, at=AT, kind=name, actor=words, body={name: [words]})
    except ValueError:
        return

    assert verify([entry]) is None

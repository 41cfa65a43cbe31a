"""A minimum that tailoring cannot drop: to ask for it is refused."""

from pathlib import Path

import pytest

from domain.errors import OutOfSequenceError
from lifecycle.fitted.tailoring_said import Wanted
from lifecycle.invariants import check_invariants
from lifecycle.steering.tailor import ask
from storage.database import Database
from tests.unit.language.texts_life import HEAD, Walk, a_walk, gate, method, stage

WORDS = """\
tailoring:
  - {id: n-a, code: not_applicable, label: {en: Not applicable, fr: Sans objet},
     approver: authority}
  - {id: skip, code: skip, label: {en: Skip, fr: Omettre}, approver: authority}
"""
CRITERIA = """\
criteria:
  - {id: safe, label: {en: It is safe, fr: C'est sûr}, tailorable: false}
"""
TEXT = method(
    [gate("END", CRITERIA, asks=("budget", "charter")), gate("LAST", "skippable: false")],
    [stage("build", "END"), stage("close", "LAST")],
    WORDS,
    HEAD.replace("fr: Charte}}", "fr: Charte}, protected: true}"),
)


def asked(walk: Walk, word: str, item: str) -> None:
    with walk.write() as session:
        wanted = Wanted(word=word, item=item, reason="We would rather not")
        ask(session, walk.actor("anna"), walk.named(session), wanted, at=walk.at)


@pytest.mark.parametrize(
    ("word", "item", "sentence"),
    [
        ("n-a", "charter", "charter is protected by course@1: no tailoring drops it"),
        ("n-a", "safe", "safe cannot be tailored at this gate"),
        ("skip", "END", "END cannot be skipped: course@1 does not allow it"),
        ("skip", "LAST", "LAST is the last gate; nobody skips it"),
    ],
)
def test_dropping_the_minimum_is_refused(
    database: Database, tmp_path: Path, word: str, item: str, sentence: str
) -> None:
    walk = a_walk(database, tmp_path, TEXT)

    with pytest.raises(OutOfSequenceError, match=sentence):
        asked(walk, word, item)

    assert "tailoring.asked" not in walk.kinds()
    assert check_invariants(walk.installation) == []

"""Documents understood by the words of a method's house, where it has words of its own.

What is kept of a document stays the same for all methods; it is understood again from its content.
"""

from collections.abc import Iterable, Sequence

from domain.methodology.model.method import Method
from gates.evidence.content import Read, Reading
from gates.evidence.understanding.own_words import NONE, OwnWords, own_words


def words_of(method: Method) -> OwnWords:
    """Return the words by which a method has documents understood."""
    words = method.words
    return own_words(words.columns, words.labels, words.registers, words.roles)


def understood(readings: Sequence[Reading], words: OwnWords) -> Sequence[Reading]:
    """Return readings as they are understood with these words; as they are without any."""
    return readings if words is NONE else tuple(_again(readings, words))


def worded(method: Method) -> Method:
    """Return a method whose deliverables are recognised by the words of its house too."""
    called = method.words.deliverables
    if not called:
        return method
    deliverables = tuple(
        each.model_copy(
            update={
                "match": each.match.model_copy(
                    update={"names": (*each.match.names, *called[each.id])}
                )
            }
        )
        if each.id in called
        else each
        for each in method.deliverables
    )
    return method.model_copy(update={"deliverables": deliverables})


def _again(readings: Iterable[Reading], words: OwnWords) -> Iterable[Reading]:
    # Few methods have words of their own, and all of understanding costs every command some time.
    from gates.evidence.understanding.understand import understand  # noqa: PLC0415

    for reading in readings:
        if reading.read is Read.REFUSED:
            yield reading
            continue
        found = understand(reading.path, reading.kind, reading.content, words)
        yield reading.model_copy(
            update={
                "language": found.language,
                "role": found.role,
                "confidence": found.confidence,
                "state": found.state,
                "facts": found.facts,
                "outline": found.outline,
            }
        )

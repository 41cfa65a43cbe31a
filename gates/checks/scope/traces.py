"""What is wrong with requirements: stated twice, or without a link."""

from collections.abc import Iterator, Sequence

from domain.text import both
from gates.checks.check import Verdict, failed
from gates.checks.scope.requirements import (
    LINKS,
    Requirements,
    Stated,
    has_link,
    is_dropped,
    linked,
)
from gates.checks.scope.trace_words import EXPECTED, WORDS, fault_of
from gates.checks.wording import put
from gates.evidence.understanding.folding import fold

_FEWEST_WORDS = 4


def twice_stated(found: Requirements) -> Iterator[Verdict]:
    """Yield identifiers given twice, and requirements stated under two identifiers."""
    first: dict[tuple[str, str], Stated] = {}
    for each in (*found.stated, *found.traced):
        place = f"{each.reading.path} {each.register.location if each.register else ''}"
        before = first.setdefault((place, each.key), each)
        if before is not each and _contradicts(before, each):
            yield fault_of(
                each,
                put("{id} is given twice", "{id} est donné deux fois", id=each.label),
                both("Give each requirement its own identifier",
                     "Donnez à chaque exigence son propre identifiant"),
            )  # fmt: skip
    words: dict[str, Stated] = {}
    for each in found.stated or found.traced:
        plain = fold(each.text)
        before = words.setdefault(plain, each)
        if len(plain.split()) >= _FEWEST_WORDS and before.key != each.key:
            yield fault_of(
                each,
                put(
                    "{id} says the same as {first}",
                    "{id} dit la même chose que {first}",
                    id=each.label,
                    first=before.label,
                ),
                both("Keep one of the two", "Gardez l'une des deux"),
            )


def _contradicts(before: Stated, again: Stated) -> bool:
    """Tell a second requirement of the same number from another row that traces the first."""
    if fold(before.text) != fold(again.text) and before.text and again.text:
        return True
    register = again.register
    return register is None or not any(has_link(register, link) for link in LINKS)


def links_that_lack(found: Requirements, wanted: Sequence[str]) -> Iterator[Verdict]:
    """Yield the requirements that miss a link of the wanted kinds, or that no matrix traces."""
    rows = {link: _linked_keys(found, link) for link in wanted}
    traced = {each.key for each in found.traced}
    seen = set()
    for each in found.stated or found.traced:
        if each.key in seen or _is_dropped(found, each.key):
            continue
        seen.add(each.key)
        traces_itself = each.register is not None and any(
            has_link(each.register, link) for link in LINKS
        )
        if traced and each.key not in traced and not traces_itself:
            yield fault_of(
                each,
                put("{id} is not in the matrix", "{id} n'est pas dans la matrice", id=each.label),
                both("Trace it, or delete it", "Tracez-la, ou supprimez-la"),
            )
            continue
        lacks = [link for link in wanted if each.key not in rows[link]]
        if lacks:
            yield _lacking(found, each, lacks)


def _linked_keys(found: Requirements, link: str) -> set[str]:
    keys = {
        each.key
        for each in (*found.stated, *found.traced)
        if each.row is not None and linked(each.row, link)
    }
    if link == "verification":
        keys |= {key for test in found.tests for key in test.requirements}
    return keys


def _is_dropped(found: Requirements, key: str) -> bool:
    return any(each.key == key and is_dropped(each.row) for each in (*found.stated, *found.traced))


def _lacking(found: Requirements, stated: Stated, lacks: Sequence[str]) -> Verdict:
    """Return the fault of a requirement, at the cell in which the first missing link would be."""
    document, location = stated.reading.path, stated.location
    for each in (*found.traced, *found.stated):
        if (
            each.key == stated.key
            and each.row
            and each.register
            and has_link(each.register, lacks[0])
        ):
            names = [name for name in LINKS[lacks[0]] if name in each.register.columns]
            document, location = each.reading.path, each.row.place(*names)
            break
    return failed(
        put(
            "{id}: no {links}",
            "{id} : sans {links}",
            id=stated.label,
            links=both(
                ", no ".join(WORDS[link]["en"] for link in lacks),
                ", sans ".join(WORDS[link]["fr"] for link in lacks),
            ),
        ),
        expected=EXPECTED,
        fix=both("Write what it comes from, what makes it and how it is verified",
                 "Écrivez d'où elle vient, ce qui la réalise et comment elle est vérifiée"),
        document=document,
        location=location,
    )  # fmt: skip

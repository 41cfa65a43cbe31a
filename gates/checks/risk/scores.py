"""Check 17: are the scores of the risks right, and are the risks told apart?"""

import re
from collections.abc import Iterator

from domain.text import both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.risk.risk_classes import classes_at_odds
from gates.checks.risk.risk_scales import Rule, beyond_scale, rule_of
from gates.checks.risk.top_lists import top_lists_at_odds
from gates.checks.structures.risks import Risks, followed, name_of, worded_columns
from gates.checks.wording import put
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import plain
from gates.evidence.understanding.vocabulary import Phrases, load

EXPECTED = both(
    "scores that follow from probability and impact, on the scale, and risks told apart",
    "des criticités issues de la probabilité et de l'impact, et des risques bien distincts",
)
_CAUSES = Phrases.listed(load("values")["causes_said"])
_ARROW = re.compile(r"[-=]>|→|⇒")
"""People draw what a risk leads to."""
_EFFECTS = Phrases.listed(load("values")["effects_said"])


@check("RISK-17")
def scores_are_right(subject: Subject) -> Iterator[Verdict]:
    """Recompute each score, and compare it with its class, its scale and the top list.

    ``scale_top`` is the highest level of the method's scale, where headers do not say it;
    ``spread_from`` (8) from how many risks on more than one category is expected; ``apart``
    (true, but not in a first draft) asks for cause, event and effect written apart.
    """
    found = followed(subject)
    if not found:
        document = subject.documents[0].path
        yield cannot_tell(_NO_REGISTER, expected=EXPECTED, fix=_AS_TABLE, document=document)
        return
    faults: list[Verdict] = []
    rules = []
    for risks in found:
        rule = rule_of(risks)
        rules.append(rule)
        faults += _scores(risks, rule)
        faults += beyond_scale(subject, risks)
        faults += classes_at_odds(risks)
        faults += _told_twice(risks)
        faults += _in_one_category(subject, risks)
        faults += _not_apart(subject, risks)
    faults += top_lists_at_odds(subject, found)
    if faults:
        yield from faults
        return
    words = put(
        "{count} risks rated{how}",
        "{count} risques cotés{how}",
        count=sum(len(risks.rows) for risks in found),
        how=rules[0].words,
    )
    yield passed(words, expected=EXPECTED, document=found[0].reading.path)


def _scores(risks: Risks, rule: Rule) -> Iterator[Verdict]:
    for row, stated, due in rule.broken:
        found = put(
            "{risk}: score {stated}, but {how} makes {due}",
            "{risk} : criticité {stated}, mais {how} donne {due}",
            risk=name_of(row),
            stated=plain(stated),
            due=plain(due),
            how=rule.formula,
        )
        yield failed(
            found,
            expected=EXPECTED,
            fix=both(
                "Correct the score or what it is made of", "Corrigez la criticité ou ses termes"
            ),
            document=risks.reading.path,
            location=row.place("score"),
        )
    if rule.unrated:
        yield cannot_tell(
            put(
                "{count} risks are not rated, the first is {risk}",
                "{count} risques ne sont pas cotés, le premier est {risk}",
                count=len(rule.unrated),
                risk=name_of(rule.unrated[0]),
            ),
            expected=EXPECTED,
            fix=both(
                "Give each risk a probability and an impact",
                "Donnez à chaque risque une probabilité et un impact",
            ),
            document=risks.reading.path,
            location=rule.unrated[0].place("probability", "score"),
        )


def _told_twice(risks: Risks) -> Iterator[Verdict]:
    seen: dict[str, str] = {}
    for row in risks.rows:
        told = " ".join(
            fold(row.text(name)) for name in ("risk", "event", "description", "cause", "name")
        ).strip()
        if not told:
            continue
        if told in seen:
            found = put(
                "{risk}: told in the same words as {first}",
                "{risk} : décrit dans les mêmes mots que {first}",
                risk=name_of(row),
                first=seen[told],
            )
            yield failed(
                found,
                expected=EXPECTED,
                fix=both("Merge the two, or tell them apart", "Fusionnez-les, ou distinguez-les"),
                document=risks.reading.path,
                location=row.place("risk", "event", "description"),
            )
        seen.setdefault(told, row.text("id") or row.location)


def _in_one_category(subject: Subject, risks: Risks) -> Iterator[Verdict]:
    """Tell of a long register in which all risks are of one kind: others were not looked for."""
    kinds = {fold(row.text("category")) for row in risks.rows} - {""}
    if len(kinds) == 1 and len(risks.rows) >= subject.number("spread_from", 8):
        yield failed(
            put(
                "all {count} risks are of one category",
                "les {count} risques sont d'une seule catégorie",
                count=len(risks.rows),
            ),
            expected=EXPECTED,
            fix=both(
                "Look for risks of other kinds: technical, external, organisational, of management",
                "Cherchez d'autres natures : technique, externe, organisation, pilotage",
            ),
            document=risks.reading.path,
            location=risks.rows[0].place("category"),
        )


def _not_apart(subject: Subject, risks: Risks) -> Iterator[Verdict]:
    wanted = subject.use.settings.get("apart", not subject.is_first_draft)
    if not wanted or not risks.rows:
        return
    texts = [
        " ".join(cell.value for cell in row.cells if cell.number is None and cell.day is None)
        for row in risks.rows
    ]
    said = {
        "cause": risks.has("cause") or _most(texts, _CAUSES),
        "effect": risks.is_used("consequence")
        or bool(worded_columns(risks, ("impact",)))
        or _most(texts, _EFFECTS)
        or sum(bool(_ARROW.search(text)) for text in texts) * 2 > len(texts),
    }
    absent = [name for name, is_said in said.items() if not is_said]
    if absent:
        yield failed(
            put(
                "the {what} of the risks is not written apart",
                "{what} des risques n'est pas écrit à part",
                what=_WHAT[absent[0]] if len(absent) == 1 else _BOTH,
            ),
            expected=both(
                "cause, event and effect of each risk", "cause, événement et effet de chaque risque"
            ),
            fix=both(
                "Write: because of ..., it may happen that ..., which would lead to ...",
                "Écrivez : du fait de ..., il se peut que ..., ce qui conduirait à ...",
            ),
            document=risks.reading.path,
            location=risks.register.location,
        )


def _most(texts: list[str], words: Phrases) -> bool:
    return sum(words.within(fold(text)) for text in texts) * 2 > len(texts)


_WHAT = {"cause": both("cause", "la cause"), "effect": both("effect", "l'effet")}
_BOTH = both("cause, or the effect,", "la cause, ou l'effet,")
_NO_REGISTER = both(
    "no table of risks was found in the document",
    "aucun tableau de risques trouvé dans le document",
)
_AS_TABLE = both(
    "Write the risks as a table, one row each, with probability, impact and score",
    "Écrivez les risques dans un tableau, une ligne chacun, avec probabilité, impact et criticité",
)

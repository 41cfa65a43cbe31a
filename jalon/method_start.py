"""The text of a new method: small, commented, and sound from its first line to its last."""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.errors import BadInputError
from domain.text import LANGUAGES, Text
from jalon.method_areas import AREAS, Area

ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")
MOST = 12
"""So many stages, deciders or areas at most; more is written into the file itself."""


@dataclass(frozen=True, kw_only=True)
class Start:
    """The answers to the five questions: every name in both languages."""

    method: str
    label: Text
    stages: Sequence[Text]
    deciders: Sequence[Text]
    areas: Sequence[str]
    language: str


def start_of(
    *, method: str, label: str, stages: str, deciders: str, areas: str, language: str
) -> Start:
    """Return what the answers say; names are parted by commas, both languages by a stroke.

    Raises:
        BadInputError: An answer is missing or does not fit.
    """
    if not ID.fullmatch(method):
        raise BadInputError(
            f"{method!r} is no id; give letters, digits, '.', '-' and '_', a letter first.",
            f"{method!r} n'est pas un id ; donnez lettres, chiffres, « . - _ », lettre d'abord.",
        )
    wanted = _parted(areas)
    unknown = [name for name in wanted if name not in AREAS]
    if unknown:
        raise BadInputError(
            f"There is no knowledge area {unknown[0]!r}; give some of {', '.join(AREAS)}.",
            f"Pas de domaine {unknown[0]!r} ; donnez parmi {', '.join(AREAS)}.",
        )
    start = Start(
        method=method,
        label=_names(label, language)[0] if label.strip() else {},
        stages=_names(stages, language),
        deciders=_names(deciders, language),
        areas=list(dict.fromkeys(wanted)),
        language=language,
    )
    for said, en, fr in (
        (start.label, "a name", "un nom"),
        (start.stages, "at least one stage", "au moins une étape"),
        (start.deciders, "at least one who decides", "au moins un décideur"),
        (start.areas, "at least one knowledge area", "au moins un domaine"),
    ):
        if not said:
            raise BadInputError(f"The method needs {en}.", f"Il faut à la méthode {fr}.")
    return start


def text_of(start: Start) -> str:
    """Return the file."""
    return "\n".join(_lines(start)) + "\n"


def _parted(answer: str) -> list[str]:
    found = [each.strip() for each in answer.split(",") if each.strip()]
    if len(found) > MOST:
        raise BadInputError(
            f"{len(found)} names are too many to begin with; give {MOST} at most, and write the "
            "others into the file.",
            f"{len(found)} noms, c'est trop pour commencer ; donnez-en {MOST} au plus, et écrivez "
            "les autres dans le fichier.",
        )
    return found


def _names(answer: str, language: str) -> list[Text]:
    other = next(code for code in LANGUAGES if code != language)
    found = []
    for each in _parted(answer):
        own, _, foreign = (part.strip() for part in each.partition("/"))
        found.append({language: own or foreign, other: foreign or own})
    return found


def _ids(names: Sequence[Text], taken: Sequence[str] = ()) -> list[str]:
    """Return an id for each name, no two alike."""
    found: list[str] = []
    for name in names:
        plain = unicodedata.normalize("NFKD", name["en"]).encode("ascii", "ignore").decode()
        base = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40]
        if not base or not base[0].isalpha():
            base = f"n-{base}".rstrip("-")
        wanted, number = base, 2
        while wanted in (*found, *taken):
            wanted, number = f"{base}-{number}", number + 1
        found.append(wanted)
    return found


def _text(words: Text) -> str:
    """Return words in both languages as YAML on one line."""
    return "{" + ", ".join(f"{code}: {_quoted(words[code])}" for code in LANGUAGES) + "}"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _lines(start: Start) -> Iterator[str]:
    say = _FRENCH if start.language == "fr" else _ENGLISH
    manager = "project-manager"
    roles = _ids(start.deciders, [manager])
    stages = _ids(start.stages)
    yield f"# {say['head']}"
    yield "# jalon method lint FILE · jalon method show FILE · jalon method schema"
    yield ""
    yield f"method: {start.method}"
    yield f"version: 1  # {say['version']}"
    yield f"language: {start.language}  # {say['language']}"
    yield f"label: {_text(start.label)}"
    yield f"manager: {manager}  # {say['manager']}"
    yield ""
    yield f"# {say['areas']}"
    yield "areas:"
    for name in start.areas:
        yield f"  - {{id: {name}, label: {_text(AREAS[name].label)}}}"
    yield ""
    yield f"# {say['ladders']}"
    yield "ladders:"
    yield "  - id: standard"
    yield "    levels:"
    yield "      - {id: outline, label: {en: Outline, fr: Ébauche}, words: [draft, ébauche]}"
    yield "      - id: baseline"
    yield "        label: {en: Baseline, fr: Référence}"
    yield "        words: [baseline, référence]"
    yield ""
    yield f"# {say['roles']}"
    yield "roles:"
    yield f"  - {{id: {manager}, label: {{en: Project manager, fr: Chef de projet}}}}"
    for role, label in zip(roles, start.deciders, strict=True):
        yield f"  - {{id: {role}, label: {_text(label)}}}"
    yield ""
    yield f"# {say['decisions']}"
    yield from _DECISIONS
    yield ""
    yield f"# {say['deliverables']}"
    yield "deliverables:"
    for name in start.areas:
        yield from _deliverable(AREAS[name])
    yield ""
    yield f"# {say['gates']}"
    yield "gates:"
    for number, label in enumerate(start.stages, start=1):
        yield from _gate(number, len(stages), label, [AREAS[name] for name in start.areas], roles)
    yield ""
    yield f"# {say['stages']}"
    yield "stages:"
    for number, (stage, label) in enumerate(zip(stages, start.stages, strict=True), start=1):
        yield f"  - {{id: {stage}, label: {_text(label)}, gate: G{number}}}"
    yield ""
    yield f"# {say['classes']}"
    yield from (f"# {line}" for line in _CLASSES)


def _deliverable(area: Area) -> Iterator[str]:
    names = ", ".join(_quoted(area.name[code].lower()) for code in LANGUAGES)
    yield f"  - id: {area.deliverable}"
    yield f"    area: {area.id}"
    yield f"    label: {_text(area.name)}"
    yield f"    match: {{roles: [{area.role}], names: [{names}]}}"


def _gate(
    number: int, of: int, stage: Text, areas: Sequence[Area], roles: Sequence[str]
) -> Iterator[str]:
    is_first, is_last = number == 1, number == of
    asked = {"en": f"May the project leave {stage['en']}?", "fr": f"Quitter {stage['fr']} ?"}
    yield f"  - id: G{number}"
    yield f"    label: {_text({'en': f'Gate {number}', 'fr': f'Jalon {number}'})}"
    yield f"    question: {_text(asked)}"
    yield "    requirements:"
    for area in areas:
        maturity = "outline" if is_first and not is_last else "baseline"
        is_checked = area.check and (is_last or not is_first)
        checks = f", checks: [{{check: {area.check}}}]" if is_checked else ""
        yield f"      - {{deliverable: {area.deliverable}, maturity: {maturity}{checks}}}"
    yield "    committee:"
    yield "      seats:"
    for place, role in enumerate(roles):
        chair = ", mandatory: true, chair: true" if place == 0 else ""
        yield f"        - {{role: {role}{chair}}}"
    if is_last:
        yield "    decisions: [go, wait, redo, stop]"


_DECISIONS = (
    "decisions:",
    "  - {id: go, code: GO, label: {en: Go, fr: Accord}, effect: next}",
    "  - id: go-if",
    "    code: CONDITIONAL_GO",
    "    label: {en: Go with conditions, fr: Accord sous réserves}",
    "    effect: next",
    "    fields: [reason, conditions]",
    "  - id: wait",
    "    code: HOLD",
    "    label: {en: Defer, fr: Ajournement}",
    "    effect: hold_until",
    "    fields: [reason, until]",
    "  - id: redo",
    "    code: RECYCLE",
    "    label: {en: Rework, fr: À reprendre}",
    "    effect: back",
    "    back: 0",
    "    fields: [reason]",
    "  - {id: stop, code: KILL, label: {en: Stop, fr: Arrêt}, effect: close, fields: [reason]}",
)
_CLASSES = (
    "classes:",
    "  - {id: L, label: {en: Large, fr: Grand}, when: budget >= 1000000}",
    "  - {id: S, label: {en: Small, fr: Petit}}",
)
_ENGLISH = {
    "head": "A method of project governance. Change what you like; lint names what is wrong.",
    "version": "a published version never changes; the next one has a higher number",
    "language": "the language in which every label must have words",
    "manager": "the role that hands packages in",
    "areas": "The taxonomy: each deliverable belongs to one area.",
    "ladders": "Maturity, lowest first; words are looked for in the documents.",
    "roles": "Who takes part. People get roles on each project.",
    "decisions": "Your words for the five outcomes, where each leads, and what must be filled in.",
    "deliverables": "What gates may ask for, and how a document is recognised.",
    "gates": "What each gate asks, how mature, checked how, and who decides. force: should only "
    "warns.",
    "stages": "The order; each stage ends at its gate.",
    "classes": 'Classes by size: take the # away, then write when: class == "L" where only large '
    "projects are asked.",
}
_FRENCH = {
    "head": "Une méthode de gouvernance. Changez ce que vous voulez ; lint nomme ce qui ne va pas.",
    "version": "une version publiée ne change plus ; la suivante porte un numéro plus grand",
    "language": "la langue dans laquelle tout libellé doit avoir des mots",
    "manager": "le rôle qui dépose les dossiers",
    "areas": "La taxonomie : chaque livrable relève d'un domaine.",
    "ladders": "La maturité, du plus bas au plus haut ; words est cherché dans les documents.",
    "roles": "Qui participe. Les personnes reçoivent un rôle sur chaque projet.",
    "decisions": "Vos mots pour les cinq issues, où chacune mène, et ce qu'il faut remplir.",
    "deliverables": "Ce que les jalons peuvent demander, et à quoi un document se reconnaît.",
    "gates": "Ce que chaque jalon demande, à quelle maturité, avec quels contrôles, et qui décide. "
    "force: should avertit seulement.",
    "stages": "L'ordre ; chaque étape finit à son jalon.",
    "classes": 'Classes par taille : ôtez les #, puis écrivez when: class == "L" là où seuls les '
    "grands projets sont concernés.",
}

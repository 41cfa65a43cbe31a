"""The words of MPX files, which MS Project writes in the language of its own menus."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

CONSTRAINTS = ("ASAP", "ALAP", "MSO", "MFO", "SNET", "SNLT", "FNET", "FNLT")


@dataclass(frozen=True)
class Words:
    """The words of a language: yes, kinds of links, units of time, kinds of constraints.

    ``constraints`` stand in the order of ``CONSTRAINTS``.
    """

    yes: str
    no: str
    links: Mapping[str, str]
    units: Mapping[str, str]
    constraints: tuple[str, ...]


def _links(finish: str, start: str) -> dict[str, str]:
    return {
        finish + start: "FS",
        start + start: "SS",
        finish + finish: "FF",
        start + finish: "SF",
    }


def _units(**named: str) -> dict[str, str]:
    return {word: unit for unit, words in named.items() for word in words.split()}


LANGUAGES: tuple[Words, ...] = (
    Words(
        yes="yes",
        no="no",
        links=_links("f", "s"),
        units=_units(
            minute="m min mins minute minutes",
            hour="h hr hrs hour hours",
            day="d dy day days",
            week="w wk wks week weeks",
            month="mo mon mons month months",
            year="y yr yrs year years",
        ),
        constraints=(
            "as soon as possible",
            "as late as possible",
            "must start on",
            "must finish on",
            "start no earlier than",
            "start no later than",
            "finish no earlier than",
            "finish no later than",
        ),
    ),
    Words(
        yes="oui",
        no="non",
        links=_links("f", "d"),
        units=_units(
            minute="m min mn minute minutes",
            hour="h hr heure heures",
            day="j jr jour jours",
            week="s sm sem semaine semaines",
            month="ms mois",
            year="a an ans année années",
        ),
        constraints=(
            "dès que possible",
            "le plus tard possible",
            "doit commencer le",
            "doit finir le",
            "début au plus tôt le",
            "début au plus tard le",
            "fin au plus tôt le",
            "fin au plus tard le",
        ),
    ),
    Words(
        yes="ja",
        no="nein",
        links=_links("e", "a"),
        units=_units(
            minute="m min minute minuten",
            hour="h std stunde stunden",
            day="t tag tage",
            week="w woche wochen",
            month="mon mo monat monate",
            year="j jahr jahre",
        ),
        constraints=(
            "so früh wie möglich",
            "so spät wie möglich",
            "muß anfangen am",
            "muß enden am",
            "anfang nicht früher als",
            "anfang nicht später als",
            "ende nicht früher als",
            "ende nicht später als",
        ),
    ),
    Words(
        yes="sí",
        no="no",
        links=_links("f", "c"),
        units=_units(
            minute="m min minuto minutos",
            hour="h hora horas",
            day="d día días",
            week="s sem semana semanas",
            month="mes ms meses",
            year="a año años",
        ),
        constraints=(
            "lo antes posible",
            "lo más tarde posible",
            "debe comenzar el",
            "debe finalizar el",
            "no comenzar antes del",
            "no comenzar después del",
            "no finalizar antes del",
            "no finalizar después del",
        ),
    ),
    Words(
        yes="sì",
        no="no",
        links=_links("f", "i"),
        units=_units(
            minute="m min minuto minuti",
            hour="h ora ore",
            day="g giorno giorni",
            week="s set settimana settimane",
            month="me mese mesi",
            year="a anno anni",
        ),
        constraints=(
            "il più presto possibile",
            "il più tardi possibile",
            "deve iniziare il",
            "deve finire il",
            "iniziare non prima del",
            "iniziare non oltre il",
            "finire non prima del",
            "finire non oltre il",
        ),
    ),
    Words(
        yes="sim",
        no="não",
        links=_links("t", "i"),
        units=_units(
            minute="m min minuto minutos",
            hour="h hora horas",
            day="d dia dias",
            week="s sem semana semanas",
            month="mês mes meses",
            year="a ano anos",
        ),
        constraints=(
            "o mais breve possível",
            "o mais tarde possível",
            "deve iniciar em",
            "deve terminar em",
            "não iniciar antes de",
            "não iniciar depois de",
            "não terminar antes de",
            "não terminar depois de",
        ),
    ),
    Words(
        yes="ja",
        no="nej",
        links=_links("a", "b"),
        units=_units(
            minute="m min minut minuter",
            hour="t tim timme timmar",
            day="d dag dagar",
            week="v vecka veckor",
            month="mån månad månader",
            year="å år",
        ),
        constraints=(
            "så tidigt som möjligt",
            "så sent som möjligt",
            "måste starta",
            "måste avslutas",
            "starta tidigast",
            "starta senast",
            "avsluta tidigast",
            "avsluta senast",
        ),
    ),
)
"""English, French, German, Spanish, Italian, Portuguese, Swedish."""

MONTHS = {
    name: place
    for place, names in enumerate(
        (
            "jan janv ene gen",
            "feb fév fev febr",
            "mar mär mrz",
            "apr avr abr",
            "may mai mag maj",
            "jun juin giu",
            "jul juil lug",
            "aug aoû ago",
            "sep set",
            "oct okt ott out",
            "nov",
            "dec déc dez dic",
        ),
        start=1,
    )
    for name in names.split()
}


def language_of(texts: Iterable[str]) -> Words:
    """Return the language that the words in some cells belong to; English where none tells."""
    said = {text.strip().casefold() for text in texts}
    scores = [sum(word.casefold() in said for word in _all_words(words)) for words in LANGUAGES]
    return LANGUAGES[scores.index(max(scores))]


def constraint_of(text: str, words: Words) -> str:
    """Return the kind of a constraint, by its name or its number, empty where it is unknown."""
    plain = text.strip().casefold()
    if plain.isdecimal():
        number = int(plain[:2])
        return CONSTRAINTS[number] if number < len(CONSTRAINTS) else ""
    names = [name.casefold() for name in words.constraints]
    return CONSTRAINTS[names.index(plain)] if plain in names else ""


def _all_words(words: Words) -> tuple[str, ...]:
    return (words.yes, words.no, *words.constraints)

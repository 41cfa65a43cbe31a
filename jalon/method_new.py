"""``jalon method new``: five questions, and a commented file to go on from."""

import sys
from collections.abc import Mapping
from pathlib import Path

from domain.errors import BadInputError
from domain.methodology.load import load_method
from gates.nameable import CATALOGUE
from jalon.method_areas import AREAS
from jalon.method_start import start_of, text_of
from jalon.output import note, result

QUESTIONS = {
    "method": {
        "en": "Id of the method, such as our-method",
        "fr": "Id de la méthode, par exemple notre-methode",
    },
    "label": {"en": "Its name, English / French", "fr": "Son nom, français / anglais"},
    "stages": {
        "en": "Stages in order, such as Study / Étude, Build / Réalisation; each ends at a gate",
        "fr": "Étapes dans l'ordre, par exemple Étude / Study, Réalisation / Build ; chacune finit "
        "à un jalon",
    },
    "deciders": {
        "en": "Who decides, the chair first, such as Sponsor / Commanditaire, Finance / Finances",
        "fr": "Qui décide, d'abord le président, par exemple Commanditaire / Sponsor, Finances",
    },
    "areas": {
        "en": f"Knowledge areas out of {', '.join(AREAS)}",
        "fr": f"Domaines parmi {', '.join(AREAS)}",
    },
}
"""What is asked, in this order, of whoever did not say it by options."""


def run_new(file: str, given: Mapping[str, str | None], language: str) -> int:
    """Write a new method's file.

    Raises:
        BadInputError: An answer does not fit, or the file exists or cannot be written.
    """
    path = Path(file)
    if path.exists():
        raise BadInputError(
            f"{file} is there already and stays as it is; give another name.",
            f"{file} existe déjà et reste tel quel ; donnez un autre nom.",
        )
    answers = {name: _answer(name, given.get(name), language) for name in QUESTIONS}
    text = text_of(start_of(**answers, language=language))
    method = load_method(text, file, known_checks=CATALOGUE)
    try:
        with path.open("x", encoding="utf-8") as new:
            new.write(text)
    except OSError as error:
        raise BadInputError(
            f"{file} cannot be written: {error.strerror}; check the folder and your rights.",
            f"{file} ne peut être écrit : {error.strerror} ; vérifiez le dossier et vos droits.",
        ) from None
    gates = " ".join(gate.id for gate in method.gates)
    result(
        {
            "en": f"{file}: {method.name}, gates {gates}, sound; "
            f"see it with `jalon method show {file}`",
            "fr": f"{file} : {method.name}, jalons {gates}, sans défaut ; "
            f"voyez-la par `jalon method show {file}`",
        }[language]
    )
    return 0


def _answer(name: str, given: str | None, language: str) -> str:
    if given is not None:
        return given
    note(f"{QUESTIONS[name][language]}{' :' if language == 'fr' else ':'}")
    line = sys.stdin.readline()
    if not line:
        raise BadInputError(
            f"No answer came for --{name}; give it as an option.",
            f"Aucune réponse pour --{name} ; donnez-la en option.",
        )
    return line.strip()

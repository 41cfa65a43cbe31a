"""What our own codes are called on pages: facts, states, roles, acts, letters, browsers."""

import re

from domain.text import Text, both

ROUNDS = {
    "submitted": both("being checked", "contrôle en cours"),
    "judged": both("being checked", "contrôle en cours"),
    "returned": both("returned", "à reprendre"),
    "open": both("with the approvers", "chez les décideurs"),
    "decided": both("decided", "décidé"),
    "withdrawn": both("withdrawn", "retiré"),
    "superseded": both("superseded", "remplacé"),
}
ROLES = {
    "admin": both("Administrator", "Administrateur"),
    "pmo": both("PMO", "PMO"),
    "executive": both("General management", "Direction générale"),
}
LETTERS = {
    "waiting": both("waiting", "en attente"),
    "sent": both("sent", "envoyée"),
    "parked": both("parked", "mise de côté"),
    "cancelled": both("cancelled", "annulée"),
}
MESSAGES = {
    "decision-announced": both("Decision announced", "Décision annoncée"),
    "decision-asked": both("Decision asked", "Décision demandée"),
    "idea-received": both("Idea received", "Idée reçue"),
    "no-longer-required": both("No longer required", "N'est plus requis"),
    "package-returned": both("Package returned", "Dossier à reprendre"),
}
READ = {
    "whole": both("whole", "entière"),
    "part": both("in part", "partielle"),
    "refused": both("refused", "refusée"),
}
_BROWSERS = (
    ("Edg/", "Edge"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def called(names: dict[str, Text], code: str) -> Text:
    """Return what a code is called; one that has no name keeps its own."""
    return names.get(code) or both(code, code)


def browser(agent: str) -> str:
    """Return a browser and its system in two words, out of how it names itself."""
    known = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return (
        " · ".join(each for each in (known, system) if each) or re.split(r"[\s/(]", agent)[0] or "–"
    )

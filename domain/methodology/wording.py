"""How the parts of a method are called when we speak of them to a PMO."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.text import Text, both


@dataclass(frozen=True)
class Members:
    """How the members of a list are named and spoken of.

    ``key`` identifies a member; ``names`` is the list of the method that holds its label.
    """

    key: str
    names: str
    noun: Text
    added: Text
    removed: Text
    details: tuple[str, ...] = ()
    order: Text = field(default_factory=dict)

    def detail(self, member: Mapping[str, Any], language: str) -> str:
        """Return what a PMO wants to know of a new member, such as ``: must, baseline``."""
        said = [
            shown_value(key, value, language)
            if isinstance(value, str)
            else f"{field_name(key, language)} {shown_value(key, value, language)}"
            for key in self.details
            if (value := member.get(key)) not in (None, False, [], "", 0)
        ]
        return f": {', '.join(said)}" if said else ""


def _plain(names: str, en: str, fr: str, *, feminine: bool = False) -> Members:
    e = "e" if feminine else ""
    return Members(
        "id",
        names,
        both(en.capitalize(), fr.capitalize()),
        both(f"new {en} {{}}", f"nouve{'lle' if feminine else 'au'} {fr} {{}}"),
        both(f"the {en} {{}} is removed", f"{fr} {{}} retiré{e}"),
        order=both(f"the {en}s stand in another order: {{}}", f"autre ordre ({fr}) : {{}}"),
    )


MEMBERS = {
    "areas": _plain("areas", "area", "domaine"),
    "ladders": _plain("ladders", "ladder", "échelle", feminine=True),
    "levels": _plain("levels", "level", "niveau"),
    "roles": _plain("roles", "role", "rôle"),
    "decisions": _plain("decisions", "decision", "décision", feminine=True),
    "deliverables": _plain("deliverables", "deliverable", "livrable"),
    "gates": _plain("gates", "gate", "jalon"),
    "stages": _plain("stages", "stage", "étape", feminine=True),
    "requirements": Members(
        "deliverable",
        "deliverables",
        both("deliverable", "livrable"),
        both("now asks for {}", "demande désormais {}"),
        both("no longer asks for {}", "ne demande plus {}"),
        ("force", "maturity"),
    ),
    "checks": Members(
        "check",
        "checks",
        both("check", "contrôle"),
        both("the check {} is added", "contrôle {} ajouté"),
        both("the check {} is dropped", "contrôle {} retiré"),
        ("severity",),
    ),
    "seats": Members(
        "role",
        "roles",
        both("seat of", "siège de"),
        both("new seat for {}", "nouveau siège pour {}"),
        both("the seat of {} is removed", "siège de {} retiré"),
        ("kind", "mandatory", "veto", "chair", "weight"),
    ),
}
"""The lists whose members have an identity."""

_FIELDS = {
    "language": both("default language", "langue par défaut"),
    "label": both("label", "libellé"),
    "question": both("question", "question"),
    "guidance": both("the guidance", "le conseil"),
    "source": both("source", "source"),
    "manager": both("role that hands in packages", "rôle qui remet les dossiers"),
    "area": both("area", "domaine"),
    "ladder": both("ladder", "échelle"),
    "owner": both("owner", "responsable"),
    "roles": both("document roles that match", "rôles de document reconnus"),
    "names": both("words that match", "mots reconnus"),
    "section": both("may be a section of another document", "peut être une section d'un document"),
    "protected": both("protected", "protégé"),
    "force": both("force", "force"),
    "maturity": both("maturity", "maturité"),
    "severity": both("severity", "gravité"),
    "settings": both("settings", "réglages"),
    "state": both("met by a signed state", "satisfait par un état signé"),
    "kind": both("kind", "nature"),
    "weight": both("weight", "poids"),
    "mandatory": both("mandatory", "obligatoire"),
    "veto": both("veto", "veto"),
    "chair": both("chair", "présidence"),
    "substitute": both("substitute", "suppléant"),
    "quorum": both("quorum", "quorum"),
    "majority": both("majority", "majorité"),
    "tie": both("on a tie", "en cas d'égalité"),
    "when_rejected": both("when rejected", "en cas de rejet"),
    "channels": both("channels", "canaux"),
    "assurance": both("assurance", "niveau d'assurance"),
    "decide_within_days": both("working days to decide", "jours ouvrés pour décider"),
    "hold_days": both("working days on hold", "jours ouvrés d'ajournement"),
    "grace": both("grace", "délai de grâce"),
    "decisions": both("decisions", "décisions"),
    "sets_baseline": both("sets the baseline", "fixe la référence"),
    "informs": both("informs", "informe"),
    "gate": both("gate", "jalon"),
    "code": both("code", "code"),
    "effect": both("effect", "effet"),
    "back": both("stages back", "étapes en arrière"),
    "fields": both("fields", "champs"),
}

_VALUES = {
    "must": both("must", "exigé"),
    "should": both("should", "souhaité"),
    "blocker": both("blocker", "bloquant"),
    "major": both("major", "majeur"),
    "minor": both("minor", "mineur"),
    "gating": both("gating", "délibératif"),
    "advisory": both("advisory", "consultatif"),
    "simple": both("simple", "simple"),
    "two_thirds": both("two thirds", "deux tiers"),
    "unanimous": both("unanimous", "unanimité"),
    "any_one": both("any one", "une seule voix"),
    "casting_vote": both("casting vote", "voix prépondérante"),
    "status_quo": both("status quo", "statu quo"),
    "escalate": both("escalate", "remontée"),
}

_CODED = {"force", "severity", "kind", "majority", "tie"}


def field_name(key: str, language: str) -> str:
    """Return what a key of a method is called."""
    words = _FIELDS.get(key)
    return words[language] if words else key


def shown_value(key: str, value: object, language: str) -> str:
    """Return a value as it is said to a person."""
    if isinstance(value, bool):
        return {"en": ("no", "yes"), "fr": ("non", "oui")}[language][value]
    if key == "quorum" and value == 0:
        return {"en": "all", "fr": "tous"}[language]
    if key in _CODED and isinstance(value, str) and value in _VALUES:
        return _VALUES[value][language]
    if isinstance(value, Mapping):
        pairs = [f"{name}: {inner}" for name, inner in value.items()]
        return ", ".join(pairs) or "-"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(str, value)) or "-"
    return "-" if value in (None, "") else str(value)

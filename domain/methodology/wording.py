"""How the parts of a method are called when we speak of them to a PMO."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.methodology.field_words import CHOSEN, CODED, FIELDS, INSIDE, VALUES
from domain.methodology.model.criterion_tests import CriterionTest
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
            if key in CODED or key == "maturity"
            else f"{field_name(key, language)} {shown_value(key, value, language)}"
            for key in self.details
            if (value := member.get(key)) not in (None, False, [], "", 0)
        ]
        return f": {', '.join(said)}" if said else ""


_SEVERAL = {"class": "classes"}


def _plain(
    names: str, en: str, fr: str, *, feminine: bool = False, details: tuple[str, ...] = ()
) -> Members:
    e = "e" if feminine else ""
    new = "nouvelle" if feminine else "nouvel" if fr[0] in "aeéiou" else "nouveau"
    many = _SEVERAL.get(en, f"{en}s")
    return Members(
        "id",
        names,
        both(en.capitalize(), fr.capitalize()),
        both(f"new {en} {{}}", f"{new} {fr} {{}}"),
        both(f"the {en} {{}} is removed", f"{fr} {{}} retiré{e}"),
        details,
        order=both(f"the {many} stand in another order: {{}}", f"autre ordre ({fr}) : {{}}"),
    )


MEMBERS = {
    "attributes": _plain("attributes", "attribute", "attribut"),
    "scores": _plain("scores", "score", "score"),
    "classes": _plain("classes", "class", "classe", feminine=True, details=("when",)),
    "packs": _plain("packs", "pack", "module", details=("when",)),
    "tolerances": _plain("tolerances", "tolerance", "tolérance", feminine=True),
    "tailoring": _plain(
        "tailoring", "way to tailor", "adaptation", feminine=True, details=("code", "approver")
    ),
    "arbitration": Members(
        "role",
        "roles",
        both("arbiter", "arbitre"),
        both("requests now go to {}", "les demandes vont désormais à {}"),
        both("requests no longer go to {}", "les demandes ne vont plus à {}"),
        ("when",),
        both("arbiters stand in another order: {}", "arbitres dans un autre ordre : {}"),
    ),
    "taxonomies": _plain("taxonomies", "taxonomy", "taxonomie", feminine=True),
    "areas": _plain("areas", "area", "domaine"),
    "ladders": _plain("ladders", "ladder", "échelle", feminine=True),
    "levels": _plain("levels", "level", "niveau"),
    "roles": _plain("roles", "role", "rôle"),
    "decisions": _plain("decisions", "decision", "décision", feminine=True),
    "deliverables": _plain("deliverables", "deliverable", "livrable"),
    "gates": _plain("gates", "gate", "jalon"),
    "phases": _plain("phases", "phase", "phase", feminine=True),
    "stages": _plain("stages", "stage", "étape", feminine=True, details=("gate", "when")),
    "tracks": _plain("tracks", "track", "piste", feminine=True),
    "events": _plain("events", "event", "événement", details=("gate", "when")),
    "criteria": _plain("criteria", "criterion", "critère", details=("kind", "severity", "when")),
    "ratings": _plain("ratings", "rating", "appréciation", feminine=True),
    "joins": Members(
        "track",
        "tracks",
        both("join of", "jonction de"),
        both("now awaits {}", "attend désormais {}"),
        both("no longer awaits {}", "n'attend plus {}"),
        ("gate", "need"),
    ),
    "requirements": Members(
        "deliverable",
        "deliverables",
        both("deliverable", "livrable"),
        both("now asks for {}", "demande désormais {}"),
        both("no longer asks for {}", "ne demande plus {}"),
        ("force", "maturity", "when"),
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
        ("kind", "mandatory", "veto", "chair", "weight", "when"),
    ),
}
"""The lists whose members have an identity."""


def field_name(key: str, language: str, inside: str = "") -> str:
    """Return what a key of a method is called, inside another one where that matters."""
    words = INSIDE.get((inside, key)) or FIELDS.get(key)
    return words[language] if words else key


def shown_value(key: str, value: object, language: str) -> str:
    """Return a value as it is said to a person."""
    if isinstance(value, bool):
        return {"en": ("no", "yes"), "fr": ("non", "oui")}[language][value]
    if key == "quorum" and value == 0:
        return {"en": "all", "fr": "tous"}[language]
    if key in CODED and isinstance(value, str) and value in VALUES:
        return VALUES[value][language]
    if isinstance(value, Mapping):
        pairs = [
            f"{_key(key, name, language)} {shown_value(name, inner, language)}"
            for name, inner in value.items()
            if inner not in (None, "", [], {})
        ]
        return ", ".join(pairs) or "-"
    if isinstance(value, Sequence) and not isinstance(value, str):
        between = "; " if any(isinstance(each, Mapping) for each in value) else ", "
        return between.join(shown_value(key, each, language) for each in value) or "-"
    return "-" if value in (None, "") else str(value)


def said_test(test: CriterionTest, language: str) -> str:
    """Return how a criterion is tested, such as ``signed by: deliverable plan, role sponsor``."""
    given = test.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    said = []
    for kind, told in given.items():
        parts = [
            f"{field_name(key, language, kind)} {shown_value(key, value, language)}"
            for key, value in told.items()
        ]
        colon = {"en": ": ", "fr": " : "}[language] if parts else ""
        said.append(f"{field_name(kind, language)}{colon}{', '.join(parts)}")
    return ", ".join(said)


def _key(key: str, name: str, language: str) -> str:
    """Return how a key is said inside the value of another: ids of the method stay as they are."""
    return f"{name}:" if key in CHOSEN else field_name(name, language)

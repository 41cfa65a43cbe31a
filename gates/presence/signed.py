"""What is signed instead of handed in: states, certificates, decisions, reviews, approvals."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from domain.finding import Severity
from domain.judgement import Status
from domain.methodology.model.committee import SeatKind
from domain.methodology.model.deliverable import Deliverable, Kind
from domain.methodology.model.requirement import Criterion, Requirement
from domain.text import Text, both
from gates.checks.check import Verdict, failed, passed
from gates.dossier import Dossier
from gates.manifest_entries import SignedState
from gates.presence.answer import Presence, joined, listed, spoken, weight
from gates.presence.dates import too_old

_FILE = re.compile(
    r"[^\n:?*]{1,200}\.(?:docx?|docm|xlsx?|xlsm|pptx?|odt|ods|pdf|csv|xml|md|txt|html?|png|jpe?g)",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is to be signed: by whom, and whose approval it is.

    ``roles`` may sign; ``independent`` leaves out who hands the package in and who decides.
    """

    id: str
    severity: Severity
    roles: Sequence[str] = ()
    independent: bool = False
    party: Text = field(default_factory=dict)
    within: timedelta | None = None


def of_state(dossier: Dossier, requirement: Requirement, deliverable: Deliverable) -> Presence:
    """Tell whether a deliverable that is no document holds, by a signature with evidence."""
    wanted = Wanted(
        id=deliverable.id,
        severity=weight(requirement),
        roles=deliverable.signed_by,
        independent=deliverable.kind is Kind.REVIEW,
        party=spoken(deliverable.party, dossier.method.language) if deliverable.party else {},
        within=requirement.fresh_within,
    )
    return signed(dossier, wanted)


def of_criterion(dossier: Dossier, criterion: Criterion, severity: Severity) -> Presence:
    """Tell whether a criterion that nothing else answers is signed, by the role that may."""
    manual = criterion.test.manual if criterion.test is not None else None
    roles = (manual.role,) if manual is not None and manual.role is not None else ()
    return signed(dossier, Wanted(id=criterion.id, severity=severity, roles=roles))


def signed(dossier: Dossier, wanted: Wanted) -> Presence:
    """Tell whether something is signed by somebody who may, with evidence that is there."""
    state = dossier.states.get(wanted.id)
    if state is None or not state.done:
        said = _NOT_SAID if state is None else _NOT_DONE
        verdict = failed(said, expected=_expected(dossier, wanted), fix=_SIGN)
        return Presence(Status.MISSING, verdict, wanted.severity)
    fault = _unsound(dossier, wanted, state)
    if fault is not None:
        return Presence(Status.DEFECTIVE, fault, wanted.severity)
    found = [both(f"signed by {state.signer}", f"signé par {state.signer}")]
    if state.on is not None:
        found.append(both(f"on {state.on}", f"le {state.on}"))
    if wanted.party:
        found.append(both(f"approval of {wanted.party['en']}", f"accord ({wanted.party['fr']})"))
    verdict = passed(joined(found, ", "), expected=_expected(dossier, wanted))
    return Presence(Status.PRESENT, verdict, wanted.severity)


def _unsound(dossier: Dossier, wanted: Wanted, state: SignedState) -> Verdict | None:
    """Return what is wrong with a signature, or None."""
    expected = _expected(dossier, wanted)
    lacking = [name for name in ("signer", "evidence") if not getattr(state, name)]
    if lacking:
        words = both(f"no {' and no '.join(lacking)}", f"sans {' ni '.join(map(_fr, lacking))}")
        return failed(words, expected=expected, fix=_SIGN)
    absent = _absent_file(dossier, state.evidence)
    if absent:
        words = both(
            f"the evidence {absent} is not in the package",
            f"la preuve {absent} n'est pas dans le dossier",
        )
        fix = both(
            "Add the file to the package, or give the reference under which it is kept",
            "Ajoutez le fichier au dossier, ou donnez la référence de son classement",
        )
        return failed(words, expected=expected, fix=fix)
    wrong = _wrong_signer(dossier, wanted, state)
    if wrong:
        return failed(wrong, expected=expected, fix=_ANOTHER)
    if wanted.within is not None:
        return too_old(state.on, wanted.within, dossier.as_of)
    return None


def _absent_file(dossier: Dossier, evidence: str) -> str:
    """Return the file that the evidence names and the package does not hold, or nothing."""
    said = _spelt(evidence)
    if any(_spelt(reading.path.rpartition("/")[2]) in said for reading in dossier.readings):
        return ""
    return evidence if _FILE.fullmatch(evidence) else ""


def _wrong_signer(dossier: Dossier, wanted: Wanted, state: SignedState) -> Text:
    """Say why a person may not sign, as far as the holders of the roles are known."""
    holders = dossier.around.holders
    signer = _spelt(state.signer)
    if wanted.roles and holders:
        held = [role for role in wanted.roles if signer in map(_spelt, holders.get(role, ()))]
        if not held:
            roles = _roles(dossier, wanted.roles)
            return both(
                f"{state.signer} is not {roles['en']} of this project",
                f"{state.signer} n'est pas {roles['fr']} de ce projet",
            )
        if state.role and not _is_role(dossier, state.role, held):
            return both(
                f"{state.signer} does not hold the role {state.role}",
                f"{state.signer} ne tient pas le rôle {state.role}",
            )
    if not wanted.independent:
        return {}
    barred = [*dossier.around.submitters, *holders.get(dossier.method.manager, ())]
    if signer in map(_spelt, barred):
        return both(
            f"{state.signer} hands in the package",
            f"{state.signer} dépose le dossier",
        )
    deciding = [
        name
        for seat in dossier.gate.committee.seats
        if seat.kind is SeatKind.GATING and seat.role not in wanted.roles
        for name in holders.get(seat.role, ())
    ]
    if signer in map(_spelt, deciding):
        return both(f"{state.signer} decides at this gate", f"{state.signer} décide à ce jalon")
    return {}


def _is_role(dossier: Dossier, said: str, held: Sequence[str]) -> bool:
    labels = [
        label
        for role in dossier.method.roles
        if role.id in held
        for label in (role.id, *role.label.values())
    ]
    return _spelt(said) in map(_spelt, labels)


def _expected(dossier: Dossier, wanted: Wanted) -> Text:
    expected = _STATE
    if wanted.roles:
        roles = _roles(dossier, wanted.roles)
        expected = both(
            f"done, signed by {roles['en']}, with the evidence",
            f"fait, signé par {roles['fr']}, avec la preuve",
        )
    if wanted.party:
        expected = both(
            f"the approval of {wanted.party['en']}: {expected['en']}",
            f"l'accord ({wanted.party['fr']}) : {expected['fr']}",
        )
    return expected


def _roles(dossier: Dossier, ids: Sequence[str]) -> Text:
    method = dossier.method
    known = {role.id: spoken(role.label, method.language) for role in method.roles}
    return listed([known.get(each, both(each, each)) for each in ids], either=True)


def _spelt(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _fr(name: str) -> str:
    return {"signer": "signataire", "evidence": "preuve"}[name]


_STATE: Text = both(
    "done, with the name of who signs and the evidence",
    "fait, avec le nom de qui signe et la preuve",
)
_SIGN = both(
    "Say in package.yaml under states: done, signer and evidence",
    "Dites-le dans package.yaml sous states : done, signer et evidence",
)
_ANOTHER = both("Have it signed by somebody who may", "Faites-le signer par qui le peut")
_NOT_SAID = both("nothing is said of it", "rien n'en est dit")
_NOT_DONE = both("not done", "pas fait")

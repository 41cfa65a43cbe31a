"""Whether a deliverable is signed by somebody who holds a role."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.methodology.model.criterion_tests import SignedBy
from domain.text import Text, both
from gates.checks.check import Verdict, cannot_tell, failed, passed
from gates.checks.wording import put
from gates.dossier import Dossier
from gates.evidence.content import Reading, State
from gates.evidence.understanding.blanks import is_blank
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.vocabulary import listed, load
from gates.presence.answer import spoken
from gates.typed.looked_at import LookedAt, about
from gates.typed.stated import fields_in

_LABELS = listed(load("signatures")["labels"])
_SIGNED = ("signature", "date", "decision_date", "decision")
"""The columns of which one is filled where a row of approvals is signed."""


@dataclass(frozen=True)
class _Signature:
    """Somebody's signature: the name, the role that is said beside it, and where it stands."""

    name: str
    role: str = ""
    document: str = ""
    location: str = ""


def signed_by(dossier: Dossier, test: SignedBy) -> Sequence[Verdict]:
    """Tell whether a holder of a role signed; a role that is said counts where none are known."""
    return about(dossier, test.deliverable, lambda looked: [_signed(dossier, looked, test)])


def _signed(dossier: Dossier, looked: LookedAt, test: SignedBy) -> Verdict:
    role = _role(dossier, test.role)
    expected = put("signed by {role}", "signé par {role}", role=role)
    holders = [fold(each) for each in dossier.around.holders.get(test.role, ())]
    found = list(_signatures(dossier, looked, test))
    for each in found:
        if _is_one(each, holders) or (not holders and _says(dossier, each, test.role)):
            said = both(f"signed by {each.name}", f"signé par {each.name}")
            return passed(said, expected=expected, document=each.document, location=each.location)
    if not found:
        return _unsigned(looked, expected)
    names = ", ".join(dict.fromkeys(each.name for each in found))
    told, fix = cannot_tell, _WHO
    words = both(
        f"signed by {names}; who holds the role is not known",
        f"signé par {names} ; on ne sait qui tient le rôle",
    )
    if holders:
        told, fix = failed, _SIGN
        words = put(
            "signed by {names}, who does not hold the role: {role}",
            "signé par {names}, qui ne tient pas le rôle : {role}",
            names=names,
            role=role,
        )
    return told(
        words,
        expected=expected,
        fix=fix,
        document=found[0].document,
        location=found[0].location,
    )


def _signatures(dossier: Dossier, looked: LookedAt, test: SignedBy) -> Iterator[_Signature]:
    names = [test.deliverable, *([looked.deliverable.id] if looked.deliverable else [])]
    for name in dict.fromkeys(names):
        state = dossier.states.get(name)
        if state is not None and state.done and state.signer:
            yield _Signature(state.signer, state.role)
    for reading in looked.usable:
        for signature in reading.content.signatures:
            yield _Signature(signature, "", reading.path)
        yield from _approvals(dossier, reading)
    for reading, field in fields_in(dossier, looked, None, _LABELS):
        if field.filled and reading.state is not State.TEMPLATE:
            name = " ".join(field.value.split())
            yield _Signature(name, name, reading.path, field.location)


def _approvals(dossier: Dossier, reading: Reading) -> Iterator[_Signature]:
    """Yield the signed rows of the tables of approvals."""
    for register in dossier.registers.get(reading.path, ()):
        for row in register.rows if register.kind == "approvals" else ():
            signed = any(not is_blank(row.text(name)) for name in _SIGNED if row.text(name))
            name = row.text("person", "name", "decider")
            if signed and name and not is_blank(name):
                place = row.place("signature", "person", "name")
                yield _Signature(name, row.text("role"), reading.path, place)


def _is_one(each: _Signature, holders: Sequence[str]) -> bool:
    """Tell whether a signature is that of one of some people, with or without a title beside."""
    plain = f" {fold(each.name)} "
    return any(holder and f" {holder} " in plain for holder in holders)


def _says(dossier: Dossier, each: _Signature, role: str) -> bool:
    """Tell whether a role is said beside a signature, by its label in any language."""
    labels = [role.replace("-", " ")]
    labels += [label for known in dossier.method.roles if known.id == role
               for label in known.label.values()]  # fmt: skip
    plain = f" {fold(each.role)} "
    return bool(each.role) and any(f" {fold(label)} " in plain for label in labels if fold(label))


def _role(dossier: Dossier, role: str) -> Text:
    labels = (each.label for each in dossier.method.roles if each.id == role)
    label = next(labels, None)
    return spoken(label, dossier.method.language) if label else both(role, role)


def _unsigned(looked: LookedAt, expected: Text) -> Verdict:
    """Tell that no signature is found; a picture may bear one that cannot be read."""
    picture = next((each for each in looked.documents if each.state is State.IMAGE), None)
    unread = picture or next(iter(looked.refused), None)
    if unread is not None:
        return cannot_tell(
            both("a signature could not be read in it", "une signature n'a pu y être lue"),
            expected=expected,
            fix=_SIGN,
            document=unread.path,
        )
    document = next((each.path for each in looked.documents), "")
    return failed(_NONE, expected=expected, fix=_SIGN, document=document)


_NONE = both("no signature is found", "aucune signature n'est trouvée")
_SIGN = both(
    "Have it signed, or say in package.yaml under states: done, signer, role and evidence",
    "Faites-le signer, ou dites dans package.yaml sous states : done, signer, role et evidence",
)
_WHO = both(
    "Say beside the signature in which role, or name the holder of the role",
    "Dites à côté de la signature en quel rôle, ou nommez le titulaire du rôle",
)

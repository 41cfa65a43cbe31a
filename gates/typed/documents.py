"""Whether a document is there, in its language and state, and whether it is recent enough."""

from collections.abc import Sequence

from domain.methodology.model.criterion_tests import DocumentPresent, FreshWithin
from domain.text import LANGUAGES, Text, both
from gates.checks.check import Verdict, cannot_tell, failed, passed
from gates.dossier import Dossier
from gates.evidence.content import Reading, State
from gates.presence.dates import too_old
from gates.presence.documents import held_by
from gates.typed.looked_at import LookedAt, about, absent

_UNKNOWN = "unknown"


def document_present(dossier: Dossier, test: DocumentPresent) -> Sequence[Verdict]:
    """Tell whether a document of a role, or of a deliverable, is there as it is wanted."""
    return about(dossier, test.deliverable, lambda looked: [_present(looked, test)])


def fresh_within(dossier: Dossier, test: FreshWithin) -> Sequence[Verdict]:
    """Tell whether the newest document of a deliverable is recent; undated, it is not known."""
    return about(dossier, test.deliverable, lambda looked: [_fresh(dossier, looked, test)])


def _present(looked: LookedAt, test: DocumentPresent) -> Verdict:
    expected = _expected(looked, test)
    alike = [each for each in looked.documents if test.role in (None, each.role)]
    right = [each for each in alike if _is_right(each, test)]
    if right:
        return passed(
            both("present and filled in", "présent et rempli"),
            expected=expected,
            document=right[0].path,
        )
    doubtful = next((each for each in alike if _is_doubtful(each, test)), None)
    if doubtful is not None:
        return cannot_tell(
            _PICTURE if doubtful.state is State.IMAGE else _NO_LANGUAGE,
            expected=expected,
            fix=both("Hand in the document with its text", "Déposez le document avec son texte"),
            document=doubtful.path,
        )
    if looked.refused:
        return absent(looked, expected)
    fix = both("Add such a document", "Ajoutez un tel document")
    if not alike:
        none = both("none in the package", "aucun dans le dossier")
        return failed(none, expected=expected, fix=fix)
    best = min(alike, key=lambda each: _STATES.index(each.state))
    return failed(_instead(best, test), expected=expected, fix=fix, document=best.path)


def _is_right(each: Reading, test: DocumentPresent) -> bool:
    wanted = (State.FILLED,) if test.state == "filled" else (State.FILLED, State.PARTIAL)
    return each.state in wanted and _speaks(each, test)


def _speaks(each: Reading, test: DocumentPresent) -> bool:
    return test.language is None or _plain(each.language) == _plain(test.language)


def _plain(code: str) -> str:
    return code.split("-", maxsplit=1)[0].casefold()


def _is_doubtful(each: Reading, test: DocumentPresent) -> bool:
    if each.state is State.IMAGE:
        return True
    unsaid = test.language is not None and each.language == _UNKNOWN
    return unsaid and _is_right(each, test.model_copy(update={"language": None}))


def _instead(each: Reading, test: DocumentPresent) -> Text:
    """Say in what a document falls short."""
    if not _is_right(each, test.model_copy(update={"language": None})):
        return _SHORT.get(each.state, _GAPS)
    return both(
        f"it is in {_language(each.language)['en']}", f"il est en {_language(each.language)['fr']}"
    )


def _expected(looked: LookedAt, test: DocumentPresent) -> Text:
    what = dict(looked.name) if test.deliverable is not None else both("a document", "un document")
    role = f" ({test.role})" if test.role is not None else ""
    found = {language: f"{what[language]}{role}" for language in LANGUAGES}
    if test.language is not None:
        called = _language(test.language)
        found = both(f"{found['en']} in {called['en']}", f"{found['fr']} en {called['fr']}")
    if test.state == "filled":
        return both(f"{found['en']}, without gaps", f"{found['fr']}, sans lacune")
    return both(f"{found['en']}, filled in", f"{found['fr']}, rempli")


def _language(code: str) -> Text:
    return _LANGUAGES.get(_plain(code), both(code, code))


def _fresh(dossier: Dossier, looked: LookedAt, test: FreshWithin) -> Verdict:
    days = test.at_most.days
    expected = both(f"at most {days} days old", f"au plus {days} jours")
    signed = dossier.states.get(looked.deliverable.id) if looked.deliverable is not None else None
    if looked.deliverable is not None and looked.deliverable.is_signed:
        dated, path, place = (signed.on if signed is not None else None), "", ""
    elif not looked.usable or looked.deliverable is None:
        return absent(looked, expected)
    else:
        held = held_by(dossier, looked.deliverable, looked.usable)
        newest = max(held, key=lambda each: (each.standing.dated is not None, each.standing.dated))
        dated, path = newest.standing.dated, newest.reading.path
        place = newest.standing.place
    if dated is None:
        return cannot_tell(
            both("it gives no date of its own", "il ne donne pas de date"),
            expected=expected,
            fix=both(
                "Date the document, or give date in package.yaml",
                "Datez le document, ou donnez date dans package.yaml",
            ),
            document=path,
        )
    fault = too_old(dated, test.at_most, dossier.as_of, path)
    said = both(f"dated {dated}", f"daté du {dated}")
    return fault or passed(said, expected=expected, document=path, location=place)


_STATES = (State.FILLED, State.PARTIAL, State.IMAGE, State.TEMPLATE, State.STUB)
_LANGUAGES = {
    "en": both("English", "anglais"),
    "fr": both("French", "français"),
    "de": both("German", "allemand"),
    "es": both("Spanish", "espagnol"),
    "it": both("Italian", "italien"),
    "pt": both("Portuguese", "portugais"),
}
_PICTURE = both("a picture or a scan without text", "une image ou un scan sans texte")
_NO_LANGUAGE = both("its language cannot be told", "sa langue ne peut être reconnue")
_GAPS = both("it has gaps", "il a des lacunes")
_SHORT = {
    State.TEMPLATE: both("a blank form", "un formulaire vierge"),
    State.STUB: both("only a few words", "quelques mots seulement"),
}

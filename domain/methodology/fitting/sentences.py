"""How the fitting of a method is told to a person."""

from domain.methodology.fitting.circumstances import Tailored
from domain.methodology.model.project import TailoringCode
from domain.text import Text, both

CODES = {
    TailoringCode.WAIVER: both("waiver", "dérogation"),
    TailoringCode.DEVIATION: both("deviation, asked as should", "écart, demandé comme souhaitable"),
    TailoringCode.NOT_APPLICABLE: both("not applicable", "sans objet"),
    TailoringCode.ADD: both("addition", "ajout"),
    TailoringCode.SKIP: both("gate skipped", "jalon sauté"),
}


def taken_place(by: str, because: Text) -> Text:
    """Say what stands in the place of something, and why."""
    return _with_reason(f"{by} takes its place", f"{by} prend sa place", because)


def in_place_of(other: str, because: Text) -> Text:
    """Say what something stands in the place of, and why."""
    return _with_reason(f"in the place of {other}", f"à la place de {other}", because)


def merged(gate: str) -> Text:
    """Say into which gate another was merged."""
    return both(f"merged into {gate}", f"fusionné dans {gate}")


def asked_at(gate: str) -> Text:
    """Say at which gate something was to be asked that another takes over."""
    return both(
        f"asked at {gate}, which this gate takes over", f"demandé à {gate}, que ce jalon reprend"
    )


def tailored(record: Tailored) -> Text:
    """Say how the method was departed from, who approved it, and why."""
    code = CODES[record.code]
    who, why = record.approved_by or "-", record.because
    return both(
        f"{code['en']}, approved by {who}{_colon('en', why)}",
        f"{code['fr']}, approuvé par {who}{_colon('fr', why)}",
    )


def now_due(before: str, now: str, because: Text) -> Text:
    """Say why something that an earlier gate did not ask is due now."""
    return _with_reason(
        f"class {before} became {now}", f"la classe {before} est devenue {now}", because
    )


def came_past(gate: str) -> Text:
    """Say why something is due that was to be asked at a gate which nobody decided."""
    return both(
        f"asked at {gate}, which the project came past while it did not apply",
        f"demandé à {gate}, que le projet a dépassé pendant qu'il ne s'appliquait pas",
    )


def _with_reason(en: str, fr: str, because: Text) -> Text:
    return both(
        f"{en}{_colon('en', because.get('en', ''))}", f"{fr}{_colon('fr', because.get('fr', ''))}"
    )


def _colon(language: str, words: str) -> str:
    sign = ": " if language == "en" else " : "
    return f"{sign}{words}" if words else ""

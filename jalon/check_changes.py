"""What ``jalon check --previous`` tells of the differences from the package before."""

from collections.abc import Mapping

from domain.revision_change import RevisionChange, Spot
from domain.text import in_language
from gates.dossier import Dossier
from gates.revisions.compare import changes_between


def changes_document(dossier: Dossier, language: str) -> dict[str, object]:
    """Return the differences by kind, the most important first.

    There is nothing to tell without a package before.
    """
    if not dossier.around.earlier:
        return {}
    served: dict[str, list[str]] = {}
    for each in dossier.services:
        served.setdefault(each.path, []).append(each.deliverable)
    changes = changes_between(dossier.around.earlier, dossier.readings, served_after=served)
    return {
        "changes": [
            {
                "kind": group.kind.value,
                "label": in_language(group.label, language),
                "changes": [_change(each, language) for each in group.changes],
                "more": group.more,
            }
            for group in changes.groups
        ]
    }


def _change(each: RevisionChange, language: str) -> Mapping[str, object]:
    return {
        "how": each.how.value,
        "about": in_language(each.about, language),
        "before": in_language(each.before, language),
        "after": in_language(each.after, language),
        "unit": each.unit,
        "amount": None if each.amount is None else str(each.amount),
        "days": each.days,
        "was_at": _spot(each.was_at),
        "is_at": _spot(each.is_at),
        "words": in_language(each.words, language),
    }


def _spot(spot: Spot | None) -> dict[str, str] | None:
    return None if spot is None else {"document": spot.document, "location": spot.location}

"""Check 22: is what takes long to come ordered in time, and not before the money is there?"""

from collections.abc import Iterator
from datetime import date

from domain.text import Text, both
from gates.checks.check import (
    Subject,
    Verdict,
    cannot_tell,
    check,
    failed,
    not_applicable,
    passed,
)
from gates.checks.procurement.authority import authorised_on, early_authority
from gates.checks.procurement.long_lead_items import Item, long_lead_items
from gates.checks.procurement.purchases import NAMES, buys_nothing, words
from gates.checks.structures.passages import first_with, passages
from gates.checks.structures.planned import Planned, named, planned
from gates.checks.wording import day, put

EXPECTED = both(
    "each long-lead item ordered at need minus lead time minus margin, and in the schedule",
    "chaque article à long délai commandé à besoin moins délai moins marge, et dans le planning",
)
_NONE = words("no_long_lead")


@check("PROCUREMENT-22")
def long_lead_items_are_ordered_in_time(subject: Subject) -> Iterator[Verdict]:
    """Compare each order with its need, with the day of the package, and with the schedule.

    ``margin_days`` are kept free before the need where the list gives no margin (0).
    ``authorised_at`` is the gate that authorises the money; the one that sets the baseline if
    not said.
    """
    items = list(long_lead_items(subject))
    document = subject.documents[0].path
    if not items:
        if buys_nothing(subject) or first_with(passages(subject.documents), _NONE) is not None:
            yield not_applicable(_NOTHING, expected=EXPECTED, document=document)
        else:
            yield cannot_tell(_NO_LIST, expected=EXPECTED, fix=_AS_TABLE, document=document)
        return
    tasks = planned(subject)
    authorised = authorised_on(subject, tasks)
    faults = [
        fault
        for item in items
        for fault in (
            *_incomplete(item),
            *_late(subject, item),
            *_early(subject, item, authorised),
            *_unplanned(item, tasks),
        )
    ]
    if faults:
        yield from faults
        return
    found = put(
        "{count} items, each ordered in time",
        "{count} articles, chacun commandé à temps",
        count=len(items),
    )
    yield passed(found, expected=EXPECTED, document=items[0].reading.path)


def _incomplete(item: Item) -> Iterator[Verdict]:
    """Tell what is not said of an item that is still to be ordered."""
    if item.is_ordered:
        return
    if item.lead is None:
        yield _fault(item, _NO_LEAD, _GIVE_LEAD, "lead_time")
    if item.needed is None:
        yield _fault(item, _NO_NEED, _GIVE_NEED, "needed_by", "due")


def _late(subject: Subject, item: Item) -> Iterator[Verdict]:
    """Tell of orders after the latest day, and of orders that should have been placed."""
    if item.stated is not None and item.latest is not None and item.stated > item.latest:
        found = put(
            "{name}: ordered on {order}, too late; needed on {need}, it must be by {latest}",
            "{name} : commande le {order}, trop tard ; besoin le {need}, au plus tard le {latest}",
            name=item.name,
            order=day(item.stated),
            need=day(item.needed or item.latest),
            latest=day(item.latest),
        )
        yield _fault(item, found, _SOONER, "order_date", "award", "needed_by")
        return
    order = item.order
    if order is None or not _is_missed(subject, item, order):
        return
    found = put(
        "{name}: was to be ordered by {order} and is not",
        "{name} : à commander avant le {order}, et ne l'est pas",
        name=item.name,
        order=day(order),
    )
    yield _fault(item, found, _NOW, "order_date", "status", "needed_by", "due")


def _is_missed(subject: Subject, item: Item, order: date) -> bool:
    """Tell whether the day of an order is past without it.

    A past day in a list that has no status is the day on which the order was placed.
    """
    placed = item.stated is not None and "status" not in item.register.columns
    return order < subject.dossier.as_of and not item.is_ordered and not placed


def _early(subject: Subject, item: Item, authorised: date | None) -> Iterator[Verdict]:
    """Tell of orders before the gate that authorises the money, but for an early authority."""
    order = item.order
    if order is None or authorised is None or order >= authorised:
        return
    if _is_missed(subject, item, order) or early_authority(subject, item.row, item.name):
        return
    found = put(
        "{name}: order on {order}, before the money is authorised on {gate}",
        "{name} : commande le {order}, avant l'autorisation de la dépense le {gate}",
        name=item.name,
        order=day(order),
        gate=day(authorised),
    )
    yield _fault(item, found, _AUTHORITY, "order_date", "award", "needed_by", "due")


def _unplanned(item: Item, tasks: list[Planned]) -> Iterator[Verdict]:
    """Tell of items that no schedule of the package knows, or that nothing waits for."""
    if not tasks:
        return
    name = item.row.text(*NAMES)
    same = named(tasks, item.row.text("wbs"), name)
    if not same:
        yield _fault(item, _NOT_PLANNED, _PLAN, *NAMES)
        return
    first = min(same, key=lambda each: each.finish or date.max)
    if first.leads_on is False:
        found = put(
            "{name}: nothing in the schedule waits for it ({file}, {place})",
            "{name} : rien dans le planning ne l'attend ({file}, {place})",
            name=item.name,
            file=first.document,
            place=first.place,
        )
        yield _fault(item, found, _LINK, *NAMES)


def _fault(item: Item, found: Text, fix: Text, *concepts: str) -> Verdict:
    return failed(
        put(found["en"], found["fr"], name=item.name) if "{name}" in found["en"] else found,
        expected=EXPECTED,
        fix=fix,
        document=item.reading.path,
        location=item.row.place(*concepts),
    )


_NOTHING = both("nothing takes long to come", "rien n'a un long délai")
_NO_LIST = both(
    "no list of items with lead time and need date was found",
    "aucune liste d'articles avec délai et date de besoin trouvée",
)
_AS_TABLE = both(
    "Write it as a table: item, lead time, need date, order date; or say that there are none",
    "Écrivez un tableau : article, délai, date de besoin, commande ; ou dites qu'il n'y en a pas",
)
_NO_LEAD: Text = both("{name}: no lead time with its unit", "{name} : pas de délai avec son unité")
_GIVE_LEAD = both(
    "Give the lead time in days, weeks or months", "Donnez le délai, en jours ou mois"
)
_NO_NEED: Text = both("{name}: no need date", "{name} : pas de date de besoin")
_GIVE_NEED = both("Say when it is needed", "Dites quand il est nécessaire")
_SOONER = both(
    "Order sooner, or move what waits for it", "Commandez plus tôt, ou déplacez ce qui l'attend"
)
_NOW = both(
    "Order it, or move the date at which it is needed",
    "Commandez-le, ou déplacez la date de besoin",
)
_AUTHORITY = both(
    "Record an early authority, or order after the gate",
    "Consignez une autorisation anticipée, ou commandez après le jalon",
)
_NOT_PLANNED: Text = both("{name}: not in the schedule", "{name} : absent du planning")
_PLAN = both(
    "Add a task for its supply, linked to its use",
    "Ajoutez une tâche d'approvisionnement, liée à son usage",
)
_LINK = both("Link the task to what uses the item", "Liez la tâche à celle qui utilise l'article")

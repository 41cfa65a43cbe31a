"""Whether a report says why it is far from plan."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from domain.text import both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.cost.value_report import Report, open_report
from gates.checks.cost.value_words import NAMES, figure
from gates.checks.wording import put

_PLACES = Decimal("0.001")


def unexplained(subject: Subject, report: Report) -> Iterator[Verdict]:
    """Yield an index beyond the ``threshold`` for which no document gives a reason."""
    if report.explanations or _explained_elsewhere(subject):
        return
    threshold = subject.number("threshold", "0.1")
    value = report.whole.value
    far = [
        (name, index)
        for name, index in (("cpi", value.cpi), ("spi", value.spi))
        if index is not None and abs(index - 1) > threshold
    ]
    if far:
        name, index = max(far, key=lambda each: abs(each[1] - 1))
        anchor = report.whole.stated.get(name) or report.whole.stated["earned_value"]
        yield failed(
            put(
                "{name} is {index} and nothing says why",
                "{name} vaut {index} et rien ne dit pourquoi",
                name=NAMES[name],
                index=figure(index.quantize(_PLACES, ROUND_HALF_UP)),
            ),
            expected=both(
                "a reason for each variance beyond the threshold",
                "une explication de chaque écart au-delà du seuil",
            ),
            fix=both(
                "Write why, and what will be done about it",
                "Écrivez pourquoi, et ce qui sera fait",
            ),
            document=report.reading.path,
            location=anchor.location,
        )


def _explained_elsewhere(subject: Subject) -> bool:
    return any(
        report is not None and report.explanations
        for reading in subject.dossier.readings
        if reading.role == "status report"
        for report in [open_report(subject.dossier, reading)]
    )

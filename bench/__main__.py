"""Measure every figure that we quote: ``python -m bench [NAME...]``.

A module ``bench/<name>.py`` is a bench when it offers ``run() -> list[Figure]``.
"""

import importlib
import json
import os
import pkgutil
import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.figure import Figure
from jalon.output import note, result, table

HERE = Path(__file__).parent


def main(names: list[str]) -> int:
    """Run the benches, print the table, write ``results.json``; 1 when a figure is too high."""
    figures = [figure for name in names or found() for figure in measured(name)]
    result(table([("what", "measured", "at most", "", "how"), *map(row, figures)]))
    (HERE / "results.json").write_text(document(figures), "utf-8")
    return 0 if all(figure.holds for figure in figures) else 1


def found() -> list[str]:
    """Return the names of all benches."""
    return sorted(
        module.name
        for module in pkgutil.iter_modules([str(HERE)])
        if module.name not in {"__main__", "figure"}
        and hasattr(importlib.import_module(f"bench.{module.name}"), "run")
    )


def measured(name: str) -> Iterator[Figure]:
    """Run one bench; the load average says how much to believe it."""
    note(f"{name}: load average {os.getloadavg()[0]:.2f} before the start")
    yield from importlib.import_module(f"bench.{name}").run()
    note(f"{name}: load average {os.getloadavg()[0]:.2f} at the end")


def row(figure: Figure) -> tuple[str, ...]:
    """Return the line of the table about a figure."""
    limit = "" if figure.at_most is None else f"{figure.at_most:g} {figure.unit}"
    return (
        figure.name,
        f"{figure.value:.3g} {figure.unit}",
        limit,
        "" if figure.holds else "TOO HIGH",
        figure.how,
    )


def document(figures: list[Figure]) -> str:
    """Return what was measured, where and when, as JSON."""
    return json.dumps(
        {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": f"{os.cpu_count()} cores, {platform.machine()}",
            "python": platform.python_version(),
            "load_average": list(os.getloadavg()),
            "figures": [figure.__dict__ | {"holds": figure.holds} for figure in figures],
        },
        indent=2,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""How long the language of methods takes: an expression, a large method, a cold lint."""

import os
import subprocess
import sys
import tempfile
from datetime import date
from decimal import Decimal as Number
from functools import partial
from pathlib import Path

from bench.figure import Figure, median, p95, seconds
from domain.methodology.expressions.evaluate import evaluate
from domain.methodology.expressions.known import Known
from domain.methodology.expressions.syntax import parse
from domain.methodology.load import load_method
from gates.declarations.register import DECLARED

GATES, ASKED = 10, 30
"""Ten gates that ask for thirty deliverables each are a method of 300 requirements."""

CONDITION = 'budget > 1000000 and (kind in ["works", "it"] or class == "L") and not pack.big-tender'
RUNAWAY = "budget" + " * rate" * 280
NAMES: dict[str, Known] = {
    "budget": 1_200_000,
    "rate": Number("1.000000001"),
    "kind": "works",
    "class": "M",
    "pack.big-tender": False,
    "start": date(2026, 1, 1),
}


def run() -> list[Figure]:
    """Measure expressions, the load of a method of 300 requirements, and a cold lint."""
    text = large_method()
    checks = frozenset(DECLARED)
    load_method(text, "large.yaml", known_checks=checks)
    evaluated = seconds(lambda: evaluate(CONDITION, NAMES), times=2_000)
    return [
        Figure(
            name="one expression",
            value=median(evaluated) * 1e6,
            unit="us",
            at_most=200,
            how=f"median of 2,000, read once before; 95 of 100 take {p95(evaluated) * 1e6:.0f} us",
        ),
        Figure(
            name="one expression, read each time",
            value=median(seconds(_read_and_evaluate, times=500)) * 1e6,
            unit="us",
            at_most=None,
            how="median of 500",
        ),
        Figure(
            name="a runaway expression is stopped",
            value=max(seconds(_runaway, times=20)) * 1e3,
            unit="ms",
            at_most=50,
            how="the longest of 20: a product of 280 factors in 2,000 characters, read each time",
        ),
        Figure(
            name="load and check a method of 300 requirements",
            value=median(
                seconds(lambda: load_method(text, "large.yaml", known_checks=checks), times=15)
            )
            * 1e3,
            unit="ms",
            at_most=60,
            how=f"median of 15, warm: {len(text) / 1000:.0f} kB, a condition on every third",
        ),
        _cold_lint(text),
    ]


def _read_and_evaluate() -> None:
    parse.cache_clear()
    evaluate(CONDITION, NAMES)


def _runaway() -> None:
    parse.cache_clear()
    evaluate(RUNAWAY, NAMES)


def _cold_lint(text: str) -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.yaml"
        path.write_text(text, "utf-8")
        command = [sys.executable, "-m", "jalon", "method", "lint", str(path)]
        # An installed program has its bytecode, and the first run writes it.
        usual = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        run_once = partial(subprocess.run, command, env=usual, capture_output=True, check=True)
        run_once()
        taken = seconds(run_once, times=11)
    return Figure(
        name="jalon method lint, 300 requirements, cold",
        value=median(taken),
        unit="s",
        at_most=0.8,
        how="median of 11 processes, bytecode written",
    )


def large_method() -> str:
    """Return the text of a method of 300 requirements, with the parts that real ones have."""
    lines = [
        "method: large",
        "version: 1",
        "label: {en: Large, fr: Grande}",
        "manager: manager",
        "attributes:",
        "  - {id: exposed, label: {en: People exposed, fr: Personnes exposées}, kind: yes_no}",
        "classes:",
        "  - {id: L, label: {en: Large, fr: Grand}, when: budget > 1000000}",
        "  - {id: S, label: {en: Small, fr: Petit}}",
        "areas: [{id: cost, label: {en: Cost, fr: Coûts}}]",
        "ladders:",
        "  - id: standard",
        "    levels:",
        "      - {id: outline, label: {en: Outline, fr: Ébauche}}",
        "      - {id: baseline, label: {en: Baseline, fr: Référence}}",
        "roles:",
        "  - {id: manager, label: {en: Manager, fr: Chef de projet}}",
        "  - {id: sponsor, label: {en: Sponsor, fr: Commanditaire}}",
        "decisions:",
        "  - {id: go, code: GO, label: {en: Go, fr: Accord}, effect: next}",
        "  - {id: wait, code: HOLD, label: {en: Wait, fr: Attendre}, effect: hold_until}",
        "  - {id: redo, code: RECYCLE, label: {en: Redo, fr: Reprendre}, effect: back}",
        "deliverables:",
    ]
    for place in range(GATES * ASKED):
        lines += [
            f"  - id: product-{place}",
            "    area: cost",
            f"    label: {{en: Product {place}, fr: Produit {place}}}",
            "    guidance: {en: Say what it is for., fr: Dites à quoi il sert.}",
            "    owner: manager",
            f"    match: {{roles: [cost], names: [product {place}, produit {place}]}}",
        ]
    lines.append("gates:")
    for gate in range(GATES):
        lines += [
            f"  - id: G{gate}",
            f"    label: {{en: Gate {gate}, fr: Jalon {gate}}}",
            "    question: {en: Shall we go on?, fr: Continuons-nous ?}",
            "    committee: {seats: [{role: sponsor, chair: true}], tie: casting_vote}",
            "    requirements:",
        ]
        for place in range(gate * ASKED, (gate + 1) * ASKED):
            lines += [
                f"      - deliverable: product-{place}",
                "        maturity: baseline",
                "        checks: [{check: COST-11, severity: major}]",
                f"        source: Handbook {gate}.{place}",
            ]
            if place % 3 == 0:
                lines.append(f'        when: exposed and class == "L" or budget > {place}')
    lines.append("stages:")
    lines += [
        f"  - {{id: s{gate}, label: {{en: Stage {gate}, fr: Étape {gate}}}, gate: G{gate}}}"
        for gate in range(GATES)
    ]
    return "\n".join(lines) + "\n"

"""A small method as text, into which a test writes what it needs."""

from datetime import date
from decimal import Decimal as Number
from typing import Any

import yaml

from domain.decision import Decision
from domain.methodology.fitting.circumstances import Circumstances, Passed
from domain.methodology.fitting.fit import Fitted, fit
from domain.methodology.load import load_method
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method

TODAY = date(2026, 3, 2)

SMALL = """\
method: small
version: 1
label: {en: Small, fr: Petite}
manager: manager
areas: [{id: cost, label: {en: Cost}}]
ladders:
  - id: standard
    levels:
      - {id: outline, label: {en: Outline}}
      - {id: draft, label: {en: Draft}}
      - {id: baseline, label: {en: Baseline}}
  - {id: issues, counted: true}
roles:
  - {id: manager, label: {en: Manager}}
  - {id: sponsor, label: {en: Sponsor}}
  - {id: finance, label: {en: Finance}}
  - {id: board, label: {en: Board}}
decisions:
  - {id: go, code: GO, label: {en: Go}, effect: next}
  - {id: wait, code: HOLD, label: {en: Wait}, effect: hold_until}
  - {id: redo, code: RECYCLE, label: {en: Redo}, effect: stay}
  - {id: stop, code: KILL, label: {en: Stop}, effect: close}
deliverables:
  - {id: charter, area: cost, label: {en: Charter}}
  - {id: plan, area: cost, label: {en: Plan}}
  - {id: light-plan, area: cost, label: {en: Light plan}}
  - {id: report, area: cost, label: {en: Report}}
gates:
  - id: A
    label: {en: Gate A}
    question: {en: "Begin?"}
    requirements: [{deliverable: charter, maturity: draft}]
    committee: {seats: [{role: sponsor}]}
  - id: B
    label: {en: Gate B}
    question: {en: "Build?"}
    requirements: [{deliverable: plan, maturity: baseline}]
    committee: {seats: [{role: sponsor}]}
  - id: C
    label: {en: Gate C}
    question: {en: "End?"}
    requirements: [{deliverable: report, maturity: draft}]
    committee: {seats: [{role: sponsor}]}
stages:
  - {id: first, label: {en: First}, gate: A}
  - {id: second, label: {en: Second}, gate: B}
  - {id: third, label: {en: Third}, gate: C}
"""


def method_of(changes: str = "") -> Method:
    """Return the small method with changes, written in YAML.

    Members of lists are found by their id and changed key by key; new ones are added at the end.
    """
    whole = yaml.safe_load(SMALL)
    more = yaml.safe_load(changes) or {}
    for key, value in more.items():
        whole[key] = _changed(whole.get(key), value)
    return load_method(yaml.safe_dump(whole, allow_unicode=True), "small.yaml")


def _changed(old: Any, new: Any) -> Any:
    """Return a value with a change: lists of things with ids by id, anything else anew."""
    if not (isinstance(old, list) and isinstance(new, list)):
        return new
    if not all(isinstance(each, dict) and "id" in each for each in [*old, *new]):
        return new
    found = {each["id"]: each for each in old}
    for each in new:
        found[each["id"]] = found.get(each["id"], {}) | each
    return list(found.values())


def known(stage: str = "first", **more: Any) -> Circumstances:
    """Return what is known of a project at a stage."""
    if "budget" in more:
        more["budget"] = Number(more["budget"])
    return Circumstances(today=more.pop("today", TODAY), stage=stage, **more)


def fitted(changes: str = "", stage: str = "first", **more: Any) -> Fitted:
    """Fit the small method, with changes, to a project at a stage."""
    return fit(method_of(changes), known(stage, **more))


def asked(gate: Gate) -> dict[str, tuple[str | None, str]]:
    """Return what a gate asks: maturity and force by deliverable."""
    return {each.deliverable: (each.maturity, each.force.value) for each in gate.requirements}


def walked(result: Fitted) -> list[tuple[str, str]]:
    """Return the stages of a fitted method with the gates that end them."""
    return [(stage.id, stage.gate) for stage in result.method.stages]


def why(result: Fitted) -> dict[str, str]:
    """Return what was left out with its reason in English."""
    return {each.path: each.because["en"] for each in result.left_out}


def passed(gate: str, stage: str, **more: Any) -> Passed:
    """Return a gate decided in favour."""
    return Passed(gate=gate, stage=stage, code=Decision.GO, **more)

"""A small sound method as text, of which a test changes one thing."""

CHECKS = frozenset({"COST-11", "RISK-16"})

SOUND = """\
method: small
version: 1
language: en
label: {en: Small, fr: Petite}
manager: manager
areas:
  - {id: cost, label: {en: Cost}}
  - {id: risk, label: {en: Risk}}
ladders:
  - id: standard
    levels:
      - {id: outline, label: {en: Outline}}
      - {id: baseline, label: {en: Baseline}}
roles:
  - {id: manager, label: {en: Manager}}
  - {id: sponsor, label: {en: Sponsor}}
  - {id: finance, label: {en: Finance}}
decisions:
  - {id: go, code: GO, label: {en: Go}, effect: next}
  - {id: go-if, code: CONDITIONAL_GO, label: {en: Go if}, effect: next, fields: [conditions]}
  - {id: wait, code: HOLD, label: {en: Wait}, effect: hold_until, fields: [until]}
  - {id: redo, code: RECYCLE, label: {en: Redo}, effect: back, back: 0, fields: [reason]}
  - {id: stop, code: KILL, label: {en: Stop}, effect: close}
deliverables:
  - id: budget
    area: cost
    label: {en: Budget, fr: Budget}
    guidance: {en: Add it up.}
    owner: manager
    protected: true
    match: {roles: [cost], names: [budget]}
  - id: risks
    area: risk
    label: {en: Risks}
gates:
  - id: A
    label: {en: Gate A}
    question: {en: Shall we begin?}
    requirements:
      - deliverable: risks
        maturity: outline
        checks: [{check: RISK-16, severity: major}]
    committee:
      seats:
        - {role: sponsor, mandatory: true, chair: true}
        - {role: finance, kind: advisory}
      quorum: 1
      tie: casting_vote
      grace: PT10M
    informs: [finance]
  - id: B
    label: {en: Gate B}
    question: {en: Shall we end?}
    requirements:
      - deliverable: budget
        maturity: baseline
        checks: [{check: COST-11}]
      - {deliverable: risks, maturity: baseline, force: should}
    decisions: [go, wait, redo, stop]
    committee:
      seats:
        - {role: sponsor, substitute: finance}
stages:
  - {id: first, label: {en: First}, gate: A}
  - {id: second, label: {en: Second}, gate: B}
"""

PLACE = "‸"
"""Stands in a changed text where the fault is to be reported; it is taken out before reading."""


def changed(old: str, new: str, text: str = SOUND) -> str:
    """Return the text with one passage changed; the passage must stand there exactly once."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def placed(text: str) -> tuple[str, int, int]:
    """Return the text without its mark, and the line and column of the mark."""
    before, found, after = text.partition(PLACE)
    assert found, "the text has no mark"
    return before + after, before.count("\n") + 1, len(before) - before.rfind("\n")

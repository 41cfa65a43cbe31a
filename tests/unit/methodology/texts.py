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

WHOLE = """\
method: whole
version: 2
languages: [en]
label: {en: Whole}
manager: manager
renamed: {gates: {OLD: A}}
attributes:
  - {id: exposed, label: {en: Are people exposed?}, kind: yes_no}
  - {id: sort, label: {en: Sort}, kind: choice, choices: [works, supply]}
scores:
  - id: size
    label: {en: Size}
    points: [{when: exposed, points: 3}, {when: budget > 10, points: 1}]
classes:
  - {id: L, label: {en: Large}, when: budget > 1000000}
  - {id: S, label: {en: Small}}
packs:
  - {id: big, label: {en: Big}}
tolerances:
  - id: cost-stage
    label: {en: Cost of the stage}
    dimension: cost
    level: stage
    measure: fact.cost.total - baseline.cost.total
    limit: 100
tailoring:
  - {id: waive, code: waiver, approver: sponsor, label: {en: Waive}, expires: true}
areas:
  - {id: cost, label: {en: Cost}}
  - {id: risk, label: {en: Risk}}
taxonomies:
  - id: cases
    label: {en: Cases}
    areas: [{id: economic, label: {en: Economic}}, {id: strategic, label: {en: Strategic}}]
ladders:
  - id: standard
    levels: [{id: outline, label: {en: Outline}}, {id: baseline, label: {en: Baseline}}]
  - {id: issues, counted: true}
roles:
  - {id: manager, label: {en: Manager}}
  - {id: sponsor, label: {en: Sponsor}}
  - {id: finance, label: {en: Finance}}
  - {id: assessor, label: {en: Assessor}, independent: true}
apart:
  - {roles: [manager, sponsor]}
decisions:
  - {id: go, code: GO, label: {en: Go}, effect: next}
  - {id: wait, code: HOLD, label: {en: Wait}, effect: hold_until, fields: [until]}
  - {id: redo, code: RECYCLE, label: {en: Redo}, effect: back}
deliverables:
  - {id: budget, area: cost, label: {en: Budget}, when: exposed}
  - {id: risks, area: risk, label: {en: Risks}, protected: true, raci: {manager: R, sponsor: A}}
  - {id: log, area: risk, label: {en: Log}, ladder: issues, filed: {cases: economic}}
  - {id: plan, area: risk, label: {en: Plan}, part_of: book}
  - {id: book, area: risk, label: {en: Book}}
  - {id: light, area: risk, label: {en: Light}, replaces: [plan], when: class == "S"}
  - {id: service, kind: state, area: risk, label: {en: Service in operation}, signed_by: [sponsor]}
gates:
  - id: A
    label: {en: Gate A}
    question: {en: Shall we begin?}
    requirements:
      - {deliverable: budget, maturity: outline, when: sort == "works"}
      - {deliverable: risks, maturity: outline, reuse: true, fresh_within: P90D, ready_days: 9}
      - {deliverable: plan, or_any_of: [book], maturity: baseline, at_least: 2}
    criteria:
      - id: value
        kind: should
        label: {en: Value}
        score: {least: 0, most: 10, weight: 3, at_least: 2}
        scored_by: [sponsor]
      - {id: urgent, label: {en: Urgent}, holds: budget < 500}
      - {id: agreed, label: {en: Agreed}, answered_by: [finance]}
      - {id: enough, kind: entrance, label: {en: Enough staff}, area: cost}
    scorecard: {at_least: 60}
    ratings:
      - id: trust
        label: {en: Trust}
        levels: [{id: red, label: {en: Red}}, {id: green, label: {en: Green}}]
        by: [finance]
    committee:
      seats:
        - {role: sponsor, chair: true}
        - {role: finance, kind: concurring, order: 2}
        - {role: assessor, when: class == "L", independent: true}
      quorum: 1
    lead_days: 5
    skippable: true
    source: Handbook 4.2
  - id: B
    label: {en: Gate B}
    question: {en: Shall we end?}
    requirements:
      - {deliverable: risks, maturity: baseline}
      - {deliverable: log, last_issue: true}
      - {deliverable: service}
    committee: {seats: [{role: sponsor}]}
    after: [M]
    joins:
      - {track: contractor, need: all}
    merges: [C]
    decide_when: today >= start + days(30)
    sets_baseline: true
  - id: C
    label: {en: Gate C}
    question: {en: Shall we?}
    committee: {seats: [{role: sponsor}]}
  - id: M
    label: {en: Gate M}
    question: {en: Shall we?}
    committee: {seats: [{role: sponsor}]}
  - id: T
    label: {en: Gate T}
    question: {en: Shall we?}
    committee: {seats: [{role: sponsor}]}
  - id: X
    label: {en: Gate X}
    question: {en: Shall we?}
    committee: {seats: [{role: sponsor}]}
phases:
  - {id: early, label: {en: Early}}
stages:
  - {id: first, label: {en: First}, gate: A, phase: early, tracks: [contractor]}
  - {id: second, label: {en: Second}, gate: B, also: [M], repeat_until: iteration >= 3}
  - {id: short, label: {en: Short}, gate: B, when: class == "S", replaces: [second]}
tracks:
  - id: contractor
    label: {en: Contractor}
    many: true
    stages: [{id: works, label: {en: Works}, gate: T}]
events:
  - {id: overrun, label: {en: Overrun}, gate: X, when: breach.cost-stage}
"""
"""A sound method that uses every part of the language once."""

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

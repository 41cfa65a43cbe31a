"""A method of two gates for tests that are about something else than methods."""

METHOD = """\
method: small
version: 1
language: en
label: {en: Small, fr: Petite}
manager: manager
areas:
  - {id: cost, label: {en: Cost, fr: Coûts}}
ladders:
  - id: standard
    levels:
      - {id: outline, label: {en: Outline, fr: Ébauche}}
roles:
  - {id: manager, label: {en: Manager, fr: Chef de projet}}
  - {id: sponsor, label: {en: Sponsor, fr: Commanditaire}}
  - {id: finance, label: {en: Finance, fr: Finances}}
  - {id: expert, label: {en: Expert, fr: Expert}}
decisions:
  - {id: go, code: GO, label: {en: Go, fr: Accord}, effect: next}
  - id: go-if
    code: CONDITIONAL_GO
    label: {en: Go if, fr: Sous réserves}
    effect: next
    fields: [conditions]
  - {id: wait, code: HOLD, label: {en: Wait, fr: Ajourné}, effect: hold_until, fields: [until]}
  - {id: redo, code: RECYCLE, label: {en: Redo, fr: À reprendre}, effect: back, back: 0}
  - {id: stop, code: KILL, label: {en: Stop, fr: Arrêt}, effect: close}
tailoring:
  - {id: n-a, code: not_applicable, label: {en: Not applicable, fr: Sans objet}, approver: sponsor}
deliverables:
  - id: budget
    area: cost
    label: {en: Budget, fr: Budget}
    match: {roles: [cost], names: [budget]}
gates:
  - id: A
    label: {en: Gate A, fr: Jalon A}
    question: {en: "Shall we begin?", fr: "Commençons-nous ?"}
    requirements:
      - {deliverable: budget, maturity: outline, force: should}
    committee:
      seats:
        - {role: sponsor, mandatory: true, chair: true}
        - {role: finance}
        - {role: expert, kind: advisory}
      quorum: 2
      channels: [page, api, operator]
    informs: [expert]
  - id: B
    label: {en: Gate B, fr: Jalon B}
    question: {en: "Shall we end?", fr: "Finissons-nous ?"}
    requirements:
      - {deliverable: budget, maturity: outline, force: should}
    decisions: [go, wait, redo, stop]
    committee:
      seats:
        - {role: sponsor, mandatory: true}
      channels: [page, api]
stages:
  - {id: first, label: {en: First, fr: Première}, gate: A}
  - {id: second, label: {en: Second, fr: Seconde}, gate: B}
"""

"""A method of ten gates, written from scratch: tracks, alternatives, ladders, conditions, tiers."""

METHOD = """\
method: aqueduct
version: 1
language: en
languages: [en, fr]
label: {en: Aqueduct, fr: Aqueduc}
manager: manager
attributes:
  - {id: people-exposed, kind: yes_no, label: {en: People exposed, fr: Personnes exposées}}
areas:
  - {id: scope, label: {en: Scope, fr: Périmètre}}
  - {id: cost, label: {en: Cost, fr: Coûts}}
  - {id: risk, label: {en: Risk, fr: Risques}}
ladders:
  - id: standard
    declared: true
    levels:
      - {id: draft, label: {en: Draft, fr: Ébauche}}
      - {id: baseline, label: {en: Baseline, fr: Référence}}
      - {id: final, label: {en: Final, fr: Version finale}}
  - {id: issues, counted: true}
roles:
  - {id: manager, label: {en: Project manager, fr: Chef de projet}}
  - {id: sponsor, label: {en: Sponsor, fr: Commanditaire}}
  - {id: board, label: {en: Board, fr: Conseil}}
decisions:
  - {id: go, code: GO, effect: next, label: {en: Go, fr: Accord}}
  - {id: wait, code: HOLD, effect: hold_until, fields: [until], label: {en: Wait, fr: Attente}}
  - {id: again, code: RECYCLE, effect: stay, label: {en: Once more, fr: Encore}}
  - id: far-back
    code: RECYCLE
    effect: back
    back: 2
    label: {en: Two back, fr: Deux en arrière}
  - {id: stop, code: KILL, effect: close, label: {en: Stop, fr: Arrêt}}
deliverables:
  - {id: plan, area: scope, label: {en: Master plan, fr: Plan directeur}}
  - {id: estimate, area: cost, label: {en: Estimate, fr: Estimation}}
  - {id: quotation, area: cost, label: {en: Quotation, fr: Devis}}
  - {id: drawings, area: scope, ladder: issues, label: {en: Drawings, fr: Plans}}
  - id: safety-file
    area: risk
    when: people-exposed
    label: {en: Safety file, fr: Dossier de sécurité}
  - {id: in-service, area: scope, kind: state, label: {en: Water flows, fr: L'eau coule}}
gates:
  - id: IDEA
    label: {en: Idea, fr: Idée}
    question: {en: "Idea: shall we go on?", fr: "Idée : poursuivons-nous ?"}
    requirements: [{deliverable: plan, maturity: draft}]
    decisions: [go, wait, again, stop]
    committee:
      seats: [{role: sponsor}, {role: board, when: budget >= 5000000}]
      tie: escalate
  - id: ROUTE
    label: {en: Route, fr: Tracé}
    question: {en: "Route: shall we go on?", fr: "Tracé : poursuivons-nous ?"}
    requirements: [{deliverable: plan, maturity: draft}, {deliverable: drawings}]
    decisions: [go, wait, again, stop]
    committee:
      seats: [{role: sponsor}, {role: board, when: budget >= 5000000}]
      tie: escalate
  - id: COST
    label: {en: Cost, fr: Coût}
    question: {en: "Cost: shall we go on?", fr: "Coût : poursuivons-nous ?"}
    requirements:
      - {deliverable: plan, maturity: baseline}
      - {deliverable: quotation, or_any_of: [estimate], maturity: draft}
    decisions: [go, wait, far-back, stop]
    committee:
      seats: [{role: sponsor}, {role: board, when: budget >= 5000000}]
      tie: escalate
  - id: BUILD
    label: {en: Building, fr: Construction}
    question: {en: "Building: shall we go on?", fr: "Construction : poursuivons-nous ?"}
    requirements: [{deliverable: drawings}]
    decisions: [go, wait, again, stop]
    joins: [{track: pipes}, {track: pumps}]
    committee:
      seats: [{role: sponsor}, {role: board, when: budget >= 5000000}]
      tie: escalate
  - id: FILL
    label: {en: Filling, fr: Mise en eau}
    question: {en: "Filling: shall we go on?", fr: "Mise en eau : poursuivons-nous ?"}
    requirements:
      - {deliverable: safety-file, maturity: final}
      - {deliverable: drawings, last_issue: true}
    decisions: [go, wait, again, stop]
    committee:
      seats: [{role: sponsor}, {role: board, when: budget >= 5000000}]
      tie: escalate
  - id: END
    label: {en: Closure, fr: Clôture}
    question: {en: "Closure: shall we go on?", fr: "Clôture : poursuivons-nous ?"}
    requirements: [{deliverable: in-service}]
    decisions: [go, again, stop]
    committee: {seats: [{role: sponsor}], tie: escalate}
  - id: PIPES-1
    label: {en: Pipes ordered, fr: Conduites commandées}
    question: {en: "Pipes ordered: shall we go on?", fr: "Conduites commandées ?"}
    requirements: [{deliverable: estimate, maturity: draft}]
    decisions: [go, again, stop]
    committee: {seats: [{role: sponsor}], tie: escalate}
  - id: PIPES-2
    label: {en: Pipes laid, fr: Conduites posées}
    question: {en: "Pipes laid: shall we go on?", fr: "Conduites posées : poursuivons-nous ?"}
    requirements: [{deliverable: estimate, maturity: draft}]
    decisions: [go, again, stop]
    committee: {seats: [{role: sponsor}], tie: escalate}
  - id: PUMPS-1
    label: {en: Pumps ordered, fr: Pompes commandées}
    question: {en: "Pumps ordered: shall we go on?", fr: "Pompes commandées : poursuivons-nous ?"}
    requirements: [{deliverable: estimate, maturity: draft}]
    decisions: [go, again, stop]
    committee: {seats: [{role: sponsor}], tie: escalate}
  - id: PUMPS-2
    label: {en: Pumps laid, fr: Pompes posées}
    question: {en: "Pumps laid: shall we go on?", fr: "Pompes posées : poursuivons-nous ?"}
    requirements: [{deliverable: estimate, maturity: draft}]
    decisions: [go, again, stop]
    committee: {seats: [{role: sponsor}], tie: escalate}
stages:
  - {id: thinking, label: {en: Thinking, fr: Réflexion}, gate: IDEA}
  - {id: routing, label: {en: Routing, fr: Tracé}, gate: ROUTE}
  - {id: costing, label: {en: Costing, fr: Chiffrage}, gate: COST}
  - {id: building, label: {en: Building, fr: Construction}, gate: BUILD, tracks: [pipes, pumps]}
  - {id: filling, label: {en: Filling, fr: Mise en eau}, gate: FILL}
  - {id: closing, label: {en: Closing, fr: Clôture}, gate: END}
tracks:
  - id: pipes
    label: {en: Pipes, fr: Conduites}
    stages:
      - {id: pipes-order, label: {en: Order, fr: Commande}, gate: PIPES-1}
      - {id: pipes-lay, label: {en: Lay, fr: Pose}, gate: PIPES-2}
  - id: pumps
    label: {en: Pumps, fr: Pompes}
    stages:
      - {id: pumps-order, label: {en: Order, fr: Commande}, gate: PUMPS-1}
      - {id: pumps-lay, label: {en: Lay, fr: Pose}, gate: PUMPS-2}
"""

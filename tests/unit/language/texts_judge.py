"""Small methods in YAML, documents in Markdown, and the judgement on a package of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from domain.finding import Finding
from domain.judgement import JudgedDeliverable, Judgement
from domain.methodology.fitting.circumstances import Circumstances
from domain.methodology.fitting.fit import fit
from domain.methodology.load import load_method
from domain.methodology.model.method import Method
from gates.dossier import Surroundings, open_dossier
from gates.evidence.reading import Source, read_files
from gates.judge import judge
from gates.matching_manifest import Manifest, read_manifest

DAY = date(2026, 6, 1)

PROSE = """\
The team of the northern site builds a new hall for forty machines between March and November.
Every machine is moved once, on two weekends, by the two suppliers that were heard in January.
The hall is handed over on 12 November 2026 to the head of production, who accepts it after a
trial of three weeks with at most four hours of standstill. The cost of the work is 1,250,000 EUR.
"""

HEAD = """\
method: harbour
version: 1
language: en
label: {en: Harbour, fr: Port}
manager: manager
areas:
  - {id: integration, label: {en: Integration, fr: Intégration}}
  - {id: risk, label: {en: Risk, fr: Risques}}
roles:
  - {id: manager, label: {en: Manager, fr: Chef de projet}}
  - {id: sponsor, label: {en: Sponsor, fr: Commanditaire}}
  - {id: auditor, label: {en: Auditor, fr: Auditeur}}
  - {id: harbour-master, label: {en: Harbour master, fr: Capitaine du port}}
decisions:
  - {id: go, code: GO, label: {en: Go, fr: Accord}, effect: next}
  - {id: redo, code: RECYCLE, label: {en: Redo, fr: Reprise}, effect: back, fields: [reason]}
  - {id: wait, code: HOLD, label: {en: Wait, fr: Attente}, effect: hold_until, fields: [until]}
ladders:
  - id: standard
    levels:
      - {id: preliminary, label: {en: Preliminary, fr: Provisoire}, words: [draft, vorläufig]}
      - {id: baseline, label: {en: Baseline, fr: Référence}}
      - {id: final, label: {en: Final, fr: Version finale}}
  - {id: issues, counted: true}
  - id: strict
    declared: true
    levels:
      - {id: draft, label: {en: Draft, fr: Projet de texte}}
      - {id: approved, label: {en: Approved, fr: Approuvé}}
"""

STAGES = """\
stages:
  - {id: first, label: {en: First, fr: Première}, gate: A}
  - {id: second, label: {en: Second, fr: Seconde}, gate: B}
  - {id: third, label: {en: Third, fr: Troisième}, gate: C}
"""


def harbour(deliverables: str, asked: Mapping[str, str], more: str = "") -> Method:
    """Return a method of gates A, B and C; what each asks is written as the lines of a gate."""
    return load_method(harbour_text(deliverables, asked, more), "harbour.yaml")


def harbour_text(deliverables: str, asked: Mapping[str, str], more: str = "") -> str:
    """Return the same method as YAML."""
    gates = "".join(
        f"  - id: {gate}\n"
        f"    label: {{en: Gate {gate}, fr: Jalon {gate}}}\n"
        "    question: {en: Go on?, fr: Continuer ?}\n"
        "    committee: {seats: [{role: sponsor}]}\n" + _indented(asked.get(gate, ""), 4)
        for gate in "ABC"
    )
    return f"{HEAD}deliverables:\n{_indented(deliverables, 2)}gates:\n{gates}{STAGES}{more}"


def document(title: str, *lines: str, prose: str = PROSE) -> str:
    """Return a document in Markdown: a title, lines such as a status, and real content."""
    return "\n\n".join([f"# {title}", *lines, prose])


def judged(
    folder: Path,
    method: Method,
    gate: str,
    files: Mapping[str, str],
    *,
    as_of: date = DAY,
    known: Circumstances | None = None,
    around: Surroundings | None = None,
) -> Judgement:
    """Return the judgement on the files of a package, ``package.yaml`` among them or not."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    names = sorted(name for name in files if name != "package.yaml")
    circumstances = known or Circumstances(
        today=as_of, stage=next(each.id for each in method.stages if each.gate == gate)
    )
    fitted = fit(method, circumstances)
    asked = fitted.method.gate(gate)
    manifest = Manifest()
    if "package.yaml" in files:
        data = files["package.yaml"].encode()
        manifest = read_manifest(data, "package.yaml", method=method, paths=names, gate=asked)
    dossier = open_dossier(
        read_files([Source(folder / name, name) for name in names]),
        manifest,
        method=fitted.method,
        gate=asked,
        as_of=as_of,
        surroundings=replace(
            around or Surroundings(), circumstances=circumstances, left_out=fitted.left_out
        ),
    )
    return judge(dossier)


def row(judgement: Judgement, item: str) -> JudgedDeliverable:
    """Return what is said of a deliverable or a criterion."""
    (found,) = [each for each in judgement.deliverables if each.id == item]
    return found


def told(judgement: Judgement, item: str, check: str = "") -> Finding:
    """Return the finding on whether an item is there, or another of its findings."""
    (found,) = [each for each in row(judgement, item).findings if each.check == (check or item)]
    return found


def _indented(text: str, by: int) -> str:
    return "".join(f"{' ' * by}{line}\n" for line in text.splitlines())

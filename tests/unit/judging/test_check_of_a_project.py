"""``jalon check --project``: the gate as it applies to the project is judged, and told."""

import json
from pathlib import Path
from typing import Any

import pytest

from jalon.cli import run
from tests.unit.language.texts_judge import document, harbour_text

PRODUCTS = """\
- {id: plan, area: integration, label: {en: Project plan, fr: Plan de projet}}
- id: safety-file
  area: risk
  when: people-exposed
  label: {en: Safety file, fr: Dossier de sécurité}
- {id: tender-file, area: risk, label: {en: Tender file, fr: Dossier d'appel d'offres}}
- id: certificate
  kind: certificate
  area: risk
  signed_by: [auditor]
  label: {en: Certificate, fr: Certificat}
- {id: board-note, area: integration, label: {en: Board note, fr: Note au comité}}
"""
ASKED = {
    "A": "requirements: [{deliverable: plan, maturity: preliminary, ready_days: 5}]",
    "B": "requirements:\n"
    "  - {deliverable: plan, maturity: preliminary}\n"
    "  - {deliverable: safety-file, maturity: preliminary}\n"
    "  - {deliverable: tender-file, maturity: preliminary, when: pack.tender}\n"
    '  - {deliverable: board-note, maturity: preliminary, when: class == "L"}\n'
    "  - {deliverable: certificate, when: passed.A}",
}
MORE = """\
attributes:
  - {id: people-exposed, kind: yes_no, label: {en: People exposed, fr: Personnes exposées}}
packs: [{id: tender, label: {en: Tender, fr: Appel d'offres}}]
classes:
  - {id: L, label: {en: Large, fr: Grand}, when: budget >= 1000000}
  - {id: S, label: {en: Small, fr: Petit}}
"""
SIGNED = "states: {certificate: {done: true, signer: Bruno Keller, evidence: F-7}}"
SMALL = {"budget": 50000, "attributes": {"people-exposed": False}}


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JALON_LANG", "en")


def checked(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    project: dict[str, Any] | None,
    *more: str,
    gate: str = "B",
    files: dict[str, str] | None = None,
) -> tuple[int, str, str]:
    """Run the command on a plan with a signed certificate."""
    package = folder / "package"
    package.mkdir(parents=True)
    given = files or {"plan.md": document("Project plan"), "package.yaml": SIGNED}
    for name, text in given.items():
        (package / name).write_text(text, "utf-8")
    (folder / "harbour.yaml").write_text(harbour_text(PRODUCTS, ASKED, MORE), "utf-8")
    arguments = ["check", str(package), "--method", str(folder / "harbour.yaml"), "--gate", gate]
    arguments += ["--as-of", "2026-06-12", *more]
    if project is not None:
        (folder / "project.json").write_text(json.dumps(project), "utf-8")
        arguments += ["--project", str(folder / "project.json")]
    code = run(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def test_the_gate_as_it_applies_is_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = checked(tmp_path, capsys, SMALL, "--format", "json")

    said = json.loads(out)
    assert code == 0
    assert [each["id"] for each in said["deliverables"]] == ["plan", "certificate"]
    assert (said["class"], said["because"]) == ("S", "no heavier class applies")
    assert {each["name"] for each in said["left_out"]} >= {"Safety file", "Board note"}
    assert said["unknown"] == []


def test_it_tells_what_is_not_asked_and_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = checked(tmp_path, capsys, SMALL, "--lang", "fr")

    assert "Classe Petit" in out
    assert "Non demandé à ce projet" in out
    assert "Note au comité : class" in out
    assert "Dossier de sécurité : people-exposed" in out


def test_what_is_not_told_is_asked_and_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = checked(tmp_path, capsys, None)

    assert code == 1
    assert "Safety file (missing)" in out
    assert "Board note (missing)" in out
    assert "Tell of the project" in out
    assert "people-exposed" in out.rsplit("Tell of the project", 1)[1]


@pytest.mark.parametrize(
    ("more", "asked"),
    [
        ({"packs": ["tender"]}, {"tender-file"}),
        ({"packs": {"tender": True}}, {"tender-file"}),
        ({"budget": 2000000}, {"board-note"}),
        ({"class": "L"}, {"board-note"}),
        ({"passed": []}, set()),
        ({"attributes": {"people-exposed": True}}, {"safety-file"}),
    ],
)
def test_packs_class_attributes_and_passed_gates_decide_what_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: dict[str, Any], asked: set[str]
) -> None:
    _, out, _ = checked(tmp_path, capsys, SMALL | more, "--format", "json")

    found = {each["id"] for each in json.loads(out)["deliverables"]}
    assert found - {"plan", "certificate"} == asked
    assert ("certificate" in found) is ("passed" not in more)


@pytest.mark.parametrize(("said", "asked"), [("oui", True), ("no", False), (1, True)])
def test_an_attribute_is_read_as_the_product_reads_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], said: object, *, asked: bool
) -> None:
    exposed = SMALL | {"attributes": {"people-exposed": said}}

    _, out, _ = checked(tmp_path, capsys, exposed, "--format", "json")

    told = json.loads(out)
    assert ("safety-file" in {each["id"] for each in told["deliverables"]}) is asked
    assert told["unknown"] == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"attributes": {"peple-exposed": True}}, "knows no attribute 'peple-exposed'"),
        ({"attributes": {"people-exposed": "perhaps"}}, "is 'perhaps'; it must be"),
        ({"packs": ["tenders"]}, "has no pack 'tenders'; its packs are tender"),
    ],
)
def test_what_the_method_does_not_know_is_refused_by_check_and_by_show(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: dict[str, Any], said: str
) -> None:
    code, _, err = checked(tmp_path, capsys, SMALL | more)

    method, project = str(tmp_path / "harbour.yaml"), str(tmp_path / "project.json")
    shown = run(["method", "show", method, "--project", project])
    assert (code, shown) == (2, 2)
    assert said in err
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("roles", "code"),
    [
        ({"auditor": "Bruno Keller"}, 0),
        ({"auditor": ["Lena Voss", "bruno keller"]}, 0),
        ({"auditor": "Lena Voss"}, 1),
        ({"sponsor": "Bruno Keller"}, 1),
    ],
)
def test_roles_say_who_may_sign(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], roles: dict[str, Any], code: int
) -> None:
    assert checked(tmp_path, capsys, SMALL | {"roles": roles})[0] == code


def test_planned_dates_show_what_was_not_ready_in_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    planned = SMALL | {"planned": {"A": "2026-06-15"}}

    code, out, _ = checked(tmp_path, capsys, planned, gate="A")

    assert code == 0
    assert "READINESS  Ready in time for the gate" in out
    assert "4 working days late" in out


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"planned": {"A": "soon"}}, "planned: expected gates, each with a date"),
        ({"planned": ["A"]}, "planned: expected gates, each with a date"),
        ({"roles": ["auditor"]}, "roles: expected roles, each with a name"),
        ({"roles": {"auditor": 7}}, "roles: expected roles, each with a name"),
        ({"packs": [1]}, "packs: expected a list of names"),
        ({"passed": 3}, "passed: expected a list of names"),
        ({"iteration": 0}, "iteration: expected a number"),
    ],
)
def test_a_wrong_value_gets_its_place_and_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: dict[str, Any], said: str
) -> None:
    code, out, err = checked(tmp_path, capsys, wrong)

    assert (code, out) == (2, "")
    assert said in err
    assert "project.json:1:" in err


def test_a_gate_that_the_project_does_not_pass_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = harbour_text(PRODUCTS, ASKED, MORE).replace(
        "  - id: B\n", '  - id: B\n    when: class == "L"\n'
    )
    package = tmp_path / "package"
    package.mkdir()
    (package / "plan.md").write_text(document("Project plan"), "utf-8")
    (tmp_path / "h.yaml").write_text(text, "utf-8")
    (tmp_path / "p.json").write_text(json.dumps(SMALL), "utf-8")
    asked = ["check", str(package), "--method", str(tmp_path / "h.yaml"), "--gate", "B"]

    code = run([*asked, "--project", str(tmp_path / "p.json")])

    err = capsys.readouterr().err
    assert code == 2
    assert 'B does not apply to this project: class "S" != "L"; its gates: A, C.' in err


DRAWING = """\
- {id: layout, area: integration, ladder: issues, label: {en: Site layout, fr: Plan masse}}
- {id: plan, area: integration, label: {en: Project plan, fr: Plan de projet}}
"""
COUNTED = {
    "A": "requirements: [{deliverable: layout}, {deliverable: plan, maturity: preliminary}]",
    "B": "requirements: [{deliverable: layout}, "
    "{deliverable: plan, maturity: preliminary, reuse: true}]",
}


@pytest.mark.parametrize(
    ("gate", "issue", "code", "said"),
    [
        ("B", "Issue 3", 0, "READY"),
        ("B", "Issue 2", 1, "unchanged since gate A"),
        ("B", "Issue 1", 1, "issue 1; gate A accepted issue 2"),
        ("A", "Issue 2", 0, "READY"),
    ],
)
def test_the_package_before_gives_the_issue_to_pass_and_what_serves_again(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    gate: str,
    issue: str,
    code: int,
    said: str,
) -> None:
    before, now = tmp_path / "before", tmp_path / "now"
    before.mkdir()
    now.mkdir()
    (before / "layout.md").write_text(document("Site layout", "Issue 2"), "utf-8")
    (before / "plan.md").write_text(document("Project plan"), "utf-8")
    (now / "layout.md").write_text(document("Site layout", issue), "utf-8")
    if gate == "A":
        (now / "plan.md").write_text(document("Project plan"), "utf-8")
    method = tmp_path / "h.yaml"
    method.write_text(harbour_text(DRAWING, COUNTED), "utf-8")

    answered = run(
        ["check", str(now), "--method", str(method), "--gate", gate, "--previous", str(before)]
    )

    assert answered == code
    assert said in capsys.readouterr().out

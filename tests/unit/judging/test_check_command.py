"""``jalon check`` and ``jalon read``: the answers in both languages and forms, and bad input."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from examples import library
from jalon.cli import run
from methodologies import library as methods

PROJECT = library.path("chaleur-four-2")
FLAWED = PROJECT / "G3-r1"
SOUND = PROJECT / "G3-r2"
METHOD = ("--method", "jalon-standard")
G3 = (*METHOD, "--gate", "G3", "--project", str(PROJECT / "project.yaml"), "--as-of", "2027-03-01")


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JALON_LANG", "en")


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


def document(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    code, out, err = answered(capsys, *arguments, "--format", "json")
    assert err == ""
    return code, json.loads(out)


def test_a_sound_package_is_ready_with_code_0(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = answered(capsys, "check", str(SOUND), *G3)

    assert (code, err) == (0, "")
    assert "READY: 35 passed" in out
    assert "✗" not in out


def test_a_flawed_package_is_not_ready_with_code_1_and_says_what_to_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = answered(capsys, "check", str(FLAWED), *G3)

    assert code == 1
    assert "NOT READY: 4 to mend, 31 passed" in out
    assert "Budget de référence.xlsx, Budget!F46" in out
    assert "3,366,720 EUR stated, 14,000 EUR less than the sum" in out
    assert "Put the formula back" in out
    assert out.index("Schedule") < out.index("COST-11") < out.index("RISK-16")


def test_it_speaks_french(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = answered(capsys, "check", str(FLAWED), *G3, "--lang", "fr")

    assert code == 1
    assert "PAS PRÊT : 4 à corriger, 31 en ordre" in out
    assert "14 000 EUR de moins que la somme" in out.replace("\u202f", " ").replace("\u00a0", " ")
    assert "Remettez la formule" in out
    assert "[en]" not in out


def test_the_document_has_the_shape_that_programs_rely_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, said = document(capsys, "check", str(FLAWED), *G3)

    assert code == 1
    assert {
        "method",
        "gate",
        "as_of",
        "verdict",
        "documents",
        "deliverables",
        "facts",
        "seconds",
        "class",
        "because",
        "left_out",
        "unknown",
    } == set(said)
    assert said["method"] == "jalon-standard@1"
    assert (said["gate"], said["as_of"], said["verdict"]) == ("G3", "2027-03-01", "not_ready")
    budget = next(each for each in said["documents"] if each["path"] == "Budget de référence.xlsx")
    assert budget["kind"] == "xlsx"
    assert budget["language"] == "fr"
    assert budget["deliverables"] == ["cost-baseline"]
    assert (budget["matched_by"], budget["read"], budget["reason"]) == ("content", "whole", "")
    assert len(budget["sha256"]) == 64
    assert 0 < budget["confidence"] < 1
    cost = next(each for each in said["deliverables"] if each["id"] == "cost-baseline")
    assert cost["knowledge_area"] == "cost"
    assert (cost["required"], cost["maturity"], cost["status"]) == (True, "baseline", "present")
    finding = next(each for each in cost["findings"] if each["check"] == "COST-11")
    assert finding["outcome"] == "fail"
    assert finding["severity"] == "blocker"
    assert (finding["document"], finding["location"]) == (budget["path"], "Budget!F46")
    assert all(isinstance(finding[key], str) for key in ("expected", "found", "fix", "source"))
    assert all(isinstance(fact["value"], str) for fact in said["facts"])
    assert any(fact["name"] == "stated_total" for fact in said["facts"])


def test_colour_never_goes_into_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    assert "\x1b" not in answered(capsys, "check", str(FLAWED), *G3)[1]


def test_a_manifest_leads_and_hidden_files_are_left_out(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shutil.copy(SOUND / "Registre des risques.xlsx", tmp_path / "x.xlsx")
    (tmp_path / "package.yaml").write_text("deliverables: {cost-baseline: x.xlsx}", "utf-8")
    (tmp_path / ".DS_Store").write_bytes(b"\0")
    (tmp_path / "~$x.xlsx").write_bytes(b"\0")

    _, said = document(capsys, "check", str(tmp_path), *METHOD, "--gate", "G0")

    assert [(each["path"], each["matched_by"]) for each in said["documents"]] == [
        ("x.xlsx", "manifest")
    ]


def test_the_manifest_of_the_package_before_is_remembered(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("before", "now"):
        (tmp_path / name).mkdir()
        shutil.copy(SOUND / "Registre des risques.xlsx", tmp_path / name / "x.xlsx")
    manifest = tmp_path / "before" / "package.yaml"
    manifest.write_text("deliverables: {project-proposal: x.xlsx}", "utf-8")
    given = (str(tmp_path / "now"), *METHOD, "--gate", "G0")

    code, said = document(capsys, "check", *given, "--previous", str(tmp_path / "before"))

    assert code == 0
    assert said["documents"][0]["matched_by"] == "remembered"


def test_bad_files_are_refused_and_the_others_judged(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for path in (PROJECT / "G0").iterdir():
        shutil.copy(path, tmp_path)
    (tmp_path / "Empty.docx").write_bytes(b"")
    with (tmp_path / "Large.pdf").open("wb") as file:
        file.truncate(200 * 1024 * 1024)

    code, said = document(capsys, "check", str(tmp_path), *METHOD, "--gate", "G0")

    assert code == 0
    refused = {
        each["path"]: each["reason"] for each in said["documents"] if each["read"] == "refused"
    }
    assert set(refused) == {"Empty.docx", "Large.pdf"}
    assert all(refused.values())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("--gate", "G9"), "unknown gate 'G9'; expected one of G0, G1, G2", id="gate"),
        pytest.param(("--method", "nope"), "no method 'nope'", id="method"),
        pytest.param(("--project", "gone.yaml"), "gone.yaml is not there", id="project"),
        pytest.param(("--previous", "gone"), "no folder 'gone'", id="previous"),
        pytest.param(("--as-of", "31/12/2027"), "'31/12/2027' is not a day", id="day"),
        pytest.param(("--format", "xml"), "'xml' is not one of", id="format"),
    ],
)
def test_a_wrong_option_gets_one_sentence_and_code_2(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = answered(
        capsys, "check", str(PROJECT / "G0"), *METHOD, "--gate", "G0", *arguments
    )

    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_wrong_folder_gets_one_sentence_and_code_2(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "inside" / "Budget.xlsx").mkdir(parents=True)
    (tmp_path / "many").mkdir()
    for number in range(101):
        (tmp_path / "many" / f"{number}.txt").touch()
    file = tmp_path / "file.txt"
    file.touch()

    for folder, said in (
        (tmp_path / "gone", "There is no folder"),
        (file, "is a file; give the folder"),
        (tmp_path / "empty", "holds no file"),
        (tmp_path / "inside", "Budget.xlsx is a folder in the place of a file"),
        (tmp_path / "many", "holds 101 files"),
    ):
        code, out, err = answered(capsys, "check", str(folder), *METHOD, "--gate", "G0")

        assert (code, out) == (2, "")
        assert said in err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("budget: lots", "project.yaml:1:9: budget: expected an amount"),
        ("budget: -1", "project.yaml:1:9: budget: expected an amount"),
        ("start: soon", "project.yaml:1:8: start: expected a date"),
        ("start: 2027-02-01\nfinish: 2027-01-01", "project.yaml:2:9: finish: expected 2027-02-01"),
        ("currency: euros", "project.yaml:1:11: currency: expected a code"),
        ("attributes: 3", "project.yaml:1:13: attributes: expected keys"),
        ("name: [a]", "project.yaml:1:7: name: expected text"),
        ("[1]", "project.yaml:1:1: expected keys"),
        ("a: b: c", "project.yaml:1:5: this is not YAML"),
    ],
)
def test_a_fault_in_the_project_file_has_its_place(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "project.yaml"
    path.write_text(text, "utf-8")

    code, _, err = answered(
        capsys, "check", str(PROJECT / "G0"), *METHOD, "--gate", "G0", "--project", str(path)
    )

    assert code == 2
    assert said in err


def test_a_project_file_may_be_json_empty_or_partial(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for text in ('{"name": "Chaleur", "budget": 12.5, "class": "major"}', "", "start:"):
        path = tmp_path / "project.json"
        path.write_text(text, "utf-8")

        code, _, _ = answered(
            capsys, "check", str(PROJECT / "G0"), *METHOD, "--gate", "G0", "--project", str(path)
        )

        assert code in (0, 1)


def test_reading_tells_what_a_file_is(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(SOUND / "Budget de référence.xlsx")

    code, out, _ = answered(capsys, "read", path, "--lang", "fr")
    assert code == 0
    assert "budget (" in out
    assert "stated_total" in out

    code, said = document(capsys, "read", path)
    assert code == 0
    assert [each["role"] for each in said] == ["cost"]
    assert {
        "path", "sha256", "kind", "language", "role", "confidence", "state", "read", "reason",
        "facts", "seconds",
    } == set(said[0])  # fmt: skip


def test_reading_a_refused_file_ends_with_code_1_and_a_missing_one_with_2(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    empty = tmp_path / "Empty.docx"
    empty.touch()

    assert answered(capsys, "read", str(SOUND / "Plan qualité.docx"), str(empty))[0] == 1
    assert answered(capsys, "read", str(tmp_path / "gone.docx"))[0] == 2
    assert answered(capsys, "read", str(tmp_path))[0] == 2


def test_checking_never_loads_the_engine_the_database_or_the_pages() -> None:
    program = (
        "import sys, jalon.cli\n"
        f"code = jalon.cli.run(['check', {str(PROJECT / 'G0')!r}, '--method', 'jalon-standard',"
        " '--gate', 'G0', '--format', 'json'])\n"
        "loaded = {name.split('.')[0] for name in sys.modules}\n"
        "sys.exit(code or len(loaded & {'prefect', 'sqlalchemy', 'fastapi'}))\n"
    )

    answer = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", program], capture_output=True, check=False, env=dict(os.environ)
    )

    assert answer.returncode == 0, answer.stderr.decode()


def test_methods_are_listed_shown_linted_and_compared(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    changed = tmp_path / "ours.yaml"
    source = methods.text("jalon-standard")
    changed.write_text(source.replace("quorum: 4", "quorum: 5"), "utf-8")
    broken = tmp_path / "broken.yaml"
    broken.write_text(source.replace("COST-11", "COST-99"), "utf-8")

    assert "jalon-standard@1" in answered(capsys, "method", "list")[1]
    assert "G3" in answered(capsys, "method", "show", "jalon-standard", "--lang", "fr")[1]
    assert answered(capsys, "method", "lint", str(changed))[0] == 0
    code, out, _ = answered(capsys, "method", "lint", str(changed), str(broken))
    assert code == 1
    assert "unknown check 'COST-99'" in out
    assert "quorum" in answered(capsys, "method", "diff", "jalon-standard", str(changed))[1]
    assert "properties" in json.loads(answered(capsys, "method", "schema")[1])
    assert answered(capsys, "method", "show", "nope")[0] == 2


def test_the_answer_tells_what_changed_since_the_package_before(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, said = document(capsys, "check", str(SOUND), *G3, "--previous", str(FLAWED))
    _, alone = document(capsys, "check", str(SOUND), *G3)

    groups = {each["kind"]: each["changes"] for each in said["changes"]}
    assert list(groups) == ["fact", "row", "task", "text"]
    assert {each["about"] for each in groups["fact"]} >= {"Finish", "Risks without an owner"}
    days = [each["days"] for each in groups["task"]]
    assert days == sorted(days, key=lambda each: -abs(each))
    assert all(each["is_at"]["location"].startswith("UID ") for each in groups["task"])
    assert "changes" not in alone

"""The evidence file of a round: whole, the verifier says so; altered, it says what and where."""

import ast
import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from domain.decision import Decision
from domain.errors import OutOfSequenceError
from domain.review.ballot import VoteValue
from lifecycle.deciding.carry_out import carry_out
from lifecycle.deciding.ending import withdraw
from lifecycle.deciding.given import Given
from lifecycle.evidence_file import write_evidence
from lifecycle.ledger import head_in_words
from storage.tables.reviews import Review
from tests.unit.lifecycle.scene import Scene
from tests.unit.lifecycle.test_delegation import give

VERIFIER = Path("verifier/jalon_verify.py")


def export(scene: Scene, path: Path, *, documents: bool = True) -> Path:
    with scene.installation.database.read() as session, path.open("wb") as file:
        write_evidence(
            scene.installation,
            session,
            scene.project(session),
            session.get_one(Review, scene.review().id),
            file,
            documents=documents,
        )
    return path


def verify(path: Path, *more: str) -> tuple[int, str]:
    """The verifier's exit code and what it said, run as anybody would run it."""
    done = subprocess.run(  # noqa: S603 - our own verifier
        [sys.executable, "-I", str(VERIFIER), str(path), *more],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def altered(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A copy with its files changed; the manifest is made to fit what it lists."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    manifest = json.loads(files["manifest.json"])
    for each in manifest["files"]:
        data = files.get(each["name"])
        if data is not None and not each.get("kept"):
            each |= {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    files["manifest.json"] = json.dumps(manifest).encode()
    target = path.with_name("altered.zip")
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target


@pytest.fixture
def decided(scene: Scene) -> Scene:
    """A round that a delegate and a seat decided, carried out."""
    give(scene)
    scene.asked()
    scene.votes("denis", VoteValue.APPROVE)
    later = {"first_day": date(2026, 4, 1), "last_day": date(2026, 4, 2)}
    give(scene, "nadia", delegate="paula", **later)  # an entry between that is not of the round
    scene.votes("nadia", VoteValue.APPROVE)
    with scene.write() as session:
        carry_out(session, scene.review().id, at=scene.at)
    return scene


@pytest.mark.gate_rule(54)
def test_a_whole_file_holds_and_the_decision_is_recomputed(decided: Scene, tmp_path: Path) -> None:
    path = export(decided, tmp_path / "e.zip")

    code, said = verify(path, "--format", "json")

    assert code == 0, said
    found = json.loads(said)
    assert found["decision"]["en"] == "GO, recomputed from 2 votes"
    assert (found["documents"], found["sound"]) == (1, True)
    assert verify(path, "--lang", "fr")[1].startswith("Tout tient : NORTH A, tour 1.")


def test_the_same_round_gives_the_same_bytes(decided: Scene, tmp_path: Path) -> None:
    first, again = export(decided, tmp_path / "a.zip"), export(decided, tmp_path / "b.zip")

    assert first.read_bytes() == again.read_bytes()


def test_without_documents_the_rest_still_holds(decided: Scene, tmp_path: Path) -> None:
    code, said = verify(export(decided, tmp_path / "e.zip", documents=False))

    assert code == 0, said
    assert "0 documents" in said


def test_a_head_from_a_letter_is_compared(decided: Scene, tmp_path: Path) -> None:
    path = export(decided, tmp_path / "e.zip")
    with decided.installation.database.read() as session:
        head = head_in_words(session)
    seq, _, _ = head.partition(":")

    assert verify(path, "--head", head)[0] == 0
    code, said = verify(path, "--head", f"{seq}:{'0' * 16}")
    assert (code, "remembers another hash" in said) == (1, True)
    code, said = verify(path, "--head", f"99999:{'0' * 16}")
    assert (code, "lies outside" in said) == (0, True)


def _record(files: dict[str, bytes], change: Callable[[dict[str, Any]], None]) -> None:
    record = json.loads(files["record.json"])
    change(record)
    files["record.json"] = json.dumps(record).encode()


def _ledger(files: dict[str, bytes], change: Callable[[list[Any]], list[Any]]) -> None:
    lines = [json.loads(line) for line in files["ledger.jsonl"].splitlines()]
    files["ledger.jsonl"] = b"".join(json.dumps(each).encode() + b"\n" for each in change(lines))


def _said(kind: str, old: str, new: str) -> Callable[[list[Any]], list[Any]]:
    def change(lines: list[Any]) -> list[Any]:
        for each in lines:
            if f'"kind":"{kind}"' in each.get("payload", ""):
                each["payload"] = each["payload"].replace(old, new)
        return lines

    return change


def _another_vote(record: dict[str, Any]) -> None:
    record["votes"].append(record["votes"][0] | {"id": str(UUID(int=7))})


ALTERED: dict[str, tuple[Callable[[dict[str, bytes]], None], str]] = {
    "a vote says something else": (
        lambda files: _record(files, lambda r: r["votes"][0].update(value="reject")),
        "value: the record and the ledger differ",
    ),
    "a vote by somebody else": (
        lambda files: _record(files, lambda r: r["votes"][1].update(person=str(UUID(int=9)))),
        "voter: the record and the ledger differ",
    ),
    "a vote is left out": (
        lambda files: _record(files, lambda r: r["votes"].pop()),
        "the record leaves it out",
    ),
    "a vote more": (lambda files: _record(files, _another_vote), "the ledger does not know it"),
    "another decision": (
        lambda files: _record(files, lambda r: r.update(code="KILL")),
        "code: the record and the ledger differ",
    ),
    "other rules": (
        lambda files: _record(files, lambda r: r["policy"]["committee"].update(quorum=1)),
        "the rules are not those that were frozen",
    ),
    "another package": (
        lambda files: _record(files, lambda r: r["package"]["content"]["files"].pop()),
        "is not of the package",
    ),
    "another submitter": (
        lambda files: _record(files, lambda r: r["package"].update(submitted_by="x")),
        "submitter: the record and the ledger differ",
    ),
    "an entry says something else": (
        lambda files: _ledger(files, _said("vote.cast", '"approve"', '"reject"')),
        "its content was altered",
    ),
    "an entry is left out": (
        lambda files: _ledger(files, lambda lines: [*lines[:2], *lines[3:]]),
        "an entry is missing",
    ),
    "an entry was swapped": (
        lambda files: _ledger(files, lambda lines: [lines[1], lines[0], *lines[2:]]),
        "an entry is missing",
    ),
    "a hash in between is another": (
        lambda files: _ledger(
            files,
            lambda lines: [
                each if "payload" in each else each | {"hash": "0" * 64} for each in lines
            ],
        ),
        "it does not follow the one before",
    ),
    "a file more": (lambda files: files.update({"more.txt": b"x"}), "it is not in the manifest"),
    "the record lacks its seats": (
        lambda files: _record(files, lambda r: r.pop("seats")),
        "lacks what it must hold",
    ),
    "no JSON": (lambda files: files.update({"record.json": b"{"}), "it is no JSON"),
}


@pytest.mark.parametrize("case", ALTERED)
def test_what_was_altered_is_found_and_named(decided: Scene, tmp_path: Path, case: str) -> None:
    change, words = ALTERED[case]

    code, said = verify(altered(export(decided, tmp_path / "e.zip"), change))

    assert (code, words in said) == (1, True), said


def test_a_byte_of_a_document_that_changed_is_found(decided: Scene, tmp_path: Path) -> None:
    path = export(decided, tmp_path / "e.zip")
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = next(name for name in files if name.startswith("documents/"))
    files[name] = b"X" + files[name][1:]
    with zipfile.ZipFile(path, "w") as archive:
        for each, data in files.items():
            archive.writestr(each, data)

    code, said = verify(path)

    assert (code, "not those of the manifest" in said) == (1, True), said


def test_what_is_no_evidence_file_is_said_in_one_sentence(tmp_path: Path) -> None:
    plain = tmp_path / "plain.zip"
    plain.write_bytes(b"no zip at all")
    outside = tmp_path / "outside.zip"
    with zipfile.ZipFile(outside, "w") as archive:
        archive.writestr("../../etc/passwd", b"x")
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("manifest.json", b'{"format": "something"}')

    for path in (plain, outside, other, tmp_path / "nothing.zip"):
        for language in ("en", "fr"):
            code, said = verify(path, "--lang", language)
            assert (code, len(said.splitlines())) == (2, 1), said


def test_a_file_that_was_cut_is_refused(decided: Scene, tmp_path: Path) -> None:
    path = export(decided, tmp_path / "e.zip")
    path.write_bytes(path.read_bytes()[:-200])

    assert verify(path)[0] == 2


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b"{}")
        with archive.open("record.json", "w") as file:
            for _ in range(300):
                file.write(b"\0" * (1 << 20))

    code, said = verify(path)

    assert code in (1, 2), said


def test_a_round_under_way_has_no_evidence_yet(scene: Scene, tmp_path: Path) -> None:
    scene.asked()

    with pytest.raises(OutOfSequenceError, match="under way"):
        export(scene, tmp_path / "e.zip")


def test_a_round_without_a_decision_is_proved_too(scene: Scene, tmp_path: Path) -> None:
    scene.asked()
    scene.votes("marc", VoteValue.APPROVE)
    with scene.write() as session:
        withdraw(session, scene.actor("anna"), scene.project(session), "Wrong file", at=scene.at)

    code, said = verify(export(scene, tmp_path / "e.zip"))

    assert (code, "ended as withdrawn" in said) == (0, True), said


@pytest.mark.parametrize(
    ("given", "decision"),
    [
        ([Given(value=VoteValue.REJECT, instead=Decision.KILL, reason="No")] * 2, "KILL"),
        ([Given(value=VoteValue.APPROVE), Given(value=VoteValue.ABSTAIN)], "GO"),
        ([Given(value=VoteValue.REJECT, reason="No"), Given(value=VoteValue.APPROVE)], "HOLD"),
    ],
)
def test_every_decision_is_recomputed(
    scene: Scene, tmp_path: Path, given: list[Given], decision: str
) -> None:
    scene.asked()
    for handle, each in zip(("marc", "nadia"), given, strict=True):
        scene.votes(handle, each)

    code, said = verify(export(scene, tmp_path / "e.zip"), "--format", "json")

    assert code == 0, said
    assert json.loads(said)["decision"]["en"].startswith(f"{decision}, recomputed")


def test_the_verifier_needs_nothing_but_python() -> None:
    tree = ast.parse(VERIFIER.read_text("utf-8"))
    names = {
        alias.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    names |= {
        (node.module or "").partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    }

    assert names <= set(sys.stdlib_module_names)

"""The PMO at the command line: a method begun, published, weighed, and taken up by projects."""

import io
from pathlib import Path

import pytest

from domain.methodology.load import load_method
from gates.checks.catalogue import CHECKS
from jalon.method_areas import AREAS
from tests.small_method import METHOD
from tests.unit.commands.conftest import Line
from tests.world import World

ANSWERS = (
    "--id",
    "ours",
    "--name",
    'Our "method" / Notre méthode',
    "--stages",
    "Study / Étude, Build / Réalisation, Build again",
    "--deciders",
    "Sponsor / Commanditaire, Project manager, 財務",
    "--areas",
    ", ".join(AREAS),
)
SECOND = METHOD.replace("version: 1", "version: 2").replace("force: should}", "force: must}")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "small-2.yaml"
    path.write_text(SECOND, "utf-8")
    return path


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_new_method_lints_clean_and_has_labels_in_both_languages(
    jalon: Line, tmp_path: Path, language: str
) -> None:
    path = tmp_path / "ours.yaml"

    made = jalon("method", "new", path, *ANSWERS, "--lang", language)

    assert made.code == 0, made.err
    assert jalon("method", "lint", path).code == 0
    method = load_method(path.read_text("utf-8"), "ours", known_checks=frozenset(CHECKS))
    assert method.language == language
    assert [set(gate.label) for gate in method.gates] == [{"en", "fr"}] * 3
    assert [gate.id for gate in method.gates] == ["G1", "G2", "G3"]
    assert next(seat.role for seat in method.gates[0].committee.seats) == (
        "sponsor" if language == "en" else "commanditaire"
    )
    assert {each.area for each in method.deliverables} == set(AREAS)


def test_a_new_method_overwrites_nothing(jalon: Line, tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text("mine", "utf-8")

    answer = jalon("method", "new", path, *ANSWERS)

    assert (answer.code, path.read_text("utf-8")) == (2, "mine")
    assert "is there already" in answer.err


def test_what_no_option_says_is_asked(
    jalon: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "asked.yaml"
    said = "asked\nAsked\nOnly stage\nSponsor\ncost, risk\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(said))

    answer = jalon("method", "new", path)

    assert answer.code == 0
    assert answer.err.count("\n") == 5
    assert jalon("method", "lint", path).code == 0


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--id", "1st", "is no id"),
        ("--areas", "cost, magic", "no knowledge area 'magic'"),
        ("--stages", " , ", "at least one stage"),
        ("--stages", ",".join("abcdefghijklm"), "too many to begin with"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(
    jalon: Line, tmp_path: Path, option: str, value: str, sentence: str
) -> None:
    path = tmp_path / "ours.yaml"
    answers = list(ANSWERS)
    answers[answers.index(option) + 1] = value

    answer = jalon("method", "new", path, *answers)

    assert answer.code == 2
    assert sentence in answer.err
    assert not path.exists()


def test_a_method_is_shown_as_it_applies_to_a_project(jalon: Line, tmp_path: Path) -> None:
    small, large = tmp_path / "small.yaml", tmp_path / "large.yaml"
    simple = "{departments: 1, people-affected: 5, new-technology: false, "
    simple += "regulated: false, several-sites: false, bought: false}"
    small.write_text(f"budget: 1000\nattributes: {simple}\n", "utf-8")
    large.write_text("budget: 9000000", "utf-8")

    shown = [
        jalon("method", "show", "jalon-standard", "--project", path, "--format", "json").said
        for path in (small, large)
    ]

    assert [each["klass"] for each in shown] == ["S", "L"]
    assert len(shown[0]["method"]["gates"]) < len(shown[1]["method"]["gates"])
    told = jalon("method", "show", "jalon-standard", "--project", small)
    assert told.out.startswith("Class: ")


def test_a_draft_is_weighed_published_and_taken_up(jalon: Line, world: World, draft: Path) -> None:
    world.project("HEAT")
    world.project("COLD")

    weighed = jalon("method", "effect", draft, "--as", "paul", "--format", "json").said
    published = jalon("method", "publish", draft, "--as", "paul")
    dry = jalon("method", "migrate", "small", "--to", 2, "--as", "paul")
    done = jalon(
        "method", "migrate", "small", "--to", 2, "--project", "HEAT", "--apply", "--as", "paul"
    )

    assert (weighed["packages"], weighed["without_package"]) == ([], 2)
    assert "small@2 published" in published.out
    assert "Nothing is changed; --apply does it." in dry.out
    assert "~ Gate A: Budget" in dry.out
    assert "migrated" in done.out
    pinned = {
        code: jalon("project", "show", code, "--as", "paul", "--format", "json").said["method"]
        for code in ("HEAT", "COLD")
    }
    assert pinned == {"HEAT": "small@2", "COLD": "small@1"}

    undone = jalon("method", "migrate", "small", "--undo", "--project", "HEAT", "--as", "paul")

    assert undone.err == ""
    assert undone.out == "HEAT back on small@1\n"


def test_a_project_that_cannot_go_is_told_and_the_answer_is_no(
    jalon: Line, world: World, draft: Path
) -> None:
    world.project("HEAT")
    draft.write_text(SECOND.replace("id: first", "id: opening"), "utf-8")
    jalon("method", "publish", draft, "--as", "paul")

    answer = jalon("method", "migrate", "small", "--to", 2, "--apply", "--as", "paul")

    assert answer.code == 1
    assert "its stage first is not in small@2; say under renamed.stages" in answer.out


def test_only_the_pmo_publishes(jalon: Line, world: World, draft: Path) -> None:
    world.project("HEAT")

    answer = jalon("method", "publish", draft, "--as", "mona")

    assert (answer.code, answer.out) == (1, "")
    assert "may not publish a method" in answer.err


def test_undoing_needs_a_project_and_going_a_version(jalon: Line, world: World) -> None:
    world.project("HEAT")

    assert jalon("method", "migrate", "small", "--undo", "--as", "paul").code == 2
    assert jalon("method", "migrate", "small", "--as", "paul").code == 2
    assert jalon("method", "migrate", "small", "--to", 9, "--as", "paul").code == 2

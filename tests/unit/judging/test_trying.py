"""A dry run judges the current gate, keeps nothing and sends nothing."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from domain.errors import BadInputError, NotAllowedError, NotFoundError, OutOfSequenceError
from domain.judgement import Judgement, Verdict
from gates.evidence.reading import Source
from lifecycle.packages.trying import try_package
from storage.database import Database
from storage.schema import metadata
from tests.unit.judging.test_judging_of_revisions import BUDGET
from tests.unit.lifecycle.scene import Scene, a_scene


@pytest.fixture
def scene(database: Database, tmp_path: Path) -> Scene:
    return a_scene(database, tmp_path)


def source(folder: Path, name: str, text: str) -> Source:
    path = folder / f"upload-{name}"
    path.write_text(text, "utf-8")
    return Source(path=path, name=name)


def tried(scene: Scene, *sources: Source, by: str = "anna", code: str = "NORTH") -> Judgement:
    return try_package(scene.installation, scene.actor(by), code, sources, at=scene.at)


def rows(scene: Scene) -> int:
    """Count every row of every table."""
    with scene.installation.database.read() as session:
        return sum(
            session.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
        )


@pytest.mark.gate_rule(9)
def test_a_dry_run_answers_like_a_judgement_and_leaves_nothing(
    scene: Scene, tmp_path: Path
) -> None:
    before = rows(scene)

    sound = tried(scene, source(tmp_path, "Budget.csv", BUDGET))
    thin = tried(scene, source(tmp_path, "Budget.txt", "budget follows"))

    assert (sound.verdict, thin.verdict) == (Verdict.READY, Verdict.NOT_READY)
    assert sound.gate == "A"
    assert sound.as_of == scene.at.date()
    assert rows(scene) == before


def test_the_manifest_is_heard(scene: Scene, tmp_path: Path) -> None:
    given = source(tmp_path, "package.yaml", "deliverables: {budget: Money.csv}")

    judgement = tried(scene, source(tmp_path, "Money.csv", BUDGET), given)

    assert [(each.path, each.matched_by) for each in judgement.documents] == [
        ("Money.csv", "manifest")
    ]


def test_an_unsound_manifest_is_refused_with_its_line(scene: Scene, tmp_path: Path) -> None:
    given = source(tmp_path, "package.yaml", "deliverables: {nope: Money.csv}")

    with pytest.raises(BadInputError, match=r"package\.yaml:1:16"):
        tried(scene, source(tmp_path, "Money.csv", BUDGET), given)


def test_no_file_and_too_many_files_are_refused(scene: Scene, tmp_path: Path) -> None:
    one = source(tmp_path, "Budget.csv", BUDGET)

    with pytest.raises(BadInputError, match="no file"):
        tried(scene)
    with pytest.raises(BadInputError, match="101 files"):
        tried(scene, *([one] * 101))


def test_only_the_manager_and_the_pmo_try_packages(scene: Scene, tmp_path: Path) -> None:
    one = source(tmp_path, "Budget.csv", BUDGET)
    scene.newcomer("olaf")

    assert tried(scene, one, by="paula").verdict is Verdict.READY
    with pytest.raises(NotAllowedError):
        tried(scene, one, by="marc")
    with pytest.raises(NotFoundError):
        tried(scene, one, by="olaf")
    with pytest.raises(NotFoundError):
        tried(scene, one, code="SOUTH")


def test_a_closed_project_has_no_gate_to_try(scene: Scene, tmp_path: Path) -> None:
    with scene.write() as session:
        project = scene.project(session)
        project.state, project.closed_as = "closed", "completed"

    with pytest.raises(OutOfSequenceError, match="closed"):
        tried(scene, source(tmp_path, "Budget.csv", BUDGET))

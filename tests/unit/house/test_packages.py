"""The house stands as it is drawn: packages, layers, and what is forbidden where."""

import ast
import importlib
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGES: list[str] = SETTINGS["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
READS_THE_CLOCK = {"flows", "web", "jalon"}
CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "datetime.datetime.now",
    "datetime.date.today",
}


def modules(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT), ast.parse(path.read_text("utf-8"))


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_introduces_itself_in_one_sentence_and_nothing_else(package: str) -> None:
    tree = ast.parse((ROOT / package / "__init__.py").read_text("utf-8"))

    sentence = ast.get_docstring(tree) or ""

    assert len(tree.body) == 1
    assert sentence.split()[0].isupper()
    assert sentence.count("\n") == 0


def test_no_package_re_exports_anything() -> None:
    with_code = [
        str(path)
        for path, tree in modules(*PACKAGES)
        if path.name == "__init__.py" and any(not isinstance(node, ast.Expr) for node in tree.body)
    ]

    assert with_code == []


def test_all_packages_are_loaded_from_one_folder() -> None:
    folders = {Path(str(importlib.import_module(name).__file__)).parents[1] for name in PACKAGES}

    assert folders == {ROOT}


def test_the_import_rules_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")

    run = subprocess.run(  # noqa: S603 - our own tool, on our own code
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stdout


def test_every_package_is_under_the_import_rules() -> None:
    assert sorted(SETTINGS["tool"]["importlinter"]["root_packages"]) == sorted(PACKAGES)


def test_the_clock_is_read_by_the_doors_only() -> None:
    below = [package for package in PACKAGES if package not in READS_THE_CLOCK]

    readings = [
        f"{path}:{node.lineno}"
        for path, tree in modules(*below)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in CLOCKS
    ]

    assert readings == []


def test_nothing_of_ours_is_replaced_by_a_mock() -> None:
    replaced = [
        f"{path}:{node.lineno}"
        for path, tree in modules(*PACKAGES, "tests", "bench")
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and "mock" in ast.unparse(node)
    ]

    assert replaced == []


def test_no_import_hides_behind_type_checking() -> None:
    hidden = [
        f"{path}:{node.lineno}"
        for path, tree in modules(*PACKAGES)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    ]

    assert hidden == []

"""The lock still fits pyproject.toml; `make lock` writes it anew."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[3]
PIN = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>\S+)(?: ; (?P<marker>.+?))? \\\n"
    r"(?P<hashes>(?:    --hash=\S+(?: \\)?\n)+)"
    r"(?P<why>(?:    #.*\n?)+)",
    re.MULTILINE,
)

LOCKS = {"requirements.lock": ("build",), "requirements-dev.lock": ("build", "dev")}


@pytest.fixture(params=LOCKS)
def lock(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_dependency_is_locked_at_a_version_that_it_allows(lock: str) -> None:
    pins = locked(lock)

    unmet = [
        str(requirement)
        for requirement in declared(lock)
        if not any(
            requirement.specifier.contains(version, prereleases=True)
            for version in pins.get(canonicalize_name(requirement.name), [])
        )
    ]

    assert unmet == []


def test_nothing_is_locked_that_was_asked_for_once_and_is_no_more(lock: str) -> None:
    asked = {canonicalize_name(requirement.name) for requirement in declared(lock)}

    kept = {
        canonicalize_name(pin["name"])
        for pin in PIN.finditer(text(lock))
        if "jalon (pyproject.toml" in pin["why"]
    }

    assert kept == asked


def test_every_line_of_the_lock_is_a_pin_with_hashes(lock: str) -> None:
    rest = PIN.sub("", text(lock))

    assert [line for line in rest.splitlines() if line and not line.startswith("#")] == []
    assert all("sha256:" in pin["hashes"] for pin in PIN.finditer(text(lock)))


def test_the_lock_names_no_index(lock: str) -> None:
    assert "://" not in text(lock)
    assert not re.search(r"^--?(index|extra-index|find-links|trusted)", text(lock), re.MULTILINE)


def test_tests_run_on_the_versions_that_are_installed_for_use() -> None:
    tested = locked("requirements-dev.lock")

    differing = {
        name: versions
        for name, versions in locked("requirements.lock").items()
        if tested.get(name) != versions
    }

    assert differing == {}


def text(lock: str) -> str:
    return (ROOT / lock).read_text("utf-8")


def locked(lock: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for pin in PIN.finditer(text(lock)):
        found.setdefault(canonicalize_name(pin["name"]), []).append(pin["version"])
    return found


def declared(lock: str) -> Iterator[Requirement]:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lines = [*project["project"]["dependencies"]]
    for extra in project["project"]["optional-dependencies"].values():
        lines += extra
    for group in LOCKS[lock]:
        lines += project["dependency-groups"][group]
    return map(Requirement, lines)

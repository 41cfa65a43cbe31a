"""The wheel holds our packages with their data, and nothing else."""

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PACKAGES: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"][
    "build"
]["targets"]["wheel"]["packages"]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    place = tmp_path_factory.mktemp("wheel")
    subprocess.run(  # noqa: S603 - our own build, of our own code
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    (wheel,) = place.glob("*.whl")
    return zipfile.ZipFile(wheel).namelist()


def test_the_wheel_holds_the_named_packages_only(held: list[str]) -> None:
    tops = {name.split("/")[0] for name in held}

    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)


def test_every_file_of_a_package_is_in_the_wheel(held: list[str]) -> None:
    listing = subprocess.run(  # noqa: S603 - fixed words, and the names of our packages
        ["git", "ls-files", "-z", *PACKAGES],  # noqa: S607 - git is found where the developer has it
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()

    missing = [name for name in listing.split("\0") if name and name not in held]

    assert missing == []


def test_the_licence_goes_with_the_wheel(held: list[str]) -> None:
    assert any(name.endswith("licenses/LICENSE") for name in held)

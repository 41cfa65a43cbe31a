"""What no file of the repository may hold: addresses of package indexes, paths of one machine."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[3]
SAMPLES = "../shared/" + "samples"

# Each is written in two parts, so that this file does not hold what it forbids.
FORBIDDEN = {
    "a package index": re.compile(r"py" r"pi\.org|python" r"hosted\.org|simple" r"/index"),
    "a path of one machine": re.compile(r"(?<![\w.$}/-])/(wo" r"rk|ro" r"ot|ho" r"me/\w)\b"),
    "a temporary folder of one machine": re.compile(r"(?<![\w.$}/-])/t" r"mp/\w"),
    "work left open": re.compile(r"\bTO" r"DO\b|\bFIX" r"ME\b|\bXX" r"X\b"),
    "a neighbouring folder": re.compile(r"\bsha" r"red/(?!samples)\w+|\bmock" r"-?ups?\b"),
}


def tracked() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - git is found where the developer has it
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    paths = [ROOT / name for name in listing.decode().split("\0") if name]
    return [path for path in paths if path.is_file() and path.name != "LICENSE"]


def lines() -> list[tuple[str, int, str]]:
    found = []
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data[:4096]:
            relative = path.relative_to(ROOT).as_posix()
            text = data.decode("utf-8", "replace")
            found += [(relative, n, line) for n, line in enumerate(text.splitlines(), start=1)]
    return found


def test_no_file_holds_what_belongs_to_one_machine_or_is_left_open() -> None:
    held = [
        f"{path}:{number}: {name}: {line.strip()[:80]}"
        for path, number, line in lines()
        for name, pattern in FORBIDDEN.items()
        if pattern.search(line)
    ]

    assert held == []


def test_only_ci_knows_where_the_samples_may_stand() -> None:
    named = {path for path, _, line in lines() if SAMPLES in line}

    assert named == {".ci/run"}

"""How long a project manager waits for the judgement of a package, in a cold process."""

import subprocess
import sys

from bench.figure import Figure, median, seconds
from examples import library

GATE = "G4"
"""The gate whose package holds eight documents: Word, Excel, PDF and MS Project XML."""


def run() -> list[Figure]:
    """Measure ``jalon check`` on eight documents, from the start of the process to its end."""
    folder = library.path("chaleur-four-2")
    asked = [str(folder / GATE), "--method", "jalon-standard", "--gate", GATE]
    command = [sys.executable, "-m", "jalon", "check", *asked, "--format", "json"]

    def check() -> None:
        subprocess.run(command, capture_output=True, check=True)

    return [
        Figure(
            name="jalon check, 8 documents, cold",
            value=median(seconds(check, times=11)),
            unit="s",
            at_most=2,
            how="median of 11 processes",
        )
    ]

"""How long a person waits for the command line, in a cold process."""

import subprocess
import sys

from bench.figure import Figure, median, seconds


def run() -> list[Figure]:
    """Measure the help text."""

    def help_text() -> None:
        subprocess.run([sys.executable, "-m", "jalon", "--help"], capture_output=True, check=True)

    return [
        Figure(
            name="jalon --help",
            value=median(seconds(help_text, times=11)),
            unit="s",
            at_most=0.5,
            how="median of 11 processes",
        )
    ]

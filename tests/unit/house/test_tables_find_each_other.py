"""Whatever a process imports first, every table finds those it refers to."""

import subprocess
import sys

import pytest

RESOLVE = (
    "from storage.database import Database; from storage.tables.base import Base; "
    "print(sum(1 for table in Base.metadata.tables.values() for key in table.foreign_keys "
    "if key.column is not None))"
)


@pytest.mark.parametrize("first", ["lifecycle.driving.advance", "flows.working", "jalon.acting"])
def test_a_process_that_opens_a_database_knows_every_table(first: str) -> None:
    done = subprocess.run(  # noqa: S603 - our own modules
        [sys.executable, "-c", f"import {first}; {RESOLVE}"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0

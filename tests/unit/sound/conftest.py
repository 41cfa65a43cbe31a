"""The sound packages, built once for all flaws."""

import pytest

from tests.unit.sound.house import House


@pytest.fixture(scope="package")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The sound packages in a folder of their own."""
    return House.build(tmp_path_factory.mktemp("sound") / "packages")

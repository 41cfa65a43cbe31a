"""All hostile files of our own making, by the name under which each is handed in."""

from collections.abc import Mapping

from tests.unit.evidence.harm import Harm, fixed
from tests.unit.evidence.hostile import REFUSED
from tests.unit.evidence.hostile_office import OFFICE
from tests.unit.evidence.hostile_print import PRINTED
from tests.unit.evidence.hostile_text import TEXTS

CORPUS: Mapping[str, Harm] = {
    **{name: fixed(make, "") for name, make in REFUSED.items()},
    **OFFICE,
    **PRINTED,
    **TEXTS,
}

NOWHERE = "http://192.0.2.1/x"
"""An address that belongs to nobody (RFC 5737), for files that need one."""

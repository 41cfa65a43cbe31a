"""Whatever is written: a sound method comes back as it was, anything else is refused cleanly."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.methodology.difference import difference
from domain.methodology.fault import Fault, MethodError
from domain.methodology.load import decode, load_method
from domain.methodology.model.method import Method
from methodologies import library
from tests.unit.methodology.hostile import WORST
from tests.unit.methodology.strategies import methods
from tests.unit.methodology.texts import CHECKS, SOUND, WHOLE

MOST_SECONDS = 1.0
"""Of the processor, for any text; on an idle machine the worst takes less than half of it."""

MOST_MEGABYTES = 200

LONGEST = 10.0
"""Seconds after which something hangs, on a machine that does much else."""

ROOT = Path(__file__).parents[3]

SHIPPED = library.text("jalon-standard")

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(max_examples=300, deadline=None)


def _as_yaml(method: Method, *, flow: bool = False) -> str:
    plain = method.model_dump(mode="json", exclude_defaults=True)
    for gate in plain["gates"]:
        for requirement in gate.get("requirements", ()):
            for use in requirement.get("checks", ()):
                use["settings"] = {
                    name: float(value) if _is_number(method, value) else value
                    for name, value in use.get("settings", {}).items()
                }
    text = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, default_flow_style=flow)
    return str(text)


def _is_number(method: Method, value: object) -> bool:
    """Whether a setting was a decimal number, which JSON shows as text."""
    decimals = {
        str(found)
        for gate in method.gates
        for requirement in gate.requirements
        for use in requirement.checks
        for found in use.settings.values()
        if not isinstance(found, str | int)
    }
    return isinstance(value, str) and value in decimals


@FEW
@given(method=methods(), flow=st.booleans())
def test_a_sound_method_comes_back_as_it_was(method: Method, *, flow: bool) -> None:
    text = _as_yaml(method, flow=flow)

    again = load_method(text, "m.yaml", known_checks=CHECKS)

    assert again == method
    assert difference(method, again) == []


@FEW
@given(method=methods())
def test_json_is_read_as_well_as_yaml(method: Method) -> None:
    text = json.dumps(yaml.safe_load(_as_yaml(method)), ensure_ascii=False)

    again = load_method(text, "m.json", known_checks=CHECKS)

    assert again.model_dump() == method.model_dump()


@FEW
@given(before=methods(), after=methods())
def test_any_two_methods_can_be_compared_in_both_languages(before: Method, after: Method) -> None:
    changes = difference(before, after)

    assert all(change.words["en"] and change.words["fr"] for change in changes)
    assert all("{" not in change.path for change in changes)


def _faults(text: str) -> tuple[Fault, ...]:
    try:
        load_method(text, "m.yaml", known_checks=None)
    except MethodError as error:
        return error.faults
    return ()


def _judged(text: str) -> None:
    """A text is a method, or it is refused with places that lie inside it."""
    lines = text.splitlines() or [""]
    began = time.perf_counter()
    faults = _faults(text)
    for fault in faults:
        assert 1 <= fault.line <= len(lines), fault
        assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1, fault
    assert time.perf_counter() - began < LONGEST


@st.composite
def mutations(draw: st.DrawFn, text: str) -> str:
    """Draw a text with lines taken out, doubled, exchanged or with a piece written over."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 3))):
        here, there = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        match draw(st.sampled_from(["out", "double", "exchange", "shift", "write", "cut"])):
            case "out":
                lines[here] = ""
            case "double":
                lines.insert(here, lines[here])
            case "exchange":
                lines[here], lines[there] = lines[there], lines[here]
            case "shift":
                lines[here] = draw(st.sampled_from(["  ", "\t", "- ", "? "])) + lines[here]
            case "cut":
                lines[here] = lines[here][: draw(st.integers(0, len(lines[here])))]
            case _:
                place = draw(st.integers(0, len(lines[here])))
                piece = draw(st.one_of(st.text(max_size=4), st.sampled_from(list("&*!|>%@`#{}[]"))))
                lines[here] = lines[here][:place] + piece + lines[here][place + 1 :]
    return "\n".join(lines)


@MANY
@given(text=mutations(WHOLE))
def test_any_change_of_a_method_of_all_parts_is_sound_or_refused(text: str) -> None:
    _judged(text)


@MANY
@given(text=st.text(max_size=200))
def test_any_text_is_refused_with_a_place_inside_it(text: str) -> None:
    _judged(text)


@MANY
@given(text=mutations(SOUND))
def test_any_change_of_a_method_is_sound_or_refused_with_a_place_inside_it(text: str) -> None:
    _judged(text)


@FEW
@given(text=mutations(SHIPPED))
def test_any_change_of_the_shipped_method_is_judged_in_bounded_time(text: str) -> None:
    _judged(text)


def _decoded(data: bytes) -> str | None:
    """Bytes that are not text are refused with one fault."""
    try:
        return decode(data, "m.yaml")
    except MethodError as error:
        if len(error.faults) != 1:
            raise
    return None


@MANY
@given(noise=st.binary(max_size=400), place=st.integers(0, len(SOUND.encode())))
def test_byte_noise_is_refused_and_nothing_else_happens(noise: bytes, place: int) -> None:
    for data in (noise, SOUND.encode()[:place] + noise + SOUND.encode()[place:]):
        text = _decoded(data)
        if text is not None:
            _judged(text)


@pytest.mark.parametrize("text", WORST.values(), ids=WORST.keys())
def test_a_hostile_text_is_refused_in_bounded_time(text: str) -> None:
    took = []

    for _ in range(2):
        began = time.process_time()
        with pytest.raises(MethodError):
            load_method(text, "m.yaml", known_checks=CHECKS)
        took.append(time.process_time() - began)

    assert min(took) < MOST_SECONDS


MEASURED = """
import resource
from domain.methodology.fault import MethodError
from domain.methodology.load import load_method
from tests.unit.methodology.hostile import WORST
from tests.unit.methodology.texts import WHOLE

load_method(WHOLE, "m.yaml")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for text in WORST.values():
    try:
        load_method(text, "m.yaml")
    except MethodError as error:
        str(error)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_no_hostile_text_takes_much_memory() -> None:
    asked = [sys.executable, "-c", MEASURED]

    done = subprocess.run(asked, capture_output=True, text=True, check=True, cwd=ROOT)  # noqa: S603

    assert int(done.stdout) < MOST_MEGABYTES

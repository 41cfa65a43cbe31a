"""The pulse: each part by itself, none stopped by another, none by its own failure."""

import threading
import time

from sqlalchemy.exc import OperationalError

from jalon.pulse import BRISK_FOR, Part, Pulse


def counting(times: list[int], *, fails: BaseException | None = None) -> Part:
    def act() -> None:
        times.append(1)
        if fails is not None:
            raise fails

    return Part("counting", 3600.0, act)


def test_a_part_that_fails_stops_neither_itself_nor_another() -> None:
    broken: list[int] = []
    away: list[int] = []
    sound: list[int] = []
    pulse = Pulse(
        [
            counting(broken, fails=ValueError("a bug")),
            counting(away, fails=OperationalError("SELECT 1", {}, Exception("away"))),
            counting(sound),
        ]
    )

    pulse.once()
    pulse.once()

    assert (len(broken), len(away), len(sound)) == (2, 2, 2)


def test_a_part_that_hangs_holds_up_no_other_and_a_wake_is_heard_at_once() -> None:
    hung, beats, over = threading.Event(), threading.Semaphore(0), threading.Event()

    def hang() -> None:
        hung.set()
        over.wait(20)

    pulse = Pulse([Part("hangs", 0.0, hang), Part("beats", 3600.0, beats.release)])
    pulse.start()
    assert hung.wait(10)
    assert beats.acquire(timeout=10)

    pulse.wake()

    assert beats.acquire(timeout=10)
    over.set()
    pulse.stop()


def test_a_wake_during_a_beat_is_not_lost() -> None:
    began, go_on, beats = threading.Event(), threading.Event(), threading.Semaphore(0)

    def act() -> None:
        began.set()
        go_on.wait(10)
        beats.release()

    pulse = Pulse([Part("slow", 3600.0, act)])
    pulse.start()
    assert began.wait(10)
    pulse.wake()
    go_on.set()

    assert beats.acquire(timeout=10)
    assert beats.acquire(timeout=10)
    pulse.stop()


def test_what_is_stopped_beats_no_more() -> None:
    times: list[int] = []
    pulse = Pulse([counting(times)])
    pulse.start()
    pulse.stop()
    before = len(times)

    pulse.wake()

    assert len(times) == before


def test_after_a_wake_a_part_looks_briskly_for_a_while() -> None:
    part = Part("letters", 1.0, lambda: None, brisk=0.2)
    plain = Part("dates", 5.0, lambda: None)
    assert part.pause(time.monotonic()) == 1.0

    part.wake()
    plain.wake()

    assert part.pause(time.monotonic()) == 0.2
    assert part.pause(time.monotonic() + BRISK_FOR) == 1.0
    assert plain.pause(time.monotonic()) == 5.0

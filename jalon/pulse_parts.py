"""What the pulse does: letters, dates, steps left lying, Prefect, and the log of the database."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from flows.launch import Launcher
from flows.reconcile import looks_right, reconcile
from jalon.pulse import Part
from lifecycle.claims import left_lying
from lifecycle.deciding.due import fire_due
from lifecycle.driving.advance import Work, advance
from lifecycle.driving.driving import show_again
from lifecycle.driving.timers import fire_timers
from lifecycle.installation import Installation
from lifecycle.letters.delivery import deliver_waiting, next_letter_at
from lifecycle.radar.telling import look_for_orphans, prove_life
from lifecycle.repeat import forget
from lifecycle.standing_in.requests import keep_delegations
from notifications.transport import Transport

log = logging.getLogger("jalon.pulse")

LETTERS, NUDGES = 1.0, 1.0
BRISK = 0.2
DATES, STEPS = 5.0, 2.0
RECONCILE = 30.0
RADAR = 3600.0
UPKEEP = 60.0

WHOLE = 300.0
"""Seconds between two looks at every single run; in between a count of them has to do."""

ANSWERS_KEPT = timedelta(days=7)
"""How long a repeated request still gets its first answer."""

FORGET = 3600.0
"""Seconds between two times of dropping what nobody will ask for again."""


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def parts_of(
    installation: Installation,
    launcher: Launcher | None,
    transport: Transport,
    *,
    public_url: str,
) -> list[Part]:
    """Return the parts of the pulse of one installation; without Prefect, all but its own."""
    parts = [
        Part("letters", LETTERS, lambda: deliver(installation, transport, public_url), BRISK),
        Part("dates", DATES, lambda: dates(installation)),
        Part("steps", STEPS, lambda: take_steps(installation)),
        Part("upkeep", UPKEEP, Upkeep(installation)),
        Part("radar", RADAR, lambda: look_around(installation)),
    ]
    if launcher is not None:
        parts.append(Part("nudges", NUDGES, lambda: nudge(launcher)))
        parts.append(Part("reconcile", RECONCILE, Reconciling(launcher)))
    return parts


def deliver(installation: Installation, transport: Transport, public_url: str) -> None:
    """Send the letters that are due."""
    due = next_letter_at(installation.database)
    if due is None or due > now():
        return
    try:
        deliver_waiting(installation, transport, public_url=public_url, clock=now)
    finally:
        transport.close()


def dates(installation: Installation) -> None:
    """Wake the projects for which a date has come, and say what is to be said by the clock."""
    at = now()
    fire_due(installation.database, at=at)
    fire_timers(installation.database, at=at)
    keep_delegations(installation.database, at=at)


def look_around(installation: Installation) -> None:
    """Report what waits for nobody, and once a week that all is alive."""
    at = now()
    look_for_orphans(installation.database, at=at)
    prove_life(installation.database, at=at)


def take_steps(installation: Installation) -> None:
    """Take the steps that no lifecycle run has taken in time, and have Prefect show them."""
    for project_id in left_lying(installation, at=now()):
        advanced = advance(installation, project_id, clock=now, perform=_do)
        if advanced.done:
            show_again(installation.database, project_id, at=now())


def nudge(launcher: Launcher) -> None:
    """Tell Prefect of the projects that it does not know to be awake."""
    launcher.nudge_waiting()


class Reconciling:
    """Every open lifecycle has one run: counted each time, looked at one by one now and then."""

    def __init__(self, launcher: Launcher, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.launcher = launcher
        self.clock = clock
        self.looked_at = float("-inf")

    def __call__(self) -> None:
        """Reconcile if Prefect answers and it is time, or something is visibly wrong."""
        if not self.launcher.api.is_ready():
            return
        if self.clock() - self.looked_at < WHOLE and looks_right(self.launcher):
            return
        reconcile(self.launcher)
        self.looked_at = self.clock()


class Upkeep:
    """The database's own log is taken in, and what nobody will ask for again is dropped."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.forgot_at = float("-inf")

    def __call__(self) -> None:
        """Do what is due."""
        database = self.installation.database
        if time.monotonic() - self.forgot_at > FORGET:
            with database.write() as session:
                forget(session, before=now() - ANSWERS_KEPT)
            self.forgot_at = time.monotonic()
        database.checkpoint()


def _do(work: Work) -> None:
    work.run()

"""The pulse as a process of its own, of which there may be several."""

import os
import signal
import threading

from flows.launch import Launcher
from flows.prefect_api import Address, PrefectApi
from jalon.pulse import Pulse
from jalon.pulse_parts import now, parts_of
from jalon.standing import log_to_standard_error, public_url, standing
from lifecycle.installation import Installation
from notifications.transport import transport_of


def run_pulse(_language: str, *, once: bool) -> int:
    """Beat until SIGTERM or Ctrl-C, or only once."""
    url = public_url()
    installation = standing()
    log_to_standard_error()
    mailbox = installation.place.data_dir / "mail"
    transport = transport_of(os.environ.get("JALON_SMTP_URL", ""), mailbox)
    pulse = Pulse(parts_of(installation, _launcher(installation, url), transport, public_url=url))
    if once:
        pulse.once()
    else:
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        pulse.start()
        stopping.wait()
        pulse.stop()
    installation.close()
    return 0


def _launcher(installation: Installation, url: str) -> Launcher | None:
    address = Address.from_environment(installation.place.keys_file.parent)
    if address is None:
        return None
    return Launcher(PrefectApi(address), installation, now, public_url=url)

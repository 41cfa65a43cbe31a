"""The pages as a process of their own, of which there may be several."""

import os
import sys
from uuid import UUID

from jalon.output import result
from jalon.pulse_parts import now
from jalon.serving import address_of, server_of, take_port
from jalon.standing import log_to_standard_error, standing
from web.site import Site


def run_web(host: str, port: int, _language: str) -> int:
    """Serve until SIGTERM or Ctrl-C. The pulse tells Prefect what is done here."""
    installation = standing()
    taken = take_port(host, port)
    log_to_standard_error()
    public_url = os.environ.setdefault("JALON_PUBLIC_URL", address_of(taken))
    server = server_of(Site(installation, now, public_url, _leave_to_the_pulse))
    taken.listen()
    result(f"ready {address_of(taken)}")
    sys.stdout.flush()
    server.run([taken])
    installation.close()
    return 0


def _leave_to_the_pulse(_project_id: UUID) -> None:
    """Do nothing: the act itself noted in the database that Prefect is to be told."""

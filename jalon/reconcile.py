"""Put Prefect in step with the database, by hand."""

import os

from domain.errors import OutOfSequenceError
from flows.launch import Launcher
from flows.prefect_api import PrefectApi, PrefectAwayError
from flows.reconcile import reconcile
from jalon.output import Format, result, result_json
from jalon.pulse_parts import now
from jalon.standing import prefect_address, standing


def run_reconcile(fmt: Format, language: str) -> int:
    """Give every open lifecycle one live run, and print what had to be done.

    Raises:
        OutOfSequenceError: Prefect does not answer.
    """
    installation = standing()
    api = PrefectApi(prefect_address(installation), timeout=30.0)
    try:
        launcher = Launcher(
            api, installation, now, public_url=os.environ.get("JALON_PUBLIC_URL", "")
        )
        done = reconcile(launcher)
    except PrefectAwayError as error:
        raise OutOfSequenceError(
            f"Prefect does not answer at {api.address.url}; lifecycles go on without it, and the "
            "pulse tries again.",
            f"Prefect ne répond pas sur {api.address.url} ; les cycles de vie continuent sans lui "
            "et la pulsation réessaie.",
        ) from error
    finally:
        api.close()
        installation.close()
    if fmt is Format.JSON:
        result_json({"started": done.started, "ended": done.ended})
    else:
        words = {
            "en": f"{done.started} run(s) started, {done.ended} run(s) ended",
            "fr": f"{done.started} exécution(s) lancée(s), {done.ended} terminée(s)",
        }
        result(words[language])
    return 0

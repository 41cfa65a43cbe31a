"""What Prefect itself costs: a bare flow run that does nothing, in a worker's own settings."""

import json
import sys
import time


def main(times: int) -> None:
    """Print, as JSON, how long each of so many runs took."""
    from prefect import flow  # noqa: PLC0415 - costs two seconds, and the bench only asks for the name
    from prefect.settings import (  # noqa: PLC0415 - the same
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
        temporary_settings,
    )

    @flow
    def nothing() -> None:
        """Do nothing."""

    spent = []
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        for _ in range(times + 1):
            start = time.perf_counter()
            nothing()
            spent.append(time.perf_counter() - start)
    sys.stdout.write(json.dumps(spent[1:]))


if __name__ == "__main__":
    main(int(sys.argv[1]))

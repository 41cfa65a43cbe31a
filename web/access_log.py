"""What the access log may hold: no token of a decision link, and no query."""

import logging
import re

from typing_extensions import override

_LINK = re.compile(r"(/d/[0-9A-Za-z-]{0,36})[^\s?\"]*")
_QUERY = re.compile(r"\?\S*")
LOGGERS = ("uvicorn.access", "uvicorn.error", "uvicorn")


def without_secrets(line: str) -> str:
    """Return a path or a log line with the token of a link and every query cut off."""
    return _QUERY.sub("", _LINK.sub(r"\1", line))


class WithoutSecrets(logging.Filter):
    """Cut tokens and queries out of a log record before any handler sees it."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record, with its words and its arguments cut."""
        if isinstance(record.args, tuple):
            record.args = tuple(
                without_secrets(each) if isinstance(each, str) else each for each in record.args
            )
        if isinstance(record.msg, str):
            record.msg = _LINK.sub(r"\1", record.msg)
        return True


def guard_logs() -> None:
    """Put the filter on every logger of the server; doing it again changes nothing."""
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(each, WithoutSecrets) for each in logger.filters):
            logger.addFilter(WithoutSecrets())

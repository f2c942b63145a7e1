"""The log: lines to read or, with LOG_FORMAT=json, an object a line. What an error says of itself is in neither."""

import json
import logging
import traceback
from collections.abc import Iterator
from copy import copy
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

GRANIAN: dict[str, Any] = {"formatters": {}, "handlers": {}, "loggers": {"_granian": {"propagate": True}}}
"""For the server's `log_dictconfig`: its lines go where ours go."""


def set_up(log_format: str) -> None:
    """Write the log to standard error: as JSON for `json`, else as text. What is set up already stays."""
    handler = logging.StreamHandler()
    handler.setFormatter(AsJson() if log_format == "json" else AsText())
    logging.basicConfig(handlers=[handler])


class AsText(logging.Formatter):
    """A line to read. Of an error it tells the kind and the place: its message may hold a resident's own words."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line; another handler's idea of the error is not used, nor ours left to it."""
        own = copy(record)
        own.exc_text = None
        return super().format(own)

    def formatException(self, ei: Caught) -> str:  # noqa: N802  # logging calls it so
        """The places in the code, and the kinds of the errors, the first cause first."""
        return "".join(
            line for error in _causes(ei[1]) for line in (*traceback.format_tb(error.__traceback__), _kind(error))
        )


class AsJson(AsText):
    """The same as an object: time (UTC), level, logger, message and, of an error, `error`."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever the message holds."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        error = {"error": self.formatException(record.exc_info)} if record.exc_info and record.exc_info[1] else {}
        return json.dumps({**told, **error}, ensure_ascii=False)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what led to it, the first first."""
    if error is not None:
        yield from _causes(error.__cause__ or (None if error.__suppress_context__ else error.__context__))
        yield error


def _kind(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}\n"

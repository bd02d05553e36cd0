"""What a desk notes of itself, for whoever asks why it ended or what failed."""

from __future__ import annotations

import faulthandler
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

from bulletinc.batch.key import state_folder

_NAME = "bulletinc.desk"
_HEARD = (_NAME, "uvicorn", "asyncio")
_LARGEST_BYTES = 2**18
_RIGHTS = 0o700  # nobody else reads it
_LINE = "%(asctime)s [%(process)d] %(message)s"


def note(text: str, error: BaseException | None = None) -> None:
    """Write a line; of an error, where it came from, too."""
    logging.getLogger(_NAME).warning(text, exc_info=error)


@contextmanager
def kept() -> Iterator[None]:
    """Keep the file in the block: what is noted, and what the server's libraries warn of."""
    loggers = [logging.getLogger(name) for name in _HEARD]
    handler = _handler()
    handler.setFormatter(logging.Formatter(_LINE))
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.WARNING)
        logger.propagate = False
    if isinstance(handler, RotatingFileHandler) and handler.stream:
        faulthandler.enable(handler.stream)
    try:
        yield
    finally:
        faulthandler.disable()
        for logger in loggers:
            logger.removeHandler(handler)
        handler.close()


def _handler() -> logging.Handler:
    """One that writes the file; without a place for it, one that writes nothing."""
    try:
        path = journal_file()
        path.parent.mkdir(mode=_RIGHTS, parents=True, exist_ok=True)
        return RotatingFileHandler(
            path, maxBytes=_LARGEST_BYTES, backupCount=1, encoding="utf-8", errors="replace"
        )
    except (OSError, RuntimeError):  # RuntimeError: this user has no home
        return logging.NullHandler()


def journal_file() -> Path:
    """Where it lies. Raises RuntimeError where there is no home."""
    return state_folder() / "desk" / "log.txt"

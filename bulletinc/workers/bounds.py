"""What a task may use, and why one got no answer."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeVar

from bulletinc.errors import BulletinError, Defect

Reason = Literal["time", "memory", "killed", "crashed"]

OUT_OF_MEMORY_STATUS = 77  # the exit status of a process that met its bound

_Argument = TypeVar("_Argument")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one task may use.

    ``timeout`` in seconds; ``memory`` in MB, where the system can limit a process.
    """

    timeout: float = 120
    memory: int = 2048


class Lost(Exception):
    """A task without an answer.

    It took too long, or its process met its bound, was killed, or crashed.
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


def processors() -> int:
    """Count the processes that can work at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def lost_by(status: int | None) -> Lost:
    """Tell by its exit status why a process ended.

    The negative number of a signal, or its own number.
    """
    if status == OUT_OF_MEMORY_STATUS:
        return Lost("memory")
    if status is None or status >= 0:
        return Lost("crashed", "" if status is None else str(status))
    name = signal.Signals(-status).name if -status in list(signal.Signals) else str(-status)
    killed = -status in {signal.SIGTERM, getattr(signal, "SIGKILL", 9)}
    return Lost("killed" if killed else "crashed", name)


def guarded(
    function: Callable[[_Argument], _Result], argument: _Argument
) -> _Result | BulletinError | Defect:
    """Return the result, or the error in a form that can be sent.

    Ends the process where memory ran out.
    """
    try:
        return function(argument)
    except Exception as error:
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, MemoryError):
                os._exit(OUT_OF_MEMORY_STATUS)  # what this process still knows may be half made
            cause = cause.__cause__
        return error if isinstance(error, BulletinError) else Defect.of(error)

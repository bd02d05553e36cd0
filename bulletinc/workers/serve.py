"""The other side: what a watched process does from its first moment to its last."""

from __future__ import annotations

import os
import pickle
import queue
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any

from bulletinc.errors import Defect
from bulletinc.workers.bounds import OUT_OF_MEMORY_STATUS, guarded
from bulletinc.workers.messages import receive, receive_packed, send

_MEGABYTE = 1 << 20
_PR_SET_PDEATHSIG = 1  # <sys/prctl.h>


def main() -> None:
    """Carry out what comes on standard input, answer on standard output."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anybody prints must not get between the answers
    serve(sys.stdin.buffer, answers)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Take the bounds and the function, then tasks, until nobody asks any more."""
    memory, idle_s, packed, prepare = receive(requests)
    begin(memory)
    inbox: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests, inbox), daemon=True).start()
    function = guarded(_unpacked, packed)
    if prepare:
        guarded(lambda packed: _unpacked(packed)(), prepare)  # the first task meets its error again
    send(answers, "ready")
    with suppress(queue.Empty, OSError):
        while True:
            count, packed = _unpacked(inbox.get(timeout=idle_s))
            for result in _results(function, count, packed):
                _reply(answers, result)


def _results(function: Any, count: int, packed: bytes) -> Iterator[object]:
    tasks: Any = guarded(_unpacked, packed)
    for failure in (function, tasks):
        if isinstance(failure, Exception):
            yield from [failure] * count
            return
    for task in tasks:
        yield guarded(function, task)


def _reply(answers: IO[bytes], result: object) -> None:
    try:
        send(answers, result)
    except OSError:
        raise
    except Exception as error:  # a result that cannot be packed
        send(answers, Defect.of(error))


def _unpacked(packed: bytes) -> Any:
    return pickle.loads(packed)


def begin(memory: int) -> None:
    """Bind this process to its memory in MB and to its parent's life.

    Have it deaf to Ctrl-C, and end at SIGTERM.

    Ctrl-C at a terminal reaches every process there: the supervisor alone decides what ends.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
    if sys.platform == "linux":  # also where a task lets no other thread of this process run
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    with suppress(ImportError, OSError, ValueError):  # Windows has no such bound, macOS another
        import resource

        kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
        hard = resource.getrlimit(kind)[1]
        bound = memory * _MEGABYTE
        soft = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(kind, (soft, hard))


def _listen(requests: IO[bytes], inbox: queue.SimpleQueue[bytes]) -> None:
    """Pass on what comes, and end this process with its supervisor, whatever it is busy with."""
    try:
        while True:
            inbox.put(receive_packed(requests))
    except MemoryError:
        os._exit(OUT_OF_MEMORY_STATUS)
    except (EOFError, OSError):
        os._exit(1)

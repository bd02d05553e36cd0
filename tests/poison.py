"""Texts that end what sets them, for tests: a Dask worker that preloads this module has them do so.

A text that holds one of the words of ``HARM`` crashes the process beside the worker, hangs in it, eats its memory, kills the worker
itself, or is just slow. ``BULLETINC_TEST_OTHER`` names a library that the worker pretends to have in another version.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Mapping

from bulletinc.cluster import traits, worker
from bulletinc.compiler import Pages


def _hang() -> None:
    while True:
        sum(range(10**9))  # which lets no other thread run


HARM: Mapping[str, Callable[[], object]] = {
    "此文崩溃": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    "此文无尽": _hang,
    "此文贪婪": lambda: bytearray(10**11),
    "此文灭主": lambda: os.kill(os.getppid(), signal.SIGKILL),
    "此文迟缓": lambda: time.sleep(0.3),
}


def install() -> None:
    """In the process beside: look at each text before it is set."""
    made = worker._made

    def harmed(task: worker.Task) -> Pages:
        for word, harm in HARM.items():
            if word in task.order.data.decode("utf-8", "replace"):
                harm()
        return made(task)

    worker._made = harmed
    if other := os.environ.get("BULLETINC_TEST_OTHER"):
        version = traits._version
        traits._version = lambda name: "0.0" if name == other else version(name)


def dask_setup(_worker: object) -> None:
    """What Dask calls when a worker begins."""
    worker._PROGRAM = f"from {__name__} import install; install(); {worker._PROGRAM}"

"""Texts that harm the process that sets them, in a Dask worker that preloads this or :func:`main`.

A text that holds one of the words of ``HARM`` crashes the process that sets it, hangs in it, uses
up its memory, kills the process that started it (the worker), or is just slow.
``BULLETINC_TEST_OTHER`` names a library that the worker pretends to have in another version.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Mapping

from bulletinc import compiler
from bulletinc.batch import environment
from bulletinc.batch.cluster import worker
from bulletinc.compiler import BuildRequest, BuildResult
from bulletinc.workers import child


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


_pages = compiler.pages


def pages(request: BuildRequest) -> BuildResult:
    """What a request leads to, if it does its process no harm."""
    for word, harm in HARM.items():
        if word in request.data.decode("utf-8", "replace"):
            harm()
    return _pages(request)


def install() -> None:
    """In the process beside a worker: look at each text before it is set."""
    worker._made = lambda task: pages(task.request)
    if other := os.environ.get("BULLETINC_TEST_OTHER"):
        version = environment._version
        environment._version = lambda name: "0.0" if name == other else version(name)


def dask_setup(_worker: object) -> None:
    """What Dask calls when a worker begins."""
    child.PROGRAM = f"from {__name__} import install; install(); {child.PROGRAM}"


def main() -> None:
    """``bulletinc`` with such texts."""
    from bulletinc import cli

    compiler.pages = pages
    sys.exit(cli.main())

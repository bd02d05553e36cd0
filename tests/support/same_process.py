"""What the pool does, in this process: for tests that have changed something here."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import Any

from bulletinc.workers.bounds import guarded


def run_here(
    function: Callable[[Any], Any], tasks: Iterable[Any], *_how: object, **_more: object
) -> Generator[tuple[Any, Any], None, None]:
    """Stand in for :func:`bulletinc.workers.pool.run`."""
    for task in tasks:
        yield task, guarded(function, task)

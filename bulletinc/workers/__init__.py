"""Processes that are watched over, so that no document can hang, crash or fill up the program."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from bulletinc.workers.bounds import Bounds

_Argument = TypeVar("_Argument")
_Result = TypeVar("_Result")


def run_bounded(
    function: Callable[[_Argument], _Result],
    argument: _Argument,
    bounds: Bounds | None = None,
    name: str = "",
) -> _Result:
    """Call ``function(argument)`` in a watched process, and return what it returns.

    For work on files that somebody else made, which may hang, crash or use up the memory::

        draft = run_bounded(convert, data, Bounds(timeout=60, memory=1024), name="来文.docx")

    The function must be one of a module, and its argument and result must be fit for pickle; a
    :func:`functools.partial` passes further arguments. It writes nothing that counts: its process
    may be killed at any moment. A BulletinError that it raises is raised here, any other error as a
    Defect.

    Raises BulletinError, too, where the process exceeds its bounds or crashes; ``name`` is what
    that calls the file.
    """
    from contextlib import closing

    from bulletinc.workers import bounds as limits
    from bulletinc.workers import losses, pool

    bounds = bounds or limits.Bounds()
    with closing(pool.run(function, [argument], 1, bounds)) as answers:
        ((_argument, answer),) = answers
    if isinstance(answer, limits.Lost):
        raise losses.loss_error(name, answer, bounds)
    if isinstance(answer, Exception):
        raise answer
    return answer

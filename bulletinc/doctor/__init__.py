"""Whether this machine and a folder are fit for work: what is there, what is wrong, what to do.

Each check is a module of :mod:`bulletinc.doctor.checks`, found by looking, and runs in a watched
process, so that an engine or a drive that hangs is a finding like any other.
"""

from __future__ import annotations

import os
import pkgutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from bulletinc.doctor import checks
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.workers import losses, pool, run_bounded
from bulletinc.workers.bounds import Bounds, Lost

_BOUNDS = Bounds(timeout=30)
_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a check cannot see from its own process: the folder, whole, and the encodings of
    standard output and error; empty where they are closed.
    """

    folder: Path
    output: str = ""
    messages: str = ""


class Observation(NamedTuple):
    """Something that is so."""

    what: str
    value: str


class Trouble(NamedTuple):
    """Something that is wrong, and what to do. ``hinders``: what is installed does not work; else
    something that one may do without is not there.
    """

    what: str
    remedy: str
    hinders: bool = True


@dataclass(frozen=True, slots=True)
class Examined:
    """What one part of a check found."""

    observations: tuple[Observation, ...] = ()
    troubles: tuple[Trouble, ...] = ()


class Check(Protocol):
    """What a module of :mod:`bulletinc.doctor.checks` offers.

    ``RANK`` is its place in the report. The parts of a check are examined each by itself, so that
    one that hangs takes no other along; most have one, of no name.
    """

    RANK: int

    def title(self) -> str:
        """What users call it."""

    def parts(self) -> tuple[str, ...]:
        """The names of the parts, without loading anything heavy."""

    def examine(self, circumstances: Circumstances, part: str, /) -> Examined:
        """Look. A BulletinError that this raises is a trouble."""


class CheckTask(NamedTuple):
    """A part of a check to be examined: a task of a watched process."""

    check: str
    name: str
    circumstances: Circumstances


class CheckReport(NamedTuple):
    """The report of a whole check."""

    name: str
    title: str
    examined: Examined


def examine(
    circumstances: Circumstances, room: str = checks.__name__, bounds: Bounds = _BOUNDS
) -> tuple[CheckReport, ...]:
    """The report of all checks of a room, in their order.

    Raises BulletinError for a folder that is none.
    """
    if not _is_folder(circumstances.folder, bounds):
        raise BulletinError(
            _("{path}: there is no such folder.").format(path=circumstances.folder),
            _("Check the name, or leave it out for the current folder."),
        )
    found = sorted(_checks(room), key=lambda each: each[1].RANK)
    parts = [
        CheckTask(f"{room}.{name}", part, circumstances)
        for name, check in found
        for part in check.parts()
    ]
    with closing(pool.run(_examine, parts, _AT_ONCE, bounds)) as answers:
        told = {part[:2]: _told(part, answer, bounds) for part, answer in answers}
    return tuple(
        CheckReport(
            name,
            check.title(),
            _joined([told[f"{room}.{name}", part] for part in check.parts()]),
        )
        for name, check in found
    )


def _is_folder(folder: Path, bounds: Bounds) -> bool:
    """Whether there is such a folder. A drive that does not answer is for the checks to tell."""
    try:
        return run_bounded(os.path.isdir, str(folder), bounds)
    except BulletinError:
        return True


def _checks(room: str) -> Iterator[tuple[str, Check]]:
    for module in pkgutil.iter_modules(import_module(room).__path__):
        yield module.name, cast("Check", import_module(f"{room}.{module.name}"))


def _examine(part: CheckTask) -> Examined:
    check = cast("Check", import_module(part.check))
    return check.examine(part.circumstances, part.name)


def _told(part: CheckTask, answer: object, bounds: Bounds) -> Examined:
    """What a part found; what it did not live to find is a trouble, too."""
    if isinstance(answer, Examined):
        return answer
    if isinstance(answer, Lost):
        answer = _loss(
            part.name or cast("Check", import_module(part.check)).title(), answer, bounds
        )
    remedy = answer.remedy if isinstance(answer, BulletinError) else None
    message = answer.message if isinstance(answer, BulletinError) else str(answer)
    return Examined(troubles=(Trouble(message, remedy or _("Please send us this report.")),))


def _loss(name: str, lost: Lost, bounds: Bounds) -> BulletinError:
    remedy = _("Start the machine again; if that does not help, install this part anew.")
    if lost.reason == "time":
        message = _("{name}: no answer within {count} seconds.")
        return BulletinError(message.format(name=name, count=f"{bounds.timeout:g}"), remedy)
    return losses.loss_error(name, lost, bounds, remedy)


def _joined(parts: list[Examined]) -> Examined:
    return Examined(
        tuple(each for part in parts for each in part.observations),
        tuple(each for part in parts for each in part.troubles),
    )

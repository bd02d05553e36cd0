"""Tracked changes that a user decides on, one by one."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from bulletinc.cli import streams
from bulletinc.drafts import Job
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.readers.deciding import Decide, refuse_all, take_all, tracked_changes
from bulletinc.readers.input_file import read_input
from bulletinc.readers.intermediate import ALL_TAKEN, Refused, TrackedChange
from bulletinc.readers.tracked_notes import author_and_day, named
from bulletinc.text.source import excerpt

CHOICES = ("accept", "reject", "ask")


def decider(choice: str) -> Decide:
    """Return who decides. Raises BulletinError where nobody can be asked."""
    if choice != "ask":
        return refuse_all if choice == "reject" else take_all
    if not (streams.is_terminal(sys.stdin) and streams.is_interactive()):
        raise BulletinError(
            _("--changes ask asks questions, and there is no terminal to ask them on."),
            _("Choose --changes accept or --changes reject, or run the command in a terminal."),
        )
    return _ask


def beforehand(decide: Decide, jobs: Iterable[Job]) -> Decide:
    """Ask all questions now, while nothing else is shown."""
    if decide is not _ask:
        return decide
    answers: dict[str, Refused] = {}
    for job in jobs:
        if job.path is not None and job.path.is_file():
            answers[job.name] = _ask(job.name, read_input(job.path))
    return lambda name, _data: answers.get(name, ALL_TAKEN)


def _ask(name: str, data: bytes) -> Refused:
    try:
        changes = tracked_changes(name, data)
    except BulletinError:
        return ALL_TAKEN  # which the reading itself will meet again, and tell
    refused: set[int] = set()
    for at, change in enumerate(changes):
        streams.write_message(_question(name, change, len(changes)))
        match _answer():
            case "n":
                refused.add(change.number)
            case "a":
                break
            case "r":
                refused |= {each.number for each in changes[at:]}
                break
            case "q":
                raise BulletinError(_("{path}: stopped. Nothing was written.").format(path=name))
    return frozenset(refused)


def _question(name: str, change: TrackedChange, count: int) -> str:
    message = _("{path}: tracked change {number} of {count}, {who}: {what}\n  in: {context}")
    return message.format(
        path=name,
        number=change.number,
        count=count,
        who=author_and_day(change.author, change.day) or _("author unknown"),
        what=named(change),
        context=excerpt(change.context),
    )


def _answer() -> str:
    answer: str = click.prompt(
        _("Take it? y: yes, n: no, a: yes to all the rest, r: no to all the rest, q: stop"),
        type=click.Choice(["y", "n", "a", "r", "q"], case_sensitive=False),
        default="y",
        show_choices=False,
        err=True,
    )
    return answer

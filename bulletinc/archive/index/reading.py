"""One draft read for the index, by a watched process or a worker of a cluster."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from bulletinc import files
from bulletinc.archive.facts import IssueFacts, facts_of
from bulletinc.archive.passages import Passage, passages_of
from bulletinc.batch.records import State
from bulletinc.errors import BulletinError
from bulletinc.parser import parse
from bulletinc.text.source import decode


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """A draft to be read: where it lies, and its path as seen from the folder of the index.

    ``data`` are its bytes where it goes to a machine that does not have it.
    """

    file: str
    path: str
    data: bytes | None = None
    state: State | None = None


@dataclass(frozen=True, slots=True)
class DraftRead:
    """What the index keeps of a draft; ``facts`` are ``None`` where it could not be read.

    ``entries`` are those of each passage: to cut a text is work for many processes.
    """

    state: State
    facts: IssueFacts | None = None
    passages: tuple[Passage, ...] = ()
    entries: tuple[tuple[str, str, str], ...] = ()
    error: tuple[str, str | None] | None = None


def read_draft(request: DraftRequest) -> DraftRead:
    """Read a draft. Raises BulletinError where there is no such file any more."""
    if request.data is None or request.state is None:
        status = os.stat(request.file)
        data = files.read(Path(request.file))
        state = State.of(data, status).unsettled()
    else:
        data, state = request.data, request.state
    try:
        source = decode(data, request.path)
        document = parse(source)
    except BulletinError as error:
        return DraftRead(state, error=(error.message, error.remedy))
    facts = facts_of(document, source, request.path)
    passages = tuple(passages_of(facts, document, source))
    return DraftRead(state, facts, passages, tuple(each.entries() for each in passages))

"""Drafts read for the index on a cluster: texts go out, what the index keeps comes back."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import astuple, replace
from pathlib import Path

from bulletinc import files
from bulletinc.archive.facts import from_json as issue_from_json
from bulletinc.archive.facts import to_json
from bulletinc.archive.index.reading import DraftRead, DraftRequest, read_draft
from bulletinc.archive.index.refreshing import Answers, Reader
from bulletinc.archive.passages import from_json
from bulletinc.batch.records import State
from bulletinc.batch.scheduler import Scheduler
from bulletinc.errors import BulletinError, Defect

_BROKEN = (ValueError, TypeError, KeyError, zlib.error)


def read_on(scheduler: Scheduler) -> Reader:
    """What reads drafts on the cluster of a scheduler."""

    def read(requests: Iterator[DraftRequest]) -> Answers:
        from bulletinc.batch.cluster.sharing import share

        refused: list[tuple[DraftRequest, Exception]] = []
        for request, answer in share(scheduler, read_packed, _loaded(requests, refused), _weight):
            yield request, unpack(answer) if isinstance(answer, bytes) else answer
            yield from refused
            refused.clear()
        yield from refused

    return read


def read_packed(request: DraftRequest) -> bytes:
    """What is read of a draft, packed for the way back."""
    read = read_draft(request)
    values = {
        "state": astuple(read.state),
        "facts": read.facts and to_json(read.facts),
        "passages": [[each.to_json(), each.headline, each.text] for each in read.passages],
        "entries": read.entries,
        "error": read.error,
    }
    return zlib.compress(os.fsencode(json.dumps(values, ensure_ascii=False)), 1)


def unpack(data: bytes) -> DraftRead | Exception:
    """What :func:`read_packed` packed; a Defect for anything else."""
    try:
        values = json.loads(os.fsdecode(zlib.decompress(data)))
        return DraftRead(
            State(*values["state"]),
            values["facts"] and issue_from_json(values["facts"]),
            tuple(from_json(*each) for each in values["passages"]),
            tuple((str(one), str(two), str(three)) for one, two, three in values["entries"]),
            values["error"] and tuple(values["error"]),
        )
    except _BROKEN as error:
        return Defect.of(error)


def _loaded(
    requests: Iterator[DraftRequest], refused: list[tuple[DraftRequest, Exception]]
) -> Iterator[DraftRequest]:
    """The drafts with their bytes; what cannot be read is refused."""
    for request in requests:
        try:
            status = os.stat(request.file)
            data = files.read(Path(request.file))
        except OSError:
            refused.append((request, files.missing(request.file)))
        except BulletinError as error:
            refused.append((request, error))
        else:
            yield replace(request, data=data, state=State.of(data, status).unsettled())


def _weight(request: DraftRequest) -> int:
    return len(request.data or b"")

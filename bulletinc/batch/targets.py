"""Where outputs go, and that none takes the place of a source or of another output."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from bulletinc import files
from bulletinc.batch.records import hash_of
from bulletinc.drafts import Job
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.render import renderer


class ForeignOutput(BulletinError):
    """An output would replace a file that we did not make."""


def check_targets(jobs: Iterable[Job], formats: Iterable[str]) -> None:
    """Raise BulletinError if an output would take the place of a source or of another output.

    Writes nothing.
    """
    jobs = tuple(jobs)
    suffixes = tuple(renderer(name).SUFFIX for name in formats)
    sources = {os.path.realpath(job.path): job for job in jobs if job.path is not None}
    taken: dict[str, Job] = {}
    for job in jobs:
        for suffix in suffixes:
            output = output_path(job, suffix)
            key = os.path.normcase(os.path.realpath(output))
            if key in sources:
                raise BulletinError(
                    _("{path} is a draft, and an output would overwrite it.").format(path=output),
                    _(
                        "Choose another folder with -o, or give the draft a name that ends in "
                        ".txt. Nothing was written."
                    ),
                )
            first = taken.setdefault(key, job)
            if first is not job:
                raise BulletinError(
                    _("{first} and {second} would both be written to {path}.").format(
                        first=first.name, second=job.name, path=output
                    ),
                    _(
                        "Rename one of them, or build them into different folders with -o. "
                        "Nothing was written."
                    ),
                )


def check_owner(job: Job, name: str, known: str | None) -> None:
    """Raise BulletinError if an output of this format would replace a file that we did not make.

    ``known`` is the hash of what was last written there, ``None`` where nobody remembers it.
    """
    path = output_path(job, renderer(name).SUFFIX)
    files.check_folder_of(path, job.top)
    if not os.path.lexists(path) or os.path.isdir(path):
        return
    data = files.read(path, through_link=False)
    if hash_of(data) != known and not renderer(name).is_own(data):
        raise ForeignOutput(
            _("{path}: bulletinc did not make this file. It was left as it is.").format(path=path),
            _("Choose another folder with -o, or replace it with bulletinc build --overwrite."),
        )


def output_path(job: Job, suffix: str) -> Path:
    """Where an output of a job goes."""
    return job.target.with_name(job.target.name + suffix)

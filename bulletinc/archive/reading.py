"""The issues of a folder, one after the other, as facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from bulletinc import compiler, files
from bulletinc.archive.facts import IssueFacts, facts_of
from bulletinc.archive.index import Index, use
from bulletinc.drafts import Job
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.text.source import decode

Tell = Callable[[BulletinError], None]


def read_facts(jobs: Iterable[Job], tell: Tell) -> Iterator[IssueFacts]:
    """The facts of these drafts, from the indexes of their folders where they were named by one.
    What cannot be read is told, and left out.
    """
    jobs = tuple(jobs)
    known: dict[Path, IssueFacts] = {}
    for top in dict.fromkeys(job.top for job in jobs if job.top is not None):
        for facts in use(top, list_issues).result:
            known[top / facts.path] = facts
    for job in jobs:
        if job.path is None:
            continue
        if facts_known := known.get(job.path):
            yield replace(facts_known, path=str(job.path))
            continue
        try:
            source = decode(files.read(job.path), str(job.path))
            yield facts_of(compiler.compile(source), source)
        except BulletinError as error:
            tell(error)


def list_issues(index: Index) -> list[IssueFacts]:
    """All drafts of an index."""
    return list(index.issues())


def distinct_issues(facts: Iterable[IssueFacts], tell: Tell) -> Iterator[IssueFacts]:
    """The issues among these drafts, each once: of two drafts of one issue the first. The second
    one is told; a draft that is no issue is left out.
    """
    first: dict[tuple[str, int | None, int | None, str], str] = {}
    for each in facts:
        if not each.is_issue:
            continue
        path = first.setdefault(each.key, each.path)
        if path == each.path:
            yield each
        else:
            tell(
                BulletinError(
                    _("{path}: not counted, because it is the same issue as {file}.").format(
                        path=each.path, file=path
                    ),
                    _("Keep the final draft only, or correct the issue number."),
                )
            )

"""Which drafts count: the issues, each of them once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator

from bulletinc.archive.facts import IssueFacts
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.project import Project
from bulletinc.text.characters import squeeze

Tell = Callable[[BulletinError], None]


class IssueFilter:
    """Takes of several drafts of one issue the first, tells the others, and leaves out what is no
    issue. An earlier circular is none.

    What was taken is kept where SQLite keeps what is temporary: on the disk, if it is much.
    """

    def __init__(self, project: Project, tell: Tell) -> None:
        self._circular = squeeze(project.stats.notice.name)
        self._tell = tell
        self._firsts = sqlite3.connect("", isolation_level=None)
        self._firsts.execute(
            "CREATE TABLE first(identity TEXT PRIMARY KEY, path BLOB) WITHOUT ROWID"
        )

    def close(self) -> None:
        """Forget what was taken."""
        self._firsts.close()

    def takes(self, name: str, identity: str, path: str) -> bool:
        """Whether this draft counts. ``identity`` is that of its facts."""
        if not identity or name == self._circular:
            return False
        first = self._first(identity, path)
        if first != path:
            self._tell(
                BulletinError(
                    _("{path}: not counted, because it is the same issue as {file}.").format(
                        path=path, file=first
                    ),
                    _("Keep the final draft only, or correct the issue number."),
                )
            )
        return first == path

    def _first(self, identity: str, path: str) -> str:
        """The path of the first draft of an issue: this one, unless there was one before."""
        data = path.encode(errors="surrogateescape")
        added = self._firsts.execute("INSERT OR IGNORE INTO first VALUES(?, ?)", (identity, data))
        if added.rowcount:
            return path
        ((first,),) = self._firsts.execute("SELECT path FROM first WHERE identity=?", (identity,))
        return str(first.decode(errors="surrogateescape"))


def counted_issues(
    facts: Iterable[IssueFacts], project: Project, tell: Tell
) -> Iterator[IssueFacts]:
    """The issues among these drafts, each once."""
    taking = IssueFilter(project, tell)
    try:
        yield from (each for each in facts if taking.takes(each.name, each.identity, each.path))
    finally:
        taking.close()

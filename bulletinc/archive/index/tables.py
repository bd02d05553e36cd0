"""The tables of the index, in SQLite: drafts with their states and facts, passages, and words.

``words`` has entries of our own cutting (:mod:`~bulletinc.archive.grams`) and no text: what was
entered is cut again when it is taken out, so that all entries are by the same program.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from itertools import islice
from pathlib import Path

from bulletinc.archive.facts import IssueFacts, to_json
from bulletinc.archive.facts import from_json as issue_from_json
from bulletinc.archive.index.noted import Numbers
from bulletinc.archive.index.reading import DraftRead
from bulletinc.archive.passages import Passage, from_json
from bulletinc.batch.records import State

FORM = 5  # of these tables; an index of another number is made again
APPLICATION = 0x62756C6C  # “bull”, in the head of the file
_WAIT_S = 5.0  # for another process that writes
_PRAGMAS = ("trusted_schema=0", "cell_size_check=1", "synchronous=NORMAL", "cache_size=-32000")
_SCHEMA = """
CREATE TABLE about(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE issue(
    id INTEGER PRIMARY KEY, path BLOB UNIQUE, hash TEXT, size INT, changed INT, inode INT,
    name TEXT, number INT, date TEXT, year TEXT, identity TEXT, error BLOB, remedy TEXT);
CREATE TABLE facts(issue INTEGER PRIMARY KEY, packed BLOB);
CREATE TABLE item(
    id INTEGER PRIMARY KEY, issue INT, headline TEXT, text TEXT, facts TEXT,
    units TEXT, section TEXT, indicators TEXT);
CREATE INDEX item_of_issue ON item(issue);
CREATE INDEX faulty ON issue(path) WHERE error IS NOT NULL;
CREATE VIRTUAL TABLE words USING fts5(headline, text, names, content='', tokenize='ascii');
INSERT INTO words(words, rank) VALUES('hashsize', 16000000);
"""


@dataclass(frozen=True, slots=True)
class KeptIssue:
    """A draft as the index keeps it: facts packed by :func:`pack_issue`, and what can be told
    without unpacking them.
    """

    path: str
    name: str
    identity: str
    packed: bytes


class Index:
    """An open index. All of its errors are sqlite3.Error."""

    def __init__(self, file: Path | None) -> None:
        """Open a file, or a temporary one that goes away with the index."""
        name = "" if file is None else os.fspath(file)
        self.file = file
        self.connection = sqlite3.connect(name, timeout=_WAIT_S, isolation_level=None)
        try:
            for pragma in _PRAGMAS:
                self.connection.execute(f"PRAGMA {pragma}")
        except sqlite3.Error:
            self.connection.close()
            raise

    def close(self) -> None:
        """Close the file; what was not finished is undone."""
        self.connection.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Write all of something or nothing, and nobody else meanwhile."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    def about(self) -> Mapping[str, str] | None:
        """What the index says of itself; ``None`` where there is nothing yet."""
        ((tables,),) = self.connection.execute("SELECT count(*) FROM sqlite_master")
        if not tables:
            return None
        ((application,),) = self.connection.execute("PRAGMA application_id")
        ((form,),) = self.connection.execute("PRAGMA user_version")
        if (application, form) != (APPLICATION, FORM):
            return {}
        return dict(self.connection.execute("SELECT name, value FROM about"))

    def make(self, about: Mapping[str, str]) -> None:
        """Make the tables, unless another process just has."""
        with self.writing() as connection:
            if self.about() is None:
                for statement in _SCHEMA.split(";\n"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id={APPLICATION}")
                connection.execute(f"PRAGMA user_version={FORM}")
                connection.executemany("INSERT INTO about VALUES(?, ?)", about.items())

    def empty(self, program: str) -> None:
        """Forget all that another version of the program has read."""
        with self.writing() as connection:
            connection.execute("INSERT INTO words(words) VALUES('delete-all')")
            connection.execute("DELETE FROM item")
            connection.execute("DELETE FROM facts")
            connection.execute("DELETE FROM issue")
            connection.execute("INSERT OR REPLACE INTO about VALUES('program', ?)", (program,))

    def state(self, path: bytes) -> tuple[int | None, State | None]:
        """The number and the state of a draft, if it is known."""
        row = self.connection.execute(
            "SELECT id, hash, size, changed, inode FROM issue WHERE path=?", (path,)
        ).fetchone()
        return (row[0], State(*row[1:])) if row else (None, None)

    def others(self, seen: Numbers, after: int, most: int) -> list[tuple[int, bytes]]:
        """The next drafts whose numbers are not among these: their numbers and paths."""
        rows = self.connection.execute("SELECT id, path FROM issue WHERE id > ?", (after,))
        return list(islice(((id_, path) for id_, path in rows if id_ not in seen), most))

    def put(self, path: bytes, read: DraftRead) -> None:
        """Keep what was read of a draft, in place of what is known. Within :meth:`writing`."""
        if self.touch(path, read.state):
            return  # another process has just read the same
        self.drop(path)
        issue = self.connection.execute(
            "INSERT INTO issue(path, hash, size, changed, inode, name, number, date, year,"
            " identity, error, remedy) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (path, *astuple(read.state), *_columns(read.facts), *_error(read.error)),
        ).lastrowid
        if read.facts is not None:
            self.connection.execute(
                "INSERT INTO facts VALUES(?, ?)", (issue, pack_issue(read.facts))
            )
        for passage, entries in zip(read.passages, read.entries, strict=True):
            item = self.connection.execute(
                "INSERT INTO item(issue, headline, text, facts, units, section, indicators)"
                " VALUES(?, ?, ?, ?, ?, ?, ?)",
                (issue, passage.headline, passage.text, passage.to_json(), *passage.narrowing()),
            ).lastrowid
            self.connection.execute(
                "INSERT INTO words(rowid, headline, text, names) VALUES(?, ?, ?, ?)",
                (item, *entries),
            )

    def touch(self, path: bytes, state: State) -> bool:
        """Note the state of a draft whose content is known already, and say whether it is."""
        changed = self.connection.execute(
            "UPDATE issue SET size=?, changed=?, inode=? WHERE path=? AND hash=?",
            (state.size, state.changed, state.inode, path, state.hash),
        )
        return changed.rowcount > 0

    def drop(self, path: bytes) -> None:
        """Forget a draft, if it is known. Within :meth:`writing`."""
        rows = self.connection.execute(
            "SELECT item.id, headline, text, item.facts FROM item"
            " JOIN issue ON issue.id = item.issue WHERE path=?",
            (path,),
        ).fetchall()
        for item, headline, text, facts in rows:
            entries = from_row(facts, headline, text).entries()
            self.connection.execute(
                "INSERT INTO words(words, rowid, headline, text, names)"
                " VALUES('delete', ?, ?, ?, ?)",
                (item, *entries),
            )
            self.connection.execute("DELETE FROM item WHERE id=?", (item,))
        self.connection.execute(
            "DELETE FROM facts WHERE issue = (SELECT id FROM issue WHERE path=?)", (path,)
        )
        self.connection.execute("DELETE FROM issue WHERE path=?", (path,))

    def issues(self) -> Iterator[IssueFacts]:
        """The facts of all drafts that could be read, by their paths, one after the other."""
        return (unpack_issue(each.packed) for each in self.kept())

    def kept(self) -> Iterator[KeptIssue]:
        """The same, as they are kept."""
        rows = self.connection.execute(
            "SELECT path, name, identity, packed FROM issue JOIN facts ON facts.issue = issue.id"
            " ORDER BY path"
        )
        return (KeptIssue(os.fsdecode(path), *rest) for path, *rest in rows)

    def note_order(self) -> None:
        """Note which drafts there are now, in the order of time, for :meth:`in_time`."""
        self.connection.execute("DROP TABLE IF EXISTS temp.in_time")
        self.connection.execute(
            "CREATE TEMP TABLE in_time AS SELECT id FROM issue"
            " ORDER BY year, date, coalesce(number, 0), name, path"
        )

    def in_time(self) -> Iterator[IssueFacts]:
        """The facts of the drafts that were noted, in the order of time, as far as they are still
        there: whoever works long on them keeps nobody from writing.
        """
        execute = self.connection.execute
        for row in execute("SELECT id FROM in_time ORDER BY rowid"):
            for (packed,) in execute("SELECT packed FROM facts WHERE issue=?", row).fetchall():
                yield unpack_issue(packed)

    def errors(self) -> Iterator[tuple[str, str, str | None]]:
        """Path, message and remedy for each draft that could not be read."""
        rows = self.connection.execute(
            "SELECT path, error, remedy FROM issue WHERE error IS NOT NULL ORDER BY path"
        )
        return ((os.fsdecode(path), os.fsdecode(error), remedy) for path, error, remedy in rows)


def from_row(facts: str, headline: str, text: str) -> Passage:
    """A passage of the table. Raises sqlite3.DatabaseError where the row is none."""
    with broken_rows():
        return from_json(facts, headline, text)


@contextmanager
def broken_rows() -> Iterator[None]:
    """Have a row that this program did not write raise the error of a broken file."""
    try:
        yield
    except (ValueError, TypeError, KeyError, zlib.error) as error:
        raise sqlite3.DatabaseError(str(error)) from error


def pack_issue(facts: IssueFacts) -> bytes:
    """The facts as the table has them."""
    return zlib.compress(os.fsencode(to_json(facts)), 1)


def unpack_issue(packed: bytes) -> IssueFacts:
    """The facts of the table. Raises sqlite3.DatabaseError where the row has none."""
    with broken_rows():
        return issue_from_json(os.fsdecode(zlib.decompress(packed)))


def _error(error: tuple[str, str | None] | None) -> tuple[bytes | None, str | None]:
    """A message names a file, and so may have what is no text."""
    return (os.fsencode(error[0]), error[1]) if error else (None, None)


def _columns(facts: IssueFacts | None) -> tuple[object, ...]:
    if facts is None:
        return ("", None, "", "", "")
    return (facts.name, facts.number, facts.date, facts.written_year, facts.identity)

"""What an archive says of something: the items with these words, the best first."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bulletinc.archive.index import Index, Watch, use
from bulletinc.archive.index.refreshing import Reader, read_here, unwatched
from bulletinc.archive.index.tables import from_row
from bulletinc.archive.passages import Passage
from bulletinc.archive.query import Question, marked

_SENTENCE = re.compile(r"[^。！？；!?;\n]+[。！？；!?;]?[”’」』）)]*")
_BEFORE, _LONGEST = 24, 100  # characters of a long sentence: before the first word, and at most
# A word in a headline tells more than one in a text, a name beside them less.
_COLUMNS = """
SELECT item.headline, item.text, item.facts, path, name, number, date
FROM {tables} WHERE {which} ORDER BY {order}
"""
_RANKED = _COLUMNS.format(
    tables="words JOIN item ON item.id = words.rowid JOIN issue ON issue.id = item.issue",
    which="words MATCH :phrases AND date >= :since AND date <= :until",
    order="bm25(words, 4.0, 1.0, 0.5), date DESC, path, item.id",
)
_ALL = _COLUMNS.format(
    tables="item JOIN issue ON issue.id = item.issue",
    which="date >= :since AND date <= :until",
    order="date DESC, path, item.id",
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found: ``file`` and ``path`` of its draft, and the issue it is in.

    ``sentence`` has the words, or as many of them as one has; ``marks`` is where they stand in it.
    """

    file: str
    path: str
    name: str
    number: int | None
    date: str
    passage: Passage
    sentence: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """All that was found, the best first; the drafts that could not be read, and what else to tell.

    ``words`` are those that were looked for, folded.
    """

    hits: tuple[Hit, ...]
    words: tuple[str, ...] = ()
    errors: tuple[Exception, ...] = ()
    notes: tuple[str, ...] = ()


def find(
    folder: Path,
    asked: Question,
    *,
    fresh: bool = True,
    watch: Watch = unwatched,
    read: Reader = read_here,
) -> SearchResult:
    """Look for what is asked in a folder of drafts.

    ``fresh``: the drafts are looked at before, and those that have changed are read. Raises
    BulletinError for a folder that is not there.
    """
    used = use(folder, partial(_found, asked, folder), fresh=fresh, watch=watch, read=read)
    return SearchResult(used.result, asked.words, used.errors, used.notes)


def _found(asked: Question, folder: Path, index: Index) -> tuple[Hit, ...]:
    return tuple(_hits(asked, folder, index))


def _hits(asked: Question, folder: Path, index: Index) -> Iterator[Hit]:
    phrases = asked.phrases
    values = {
        "phrases": phrases,
        "since": asked.since,
        "until": asked.until + "~" if asked.until else "~",
    }
    if asked.until and not asked.since:
        values["since"] = "0"  # an issue without a date is of no time
    for headline, text, facts, path, name, number, date in index.connection.execute(
        _RANKED if phrases else _ALL, values
    ):
        passage = from_row(facts, headline, text)
        if asked.fits(passage):
            sentence, marks = _sentence(passage, asked)
            place = os.fsdecode(path)
            file = os.path.join(folder, place)
            yield Hit(file, place, name, number, date, passage, sentence, marks)


def _sentence(passage: Passage, asked: Question) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The sentence with the most of the words, and where they are in it; cut where it is long."""
    best, most = "", -1
    for found in _SENTENCE.finditer(passage.text):
        count = sum(bool(marked(found[0], [word])) for word in asked.words)
        if count > most:
            best, most = found[0].strip(), count
    marks = marked(best, asked.words)
    start = max(0, marks[0][0] - _BEFORE) if marks and len(best) > _LONGEST else 0
    cut = best[start : start + _LONGEST]
    ahead = "…" * (start > 0)
    behind = "…" * (start + _LONGEST < len(best))
    shift = len(ahead) - start
    kept = (
        (a + shift, min(b - start, _LONGEST) + len(ahead)) for a, b in marks if a - start < _LONGEST
    )
    return ahead + cut + behind, tuple(kept)

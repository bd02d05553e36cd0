"""What an archive says of something: the items with these words, the best first."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bulletinc.archive.grams import fold
from bulletinc.archive.index import Index, Watch, use
from bulletinc.archive.index.refreshing import Reader, read_here, unwatched
from bulletinc.archive.index.tables import from_row
from bulletinc.archive.passages import Passage
from bulletinc.archive.query import SearchQuestion, marked

_SENTENCE = re.compile(r"[^。！？；!?;\n]+[。！？；!?;]?[”’」』）)]*")
_BEFORE, _LONGEST = 24, 100  # characters of a long sentence: before the first word, and at most
# A word in a headline tells more than one in a text, a name beside them less.
_RANKED = """
SELECT item.id FROM words JOIN item ON item.id = words.rowid JOIN issue ON issue.id = item.issue
WHERE words MATCH :phrases AND {narrowed}
ORDER BY bm25(words, 4.0, 1.0, 0.5), date DESC, path, item.id
"""
_ALL = """
SELECT item.id FROM item JOIN issue ON issue.id = item.issue
WHERE {narrowed} ORDER BY date DESC, path, item.id
"""
_NARROWED = """date >= :since AND date <= :until
AND instr(item.units, :unit) AND instr(item.section, :section)
AND instr(item.indicators, :indicator)"""
_DETAILS = """
SELECT item.headline, item.text, item.facts, path, name, number, date
FROM item JOIN issue ON issue.id = item.issue WHERE item.id = ?
"""


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
    """What was found, the best first; the drafts that could not be read, and what else to tell.

    ``count`` is how many there are, of which ``hits`` are the first. ``words`` are those that were
    looked for, folded.
    """

    hits: tuple[Hit, ...]
    count: int = 0
    words: tuple[str, ...] = ()
    errors: tuple[Exception, ...] = ()
    notes: tuple[str, ...] = ()


def find(
    folder: Path,
    asked: SearchQuestion,
    most: int | None = None,
    *,
    fresh: bool = True,
    watch: Watch = unwatched,
    read: Reader = read_here,
) -> SearchResult:
    """Look for what is asked in a folder of drafts; ``most`` is how many are wanted.

    ``fresh``: the drafts are looked at before, and those that have changed are read. Raises
    BulletinError for a folder that is not there.
    """
    used = use(folder, partial(_found, asked, folder, most), fresh=fresh, watch=watch, read=read)
    hits, count = used.result
    return SearchResult(hits, count, asked.words, used.errors, used.notes)


def _found(
    asked: SearchQuestion, folder: Path, most: int | None, index: Index
) -> tuple[tuple[Hit, ...], int]:
    phrases = asked.phrases
    values = {
        "phrases": phrases,
        # an issue without a date is of no time
        "since": asked.since or ("0" if asked.until else ""),
        "until": asked.until + "~",
        "unit": fold(asked.unit),
        "section": fold(asked.section),
        "indicator": fold(asked.indicator),
    }
    query = (_RANKED if phrases else _ALL).format(narrowed=_NARROWED)
    found = [item for (item,) in index.connection.execute(query, values)]
    if not asked.is_exact:
        found = [item for item in found if asked.fits(_details(index, item)[0])]
    return tuple(_hit(asked, folder, index, item) for item in found[:most]), len(found)


def _details(index: Index, item: int) -> tuple[Passage, tuple[Any, ...]]:
    """A passage, and path, name, number and date of its issue."""
    ((headline, text, facts, *issue),) = index.connection.execute(_DETAILS, (item,))
    return from_row(facts, headline, text), tuple(issue)


def _hit(asked: SearchQuestion, folder: Path, index: Index, item: int) -> Hit:
    passage, (path, name, number, date) = _details(index, item)
    sentence, marks = _sentence(passage, asked)
    place = os.fsdecode(path)
    return Hit(os.path.join(folder, place), place, name, number, date, passage, sentence, marks)


def _sentence(passage: Passage, asked: SearchQuestion) -> tuple[str, tuple[tuple[int, int], ...]]:
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

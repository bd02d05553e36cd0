"""What an archive says of something: the items with these words, the best first."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from heapq import nsmallest
from itertools import islice
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
SELECT rowid, bm25(words, 4.0, 1.0, 0.5) FROM words WHERE words MATCH :phrases
"""
_RANKED_NARROWED = """
SELECT item.id, bm25(words, 4.0, 1.0, 0.5)
FROM words JOIN item ON item.id = words.rowid JOIN issue ON issue.id = item.issue
WHERE words MATCH :phrases AND {narrowed}
"""
_ALL = """
SELECT item.id, 0 FROM item JOIN issue ON issue.id = item.issue WHERE {narrowed}
"""
_NARROWED = """date >= :since AND date <= :until
AND instr(item.units, :unit) AND instr(item.section, :section)
AND instr(item.indicators, :indicator)"""
_PLACES = """
SELECT item.id, date, path FROM item JOIN issue ON issue.id = item.issue
WHERE item.id IN (SELECT value FROM json_each(?))
"""
_TEXTS = """
SELECT id, headline || char(10) || text, units || char(10) || indicators FROM item
WHERE id IN (SELECT value FROM json_each(?))
"""
_PART = 1000  # items that are looked at together
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
    query = _ALL if not phrases else _RANKED_NARROWED if asked.is_narrowed else _RANKED
    ranks = dict(index.connection.execute(query.format(narrowed=_NARROWED), values).fetchall())
    if not asked.is_exact:
        fit = {item for item, text, names in _rows(index, _TEXTS, ranks) if asked.fits(text, names)}
        ranks = {item: rank for item, rank in ranks.items() if item in fit}
    best = _best(index, ranks, most)
    return tuple(_hit(asked, folder, index, item) for item in best), len(ranks)


def _best(index: Index, ranks: Mapping[int, float], most: int | None) -> list[int]:
    """The items by their ranks; of equal ones the last issue comes first."""
    kept: Iterable[int] = ranks
    if most and most < len(ranks):
        last = nsmallest(most, ranks.values())[-1]
        kept = [item for item, rank in ranks.items() if rank <= last]
    places = sorted((path, item, date) for item, date, path in _rows(index, _PLACES, kept))
    places.sort(key=lambda place: place[2], reverse=True)
    places.sort(key=lambda place: ranks[place[1]])
    return [item for _path, item, _date in places[:most]]


def _rows(index: Index, query: str, items: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    """What a query gives for each of these items, some of them at a time."""
    waiting = iter(items)
    while part := list(islice(waiting, _PART)):
        yield from index.connection.execute(query, (json.dumps(part),))


def _hit(asked: SearchQuestion, folder: Path, index: Index, item: int) -> Hit:
    ((headline, text, facts, *issue),) = index.connection.execute(_DETAILS, (item,))
    passage, (path, name, number, date) = from_row(facts, headline, text), issue
    sentence, marks = _sentence(passage, asked)
    place = os.fsdecode(path)
    return Hit(os.path.join(folder, place), place, name, number, date, passage, sentence, marks)


def _sentence(passage: Passage, asked: SearchQuestion) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The sentence with the most of the words, and where they are in it; cut where it is long."""
    best, most = "", -1
    for found in _SENTENCE.finditer(passage.text):
        folded = fold(found[0])
        count = sum(word in folded for word in asked.words)
        if count > most:
            best, most = found[0].strip(), count
            if most == len(asked.words):
                break
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

"""Lists of words that are written otherwise: those that come with the program, and an office's.

A list is a CSV file with a line of headings: ``wrong,right`` and, where wanted, ``note``,
``source``, ``level`` and ``except``, or 错,对,说明,出处,级别,除外. An empty ``right`` forbids the
word; several are parted by ``/``. ``except`` has longer words that hold the wrong one and are
right, parted by blanks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from bulletinc.diagnostics import Severity
from bulletinc.i18n import _
from bulletinc.project.csv_table import ListRow, read_rows, rows_of, stamp_of
from bulletinc.project.word_finder import WordFinder
from bulletinc.resources import grammar

_COLUMNS = {
    "wrong": ("wrong", "错", "错误", "错词", "误", "不用"),
    "right": ("right", "对", "正确", "正词", "正", "改为", "用"),
    "note": ("note", "说明", "备注"),
    "source": ("source", "出处", "依据", "来源"),
    "level": ("level", "级别", "轻重"),
    "except": ("except", "除外", "例外"),
}
_LEVELS = {
    "": None,
    "error": Severity.ERROR,
    "错误": Severity.ERROR,
    "warning": Severity.WARNING,
    "提醒": Severity.WARNING,
}
_LONGEST_WORD = 40


class WordEntry(NamedTuple):  # made ten thousand times at a start
    """A word that is written otherwise: ``right`` has what to write, none where it is forbidden.

    ``exceptions`` are longer words that hold it and are right.
    """

    wrong: str
    right: tuple[str, ...] = ()
    note: str = ""
    source: str = ""
    severity: Severity | None = None
    exceptions: tuple[str, ...] = ()


class WordList:
    """Entries, and what finds them: made once for each set of names that hide words."""

    def __init__(self, entries: Iterable[WordEntry]) -> None:
        self.entries = tuple(entries)
        self._finders: dict[tuple[str, ...], WordFinder] = {}

    def __repr__(self) -> str:
        """What it has, and not where it stands in memory: fingerprints are made of it."""
        return f"WordList({self.entries!r})"

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.entries)

    def find(self, text: str, names: tuple[str, ...] = ()) -> Iterator[tuple[int, int, WordEntry]]:
        """Where a wrong word stands, as ``[start, end)`` and its entry: on the borders of words, in
        no exception, in no right word and in none of the ``names``.
        """
        if not self.entries:
            return
        finder = self._finders.get(names)
        if finder is None:
            finder = self._finders[names] = WordFinder(
                [(each.wrong, each.right[0] if each.right else "") for each in self.entries],
                (*names, *self._guards()),
            )
        for start, end, index in finder.find(text):
            yield start, end, self.entries[index]

    def _guards(self) -> Iterator[str]:
        """The exceptions, and the right words that hold a wrong one."""
        wrong = {each.wrong for each in self.entries}
        shortest = min(map(len, wrong))
        for each in self.entries:
            yield from each.exceptions
            for word in each.right:
                if any(
                    word[start:end] in wrong
                    for start in range(len(word) - shortest + 1)
                    for end in range(start + shortest, len(word) + 1)
                ):
                    yield word


@cache
def shipped_list(name: str) -> WordList:
    """A list that comes with the program: ``variants`` or ``typos``."""
    rows = rows_of(grammar(f"lists/{name}.csv"), Path(f"{name}.csv"), _COLUMNS, ("wrong", "right"))
    return WordList(map(_entry, rows))


def read_word_lists(files: Sequence[Path], home: Path) -> WordList:
    """The entries of an office's lists, one after another.

    Raises :class:`BulletinError`, with file and line, for a file that cannot be read or is no list,
    and for an empty, doubled or circular entry.
    """
    stamps = tuple((file, stamp_of(file)) for file in files)
    return _read(stamps, home)


@lru_cache(maxsize=8)
def _read(stamps: tuple[tuple[Path, tuple[int, int]], ...], home: Path) -> WordList:
    found: dict[str, tuple[ListRow, WordEntry]] = {}
    for file, _times in stamps:
        for row in read_rows(file, home, _COLUMNS, ("wrong", "right")):
            entry = _entry(row)
            if entry.wrong in found:
                raise row.fault(
                    _("“{word}” is in the list already.").format(word=row.shown(entry.wrong)),
                    _("Keep one of the two rows."),
                )
            found[entry.wrong] = (row, entry)
    for row, entry in found.values():
        for right in entry.right:
            if right in found:
                raise row.fault(
                    _("“{word}” is to be written, but the list replaces it, too.").format(
                        word=row.shown(right)
                    ),
                    _("Write the last word of the chain in both rows."),
                )
    return WordList(entry for _row, entry in found.values())


def _entry(row: ListRow) -> WordEntry:
    wrong = row["wrong"]
    right = tuple(filter(None, map(str.strip, row["right"].split("/"))))
    if not wrong:
        raise row.fault(_("There is no wrong word."), _("Fill it in, or delete the row."))
    if max(map(len, (wrong, *right))) > _LONGEST_WORD:
        raise row.fault(
            _("A word has more than {count} characters.").format(count=_LONGEST_WORD),
            _("Shorten it, or delete the row."),
        )
    if wrong in right:
        raise row.fault(
            _("The wrong word and the right one are the same."), _("Correct one of the two.")
        )
    level = row["level"]
    if level.lower() not in _LEVELS:
        raise row.fault(
            _("There is no level “{level}”.").format(level=row.shown(level)),
            _("Write error or warning, or leave it empty."),
        )
    return WordEntry(
        wrong,
        right,
        row["note"],
        row["source"],
        _LEVELS[level.lower()],
        tuple(row["except"].split()),
    )


def word_list_of(words: Iterable[tuple[str, str]]) -> WordList:
    """The list of pairs of a wrong word and the right one."""
    return WordList(WordEntry(wrong, (right,) if right else ()) for wrong, right in words)


NO_WORDS = WordList(())

__all__ = [
    "NO_WORDS",
    "WordEntry",
    "WordList",
    "read_word_lists",
    "shipped_list",
    "word_list_of",
]

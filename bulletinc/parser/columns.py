"""Tables: lines next to each other that stand in the same columns.

Rows are parted by ``|``, by tabs, by gaps, or by single spaces where all rows have as many words. A
PDF may give one cell a line; that is believed only below a caption.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from bulletinc.parser import cells
from bulletinc.parser.lines import Line
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Source, Span
from bulletinc.text.words import pattern_of

Sort: TypeAlias = Literal["pipe", "tab", "gap", "space", "cell"]

_GAP = pattern(r"\S(?:[^\S\n]*[\t\u3000][^\S\n]*|[^\S\n]{2,})\S")
_PARTED = pattern(r"[\t\u3000]|\s\s")
_NUMBER = pattern(r"[+＋\-－—↑↓]?\d[\d,.，．:：~～]*\s*[%％‰]?|[—－\-–/]+")
_NO_ROW = pattern(r"[，。；：,;:]")
_SENTENCE = pattern(r"[。！？；]")
_LABELLED = pattern(r"[^\W\d_a-zA-Z]{1,6}[:：]|第[\d一二三四五六七八九十]+名")
_COLOPHON = pattern(
    rf"(?:{pattern_of('colophon.staff', 'colophon.contacts')})[:：\s]|.{{0,4}}[:：]"
)
_LONGEST_CELL = 40
_LONGEST_GROUP = 20  # characters of the heading of a group of rows
_LONGEST_STACKED = 16
_FEWEST_STACKED = 6
_MOST_COLUMNS = 12  # of a table with one cell a line
_ROW_FORMS = frozenset(("paragraph", "row", "heading", "caption", "table_note", "subtitle"))


class Block(NamedTuple):
    """A table: the rows are the lines ``[start, end)``.

    ``columns`` is the usual number of cells.
    """

    start: int
    end: int
    sort: Sort
    columns: int


def row_cells(source: Source, line: Line, sort: Sort) -> list[Span]:
    """The cells of a row; those of a line of group heading are one."""
    text = source.text[line.span.start : line.span.end]
    match sort:
        case "pipe":
            return cells.piped(text, line.span.start)
        case "tab" | "gap":
            return cells.gapped(text, line.span.start)
        case "space":
            return cells.spaced(text, line.span.start)
        case "cell":
            return [line.span]


def blocks(source: Source, lines: Sequence[Line]) -> list[Block]:
    """The tables among the lines, in order."""
    sorts = [_sort(source, line) for line in lines]
    found: list[Block] = []
    index = 0
    while index < len(lines):
        block = (
            _columned(source, lines, sorts, index)
            if sorts[index]
            else _spaced(source, lines, index) or _stacked(lines, index)
        )
        if block:
            found.append(block)
            index = block.end
        else:
            index += 1
    return found


def begins_another(source: Source, lines: Sequence[Line], above: Block, below: Block) -> bool:
    """Whether a table directly below another is one of its own: a blank line and a head part them.

    The rows of one table may have blank lines between them too.
    """
    return (
        above.end == below.start
        and lines[below.start].apart
        and below.end - below.start > 1
        and _is_head(source, lines, below.start, wider=above.columns != below.columns)
    )


def _is_head(source: Source, lines: Sequence[Line], at: int, *, wider: bool = False) -> bool:
    """Whether a row without numbers stands close above one with numbers, or above one of a table
    of another width.
    """
    if at + 1 >= len(lines) or lines[at + 1].apart:
        return False
    head, row = (source.text[slice(*line.span)] for line in lines[at : at + 2])
    return not _has_number(head) and (wider or _has_number(row))


def _sort(source: Source, line: Line) -> Sort | None:
    """How the line's columns are parted, if it may be a row."""
    text = source.text[line.span.start : line.span.end]
    if not _is_parted(text):
        return None
    if line.form == "row":
        return "pipe"
    if len(line.rows) > 1 or line.form not in _ROW_FORMS or line.hashes:
        return None
    if sum(map(text.count, cells.BARS)) > 1 and "。" not in text:
        return "pipe"
    if _COLOPHON.match(text) and _LABELLED.match(text) and not _has_number(text):
        return None
    if "\t" in text and len(cells.gapped(text, 0)) > 1 and "。" not in text[:-1]:
        return "tab"
    if not _GAP.search(text) or _SENTENCE.search(text):
        return None
    parts = cells.gapped(text, 0)
    short = all(part.end - part.start <= _LONGEST_CELL for part in parts)
    return "gap" if len(parts) > 2 and short and line.form != "subtitle" else None


def _is_parted(text: str) -> bool:
    """Whether the line has a bar or a wide gap; of white space only the space is printable."""
    if not text.isascii() and cells.is_frame(text):
        return True
    return (
        cells.has_bar(text)
        or "  " in text
        or (not text.isprintable() and bool(_PARTED.search(text)))
    )


def _has_number(text: str) -> bool:
    parts = cells.piped(text, 0) if cells.has_bar(text) else cells.gapped(text, 0)
    return any(_NUMBER.fullmatch(text[slice(*part)]) for part in parts[1:])


def _columned(
    source: Source, lines: Sequence[Line], sorts: Sequence[Sort | None], start: int
) -> Block | None:
    """The table that begins with this line, if it has rows enough."""
    sort = sorts[start]
    counts = [len(row_cells(source, lines[start], sort or "gap"))]
    end = start + 1
    while end < len(lines):
        if sorts[end] == sort or (sorts[end] and sort in ("tab", "gap")):
            count = len(row_cells(source, lines[end], sort or "gap"))
            if lines[end].apart and (
                count != counts[-1] or sort == "pipe" or _is_head(source, lines, end)
            ):
                break
            counts.append(count)
        elif not _is_group(lines, sorts, end):
            break
        end += 1
    columns = Counter(counts).most_common(1)[0][0]
    rows = [source.text[lines[at].span.start : lines[at].span.end] for at in range(start, end)]
    if not _is_table(rows, counts, sort, columns):
        return None
    return Block(start, end, sort or "gap", columns)


def _is_group(lines: Sequence[Line], sorts: Sequence[Sort | None], at: int) -> bool:
    """规模以上工业 alone between two rows heads a group of them."""
    return (
        at + 1 < len(lines)
        and sorts[at + 1] is not None
        and not (lines[at].apart or lines[at + 1].apart)
        and lines[at].form == "paragraph"
        and len(lines[at].text) <= _LONGEST_GROUP
        and not _SENTENCE.search(lines[at].text)
    )


def _is_table(rows: Sequence[str], counts: Sequence[int], sort: Sort | None, columns: int) -> bool:
    if sort == "pipe":
        return len(rows) > 1 or rows[0][:1] in cells.BARS
    labelled = sum(bool(_LABELLED.match(row.strip())) for row in rows)
    if labelled == len(rows) and not (sort == "tab" and columns > 2):
        return False  # 一等奖：李　娜　王志强: a list of names
    colons = sum(row.count("：") + row.count(":") for row in rows)
    if colons >= len(rows) and not any(_has_number(row) for row in rows):
        return False  # 编辑：…　校对：…
    if sort == "tab":
        return len(rows) > 1 or columns > 3
    alike = sum(abs(count - columns) < 2 for count in counts)
    return len(rows) > 1 and columns > 2 and alike * 3 >= len(counts) * 2


def _spaced(source: Source, lines: Sequence[Line], start: int) -> Block | None:
    """名次 班级 进步幅度 / 1 高二（5）班 +8.6: single spaces, but as many words in each row."""
    if lines[start].text.count(" ") < 2:
        return None
    columns = 0
    end = start
    numbers = 0
    while end < len(lines):
        line = lines[end]
        text = source.text[line.span.start : line.span.end]
        if line.form != "paragraph" or len(line.rows) > 1 or _NO_ROW.search(text):
            break
        words = cells.spaced(text, 0)
        if len(words) < 3 or (columns and len(words) != columns) or (end > start and line.apart):
            break
        columns = len(words)
        numbers += any(_NUMBER.fullmatch(text[slice(*word)]) for word in words)
        end += 1
    return Block(start, end, "space", columns) if end - start > 2 and numbers > 1 else None


def _stacked(lines: Sequence[Line], start: int) -> Block | None:
    """One cell a line, below a caption (表1　…), until a line that is none."""
    above = lines[start - 1] if start else None
    if above is None or above.form not in ("caption", "table_unit") or above.text.startswith("图"):
        return None
    end = start
    while end < len(lines) and _may_be_cell(lines[end]):
        end += 1
    numeric = [bool(_NUMBER.fullmatch(line.text.strip())) for line in lines[start:end]]
    for columns in range(2, _MOST_COLUMNS + 1):
        size = (end - start) // columns * columns
        if size >= max(_FEWEST_STACKED, 2 * columns) and _repeats(numeric[:size], columns):
            return Block(start, start + size, "cell", columns)
    return None


def _may_be_cell(line: Line) -> bool:
    return (
        line.form in ("paragraph", "subtitle")
        and len(line.text) <= _LONGEST_STACKED
        and not _SENTENCE.search(line.text)
        and not line.text.endswith(("：", ":"))
        and not line.hashes
    )


def _repeats(numeric: Sequence[bool], columns: int) -> bool:
    """Whether below the head numbers stand in the same columns of each row."""
    if any(numeric[:columns]):
        return False
    row = numeric[columns : 2 * columns]
    return any(row) and all(numeric[at] == row[at % columns] for at in range(columns, len(numeric)))

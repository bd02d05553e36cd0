"""A sheet of a spreadsheet as the tables of a draft: caption, unit, rows in bars, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bulletinc.readers.intermediate import IntermediateParagraph, TextRun

# 单位：万元  计量单位：人  注：…  备注：…  数据来源：…
UNIT = re.compile(r"[（(]?(?:计量)?单位[:：].*")
NOTE = re.compile(r"(?:注|备注|附注|说明|数据来源|资料来源)\s*\d*[:：.．、].*")
_BLANKS = re.compile(r"\s+")
_BLANK_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_LONGEST_NAME = 60  # characters of a caption


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it is shown: cells as text, all rows equally long; its name, or none.

    Of merged cells the first has the text. ``heads`` are heads of several rows, joined to one, and
    how many rows they have, by the number of their first row. In the rows ``across`` a merged cell
    is the only one with text; ``None`` where nothing says which cells are merged.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    heads: dict[int, tuple[tuple[str, ...], int]]
    across: frozenset[int] | None = None


def sheet_paragraphs(sheet: Sheet, place: int) -> Iterator[IntermediateParagraph]:
    """Return the lines of the tables of a sheet; an empty row ends one."""
    numbered = enumerate(_cleaned(row) for row in sheet.rows)
    first = True
    for filled, group in groupby(numbered, key=lambda each: any(each[1])):
        if filled:
            rows = list(group)
            yield from _table(sheet, rows, place, named=first)
            first = False


def _table(
    sheet: Sheet, rows: Sequence[tuple[int, tuple[str, ...]]], place: int, *, named: bool
) -> Iterator[IntermediateParagraph]:
    above, body, below = _parts(rows)
    lines = [text for _number, row in above for text in row if text]
    unit = next((text for text in lines if UNIT.fullmatch(text)), "")
    captions = [text for text in lines if text != unit]
    if named and not captions and body and sheet.name:
        captions = [sheet.name]
    if captions:
        caption = captions[-1]
        for text in captions[:-1]:
            yield _line(text, place, apart=True)
        yield _line(_caption(caption), place, apart=True)
    if unit:
        yield _line(unit, place, apart=not captions)
    apart = not captions and not unit
    for number, text in _bars(sheet, body):
        yield _line(text, place, apart=apart or number > 0)
        apart = False
    for _number, row in below:
        yield _line(next(filter(None, row)), place, apart=apart)
        apart = False


def _caption(text: str) -> str:
    """Return a caption that reads as one: it begins with 表, or ends in it."""
    if len(text) > _LONGEST_NAME or text.endswith("表") or re.match(r"[附]?表\s*\d", text):
        return text
    return f"{text}表"


def _parts(
    rows: Sequence[tuple[int, tuple[str, ...]]],
) -> tuple[list[tuple[int, tuple[str, ...]]], ...]:
    """Part what stands above a table (one cell a row), the table, and the notes below it."""
    start, end = 0, len(rows)
    while start < end and _is_above(rows[start][1]):
        start += 1
    if start == end:  # a column of single cells is a table of one column
        return [], list(rows), []
    while end > start + 1 and _is_note(rows[end - 1][1]):
        end -= 1
    return list(rows[:start]), list(rows[start:end]), list(rows[end:])


def _is_above(row: tuple[str, ...]) -> bool:
    filled = [text for text in row if text]
    others = [text for text in filled if not UNIT.fullmatch(text)]
    return len(others) <= 1 and len(row) > 1


def _is_note(row: tuple[str, ...]) -> bool:
    filled = [text for text in row if text]
    return len(filled) == 1 and NOTE.fullmatch(filled[0]) is not None


def _bars(sheet: Sheet, body: Sequence[tuple[int, tuple[str, ...]]]) -> Iterator[tuple[int, str]]:
    """Return the rows of tables in bars, with the rule line under their heads.

    Each row comes with 0, the first of a further table, which stands at the right, with its number.
    """
    head, at = _head(sheet, body)
    used = [
        column
        for column in range(len(head))
        if head[column] or any(row[column] for _number, row in body[at:])
    ]
    for number, columns in enumerate(_beside_each_other(used)):
        yield number, _bar(head[column] for column in columns)
        yield 0, _bar("---" for _column in columns)
        for place, row in body[at:]:
            filled = [row[column] for column in columns if row[column]]
            merged = sheet.across is None or place in sheet.across
            if len(filled) == 1 and row[columns[0]] and len(columns) > 1 and merged:
                yield 0, _bar(filled)  # a group heading
            elif filled or len(columns) == len(used):
                yield 0, _bar(row[column] for column in columns)


def _head(sheet: Sheet, body: Sequence[tuple[int, tuple[str, ...]]]) -> tuple[tuple[str, ...], int]:
    """Return the head of a table, and how many rows it has."""
    if not body:
        return (), 0
    number, cells = body[0]
    if number not in sheet.heads:
        return cells, 1
    joined, rows = sheet.heads[number]
    return _cleaned(joined), rows


def _beside_each_other(used: Sequence[int]) -> list[list[int]]:
    """Part columns where an empty one stands between two tables of at least two columns."""
    parts: list[list[int]] = [[]]
    for column in used:
        if parts[-1] and column > parts[-1][-1] + 1:
            parts.append([])
        parts[-1].append(column)
    return parts if all(len(part) > 1 for part in parts) else [list(used)]


def _bar(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cleaned(row: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(cleaned, row))


def cleaned(text: str) -> str:
    """Return the text of a cell on one line; a bar in it would part it."""
    return _BLANKS.sub(" ", _BLANK_BETWEEN_HAN.sub("", text.strip())).replace("|", "｜")


def _line(text: str, place: int, *, apart: bool) -> IntermediateParagraph:
    return IntermediateParagraph((TextRun(text),), place, apart=apart)

"""The parts of a workbook (ECMA-376-1, 18): sheets, cells, shared texts, number formats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.readers.formats.docx.container import WordContainer
from bulletinc.readers.formats.xlsx.number_format import BUILT_IN, GENERAL, shown
from bulletinc.readers.sheet import Sheet

_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_RELATION = re.compile(r"\{[^}]*officeDocument/[^}]*relationships\}id")
_DEFAULT_NAME = re.compile(r"(?:Sheet|工作表)\s*\d*")
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_MOST_CELLS = 400_000
_MOST_MERGED = 20_000
_ON = frozenset(("1", "true"))


class SheetPart(NamedTuple):
    """A sheet by its name and its part in the file."""

    name: str
    path: str | None
    hidden: bool


class SheetContent(NamedTuple):
    """What a sheet shows, and what it hides: numbers of rows, letters of columns.

    ``uncomputed`` are cells whose formula has no value yet. ``numbers`` has the number of each row
    of the sheet, 0 for an empty one between others.
    """

    sheet: Sheet
    hidden_rows: list[int]
    hidden_columns: list[str]
    uncomputed: list[str]
    numbers: list[int]


@dataclass(frozen=True, slots=True)
class _Area:
    """Merged cells, from 1: the first has the content."""

    top: int
    left: int
    bottom: int
    right: int


class Workbook:
    """An opened workbook. Raises BulletinError where its parts are not those of one."""

    def __init__(self, container: WordContainer) -> None:
        self._container = container
        root = container.xml(container.main)
        if root is None:
            raise container.damaged()
        properties = root.find("{*}workbookPr")
        self._from_1904 = properties is not None and properties.get("date1904") in _ON
        self.sheets = tuple(self._sheet_parts(root))
        self._texts = [_text(each) for each in self._children("sharedStrings", "{*}si")]
        self._formats = self._cell_formats()

    def _sheet_parts(self, root: Element) -> Iterator[SheetPart]:
        for each in root.iterfind("{*}sheets/{*}sheet"):
            identity = next((value for key, value in each.items() if _RELATION.fullmatch(key)), "")
            path = self._container.part_of(identity)
            yield SheetPart(each.get("name", ""), path, each.get("state", "visible") != "visible")

    def _children(self, part: str, path: str) -> list[Element]:
        root = self._container.xml(self._container.related(part))
        return [] if root is None else root.findall(path)

    def _cell_formats(self) -> list[str]:
        own = {
            int(each.get("numFmtId", "0")): each.get("formatCode", GENERAL)
            for each in self._children("styles", "{*}numFmts/{*}numFmt")
            if each.get("numFmtId", "").isdecimal()
        }
        numbers = (
            each.get("numFmtId", "0") for each in self._children("styles", "{*}cellXfs/{*}xf")
        )
        known = {**BUILT_IN, **own}
        return [
            known.get(int(number), GENERAL) if number.isdecimal() else GENERAL for number in numbers
        ]

    def content(self, part: SheetPart) -> SheetContent:
        """Return what a sheet shows. Raises BulletinError for one too large for a bulletin."""
        root = self._container.xml(part.path)
        if root is None:
            raise self._container.damaged()
        hidden_columns = _hidden_columns(root)
        cells, hidden_rows, uncomputed, covered = self._cells(root, hidden_columns)
        rows = sorted({row for row, _column in cells})
        columns = sorted({column for _row, column in cells})
        if len(rows) * len(columns) > _MOST_CELLS:
            raise _too_large(self._container.name, part.name)
        areas = _areas(root, rows, columns)
        # An empty row between others parts two tables.
        kept = _with_gaps(rows)
        shown_at = _with_empty_ones(columns, areas)
        texts = tuple(tuple(cells.get((row, column), "") for column in shown_at) for row in kept)
        name = "" if _DEFAULT_NAME.fullmatch(part.name) else part.name
        heads = _heads(kept, shown_at, cells, areas)
        sheet = Sheet(name, texts, heads, _rows_across(kept, cells, areas))
        shown_columns = [
            _letters(column)
            for column in sorted(hidden_columns)
            if column <= max(columns, default=0) or column in covered
        ]
        return SheetContent(sheet, hidden_rows, shown_columns, uncomputed, kept)

    def _cells(
        self, root: Element, hidden_columns: set[int]
    ) -> tuple[dict[tuple[int, int], str], list[int], list[str], set[int]]:
        cells: dict[tuple[int, int], str] = {}
        hidden_rows, uncomputed, covered = list[int](), list[str](), set[int]()
        number = 0
        for row in root.iterfind("{*}sheetData/{*}row"):
            number = _whole(row.get("r"), number + 1)
            hidden = row.get("hidden") in _ON or _is_nothing(row.get("ht"))
            if hidden:
                hidden_rows.append(number)
            column = 0
            for cell in row.iterfind("{*}c"):
                column = _column(cell.get("r"), column + 1)
                if hidden or column in hidden_columns:
                    covered |= {column} if cell.findtext("{*}v") else set()
                    continue
                if text := self._shown(cell).strip():
                    cells[number, column] = text
                elif _is_uncomputed(cell):
                    uncomputed.append(f"{_letters(column)}{number}")
        return cells, hidden_rows, uncomputed, covered & hidden_columns

    def _shown(self, cell: Element) -> str:
        value = cell.findtext("{*}v") or ""
        match cell.get("t", "n"):
            case "s":
                return (
                    self._texts[int(value)]
                    if value.isdecimal() and int(value) < len(self._texts)
                    else ""
                )
            case "inlineStr":
                inside = cell.find("{*}is")
                return "" if inside is None else _text(inside)
            case "b":
                return "TRUE" if value in _ON else "FALSE"
            case "n":
                style = cell.get("s", "0")
                index = int(style) if style.isdecimal() else 0
                number_format = self._formats[index] if index < len(self._formats) else GENERAL
                return value and shown(value, number_format, from_1904=self._from_1904)
            case _:  # the text of a formula, a date, an error
                return value


def _text(element: Element) -> str:
    """Return a text that may be in runs, without what says how it is read aloud."""
    runs = [each.text or "" for each in element.iterfind("{*}t")]
    runs += [each.text or "" for each in element.iterfind("{*}r/{*}t")]
    return "".join(runs)


def _hidden_columns(root: Element) -> set[int]:
    hidden: set[int] = set()
    for each in root.iterfind("{*}cols/{*}col"):
        if each.get("hidden") in _ON or _is_nothing(each.get("width")):
            first, last = _whole(each.get("min"), 1), _whole(each.get("max"), 1)
            hidden.update(range(first, min(last, _LAST_COLUMN) + 1))
    return hidden


def _is_nothing(size: str | None) -> bool:
    """Whether a row or a column has no height or width."""
    return size is not None and not size.strip("0.")


def _is_uncomputed(cell: Element) -> bool:
    """Whether a cell has a formula that no program has computed: other programs write such."""
    return cell.find("{*}f") is not None and cell.get("t") != "str" and not cell.findtext("{*}v")


def _with_empty_ones(columns: list[int], areas: list[_Area]) -> list[int]:
    """Return the columns with 0 where empty ones stand between them that no cell reaches over.

    A cell over all columns is the caption.
    """
    kept: list[int] = []
    for column in columns:
        if kept and column != kept[-1] + 1:
            between = kept[-1] + 1
            crossed = any(
                area.left < between <= area.right
                and not (area.left <= columns[0] and area.right >= columns[-1])
                for area in areas
            )
            kept += [] if crossed else [0]
        kept.append(column)
    return kept


def _rows_across(
    rows: list[int], cells: dict[tuple[int, int], str], areas: list[_Area]
) -> frozenset[int]:
    """Return the places of rows in which a cell that reaches over others is the only filled one."""
    filled: dict[int, int] = {}
    for row, _column in cells:
        filled[row] = filled.get(row, 0) + 1
    wide = {area.top for area in areas if area.right > area.left and area.top == area.bottom}
    return frozenset(
        place for place, row in enumerate(rows) if row in wide and filled.get(row) == 1
    )


def _areas(root: Element, rows: list[int], columns: list[int]) -> list[_Area]:
    """Return the merged cells that have content, in the order of the file."""
    there = set(rows), set(columns)
    found = []
    for each in root.findall("{*}mergeCells/{*}mergeCell")[:_MOST_MERGED]:
        match = re.fullmatch(rf"{_CELL.pattern}:{_CELL.pattern}", each.get("ref", ""))
        if match:
            area = _Area(int(match[2]), _number(match[1]), int(match[4]), _number(match[3]))
            if area.top in there[0] and area.left in there[1]:
                found.append(area)
    return found


def _with_gaps(rows: list[int]) -> list[int]:
    """Return the rows with 0 between those that do not follow each other."""
    kept: list[int] = []
    for row in rows:
        if kept and row != kept[-1] + 1:
            kept.append(0)
        kept.append(row)
    return kept


def _heads(
    rows: list[int], columns: list[int], cells: dict[tuple[int, int], str], areas: list[_Area]
) -> dict[int, tuple[tuple[str, ...], int]]:
    """Return the heads of several rows, joined to one, by the place of their first row.

    一季度 above 1月 and 2月 becomes 一季度1月, 一季度2月. Such a head has cells that reach over
    several columns, and others that reach down.
    """
    found: dict[int, tuple[tuple[str, ...], int]] = {}
    for place, row in enumerate(rows):
        own = [area for area in areas if area.top == row and area.left <= area.right]
        wide = [area for area in own if area.bottom == row and area.right > area.left]
        deep = [area.bottom - row + 1 for area in own if area.bottom > row]
        if not wide or not deep or len(wide) + len(deep) < 2:
            continue
        depth = max(deep)
        names = _joined_heads(row, depth, columns, cells, areas)
        if rows[place : place + depth] == list(range(row, row + depth)):
            found[place] = (names, depth)
    return found


def _joined_heads(
    row: int,
    depth: int,
    columns: list[int],
    cells: dict[tuple[int, int], str],
    areas: list[_Area],
) -> tuple[str, ...]:
    covering = [area for area in areas if row <= area.top < row + depth]

    def text(at_row: int, column: int) -> str:
        for area in covering:
            if area.top == at_row and area.left <= column <= area.right:
                return cells.get((area.top, area.left), "")
        return cells.get((at_row, column), "")

    return tuple(
        "".join(text(each, column) for each in range(row, row + depth)) for column in columns
    )


def _whole(value: str | None, otherwise: int) -> int:
    return (
        min(int(value), _LAST_ROW) if value and value.isdecimal() and len(value) < 9 else otherwise
    )


def _column(reference: str | None, otherwise: int) -> int:
    match = _CELL.fullmatch(reference or "")
    return _number(match[1]) if match else otherwise


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _too_large(path: str, sheet: str) -> BulletinError:
    return BulletinError(
        _("{path}: the sheet “{sheet}” is too large for a bulletin.").format(
            path=path, sheet=sheet
        ),
        _("Save the part that you need as a spreadsheet of its own. Nothing was written."),
    )

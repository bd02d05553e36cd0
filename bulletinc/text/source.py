"""From bytes to text, and from offsets in the text to what people and their tools count in.

Inside the package a place is an offset in code points. Lines, columns, UTF-16 units and display
columns are computed here, at the edges, and only when somebody asks.
"""

from __future__ import annotations

import codecs
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple, NoReturn

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.text import gb18030
from bulletinc.text.characters import is_wide
from bulletinc.text.endless import refuse_endless
from bulletinc.text.foreign_charset import NAMES, foreign_charset
from bulletinc.text.patterns import pattern

_LINE_END = pattern(
    r"\r\n?|\n"
)  # not U+2028 and the like, which editors of plain text show inside a line

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

_OFFICE_DOCUMENTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
_PDF = b"%PDF-"
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*")


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of code points in a source's text."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as people count: line and column from 1, the column in code points."""

    line: int
    column: int


class Utf16Position(NamedTuple):
    """A place as the Language Server Protocol counts: line and character from 0, the character in
    UTF-16 units.
    """

    line: int
    character: int


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """How a text lies in the document of paragraphs (Word) that it was read from, and where nobody
    counts lines.

    ``starts`` are the offsets at which the paragraphs begin, in order: the first is 0. ``added``
    are spans that the document does not have as characters (marks of bold, automatic numbers, line
    ends), in order; they do not count.
    """

    starts: tuple[int, ...]
    added: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A text and where it came from. ``encoding`` is what it was read as; the byte order mark is
    not in the text.

    An offset counts code points from 0 and may be the length of the text. A line end belongs to the
    line it ends. ``data`` are the bytes that the text was read from; a text that was never bytes
    has those of its UTF-8. ``paragraphs`` say how people count in the document that the text was
    read from; ``None``: by the text's own lines.
    """

    text: str
    name: str = "<text>"
    encoding: str = "utf-8"
    data: bytes = field(default=b"", repr=False, compare=False)
    paragraphs: Paragraphs | None = field(default=None, repr=False, compare=False)
    _lines: list[Span] = field(default_factory=list, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.data:
            object.__setattr__(self, "data", self.text.encode("utf-8", "surrogatepass"))

    def lines(self) -> list[Span]:
        r"""The lines without their ends, in order. ``\n``, ``\r\n`` and ``\r`` end a line, and
        nothing else does.

        There is one more line than there are line ends: an empty text has one line, and an empty
        one follows a final line end. They are found when they are first asked for; nobody may
        change the list.
        """
        if not self._lines:
            ends = [match.span() for match in _LINE_END.finditer(self.text)]
            stops = [*(before for before, _after in ends), len(self.text)]
            self._lines.extend(map(Span, [0, *(after for _before, after in ends)], stops))
        return self._lines

    def position(self, offset: int) -> Position:
        """Line and column of an offset. Raises ``IndexError`` for an offset outside the text."""
        line = self._line(offset)
        return Position(line + 1, offset - self.lines()[line].start + 1)

    def utf16_position(self, offset: int) -> Utf16Position:
        """Line and UTF-16 units of an offset. Raises ``IndexError`` for an offset outside the
        text.
        """
        line = self._line(offset)
        before = self.text[self.lines()[line].start : offset]
        return Utf16Position(line, _utf16_units(before))

    def original_position(self, offset: int) -> Position:
        """Where people find an offset: its line and column, or in a document of paragraphs the
        paragraph and the character, from 1.

        Raises ``IndexError`` for an offset outside the text.
        """
        if self.paragraphs is None:
            return self.position(offset)
        number, before = self._paragraph(self.paragraphs, offset)
        return Position(number + 1, len(before) + 1)

    def original_utf16_position(self, offset: int) -> Utf16Position:
        """As :meth:`original_position`, from 0 and in UTF-16 units. Raises ``IndexError`` for an
        offset outside the text.
        """
        if self.paragraphs is None:
            return self.utf16_position(offset)
        number, before = self._paragraph(self.paragraphs, offset)
        return Utf16Position(number, _utf16_units(before))

    def describe_span(self, span: Span) -> str:
        """The place of a span as a message names it after the file: ``12:5``, and in a document of
        paragraphs 第12段第5–8字.
        """
        place, end = self.original_position(span.start), self.original_position(span.end)
        if self.paragraphs is None:
            return f"{place.line}:{place.column}"
        return describe_paragraph(
            place.line, place.column, end.column - 1 if end.line == place.line else None
        )

    def describe_line(self, offset: int) -> str:
        """The line of an offset as a sentence names it: 第5行, and in a document of paragraphs
        第5段.
        """
        number = self.original_position(offset).line
        return (
            _("line {line}").format(line=number)
            if self.paragraphs is None
            else describe_paragraph(number)
        )

    def original_text(self, start: int, end: int) -> str:
        """A part of the text as its readers know it: without the marks that reading a document of
        paragraphs put in.
        """
        pieces, at = [], start
        added = () if self.paragraphs is None else self.paragraphs.added
        for mark in added[bisect_right(added, start, key=attrgetter("end")) :]:
            if mark.start >= end:
                break
            if not self.text[mark.start : mark.end].strip("*# "):
                pieces.append(self.text[at : max(mark.start, at)])
                at = min(mark.end, end)
        return "".join([*pieces, self.text[at:end]])

    def _paragraph(self, paragraphs: Paragraphs, offset: int) -> tuple[int, str]:
        """The paragraph, from 0, and what stands in it before the offset without what was added."""
        self._line(offset)  # raises IndexError
        number = max(bisect_right(paragraphs.starts, offset) - 1, 0)
        start = paragraphs.starts[number] if paragraphs.starts else 0
        pieces, at = [], start
        for added in paragraphs.added[
            bisect_right(paragraphs.added, start, key=attrgetter("end")) :
        ]:
            if added.start >= offset:
                break
            pieces.append(self.text[at : added.start])
            at = min(added.end, offset)
        return number, "".join([*pieces, self.text[at:offset]])

    def width(self, span: Span) -> int:
        """Columns that a span takes on a terminal, by East Asian width (Unicode Standard Annex
        #11).

        Wide and full-width characters take two, combining marks and format characters none, all
        others one. So do the ambiguous ones (“” … — · ① Ⅲ): Chinese fonts draw them wide, but
        today's terminals give them one cell unless set otherwise, in Chinese locales too, and the
        annex makes that the default. Tabs and other control characters count one, because whoever
        prints them has to print one visible character in their place.
        """
        return sum(map(_columns, self.text[span.start : span.end]))

    def _line(self, offset: int) -> int:
        if not 0 <= offset <= len(self.text):
            message = f"offset {offset} is outside a text of {len(self.text)} code points"
            raise IndexError(message)
        return bisect_right(self.lines(), offset, key=attrgetter("start")) - 1


def describe_paragraph(paragraph: int, first: int | None = None, last: int | None = None) -> str:
    """Characters of a paragraph as people name them, all counted from 1: 第12段, 第12段第5字,
    第12段第5–8字.
    """
    if first is None:
        return _("paragraph {paragraph}").format(paragraph=paragraph)
    if last is None or last <= first:
        return _("paragraph {paragraph}, character {first}").format(
            paragraph=paragraph, first=first
        )
    return _("paragraph {paragraph}, characters {first}–{last}").format(
        paragraph=paragraph, first=first, last=last
    )


def _utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _columns(character: str) -> int:
    if unicodedata.category(character) in {
        "Mn",
        "Me",
        "Cf",
    }:  # first: some combining marks are also wide
        return 0
    return 2 if is_wide(character) else 1


def decode(data: bytes, name: str = "<text>") -> Source:
    """Read a file's bytes: what its byte order mark says, else strict UTF-8, else strict GB18030.

    ``name`` is what messages call the file. Raises ``BulletinError`` with the byte offset (from 0)
    for bytes that are no text, and for a file that is not text at all; for Big5, Shift_JIS and
    EUC, of which GB18030 would make other characters; and for more lines than any bulletin has.
    Nothing is replaced or left out. Linear in the length of ``data``.
    """
    source = decode_long(data, name)
    refuse_endless(source.text, name)
    return source


def decode_long(data: bytes, name: str) -> Source:
    """Read a file's bytes as :func:`decode` does, with as many lines as it has: a list, a table."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_as(encoding, data, name, skip=len(mark))
    _refuse_other_formats(data, name)
    try:
        return Source(data.decode("utf-8"), name, "utf-8", data)
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            _refuse_bytes(error, "utf-8", name)
    refuse_foreign_charset(data, name)
    return _decode_as("gb18030", data, name)


def _decode_as(encoding: str, data: bytes, name: str, skip: int = 0) -> Source:
    body = data[skip:]
    try:
        text = (
            gb18030.decode(body)
            if encoding == "gb18030"
            else body.decode(encoding.removesuffix("-sig"))
        )
    except UnicodeDecodeError as error:
        _refuse_bytes(error, encoding, name, skip)
    return Source(text, name, encoding, data)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether data that is not UTF-8 was meant as such: two or more characters of three bytes (Han)
    for each fault.

    One broken character among thousands must be reported, while GB18030 accepts most UTF-8 text and
    makes nonsense of it. In true GB18030 text the faults outnumber by far what looks like such
    characters by chance: thirty to one in real bulletins, against one to a thousand in a damaged
    file.
    """
    text = data.decode("utf-8", "replace")
    good = sum("\u0800" <= sign <= "\uffff" and sign != "\ufffd" for sign in text)
    return good >= 2 * text.count("\ufffd")


def _refuse_bytes(error: UnicodeDecodeError, encoding: str, name: str, skip: int = 0) -> NoReturn:
    before = error.object[: error.start].decode(encoding.removesuffix("-sig"))
    values = {
        "name": name,
        "line": Source(before).position(len(before)).line,
        "offset": error.start + skip,
        "bytes": error.object[error.start : error.end].hex(" ").upper(),
    }
    if encoding == "gb18030":
        message = _(
            "{name}: neither UTF-8 nor GB18030 text: line {line}, byte offset {offset}: {bytes}"
        ).format(**values)
    else:
        message = _(
            "{name}: damaged {encoding} text: line {line}, byte offset {offset}: {bytes}"
        ).format(encoding=encoding.removesuffix("-sig").upper(), **values)
    raise BulletinError(
        message,
        _(
            "Open the file in the program that wrote it, correct that line, and save it as "
            "plain text in UTF-8 (in Word or WPS: Save As, Plain Text, encoding UTF-8)."
        ),
    ) from error


def refuse_foreign_charset(data: bytes, name: str) -> None:
    """Raise BulletinError for bytes of Big5, Shift_JIS or EUC."""
    charset = foreign_charset(data)
    if charset:
        raise BulletinError(
            _("{name}: this is {charset} text, not UTF-8 or GB18030.").format(
                name=name, charset=NAMES[charset]
            ),
            _(
                "Save it as UTF-8 in the program that wrote it, or have a draft made of it: "
                "bulletinc import {quoted} -o FOLDER"
            ).format(quoted=quoted(name)),
        )


def quoted(name: str) -> str:
    """The name of a file as it is typed in a command."""
    return f'"{name}"' if " " in name else name


def _refuse_other_formats(data: bytes, name: str) -> None:
    if data.startswith(_OFFICE_DOCUMENTS):
        raise BulletinError(
            _(
                "{name}: not plain text, but a document of Word, WPS or the like, or an archive"
            ).format(name=name),
            _("Make a draft of it first: bulletinc import {quoted}").format(quoted=quoted(name)),
        )
    if data.startswith(_PDF):
        raise BulletinError(
            _("{name}: not plain text, but a PDF").format(name=name),
            _("Make a draft of it first: bulletinc import {quoted}").format(quoted=quoted(name)),
        )
    if data.startswith(_IMAGES):
        raise BulletinError(
            _("{name}: not plain text, but an image").format(name=name),
            _(
                "Drafts cannot hold pictures yet; if it is a scanned text, have the text "
                "recognised (OCR) first."
            ),
        )
    zeros = data.count(0)
    # One lost zero is a slip of some program. Chinese text in UTF-16 has four or more in a hundred:
    # digits, line ends.
    if zeros > 1 and zeros * 100 > len(data):
        raise BulletinError(
            _(
                "{name}: not plain text: {count} NUL bytes, the first at byte offset {offset}"
            ).format(name=name, count=zeros, offset=data.index(0)),
            _(
                "If it is text (UTF-16 without a byte order mark looks like this), open it in an "
                "editor and save it as UTF-8."
            ),
        )


def excerpt(text: str, longest: int = 40) -> str:
    """The beginning of a passage as a message quotes it: on one line, and so many characters."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[:longest]}…"

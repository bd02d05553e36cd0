"""A Word document of ours read back by its styles, which say what each paragraph is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile
from xml.etree.ElementTree import Element

from bulletinc.errors import BulletinError
from bulletinc.readers.formats.docx.container import WordContainer
from bulletinc.readers.formats.docx.word_paragraph import UNCOMPUTED, WordParagraph, WordRun
from bulletinc.render.draft_part import ROOT
from bulletinc.render.style_names import style_name

_GAP = "\u3000"
# Rules and empty places.
_MARKS = frozenset(
    map(style_name, ("red-rule", "red-star", "first-rule", "inner-rule", "last-rule", "foot"))
)
_NAME, _ORGANISATION = style_name("name"), style_name("organisation")
# What stands before and after these was on lines of its own.
_BETWEEN = frozenset(map(style_name, ("issue-gap", "colophon-gap")))
_TABBED = frozenset(map(style_name, ("secrecy", "issuing", "issuing-tight")))
_IMPRINT = style_name("imprint")
_ENTRY = style_name("contents")
# Lines of one instruction stand together.
_INSTRUCTION = frozenset(
    map(
        style_name,
        ("instruction-heading", "instruction", "instruction-signature", "instruction-end"),
    )
)
_FIGURE = style_name("figure-place")
_BRACKETS = frozenset("（([［【")  # （此处插图）: the place of a picture, and no file
_QUOTES = frozenset("“《‘")
_MORE = style_name("annex-list-more")
_HEADLINE = style_name("headline")
_TITLE = style_name("title")
_STRONG = style_name("strong")
_TAG, _SOURCE = style_name("indicator"), style_name("attribution-run")
# Ⅲ-12测评: the page shows no space between a number and a name; the canonical form has one.
_CODE = re.compile(r"([Ⅰ-Ⅻ]-\d+)(?=[^\W\d])")
_SIGNATURE = frozenset(
    (_NAME, style_name("body"), style_name("foot"))
)  # styles that only ours has together
_VALUE = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_NUMBERED = re.compile(r"（\d+）$")


def is_own(styles: Iterable[str]) -> bool:
    """Tell whether a document has the styles that only ours have together."""
    return frozenset(styles) >= _SIGNATURE


def metadata(root: Element | None, base: str | None = None) -> list[WordParagraph]:
    """Return the fields above a report, which are custom properties and not on the page.

    One whose value is in brackets stands in the line of the one above: 发布时间：…　阅读（36）.
    LibreOffice puts them into the order of their names; they are given in that of ``base``.
    """
    found: list[WordParagraph] = []
    fields = [
        (_NUMBERED.sub("", each.get("name", "")), "".join(each.itertext()))
        for each in ([] if root is None else root.iter(_VALUE))
    ]
    if base is not None and all(name in base for name, _text in fields):
        fields.sort(key=lambda field: base.index(field[0]))
    for name, value in fields:
        bracketed = value.startswith(("（", "(")) and bool(found)
        text = f"{name}{value}" if bracketed else f"• {name}：{value}"
        found.append(WordParagraph([WordRun(text)], look="metadata", joined=bracketed))
    return found


def draft_inside(package: WordContainer) -> str | None:
    """Return the draft that a document was made from, if it is still there and whole."""
    for path in package.all_related("customXml"):
        try:
            part = package.xml(path)
        except BulletinError:
            continue  # another program's, or spoilt: the text does not need it
        if part is not None and part.tag == ROOT and (part.text or "").strip():
            return part.text
    return None


def restored(blocks: Iterable[WordParagraph]) -> Iterator[WordParagraph]:
    """Return the lines that a document of ours was made from."""
    goes_on = False  # a row of the name that does so in the same line ends with a blank
    titled = False
    for block in blocks:
        titled = titled or block.style == _TITLE
        if block.style in _MARKS and (not block.text.strip() or block.text.strip() == "★"):
            yield replace(block, pieces=[], notes=[])
        elif block.style == _NAME and block.picture and not block.text.strip():
            yield from (
                replace(block, pieces=[WordRun(line)], notes=[])
                for line in block.picture.splitlines()
            )
        else:
            yield replace(_as_typed(_on_one_line(block) if titled else block), joined=goes_on)
            goes_on = block.style == _ORGANISATION and block.text.endswith(" ")


def _on_one_line(block: WordParagraph) -> WordParagraph:
    """Return the issuer and the day below a title, which are read as those if they are one line."""
    if block.style not in _TABBED:
        return block
    pieces = [piece._replace(text=piece.text.replace("\t", _GAP)) for piece in block.pieces]
    return replace(block, pieces=pieces)


def _as_typed(block: WordParagraph) -> WordParagraph:
    pieces = [spaced for piece in block.pieces for spaced in _spaced(_typed(piece, block.style))]
    if block.style == _FIGURE and block.text.strip()[:1] not in _BRACKETS:
        pieces = [WordRun("【插图：", added=True), *pieces, WordRun("】", added=True)]
    if block.style == _ENTRY:
        pieces = list(_entry(pieces))
    number = {_ENTRY: _bullet(block.text), _MORE: _GAP * 3}.get(block.style, block.number)
    level = (
        block.level if block.style in (_HEADLINE, _TITLE) and not block.text.startswith("【") else 0
    )
    pieces = _tag_apart(pieces)
    if block.style == _ORGANISATION and pieces:
        pieces[-1] = pieces[-1]._replace(text=pieces[-1].text.rstrip())
    return replace(block, pieces=pieces, number=number, level=level, look=_look(block))


def _entry(pieces: list[WordRun]) -> Iterator[WordRun]:
    """Return an entry of the contents without the page that is computed, but as it was typed."""
    yield from takewhile(lambda piece: "\t" not in piece.text, pieces)
    typed = [piece for piece in pieces if piece.style == UNCOMPUTED]
    if typed:
        yield WordRun(_GAP, added=True)
        yield from typed


def _bullet(text: str) -> str:
    """Return what an entry of the contents begins with, unless it has a sign or number itself."""
    return "· " if text[:1].isalpha() or text[:1] in _QUOTES else ""


def _look(block: WordParagraph) -> object:
    """Lines that stand together look alike."""
    if block.style in _INSTRUCTION:
        return "instruction"
    return _ENTRY if block.style.startswith(_ENTRY) else block.look


def _typed(piece: WordRun, style: str) -> WordRun:
    text = piece.text.replace("\n", "")  # rows are layout; the blank between them is there
    if piece.style in _BETWEEN:
        text = text.replace(_GAP, f"{_GAP}\n")
    if style in _TABBED:
        text = text.replace("\t", "\t\n")
    if style == _IMPRINT:
        text = text.replace("\t", _GAP)
    # Every other style of ours has a face of its own, which may be heavy without being bold.
    return piece._replace(text=text, bold=piece.bold and piece.style in ("", _STRONG))


def _tag_apart(pieces: list[WordRun]) -> list[WordRun]:
    """Put the tag that closes an item on a line of its own, unless the text ends in 。"""
    at = next((number for number, piece in enumerate(pieces) if piece.style == _TAG), 0)
    closes = all(piece.added or piece.style in (_TAG, _SOURCE) for piece in pieces[at:])
    if at and closes and not pieces[at - 1].text.endswith("。"):
        return [*pieces[:at], WordRun("\n"), *pieces[at:]]
    return pieces


def _spaced(piece: WordRun) -> Iterator[WordRun]:
    if piece.style != _TAG:
        yield piece
        return
    for number, text in enumerate(_CODE.split(piece.text)):
        yield piece._replace(text=text)
        if number % 2:
            yield WordRun(" ", added=True)

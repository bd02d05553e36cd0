"""Files of other programs that hold one thing again and again, for ``benchmarks.linear``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO

from tests.support.drawn_pdf import Drawn
from tests.support.workbook import workbook

Make = Callable[[int], bytes]

# What is written again and again, by the suffix of the file.
_REPEATED = {
    ".txt": ("近日，清理河道。\n", "（", "\r"),
    ".csv": ("镇,12\n", "镇,", '"镇', '"",'),
    ".md": (
        "# 要闻\n\n", "> ", "* 一\n", "**民", "[民](", "`", "| 民 ", "&amp;", "<b>", "1. 民\n",
        "![民](a.png)\n", "| 民 |\n",
    ),
    ".html": (
        "<p>近日</p>", "<div>", "<p><b>", "<li>一", "<table><tr><td>", "&nbsp;", "<!-- ", "<",
        "<table><tr><td>1</td></tr></table>", "<ol><li>一</li></ol>", '<a href="#fn1">1</a>',
        '<img src="a.png">', '<p style="text-decoration:underline">近日</p>', "<sup>1</sup>",
    ),
}  # fmt: skip
_WORD = {
    "paragraphs": 20,
    "runs in a paragraph": 20,
    "rows of a table": 100,
    "tables": 100,
    "cells of a row": 20,
}  # characters that each of them counts for
_LINES_OF_A_PAGE = 40


def files() -> Iterator[tuple[str, str, Make]]:
    """A name for each, the suffix, and what makes one of about so many characters."""
    for suffix, units in _REPEATED.items():
        for unit in units:
            yield f"{suffix} {unit[:24]!r}", suffix, partial(_text, unit)
    for form in _WORD:
        yield f".docx {form}", ".docx", partial(_word_file, form)
    yield ".xlsx rows", ".xlsx", lambda size: workbook({"一": [["镇", 12]] * (size // 20)})
    yield ".xlsx cells of a row", ".xlsx", lambda size: workbook({"一": [["镇"] * (size // 20)]})
    yield ".xlsx sheets", ".xlsx", _sheets
    yield ".pdf lines", ".pdf", partial(_pages, 12)
    yield ".pdf pieces of a line", ".pdf", partial(_pages, 0)


def _text(unit: str, size: int) -> bytes:
    return (unit * (size // len(unit))).encode()


def _word_file(form: str, size: int) -> bytes:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    cell = "<w:tc><w:p><w:r><w:t>镇</w:t></w:r></w:p></w:tc>"
    row, table = f"<w:tr>{cell}{cell}</w:tr>", f"<w:tbl {nsdecls('w')}>%s</w:tbl>"
    count = size // _WORD[form]
    paragraph = "<w:p %s>%s</w:p>"
    runs = "<w:r><w:rPr><w:b/></w:rPr><w:t>清理</w:t></w:r><w:r><w:t>河道</w:t></w:r>"
    parts = {
        "paragraphs": [paragraph % (nsdecls("w"), "<w:r><w:t>近日，清理。</w:t></w:r>")] * count,
        "runs in a paragraph": [paragraph % (nsdecls("w"), runs * (count // 2))],
        "rows of a table": [table % (row * count)],
        "tables": [table % row] * count,
        "cells of a row": [table % f"<w:tr>{cell * count}</w:tr>"],
    }
    document = docx.Document()
    for part in parts[form]:
        document.element.body.insert(0, parse_xml(part))
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _sheets(size: int) -> bytes:
    return workbook({f"表{number}": [["镇", 12]] for number in range(max(1, size // 400))})


def _pages(between: int, size: int) -> bytes:
    """Pages of short pieces of text, each so far below the last one; 0: all in one line."""
    drawn = Drawn()
    for _page in range(max(1, size // 16 // _LINES_OF_A_PAGE)):
        drawn.page(
            *(
                drawn.text("近日，清理河道。", 60 + (0 if between else at), 780 - between * at)
                for at in range(_LINES_OF_A_PAGE)
            )
        )
    return drawn.data()

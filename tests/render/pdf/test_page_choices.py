"""What a theme may choose of the page, measured: columns, the colophon's page, the page number."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bulletinc.syntax import Colophon, Document, Field, Section, Text
from bulletinc.text.source import Span
from bulletinc.theme import load_theme
from tests.support.geometry import EM, EM_SMALL, FOOT, LEFT, MIDDLE, RIGHT, ends, near, row, starts
from tests.support.pages import Line, Page, read
from tests.support.printed_word import SOFFICE, converted, measured
from tests.support.trees import CONTEXT, SENTENCE, as_pdf, as_word, paragraph, section

pytestmark = pytest.mark.usefixtures("each_engine")
COLUMN = (RIGHT - LEFT - 2 * EM) / 2


def colophon() -> Colophon:
    field = Field(Span(99_991, 99_994), "编辑", Text(Span(99_993, 99_994), "张三"))
    return Colophon(Span(99_990, 99_999), (field,))


def briefs() -> tuple[Section, Section]:
    return (
        section("简　讯", *(paragraph(f"甲{number}。{SENTENCE}") for number in range(6))),
        section("其　他", paragraph(SENTENCE)),
    )


def made(*blocks: Section) -> Document:
    return Document(Span(0, 100_000), "kuaibao", body=blocks)


def pages(document: Document, folder: Path, layout: str, to: str = "pdf") -> tuple[Page, ...]:
    theme = folder / "theme"
    theme.mkdir()
    (theme / "layout.toml").write_text(layout, encoding="utf-8")
    context = replace(CONTEXT, theme=load_theme(str(theme)))
    if to == "pdf":
        return read(as_pdf(document, context).data)
    word = as_word(document, context).data
    return tuple(measured(converted({"word": word}, folder)["word"]))


def letters(found: tuple[Page, ...]) -> list[Line]:
    """The lines above the page number."""
    return [line for page in found for line in page.lines if line.middle < FOOT]


@pytest.mark.parametrize(
    "to",
    ["pdf", pytest.param("docx", marks=pytest.mark.skipif(not SOFFICE, reason="no LibreOffice"))],
)
def test_briefs_stand_in_two_columns(tmp_path: Path, to: str) -> None:
    found = letters(pages(made(*briefs()), tmp_path, "[briefs]\ncolumns = 2\n", to))
    heading, *columns, below, first, last = found
    assert heading.text[0] == "【"
    assert starts(heading, LEFT)
    middle = [line for line in columns if line.text.startswith("甲")]
    assert len(middle) == 3  # two briefs begin side by side
    for line in middle:
        right = line.part(line.text[line.text.rindex("甲") :])
        assert line.left == near(LEFT + 2 * EM)
        assert right.left == near(LEFT + COLUMN + 4 * EM, 0.6)
        assert line.right == near(RIGHT, 0.6)
    assert below.text[0] == "【"
    assert starts(below, LEFT)
    assert ends(first, RIGHT, 0.6)
    for line in (*columns, below, first, last):
        assert row(line) == near(round(row(line)), 0.1)


@pytest.mark.parametrize(("lines", "count"), [(2, 2), (20, 2), (41, 2), (43, 4), (44, 4)])
def test_a_colophon_stands_on_an_even_page(tmp_path: Path, lines: int, count: int) -> None:
    document = made(section("其他", paragraph("字" * (28 * lines - 2))))
    document = replace(document, colophon=colophon())
    found = pages(document, tmp_path, '[colophon]\npage = "even"\n')
    assert len(found) == count
    last = found[-1].lines[-2]  # above the page number
    assert (last.text[:2], row(last)) == ("编辑", near(21, 0.03))
    for page in found:
        is_empty = not [line for line in page.lines if line.middle < FOOT]
        assert bool([line for line in page.lines if line.middle > FOOT]) != is_empty


def test_a_page_number_has_no_dashes_if_a_theme_wants_none(tmp_path: Path) -> None:
    (page,) = pages(made(briefs()[1]), tmp_path, '[number]\nform = "plain"\n')
    assert (page.lines[-1].text, page.lines[-1].right) == ("1", near(RIGHT - EM_SMALL))
    assert page.lines[-1].middle == near(FOOT + 7, 0.5)


@pytest.mark.skipif(not SOFFICE, reason="no LibreOffice")
def test_a_page_number_stands_in_the_middle_without_dashes_in_word(tmp_path: Path) -> None:
    layout = '[number]\nform = "plain"\nplace = "centre"\n'
    (page,) = pages(made(briefs()[1]), tmp_path, layout, "docx")
    number = page.lines[-1]
    assert (number.text, (number.left + number.right) / 2) == ("1", near(MIDDLE))

"""Flush edges, measured in the PDF: where each line begins and ends, and how wide its gaps are.

Lengths are in millimetres.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import weasyprint
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTRect
from pypdf import PdfReader
from weasyprint.layout import inline
from weasyprint.text.line_break import Layout

from bulletinc.errors import BulletinError
from bulletinc.render.formats.pdf.weasyprint import justification
from bulletinc.render.formats.pdf.weasyprint.justification import gaps

LEFT, RIGHT, EM = 28.0, 184.0, 15.75 * 25.4 / 72
PAGE = """<!DOCTYPE html><html lang="zh-CN"><style>
@page { size: 210mm 297mm; margin: 37mm 26mm 35mm 28mm }
body { margin: 0; font: 15.75pt/29pt serif; text-align: justify }
p { margin: 0 } b, i, span { line-height: 0 } i { font: 15.75pt/0 sans-serif }
</style><body>"""

PARAGRAPHS = {
    "Han and signs": (
        "会议强调，要坚持以人民为中心，（一）抓好落实；（二）强化督查；《意见》明确、"
        "【清单】到人，逐项对账。"
    ),
    "numbers": (
        "共受理来信1,234件，办结率99.5%，提高12.3个百分点；实行7×24小时值班，"
        "2020-2024年累计巡查3600次以上。"
    ),
    "Latin": (
        "与China Mobile等合作，详见example.cn；名单送office@example.cn备查，于每月28日前反馈，"
        "逐项对账。"
    ),
    "Latin alone": (
        "Weather in the district was mild, and the harvest of 2024 exceeded all expectations "
        "this year."
    ),
    "quotes and dashes": (
        "推行“马上办、就近办”……全年减少跑动三万次——凡是涉及民生的事项，一律“一次办好”，群众说："
        "“好！”"
    ),
    "elements": (
        "一是<b>强化<i>责任</i>落实</b>，主要领导亲自抓；<i>二是</i><span>强化</span>督查，"
        "<b>对进展慢的单位</b>限期改正。"
    ),
    "padding": (
        "一是强化责任，<span style='padding: 0 2mm'>主要领导<b>亲自</b>抓</span>；"
        "二是强化督查，对进展慢的单位限期改正。"
    ),
    "inline block": (
        "一是强化责任，<span style='display: inline-block'>主要领导</span>亲自抓；"
        "二是强化督查，对进展慢的单位限期改正。"
    ),
    "tracked in": (
        "<span style='font-size: 16pt; letter-spacing: -0.21pt'>强化责任，领导亲自抓；"
        "二是强化督查，2024年进展慢的单位。</span>"
    ),
    "tracked out": (
        "<span style='letter-spacing: 0.1em'>一是强化责任，主要领导亲自抓；二是强化督查，"
        "对2024年进展慢的单位限期改正。</span>"
    ),
    "places to break": (
        "一是强化责任，<wbr>“主要领导”<wbr>亲自抓；二是强化督查，"
        "\u200b“对进展慢的单位\u200b通报批评”\u200b并限期改正。"
    ),
}
RAGGED = "一二三四五六七八九十一二三四Donaudampfschifffahrtsgesellschaft甲乙丙丁。"


@pytest.fixture(autouse=True)
def _installed() -> None:
    justification.install()


def pdf(text: str, css: str = "") -> bytes:
    data: bytes = weasyprint.HTML(string=f"{PAGE}<p style='{css}'>{text}").write_pdf()
    return data


@cache
def lines(text: str, css: str = "") -> list[list[LTChar]]:
    """The characters of each line of a paragraph, from left to right."""
    found: dict[float, list[LTChar]] = {}
    for page in extract_pages(io.BytesIO(pdf(text, css))):
        for character in characters(page):
            found.setdefault(round(character.matrix[5], 1), []).append(character)
    return [
        sorted(found[height], key=lambda character: character.x0)
        for height in sorted(found, reverse=True)
    ]


def characters(item: Any) -> Iterator[LTChar]:
    if isinstance(item, LTChar):
        yield item
    elif hasattr(item, "__iter__"):
        for child in item:
            yield from characters(child)


def edges(line: list[LTChar]) -> tuple[float, float]:
    return line[0].x0 * 25.4 / 72, line[-1].x1 * 25.4 / 72


def widths(line: list[LTChar], *, of_gaps: bool = True) -> list[float]:
    """The room behind the characters that have a gap behind them, or behind all others.

    One character may be drawn as part of another.
    """
    drawn = [character for character in line for _sign in character.get_text()]
    places = gaps("".join(character.get_text() for character in line))
    pairs = [
        (drawn[place], drawn[place + 1])
        for place in range(len(drawn) - 1)
        if (place in places) == of_gaps
    ]
    return [(after.x0 - before.x1) * 25.4 / 72 for before, after in pairs if before is not after]


@pytest.mark.parametrize("text", PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_every_line_but_the_last_is_flush_on_both_sides(text: str) -> None:
    *full, last = lines(text)
    assert full
    for line in full:
        assert edges(line) == pytest.approx((LEFT, RIGHT), abs=0.02)
    assert edges(last)[0] == pytest.approx(LEFT, abs=0.05)
    assert edges(last)[1] < RIGHT - EM


@pytest.mark.parametrize("name", sorted(PARAGRAPHS.keys() - {"padding", "inline block"}))
def test_all_gaps_of_a_line_are_equal(name: str) -> None:
    for line in lines(PARAGRAPHS[name])[:-1]:
        found = widths(line)
        assert max(found) - min(found) < 0.02


def test_the_last_line_is_set_solid() -> None:
    *_full, last = lines(PARAGRAPHS["Han and signs"])
    assert len(last) > 2
    assert widths(last) == pytest.approx([0] * (len(last) - 1), abs=0.001)


def test_the_inside_of_numbers_and_of_dashes_is_not_widened() -> None:
    for name in ("numbers", "quotes and dashes"):
        for line in lines(PARAGRAPHS[name])[:-1]:
            assert widths(line, of_gaps=False) == pytest.approx(
                [0] * len(widths(line, of_gaps=False)), abs=0.02
            )


def test_letter_spacing_is_kept_inside_a_number() -> None:
    first, *_rest = lines(
        "一是强化责任，主要领导亲自抓；对2024年进展慢的单位通报批评，限期改正到位。",
        "letter-spacing: 0.1em",
    )
    assert widths(first, of_gaps=False) == pytest.approx([EM / 10] * 3, abs=0.02)


def test_the_box_of_a_character_that_no_font_has_is_not_widened() -> None:
    text = PARAGRAPHS["Han and signs"].replace("，", "\U000f0000")
    boxes = []
    for alignment in ("left", "justify"):
        page: Any = PdfReader(io.BytesIO(pdf(text, f"text-align: {alignment}"))).pages[0]
        fonts = page["/Resources"]["/Font"].values()
        boxes.append([font["/DescendantFonts"][0]["/W"] for font in fonts])
    assert boxes[0] == boxes[1]


def test_what_is_no_text_is_moved_and_not_parted_from_its_neighbours() -> None:
    first, *_rest = lines(PARAGRAPHS["inline block"])
    solid = "，主要领导亲"
    start = "".join(character.get_text() for character in first).index(solid)
    block = first[start : start + len(solid)]
    assert widths(block) == pytest.approx([0] * (len(solid) - 1), abs=0.01)


def test_a_line_may_end_with_what_is_no_text() -> None:
    (line,) = lines(
        "清溪快<span style='display: inline-block; width: 2em'>报</span>",
        "text-align-last: justify; letter-spacing: 0.1em",
    )
    assert edges(line[-1:])[0] == pytest.approx(RIGHT - 2 * EM, abs=0.02)


def test_what_is_drawn_behind_a_text_is_as_wide_as_the_text() -> None:
    data = pdf('清<b><i style="background: red">溪快</i></b>报', "text-align-last: justify")
    (page,) = extract_pages(io.BytesIO(data))
    (ground,) = (item for item in page if isinstance(item, LTRect))
    gap = (RIGHT - LEFT - 4 * EM) / 3
    assert (ground.x0 * 25.4 / 72, ground.x1 * 25.4 / 72) == pytest.approx(
        (LEFT + EM + gap, LEFT + 3 * (EM + gap)), abs=0.02
    )


def test_an_indented_line_keeps_its_indent() -> None:
    first, *_rest = lines(PARAGRAPHS["Han and signs"], "text-indent: 2em")
    assert edges(first) == pytest.approx((LEFT + 2 * EM, RIGHT), abs=0.05)


def test_a_line_that_would_be_torn_apart_stays_ragged() -> None:
    first, *_rest = lines(RAGGED)
    assert edges(first)[1] < RIGHT - 10 * EM
    assert widths(first) == pytest.approx([0] * 13, abs=0.001)


def test_letters_are_spaced_over_a_line_as_far_as_a_stylesheet_asks() -> None:
    (line,) = lines("清溪快报", "text-align-last: justify")
    assert edges(line) == pytest.approx((LEFT, RIGHT), abs=0.05)
    assert widths(line) == pytest.approx([(RIGHT - LEFT - 4 * EM) / 3] * 3, abs=0.02)


@pytest.mark.parametrize("text", ["报", "2024", "报<span style='display: inline-block'>刊</span>"])
def test_a_line_without_a_gap_stays_as_it_is(text: str) -> None:
    (line,) = lines(text, "text-align-last: justify")
    assert edges(line)[0] == pytest.approx(LEFT, abs=0.05)
    assert edges(line)[1] < LEFT + 3 * EM


def test_a_line_from_right_to_left_is_left_to_weasyprint() -> None:
    first, *_rest = lines(PARAGRAPHS["Han and signs"], "direction: rtl")
    assert widths(first) == pytest.approx([0] * len(widths(first)), abs=0.001)


def test_a_document_can_be_drawn_twice() -> None:
    document = weasyprint.HTML(string=PAGE + PARAGRAPHS["elements"]).render()
    assert document.write_pdf() == document.write_pdf()


@pytest.mark.parametrize(
    "line",
    [
        "清|溪|区",
        "第|12|期",
        "实|行|7×24|小|时",
        "达|12.5%|、|1,234|件",
        "自|2020-2024|年",
        "见|www.example.gov.cn",
        "至|office@example.gov.cn|，",
        "China |Mobile|、",
        "制|度|——|凡",
        "等|……|全",
        "“|一|把|手|”|“|一|线|”|，",
        "“2024”|年",
        "it’s |好",
        "卡|尔|·|马",
        "（|一|）|《|意|见|》",
        "𠮷|安|𠮷",
        "１|２",
        "题\u3000|文",
        "字 |字",
        "字|字 ",
        "字|字\u200b",
        "字 \u200b",
        "图\ufffc图|图",
        "",
    ],
)
def test_a_gap_is_beside_a_full_width_character_or_behind_a_blank(line: str) -> None:
    places = [line.replace("|", "", number).index("|") - 1 for number in range(line.count("|"))]
    assert gaps(line.replace("|", "")) == places


@pytest.mark.parametrize(
    "unit", ["葛\U000e0100", "e\u0301\u0323", "👨\u200d👩\u200d👧", "👍🏽", "❤\ufe0f", "字\u200b"]
)
def test_marks_and_what_a_joiner_joins_are_one_with_their_character(unit: str) -> None:
    inside, behind = gaps(f"{unit}中{unit}")
    assert inside < len(unit) == behind


def test_a_word_joiner_forbids_a_break_and_no_gap() -> None:
    assert gaps("一\u2060二三") == [0, 2]


def test_a_second_installation_changes_nothing() -> None:
    installed = inline.justify_line
    justification.install()
    assert inline.justify_line is installed


@pytest.mark.parametrize(
    ("owner", "name", "value"),
    [
        (weasyprint, "__version__", "71.0"),
        (weasyprint, "__version__", "69.1"),
        (inline, "justify_line", lambda line: line),
        (inline, "text_align", lambda line: line),
        (Layout, "get_first_line", lambda self, width: (self, width)),
        (weasyprint.draw.text, "draw_first_line", lambda stream: stream),
    ],
)
def test_another_weasyprint_is_refused_with_the_way_to_the_right_one(
    monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, value: Any
) -> None:
    monkeypatch.setattr(owner, name, value)
    with pytest.raises(BulletinError, match="WeasyPrint 70") as refusal:
        justification.install()
    assert 'pip install "weasyprint>=70,<71"' in str(refusal.value.remedy)


def test_a_weasyprint_without_what_is_replaced_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(inline, "justify_line")
    with pytest.raises(BulletinError, match="WeasyPrint 70"):
        justification.install()

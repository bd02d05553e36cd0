"""Numbered tables, pictures and annexes: which there are, and which the text names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bulletinc.parser.numerals import number_in
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import Places, foreign_places
from bulletinc.syntax import AnnexList, Chart, Figure, Point, Section, Table
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
# 见表2, 附件1; 图1 in 地图1号 and 表1 in 代表1人 are words.
_NAMED = pattern(
    rf"[表图附](?:(?<=[见如（(，。、及和由据与][表图])|(?<=附)件)\s?(?P<number>{_NUMERAL})"
    r"(?![\d\w.·-]*[号期届人名份个张幅条])(?!\w*》)"
)
_LABEL = pattern(rf"\s*附?(?P<sort>[表图])\s?(?P<number>{_NUMERAL})")


def _name(sort: str, numeral: str) -> str:
    return f"{sort}{number_in(numeral) or numeral}"


def names_listed(context: CheckContext) -> set[str]:
    """The annexes that a list of annexes names."""
    return {
        f"附件{number}"
        for each in context.all(AnnexList)
        for number in range(1, len(each.entries) + 1)
    }


@lru_cache(maxsize=1)
def labels_there(context: CheckContext) -> dict[str, Span | None]:
    """The numbered parts by name (表1, 附件2), with where the label stands; ``None``: in a list."""
    found: dict[str, Span | None] = dict.fromkeys(names_listed(context))
    for annex in context.document.annexes:
        found[f"附件{annex.number or 1}"] = annex.label.span
    captions = [table.caption for table in context.all(Table)]
    captions += [figure.caption for figure in context.all(Figure)]
    captions += [chart.caption for chart in context.all(Chart)]
    for caption in captions:
        if caption and (label := _LABEL.match(caption.text)):
            found[_name(label["sort"], label["number"])] = caption.span
    return found


def named_in_text(context: CheckContext) -> Iterator[tuple[str, Span]]:
    """What the running text names, with where."""
    spans = [paragraph.span for paragraph in context.paragraphs]
    running = Places([*spans, *(point.span for point in context.all(Point))])
    foreign = foreign_places(context)  # 附件1.docx
    headings = Places(section.heading.span for section in context.all(Section))
    for match in _NAMED.finditer(context.text):
        at = match.start()
        if (at in running or at in headings) and at not in foreign:
            yield (
                _name(match[0][0] if match[0][0] != "附" else "附件", match["number"]),
                Span(*match.span()),
            )

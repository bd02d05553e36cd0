"""Tables and figures, with the lines around them."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.parser.survey import Survey, unit_ends
from bulletinc.parser.weights import Candidate, candidate
from bulletinc.text.patterns import pattern

_CAPTION_ENDS = pattern(
    r"(?:表|情况|排名|榜|指标|统计|一览|清单|名单|数据|明细)(?:[（(][^（()）]*[）)])?\Z"
)
_LONGEST_CAPTION = 45
_LONGEST_FIGURE_CAPTION = 60
_LONGEST_SOURCE = 8  # characters of a bracket that may be a source, by itself
_TEXT_NOTE = pattern(r"[（(].{0,30}(?:附件|见|略).{0,20}[）)]")


def suggest(survey: Survey, index: int) -> Iterator[Candidate]:
    """The parts of a table or figure that a line may be."""
    line = survey.lines[index]
    text = line.text.strip()
    if index in survey.row:
        yield candidate("table-row", survey.row[index].sort)
    if line.form == "figure":
        yield candidate("figure")
    if line.form == "table_unit" and len(text) < 40:
        yield candidate("table-unit")
    if line.form == "table_note":
        yield candidate("table-note")
    elif index - 1 in survey.row and _is_bracketed_note(survey, index, text):
        yield candidate("table-note", "in brackets")
    if _table_follows(survey, index) and len(text) <= _LONGEST_CAPTION:
        yield from _caption(survey, index, text)
    elif line.form == "caption" and text[:1] == "表" and len(text) <= _LONGEST_CAPTION:
        yield candidate("table-caption", "numbered", "no table below")
    yield from _figure_caption(survey, index, text)


def _is_bracketed_note(survey: Survey, index: int, text: str) -> bool:
    """（详见附件）, and （中院本级未列入） right below the rows, which no source is."""
    if _TEXT_NOTE.fullmatch(text):
        return True
    bracket = text[:1] in "（(" and text[-1:] in "）)" and len(text) > _LONGEST_SOURCE
    return bracket and not survey.lines[index].apart and not unit_ends(text[1:-1])


def _table_follows(survey: Survey, index: int) -> bool:
    below, after = survey.line(index + 1), index + 2
    return index + 1 in survey.row or (
        below is not None and below.form == "table_unit" and after in survey.row
    )


def _caption(survey: Survey, index: int, text: str) -> Iterator[Candidate]:
    line = survey.lines[index]
    if line.form == "caption":
        yield candidate("table-caption", "numbered")
    elif (
        line.form == "paragraph" and survey.is_bare(index) and text[-1] not in "：:"
    ) or line.form == "table_unit":
        if line.form == "table_unit":
            return
        yield candidate(
            "table-caption",
            "above a table",
            _CAPTION_ENDS.search(text) is None and "other words",
            line.hashes > 0 and "hashes",
        )


def _figure_caption(survey: Survey, index: int, text: str) -> Iterator[Candidate]:
    line = survey.lines[index]
    if len(text) > _LONGEST_FIGURE_CAPTION:
        return
    numbered = line.form == "caption" and text[:1] in "图附"
    beside = any(
        (other := survey.line(at)) is not None and other.form == "figure"
        for at in (index - 1, index + 1)
    )
    if numbered:
        yield candidate("figure-caption", "numbered", not beside and "no figure")
    elif (
        index and survey.lines[index - 1].form == "figure" and line.form in ("paragraph", "signed")
    ):
        yield candidate(
            "figure-caption",
            "below a figure",
            "。" in text[:-1] and "sentence",
            line.apart and "blank line above",
        )

"""The next issue of a bulletin, to be written: what stays, with the next number and date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bulletinc.diagnostics import Edit
from bulletinc.i18n import _
from bulletinc.parser.numerals import number_in
from bulletinc.rules.context import CheckContext
from bulletinc.scaffold.next_file_name import next_file_name
from bulletinc.scaffold.publications import PastIssue, Publication, Step, next_step
from bulletinc.scaffold.typed_forms import BLANK, DAY, JOINED, TO_FILL_IN, day_like, number_like
from bulletinc.syntax import Text
from bulletinc.text.characters import squeeze
from bulletinc.text.source import Span

_DOCUMENT_NUMBER = re.compile(r"(\d{4})(\s*[〕\]）)】]\s*第?\s*)(\d+)(?=\s*号)")
_JOINT_LABEL = re.compile(r"\s*[（(]\s*合刊\s*[）)]|\s*合刊")
_PERIOD = re.compile(r"(?=.*\d)(?!.*[刊辑])(?!\d{1,2}\s*月\Z).+")  # 5月18日—5月24日
_MONTH_ENDS = re.compile(r"\s*月\s*(?:[刊号）)]|\Z)")
_HOUR = re.compile(r"[时点:：]")
_TERM = re.compile(r"学年|学期")
_NUMBERED_HEADING = re.compile(r"[\d一二三四五六七八九十（(①-⑳]")
_MONTHS, _QUARTERS = 12, 4


class NewIssue(NamedTuple):
    """A draft to be written: its path, its text, and what was assumed, in sentences."""

    path: Path
    text: str
    assumed: tuple[str, ...] = ()


def next_issue(publication: Publication, day: dt.date) -> NewIssue:
    """The issue of this day that follows the newest one of a publication.

    What has to be written says 待填写, which the check finds, so that it cannot go to print.
    """
    step = next_step(publication, day)
    model = publication.model
    draft = model.context
    parts = (
        _masthead(model, step),
        _carried(draft, draft.document.salutation),
        *_body(draft),
        _dated(draft, draft.document.sign_off.span, day) if draft.document.sign_off else "",
        _colophon(draft, day),
    )
    assumed = [step.assumed] if step.assumed else []
    return NewIssue(
        Path(model.file).with_name(next_file_name(publication, step)),
        "\n\n".join(part for part in parts if part) + "\n",
        (*assumed, *_taken_over(model)),
    )


def _taken_over(model: PastIssue) -> Iterator[str]:
    """What was taken from the last issue and may be another now."""
    if any(_TERM.search(part.text) for part in model.masthead.issue):
        yield _("Check the school year and term: they are those of the last issue.")
    if model.masthead.date_text and _HOUR.search(model.masthead.date_text.text):
        yield _("Check the hour: it is that of the last issue.")


def _year(model: PastIssue, day: dt.date) -> int:
    """The year that stands beside the number: after December's issue of a monthly the next one."""
    for _span, meaning, typed in _numerals(model):
        if meaning in ("month", "quarter"):
            last = _MONTHS if meaning == "month" else _QUARTERS
            return (model.year or day.year) + ((number_in(typed) or 0) >= last)
    return max(day.year, model.year or 0)


def _masthead(model: PastIssue, step: Step) -> str:
    """The last masthead as it was typed, with another number, total number, year and date."""
    masthead = model.masthead
    edits = [*_numbers(model, step), *_labels(model)]
    if masthead.date_text:
        edits.append(Edit(masthead.date_text.span, day_like(masthead.date_text.text, step.day)))
    if masthead.document_number:
        edits.append(_document_number(model, masthead.document_number, step))
    if masthead.serial_text:
        edits += _serial(model, masthead.serial_text, step)
    edits += [Edit(residue.span, "") for residue in masthead.residue]
    return _edited(model.context, masthead.span, edits)


def _numerals(issue: PastIssue) -> Iterator[tuple[Span, str, str]]:
    """The numbers that the issue number is made of: span, meaning and first numeral of each."""
    text, masthead = issue.context.text, issue.masthead
    for part in masthead.issue:
        for found in JOINED.finditer(text, *part.span):
            before = text[part.span.start : found.start()].rstrip()
            after = text[found.end() : part.span.end].lstrip()
            meaning = _meaning(before, after)
            if not meaning and number_in(found[1]) == masthead.issue_year:
                meaning = "year"
            if not meaning and number_in(found[1]) == masthead.issue_number:
                meaning = "number"  # （124）, No.21
            yield Span(*found.span()), meaning, found[1]


def _meaning(before: str, after: str) -> str:
    if re.search(r"总\s*第?\Z|总期?数?\s*[:：]?\Z", before):
        return "total"
    if before.endswith("第") and after.startswith(("期", "号", "辑")):
        return "number"
    if after.startswith("季度"):
        return "quarter"
    return "month" if _MONTH_ENDS.match(after) else ""


def _numbers(model: PastIssue, step: Step) -> Iterator[Edit]:
    new = {"number": step.number, "total": step.total, "year": _year(model, step.day)}
    for span, meaning, typed in _numerals(model):
        value = new.get(meaning)
        if meaning in ("month", "quarter"):
            last = _MONTHS if meaning == "month" else _QUARTERS
            value = (number_in(typed) or 0) % last + 1
        if value is not None:
            yield Edit(span, number_like(typed, value))


def _labels(model: PastIssue) -> Iterator[Edit]:
    """A joint issue is followed by a single one; the days that an issue reports on are others."""
    text, label = model.context.text, model.masthead.issue_label
    for part in model.masthead.issue:
        for found in _JOINT_LABEL.finditer(text, *part.span):
            yield Edit(Span(*found.span()), "")
        start = text.find(label, *part.span) if label and _PERIOD.fullmatch(label) else -1
        if start >= 0 and label and not model.labelled:
            yield Edit(Span(start, start + len(label)), TO_FILL_IN)


def _document_number(model: PastIssue, typed: Text, step: Step) -> Edit:
    """The next document number where it goes with the issue number; else it is to be given out."""

    def _renumbered(found: re.Match[str]) -> str:
        goes_along = step.number is not None and int(found[3]) == model.number
        number = number_like(found[3], step.number) if goes_along and step.number else BLANK
        return f"{_year(model, step.day)}{found[2]}{number}"

    return Edit(typed.span, _DOCUMENT_NUMBER.sub(_renumbered, typed.text))


def _serial(model: PastIssue, typed: Text, step: Step) -> Iterator[Edit]:
    """A serial number that goes with the issue number goes on; any other is that of a copy."""
    written = model.context.written(typed.span)
    digits = re.search(r"\d+", written)
    if digits is None:
        return
    follows = {model.number: step.number, model.total: step.total}
    value = follows.get(int(digits[0]))
    if value is not None:
        start = typed.span.start
        yield Edit(
            Span(start + digits.start(), start + digits.end()), number_like(digits[0], value)
        )


def _edited(draft: CheckContext, span: Span, edits: Sequence[Edit]) -> str:
    text, end = "", span.start
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start >= end:
            text += draft.text[end : edit.span.start] + edit.text
            end = edit.span.end
    lines = (text + draft.text[end : span.end]).splitlines()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip("\n")


def _carried(draft: CheckContext, text: Text | None) -> str:
    return draft.written(text.span).strip() if text else ""


def _body(draft: CheckContext) -> list[str]:
    """The sections of the project, else those of the draft, each with a text to be written."""
    headings = [
        section.heading.text
        for section in draft.sections
        if section.level == 1 and not _NUMBERED_HEADING.match(section.marker)
    ]
    names = draft.project.sections or tuple(dict.fromkeys(squeeze(name) for name in headings))
    return list(sections_to_fill_in(names))


def sections_to_fill_in(names: Sequence[str]) -> Iterator[str]:
    """These sections with a text to be written in each; one article where there are none."""
    if not names:
        yield from (f"标题（{TO_FILL_IN}）", f"正文（{TO_FILL_IN}）。")
    for name in names:
        yield from (f"【{name}】", f"内容（{TO_FILL_IN}）。")


def _dated(draft: CheckContext, span: Span, day: dt.date) -> str:
    """A text as it was typed, with another day in it."""
    return DAY.sub(lambda found: day_like(found[0], day), draft.written(span))


def _colophon(draft: CheckContext, day: dt.date) -> str:
    colophon = draft.document.colophon
    if not colophon:
        return ""
    imprint = colophon.imprint
    edits = [Edit(imprint.span, _dated(draft, imprint.span, day))] if imprint else []
    return _edited(draft, colophon.span, edits)

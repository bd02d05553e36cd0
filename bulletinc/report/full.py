"""For people: each finding with its line, a mark below the characters, and what to do."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import NamedTuple

from bulletinc.diagnostics import Diagnostic, Severity
from bulletinc.i18n import _, ngettext, show_controls
from bulletinc.report import Report, severity_word
from bulletinc.text.source import Source, Span

_ELLIPSIS = "…"
_MOST_ALIKE = 10  # findings of one rule in a draft
_LEAST = 40  # columns of text that are shown on the narrowest terminal
_JOINERS = "\u200c\u200d"  # emoji are made with them


class MarkedLine(NamedTuple):
    """Part of a line as a terminal shows it; the mark's indent and width are columns."""

    text: str
    indent: int
    width: int


def render(report: Report) -> str:
    """The findings and their number. Of many of one rule in a draft, the first ten are shown.

    Empty where no draft could be checked: “no findings” would be read as praise.
    """
    blocks = []
    alike: Counter[tuple[str, str]] = Counter()
    for checked, source, diagnostic in report.findings():
        name = show_controls(checked.name)
        alike[name, diagnostic.code] += 1
        if alike[name, diagnostic.code] <= _MOST_ALIKE:
            blocks.append(_shown(name, source, diagnostic, report))
    others = [
        ngettext(
            "{path}: {code} {count} more time. “--format concise” lists all.",
            "{path}: {code} {count} more times. “--format concise” lists all.",
            count - _MOST_ALIKE,
        )
        .format(path=path, code=code, count=count - _MOST_ALIKE)
        .replace(path, report.paint(path, "place"), 1)
        for (path, code), count in alike.items()
        if count > _MOST_ALIKE
    ]
    return "\n\n".join(
        [*blocks, *(["\n".join(others)] if others else []), "\n".join(_count(report))]
    )


def _shown(name: str, source: Source, diagnostic: Diagnostic, report: Report) -> str:
    paint, finding = report.paint, diagnostic.finding
    number = str(source.original_position(diagnostic.span.start).line)
    place = paint(f"{name}:{source.describe_span(diagnostic.span)}", "place")
    head = f"{place}: {paint(f'{diagnostic.code} {diagnostic.name}', diagnostic.severity.value)}"
    part = mark_line(source, diagnostic.span, max(report.columns - len(number) - 3, _LEAST))
    mark = paint("^" * part.width, diagnostic.severity.value)
    margin = " " * len(number)
    severity = paint(f"[{severity_word(diagnostic.severity)}]", diagnostic.severity.value)
    lines = [f"{head} {severity} {show_controls(finding.message)}"]
    if source.text.strip():  # in an empty text there is nothing to mark
        lines += [
            f"{paint(f'{number} |', 'frame')} {part.text}".rstrip(),
            f"{paint(f'{margin} |', 'frame')} {' ' * part.indent}{mark}",
        ]
    if finding.hint:
        lines.append(paint(_("Help: {hint}").format(hint=finding.hint), "hint"))
    if finding.fix:
        lines.append(
            paint(
                (
                    _("--fix does this: {fix}")
                    if finding.fix.safe
                    else _("--fix --unsafe-fixes does this; look at it afterwards: {fix}")
                ).format(fix=finding.fix.message),
                "hint",
            )
        )
    return "\n".join(lines)


def mark_line(source: Source, span: Span, columns: int) -> MarkedLine:
    """Cut the line that a span begins in to ``columns``, with the span's beginning in it.

    Every character is shown as one sign, and the mark is as wide as what is above it: at least one
    column, so that a place where something is missing is marked, too. The time does not depend on
    the length of the line.
    """
    line = source.lines()[source.position(span.start).line - 1]
    # Room is measured from the mark outwards: at least a third of it before, the rest after it.
    before = _visible(source.original_text(max(line.start, span.start - columns), span.start))
    after = _visible(source.original_text(span.start, min(line.end, span.start + columns)))
    marked = min(len(source.original_text(*span)), len(after))
    cut_before, cut_after = line.start < span.start - columns, span.start + columns < line.end
    room = max(columns - _width(after) - 2, columns // 3)
    while before and _width(before) > room:
        before, cut_before = before[max(1, (_width(before) - room) // 2) :], True
    room = columns - _width(before) - 2
    while after and _width(after) > room:
        after, cut_after = after[: -max(1, (_width(after) - room) // 2)], True
    lead = _ELLIPSIS * cut_before + before
    return MarkedLine(
        lead + after + _ELLIPSIS * cut_after, _width(lead), max(_width(after[:marked]), 1)
    )


def _visible(text: str) -> str:
    """Show each character as one sign, with a stand-in for what a terminal would act on."""
    return "".join(map(_sign, text))


def _sign(character: str) -> str:
    if character == "\t":
        return "→"
    if character < " ":
        return chr(0x2400 + ord(character))
    if (
        unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        and character not in _JOINERS
    ):
        return "\ufffd"
    return character


def _width(text: str) -> int:
    return Source(text).width(Span(0, len(text)))


def _count(report: Report) -> list[str]:
    files = sum(checked.draft is not None for checked in report.checked)
    failed = len(report.checked) - files + report.missing
    if not files:
        return []
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    if not errors + warnings:
        text = (
            _("No findings. Files checked: {files}. Not checked: {failed}.")
            if failed
            else _("No findings. Files checked: {files}.")
        )
        return [text.format(files=files, failed=failed)]
    fixes = [
        diagnostic.finding.fix
        for _checked, _source, diagnostic in report.findings()
        if diagnostic.finding.fix
    ]
    safe = sum(fix.safe for fix in fixes)
    text = (
        _("Errors: {errors}. Warnings: {warnings}. Files checked: {files}. Not checked: {failed}.")
        if failed
        else _("Errors: {errors}. Warnings: {warnings}. Files checked: {files}.")
    )
    lines = [text.format(errors=errors, warnings=warnings, files=files, failed=failed)]
    if safe:
        lines.append(
            ngettext(
                "--fix can correct {count} of these.",
                "--fix can correct {count} of these.",
                safe,
            ).format(count=safe)
        )
    if more := len(fixes) - safe:
        lines.append(
            ngettext(
                "--fix --unsafe-fixes can correct {count} more; look at it afterwards.",
                "--fix --unsafe-fixes can correct {count} more; look at them afterwards.",
                more,
            ).format(count=more)
        )
    return lines

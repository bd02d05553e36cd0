"""Findings put into the Word document that they were found in.

Each is a comment at its characters; what safe fixes change is tracked. The marked document is read
again: only changes that give the text which fixing would give are tracked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bulletinc.checking import Checked, rules_of
from bulletinc.checking.fixing import edits_of_all_rounds
from bulletinc.checking.suppression import parted
from bulletinc.diagnostics import Diagnostic, Edit, apply_edits
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.options import CheckOptions
from bulletinc.readers.annotation import AnnotatedFile, AnnotatedWord, WordComment
from bulletinc.rules import check as found_in
from bulletinc.rules.context import CheckContext
from bulletinc.text.characters import squeeze
from bulletinc.text.source import Source
from bulletinc.workers import run_bounded
from bulletinc.workers.bounds import Bounds

AUTHOR = "bulletinc"
_BOUNDS = Bounds(timeout=180, memory=2048)


@dataclass(frozen=True, slots=True)
class Marked:
    """A document with its findings in it: how many comments, how many tracked changes."""

    data: bytes
    comments: int
    changes: int


def annotated(checked: Checked, options: CheckOptions) -> Marked:
    """Return the Word document of a result with its findings in it, made in a watched process.

    Raises BulletinError for what is no Word document, or takes no marks.
    """
    if checked.draft is None or checked.draft.source.paragraphs is None:
        raise BulletinError(
            _("{path}: only Word documents (.docx) can be annotated.").format(path=checked.name),
            _("Save it in Word or WPS as .docx first; a plain text is corrected with --fix."),
        )
    return run_bounded(mark, (checked, options), _BOUNDS, checked.name)


def check_target(checked: Checked, target: Path) -> None:
    """Raise BulletinError where the annotated document would have another ending.

    Programs do not open a .docm under the name of a .docx.
    """
    suffix = checked.request.path.suffix
    if target.suffix.lower() != suffix.lower():
        raise BulletinError(
            _("{path}: an annotated document keeps its ending, {suffix}.").format(
                path=target, suffix=suffix
            ),
            _("Name it so with --annotate. Nothing was written."),
        )


def mark(request: tuple[Checked, CheckOptions]) -> Marked:
    """Mark the document of a result, as checked with these options, in this process."""
    checked, options = request
    draft = checked.draft
    if draft is None:
        raise AssertionError(checked.name)
    word = AnnotatedWord(draft.source.data, checked.name)
    rules = rules_of(checked.request.path.parent, options)

    def find(now: CheckContext) -> Iterable[Diagnostic]:
        return parted(found_in(now, rules), checked.request.path, now.project)[0]

    edits = edits_of_all_rounds(draft, find, options.kind)
    marked = _marked(word, checked.diagnostics, edits)
    if marked.refused:
        edits = _without(edits, marked.refused, checked.diagnostics)
        marked = _marked(word, checked.diagnostics, edits)
    if edits and not _is_proved(word.source, edits, marked, checked.name):
        edits = ()
        marked = _marked(word, checked.diagnostics, edits)
    return Marked(marked.data, len(checked.diagnostics), len(edits))


def _without(
    edits: tuple[Edit, ...], refused: tuple[Edit, ...], diagnostics: Iterable[Diagnostic]
) -> tuple[Edit, ...]:
    """Leave out what was refused, and whatever belongs to the same fix: brackets go in pairs."""
    left_out = set(refused)
    for each in diagnostics:
        parts = each.finding.fix.edits if each.finding.fix else ()
        if any(_is_made(part, refused) for part in parts):
            left_out |= {edit for edit in edits if any(_is_made(part, [edit]) for part in parts)}
    return tuple(edit for edit in edits if edit not in left_out)


def _marked(
    word: AnnotatedWord, diagnostics: Iterable[Diagnostic], edits: tuple[Edit, ...]
) -> AnnotatedFile:
    comments = [_comment(word.source, each, edits) for each in diagnostics]
    return word.marked(comments, edits, AUTHOR)


def _comment(source: Source, diagnostic: Diagnostic, edits: Iterable[Edit]) -> WordComment:
    finding = diagnostic.finding
    lines = [finding.message]
    if finding.hint:
        lines.append(finding.hint)
    if finding.fix and not all(_is_made(each, edits) for each in finding.fix.edits):
        lines.append(_("To do: {fix}").format(fix=finding.fix.message))
    lines.append(diagnostic.code)
    place = source.describe_span(diagnostic.span)
    message = _(
        "This is about text that Word sets by itself, or that is outside of the page: {place}"
    )
    return WordComment(diagnostic.span, tuple(lines), (message.format(place=place),))


def _is_made(edit: Edit, edits: Iterable[Edit]) -> bool:
    return any(each.span.start <= edit.span.start <= each.span.end for each in edits)


def _is_proved(source: Source, edits: Iterable[Edit], marked: AnnotatedFile, name: str) -> bool:
    """Tell whether the marked document, its changes accepted, has the text with these edits."""
    expected = apply_edits(source.text, edits)
    return _letters(expected) == _letters(AnnotatedWord(marked.data, name).source.text)


def _letters(text: str) -> str:
    """Return the characters without what a draft marks bold and headings with."""
    return squeeze(text.translate(dict.fromkeys(map(ord, "*#"))))

"""What a rule found in a draft, and how to right it."""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bulletinc.text.source import Span


class Severity(StrEnum):
    """How bad a finding is: an ``error`` must not go to print, a ``warning`` is for the editor to
    judge.
    """

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of text put in the place of a span, which may be empty."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that remove a finding; they do not overlap. ``safe``: they cannot change what the text
    means.

    ``message`` says what is done, as an editor would: “把半角逗号改成全角”.
    """

    message: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of one place: what is wrong there, and in ``hint`` what to do, each a whole
    sentence. ``severity`` is another than the rule's, where the entry of a list has one.
    """

    span: Span
    message: str
    hint: str | None = None
    fix: Fix | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding with the rule that it comes from: its ``code`` (``M002``), its ``name``
    (``missing-issue-number``).
    """

    code: str
    name: str
    severity: Severity
    finding: Finding

    @property
    def span(self) -> Span:
        """The very characters that are wrong; an empty span where something is missing."""
        return self.finding.span


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Make edits in a text. They must not overlap; two that insert at one place keep their
    order.
    """
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        pieces += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*pieces, text[at:]])


def select_compatible(fixes: Sequence[Fix]) -> tuple[Fix, ...]:
    """The fixes that can be made together, the first of two that touch the same text winning.

    Edits may stand side by side; an insertion may not stand where another edit begins or ends,
    because it would not be clear which of them comes first.
    """
    taken: list[Span] = []  # in order, none touching text of another
    chosen = []
    for fix in fixes:
        spans = [edit.span for edit in fix.edits]
        if not any(_clashes(span, taken) for span in spans):
            for span in spans:
                insort(taken, span)
            chosen.append(fix)
    return tuple(chosen)


def _clashes(span: Span, taken: Sequence[Span]) -> bool:
    """Whether a span touches the text of one of the spans, which are in order: only its neighbours
    can.
    """
    at = bisect(taken, span)
    for other in taken[max(0, at - 2) : at + 2]:
        if span.start == span.end or other.start == other.end:
            if span.start <= other.end and other.start <= span.end:
                return True
        elif span.start < other.end and other.start < span.end:
            return True
    return False

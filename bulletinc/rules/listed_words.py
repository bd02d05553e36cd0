"""Words of a list, found in a draft's prose: what rules about wording say of them."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.project.word_lists import WordEntry, WordList
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import foreign_places
from bulletinc.text.source import Span


def listed(
    context: CheckContext, words: WordList, names: tuple[str, ...], message: str
) -> Iterator[Finding]:
    """What a list of words says against a draft.

    ``message`` has the fields ``wrong`` and ``right``; a word without a right one is forbidden.
    """
    foreign = foreign_places(context)
    for start, end, entry in words.find(context.text, names):
        if start not in foreign:
            yield _finding(Span(start, end), entry, message)


def _finding(span: Span, entry: WordEntry, message: str) -> Finding:
    if not entry.right:
        said = _("“{wrong}” is not to be printed.").format(wrong=entry.wrong)
        return Finding(
            span, said + _reason(entry), _("Write it in another way."), severity=entry.severity
        )
    right = _("” or “").join(entry.right)
    fix = (
        Fix(_("Write the right word."), (Edit(span, entry.right[0]),), safe=False)
        if len(entry.right) == 1
        else None
    )
    return Finding(
        span,
        message.format(right=right, wrong=entry.wrong) + _reason(entry),
        _("Write “{right}”.").format(right=right),
        fix,
        entry.severity,
    )


def _reason(entry: WordEntry) -> str:
    """What the list says of its entry, in brackets."""
    said = "；".join(filter(None, (entry.note, entry.source)))
    return _(" ({reason})").format(reason=said) if said else ""

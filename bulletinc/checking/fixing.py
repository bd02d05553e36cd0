"""Fixes made.

Round after round until nothing is left to fix, in the encoding and with the line ends of the draft.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from bulletinc.diagnostics import Diagnostic, Edit, Fix, apply_edits, select_compatible
from bulletinc.errors import BulletinError
from bulletinc.i18n import _, show_controls
from bulletinc.parser import parse
from bulletinc.rules.context import CheckContext
from bulletinc.text import gb18030
from bulletinc.text.source import Source, Span, decode

_MOST_FIXED_CHARACTERS = 2_000_000  # read in all rounds; 200 pages in ten
_ROUNDS = 10  # a fix may make room for another; two that undo each other must come to an end


def fixed(
    draft: CheckContext,
    find: Callable[[CheckContext], Iterable[Diagnostic]],
    *,
    unsafe: bool = False,
    kind: str | None = None,
) -> tuple[CheckContext, int]:
    """The draft with its fixes made, and how many; the same draft where there are none.

    ``find`` says what is wrong with a draft. Raises :class:`BulletinError` where the draft's
    encoding lacks a character.
    """
    rounds = list(_rounds(draft, find, unsafe=unsafe, kind=kind))
    count = sum(len(chosen) for _now, chosen in rounds)
    now = rounds[-1][0] if rounds else draft
    return (
        (replace(now, source=recoded(draft.source, now.text)), count)
        if now.text != draft.text
        else (draft, 0)
    )


def edits_of_all_rounds(
    draft: CheckContext,
    find: Callable[[CheckContext], Iterable[Diagnostic]],
    kind: str | None = None,
) -> tuple[Edit, ...]:
    """The edits that make of a draft what :func:`fixed` makes of it by safe fixes, all at once."""
    signs: list[tuple[int, str]] = list(enumerate(draft.text))  # -1: not in the draft
    for _now, chosen in _rounds(draft, find, unsafe=False, kind=kind):
        for edit in sorted(
            (edit for fix in chosen for edit in fix.edits), key=lambda each: each.span, reverse=True
        ):
            signs[slice(*edit.span)] = [(-1, sign) for sign in edit.text]
    edits = []
    at, put_in = 0, ""
    for origin, sign in [*signs, (len(draft.text), "")]:
        if origin < 0:
            put_in += sign
            continue
        if put_in or origin > at:
            edits.append(_least(draft.text, Edit(Span(at, origin), put_in)))
        at, put_in = origin + 1, ""
    return tuple(edits)


def _least(text: str, edit: Edit) -> Edit:
    """Return an edit without the characters at its ends that stay."""
    (start, end), new = edit.span, edit.text
    while start < end and new and text[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return Edit(Span(start, end), new)


def _rounds(
    draft: CheckContext,
    find: Callable[[CheckContext], Iterable[Diagnostic]],
    *,
    unsafe: bool,
    kind: str | None,
) -> Iterator[tuple[CheckContext, tuple[Fix, ...]]]:
    """Make fixes round after round; give the draft after each, and its fixes."""
    now = draft
    for _round in range(min(_ROUNDS, max(2, _MOST_FIXED_CHARACTERS // (len(draft.text) + 1)))):
        fixes = [
            each.finding.fix
            for each in find(now)
            if each.finding.fix and (unsafe or each.finding.fix.safe)
        ]
        chosen = select_compatible(fixes)
        text = apply_edits(now.text, [edit for fix in chosen for edit in fix.edits])
        if text == now.text:
            return
        source = replace(now.source, text=text, data=b"")
        now = CheckContext(source, parse(source, kind), now.project, now.pictures)
        yield now, chosen


def recoded(source: Source, text: str) -> Source:
    """Another text in the encoding of a source, with its byte order mark.

    Raises :class:`BulletinError` where that cannot hold it.
    """
    codec = source.encoding.removesuffix("-sig")
    mark = "\ufeff".encode(codec)
    try:
        body = gb18030.encode(text) if codec == "gb18030" else text.encode(codec)
    except UnicodeEncodeError as error:
        raise _unfit(source, text[error.start]) from None
    again = decode((mark if source.data.startswith(mark) else b"") + body, source.name)
    if again.text != text:  # GB18030 reads some private use characters as others
        raise _unfit(
            source,
            next((new for new, read in zip(text, again.text, strict=False) if new != read), ""),
        )
    return again


def _unfit(source: Source, character: str) -> BulletinError:
    return BulletinError(
        _(
            "{path}: {encoding} has no “{character}” (U+{code:04X}), which a fix would insert."
        ).format(
            path=source.name,
            encoding=source.encoding.upper(),
            character=character,
            code=ord(character or "\ufffd"),
        ),
        _("Save the text in UTF-8, then fix it. Nothing was written."),
    )


def difference(before: Source, after: Source) -> str:
    """What changed, as a unified diff with control characters visible.

    Line ends are those of the drafts.
    """
    from difflib import unified_diff

    names = (show_controls(before.name), show_controls(after.name))
    lines = unified_diff(_lines(before), _lines(after), *names)
    text = "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
    return "\r\n".join(show_controls(part, "\n\t") for part in text.split("\r\n"))


def _lines(source: Source) -> list[str]:
    r"""Lines with their ends.

    A lone ``\r`` would write one line over the other on a terminal: it becomes ``\n``.
    """
    lines = source.lines()
    ends = [*(line.start for line in lines[1:]), len(source.text)]
    whole = [source.text[line.start : end] for line, end in zip(lines, ends, strict=True)]
    return [f"{line[:-1]}\n" if line.endswith("\r") else line for line in whole if line]

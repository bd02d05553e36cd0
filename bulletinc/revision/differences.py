"""Two files compared: what was changed from one to the other, and what was commented on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from bulletinc import fmt, readers
from bulletinc.readers.deciding import READING
from bulletinc.readers.importing import make_draft
from bulletinc.readers.intermediate import Comment, IntermediateDocument
from bulletinc.revision.as_word import new_pictures, shown_in_word, with_lines
from bulletinc.revision.comparing import Change, compare
from bulletinc.revision.pairing import pair
from bulletinc.revision.version import Version, is_draft, version_of_text
from bulletinc.text.source import Source, decode
from bulletinc.workers import run_bounded


@dataclass(frozen=True, slots=True)
class DiffRequest:
    """Two files: what messages call them, which is where they lie, and their bytes."""

    old_name: str
    old: bytes
    new_name: str
    new: bytes
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Differences:
    """What was changed, and the comments in the new file."""

    changes: tuple[Change, ...]
    comments: tuple[Comment, ...]


def differences_bounded(request: DiffRequest) -> Differences:
    """Compare in a watched process. Raises BulletinError."""
    return run_bounded(differences, request, READING, f"{request.old_name}, {request.new_name}")


def differences(request: DiffRequest) -> Differences:
    """Compare two files.

    A draft is compared with our Word document as Word shows it: what it leaves out is no change.
    """
    old, before = _read(request.old, request.old_name)
    new, after = _read(request.new, request.new_name)
    lines: dict[str, str] = {}
    shown: Version | None = None
    draft, name = (old, request.old_name) if new.ours else (new, request.new_name)
    if (before is None) != (after is None) and (old.ours or new.ours):
        typed = before or after
        if typed is not None and draft.source is not None:
            shown, lines = shown_in_word(typed, request.kind, Path(name).absolute())
            shown = _with_places(shown, _typed(typed, request.kind))
    first, _comments = _version(old, before, request.old_name, lines, request.kind)
    second, comments = _version(new, after, request.new_name, lines, request.kind)
    if shown is not None:
        first, second = (shown, second) if new.ours else (first, shown)
    changes = (
        replace(each, old=each.old if before else None, new=each.new if after else None)
        for each in compare(first, second)
    )
    return Differences(tuple(changes), comments)


def _read(data: bytes, name: str) -> tuple[IntermediateDocument, Source | None]:
    """Return a file, and the draft that it is, or has inside unchanged."""
    if is_draft(data, name):
        return IntermediateDocument(source=(name, data)), decode(data, name)
    document = readers.read(data, name)
    source = document.source and decode(document.source[1], name)
    return document, source


def _typed(source: Source, kind: str | None) -> Version:
    return version_of_text(source, fmt.formatted(source, kind), kind)


def _version(
    document: IntermediateDocument,
    source: Source | None,
    name: str,
    lines: dict[str, str],
    kind: str | None,
) -> tuple[Version, tuple[Comment, ...]]:
    if source is not None:
        return _typed(source, kind), ()
    placed = {key: f"【插图：{file}】" for key, (file, _data) in new_pictures(document, lines)}
    text, notes = make_draft(with_lines(document, lines | placed), name, kind)
    comments = tuple(note.comment for note in notes if note.comment is not None)
    return version_of_text(Source(text, name), text, kind), comments


def _with_places(shown: Version, typed: Version) -> Version:
    """Return the draft as Word shows it with the line numbers of the draft as it was typed."""
    origins = pair(typed.units, shown.units).origins
    units = tuple(
        unit
        if origin is None
        else replace(unit, line=typed.units[origin].line, context=typed.units[origin].context)
        for unit, origin in zip(shown.units, origins, strict=True)
    )
    return replace(shown, units=units)

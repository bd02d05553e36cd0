"""Drafts as the page has them: text with plain line ends, and a stamp of the file's bytes."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from bulletinc import files
from bulletinc.checking.fixing import recoded
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.server.refusals import CONFLICT, NOT_FOUND, Refusal
from bulletinc.text.source import Source, decode

_LINE_END = re.compile(r"\r\n?|\n")
_NAMES = {"\n": "lf", "\r\n": "crlf", "\r": "cr"}


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A draft as it was read. ``stamp`` is the same for the same bytes; empty for no file."""

    text: str
    stamp: str
    encoding: str
    line_end: str


def read_draft_file(file: Path, path: str) -> DraftFile:
    """Read a draft. ``path`` is what messages call it. Raises :class:`Refusal`."""
    if not os.path.lexists(file):
        raise Refusal(
            NOT_FOUND,
            _("{path}: there is no such file.").format(path=path),
            _("It may have been renamed or deleted. Look at the list of issues."),
        )
    data = files.read(file)
    source = decode(data, path)
    return DraftFile(
        _LINE_END.sub("\n", source.text),
        stamp_of(data),
        source.encoding,
        _NAMES[_line_end(source.text)],
    )


def save_draft(folder: Path, file: Path, path: str, text: str, stamp: str) -> tuple[str, list[str]]:
    """Write a text in the encoding and with the line ends that the file has.

    ``stamp`` is that of the file as the writer knows it, empty for none. Returns the new stamp, and
    lines that a user should read. Raises :class:`Refusal`: with what is there, where that is
    another file than the writer knows; then nothing is written.
    """
    before = files.read(file) if os.path.lexists(file) else None
    if (stamp_of(before) if before is not None else "") != stamp:
        raise conflict(path, before)
    data = _encoded(before, path, text)
    if data == before:
        return stamp, []
    try:
        notes = files.write(file, data, top=folder, replacing=before)
    except BulletinError:
        now = files.read(file) if os.path.lexists(file) else None
        if now != before:
            raise conflict(path, now) from None
        raise
    return stamp_of(data), list(notes)


def conflict(path: str, now: bytes | None) -> Refusal:
    """The error for a draft that another program changed, with what is there now."""
    text: str | None = None
    if now is not None:
        try:
            text = _LINE_END.sub("\n", decode(now, path).text)
        except BulletinError:
            text = None
    message = (
        _("{path}: this draft was deleted or renamed meanwhile.")
        if now is None
        else _("{path}: another program has saved this draft meanwhile.")
    )
    return Refusal(
        CONFLICT,
        message.format(path=path),
        _("Nothing was overwritten. Compare both versions, and choose which one stays."),
        {"text": text, "stamp": "" if now is None else stamp_of(now)},
    )


def stamp_of(data: bytes) -> str:
    """What tells two versions of a file apart."""
    return hashlib.sha256(data).hexdigest()


def _encoded(before: bytes | None, path: str, text: str) -> bytes:
    """The bytes of a text, in the form of those before."""
    try:
        source = decode(before, path) if before else Source("", path)
    except BulletinError:  # what stands there is no text, and the user chose to replace it
        source = Source("", path)
    return recoded(source, _with_ends(source.text, text)).data


def _with_ends(before: str, text: str) -> str:
    """A text with the line ends of the one before; where they differ, each line keeps its own."""
    ends = _LINE_END.findall(before)
    first = ends[0] if ends else "\n"
    if len(set(ends)) < 2:
        return text if first == "\n" else text.replace("\n", first)
    old, new = _LINE_END.split(before), text.split("\n")
    kept = [first] * len(new)
    for step, i, j, k, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            kept[k:last] = [*ends, first][i:j]
    kept[-1] = ""
    return "".join(map("".join, zip(new, kept, strict=True)))


def _line_end(text: str) -> str:
    found = _LINE_END.search(text)
    return found[0] if found else "\n"

"""Other people's files made into drafts in canonical form.

What belongs to the page or the web site is left out and reported with its place. A draft never
replaces another file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bulletinc import fmt, readers
from bulletinc.drafts import SOURCE_SUFFIX, Job
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.parser import parse
from bulletinc.pictures.picture_file import PictureFolder
from bulletinc.readers import placing
from bulletinc.readers.deciding import READING, Decide, take_all
from bulletinc.readers.draft_writer import write_draft
from bulletinc.readers.empty_file import empty
from bulletinc.readers.imported_pictures import FOLDER, take_pictures, with_usable_pictures
from bulletinc.readers.input_file import read_input
from bulletinc.readers.intermediate import (
    ALL_TAKEN,
    ImportNote,
    IntermediateDocument,
    IntermediateParagraph,
    Refused,
    located,
)
from bulletinc.readers.item_names import item_names
from bulletinc.readers.repeated_notes import without_repetition
from bulletinc.readers.sheet_choice import choose_sheet
from bulletinc.readers.tracked_notes import commented
from bulletinc.syntax import Residue, walk
from bulletinc.text.characters import squeeze
from bulletinc.text.source import excerpt
from bulletinc.text.traditional import first_traditional
from bulletinc.workers import run_bounded

# — 3 —, -3-, 第3页, 第 3 页 共 8 页; a bare figure may be anything.
_PAGE_NUMBER = re.compile(
    r"[—－–―\-]{1,2} ?\d{1,4} ?[—－–―\-]{1,2}"
    r"|第 ?\d{1,4} ?页(?:[ ，,/]{0,3}共 ?\d{1,4} ?页)?"
    r"|Page \d{1,4}(?: of \d{1,4})?"
)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of a file: its draft and the notes to read, or the error that stopped it.

    ``unchanged``: the same draft was there already.
    """

    name: str
    path: Path | None = None
    notes: tuple[str, ...] = ()
    unchanged: bool = False
    error: Exception | None = None


def run(
    jobs: Iterable[Job],
    kind: str | None,
    stdin: Callable[[], bytes],
    *,
    sheet: str | None = None,
    bounded: bool = False,
    decide: Decide = take_all,
) -> Iterator[ImportResult]:
    """Import one file after the other. An error with one is its result, and the next follows.

    ``sheet`` is the only one of a spreadsheet that is taken. ``bounded``: each is read in a watched
    process, which may use only so much time and memory. ``decide`` says which tracked changes are
    not taken.
    """
    for job in jobs:
        try:
            yield _run(job, kind, stdin, sheet, decide, bounded=bounded)
        except Exception as error:
            yield ImportResult(job.name, error=error)


def _run(
    job: Job,
    kind: str | None,
    stdin: Callable[[], bytes],
    sheet: str | None,
    decide: Decide,
    *,
    bounded: bool,
) -> ImportResult:
    data = stdin() if job.path is None else read_input(job.path)
    folder = f"{job.target.name}{FOLDER}"
    beside = job.path.parent if job.path else None
    refused = decide(job.name, data)
    request = _Request(data, job.name, kind, sheet, folder, refused, beside)
    draft, notes, pictures = (
        run_bounded(_convert, request, READING, job.name) if bounded else _convert(request)
    )
    path = job.target.with_name(job.target.name + SOURCE_SUFFIX)
    placing.check(draft, path)
    for name, picture in pictures:
        placing.check(picture, path.with_name(folder) / name)
    for name, picture in pictures:  # nobody named their folder, so it may not be a link
        placing.keep(picture, path.with_name(folder) / name, job.top or path.parent)
    written = placing.keep(draft, path, job.top)
    return ImportResult(job.name, path, notes, not written)


@dataclass(frozen=True, slots=True)
class _Request:
    """A file to import, as it is sent to a watched process.

    ``folder`` is the name of that of its pictures; ``beside``: where it lies, and with it pictures
    that are no part of it.
    """

    data: bytes
    name: str
    kind: str | None
    sheet: str | None = None
    folder: str = ""
    refused: Refused = ALL_TAKEN
    beside: Path | None = None


def _convert(
    request: _Request,
) -> tuple[bytes, tuple[str, ...], tuple[tuple[str, bytes], ...]]:
    """Return the bytes of the draft, the lines to report, and the files of its pictures."""
    name = request.name
    intermediate = readers.read(request.data, name, request.refused)
    if request.sheet is not None:
        intermediate = choose_sheet(intermediate, request.sheet, name)
    if intermediate.source is not None:
        inside, draft = intermediate.source
        message = _("{path}: this file has its draft inside ({draft}).")
        return draft, (message.format(path=name, draft=placing.visible_name(inside)),), ()
    intermediate = with_usable_pictures(intermediate, PictureFolder(request.beside))
    intermediate, pictures = take_pictures(intermediate, request.folder)
    text, notes = make_draft(intermediate, name, request.kind)
    lines = note_lines(name, intermediate, notes)
    lines += _share_line(name, text, notes)
    return text.encode(), tuple(lines), pictures


def _share_line(name: str, text: str, notes: Iterable[ImportNote]) -> list[str]:
    """Return the last line of a report: how much was left out, if more than a tenth of the text."""
    lost = sum(note.lost for note in notes)
    whole = lost + len(squeeze(text))
    if lost * 10 <= whole:
        return []
    message = _("{path}: {percent}% of the text was left out. Compare the draft with the file.")
    return [message.format(path=name, percent=round(lost * 100 / whole))]


def make_draft(
    intermediate: IntermediateDocument, name: str, kind: str | None = None
) -> tuple[str, tuple[ImportNote, ...]]:
    """Return the draft in canonical form, and the notes on what was left out or changed.

    ``kind`` overrides what the text is recognised as. Raises BulletinError where no text is left.
    """
    if not intermediate.paragraphs and not intermediate.notes:
        raise empty(name)
    kept, dropped = _without_page_numbers(intermediate.paragraphs)
    kept, residue = _without_residue(replace(intermediate, paragraphs=tuple(kept)), name, kind)
    intermediate = _with_items(replace(intermediate, paragraphs=tuple(kept)), name, kind)
    text = fmt.formatted(write_draft(intermediate, name).source, kind)
    if not text.strip():
        raise BulletinError(
            _("{path}: this file has no text.").format(path=name),
            (
                _("Check that it is the right file. Nothing was written.")
                if intermediate.unit == "line"
                else _(
                    "If it shows pictures of pages, have their text recognised (OCR) first."
                    " Nothing was written."
                )
            ),
        )
    traditional = []
    if first_traditional(text) is not None:
        message = _("the text is in Traditional characters; convert it to simplified ones")
        traditional.append(ImportNote(message))
    notes = sorted(
        (*traditional, *intermediate.notes, *dropped, *residue),
        key=lambda note: (note.place or 0, note.first or 0),
    )
    return text, without_repetition(notes)


def _with_items(
    intermediate: IntermediateDocument, name: str, kind: str | None
) -> IntermediateDocument:
    """Say of each comment in which item it stands."""
    if not any(note.comment for note in intermediate.notes):
        return intermediate
    draft = write_draft(intermediate, name)
    names = item_names(draft.source, kind)
    places = [each.place for each in intermediate.paragraphs]
    notes = []
    for note in intermediate.notes:
        if note.comment is not None and note.place is not None and note.place in places:
            item = names.at(draft.starts[places.index(note.place)])
            comment = replace(note.comment, item=item)
            notes.append(replace(note, message=commented(comment), comment=comment))
        else:
            notes.append(note)
    return replace(intermediate, notes=tuple(notes))


def _without_page_numbers(
    paragraphs: Iterable[IntermediateParagraph],
) -> tuple[list[IntermediateParagraph], list[ImportNote]]:
    kept, dropped = [], []
    for paragraph in paragraphs:
        text = paragraph.text.strip()
        if not paragraph.number and len(text) < 30 and _PAGE_NUMBER.fullmatch(text):
            dropped.append(
                ImportNote(
                    _("a page number was left out: {text}").format(text=text), paragraph.place
                )
            )
        else:
            kept.append(paragraph)
    return kept, dropped


def _without_residue(
    intermediate: IntermediateDocument, name: str, kind: str | None
) -> tuple[list[IntermediateParagraph], list[ImportNote]]:
    """Take out the paragraphs that a web page left behind, by the parser's reading of them."""
    draft = write_draft(intermediate, name)
    left = {
        bisect_right(draft.starts, node.span.start) - 1
        for node in walk(parse(draft.source, kind))
        if isinstance(node, Residue)
    }
    kept, notes = [], []
    for number, paragraph in enumerate(intermediate.paragraphs):
        text = " ".join(paragraph.text.split())
        if paragraph.doubtful:
            message = _("this may belong to the web site; it was kept with a mark: {text}")
            notes.append(ImportNote(message.format(text=excerpt(text)), paragraph.place))
            kept.append(paragraph)
        elif number in left and "\n" not in paragraph.text.strip():
            message = _("remains of a web page were left out: {text}").format(text=text)
            notes.append(ImportNote(message, paragraph.place, lost=len(squeeze(text))))
        else:
            kept.append(paragraph)
    return kept, notes


def note_lines(
    name: str, intermediate: IntermediateDocument, notes: Iterable[ImportNote]
) -> list[str]:
    """Return notes as lines of a report, each with its place."""
    return [_note(name, intermediate, note) for note in notes]


def _note(name: str, intermediate: IntermediateDocument, note: ImportNote) -> str:
    place = located(intermediate.unit, note)
    if not place:
        return _("{path}: {note}").format(path=name, note=note.message)
    return _("{path}: {place}: {note}").format(path=name, place=place, note=note.message)

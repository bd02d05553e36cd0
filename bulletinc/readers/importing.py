"""Other people's files made into drafts: read, freed from what belongs to the page or the web site, in canonical form.

What was left out is told with its place. A draft never takes the place of another file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bulletinc import files, fmt, readers
from bulletinc.drafts import SOURCE_SUFFIX, Job
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.parser import parse
from bulletinc.readers import embedded
from bulletinc.readers.draft import drafted
from bulletinc.readers.empty import empty
from bulletinc.readers.manuscript import Manuscript, Paragraph, Remark, located
from bulletinc.syntax import Residue, walk
from bulletinc.text.source import excerpt

# — 3 —, -3-, 第3页, 第 3 页 共 8 页; a bare figure may be anything.
_PAGE_NUMBER = re.compile(
    r"[—－–―\-]{1,2} ?\d{1,4} ?[—－–―\-]{1,2}|第 ?\d{1,4} ?页(?:[ ，,/]{0,3}共 ?\d{1,4} ?页)?|Page \d{1,4}(?: of \d{1,4})?"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: where its draft is, whether it was there already, and the notes to read; or the error that stopped it."""

    name: str
    path: Path | None = None
    notes: tuple[str, ...] = ()
    unchanged: bool = False
    error: Exception | None = None


def check_files(arguments: Iterable[str]) -> None:
    """Raise BulletinError for a folder: which of its files are other people's, and which the drafts made of them, nobody can tell."""
    for argument in arguments:
        if argument and Path(argument).is_dir():
            raise BulletinError(
                _("{path}: this is a folder, not a file.").format(path=argument),
                _("Name the files that you mean, such as {pattern}.").format(
                    pattern=Path(argument) / "*.docx"
                ),
            )


def run(jobs: Iterable[Job], kind: str | None, stdin: Callable[[], bytes]) -> Iterator[Outcome]:
    """Import one file after the other. Whatever goes wrong with one is its outcome, and the next is imported."""
    for job in jobs:
        try:
            yield _run(job, kind, stdin)
        except Exception as error:
            yield Outcome(job.name, error=error)


def _run(job: Job, kind: str | None, stdin: Callable[[], bytes]) -> Outcome:
    data = stdin() if job.path is None else _read(job.path)
    manuscript = readers.read(data, job.name)
    path = job.target.with_name(job.target.name + SOURCE_SUFFIX)
    if manuscript.source is not None:
        own, draft = manuscript.source
        written = embedded.keep(draft, path)
        return Outcome(
            job.name,
            path,
            (
                _("{path}: this file has its draft inside ({draft}).").format(
                    path=job.name, draft=own
                ),
            ),
            not written,
        )
    text, remarks = imported(manuscript, job.name, kind)
    notes = tuple(_note(job.name, manuscript, remark) for remark in remarks)
    written = embedded.keep(text.encode(), path)
    return Outcome(job.name, path, notes, not written)


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
    except OSError:
        size = 0  # reading says why
    if size > readers.LARGEST_FILE:
        raise BulletinError(
            _("{path}: larger than a bulletin can be ({size} MB).").format(
                path=path, size=size // 2**20
            ),
            _("See whether it is the right file; if pictures make it so large, take them out."),
        )
    return files.read(path)


def imported(
    manuscript: Manuscript, name: str, kind: str | None = None
) -> tuple[str, tuple[Remark, ...]]:
    """The draft in canonical form, and what was left out or changed. Raises BulletinError where no text is left.

    ``kind`` overrides what the text is recognised as.
    """
    if not manuscript.paragraphs and not manuscript.remarks:
        raise empty(name)
    kept, dropped = _without_page_numbers(manuscript.paragraphs)
    kept, residue = _without_residue(replace(manuscript, paragraphs=tuple(kept)), name, kind)
    text = fmt.formatted(drafted(replace(manuscript, paragraphs=tuple(kept)), name).source, kind)
    if not text.strip():
        raise BulletinError(
            _("{path}: there is no text in it.").format(path=name),
            (
                _("See whether it is the right file. Nothing was written.")
                if manuscript.unit == "line"
                else _(
                    "If it shows pictures of pages, have their text recognised (OCR) first. Nothing was written."
                )
            ),
        )
    remarks = sorted(
        (*manuscript.remarks, *dropped, *residue),
        key=lambda remark: (remark.place or 0, remark.first or 0),
    )
    return text, tuple(remarks)


def _without_page_numbers(paragraphs: Iterable[Paragraph]) -> tuple[list[Paragraph], list[Remark]]:
    kept, dropped = [], []
    for paragraph in paragraphs:
        text = paragraph.text.strip()
        if not paragraph.number and len(text) < 30 and _PAGE_NUMBER.fullmatch(text):
            dropped.append(
                Remark(_("a page number was left out: {text}").format(text=text), paragraph.place)
            )
        else:
            kept.append(paragraph)
    return kept, dropped


def _without_residue(
    manuscript: Manuscript, name: str, kind: str | None
) -> tuple[list[Paragraph], list[Remark]]:
    """The paragraphs without those that a web page left behind, which the parser knows."""
    draft = drafted(manuscript, name)
    left = {
        bisect_right(draft.starts, node.span.start) - 1
        for node in walk(parse(draft.source, kind))
        if isinstance(node, Residue)
    }
    kept, dropped = [], []
    for number, paragraph in enumerate(manuscript.paragraphs):
        if number in left and "\n" not in paragraph.text.strip():
            message = _("what a web page left behind was left out: {text}").format(
                text=excerpt(paragraph.text)
            )
            dropped.append(Remark(message, paragraph.place))
        else:
            kept.append(paragraph)
    return kept, dropped


def _note(name: str, manuscript: Manuscript, remark: Remark) -> str:
    place = located(manuscript.unit, remark)
    if not place:
        return _("{path}: {note}").format(path=name, note=remark.message)
    return _("{path}: {place}: {note}").format(path=name, place=place, note=remark.message)

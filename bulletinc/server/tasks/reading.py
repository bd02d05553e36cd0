"""A draft that is being typed: parsed, laid out and checked, each a step of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from bulletinc import checking, compiler
from bulletinc.checking.manual import Manual
from bulletinc.checking.selection import rule_named
from bulletinc.diagnostics import Diagnostic
from bulletinc.errors import BulletinError
from bulletinc.i18n import Language, language
from bulletinc.kinds import load_kinds
from bulletinc.pictures.picture_file import PictureFolder
from bulletinc.project import Project, find_project
from bulletinc.render.formats.html.screen import ScreenPage
from bulletinc.render.order import page_title
from bulletinc.rules.context import CheckContext
from bulletinc.server.fonts import font_faces
from bulletinc.server.positions import BrowserPositions
from bulletinc.server.tasks.colours import coloured
from bulletinc.server.tasks.contents import headings
from bulletinc.server.tasks.json_text import to_json
from bulletinc.syntax import Document
from bulletinc.syntax.length import length_of
from bulletinc.text.endless import refuse_endless
from bulletinc.text.source import Source

_DOUBT = "D"  # the topic of rules that report how sure the reading is
_ID = 24  # characters of a hash


@dataclass(frozen=True, slots=True)
class ReadingRequest:
    """A text that is typed into the draft at ``path``. ``known`` are files the server has."""

    path: Path
    text: str
    version: int = 0
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SentFile:
    """A stylesheet or a picture that a page needs."""

    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """The answer as JSON, and the files that the page calls, by their names."""

    answer: bytes
    files: Mapping[str, SentFile]


@dataclass(frozen=True, slots=True)
class ReadDraft:
    """A text that was read, and the places in it as a browser counts."""

    source: Source
    document: Document
    positions: BrowserPositions


def parse_draft(request: ReadingRequest) -> None:
    """Read a text for the functions below. Raises BulletinError for an endless one."""
    _understood(request.text, request.path.name)


def lay_out_draft(request: ReadingRequest) -> ReadingResult:
    """The page of a text. Raises BulletinError for an endless one.

    Settings of the office that cannot be read are left aside, a page that its theme cannot make is
    missing; and the answer says why.
    """
    read = _understood(request.text, request.path.name)
    source, document = read.source, read.document
    files: dict[str, SentFile] = {}
    answer: dict[str, Any] = {
        "version": request.version,
        "kind": document.kind,
        "kind_name": next(kind.title for kind in load_kinds() if kind.name == document.kind),
        "title": page_title(document),
        "page": None,
        "notes": [],
        "error": None,
    }
    project, failure = _project(request)
    try:
        page, notes = compiler.on_screen(
            source, document, request.path, read.positions, by_project=project is not None
        )
        answer["page"] = _page(page, files)
        answer["notes"] = list(notes)
    except BulletinError as error:
        failure = failure or error
    answer["error"] = _told(failure)
    sent = {name: file for name, file in files.items() if name not in request.known}
    return ReadingResult(to_json(answer), sent)


def check_draft(request: ReadingRequest) -> bytes:
    """What the desk tells of a text besides its page: findings, outline, colours, counts; as JSON.

    Raises BulletinError for an endless one.
    """
    read = _understood(request.text, request.path.name)
    source, document, positions = read.source, read.document, read.positions
    project, failure = _project(request)
    folder = PictureFolder(request.path.parent)
    draft = CheckContext(source, document, project or Project(), folder)
    found: tuple[Diagnostic, ...] = ()
    try:
        found = checking.found_alone(draft, request.path)
    except BulletinError as error:  # the settings name a rule that there is not
        failure = failure or error
    return to_json(
        {
            "version": request.version,
            "findings": [_finding(each, positions) for each in found],
            "outline": headings(source, document, positions),
            "spans": coloured(document, positions),
            "counts": _counts(source, document),
            "error": _told(failure),
        }
    )


@lru_cache(maxsize=2)
def _understood(text: str, name: str) -> ReadDraft:
    refuse_endless(text, name)
    source = Source(text, name)
    return ReadDraft(source, compiler.compile(source), BrowserPositions(text))


def _project(request: ReadingRequest) -> tuple[Project | None, BulletinError | None]:
    """The office's settings, or why they cannot be read."""
    try:
        return find_project(request.path.parent), None
    except BulletinError as error:
        return None, error


def _told(failure: BulletinError | None) -> dict[str, str | None] | None:
    if failure is None:
        return None
    return {"message": failure.message, "remedy": failure.remedy}


def _page(page: ScreenPage, files: dict[str, SentFile]) -> dict[str, Any]:
    """The page as it is sent, and in ``files`` what it calls."""
    blocks = list(page.blocks)
    for address, picture in page.pictures.items():
        name = _kept(SentFile(picture.media_type, picture.data), files)
        blocks = [
            block.replace(f'src="{address}"', f'src="/api/picture?id={name}"') for block in blocks
        ]
    name = _kept(SentFile("text/css", (font_faces() + page.style).encode()), files)
    return {
        "style": name,
        "classes": page.classes,
        "within": page.within,
        "blocks": blocks,
        "places": page.places,
    }


def _kept(file: SentFile, files: dict[str, SentFile]) -> str:
    name = hashlib.sha256(file.data).hexdigest()[:_ID]
    files[name] = file
    return name


def _finding(diagnostic: Diagnostic, positions: BrowserPositions) -> dict[str, Any]:
    finding = diagnostic.finding
    fix = finding.fix
    return {
        **positions.of(finding.span),
        "code": diagnostic.code,
        "name": diagnostic.name,
        "summary": _summary(diagnostic.code, language()),
        "severity": diagnostic.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "doubt": diagnostic.code.startswith(_DOUBT),
        "fix": fix
        and {
            "message": fix.message,
            "safe": fix.safe,
            "edits": [{**positions.of(edit.span), "text": edit.text} for edit in fix.edits],
        },
    }


@cache
def _summary(code: str, language: Language) -> str:
    """What a rule is about, in one sentence."""
    manual = Manual.of(rule_named(code))
    return manual.summary if language == "zh" else manual.summary_en


def _counts(source: Source, document: Document) -> dict[str, int]:
    counts = length_of(source, document)
    return {"characters": counts.words, "items": counts.items}

"""A draft that is being typed, read once: page, findings, outline, colours and counts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
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
from bulletinc.text.characters import HAN
from bulletinc.text.endless import refuse_endless
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Source

_DOUBT = "D"  # the topic of rules that report how sure the reading is
_ID = 24  # characters of a hash
_HAN = pattern(f"[{HAN}]")


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


def read_draft(request: ReadingRequest) -> ReadingResult:
    """Read a text, and say all that the desk shows of it. Raises BulletinError for an endless one.

    Settings of the office that cannot be read are left aside, a page that its theme cannot make is
    missing; and the answer says why.
    """
    source = Source(request.text, request.path.name)
    refuse_endless(source.text, source.name)
    document = compiler.compile(source)
    positions = BrowserPositions(source.text)
    files: dict[str, SentFile] = {}
    answer: dict[str, Any] = {
        "version": request.version,
        "kind": document.kind,
        "kind_name": next(kind.title for kind in load_kinds() if kind.name == document.kind),
        "title": page_title(document),
        "page": None,
        "findings": [],
        "outline": headings(source, document, positions),
        "spans": coloured(document, positions),
        "counts": _counts(source, document),
        "notes": [],
        "error": None,
    }
    failures = []
    try:
        project = find_project(request.path.parent)
    except BulletinError as error:
        project = None
        failures.append(error)
    try:
        answer["findings"] = _findings(request, source, document, project, positions)
    except BulletinError as error:  # it names a rule that there is not
        failures.append(error)
    try:
        page, notes = compiler.on_screen(
            source, document, request.path, positions, by_project=project is not None
        )
        answer["page"] = _page(page, files)
        answer["notes"] = list(notes)
    except BulletinError as error:
        failures.append(error)
    if failures:
        answer["error"] = {"message": failures[0].message, "remedy": failures[0].remedy}
    sent = {name: file for name, file in files.items() if name not in request.known}
    return ReadingResult(to_json(answer), sent)


def _page(page: ScreenPage, files: dict[str, SentFile]) -> dict[str, str]:
    """The page as it is sent, and in ``files`` what it calls."""
    body = page.body
    for address, picture in page.pictures.items():
        name = _kept(SentFile(picture.media_type, picture.data), files)
        body = body.replace(f'src="{address}"', f'src="/api/picture?id={name}"')
    name = _kept(SentFile("text/css", (font_faces() + page.style).encode()), files)
    return {"style": name, "classes": page.classes, "body": body}


def _kept(file: SentFile, files: dict[str, SentFile]) -> str:
    name = hashlib.sha256(file.data).hexdigest()[:_ID]
    files[name] = file
    return name


def _findings(
    request: ReadingRequest,
    source: Source,
    document: Document,
    project: Project | None,
    positions: BrowserPositions,
) -> list[dict[str, Any]]:
    folder = PictureFolder(request.path.parent)
    draft = CheckContext(source, document, project or Project(), folder)
    return [_finding(each, positions) for each in checking.found_alone(draft, request.path)]


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

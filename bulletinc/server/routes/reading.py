"""The text that is typed: read, put right, explained, compared with the file."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bulletinc import files
from bulletinc.checking.manual import Manual
from bulletinc.checking.selection import rule_named
from bulletinc.i18n import language
from bulletinc.revision.naming import counted, named
from bulletinc.server.answers import answer, asked, fields_of, ready
from bulletinc.server.bench import BenchTurn, Superseded
from bulletinc.server.places import draft_at
from bulletinc.server.routes import desk_of
from bulletinc.server.tasks.comparing import ComparingRequest, compare_texts
from bulletinc.server.tasks.mending import MendingRequest, fix_draft, format_draft
from bulletinc.server.tasks.reading import (
    ReadingRequest,
    check_draft,
    lay_out_draft,
    parse_draft,
)


async def read(request: Request) -> Response:
    """The official page of a text."""
    desk = desk_of(request)
    turn, task = await _typed(request)
    name = task.path.relative_to(desk.folder).as_posix()
    try:
        await turn.run(parse_draft, task, name)
        result = await turn.run(lay_out_draft, task, name)
    except Superseded:
        return _superseded(turn)
    desk.keep_sent(result.files)
    return ready(result.answer)


async def check(request: Request) -> Response:
    """Findings, outline and colours of a text, of which the page was asked for just before."""
    desk = desk_of(request)
    turn, task = await _typed(request)
    try:
        name = task.path.relative_to(desk.folder).as_posix()
        return ready(await turn.run(check_draft, task, name))
    except Superseded:
        return _superseded(turn)


async def _typed(request: Request) -> tuple[BenchTurn, ReadingRequest]:
    """The text that was sent. Of two versions of one page, the newer one counts."""
    fields = await fields_of(request, path=str, text=str, version=int, client=str)
    desk, version = desk_of(request), fields["version"]
    file = draft_at(desk.folder, fields["path"])
    task = ReadingRequest(file, fields["text"], version, frozenset(desk.sent))
    return desk.reading.turn(fields["client"], version), task


def _superseded(turn: BenchTurn) -> Response:
    return answer({"version": turn.version, "superseded": True})


async def canonical(request: Request) -> Response:
    """The text in canonical form."""
    fields = await fields_of(request, path=str, text=str)
    desk, path = desk_of(request), fields["path"]
    task = MendingRequest(draft_at(desk.folder, path), fields["text"])
    return ready(await desk.reading.run(format_draft, task, path))


async def fix(request: Request) -> Response:
    """The text with all its safe fixes."""
    fields = await fields_of(request, path=str, text=str)
    desk, path = desk_of(request), fields["path"]
    task = MendingRequest(draft_at(desk.folder, path), fields["text"])
    return ready(await desk.reading.run(fix_draft, task, path))


async def explain(request: Request) -> Response:
    """The manual of a rule."""
    manual = await asyncio.to_thread(lambda: Manual.of(rule_named(asked(request, "code"))))
    rule, chinese = manual.rule, language() == "zh"
    return answer(
        {
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity.value,
            "summary": manual.summary if chinese else manual.summary_en,
            "text": manual.chinese if chinese else f"{manual.english}\n\n{manual.examples}",
        }
    )


async def diff(request: Request) -> Response:
    """What the text says other than the file on the disk."""
    fields = await fields_of(request, path=str, text=str)
    desk, path = desk_of(request), fields["path"]
    file = draft_at(desk.folder, path)
    old = await asyncio.to_thread(partial(files.read, file))
    task = ComparingRequest(path, old, fields["text"].encode("utf-8", "replace"))
    changes = await desk.reading.run(compare_texts, task, path)
    shown = [
        {**asdict(change), "pieces": list(map(list, change.pieces)), "title": named(change)}
        for change in changes
    ]
    return answer({"changes": shown, "count": counted(len(changes))})


ROUTES = (
    Route("/api/read", read, methods=["POST"]),
    Route("/api/check", check, methods=["POST"]),
    Route("/api/fmt", canonical, methods=["POST"]),
    Route("/api/fix", fix, methods=["POST"]),
    Route("/api/explain", explain),
    Route("/api/diff", diff, methods=["POST"]),
)

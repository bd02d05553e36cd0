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
from bulletinc.server.bench import Superseded
from bulletinc.server.places import draft_at
from bulletinc.server.routes import desk_of
from bulletinc.server.tasks.comparing import ComparingRequest, compare_texts
from bulletinc.server.tasks.mending import MendingRequest, fix_draft, format_draft
from bulletinc.server.tasks.reading import ReadingRequest, read_draft


async def read(request: Request) -> Response:
    """All that the page shows of a text. Of two that one page sends, the newer one counts."""
    fields = await fields_of(request, path=str, text=str, version=int, client=str)
    desk, path, version = desk_of(request), fields["path"], fields["version"]
    file = draft_at(desk.folder, path)
    task = ReadingRequest(file, fields["text"], version, frozenset(desk.sent))
    try:
        result = await desk.reading.run_newest(read_draft, task, path, fields["client"])
    except Superseded:
        return answer({"version": version, "superseded": True})
    desk.keep_sent(result.files)
    return ready(result.answer)


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
    Route("/api/fmt", canonical, methods=["POST"]),
    Route("/api/fix", fix, methods=["POST"]),
    Route("/api/explain", explain),
    Route("/api/diff", diff, methods=["POST"]),
)

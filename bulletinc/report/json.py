"""All findings as JSON, for programs.

A list with one object for each finding: ``file``; ``code``, ``name``, ``severity`` of its rule;
``message``; ``hint`` (or null); ``span`` ([start, end), in characters from 0); ``line``,
``column``, ``end_line``, ``end_column`` (from 1, the column in characters, the end not included);
``fix`` (or null): ``message``, ``safe``, and ``edits``, each with a ``span`` and the ``text`` that
replaces it.
In a Word document ``line`` is the paragraph and ``column`` the character in it, ``span`` counts in
the text as it is imported, and there is no ``fix``.
"""

from __future__ import annotations

from typing import Any

from bulletinc.checking import Checked
from bulletinc.diagnostics import Diagnostic
from bulletinc.report import Report, portable_path, write_json
from bulletinc.text.source import Source


def render(report: Report) -> bytes:
    """The list, indented, in UTF-8."""
    return write_json([_object(*finding) for finding in report.findings()])


def _object(checked: Checked, source: Source, diagnostic: Diagnostic) -> dict[str, Any]:
    start, end = (
        source.original_position(diagnostic.span.start),
        source.original_position(diagnostic.span.end),
    )
    fix = diagnostic.finding.fix
    return {
        "file": portable_path(checked),
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.value,
        "message": diagnostic.finding.message,
        "hint": diagnostic.finding.hint,
        "span": diagnostic.span,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "fix": fix
        and {
            "message": fix.message,
            "safe": fix.safe,
            "edits": [{"span": edit.span, "text": edit.text} for edit in fix.edits],
        },
    }

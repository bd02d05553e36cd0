"""SARIF 2.1.0 (OASIS), which code scanning services and editors read.

Columns count UTF-16 units, which is its default.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bulletinc import __version__
from bulletinc.checking import Checked
from bulletinc.checking.manual import Manual
from bulletinc.checking.selection import all_rules
from bulletinc.diagnostics import Diagnostic, Fix
from bulletinc.i18n import language
from bulletinc.report import Report, fingerprints, portable_path, write_json
from bulletinc.rules import Rule
from bulletinc.text.source import Source, Span

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def render(report: Report) -> bytes:
    """The log of one run: all rules, all findings with their fixes, the drafts not checked."""
    rules = all_rules()
    numbers = {rule.code: number for number, rule in enumerate(rules)}
    results = [
        _result(checked, source, diagnostic, fingerprint) | {"ruleIndex": numbers[diagnostic.code]}
        for fingerprint, (checked, source, diagnostic) in zip(
            fingerprints(report), report.findings(), strict=True
        )
    ]
    failed = [checked for checked in report.checked if checked.error is not None]
    run = {
        "tool": {
            "driver": {
                "name": "bulletinc",
                "version": __version__,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "columnKind": "utf16CodeUnits",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [
            {
                "executionSuccessful": not failed,
                "toolExecutionNotifications": [_failure(checked) for checked in failed],
            }
        ],
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return write_json(log)


def _rule(rule: Rule) -> dict[str, Any]:
    manual = Manual.of(rule)
    if language() == "zh":
        summary, full, help_text = manual.summary, _prose(manual), manual.chinese
    else:
        summary, full, help_text = (
            manual.summary_en,
            manual.english,
            "\n\n".join(filter(None, (manual.english, manual.examples))),
        )
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": full},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _prose(manual: Manual) -> str:
    """The Chinese manual up to its first example."""
    example = manual.examples.partition("\n")[0]
    return manual.chinese.partition(f"\n{example}\n")[0].strip() if example else manual.chinese


def _result(
    checked: Checked, source: Source, diagnostic: Diagnostic, fingerprint: str
) -> dict[str, Any]:
    finding = diagnostic.finding
    place = {
        "physicalLocation": {
            "artifactLocation": _artifact(checked),
            "region": _region(source, diagnostic.span),
        }
    }
    result = {
        "ruleId": diagnostic.code,
        "level": diagnostic.severity.value,
        "message": {"text": " ".join(filter(None, (finding.message, finding.hint)))},
        "locations": [place],
        "partialFingerprints": {"bulletinc/v1": fingerprint},
    }
    return result | ({"fixes": [_fix(checked, source, finding.fix)]} if finding.fix else {})


def _fix(checked: Checked, source: Source, fix: Fix) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(source, edit.span), "insertedContent": {"text": edit.text}}
        for edit in fix.edits
    ]
    return {
        "description": {"text": fix.message},
        "artifactChanges": [{"artifactLocation": _artifact(checked), "replacements": replacements}],
    }


def _failure(checked: Checked) -> dict[str, Any]:
    location = {"physicalLocation": {"artifactLocation": _artifact(checked)}}
    return {"level": "error", "message": {"text": str(checked.error)}, "locations": [location]}


def _artifact(checked: Checked) -> dict[str, str]:
    path = (
        Path(portable_path(checked)) if checked.request.data is not None else checked.request.path
    )
    if path.is_absolute():
        path = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return {"uri": path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))}


def _region(source: Source, span: Span) -> dict[str, int]:
    start, end = (
        source.original_utf16_position(span.start),
        source.original_utf16_position(span.end),
    )
    return {
        "startLine": start.line + 1,
        "startColumn": start.character + 1,
        "endLine": end.line + 1,
        "endColumn": end.character + 1,
    }

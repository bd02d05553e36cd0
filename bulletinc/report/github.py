"""Workflow commands of GitHub Actions, which shows them beside the lines of a pull request."""

from __future__ import annotations

from bulletinc.i18n import show_controls
from bulletinc.report import Report, portable_path


def render(report: Report) -> bytes:
    """One command for each finding.

    GitHub takes columns only where a finding is within one line.
    """
    lines = []
    for checked, source, diagnostic in report.findings():
        start, end = (
            source.original_position(diagnostic.span.start),
            source.original_position(diagnostic.span.end),
        )
        values = {"file": portable_path(checked), "line": start.line, "endLine": end.line}
        if start.line == end.line:
            values |= {"col": start.column, "endColumn": end.column}
        values["title"] = f"{diagnostic.code} {diagnostic.name}"
        properties = ",".join(f"{key}={_property(str(value))}" for key, value in values.items())
        message = " ".join(filter(None, (diagnostic.finding.message, diagnostic.finding.hint)))
        lines.append(f"::{diagnostic.severity} {properties}::{_data(message)}\n")
    return "".join(lines).encode()


def _data(text: str) -> str:
    shown = show_controls(text, "\r\n")
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

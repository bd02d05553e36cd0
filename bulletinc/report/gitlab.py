"""GitLab's Code Quality report, which a merge request shows."""

from __future__ import annotations

from bulletinc.diagnostics import Severity
from bulletinc.report import Report, fingerprints, portable_path, write_json

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def render(report: Report) -> bytes:
    """The list of issues, each with a fingerprint by which GitLab recognises it."""
    issues = [
        {
            "description": f"{diagnostic.code}: {diagnostic.finding.message}",
            "check_name": diagnostic.name,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[diagnostic.severity],
            "location": {
                "path": portable_path(checked),
                "lines": {
                    "begin": source.original_position(diagnostic.span.start).line,
                    "end": source.original_position(diagnostic.span.end).line,
                },
            },
        }
        for fingerprint, (checked, source, diagnostic) in zip(
            fingerprints(report), report.findings(), strict=True
        )
    ]
    return write_json(issues)

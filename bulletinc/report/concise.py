"""One line a finding, as compilers write them: many editors jump to such places."""

from __future__ import annotations

from bulletinc.report import Report, word


def render(report: Report) -> str:
    """``file:line:column: code [severity] message``, the column in characters."""
    lines = []
    for checked, source, diagnostic in report.findings():
        line, column = source.position(diagnostic.span.start)
        place = report.paint(f"{checked.name}:{line}:{column}", "place")
        severity = report.paint(f"{diagnostic.code} [{word(diagnostic.severity)}]", diagnostic.severity.value)
        lines.append(f"{place}: {severity} {diagnostic.finding.message}")
    return "\n".join(lines)

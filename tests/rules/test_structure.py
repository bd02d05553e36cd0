"""What the cases of the rules of structure cannot say: what holds for any draft."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletinc.diagnostics import Fix, apply_edits
from bulletinc.parser import parse
from bulletinc.parser.numerals import in_chinese, number_in
from bulletinc.rules.context import CheckContext
from bulletinc.rules.numbering import runs, slips
from bulletinc.rules.structure.ambiguous_headline_gap import ambiguous_headline_gap
from bulletinc.rules.structure.paragraph_cut_by_page_break import paragraph_cut_by_page_break
from bulletinc.text.source import Source
from tests.support.drafts import bulletins, soups
from tests.support.outline import outline
from tests.support.places import ROOT

REFERENCES = sorted(ROOT.joinpath("../shared/reference").glob("*.txt"))
NARROW_GAPS = st.one_of(bulletins().map(lambda draft: draft.text.replace("\u3000", " ")), soups)


def drafted(text: str) -> CheckContext:
    source = Source(text)
    return CheckContext(source, parse(source))


def gap_fixes(draft: CheckContext) -> list[Fix]:
    return [finding.fix for finding in ambiguous_headline_gap(draft) if finding.fix]


@given(NARROW_GAPS)
def test_a_wider_gap_leaves_the_tree_as_it_was(text: str) -> None:
    draft = drafted(text)
    fixed = drafted(apply_edits(text, [edit for fix in gap_fixes(draft) for edit in fix.edits]))
    assert outline(fixed.document) == outline(draft.document)
    assert not gap_fixes(fixed)


@pytest.mark.skipif(not REFERENCES, reason="the reference documents are not here")
@pytest.mark.parametrize("file", REFERENCES, ids=lambda file: file.stem)
def test_a_wider_gap_leaves_the_trees_of_the_references_as_they_were(file: Path) -> None:
    draft = drafted(file.read_text(encoding="utf-8"))
    fixed = drafted(
        apply_edits(draft.text, [edit for fix in gap_fixes(draft) for edit in fix.edits])
    )
    assert outline(fixed.document) == outline(draft.document)


@pytest.mark.skipif(not REFERENCES, reason="the reference documents are not here")
def test_the_page_breaks_and_gaps_of_the_references_are_found() -> None:
    drafts = {file.stem: drafted(file.read_text(encoding="utf-8")) for file in REFERENCES}
    assert {
        name: len(list(paragraph_cut_by_page_break(draft))) for name, draft in drafts.items()
    } == {
        "gongzuo-baogao-2021": 0,
        "jianbao-29": 1,
        "kuaibao-155": 2,
        "kuaibao-764": 4,
        "zhuankan-158": 2,
    }
    assert sum(len(gap_fixes(draft)) for draft in drafts.values()) == 7


@given(st.lists(st.integers(1, 12), max_size=12))
def test_numbers_that_are_renumbered_have_no_slip(numbers: list[int]) -> None:
    found = slips(numbers)
    if found:
        renumbered = [found[0].renumbered.get(at, number) for at, number in enumerate(numbers)]
        assert [slip for slip in slips(renumbered) if slip.at == found[0].at] == []
    else:
        assert numbers == list(range(1, len(numbers) + 1))


@given(st.lists(st.integers(1, 5), max_size=20))
def test_every_number_belongs_to_one_run(numbers: list[int]) -> None:
    assert sorted(index for run in runs(numbers) for index in run) == list(range(len(numbers)))


def test_a_number_is_read_as_it_is_written() -> None:
    assert [
        in_chinese(number) for number in (0, 1, 10, 11, 20, 99, 100, 105, 1020)
    ] == "〇 一 十 十一 二十 九十九 一百 一百零五 一千零二十".split()
    assert all(number_in(in_chinese(number)) == number for number in range(10_000))

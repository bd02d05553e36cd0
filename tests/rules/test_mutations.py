"""A defect put into a clean draft is found by its rule, where it is, with at most two others.

The defects are the ``mutation`` blocks of ``tests/cases/rules/<defect>.md``.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from bulletinc.diagnostics import Diagnostic
from bulletinc.parser import parse
from bulletinc.project import project_of
from bulletinc.rules import check, load_rules
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import Source, Span
from tests.support.cases import mutations
from tests.support.places import ROOT

EXAMPLES = {
    path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "examples").glob("*.txt")
}
MOST = 3  # findings in all that one defect may draw


class Mutation(NamedTuple):
    """A defect put into an example: ``old`` stands there once, ``new`` (``times`` over) replaces
    it.

    Written in the rule's case file as a ``mutation`` block (TOML), with a ``toml`` block of the
    same case as the bulletin.toml that the example is held to.
    """

    rule: str
    example: str
    old: str
    new: str
    settings: str
    times: int = 1

    @property
    def typed(self) -> str:
        """What stands in the example instead of ``old``."""
        return self.new * self.times


MUTATIONS = {
    f"{path.stem}: {case}": Mutation(path.stem, settings=settings, **tomllib.loads(block))
    for path, case, block, settings in mutations(ROOT / "tests/cases/rules")
}

# Slips that may happen anywhere: the rule, a pattern, and what is typed instead of it. Each is
# tried at up to ``TRIES`` places.
TRIES = 6
SLIPS = [
    ("half-width-punctuation", "(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", ","),
    ("half-width-punctuation", "(?<=[\u4e00-\u9fff])；(?=[\u4e00-\u9fff])", ";"),
    ("doubled-punctuation", "(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", "，，"),
    ("doubled-punctuation", "(?<=[\u4e00-\u9fff])。(?=[\u4e00-\u9fff])", "。。"),
    ("unbalanced-quotation", "(?<=[\u4e00-\u9fff])”(?=[\u4e00-\u9fff])", ""),
    ("unbalanced-quotation", "(?<=[\u4e00-\u9fff])“(?=[\u4e00-\u9fff])", ""),
    ("full-width-figures", "(?<=[\u4e00-\u9fff])3(?=[\u4e00-\u9fff])", "３"),
    ("invisible-character", "(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", "，\u200b"),
    ("private-use-character", "(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", "，\ue5e5"),
    ("compatibility-character", "(?<=[\u4e00-\u9fff])行(?=[\u4e00-\u9fff])", "\ufa08"),
    ("placeholder-left", "(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", "（待补充），"),
]


def found(text: str, settings: str = "") -> tuple[Diagnostic, ...]:
    project = project_of(tomllib.loads(settings), Path("bulletin.toml"))
    return check(CheckContext(Source(text), parse(Source(text)), project), load_rules())


def touches(span: Span, text: str, start: int, end: int) -> bool:
    """Whether a span lies in or beside a stretch of the text, blanks between them not counted."""
    return not text[end : span.start].strip() and not text[span.end : start].strip()


def shown(text: str, diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return [
        f"{each.code} {each.name} {text[slice(*each.span)]!r} at {each.span.start}"
        for each in diagnostics
    ]


def test_the_case_file_of_every_rule_for_a_single_draft_has_a_mutation() -> None:
    rules = {rule.name for rule in load_rules() if not rule.series}
    assert {mutation.rule for mutation in MUTATIONS.values()} == rules


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_defect_is_found_where_it_is_and_draws_few_findings(name: str) -> None:
    mutation = MUTATIONS[name]
    clean = EXAMPLES[mutation.example]
    assert clean.count(mutation.old) == 1
    assert not found(clean, mutation.settings)
    start = clean.index(mutation.old)
    text = clean.replace(mutation.old, mutation.typed)
    diagnostics = found(text, mutation.settings)
    end = start + len(mutation.typed)
    there = {each.name for each in diagnostics if touches(each.span, text, start, end)}
    assert mutation.rule in there, shown(text, diagnostics)
    assert len(diagnostics) <= MOST, shown(text, diagnostics)


@pytest.mark.parametrize(("rule", "right", "slip"), SLIPS)
@pytest.mark.parametrize("example", sorted(EXAMPLES))
def test_a_slip_is_found_wherever_it_happens(
    example: str, rule: str, right: str, slip: str
) -> None:
    clean = EXAMPLES[example]
    places = list(re.finditer(right, clean))
    for place in places[:: max(1, len(places) // TRIES)][:TRIES]:
        text = clean[: place.start()] + slip + clean[place.end() :]
        diagnostics = found(text)
        there = [
            each
            for each in diagnostics
            if touches(each.span, text, place.start(), place.start() + len(slip))
        ]
        context = text[max(0, place.start() - 15) : place.start() + 15]
        if rule == "unbalanced-quotation":  # the one that is left is marked, not the gap
            there = list(diagnostics)
        assert rule in {each.name for each in there}, (context, shown(text, diagnostics))
        assert len(diagnostics) <= MOST, (context, shown(text, diagnostics))

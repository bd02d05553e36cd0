"""Rules: each finds one defect. One file a rule, ``rules/<topic>/<defect>.py``, found by looking.

A rule is a function decorated by :func:`rule` or :func:`series_rule`. Its name is the defect's. Its
docstring is the manual that ``bulletinc explain`` prints, in Chinese: what is wrong, why it
matters, how to right it; then ``错：`` with an example that it finds and ``对：`` with the same
example right, both indented; last, after ``English:``, a few sentences for readers of English.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import Protocol, TypeVar

from bulletinc.diagnostics import Diagnostic, Finding, Severity
from bulletinc.parser.automaton import LONGEST_LINE
from bulletinc.rules.context import CheckContext
from bulletinc.text.patterns import pattern

_LINE = pattern(r"[^\r\n]+")


class DraftCheck(Protocol):
    """What a rule for a single draft is: a function that yields what is wrong in it."""

    __name__: str

    def __call__(self, context: CheckContext) -> Iterator[Finding]:
        """Yield what is wrong in a draft."""
        ...


class SeriesCheck(Protocol):
    """What a rule of the series is: a function of all drafts of a folder, in the order of issues.

    It yields each finding with the number of the draft that it is in, from 0.
    """

    __name__: str

    def __call__(self, contexts: Sequence[CheckContext]) -> Iterator[tuple[int, Finding]]:
        """Yield what is wrong in the drafts."""
        ...


_DraftCheck = TypeVar("_DraftCheck", bound=DraftCheck)
_SeriesCheck = TypeVar("_SeriesCheck", bound=SeriesCheck)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Either ``check_draft`` or ``check_series`` is there.

    ``code`` is a letter for the topic and three digits, never reused; ``name`` is the defect's.
    """

    code: str
    name: str
    severity: Severity
    manual: str
    check_draft: DraftCheck | None = None
    check_series: SeriesCheck | None = None

    @property
    def series(self) -> bool:
        """Whether the rule compares the drafts of a folder."""
        return self.check_series is not None


_registered: dict[DraftCheck | SeriesCheck, Rule] = {}


def rule(code: str, severity: Severity = Severity.WARNING) -> Callable[[_DraftCheck], _DraftCheck]:
    """Make a rule of a function that looks at a single draft. The function stays as it is."""

    def register(check: _DraftCheck) -> _DraftCheck:
        _registered[check] = Rule(
            code, _name_of(check), severity, check.__doc__ or "", check_draft=check
        )
        return check

    return register


def series_rule(
    code: str, severity: Severity = Severity.WARNING
) -> Callable[[_SeriesCheck], _SeriesCheck]:
    """Make a rule of a function that compares the drafts of a folder. It stays as it is."""

    def register(check: _SeriesCheck) -> _SeriesCheck:
        _registered[check] = Rule(
            code, _name_of(check), severity, check.__doc__ or "", check_series=check
        )
        return check

    return register


def rule_of(check: DraftCheck | SeriesCheck) -> Rule:
    """Return the rule that was made of a function."""
    return _registered[check]


def _name_of(check: DraftCheck | SeriesCheck) -> str:
    return check.__name__.replace("_", "-")


@cache
def load_rules() -> tuple[Rule, ...]:
    """All rules, in the order of their codes."""
    found: list[Rule] = []
    for topic in pkgutil.iter_modules(__path__):
        if topic.ispkg:
            package = import_module(f"{__name__}.{topic.name}")
            for module in pkgutil.iter_modules(package.__path__):
                loaded = import_module(f"{package.__name__}.{module.name}")
                found.append(rule_of(getattr(loaded, module.name)))
    return tuple(sorted(found, key=lambda each: each.code))


def check(context: CheckContext, rules: Iterable[Rule]) -> tuple[Diagnostic, ...]:
    """Return what the rules find in a draft, in the order of the text; rules of the series are
    passed over.

    Rules see only the first ``LONGEST_LINE`` characters of a line: a rule of its own reports that
    it is too long.
    """
    context = _within_limits(context)
    found = [
        Diagnostic(each.code, each.name, finding.severity or each.severity, finding)
        for each in rules
        if each.check_draft
        for finding in each.check_draft(context)
    ]
    return tuple(sorted(found, key=lambda diagnostic: (diagnostic.span, diagnostic.code)))


def _within_limits(context: CheckContext) -> CheckContext:
    """Replace what is beyond the longest line by spaces; every offset stays the same."""
    if len(context.text) <= LONGEST_LINE:
        return context
    text = _LINE.sub(lambda line: line[0][:LONGEST_LINE].ljust(len(line[0])), context.text)
    if text == context.text:
        return context
    return replace(context, source=replace(context.source, text=text))


def check_series(
    contexts: Sequence[CheckContext], rules: Iterable[Rule]
) -> tuple[tuple[int, Diagnostic], ...]:
    """Return what rules of the series find in a folder: number of the draft, diagnostic."""
    found = [
        (number, Diagnostic(each.code, each.name, each.severity, finding))
        for each in rules
        if each.check_series
        for number, finding in each.check_series(contexts)
    ]
    return tuple(sorted(found, key=lambda pair: (pair[0], pair[1].span, pair[1].code)))

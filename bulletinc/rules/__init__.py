"""Rules: each finds one defect. One file a rule, ``rules/<topic>/<defect>.py``, found by looking.

A rule is a function with :func:`rule` before it. Its name is the defect's, its docstring in Chinese the manual that
``bulletinc explain`` prints: what is wrong, why it matters, how to right it; then ``错：`` with an example that it
finds and ``对：`` with the same example right, both indented; last, after ``English:``, a few sentences for readers of English.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

from bulletinc.diagnostics import Diagnostic, Severity
from bulletinc.i18n import one_language
from bulletinc.parser.automaton import LONGEST_LINE
from bulletinc.rules.context import CheckContext
from bulletinc.syntax import gc_paused

_LINE = re.compile(r"[^\r\n]+")
_Check = TypeVar("_Check", bound=Callable[[Any], Iterator[Any]])


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``code`` is a letter for the topic and three digits, never used again for another; ``name`` the defect.

    ``check`` takes a draft. In a rule of the series (``series``) it takes all drafts of a folder in the order of their
    issues, and each finding comes with the number of the draft that it is in.
    """

    code: str
    name: str
    severity: Severity
    manual: str
    check: Callable[[Any], Iterator[Any]]
    series: bool = False


def rule(
    code: str, severity: Severity = Severity.WARNING, *, series: bool = False
) -> Callable[[_Check], _Check]:
    """Make a function a rule. The function stays what it is."""

    def register(check: _Check) -> _Check:
        made = Rule(
            code, check.__name__.replace("_", "-"), severity, check.__doc__ or "", check, series
        )
        check.rule = made  # type: ignore[attr-defined]  # read by load_rules
        return check

    return register


@cache
def load_rules() -> tuple[Rule, ...]:
    """All rules, in the order of their codes."""
    found = []
    for topic in pkgutil.iter_modules(__path__):
        if topic.ispkg:
            package = import_module(f"{__name__}.{topic.name}")
            for module in pkgutil.iter_modules(package.__path__):
                loaded = import_module(f"{package.__name__}.{module.name}")
                found.append(getattr(loaded, module.name).rule)
    return tuple(sorted(found, key=lambda each: each.code))


@gc_paused()
@one_language()
def check(context: CheckContext, rules: Iterable[Rule]) -> tuple[Diagnostic, ...]:
    """What the rules find in a draft, in the order of the text. Rules of the series find nothing in a single draft.

    Of a line beyond the longest they see so many characters: that it is too long is what there is to say of the rest.
    """
    context = _within_limits(context)
    found = [
        Diagnostic(each.code, each.name, each.severity, finding)
        for each in rules
        if not each.series
        for finding in each.check(context)
    ]
    return tuple(sorted(found, key=lambda diagnostic: (diagnostic.span, diagnostic.code)))


def _within_limits(context: CheckContext) -> CheckContext:
    """The draft with blanks in the place of what is beyond the longest line: every place stays where it was."""
    if len(context.text) <= LONGEST_LINE:
        return context
    text = _LINE.sub(lambda line: line[0][:LONGEST_LINE].ljust(len(line[0])), context.text)
    return (
        context
        if text == context.text
        else replace(context, source=replace(context.source, text=text))
    )


def check_series(
    contexts: Sequence[CheckContext], rules: Iterable[Rule]
) -> tuple[tuple[int, Diagnostic], ...]:
    """What the rules of the series find in the drafts of a folder: the number of the draft, and the diagnostic."""
    found = [
        (number, Diagnostic(each.code, each.name, each.severity, finding))
        for each in rules
        if each.series
        for number, finding in each.check(contexts)
    ]
    return tuple(sorted(found, key=lambda pair: (pair[0], pair[1].span, pair[1].code)))

"""Indicator tags as rules see them: each code with the name that was typed for it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bulletinc.i18n import _
from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Block, Indicator, Item, Section, walk
from bulletinc.text.characters import ROMAN_LEVELS, squeeze
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_CODE = pattern(r"[^\d\s、]{1,4}\s{0,9}[^\d\s\w]{1,9}\s{0,9}(\d{1,9})\s*")
_TYPED_CODE = pattern(r"\s*([IVX]{1,4})\W{1,9}(\d{1,9})\s*")
# What an editor meant for a tag, whether it can be read as one or not.
LIKE_A_TAG = pattern(
    r"[（(【［\[]\s{0,3}(?:[Ⅰ-Ⅻⅰ-ⅻ]"
    r"|[IVXＩＶＸlL1１一二三]{1,4})\s{0,3}[-－—–﹣‐‑−_一]{0,3}\s{0,3}\d{1,3}\s{0,3}[^\W\d_]{2}"
)
SEPARATOR = pattern(r"\s*[、，,;；]\s*")


@dataclass(frozen=True, slots=True)
class Use:
    """A code where a tag gives it. ``code`` is canonical (``Ⅲ-58``), ``name`` as it is compared,
    empty where none was typed.

    What follows a code after a 、 and has no code itself is part of the name, because names may
    hold a 、.
    """

    code: str
    code_span: Span
    name: str
    name_span: Span

    @property
    def level(self) -> str:
        """``Ⅲ`` of ``Ⅲ-58``. An indicator and one below it may share a name."""
        return self.code.partition("-")[0]

    @property
    def span(self) -> Span:
        """Code and name."""
        return Span(self.code_span.start, max(self.code_span.end, self.name_span.end))


def uses(context: CheckContext, indicators: Sequence[Indicator] | None = None) -> list[Use]:
    """The codes of these indicators, or of the whole draft, in the order of its text. What has no
    code is no use.
    """
    found: list[Use] = []
    end = -1
    for each in context.all(Indicator) if indicators is None else indicators:
        after_last, end = end, each.span.end
        if each.number is None:
            if (
                found
                and after_last >= 0
                and SEPARATOR.fullmatch(context.text, after_last, each.span.start)
            ):
                found[-1] = (
                    _use(context, found[-1].code, Span(found[-1].code_span.start, each.span.end))
                    or found[-1]
                )
        elif use := _use(context, f"{each.level}-{each.number}", each.span):
            found.append(use)
    return found


def _use(context: CheckContext, code: str, span: Span) -> Use | None:
    typed = _CODE.match(context.text, span.start, span.end)
    if not typed:
        return None
    name = context.text[typed.end() : span.end].rstrip()
    return Use(
        code,
        Span(span.start, typed.end(1)),
        normalise_name(name),
        Span(typed.end(), typed.end() + len(name)),
    )


def normalise_name(name: str) -> str:
    """A name without what does not make it another: blanks, and the width of its signs."""
    return squeeze(unicodedata.normalize("NFKC", name))


def table(context: CheckContext) -> Mapping[str, str]:
    """The office's table: names by canonical code. Empty where the office has settled none."""
    return (
        _canonical(tuple(context.project.indicators.items())) if context.project.indicators else {}
    )


def contrary_to_table(context: CheckContext, names: Mapping[str, str]) -> list[Use]:
    """The uses that do not agree with the table, in the order of the text. In most drafts there is
    none, which is seen at once.
    """
    if all(
        names.get(f"{each.level}-{each.number}") == each.name for each in context.all(Indicator)
    ):
        return []
    return [
        use
        for use in uses(context)
        if use.code not in names or (use.name and use.name != normalise_name(names[use.code]))
    ]


@lru_cache(maxsize=4)
def _canonical(rows: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    found = {}
    for code, name in rows:
        typed = _TYPED_CODE.fullmatch(unicodedata.normalize("NFKC", code).upper())
        found[
            f"{ROMAN_LEVELS[typed[1]]}-{int(typed[2])}"
            if typed and typed[1] in ROMAN_LEVELS
            else code.strip()
        ] = name.strip()
    return found


def codes_of(name: str, table: Mapping[str, str]) -> list[str]:
    """The codes that have this name in the table."""
    return [code for code, each in table.items() if name and normalise_name(each) == name]


def owner(name: str, table: Mapping[str, str]) -> str:
    """A sentence for the editor: whose name this is by the table, or which name there is most like
    it.
    """
    if codes := codes_of(name, table):
        return _("“{name}” is {code}.").format(name=table[codes[0]], code=_(", ").join(codes))
    from difflib import get_close_matches

    near = get_close_matches(name, table.values(), 1) if name else []
    if near:
        return _("Did you mean {code} “{name}”?").format(
            code=codes_of(normalise_name(near[0]), table)[0], name=near[0]
        )
    return _("Look it up in the table of indicators.")


def contradictions(found: Sequence[Use]) -> Iterator[tuple[Use, Use]]:
    """Uses that give a code another name than most do, or a name another code of the same level;
    each with one that it contradicts.

    Where no name, or no code, is the most frequent, all of them contradict each other. Each use
    comes once.
    """
    named = [use for use in found if use.name]
    reported: set[Span] = set()
    for pair in (
        *_minorities(named, lambda use: use.code, lambda use: use.name),
        *_minorities(named, lambda use: use.level + use.name, lambda use: use.code),
    ):
        if pair[0].span not in reported:
            reported.add(pair[0].span)
            yield pair


def _minorities(
    found: Sequence[Use], key: Callable[[Use], str], value: Callable[[Use], str]
) -> Iterator[tuple[Use, Use]]:
    groups: dict[str, list[Use]] = {}
    for use in found:
        groups.setdefault(key(use), []).append(use)
    for group in groups.values():
        counts = Counter(map(value, group)).most_common()
        if len(counts) == 1:
            continue
        even = counts[0][1] == counts[1][1]
        example = {text: next(use for use in group if value(use) == text) for text, _ in counts[:2]}
        for use in group:
            usual = counts[0][0] if value(use) != counts[0][0] else counts[1][0]
            if even or value(use) != counts[0][0]:
                yield use, example[usual]


def reports(blocks: Sequence[Block]) -> Iterator[tuple[Item, ...]]:
    """The items below a heading 【】, or of a body without one, each with those that belong to it.

    A report with chapters of its own is an item and the sections after it; a bracket alone on its
    line, after an attribution that has closed the item, belongs to that item too.
    """
    report: list[Item] = []
    for block in blocks:
        if isinstance(block, Section):
            report += (node for node in walk(block) if isinstance(node, Item))
        elif isinstance(block, Item):
            if report and not (block.label or block.headline or block.lead or block.paragraphs):
                report.append(block)
                continue
            if report:
                yield tuple(report)
            report = [block]
    if report:
        yield tuple(report)

"""The masthead: which of the first lines belong to it.

A line belongs if its marks (issue number, date, secrecy …) say so, or if it ends with a kind word. A plain line belongs only
between such lines: the first is the issuer, or the first half of a name that goes on on the next line. Without an issue
number, a kind word that ends ordinary titles too (报告, 通报) makes no masthead. What the lines say is read in
``masthead_parts``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from bulletinc.kinds import masthead_words, title_words
from bulletinc.parser.automaton import read
from bulletinc.parser.lines import BodyLine
from bulletinc.parser.masthead_parts import ISSUERS_END, MarkedLine, build_masthead, joined, words
from bulletinc.syntax import Masthead, Residue
from bulletinc.text.source import Source, Span

_LONGEST = 120
_LONGEST_WORDS = 40  # beside a mark
_MOST_LINES = 16
_MOST_PLAIN = 2  # one after the other
_MARKS = {"ISSUE_NUMBER", "TOTAL_NUMBER", "DATE", "SECRECY", "URGENCY", "serial", "signer"}
_NUMBERS = {"ISSUE_NUMBER", "TOTAL_NUMBER"}
_MARKUP = "#>* \t"
_PUNCTUATION = "，。；：！？,;:"


class Found(NamedTuple):
    """A masthead and how many of the lines it took."""

    masthead: Masthead | None
    taken: int


def find_masthead(source: Source, lines: Sequence[BodyLine]) -> Found:
    """The masthead at the beginning of the lines."""
    marked: list[MarkedLine] = []
    last = -1  # the last line that belongs by itself
    taken = 0  # how many lines were looked at when it was met
    for count, line in enumerate(lines[:_MOST_LINES], start=1):
        if line.form in ("residue", "rule"):
            continue
        candidate = _marked(source, line)
        if candidate is None or (candidate.named and any(other.named for other in marked)):
            break
        marked.append(candidate)
        if candidate.named or _belongs(candidate):
            last, taken = len(marked), count
        elif last >= 0 and len(marked) - last > _MOST_PLAIN:
            break
    if last < 0:
        return Found(None, 0)
    marked, rest = marked[:last], marked[last:]
    numbered = any(other.kinds() & _NUMBERS for other in marked)
    if not numbered and not any(
        other.named and joined(words(other.parts)).endswith(masthead_words()) for other in marked
    ):
        return Found(None, 0)
    issued = any(not other.named and words(other.parts) for other in marked)
    if (
        rest
        and numbered
        and not issued
        and joined(rest[0].parts).endswith(ISSUERS_END)
        and rest[0].line is lines[taken]
    ):
        marked, taken = [*marked, rest[0]], taken + 1
    residue = tuple(
        Residue(line.span, line.text) for line in lines[:taken] if line.form == "residue"
    )
    span = Span(lines[0].span.start, marked[-1].line.span.end)
    return Found(replace(build_masthead(marked), span=span, residue=residue), taken)


def _marked(source: Source, line: BodyLine) -> MarkedLine | None:
    """The line read as a masthead's; ``None`` where it cannot be one's."""
    start, end = line.span
    if end - start > _LONGEST or line.form not in ("paragraph", "heading", "subtitle"):
        return None
    typed = source.text[start:end]
    text = typed.strip(_MARKUP)
    parts = read(text, start + typed.index(text), "masthead_line").parts if text else ()
    plain = words(parts)
    if not parts or any(sign in word.text for word in plain for sign in _PUNCTUATION):
        return None
    found = MarkedLine(line, parts)
    return found._replace(named=_is_name(joined(plain), numbered=bool(found.kinds() & _NUMBERS)))


def _is_name(text: str, *, numbered: bool) -> bool:
    return text.endswith(masthead_words() + title_words()) and (
        numbered or not text.startswith("关于")
    )


def _belongs(candidate: MarkedLine) -> bool:
    return (
        bool(candidate.kinds() & _MARKS) and len(joined(words(candidate.parts))) <= _LONGEST_WORDS
    )

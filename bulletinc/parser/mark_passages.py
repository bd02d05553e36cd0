"""The passages of a line of the masthead: words, issue, date, and marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from bulletinc.kinds import load_kinds
from bulletinc.parser.automaton import Token
from bulletinc.parser.lines import drawn_together, trimmed
from bulletinc.syntax import Text
from bulletinc.text.source import Span

# Terminals and rules of the grammar that make one passage together, by what the passage is. Every
# other is one of its own.
_PASSAGES = {
    **dict.fromkeys(("WORDS", "STRAY", "ISSUING", "ISSUED_BY"), "words"),
    **dict.fromkeys(
        ("ISSUE_CODE", "ISSUE_YEAR", "TERM", "ISSUE_NUMBER", "TOTAL_NUMBER", "bracket"), "issue"
    ),
    **dict.fromkeys(("DATE", "TIME", "ISSUED_ON"), "date"),
}


class MarkPassage(NamedTuple):
    """Neighbouring pieces of one sort: words, issue, date, or a mark by its name in the grammar."""

    sort: str
    pieces: tuple[Token, ...]
    role: str = ""

    @property
    def text(self) -> Text:
        """The passage as typed; letters spaced out (简　报) are drawn together."""
        text = "".join(piece.text for piece in self.pieces).replace("**", "").strip()
        return Text(Span(self.pieces[0].start, self.pieces[-1].end), drawn_together(text))


def passages_of(parts: Sequence[Token], role: str) -> Iterator[MarkPassage]:
    """The passages of a line.

    White space inside one belongs to it; a known label (增刊) to the number next to it.
    """
    sort = ""
    run: list[Token] = []
    for number, part in enumerate(parts):
        found = sort if part.kind == "SPACE" else _PASSAGES.get(part.kind, part.kind)
        if any(inner.kind == "SECRECY" for inner in part.parts):  # （内部资料，注意保存）
            found = "SECRECY"
        below = parts[number + 1 : number + 2]
        label = found == "words" and part.text in _labels()
        if label and (sort == "issue" or (below and below[0].kind == "ISSUE_NUMBER")):
            found = "issue"
        if found != sort or found not in _PASSAGES.values():
            yield from _passage(sort, run, role)
            sort, run = found, []
        run.append(part)
    yield from _passage(sort, run, role)


def _passage(sort: str, run: Sequence[Token], role: str) -> Iterator[MarkPassage]:
    pieces = tuple(run)
    while pieces and pieces[-1].kind == "SPACE":  # 集团安全环保部 ｜ 2026年8月30日
        pieces = pieces[:-1]
    pieces = trimmed(pieces)
    if pieces and any(piece.text.strip(" |｜·*\t\u3000\n") for piece in pieces):
        yield MarkPassage(sort, pieces, role)


@cache
def _labels() -> frozenset[str]:
    """What stands beside a number and says what sort of issue it is: 增刊, 合刊."""
    return frozenset(label for kind in load_kinds() for label in kind.labels) | {"合刊"}

"""What the lines of a masthead say: name, issue number, issuer, date, and the marks above the name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bulletinc.kinds import load_kinds, masthead_words, title_words
from bulletinc.parser.automaton import Token
from bulletinc.parser.lines import BodyLine, drawn_together, trimmed
from bulletinc.parser.numerals import date_in, number_in
from bulletinc.syntax import Invalid, Masthead, Text
from bulletinc.text import words as word_lists
from bulletinc.text.source import Span

# Terminals and rules of the grammar that make one passage together, by what the passage is. Every other is one of its own.
_PASSAGES = {
    **dict.fromkeys(("WORDS", "STRAY", "ISSUING", "ISSUED_BY"), "words"),
    **dict.fromkeys(
        ("ISSUE_CODE", "ISSUE_YEAR", "ISSUE_NUMBER", "TOTAL_NUMBER", "bracket"), "issue"
    ),
    **dict.fromkeys(("DATE", "TIME", "ISSUED_ON"), "date"),
}

ISSUERS_END = word_lists.words("units.endings", "units.issuer_endings")


class MarkedLine(NamedTuple):
    """A line read as one of the masthead's. ``named``: it ends with a kind word."""

    line: BodyLine
    parts: tuple[Token, ...]
    named: bool = False

    def kinds(self) -> set[str]:
        """Which marks stand on the line, those in brackets as well."""
        return {part.kind for whole in self.parts for part in (whole, *whole.parts)}


class Passage(NamedTuple):
    """Neighbouring pieces of one sort: words, issue, date, or a mark by its name in the grammar."""

    sort: str
    pieces: tuple[Token, ...]

    @property
    def text(self) -> Text:
        """The passage as typed; letters spaced out (简　报) are drawn together."""
        text = "".join(piece.text for piece in self.pieces).replace("**", "").strip()
        return Text(Span(self.pieces[0].start, self.pieces[-1].end), drawn_together(text))


def words(parts: Sequence[Token]) -> tuple[Token, ...]:
    """The words that are no mark."""
    return tuple(part for part in parts if part.kind in ("WORDS", "STRAY"))


def joined(pieces: Sequence[Token]) -> str:
    """The text of the pieces without white space."""
    return "".join("".join(piece.text.split()) for piece in pieces)


def build_masthead(lines: Sequence[MarkedLine]) -> Masthead:
    """The masthead that these lines make. What has no place in it is unplaced."""
    said: dict[str, Passage] = {}  # the first passage of each sort
    name: list[Text] = []
    issue: list[Passage] = []
    plain: list[Passage] = []
    other: list[Passage] = []
    for index, line in enumerate(lines):
        if (
            not line.named
            and any(after.named for after in lines[index + 1 : index + 2])
            and set(_sorts(line)) == {"words"}
        ):
            name.append(Passage("words", trimmed(line.parts)).text)  # 陕南省融资担保体系 / 简　报
            continue
        for passage in _passages(line.parts):
            if passage.sort == "issue":
                issue.append(passage)
            elif (
                line.named
                and passage.sort == "words"
                and joined(passage.pieces).endswith(masthead_words() + title_words())
            ):
                name.append(passage.text)
            elif passage.sort == "words":
                plain.append(passage)
            elif passage.sort in said:
                other.append(passage)
            else:
                said[passage.sort] = passage
    numbers = {
        piece.kind: piece
        for passage in reversed(issue)
        for whole in reversed(passage.pieces)
        for piece in (whole, *whole.parts)
    }
    labels = [
        piece
        for passage in issue
        for whole in passage.pieces
        for piece in (whole, *whole.parts)
        if piece.kind in ("ISSUE_LABEL", "WORDS")
    ]
    # The issuer is what ends like the name of one; where nothing does, the first words beside the name.
    issuer = next(
        (words for words in plain if joined(words.pieces).endswith(ISSUERS_END)),
        plain[0] if plain else None,
    )
    other += [words for words in plain if words is not issuer]
    date = said.get("date")
    return Masthead(
        span=Span(lines[0].line.span.start, lines[-1].line.span.end),
        name=Text(Span(name[0].span.start, name[-1].span.end), " ".join(line.text for line in name))
        if name
        else None,
        name_lines=tuple(name),
        issue=tuple(passage.text for passage in issue),
        issue_number=_number(numbers.get("ISSUE_NUMBER")),
        issue_year=_number(numbers.get("ISSUE_YEAR")),
        issue_code=numbers["ISSUE_CODE"].text.strip() if "ISSUE_CODE" in numbers else None,
        total_number=_number(numbers.get("TOTAL_NUMBER")),
        issue_label=" ".join(label.text for label in labels) or None,
        issuer=_without_issuing(issuer).text if issuer else None,
        issuer_text=issuer.text if issuer else None,
        date=next((date_in(piece.text) for piece in date.pieces if piece.kind == "DATE"), None)
        if date
        else None,
        date_text=date.text if date else None,
        secrecy=_text(said.get("SECRECY")),
        urgency=_text(said.get("URGENCY")),
        serial=_value(said.get("serial")),
        serial_text=_text(said.get("serial")),
        signer=_value(said.get("signer")),
        signer_text=_text(said.get("signer")),
        unplaced=tuple(
            Invalid(passage.text.span, passage.text.text)
            for passage in sorted(other, key=lambda passage: passage.text.span)
        ),
    )


def _passages(parts: Sequence[Token]) -> Iterator[Passage]:
    """The passages of a line. White space inside one belongs to it; a known label (增刊) belongs to the number before it."""
    sort = ""
    run: list[Token] = []
    for part in parts:
        found = sort if part.kind == "SPACE" else _PASSAGES.get(part.kind, part.kind)
        if any(inner.kind == "SECRECY" for inner in part.parts):  # （内部资料，注意保存）
            found = "SECRECY"
        if sort == "issue" and found == "words" and part.text in _labels():
            found = "issue"
        if found != sort or found not in _PASSAGES.values():
            yield from _passage(sort, run)
            sort, run = found, []
        run.append(part)
    yield from _passage(sort, run)


def _passage(sort: str, run: Sequence[Token]) -> Iterator[Passage]:
    pieces = trimmed(tuple(run))
    if pieces:
        yield Passage(sort, pieces)


def _sorts(line: MarkedLine) -> list[str]:
    return [passage.sort for passage in _passages(line.parts)]


def _labels() -> set[str]:
    return {label for kind in load_kinds() for label in kind.labels}


def _without_issuing(issuer: Passage) -> Passage:
    """The issuer without 编 or 主办 after it."""
    kept = trimmed(
        tuple(piece for piece in issuer.pieces if piece.kind not in ("ISSUING", "ISSUED_BY"))
    )
    return issuer._replace(pieces=kept or issuer.pieces)


def _number(piece: Token | None) -> int | None:
    return number_in(piece.text) if piece else None


def _text(passage: Passage | None) -> Text | None:
    return passage.text if passage else None


def _value(passage: Passage | None) -> Text | None:
    """What stands after the mark: the number of 编号：…, the name of 签发人：…"""
    rest = trimmed(passage.pieces[0].parts[1:]) if passage else ()
    return (
        Text(Span(rest[0].start, rest[-1].end), "".join(part.text for part in rest))
        if rest
        else None
    )

"""Lines of the masthead: name, issue number, issuer, date, marks, and what may stand above the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bulletinc.kinds import masthead_words, title_words
from bulletinc.parser.automaton import Token
from bulletinc.parser.survey import Survey, unit_ends
from bulletinc.parser.weights import Candidate, candidate
from bulletinc.text.words import words

ISSUERS_END = words("units.endings", "units.issuer_endings")
_MARKS = frozenset(
    ("ISSUE_NUMBER", "TOTAL_NUMBER", "TERM", "DATE", "SECRECY", "URGENCY", "serial", "signer")
)
_NUMBERS = frozenset(("ISSUE_NUMBER", "TOTAL_NUMBER", "TERM"))
_HAN = re.compile(r"[^\W\d_a-zA-Z]")
_LONGEST_WORDS = 40  # of words next to a mark
_LONGEST_NAME = 40
_ABOVE = re.compile(
    r"[【〔\[（(]?(?:送审稿|讨论稿|征求意见稿|草稿|初稿|校对稿|清样|样稿|内部|附件\s?\d{0,2}\s?[:：]?|第[一二三四五六七八九十\d]+[版稿]"
    r"|保密期限.*|[A-Za-z]{2,6}[-—]\d.*|https?://\S+|\d{4,8}|最\s*高\s*指\s*示)[】〕\]）)]?(?:[（(].{0,12}[）)])?"
)
_BRACKET_NUMBER = re.compile(r"[（(]\s*\d{1,4}\s*[）)]")
_BRACKET_LABEL = re.compile(r"[（(].{2,20}(?:[刊期号辑]|增刊\d?)[）)]")
DOCUMENT_NUMBER = re.compile(
    r"[^\s，。；：:、〔\[（(]{0,20}\s?[〔\[（(【]\s?(?:19|20)\d\d\s?[〕\]）)】]\s?(?:第\s?)?\d{1,4}\s?号"
)


def joined(parts: Sequence[Token]) -> str:
    """The words that are no mark, without white space."""
    return "".join(
        "".join(part.text.split()) for part in parts if part.kind in ("WORDS", "STRAY", "ISSUING")
    )


def kinds(parts: Sequence[Token]) -> set[str]:
    """Which marks stand on a line, those in brackets as well."""
    return {part.kind for whole in parts for part in (whole, *whole.parts)}


def suggest(survey: Survey, index: int) -> Iterator[Candidate]:
    """The roles that a line of the masthead may have."""
    line = survey.lines[index]
    if DOCUMENT_NUMBER.fullmatch(line.text.strip()):
        yield candidate("document-number")
    if index >= survey.limit:
        return
    text = line.text.strip()
    yield candidate(
        "above",
        not _ABOVE.fullmatch(text) and "other line",
        len("".join(text.split())) > _LONGEST_NAME and "long",
        "。" in text and "sentence",
        line.form in ("heading", "brief") and "form of the body",
    )
    parts = survey.masthead_parts(index)
    if not parts:
        return
    plain, marks = joined(parts), kinds(parts)
    if line.hashes < 2:
        yield from _names(survey, index, plain, marks)
    if len(plain) > _LONGEST_WORDS:
        return
    if marks & _MARKS:
        foreign = bool(plain) and not marks & (_NUMBERS - {"TERM"}) and not unit_ends(plain)
        dated = len(parts) > 2 and [part.kind for part in parts[-2:]] == ["SPACE", "DATE"]
        yield candidate(
            "mark",
            foreign and dated and "words and date",
            foreign and not dated and "words",
            line.form == "heading" and "form of the body",
        )
    elif _BRACKET_NUMBER.fullmatch(text) or _BRACKET_LABEL.fullmatch(text):
        yield candidate("mark", "number in brackets")
    elif marks <= {"WORDS", "SPACE", "STRAY", "ISSUING", "ISSUED_BY", "OTHER"} and plain:
        issuing = bool(marks & {"ISSUING", "ISSUED_BY"})
        yield candidate(
            "issuer",
            not issuing and not unit_ends(plain) and "no unit",
            line.form != "paragraph" and "form of the body",
            bool(line.hashes) and "form of the body",
            survey.is_sentence(index + 1) and not issuing and "text below",
        )


def _names(survey: Survey, index: int, plain: str, marks: set[str]) -> Iterator[Candidate]:
    line = survey.lines[index]
    if len(plain) > _LONGEST_NAME or line.form not in ("paragraph", "subtitle") or not plain:
        return
    number_near = any(at in survey.numbered for at in range(index - 2, index + 5))
    above = survey.line(index - 1)
    about = "关于" in plain or (above is not None and "关于" in above.text)
    if is_name(plain):
        title_word = not plain.endswith(masthead_words())
        document_number = any(
            DOCUMENT_NUMBER.fullmatch(below.text.strip())
            for at in range(index + 1, index + 3)
            if (below := survey.line(at))
        )
        yield candidate(
            "name",
            "kind word",
            title_word and not number_near and not document_number and "ends like a title",
            title_word and not number_near and document_number and "document number below",
            number_near and "number near",
            bool(marks & _NUMBERS) and _is_name_below(survey, index) and "another name below",
            about and index not in survey.numbered and "about something",
            all(len(word) == 1 for word in line.text.split()) and "letters apart",
            line.hashes == 1 and "hashes",
        )
        return
    parts_below = survey.masthead_parts(index + 1)
    if (
        parts_below
        and is_name(joined(parts_below))
        and not kinds(parts_below) & _NUMBERS
        and not marks & _MARKS
    ):
        yield candidate(
            "name",
            "above the kind word",
            "关于" in joined(parts_below) and "about something",
            survey.lines[index + 1].apart and "blank line inside",
            unit_ends(plain) and "organisation",
        )
    elif not marks & _MARKS and any(at in survey.numbered for at in range(index + 1, index + 3)):
        yield candidate(
            "name",
            "above the number",
            about and "about something",
            plain.endswith(ISSUERS_END) and "unit",
            not _HAN.search(plain) and "no Han",
            index > 0 and not survey.is_marked(index - 1) and "not the first",
            all(len(word) == 1 for word in line.text.split()) and "letters apart",
        )


def _is_name_below(survey: Survey, index: int) -> bool:
    return any(is_name(joined(survey.masthead_parts(at) or ())) for at in (index + 1, index + 2))


def is_name(plain: str) -> bool:
    """Whether words without white space end as names of bulletins do."""
    return plain.endswith(masthead_words() + title_words())

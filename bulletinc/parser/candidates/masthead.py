"""Lines of the masthead: name, issue number, issuer, date, marks, and what may stand above the
name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from bulletinc.kinds import masthead_words, title_words
from bulletinc.parser.automaton import Token
from bulletinc.parser.survey import Survey, joined, unit_ends
from bulletinc.parser.weights import Candidate, candidate
from bulletinc.text.patterns import pattern
from bulletinc.text.words import words

ISSUERS_END = words("units.endings", "units.issuer_endings")
_MARKS = frozenset(
    ("ISSUE_NUMBER", "TOTAL_NUMBER", "TERM", "DATE", "SECRECY", "URGENCY", "serial", "signer")
)
_ISSUER_PARTS = frozenset(("WORDS", "SPACE", "STRAY", "ISSUING", "ISSUED_BY", "OTHER"))
_NUMBERS = frozenset(("ISSUE_NUMBER", "TOTAL_NUMBER", "TERM"))
_HAN = pattern(r"[^\W\d_a-zA-Z]")
_LONGEST_WORDS = 40  # of words next to a mark
_LONGEST_NAME = 40
_LONGEST_NUMBERED_NAME = 80  # of a name that ends with a kind word, the number right below it
_ABOVE = pattern(
    r"(?:[绝机秘]\s*密(?:\s*★.{0,10})?|[特加平]\s*急|急\s*件"  # 机密★1年 / 特急 / 编号：0012
    r"|(?:[编份]\s*号|№|N[oO][.．])\s*[:：]?\s*[\dA-Za-z-]+)"
    r"|[【〔\[（(]?(?:送审稿|讨论稿|征求意见稿|草稿|初稿|校对稿|清样|样稿|内部|附件\s?\d{0,2}\s?[:：]?|第[一二三四五六七八九十\d]+[版稿]"
    r"|保密期限.*|[A-Za-z]{2,6}[-—]\d.*|https?://\S+|\d{4,8}"
    r"|最\s*高\s*指\s*示)[】〕\]）)]?(?:[（(].{0,12}[）)])?"
)
_BRACKET_NUMBER = pattern(r"[（(]\s*\d{1,4}\s*[）)]")
_BRACKET_LABEL = pattern(r"[（(].{2,20}(?:[刊期号辑]|增刊\d?)[）)]")
_DOCUMENT_NUMBER = pattern(
    r"[^\s，。；：:、〔\[（(]{0,20}\s?[〔\[（(【]\s?(?:19|20)\d\d\s?[〕\]）)】]\s?(?:第\s?)?\d{1,4}\s?号"
)


def kinds(parts: Sequence[Token]) -> set[str]:
    """Which marks stand on a line, those in brackets as well."""
    return {part.kind for whole in parts for part in (whole, *whole.parts)}


def suggest(survey: Survey, index: int) -> Iterator[Candidate]:
    """The roles that a line of the masthead may have."""
    line = survey.lines[index]
    text = line.text.strip()
    if is_document_number(text):
        yield candidate("document-number")
    if index >= survey.limit:
        return
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
    if len(plain) <= _LONGEST_WORDS:
        yield from _marks(survey, index, parts, plain, marks)


def _marks(
    survey: Survey, index: int, parts: Sequence[Token], plain: str, marks: set[str]
) -> Iterator[Candidate]:
    """第3期, （124）, 清溪区水务局编: the marks below a name, and the issuer."""
    line = survey.lines[index]
    text = line.text.strip()
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
    elif marks <= _ISSUER_PARTS and plain:
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
    longest = _LONGEST_NAME
    if plain.endswith(masthead_words()) and index + 1 in survey.numbered:
        longest = _LONGEST_NUMBERED_NAME
    if len(plain) > longest or line.form not in ("paragraph", "subtitle") or not plain:
        return
    if is_name(plain):
        yield _whole_name(survey, index, plain, marks)
        return
    if marks & _MARKS:
        return
    yield from _part_of_name(survey, index, plain)


def _part_of_name(survey: Survey, index: int, plain: str) -> Iterator[Candidate]:
    """A line that is a name by what stands below it: the kind word, or the number."""
    line = survey.lines[index]
    below = survey.masthead_parts(index + 1) or ()
    if is_name(joined(below)) and not kinds(below) & _NUMBERS:
        # 清溪区安委会办公室 / 安全生产情况通报
        yield candidate(
            "name",
            "above the kind word",
            "关于" in joined(below) and "about something",
            survey.lines[index + 1].apart and "blank line inside",
            unit_ends(plain) and "organisation",
        )
    elif any(at in survey.numbered for at in range(index + 1, index + 3)):
        # 清溪之声 / 第3期
        yield candidate(
            "name",
            "above the number",
            _is_about(survey, index, plain) and "about something",
            plain.endswith(ISSUERS_END) and "unit",
            not _HAN.search(plain) and "no Han",
            index > 0 and not survey.is_marked(index - 1) and "not the first",
            _has_letters_apart(line.text) and "letters apart",
        )


def _whole_name(survey: Survey, index: int, plain: str, marks: set[str]) -> Candidate:
    """清溪政务简报: a name that ends with a kind word, or as titles do."""
    line = survey.lines[index]
    number_near = any(at in survey.numbered for at in range(index - 2, index + 5))
    return candidate(
        "name",
        "kind word",
        not number_near and not plain.endswith(masthead_words()) and _like_title(survey, index),
        number_near and "number near",
        bool(marks & _NUMBERS) and _is_name_below(survey, index) and "another name below",
        _is_about(survey, index, plain) and index not in survey.numbered and "about something",
        _has_letters_apart(line.text) and "letters apart",
        line.hashes == 1 and "hashes",
    )


def _like_title(survey: Survey, index: int) -> str:
    """What the lines below a name say that ends like a title: 情况通报 / 清政〔2026〕3号."""
    below = [line for at in (index + 1, index + 2) if (line := survey.line(at))]
    numbered = any(is_document_number(line.text.strip()) for line in below)
    return "document number below" if numbered else "ends like a title"


def _is_about(survey: Survey, index: int, plain: str) -> bool:
    """Whether the line or the one above has the 关于 of a title."""
    above = survey.line(index - 1)
    return "关于" in plain or (above is not None and "关于" in above.text)


def _has_letters_apart(text: str) -> bool:
    """简　报."""
    return all(len(word) == 1 for word in text.split())


def _is_name_below(survey: Survey, index: int) -> bool:
    return any(is_name(joined(survey.masthead_parts(at) or ())) for at in (index + 1, index + 2))


def is_name(plain: str) -> bool:
    """Whether words without white space end as names of bulletins do."""
    return plain.endswith(_name_endings())


@cache
def _name_endings() -> tuple[str, ...]:
    return (*masthead_words(), *title_words())


def is_document_number(text: str) -> bool:
    """Whether a line is nothing but the number of a document: 清政〔2026〕3号."""
    return text.endswith("号") and _DOCUMENT_NUMBER.fullmatch(text) is not None

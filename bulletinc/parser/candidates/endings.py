"""What ends a text: sign-off, annex list, closing notes, annexes, glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletinc.parser.candidates.masthead import ISSUERS_END
from bulletinc.parser.lines import visible
from bulletinc.parser.survey import Survey
from bulletinc.parser.weights import Candidate, candidate
from bulletinc.text.patterns import pattern
from bulletinc.text.words import words

_DAY = pattern(
    r"(?:[12１２]\d{3}"
    r"|[二一][\w○]{3})\s?年\s?\w{1,3}\s?月(?:\s?\w{1,3}\s?日)?(?:\s?\d{1,2}\s?时(?:\s?\d{1,2}\s?分)?)?"
    r"|[12]\d{3}([-/.])\d{1,2}\1\d{1,2}"
)
_SEAL = pattern(r"[（(]\s*(?:盖章|印章|公章|章|代章)\s*[）)]\s*\Z")
_ORGANS_END = (*ISSUERS_END, *words("units.endings", "units.lead_endings", "units.source_endings"))
_ORGAN_AND_DAY = pattern(rf"(?P<organ>[^。；，：]{{2,40}}?)[\s\u3000]+(?P<day>{_DAY.pattern})")
_NOTE = pattern(r"[（(［\[].{2,60}[）)］\]][。.]?")
_NOTE_WORDS = pattern(
    r"此件|此页|联系人|公开|印章|本报|本刊|电话|审阅|未经|发至|整理|主动公开|不予公开|内部|数据|仅供|来稿|欢迎"
)
_INVITES = pattern(r"欢迎.{0,20}(?:来稿|投稿|赐稿)")
_ENTRY = pattern(
    r"(?P<number>\d{1,2}\s?[.．、]\s?)?(?:【(?P<first>[^】]{1,40})】"
    r"|“(?P<second>[^”]{1,40})”(?P<more>[^：:—。]{0,12})(?:[:：]|——)"
    r"|(?P<third>[^：:—，。；【】]{1,24})(?:[:：]|——|--))"
)
_LONGEST_ORGAN = 40  # characters
_FAR_RIGHT = 12  # columns
_NUMBERED = pattern(r"\d{1,2}\s?[.．、)）]|[（(]\d{1,2}[）)]|[①-⑳]")


def suggest(survey: Survey, index: int) -> Iterator[Candidate]:
    """The endings of a text that a line may belong to."""
    line = survey.lines[index]
    text = line.text.strip()
    if line.form == "annex":
        yield from _annex(survey, index)
    elif line.form in ("paragraph", "heading"):
        yield from _sign_off(survey, index, text)
    if line.form == "glossary":
        yield candidate("glossary-heading")
    if line.form == "paragraph" and text[0] in "（(［[" and _NOTE.fullmatch(text):
        yield candidate("closing-note", _NOTE_WORDS.search(text) is None and "other words")
    elif line.form == "paragraph" and _INVITES.match(text):
        yield candidate("closing-note", "invites")


def suggest_entry(survey: Survey, index: int) -> Iterator[Candidate]:
    """An entry of a glossary."""
    text = survey.lines[index].text.strip()
    if term := glossary_term(text):
        marked = text[term[0] - 1 : term[0]] == "【" or text[term[0]] == "“"
        yield candidate("glossary-entry", "marked term" if marked else "plain term")


def suggest_below_annex(survey: Survey, index: int) -> Iterator[Candidate]:
    """The title of an annex, and the further lines of an annex list."""
    line = survey.lines[index]
    text = line.text.strip()
    if len(text) > 60:
        return
    if line.form in ("paragraph", "heading", "section", "signed"):
        yield candidate("annex-title", "。" in text and "sentence")
    if "。" not in text:
        yield candidate(
            "annex-list-more",
            not (_NUMBERED.match(text) or line.indent > 3) and "no number",
            line.apart and "blank line above",
        )


def _annex(survey: Survey, index: int) -> Iterator[Candidate]:
    line = survey.lines[index]
    opening = line.opening.text if line.opening else ""
    rest = visible(line.pieces).strip()
    numbered = re.search(r"[\d一二三四五六七八九十]", opening) is not None
    colon = opening.rstrip().endswith(("：", ":"))
    if not rest:
        yield candidate("annex-label", colon and "colon")
        if colon:
            yield candidate("annex-list", "entries below")
        return
    yield candidate(
        "annex-label",
        "title on the line",
        not numbered and "no number",
        "。" in rest and "sentence",
    )
    if colon:
        yield candidate("annex-list", numbered and "numbered", "。" in rest[:-1] and "sentence")


def _sign_off(survey: Survey, index: int, text: str) -> Iterator[Candidate]:
    line = survey.lines[index]
    early = index < survey.first_sentence and "no text above"
    far_right = line.indent >= _FAR_RIGHT and "far right"
    if _is_day(text):
        # 2026年1月12日
        yield candidate("day", far_right, early)
        return
    both = _ORGAN_AND_DAY.fullmatch(text) if _may_end_in_day(text) else None
    if both and (both["organ"].endswith(_ORGANS_END) or far_right):
        # 清溪区水务局　2026年1月12日
        yield candidate("day", "organ and day", far_right, early)
        return
    organ = _SEAL.sub("", text).rstrip() if text[-1] in "）)" else text
    if _may_sign(survey, index, text) and _is_name_alone(survey, index, organ):
        # 清溪区水务局（印章）
        yield candidate(
            "organ",
            not organ.endswith(_ORGANS_END) and "no unit",
            far_right,
            _SEAL.search(text) is not None and "seal",
            early,
            line.form == "heading" and "numbered",
        )


def _may_sign(survey: Survey, index: int, text: str) -> bool:
    """Whether a line ends as units do, has a seal, stands far right, or has a day below."""
    below = survey.line(index + 1)
    return (
        text.endswith(_ORGANS_END)
        or _SEAL.search(text) is not None
        or survey.lines[index].indent >= _FAR_RIGHT
        or (below is not None and _is_day(below.text.strip()))
    )


def _is_day(text: str) -> bool:
    return _may_end_in_day(text) and _DAY.fullmatch(text) is not None


def _may_end_in_day(text: str) -> bool:
    """Whether the last sign of a line is that of a day or hour: tested before its pattern."""
    return text[-1:] in "月日时分" or text[-1:].isdecimal()


def _is_name_alone(survey: Survey, index: int, organ: str) -> bool:
    """Whether a line without its seal is one short name: no sentence, no list, no label."""
    return (
        len(organ) <= _LONGEST_ORGAN
        and re.search(r"[，。；：:“”]", organ) is None
        and headline_like(survey, index)
    )


def headline_like(survey: Survey, index: int) -> bool:
    """Whether the line stands alone: no sentence, no mark of another part."""
    line = survey.lines[index]
    return survey.is_bare(index) or line.text.rstrip().endswith(("）", ")"))


def glossary_term(text: str) -> tuple[int, int, int] | None:
    """Where a term begins and ends and where its definition begins; ``None`` where a line has no
    term.
    """
    found = _ENTRY.match(text)
    if found is None or not text[found.end() :].strip():
        return None
    if found["first"] is not None:
        return found.start("first"), found.end("first"), found.end()
    if found["second"] is not None:
        return found.start("second") - 1, found.end("more"), found.end()
    return found.start("third"), found.end("third"), found.end()


def organ_and_day(text: str) -> tuple[tuple[int, int] | None, tuple[int, int]] | None:
    """Where the organ and the day stand on a line of a sign-off."""
    if _DAY.fullmatch(text):
        return None, (0, len(text))
    both = _ORGAN_AND_DAY.fullmatch(text)
    return (both.span("organ"), both.span("day")) if both else None

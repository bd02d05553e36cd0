"""Lines between masthead and text: web fields, notes, instructions, contents, subtitle, byline,
addressee.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletinc.parser.candidates.masthead import ISSUERS_END
from bulletinc.parser.lines import visible
from bulletinc.parser.survey import SIGNED, Survey
from bulletinc.parser.weights import Candidate, candidate
from bulletinc.text.patterns import pattern
from bulletinc.text.words import pattern_of, words

_FIELDS = pattern_of("metadata.names")
# 来源：…, and [索引号] QX-2026-0312.
_METADATA = pattern(
    rf"[•·]?\s*(?:(?:{_FIELDS})\s*[:：]|[\[【](?:{_FIELDS})[\]】]\s*[:：]?\s*[^\s。]{{1,40}}\Z)"
)
_SALUTED_BEGIN = words("salutation.begins")
_SALUTED_END = words("salutation.ends", "units.endings", "units.lead_endings")
_NOT_SALUTED = words("salutation.never_has")
_LONGEST_SALUTATION = 120
_OFFICES = words("people.offices", "units.endings", "units.lead_endings", "units.source_endings")
_UNITS_THAT_WRITE = (*ISSUERS_END, "课题组", "调研组", "本刊记者")
_PERSON = r"[^\W\d_a-zA-Z]{1,2}(?:[ \u3000]*[^\W\d_a-zA-Z]){1,3}(?:·[^\W\d_a-zA-Z]{1,8})?"
_NAMED = pattern(rf"(?P<office>[^。；：,;:“”]{{2,40}}?)[ \u3000]+(?P<person>{_PERSON})")
_SPEAKER = pattern(
    r"[〔\[（(](?:反映人|报告人|作者|执笔|撰稿人|整理|课题组(?:成员)?)[:：].{2,50}[〕\]）)]"
)
_WRITER = pattern(rf"(?:本刊|本报)?(?:通讯员|记者|特约撰稿人)[ \u3000:：]+{_PERSON}")
_MEETING = pattern(r"\d\s?日|在")
_DAY = pattern(r"(?:[12]\d{3}|[二一][\w○]{3})\s?年\s?\w{1,3}\s?月(?:\s?\w{1,3}\s?日)?")
_DATE = r"(?:\d{4}\s?[年./-]\s?)?\d{1,2}\s?[月./-]\s?\d{1,2}\s?日?"
_LEADER = pattern(rf"[^\W\d_a-zA-Z]{{2,12}}\s*[（(]?\s*{_DATE}\s*[）)]?")
_LONGEST_SIGNATURE = 30
_TO_LEADER = pattern(r"[^\W\d_a-zA-Z]{2,8}[:：]")
_TITLE_BRACKET = pattern(
    r"[（(](?:续报|初报|终报|第|试行|修订|摘要|节选|[一二三四五六七八九十]).{0,8}[）)]"
)


def suggest(survey: Survey, index: int) -> Iterator[Candidate]:
    """The roles that a line between masthead and text may have."""
    line = survey.lines[index]
    text = line.text.strip()
    if index in survey.echoes.heading:
        yield candidate("contents-heading")
    if index in survey.echoes.entries:
        yield candidate("contents-entry", "listed")
    if _METADATA.match(text) and line.form in ("paragraph", "bullet", "caption"):
        yield candidate("metadata", "known name", "。" in text and "sentence")
    elif line.form == "bullet" and index < 30 and _field_like(text):
        yield candidate("metadata", "unknown name")
    if line.form == "editor_note":
        yield candidate("note")
    if line.form == "instruction":
        whole = bool(visible(line.pieces).strip())
        yield candidate("instruction-heading+text" if whole else "instruction-heading")
    yield from _below_title(survey, index, text)


def suggest_note(survey: Survey, index: int) -> Iterator[Candidate]:
    """The further lines of a note."""
    line = survey.lines[index]
    if line.form in ("paragraph", "heading") and survey.is_sentence(index):
        yield candidate("note-more", line.apart and "blank line above")


def suggest_instruction(survey: Survey, index: int) -> Iterator[Candidate]:
    """What leaders wrote below its heading."""
    line = survey.lines[index]
    if line.form in ("paragraph", "bullet", "subtitle") and _is_signed(line.text.strip()):
        yield candidate("instruction")
    elif line.form == "paragraph":
        below = survey.line(index + 1)
        signed_below = below is not None and _is_signature(below.text.strip())
        yield candidate(
            "instruction",
            not signed_below and "no name and day",
            not signed_below and line.apart and "blank line above",
        )


def _field_like(text: str) -> bool:
    name, colon, _value = text.lstrip("•· ").partition("：" if "：" in text else ":")
    return bool(colon) and 0 < len(name.strip()) <= 12


def _is_signed(text: str) -> bool:
    """请阅处。周明远　4月19日, ——蒋某（县委书记）7月18日, 龚某（6.8), or 张县长：… ."""
    return bool(SIGNED.search(text) or _LEADER.fullmatch(text) or _TO_LEADER.match(text))


def _is_signature(text: str) -> bool:
    """A line of its own with name and day: 程望舒（区委书记）　6月15日."""
    return (
        len(text) <= _LONGEST_SIGNATURE and not set(text) & set("。！？，：") and _is_signed(text)
    )


def _below_title(survey: Survey, index: int, text: str) -> Iterator[Candidate]:
    yield from _subtitle(survey, index, text)
    line = survey.lines[index]
    if line.form != "paragraph" or line.hashes:
        return
    yield from _byline(survey, index, text)
    if is_salutation(text):
        yield candidate(
            "addressee",
            "salutation",
            not text.startswith(_SALUTED_BEGIN) and "units",
            survey.is_sentence(index - 1) and "text above",
        )


def _subtitle(survey: Survey, index: int, text: str) -> Iterator[Candidate]:
    """——在清溪区大会上的讲话, （2026年1月12日）, and the second line of one with a dash."""
    line = survey.lines[index]
    if line.form == "subtitle":
        yield candidate("subtitle", "dash")
    elif line.form == "paragraph" and text[:1] in "（(" and text[-1:] in "）)" and len(text) <= 40:
        yield candidate("subtitle", "in brackets", bool(_DAY.fullmatch(text[1:-1])) and "date")
    above = survey.line(index - 1)
    # ——2026年1月12日在清溪区 / 第六届人民代表大会第五次会议上
    if (
        above
        and above.form == "subtitle"
        and line.form == "paragraph"
        and not survey.is_sentence(index)
    ):
        open_end = _MEETING.search(above.text) is not None and not above.text.endswith(("上", "）"))
        yield candidate("subtitle", "second line", open_end and "goes on")


def _byline(survey: Survey, index: int, text: str) -> Iterator[Candidate]:
    """（作者：林知远）, 本刊记者　林知远, 清溪区人民政府区长　林知远, 区委调研组."""
    if (_SPEAKER if text[0] in "〔[（(" else _WRITER).fullmatch(text):
        yield candidate("byline", "named")
    elif "，" not in text and (named := _named(text)):
        yield candidate(
            "byline",
            "named",
            not named["office"].strip().endswith(_OFFICES) and "no office",
            index in survey.row and "columns",
        )
    elif not survey.is_sentence(index) and text.endswith(_UNITS_THAT_WRITE):
        yield candidate("byline", "unit alone")


def is_byline(text: str) -> bool:
    """An office and a name after a gap: 清溪区人民政府区长　林知远."""
    named = _named(text)
    return named is not None and named["office"].strip().endswith(_OFFICES)


def _named(text: str) -> re.Match[str] | None:
    return _NAMED.fullmatch(text) if " " in text or "\u3000" in text else None


def is_salutation(text: str) -> bool:
    """各位代表：, 同志们：, 各镇人民政府、街道办事处：, 县委：, but not 现将情况报告如下：."""
    called = text.rstrip("：:")
    if (
        called == text
        or len(text) > _LONGEST_SALUTATION
        or any(sign in called for sign in "。！？；：!?;:“")
        or any(word in called for word in _NOT_SALUTED)
    ):
        return False
    bare = re.sub(r"[（(][^（()）]*[）)]", "", called)
    names = [name for name in re.split(r"[、，,\s]+", bare) if name]
    if called.startswith(_SALUTED_BEGIN):
        return not called.startswith("各") or len(names) < 2 or names[-1].endswith(_SALUTED_END)
    return bool(names) and all(name.endswith(_SALUTED_END) for name in names)


def is_title_bracket(text: str) -> bool:
    """（续报二）, （试行）: a bracket that belongs to the title above it."""
    return _TITLE_BRACKET.fullmatch(text) is not None

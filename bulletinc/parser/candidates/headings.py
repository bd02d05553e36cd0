"""Headings of all ranks: sections, numbered headings, headlines and what they run into."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.kinds import masthead_words
from bulletinc.parser import headline, siblings
from bulletinc.parser.candidates.front import is_byline, is_title_bracket
from bulletinc.parser.candidates.masthead import is_document_number
from bulletinc.parser.lines import Line, drawn_together
from bulletinc.parser.survey import Survey, bare, unit_ends
from bulletinc.parser.weights import Candidate, candidate
from bulletinc.text.patterns import pattern
from bulletinc.text.words import words

_SECTION_NAMES = frozenset(words("sections.names"))
_TITLES_END = words("titles.endings")
# Forms of lines that may stand directly below a headline, besides sentences.
_BELOW_HEADLINES = frozenset(
    (
        "heading", "brief", "bullet", "subtitle", "editor_note", "figure", "signed", "instruction",
        "row", "caption", "contents",
    )
)  # fmt: skip
_LONGEST_SECTION = 8  # characters of a section's name without a sign
_LONG, _TOO_LONG, _LONGEST = 36, 45, 90  # characters of a headline or title
_RANKED = pattern(r"第[\d一二三四五六七八九十]+名|[①一二三]等?奖?[：:]|①")
_DATE = pattern(r"[（(]?(?:[12]\d{3}|[二一][\w○]{3})\s?年.{0,12}[月日]\s?[）)]?\Z")


def suggest(survey: Survey, index: int) -> Iterator[Candidate]:
    """The headings that a line may be."""
    line = survey.lines[index]
    named = index in survey.echoes.named
    if line.form == "section":
        yield candidate("section", "brackets", named and "named in the contents")
    elif line.form == "signed":
        yield from _signed(survey, index)
    elif line.form == "heading":
        yield from _numbered(survey, index)
    elif line.form == "paragraph":
        yield from _section(survey, index)
    if line.form in ("paragraph", "signed") and survey.is_bare(index):
        yield from _bare(survey, index)
    elif line.form == "paragraph" and is_title_bracket(line.text.strip()):
        yield candidate("headline-more", "in brackets")


def _signed(survey: Survey, index: int) -> Iterator[Candidate]:
    rank = survey.sign_rank(index)
    sentence = survey.is_sentence(index)
    if rank in ("section", "headline") and bare(survey.lines[index]):
        yield candidate(
            "section" if rank == "section" else "headline",
            "sign",
            sentence and "sentence",
            index in survey.echoes.named and "named in the contents",
            index > 0 and survey.lines[index - 1].form == "figure" and "below a figure",
        )


def _numbered(survey: Survey, index: int) -> Iterator[Candidate]:
    line = survey.lines[index]
    found = siblings.split(line)
    votes = survey.votes.get(index)
    if found is None or votes is None or votes.several:
        return
    role = "heading+text" if found.rest else "heading"
    alone = candidate(role, "numbered", bool(line.hashes) and "hashes")
    yield Candidate(role, alone.cost + votes.heading, (*alone.evidence, "siblings"))


def _section(survey: Survey, index: int) -> Iterator[Candidate]:
    """A section without brackets or sign: 简　讯, a bold line, or a short line above headlines."""
    line = survey.lines[index]
    name = drawn_together(line.text.strip())
    if survey.is_sentence(index) or len(name) > _LONGEST_SECTION or not survey.is_bare(index):
        return
    if name in _SECTION_NAMES:
        yield candidate(
            "section", "known name", index in survey.echoes.named and "named in the contents"
        )
    elif _above_headlines(survey, index):
        yield candidate(
            "section",
            "above headlines",
            index in survey.echoes.named and "named in the contents",
            line.bold and "bold",
            not line.apart and "no blank line above",
        )
    elif survey.sign_rank(index + 1) == "brief":
        yield candidate(
            "section", "above briefs", index in survey.echoes.named and "named in the contents"
        )
    elif line.hashes == 2 and not survey.is_sentence(index):
        yield candidate("section", "hashes")


def _above_headlines(survey: Survey, index: int) -> bool:
    """Whether a headline with its text stands below, after a blank line."""
    below = survey.line(index + 1)
    if below is None or not below.apart or not survey.is_bare(index + 1):
        return False
    if len(below.text) > _LONG or headline.has_loose_comma(below.text):
        return False
    text = index + 2
    while text < index + 4 and (line := survey.line(text)) and _is_below_headline(line):
        text += 1  # a subtitle, a byline
    return len(below.text) > len(survey.lines[index].text) and survey.is_sentence(text)


def _is_below_headline(line: Line) -> bool:
    return line.form == "subtitle" or is_byline(line.text.strip())


def _bare(survey: Survey, index: int) -> Iterator[Candidate]:
    line = survey.lines[index]
    text = bare(line)
    if not text or (line.form == "signed" and survey.sign_rank(index) != "headline"):
        return
    below = survey.line(index + 1)
    evidence = [
        *_shape(survey, index, text),
        index in survey.echoes.named and "named in the contents",
        line.hashes > 0 and "hashes",
        line.bold and "bold",
        survey.is_open(index - 1) and not line.hashes and "goes on with the line above",
        survey.spaced and not line.apart and "no blank line above",
        survey.is_marked(index) and "mark of the masthead",
        survey.is_marked(index - 1)
        and not survey.is_marked(index)
        and not unit_ends(text)  # 清溪区创建办: an issuer, rather
        and "below the masthead",
    ]
    yield candidate(
        "headline",
        "alone",
        *evidence,
        *_below(survey, index, below),
        line.form == "signed" and "sign",
    )
    above = survey.line(index - 1)
    if (
        line.form == "paragraph"
        and above
        and survey.is_bare(index - 1)
        and not survey.is_marked(index - 1)
    ):
        yield _second_line(survey, index, text)


def _shape(survey: Survey, index: int, text: str) -> Iterator[str | bool]:
    """What the words of a line say for or against a headline."""
    length = len(text)
    genre = text.rstrip("）)").endswith(_TITLES_END)
    about = "关于" in text
    yield _length(length, genre=genre, about=about)
    if genre:
        yield "about" if about else "genre"  # 关于开展检查的通知; 检查工作方案
    yield text.endswith(masthead_words()) and not about and "name of a bulletin"
    yield text[-1] in "：:" and "colon"
    yield length > 25 and headline.has_loose_comma(text) and "comma"
    yield text[0] in "（(〔［【" and text[-1] in "）)〕］】" and "in brackets"
    yield drawn_together(text) in _SECTION_NAMES and "name of a section"
    yield headline.begins_text(text) and not genre and "begins with a time"
    yield _DATE.match(text) is not None and "date"
    yield length < 3 and not genre and "very short"
    line = survey.lines[index]
    yield line.pieces[0].kind == "UNIT" and text[-1] not in "：:" and "unit and colon"
    yield "\t" in line.text and "columns"
    found = headline.split(line.pieces, opens_item=False)
    yield found is not None and found.form == "gap" and "gap"


def _length(length: int, *, genre: bool, about: bool) -> str | bool:
    """What the length of a line in characters says against a headline; a title may be longer."""
    if length > _LONGEST and not (genre and about):
        return "much too long"
    if length > _TOO_LONG:
        return "long title" if genre or about else "too long"
    return length > _LONG and not genre and "long"


def _below(survey: Survey, index: int, below: Line | None) -> Iterator[str | bool]:
    """What the line below says for or against a headline."""
    if below is None:
        yield "nothing below"
        return
    yield index + 1 in survey.row and "table below"
    dated = _DATE.match(below.text.strip()) is not None
    yield (
        dated and (unit_ends(bare(survey.lines[index])) or "盖章" in below.text) and "date below"
    )
    if survey.is_bare(index + 1) and not below.apart and len(below.text) <= _TOO_LONG:
        index, below = index + 1, survey.line(index + 2) or below  # a title of two lines
    if is_document_number(below.text.strip()):
        return
    prose = (
        survey.is_sentence(index + 1)
        or survey.is_open(index + 1)
        or _RANKED.match(below.text)
        or below.form in _BELOW_HEADLINES
    )
    yield not prose and index + 1 not in survey.row and "no text below"


def _second_line(survey: Survey, index: int, text: str) -> Candidate:
    """A headline's or title's further line: 老区走访启动 / 我市组织史料征集."""
    line, above = survey.lines[index], survey.lines[index - 1]
    first = bare(above)
    about = ("关于" in first or "关于" in text) and not first.endswith(_TITLES_END)
    return candidate(
        "headline-more",
        "second line",
        index in survey.echoes.second and "named in the contents",
        line.apart and not (about and text.endswith(_TITLES_END)) and "blank line above",
        (line.apart or not survey.spaced)
        and about
        and text.endswith(_TITLES_END)
        and "completes a title",
        not line.apart
        and about
        and text.rstrip("）)").endswith(_TITLES_END)
        and "completes a title",
        len(text) > _TOO_LONG and "too long",
        line.hashes > 0 and "hashes",
        headline.begins_text(text) and "begins with a time",
        text[-1] in "：:" and "colon",
        not survey.is_sentence(index + 1) and "no text below",
    )

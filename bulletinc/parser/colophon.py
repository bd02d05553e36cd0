"""The colophon (版记) with the staff and contact lines around it: its lines → what they say."""

from __future__ import annotations

from collections.abc import Sequence

from bulletinc.parser.automaton import Token, read
from bulletinc.parser.candidates.colophon import label_name, label_sort
from bulletinc.parser.lines import Line
from bulletinc.parser.numerals import date_in, number_in
from bulletinc.parser.survey import Survey
from bulletinc.syntax import Colophon, Distribution, Field, Invalid, Residue, Text
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span
from bulletinc.text.words import words

STAFF = frozenset(words("colophon.staff"))
CONTACTS = frozenset(words("colophon.contacts"))
DISTRIBUTION = frozenset(words("colophon.distribution"))
_EDGES = " \t\u3000*/／|｜"
_DISTRIBUTING = pattern(r".{1,2}[报送发]")  # 分报, 加送: labels of one office
_BIG_GROUPS, _GROUPS = pattern(r"[^；;\n]+"), pattern(r"[^，,\n]+")
_CONTACT = pattern(r"[\d@]|[a-z]\.[a-z]")


class _FoundFields:
    """What was found so far."""

    def __init__(self) -> None:
        self.staff: list[Field] = []
        self.contacts: list[Field] = []
        self.distribution: list[Distribution] = []
        self.unplaced: list[Invalid] = []
        self.residue: list[Residue] = []
        self.copies: Token | None = None
        self.imprint: Token | None = None
        self.keywords: Field | None = None
        self.last = -1  # where the part before ends


def build_colophon(survey: Survey, lines: Sequence[tuple[Line, int | None]]) -> Colophon:
    """The colophon of these lines; a line without an index is residue that stands among them."""
    found = _FoundFields()
    for line, index in lines:
        if index is None:
            found.residue.append(Residue(line.span, line.text))
            continue
        for part in _parts(survey, line, index):
            _take(found, part)
            found.last = part.end
    imprint, copies = found.imprint, found.copies
    parts = {part.kind: part for part in imprint.parts} if imprint else {}
    return Colophon(
        span=Span(lines[0][0].span.start, lines[-1][0].span.end),
        staff=tuple(found.staff),
        contacts=tuple(found.contacts),
        distribution=tuple(found.distribution),
        copies=number_in(copies.text) if copies else None,
        copies_text=_stripped(copies) if copies else None,
        printer=_stripped(parts["PRINTER"]) if "PRINTER" in parts else None,
        printed_on=date_in(parts["PRINTED_ON"].text) if "PRINTED_ON" in parts else None,
        imprint=_stripped(imprint) if imprint else None,
        keywords=found.keywords,
        unplaced=tuple(found.unplaced),
        residue=tuple(found.residue),
    )


def _parts(survey: Survey, line: Line, index: int) -> tuple[Token, ...]:
    """The line's parts; fields in brackets (（联系人：…，电话：…）) are read like others."""
    parts = survey.colophon_parts(index)
    if parts[0].kind != "OTHER" or line.text[0] not in "（(":
        return parts
    text = survey.source.text[line.span.start + 1 : line.span.end - 1]
    if not text.strip():
        return parts
    inner = read(
        text.strip(), line.span.start + 1 + len(text) - len(text.lstrip()), "colophon_line"
    )
    return inner.parts if inner.parts[0].kind in ("field", "COPIES") else parts


def _take(found: _FoundFields, part: Token) -> None:
    span = Span(part.start, part.end)
    distribution = found.distribution
    if part.kind in ("field", "bare_field"):
        _take_field(found, part, span)
    elif part.kind == "COPIES" and found.copies is None:
        found.copies = part
    elif part.kind == "imprint" and found.imprint is None:
        found.imprint = part
    elif (
        part.kind == "OTHER"
        and distribution
        and distribution[-1].span.end == found.last
        and not distribution[-1].text.text.endswith(("。", "."))
        and part.text[:1] not in "（("
    ):
        distribution[-1] = _longer(distribution[-1], part)
    elif part.kind == "residue":
        found.residue.append(Residue(span, part.text))
    elif part.kind != "rule":
        found.unplaced.append(Invalid(span, part.text.strip()))


def _take_field(found: _FoundFields, part: Token, span: Span) -> None:
    name, value = label_name(part), _value(part)
    match label_sort(name):
        case "distribution":
            found.distribution.append(_distribution(span, name, value))
        case "keywords" if found.keywords is None:
            found.keywords = Field(span, name, value)
        case "staff":
            found.staff.append(Field(span, name, value))
        case "contacts":
            found.contacts.append(Field(span, name, value))
        case _ if _DISTRIBUTING.fullmatch(name):
            found.distribution.append(_distribution(span, name, value))
        case _:
            # An unknown label is a field of its own name: a contact where its value looks like one.
            contact = _CONTACT.search(value.text) is not None
            (found.contacts if contact else found.staff).append(Field(span, name, value))


def _value(field: Token) -> Text:
    values = [part for part in field.parts if part.kind in ("FIELD_VALUE", "BARE_VALUE")]
    if not values:
        return Text(Span(field.end, field.end), "")
    whole = "".join(value.text for value in values)
    return _stripped(Token("FIELD_VALUE", values[0].start, values[-1].end, whole))


def _stripped(piece: Token) -> Text:
    text = piece.text.strip(_EDGES).strip()
    start = piece.start + piece.text.index(text)
    return Text(Span(start, start + len(text)), text)


def _distribution(span: Span, label: str, text: Text) -> Distribution:
    """Recipients are the groups between ；, or between ， where there is no ；."""
    parted = "；" in text.text or ";" in text.text
    recipients = []
    for group in (_BIG_GROUPS if parted else _GROUPS).finditer(text.text):
        name = group[0].strip().rstrip("。.")
        if name:
            start = text.span.start + group.start() + group[0].index(name)
            recipients.append(Text(Span(start, start + len(name)), name))
    return Distribution(span, label, text, tuple(recipients))


def _longer(line: Distribution, turnover: Token) -> Distribution:
    """The line with the list that goes on below it.

    Its text is joined; its span covers both lines.
    """
    more = _stripped(turnover)
    joined = Text(Span(line.text.span.start, more.span.end), line.text.text + more.text)
    recipients = _distribution(line.span, line.label, more).recipients
    return Distribution(
        Span(line.span.start, more.span.end), line.label, joined, line.recipients + recipients
    )

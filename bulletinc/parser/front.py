"""What stands between the masthead and the body: metadata, title, subtitle, byline, salutation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bulletinc.parser import headline
from bulletinc.parser.lines import BodyLine, drawn_together, text_of, trimmed, visible
from bulletinc.syntax import Field, Text
from bulletinc.text.source import Span
from bulletinc.text.words import words

_METADATA = frozenset(words("metadata.names"))
_LONGEST_NAME = 12
_LONGEST_SALUTATION = 120
_SALUTED_BEGIN = words("salutation.begins")
_SALUTED_END = words("salutation.ends")
_NOT_SALUTED = words("salutation.never_has")
_NAMED = re.compile(
    r"^[^，。；：,;:（）()“”]{2,30}[ \u3000]+[^\W0-9A-Za-z_]{1,4}(?:·[^\W0-9A-Za-z_]{1,8})?(?:[ \u3000][^\W0-9A-Za-z_])?$"
)
_OFFICES = words("people.offices")
_TITLES_END = words("titles.endings")


class Front:
    """What was found, while it is being found. ``left`` are the lines that remain for the body."""

    def __init__(self) -> None:
        self.title: Text | None = None
        self.subtitle: list[Text] = []
        self.byline: Text | None = None
        self.salutation: Text | None = None
        self.left: list[BodyLine] = []


def find_metadata(lines: Sequence[BodyLine]) -> tuple[list[Field], int]:
    """The fields at the very beginning (``• 索引号：…``), and how many lines they take."""
    fields: list[Field] = []
    for line in lines:
        found = _field(line)
        if found is None:
            break
        fields.append(found)
    if not any(
        field.name in _METADATA for field in fields
    ):  # ordinary points of a list, and not to be hidden
        fields = []
    return fields, len(fields)


def _field(line: BodyLine) -> Field | None:
    pieces = line.pieces
    colon = next(
        (
            index
            for index, piece in enumerate(pieces)
            if piece.kind == "STOP" and piece.text in "：:"
        ),
        None,
    )
    if colon is None or line.form not in ("bullet", "paragraph"):
        return None
    name = "".join(visible(pieces[:colon]).split())
    if not 0 < len(name) <= _LONGEST_NAME or (line.form == "paragraph" and name not in _METADATA):
        return None
    value = trimmed(pieces[colon + 1 :])
    end = line.span.end
    return Field(line.span, name, text_of(value) if value else Text(Span(end, end), ""))


def find_front(lines: Sequence[BodyLine], titled: bool) -> Front:
    """The title and what belongs to it. Without ``titled`` the lines are items, and all of them are left."""
    front = Front()
    if not titled:
        front.left = list(lines)
        return front
    taken = -1  # the last line that belongs to the front
    in_contents = note_waits = False  # a note whose label stands alone waits for its text
    for index, line in enumerate(lines):
        in_contents = line.form == "contents" or (in_contents and not line.apart)
        if in_contents or note_waits or line.form in ("residue", "rule", "editor_note", "bullet"):
            front.left.append(line)
            note_waits = (line.form == "editor_note" and not line.pieces) or (
                note_waits and line.form in ("residue", "rule")
            )
        elif front.salutation is None and _takes(
            front,
            line,
            lines[index + 1 : index + 8],
            turned_over=index == taken + 1 and not line.apart,
        ):
            taken = index
        else:
            front.left += lines[index:]
            break
    return front


def _takes(front: Front, line: BodyLine, ahead: Sequence[BodyLine], *, turned_over: bool) -> bool:
    """Put the line in its place in the front; ``False`` where the body begins.

    ``turned_over``: the line stands directly below the last one of the front, so it may go on with it.
    """
    text = line.text.strip()
    if front.title is None:
        if (
            line.hashes
            or headline.is_bare(line)
            or (line.form == "paragraph" and _is_long_title(line, ahead))
        ):
            front.title = _whole(line)
            return True
        return False
    if _is_salutation(text) and line.form == "paragraph":
        front.salutation = _whole(line)
        return True
    if line.form == "subtitle":
        front.subtitle.append(_whole(line))
        return True
    bracket = (
        line.form == "paragraph"
        and len(line.pieces) == 1
        and line.pieces[0].kind == "FINAL_BRACKET"
    )
    if bracket and front.byline is None:
        front.subtitle.append(_whole(line))
        return True
    if not headline.is_bare(line) or line.hashes:
        return False
    if _is_byline(text):
        front.byline = _whole(line)
        return True
    if front.subtitle and front.byline is None and not _is_closed(front.subtitle[-1].text):
        front.subtitle.append(
            _whole(line)
        )  # ——2026年1月12日在清溪区 / 第六届人民代表大会第五次会议上
        return True
    if not front.subtitle and turned_over:
        front.title = Text(
            Span(front.title.span.start, line.span.end), f"{front.title.text} {text}"
        )
        return True
    if front.subtitle and front.byline is None and _salutation_follows(ahead):
        front.byline = _whole(line)
        return True
    return False


def _whole(line: BodyLine) -> Text:
    return Text(line.span, drawn_together(line.text.strip()))


def _is_closed(subtitle: str) -> bool:
    return subtitle.endswith(("上", "）", ")"))


def _is_salutation(text: str) -> bool:
    """各位代表：, 同志们：, 各镇人民政府、街道办事处：, but not 现将情况报告如下：."""
    called = text.rstrip("：:")
    if (
        called == text
        or len(text) > _LONGEST_SALUTATION
        or any(sign in called for sign in "。！？；：!?;:")
    ):
        return False
    return called.startswith(_SALUTED_BEGIN) or (
        called.endswith(_SALUTED_END) and not any(word in called for word in _NOT_SALUTED)
    )


def _is_byline(text: str) -> bool:
    """An office and a name after a gap: 清溪区人民政府区长　林知远."""
    return bool(_NAMED.match(text)) and text.split(maxsplit=1)[0].endswith(_OFFICES)


def _salutation_follows(ahead: Sequence[BodyLine]) -> bool:
    following = next((line for line in ahead if line.form != "residue"), None)
    return following is not None and _is_salutation(following.text.strip())


def _is_long_title(line: BodyLine, ahead: Sequence[BodyLine]) -> bool:
    """A title longer than a headline may be: it names its sort at the end, and has no stop."""
    text = line.text.strip()
    return (
        len(text) <= 200
        and not any(piece.kind == "STOP" and piece.text in "。；;：:" for piece in line.pieces)
        and text.endswith(_TITLES_END)
        and bool(ahead)
    )

"""What a line of running text holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from bulletinc.text.source import Span


@dataclass(frozen=True, slots=True)
class Text:
    """Typed characters, without line breaks: the lines of a title that was typed on two are
    joined.
    """

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Enumerator:
    """一是, 二是 …: opens one point of an enumeration inside a paragraph."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class UnitLead:
    """The unit that a report in a digest begins with: 区民政局, without its colon (the colon is the
    next text).
    """

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """测评指标: one code of an assessment table, such as Ⅲ-58 城市精细化管理.

    ``level`` is written with the Roman numeral signs Ⅰ to Ⅻ whatever was typed; ``text`` is what
    was typed. ``number`` is ``None`` where the code has no readable number.
    """

    span: Span
    level: str
    number: int | None
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold text, typed as ``**…**``."""

    span: Span
    inlines: tuple[Inline, ...]


Inline: TypeAlias = Text | Strong | Enumerator | UnitLead | Indicator

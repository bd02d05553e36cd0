"""Help texts set by display width: a Chinese character is two columns wide.

Click counts characters and breaks lines at spaces, which Chinese text does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from bulletinc.i18n import _
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Source, Span

_GAP = 2
# What Click adds to the help of an option that takes a number: “[1<=x<=9]”. Ours says it in words.
_RANGE = pattern(r" *\[(?:[0-9.]+<=?)?x(?:[<>]=?[0-9.]+)?\]\Z")
# What is not broken: a word or a single character, with the punctuation that belongs to it.
_PIECE = r"\s+|[（【《“‘]*(?:[!-~]+|\S)[，。；：、！？）】》”’…]*"


class HelpPage(click.HelpFormatter):
    """Click's help page, set by display width."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that says how to call a command."""
        super().write_usage(prog, args, _("Usage: ") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        self.write(" " * self.current_indent + _("{heading}:").format(heading=heading) + "\n")

    def write_text(self, text: str) -> None:
        r"""Write paragraphs, which an empty line separates. One after ``\b`` keeps its lines."""
        indent = " " * self.current_indent
        paragraphs = []
        for paragraph in text.split("\n\n"):
            if paragraph.startswith("\b"):
                lines = paragraph.removeprefix("\b").strip("\n").split("\n")
            else:
                lines = wrap(paragraph, self.width - self.current_indent)
            paragraphs.append("".join(f"{indent}{line}\n" for line in lines))
        self.write("\n".join(paragraphs))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = _GAP
    ) -> None:
        """Write terms and their meanings in two columns.

        A term too long for its column has a line of its own.
        """
        rows = list(rows)
        column = (
            max((width(term) for term, _meaning in rows if width(term) <= col_max), default=0)
            + col_spacing
        )
        indent = " " * self.current_indent
        for term, meaning in rows:
            lines = wrap(
                _RANGE.sub("", meaning), max(self.width - self.current_indent - column, 10)
            )
            first = indent + term
            if lines and width(term) <= column - col_spacing:
                first += " " * (column - width(term)) + lines.pop(0)
            self.write(f"{first}\n" + "".join(f"{indent}{' ' * column}{line}\n" for line in lines))


class Context(click.Context):
    """A context whose help is a HelpPage."""

    formatter_class = HelpPage


class Command(click.Command):
    """A command whose help is a HelpPage."""

    context_class = Context


def width(text: str) -> int:
    """Count the columns that a text takes on a terminal."""
    return Source(text).width(Span(0, len(text)))


def wrap(text: str, columns: int) -> list[str]:
    """Break a text into lines of at most ``columns``, at spaces and between Chinese characters."""
    lines: list[str] = []
    line, space = "", ""
    for piece in re.findall(_PIECE, text):
        if piece.isspace():
            space = " "
        elif not line or width(line + space + piece) <= columns:
            line, space = line + space * bool(line) + piece, ""
        else:
            lines.append(line)
            line, space = piece, ""
    return [*lines, line] if line else lines

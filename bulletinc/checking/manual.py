"""A rule's manual, read from its docstring.

What is wrong and why, an example wrong and right, and all of it in English.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from inspect import cleandoc
from pathlib import Path
from textwrap import dedent
from typing import Literal

from bulletinc.diagnostics import Diagnostic
from bulletinc.parser import parse
from bulletinc.project import FILE, Project, project_of
from bulletinc.rules import Rule, check, check_series
from bulletinc.rules.context import CheckContext
from bulletinc.text.characters import is_wide
from bulletinc.text.source import Source

_ENGLISH = "English:"
# “错：” on a line of its own, and the indented lines below it.
_EXAMPLE = re.compile(
    r"^(?P<mark>错|对|bulletin\.toml)：\n(?P<text>(?:\n|[ \t]+.*(?:\n|$))*)", re.MULTILINE
)
_NEXT_DRAFT = re.compile(r"^—{3,}\n", re.MULTILINE)
_SENTENCE = re.compile(r"(?<=[.?!]) ")


@dataclass(frozen=True, slots=True)
class Manual:
    """What a docstring says. ``chinese`` is all but the English, a line for each paragraph.

    ``summary`` is its first line, ``examples`` what both languages share. A draft in ``wrong`` has
    the defect, one in ``right`` has not. ``settings`` is the bulletin.toml that both are held to.
    """

    rule: Rule
    summary: str
    chinese: str
    english: str
    examples: str
    settings: str
    wrong: tuple[str, ...]
    right: tuple[str, ...]

    @classmethod
    def of(cls, rule: Rule) -> Manual:
        """The manual of a rule. What its docstring lacks is empty."""
        chinese, _mark, english = cleandoc(rule.manual).partition(_ENGLISH)
        joined = _with_joined_lines(chinese.strip())
        found = list(_EXAMPLE.finditer(f"{chinese.rstrip()}\n"))
        texts = [(match["mark"], f"{dedent(match['text']).strip(chr(10))}\n") for match in found]
        return cls(
            rule,
            joined.partition("\n")[0],
            joined,
            " ".join(english.split()),
            "\n\n".join(match[0].rstrip() for match in found),
            "".join(text for mark, text in texts if mark == FILE),
            tuple(text for mark, text in texts if mark == "错"),
            tuple(text for mark, text in texts if mark == "对"),
        )

    @property
    def summary_en(self) -> str:
        """The first sentence in English."""
        return _SENTENCE.split(self.english, 1)[0]

    @property
    def project(self) -> Project:
        """What the examples are held to."""
        return project_of(tomllib.loads(self.settings), Path(FILE))

    def found(self, example: str) -> tuple[Diagnostic, ...]:
        """What the rule finds in one of its examples.

        Those of the series have several drafts, with a line of dashes between them.
        """
        texts = _NEXT_DRAFT.split(example) if self.rule.series else [example]
        drafts = [
            CheckContext(source, parse(source), self.project) for source in map(Source, texts)
        ]
        if self.rule.series:
            return tuple(diagnostic for _number, diagnostic in check_series(drafts, [self.rule]))
        return check(drafts[0], [self.rule])

    @property
    def fix(self) -> Literal["safe", "unsafe"] | None:
        """Whether the wrong examples can be fixed, and how surely.

        The rule is asked: what it does not fix there, it has no fix for.
        """
        fixes = [
            found.finding.fix
            for example in self.wrong
            for found in self.found(example)
            if found.finding.fix
        ]
        return ("safe" if fixes[0].safe else "unsafe") if fixes else None


def _with_joined_lines(text: str) -> str:
    """The text with each paragraph of prose on one line. Examples, which are indented, stay."""
    joined: list[str] = []
    after_prose = False
    for line in text.split("\n"):
        is_prose = bool(line.strip()) and not line[0].isspace() and not _EXAMPLE.match(f"{line}\n")
        if is_prose and after_prose:
            # 写“×× | 或某某” goes on without a space; code | bulletin.toml needs one
            before, wide = joined[-1][-1], is_wide(line[0])
            joined[-1] += line if wide or is_wide(before) else f" {line}"
        else:
            joined.append(line)
        after_prose = is_prose
    return "\n".join(joined)

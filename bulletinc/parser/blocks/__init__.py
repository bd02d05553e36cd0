"""Blocks of several lines: tables, figures, contents, notes, instructions, lists, sign-offs.

One module each.

A module says which roles its lines have, and makes one node of such lines, as far as they belong
together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bulletinc.parser.blocks import (
    annex_list,
    closing_note,
    contents,
    editor_note,
    figure,
    instruction,
    lists,
    sign_off,
    table,
)
from bulletinc.parser.reading import LineRole
from bulletinc.parser.survey import Survey
from bulletinc.syntax import Block


class BlockModule(Protocol):
    """What each module of this room offers.

    ``begins(before, role)``: whether a line of this role begins another block below one of the role
    ``before``.
    """

    ROLES: frozenset[str]  # the roles of the block's lines

    def begins(self, before: str, role: str, /) -> bool:
        """Whether two lines of the block's roles belong to two blocks."""
        ...  # pragma: no cover

    def build(self, survey: Survey, lines: Sequence[LineRole], /) -> Block:
        """Make the node."""
        ...  # pragma: no cover


_MODULES: tuple[BlockModule, ...] = (
    annex_list,
    closing_note,
    contents,
    editor_note,
    figure,
    instruction,
    lists,
    sign_off,
    table,
)
BY_ROLE: dict[str, BlockModule] = {role: module for module in _MODULES for role in module.ROLES}


def end_of_block(survey: Survey, lines: Sequence[LineRole], start: int) -> int:
    """Where the block that begins at ``start`` ends among the lines that were read."""
    module = BY_ROLE[lines[start].role]
    end = start + 1
    while (
        end < len(lines)
        and lines[end].role in module.ROLES
        and lines[end].line == lines[end - 1].line + 1
        and not module.begins(lines[end - 1].role, lines[end].role)
        and not survey.begins_table(lines[end].line)
    ):
        end += 1
    return end

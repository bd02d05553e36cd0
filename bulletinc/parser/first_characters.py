"""Which characters a regular expression may begin with: worked out when the package is built.

In a state of the reader some twenty terminals may come next; two or three of them can begin with
the character that does. The others need neither be tried nor compiled.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from lark import utils

from bulletinc.parser.tables import kind_of

_KINDS = 4  # letter, figure, space and other
_LONGEST_RANGE = 300  # characters: of a longer range none is told from the others of its kind
_IS_OF_CATEGORY = {
    "CATEGORY_SPACE": lambda sign: kind_of(sign) == "space",
    "CATEGORY_DIGIT": lambda sign: kind_of(sign) == "figure",
    "CATEGORY_WORD": lambda sign: kind_of(sign) in ("figure", "letter"),
}
# Python's parser of expressions; Lark knows what it is called in each version.
_parsed = vars(utils)["sre_parse"].parse
_Node: TypeAlias = tuple[Any, Any]  # (operator, operand)


def beginnings(terminals: Mapping[str, str]) -> dict[str, list[str]]:
    """For each character that a terminal names, and for each kind of other characters: which
    terminals may begin with it.

    ``terminals`` are regular expressions by name. A terminal too many does no harm, one too few
    would not be found.
    """
    firsts = {name: _first(_parsed(each))[0] for name, each in terminals.items()}
    named = {sign for nodes in firsts.values() for node in nodes for sign in _named(node)}
    others: dict[str, str] = {}  # by kind, one of the characters that no terminal names
    for sign in map(chr, range(sys.maxunicode)):
        if sign not in named:
            others.setdefault(kind_of(sign), sign)
        if len(others) == _KINDS:
            break
    return {
        key: [name for name, nodes in firsts.items() if any(_matches(node, sign) for node in nodes)]
        for key, sign in [*((sign, sign) for sign in sorted(named)), *others.items()]
    }


def _first(nodes: Iterable[_Node]) -> tuple[list[_Node], bool]:
    """What may match the first character, and whether all of it may match none."""
    firsts: list[_Node] = []
    for node in nodes:
        operator, operand = str(node[0]), node[1]
        if operator in ("AT", "ASSERT", "ASSERT_NOT"):
            continue
        empty = False
        match operator:
            case "SUBPATTERN" | "ATOMIC_GROUP":
                inner, empty = _first(operand[-1] if operator == "SUBPATTERN" else operand)
            case "BRANCH":
                branches = [_first(branch) for branch in operand[1]]
                inner = [each for branch, _ in branches for each in branch]
                empty = any(each for _, each in branches)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                inner, empty = _first(operand[2])
                empty = empty or not operand[0]
            case _:
                inner = [node]
        firsts += inner
        if not empty:
            return firsts, False
    return firsts, True


def _named(node: _Node) -> Iterable[str]:
    operator, operand = str(node[0]), node[1]
    match operator:
        case "LITERAL" | "NOT_LITERAL":
            yield chr(operand)
        case "RANGE" if not _is_long(node):
            yield from map(chr, range(operand[0], operand[1] + 1))
        case "IN":
            for part in operand:
                yield from _named(part)


def _is_long(node: _Node) -> bool:
    return str(node[0]) == "RANGE" and node[1][1] - node[1][0] >= _LONGEST_RANGE


def _matches(node: _Node, sign: str) -> bool:
    operator, operand = str(node[0]), node[1]
    match operator:
        case "LITERAL":
            return sign == chr(operand)
        case "NOT_LITERAL":
            return sign != chr(operand)
        case "RANGE":
            return _is_long(node) or operand[0] <= ord(sign) <= operand[1]
        case "CATEGORY":
            name = str(operand)
            return _IS_OF_CATEGORY[name.replace("NOT_", "")](sign) != ("NOT_" in name)
        case "IN" if str(operand[0][0]) == "NEGATE":
            return not any(_matches(part, sign) for part in operand[1:] if not _is_long(part))
        case "IN":
            return any(_matches(part, sign) for part in operand)
    return True  # any character, or what an earlier group matched

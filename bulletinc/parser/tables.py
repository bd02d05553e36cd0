"""The automaton that Lark makes of the grammar, made once when the package is built: a start needs
neither Lark nor the grammar compiled.

It is plain JSON beside this module, no pickle, and carries the grammar that it was made from: an
automaton of another grammar or of another version is passed over, and the grammar is compiled. It
is never needed, only quicker.
"""

from __future__ import annotations

import json
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from bulletinc.resources import grammar
from bulletinc.text.words import with_words

FILE = Path(__file__).with_name("tables.json")
END = "$END"  # what stands behind the last token
_STARTS = ("line", "text", "strong", "tag", "masthead_line", "colophon_line")


class Tables(NamedTuple):
    """An LALR(1) automaton whose states know which terminals may come next.

    ``actions`` says for each state and symbol: the state to go to, from 0; or ``~number`` of the
    rule that is complete. ``rules`` are the names of rules and the numbers of their parts.
    ``scanners`` says which of ``orders`` the terminals of a state are tried in, ``terminals`` are
    their regular expressions. Which may begin with a character: ``beginners`` at the number that
    ``openers`` has for it, or for its kind. ``starts`` and ``ends``: states by start symbol.
    """

    starts: dict[str, int]
    ends: dict[str, int]
    actions: list[dict[str, int]]
    rules: list[tuple[str, int]]
    scanners: list[int]
    orders: list[list[str]]
    terminals: dict[str, str]
    openers: dict[str, int]
    beginners: list[list[str]]


def kind_of(sign: str) -> str:
    r"""What ``\s``, ``\d`` and ``\w`` take the character for, in every version of Unicode."""
    if sign.isspace():
        return "space"
    if sign.isdecimal():
        return "figure"
    return "letter" if sign == "_" or sign.isalnum() else "other"


def line_grammar() -> str:
    """The grammar of lines, with the words of ``grammar/words.toml`` in their places."""
    return with_words(grammar("bulletin.lark"))


def tables(text: str) -> Tables:
    """The automaton of the grammar, from the file where it was made from that."""
    try:
        stored = json.loads(FILE.read_bytes())
    except (OSError, ValueError):
        stored = {}
    made = stored.get("tables", {})
    if stored.get("made_from") != text or made.keys() != set(Tables._fields):
        return compiled(text)
    made["rules"] = [(name, count) for name, count in made["rules"]]
    return Tables(**made)


def make(text: str) -> str:
    """The automaton of the grammar, as it is stored."""
    return json.dumps(
        {"made_from": text, "tables": compiled(text)._asdict()},
        ensure_ascii=False,
        separators=(",", ":"),
    )


def compiled(text: str) -> Tables:
    """The automaton of the grammar, compiled now.

    The same grammar gives the same numbers: states are counted as they are reached.
    """
    from lark import Lark
    from lark.parsers.lalr_analysis import Shift

    made: Any = Lark(
        text, parser="lalr", lexer="contextual", start=list(_STARTS), maybe_placeholders=False
    ).parser
    table = made.parser._parse_table
    states: dict[Any, int] = {
        table.start_states[start]: number for number, start in enumerate(_STARTS)
    }
    rules: dict[tuple[str, int, int], int] = {}
    orders: dict[tuple[str, ...], int] = {}
    terminals: dict[str, str] = {}
    actions, scanners = [], []
    waiting = list(states)
    for state in waiting:
        row = {}
        for symbol, (action, argument) in sorted(table.states[state].items(), key=itemgetter(0)):
            if action is Shift:
                if argument not in states:
                    states[argument] = len(states)
                    waiting.append(argument)
                row[symbol] = states[argument]
            else:
                row[symbol] = ~rules.setdefault(
                    (str(argument.origin.name), len(argument.expansion), argument.order), len(rules)
                )
        actions.append(row)
        tried = made.lexer.lexers[state].scanner.terminals
        terminals |= {each.name: each.pattern.to_regexp() for each in tried}
        scanners.append(orders.setdefault(tuple(each.name for each in tried), len(orders)))
    starts, ends = (
        {start: states[named[start]] for start in _STARTS}
        for named in (table.start_states, table.end_states)
    )
    return Tables(
        starts,
        ends,
        actions,
        [key[:2] for key in rules],
        scanners,
        [list(order) for order in orders],
        terminals,
        *_openers(terminals),
    )


def _openers(terminals: dict[str, str]) -> tuple[dict[str, int], list[list[str]]]:
    from bulletinc.parser.first_characters import beginnings

    beginners: dict[tuple[str, ...], int] = {}
    openers = {
        sign: beginners.setdefault(tuple(names), len(beginners))
        for sign, names in beginnings(terminals).items()
    }
    return openers, [list(names) for names in beginners]

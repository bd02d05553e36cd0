"""The costs of reading: what speaks for and against each role, and which role may follow which.

They are data, ``grammar/document.toml``; each has the typed example that needs it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import NamedTuple

from bulletinc.i18n import language
from bulletinc.resources import grammar


class Candidate(NamedTuple):
    """A role that a line may have, what that costs, and the evidence by its names in
    ``document.toml``.
    """

    role: str
    cost: float
    evidence: tuple[str, ...]


class Weights(NamedTuple):
    """``evidence``: cost by role and name.

    ``follow``: cost by role and the role after it; ``*`` is any other.

    ``part``: in which part of a bulletin a role stands. ``roles`` and ``words`` are for people.
    """

    evidence: dict[str, dict[str, float]]
    follow: dict[str, dict[str, float]]
    part: dict[str, int]
    roles: dict[str, tuple[str, str]]
    words: dict[str, str]


@cache
def weights() -> Weights:
    """The costs in ``grammar/document.toml``."""
    data = tomllib.loads(grammar("document.toml"))
    parts = {role: number for number, roles in enumerate(data["parts"]) for role in roles}
    return Weights(data["evidence"], data["follow"], parts, data["roles"], data["words"])


def candidate(role: str, *evidence: str | bool) -> Candidate:
    """A role with the sum of its evidence; what is ``False`` or empty does not count."""
    names = tuple([name for name in filter(None, evidence) if isinstance(name, str)])
    if not names:
        return Candidate(role, 0.0, ())
    costs = weights().evidence[role]
    return Candidate(role, sum([costs[name] for name in names]), names)


@cache
def follow(before: str, role: str) -> float:
    """What it costs that a role follows another. ``start`` and ``end`` are roles too."""
    table = weights()
    row = table.follow.get(before, {})
    if role in row or role == "end":
        return row.get(role, 0.0)
    after = table.follow.get(f"> {role}", {})
    if before in after:
        return after[before]
    if "*" in after:
        return after["*"]
    if "*" in row:
        return row["*"]
    first, second = table.part.get(before, 0), table.part.get(role, len(table.part))
    if before == "start":
        return 0.0
    return 0.0 if second >= first else 12.0


def role_name(role: str) -> str:
    """What a role is called in the user's language."""
    english, chinese = weights().roles[role]
    return english if language() == "en" else chinese


def evidence_name(name: str) -> str:
    """What a piece of evidence is called in the user's language; its English name is its key."""
    return name if language() == "en" else weights().words[name]

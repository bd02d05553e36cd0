"""Which rules a draft is held to.

All of them, but for what its office and the user select, ignore and weigh otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from bulletinc.checking.suppression import idle_waiver, unused_suppression
from bulletinc.diagnostics import Severity
from bulletinc.errors import BulletinError, suggestion
from bulletinc.i18n import _
from bulletinc.project import FILE, Project
from bulletinc.rules import Rule, load_rules, rule_of
from bulletinc.toml import hide_text

_CODE = 4  # letters and digits


@cache
def all_rules() -> tuple[Rule, ...]:
    """The rules of :mod:`bulletinc.rules` and those about suppressions, by their codes."""
    own = map(rule_of, (unused_suppression, idle_waiver))
    return tuple(sorted((*load_rules(), *own), key=lambda rule: rule.code))


def rule_named(word: str, file: str = "") -> Rule:
    """The rule of this code or name.

    ``file`` is where it was found, for the message. Raises :class:`BulletinError`.
    """
    for rule in all_rules():
        if word.upper() == rule.code or word == rule.name:
            return rule
    raise _unknown(word, file)


def selected(
    project: Project, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> tuple[Rule, ...]:
    """The rules for the drafts of a project.

    Each word is a code, the beginning of a code, or a name.

    ``select`` stands in place of all that the project selects and ignores; ``ignore`` comes on top
    of either. Raises :class:`BulletinError` for a word that names no rule.
    """
    taken, left = rules_named(select), rules_named(ignore)
    try:
        return _selected(project, taken, left)
    except BulletinError as error:
        if project.quotable or project.folder is None:
            raise
        raise hide_text(error, project.folder / FILE) from None


def _selected(project: Project, taken: frozenset[Rule], left: frozenset[Rule]) -> tuple[Rule, ...]:
    file = _("{path}: ").format(path=project.folder / FILE) if project.folder else ""
    severities = {
        rule.code: weight
        for word, weight in project.severities.items()
        for rule in [rule_named(word, file)]
    }
    for suppression in project.suppressions:
        rules_named([suppression.code], file)
    if not taken:
        taken = rules_named(project.select, file) or frozenset(all_rules())
        left |= rules_named(project.ignore, file)
    return tuple(
        replace(rule, severity=Severity(severities[rule.code]))
        if severities.get(rule.code, rule.severity) != rule.severity
        else rule
        for rule in all_rules()
        if rule in taken and rule not in left
    )


def rules_named(words: Iterable[str], file: str = "") -> frozenset[Rule]:
    """The rules that the words name.

    ``file`` is where they were found, for the message. Raises :class:`BulletinError`.
    """
    found: set[Rule] = set()
    for word in words:
        rules = {
            rule for rule in all_rules() if rule.name == word or rule.code.startswith(word.upper())
        }
        if not rules:
            raise _unknown(word, file)
        found |= rules
    return frozenset(found)


def _unknown(word: str, file: str) -> BulletinError:
    known = [rule.name if len(word) > _CODE else rule.code for rule in all_rules()]
    return BulletinError(
        _("{file}There is no rule “{name}”.").format(file=file, name=word),
        suggestion(word, known, _("“bulletinc rules” lists them all.")),
    )

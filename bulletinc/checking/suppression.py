"""Findings that an office accepts, by ``[[check.suppress]]`` in its bulletin.toml."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from bulletinc.diagnostics import Diagnostic, Finding
from bulletinc.i18n import _
from bulletinc.project import Project, Suppression
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import Span

UNUSED = "X001"


@rule(UNUSED)
def unused_suppression(context: CheckContext) -> Iterator[Finding]:
    """bulletin.toml 里免报的问题，这份文稿里已经没有了。

    免报一条（[[check.suppress]]），是说这份文稿的这个问题知道了、不改。
    问题改掉以后，这一条就没有用处；留着它，以后再出同样的问题就没人看见。
    从 bulletin.toml 里删去这一条，或者把文件名、代码改对。

    English: bulletin.toml suppresses a finding that this draft does not have. Take the entry out of
    bulletin.toml, or correct its file or code; left there, it would hide the next defect of this
    sort.
    """
    del context  # a draft alone does not tell: see report_unused
    return iter(())


def report_unused(unused: Iterable[Suppression]) -> Iterator[Finding]:
    """Report suppressions that no finding falls under, though all their drafts were checked."""
    for each in unused:
        yield Finding(
            Span(0, 0),
            _("bulletin.toml suppresses {code} in “{file}”, but there is no such finding.").format(
                code=each.code, file=each.file
            ),
            _("Delete this [[check.suppress]] from bulletin.toml, or correct its file or code."),
        )


def parted(
    found: Iterable[Diagnostic], path: Path, project: Project
) -> tuple[tuple[Diagnostic, ...], frozenset[Suppression]]:
    """The findings that are not suppressed, and the suppressions that the others fall under."""
    ours = [each for each in project.suppressions if is_meant(path, each)]
    if not ours:
        return tuple(found), frozenset()
    kept, used = [], set()
    for diagnostic in found:
        covering = {
            each
            for each in ours
            if diagnostic.name == each.code or diagnostic.code.startswith(each.code.upper())
        }
        used |= covering
        if not covering:
            kept.append(diagnostic)
    return tuple(kept), frozenset(used)


def is_meant(path: Path, suppression: Suppression) -> bool:
    """Whether a suppression is for this draft, by its path from the suppression's folder."""
    return fnmatch(_seen_from(suppression.folder, path), suppression.file)


def is_complete(suppression: Suppression, checked: Iterable[Path], *, series: bool) -> bool:
    """Whether all drafts that a suppression could be for were checked: only then is it unused.

    A finding of the ``series`` also needs the other drafts of its folder.
    """
    done = {_absolute(path) for path in checked}
    meant = {path for path in suppression.folder.rglob("*.txt") if is_meant(path, suppression)}
    if series:
        meant |= {beside for path in meant for beside in path.parent.glob("*.txt")}
    return {_absolute(path) for path in meant} <= done


def _seen_from(folder: Path, path: Path) -> str:
    return Path(os.path.relpath(_absolute(path), _absolute(folder))).as_posix()


def _absolute(path: Path) -> str:
    return os.path.abspath(path)

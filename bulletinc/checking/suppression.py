"""Findings that an office accepts, by ``[[check.suppress]]`` in its bulletin.toml."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

from bulletinc.diagnostics import Diagnostic, Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.project import Project, Suppression
from bulletinc.rules import Rule, load_rules, rule
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import Span
from bulletinc.text.waivers import Waiver, find_waivers

UNUSED = "X001"
IDLE = "X002"


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


@rule(IDLE)
def idle_waiver(context: CheckContext) -> Iterator[Finding]:
    """稿件里的“不查”行，管的那一行已经没有这个问题，或者写得不对。

    单独一行写“%% 不查 W021：原件如此”，下面那一行的这个问题就不再报，这一行也不会印出来。代码可以写
    几个，用顿号隔开；冒号后面写理由。问题改掉以后，这一行就没有用处，留着会把以后的同样问题也瞒过去，
    应当删去。代码写错、没写理由、下面没有正文的，也在这里报。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        %% 不查 W008：原件如此
        【文明实践】　白河镇：近日，志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        %% 不查 W008：原件如此
        【文明实践】　白河镇：近日，，志愿者清理河道。

    English: A waiver “%% ignore W021: as in the original” keeps quiet about the line below it,
    which has no such finding; or it names no rule, or gives no reason.
    """
    del context  # what was found decides: see heeded
    return iter(())


def heeded(
    context: CheckContext, found: Iterable[Diagnostic], rules: Iterable[Rule]
) -> tuple[Diagnostic, ...]:
    """The findings without those that a waiver in the draft keeps quiet, and with one for each
    waiver that keeps nothing quiet.

    ``rules`` are those that were asked: a waiver for others is not called idle.
    """
    waivers = find_waivers(context.text)
    if not waivers:
        return tuple(found)
    rules = tuple(rules)
    kept, used = [], set()
    for diagnostic in found:
        covering = [
            each
            for each in waivers
            if each.covered.start <= diagnostic.span.start < each.covered.end
            and each.reason
            and any(_names(code, diagnostic.code, diagnostic.name) for code in each.codes)
        ]
        used.update(covering)
        if not covering:
            kept.append(diagnostic)
    told = next((each for each in rules if each.code == IDLE), None)
    if told:
        kept += [
            Diagnostic(IDLE, told.name, told.severity, finding)
            for each in waivers
            if each not in used and (finding := _idle(each, rules))
        ]
    return tuple(sorted(kept, key=lambda diagnostic: (diagnostic.span, diagnostic.code)))


def _names(code: str, rule_code: str, name: str) -> bool:
    """Whether a code as written, the beginning of one, or a name means a rule."""
    return name == code or rule_code.startswith(code.upper())


def _idle(waiver: Waiver, rules: Sequence[Rule]) -> Finding | None:
    """What is wrong with a waiver that keeps nothing quiet."""
    if not waiver.codes or not waiver.reason:
        return Finding(
            waiver.span,
            _("This waiver names no rule, or gives no reason."),
            _("Write it as “%% 不查 W021：…”, with the code of the rule and the reason."),
        )
    meant = [rule for rule in rules if any(_names(c, rule.code, rule.name) for c in waiver.codes)]
    if any(rule.series for rule in meant) or (not meant and len(rules) < len(load_rules())):
        return None
    if not meant:
        return Finding(
            waiver.span,
            _("There is no rule {code}.").format(code="、".join(waiver.codes)),
            _("“bulletinc rules” lists all rules."),
        )
    return Finding(
        waiver.span,
        _("The line below has no finding {code}.").format(code="、".join(waiver.codes)),
        _("Delete this line."),
        Fix(_("Delete the waiver."), (Edit(waiver.span, ""),), safe=False),
    )


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
        covering = {each for each in ours if _names(each.code, diagnostic.code, diagnostic.name)}
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

"""Check drafts: by which rules, what they find in each and in its folder, and what fixes change."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bulletinc import files, readers
from bulletinc.checking import fixing
from bulletinc.checking.selection import rules_named, selected
from bulletinc.checking.suppression import (
    UNUSED,
    heeded,
    is_complete,
    is_meant,
    parted,
    report_unused,
)
from bulletinc.diagnostics import Diagnostic
from bulletinc.drafts import SOURCE_SUFFIX
from bulletinc.errors import BulletinError, Defect
from bulletinc.i18n import _
from bulletinc.options import CheckOptions
from bulletinc.parser import parse
from bulletinc.pictures.picture_file import PictureFolder
from bulletinc.project import Project, Suppression, find_project
from bulletinc.rules import Rule
from bulletinc.rules import check as found_in
from bulletinc.rules import check_series as found_in_series
from bulletinc.rules.context import CheckContext
from bulletinc.text.foreign_charset import NAMES as FOREIGN_CHARSETS
from bulletinc.text.source import Source, quoted, refuse_foreign_charset
from bulletinc.workers.bounds import Bounds, Lost, processors
from bulletinc.workers.losses import loss_error

_FEW = 50  # drafts, if they are short; these are checked before other processes have started
_LIGHT_BYTES = 64_000
_MANY = 25  # drafts for each further process
_CHUNK = 16  # drafts that a process gets at once: each takes but milliseconds


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """One draft to check: what messages call it, and where it lies, which decides its project.

    ``data`` is there already where it came by another way than from ``path``.
    """

    name: str
    path: Path
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft checked: what was found in it, or the error that stopped it.

    Where that came before the draft could be read, there is none.

    If fixes were made, ``draft`` is the draft after them, not yet written, ``before`` its source
    before them and ``fixed`` their number. ``used`` are the suppressions that findings fell under.
    """

    request: CheckRequest
    draft: CheckContext | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    error: Exception | None = None
    before: Source | None = None
    fixed: int = 0
    used: frozenset[Suppression] = frozenset()

    @property
    def name(self) -> str:
        """What messages call the draft."""
        return self.request.name


_Plan = tuple[CheckRequest, CheckOptions, Project, tuple[Rule, ...]]


def check(
    requests: Iterable[CheckRequest],
    options: CheckOptions | None = None,
    advance: Callable[[], None] = lambda: None,
) -> tuple[Checked, ...]:
    """Check drafts, in the order given; ``advance`` is called after each.

    Whatever goes wrong with one is its ``error``, and the next is checked. Writes nothing.

    Raises :class:`BulletinError` if ``options`` names a rule that there is not.
    """
    options = options or CheckOptions()
    selected(Project(), options.select, options.ignore)
    requests = tuple(requests)
    settled = {
        folder: _settled(folder, options)
        for folder in dict.fromkeys(request.path.parent for request in requests)
    }
    rules = {
        folder: () if isinstance(at, BulletinError) else at[1] for folder, at in settled.items()
    }
    waiting = iter(
        _checked(
            [
                (request, options, *at)
                for request in requests
                if not isinstance(at := settled[request.path.parent], BulletinError)
            ],
            advance,
        )
    )
    results = [
        Checked(request, error=at)
        if isinstance(at := settled[request.path.parent], BulletinError)
        else next(waiting)
        for request in requests
    ]
    return _with_unused(_with_series(results, rules), rules)


def check_one(request: CheckRequest, options: CheckOptions) -> Checked:
    """Check one draft by itself, in this process. What goes wrong is its ``error``."""
    settled = _settled(request.path.parent, options)
    if isinstance(settled, BulletinError):
        return Checked(request, error=settled)
    return _check((request, options, *settled))


def count(draft: CheckContext, path: Path) -> int:
    """How many findings there are in a draft by itself. See :func:`found_alone`."""
    return len(found_alone(draft, path))


def found_alone(draft: CheckContext, path: Path) -> tuple[Diagnostic, ...]:
    """The findings in a draft by itself, as its project would have it checked.

    ``path`` is where it lies.

    Raises :class:`BulletinError` if the project names a rule that there is not.
    """
    return _found(draft, path, selected(draft.project))[0]


def rules_of(folder: Path, options: CheckOptions) -> tuple[Rule, ...]:
    """The rules for the drafts of a folder. Raises :class:`BulletinError` for one there is not."""
    return selected(find_project(folder), options.select, options.ignore)


def _settled(
    folder: Path, options: CheckOptions
) -> tuple[Project, tuple[Rule, ...]] | BulletinError:
    try:
        project = find_project(folder)
        return project, selected(project, options.select, options.ignore)
    except BulletinError as error:
        return error


def _checked(plans: Sequence[_Plan], advance: Callable[[], None]) -> list[Checked]:
    """Carry out each plan, in watched processes if there is more to do than starting one takes."""
    if len(plans) <= _FEW and all(_is_light(plan[0]) for plan in plans):
        return [_check_and_tell(plan, advance) for plan in plans]
    from bulletinc.workers import pool

    workers = min(processors(), 1 + len(plans) // _MANY)
    numbered = list(enumerate(plans))
    results: dict[int, Checked] = {}
    for (number, plan), result in pool.run(_check_numbered, numbered, workers, chunk=_CHUNK):
        results[number] = (
            result
            if isinstance(result, Checked)
            else Checked(plan[0], error=_failure(plan[0].name, result))
        )
        advance()
    return [results[number] for number, _plan in numbered]


def _check_and_tell(plan: _Plan, advance: Callable[[], None]) -> Checked:
    checked = _check(plan)
    advance()
    return checked


def _is_light(request: CheckRequest) -> bool:
    """Whether a draft is a short text, as an ordinary issue is.

    All rules are linear in its length.
    """
    if request.data is not None:
        return len(request.data) <= _LIGHT_BYTES
    try:
        status = os.stat(request.path)
    except OSError:
        return True  # which reading it will tell
    return (
        request.path.suffix == SOURCE_SUFFIX
        and stat.S_ISREG(status.st_mode)
        and status.st_size <= _LIGHT_BYTES
    )


def _check_numbered(numbered: tuple[int, _Plan]) -> Checked:
    return _check(numbered[1])


def _failure(name: str, error: Exception) -> Exception:
    return loss_error(name, error, Bounds()) if isinstance(error, Lost) else error


def _check(plan: _Plan) -> Checked:
    request, options, project, rules = plan
    try:
        source = readers.source_of(
            files.read(request.path) if request.data is None else request.data, request.name
        )
        _refuse_to_fix(source, options)
        draft = CheckContext(
            source, parse(source, options.kind), project, PictureFolder(request.path.parent)
        )
        fixes = 0
        if options.fixes != "none":
            draft, fixes = fixing.fixed(
                draft,
                lambda each: _found(each, request.path, rules)[0],
                unsafe=options.fixes == "all",
                kind=options.kind,
            )
        found, used = _found(draft, request.path, rules)
    except Exception as error:
        return Checked(
            request, error=error if isinstance(error, BulletinError) else Defect.of(error)
        )  # it may come from another process
    return Checked(request, draft, found, before=source if fixes else None, fixed=fixes, used=used)


def _found(
    draft: CheckContext, path: Path, rules: Iterable[Rule]
) -> tuple[tuple[Diagnostic, ...], frozenset[Suppression]]:
    """The findings in a draft, and the suppressions that others fall under."""
    rules = tuple(rules)
    kept, used = parted(found_in(draft, rules), path, draft.project)
    return heeded(draft, kept, rules), used


def _refuse_to_fix(source: Source, options: CheckOptions) -> None:
    if options.fixes != "none" and source.encoding in FOREIGN_CHARSETS:
        refuse_foreign_charset(source.data, source.name)
    if source.paragraphs and options.fixes != "none":
        raise BulletinError(
            _("{path}: a Word document is only checked, not corrected.").format(path=source.name),
            _(
                "Correct it in Word at the places that “bulletinc check” shows, or make a "
                "draft of it first: {command}"
            ).format(command=f"bulletinc import {quoted(source.name)}"),
        )


def _with_series(results: Sequence[Checked], rules: dict[Path, tuple[Rule, ...]]) -> list[Checked]:
    """Add what the rules of the series find in each folder with at least two drafts."""
    results = list(results)
    for folder, chosen in rules.items():
        if not any(rule.series for rule in chosen):
            continue
        drafts = [
            (number, result.draft, result)
            for number, result in enumerate(results)
            if result.draft and result.request.path.parent == folder and result.request.data is None
        ]
        if len(drafts) < 2:
            continue
        drafts.sort(key=lambda each: _order(each[1], each[2]))
        try:
            found = found_in_series([draft for _number, draft, _result in drafts], chosen)
        except Exception as error:
            first = drafts[0][0]
            results[first] = replace(results[first], error=error)
            continue
        for place, diagnostic in found:
            number, draft, _result = drafts[place]
            result = results[number]
            kept, used = parted([diagnostic], result.request.path, draft.project)
            kept = heeded(draft, kept, ())
            results[number] = replace(
                result, diagnostics=_in_order(*result.diagnostics, *kept), used=result.used | used
            )
    return results


def _in_order(*diagnostics: Diagnostic) -> tuple[Diagnostic, ...]:
    return tuple(sorted(diagnostics, key=lambda each: (each.span, each.code)))


def _order(draft: CheckContext, result: Checked) -> tuple[str, int, int, int, str, str]:
    """By series, year and number; a date may be the very thing that is wrong."""
    masthead = draft.document.masthead
    if masthead is None:
        return ("", 0, 0, 0, "", result.name)
    year = masthead.issue_year or int((masthead.date or "0")[:4])
    name = masthead.name.text if masthead.name else ""
    return (
        name,
        year,
        masthead.issue_number or 0,
        masthead.total_number or 0,
        masthead.date or "",
        result.name,
    )


def _with_unused(
    results: Sequence[Checked], rules: dict[Path, tuple[Rule, ...]]
) -> tuple[Checked, ...]:
    """Add a finding to the first draft that an unused suppression is for.

    Only where all drafts were checked that it could be for.
    """
    results = list(results)
    paths = [result.request.path for result in results if result.draft]
    judged = {each for result in results for each in result.used}
    for number, result in enumerate(results):
        chosen = {rule.code: rule for rule in rules[result.request.path.parent]}
        if result.draft is None or UNUSED not in chosen:
            continue
        unused = []
        for each in result.draft.project.suppressions:
            if each in judged or not is_meant(result.request.path, each):
                continue
            judged.add(each)
            named = rules_named([each.code])
            series = any(rule.series for rule in named)
            if {rule.code for rule in named} <= chosen.keys() and is_complete(
                each, paths, series=series
            ):
                unused.append(each)
        if unused:
            told = [
                Diagnostic(UNUSED, chosen[UNUSED].name, chosen[UNUSED].severity, each)
                for each in report_unused(unused)
            ]
            results[number] = replace(result, diagnostics=_in_order(*result.diagnostics, *told))
    return tuple(results)

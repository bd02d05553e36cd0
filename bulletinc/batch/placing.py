"""What ``[build]`` of ``bulletin.toml`` settles for each draft: formats, folder and file name.

What the command line says comes first.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from bulletinc import compiler, files
from bulletinc.drafts import Job
from bulletinc.errors import BulletinError, suggestion
from bulletinc.i18n import _
from bulletinc.project import FILE, Project, find_project
from bulletinc.project.build_form import fill_name
from bulletinc.render import formats as all_formats
from bulletinc.syntax import Document
from bulletinc.text.characters import squeeze
from bulletinc.text.source import decode

DEFAULT_FORMATS = ("html", "pdf")


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """Drafts that are made into the same formats."""

    formats: tuple[str, ...]
    jobs: tuple[Job, ...]


def plan(
    jobs: Iterable[Job], formats: tuple[str, ...] | None = None, folder: Path | None = None
) -> tuple[BuildPlan, ...]:
    """Parts the drafts by their formats, and gives each the place of its outputs.

    ``formats`` and ``folder`` are what the command line says. Raises BulletinError for a format in
    ``bulletin.toml`` that does not exist. Any other mistake there is left to the build to report.
    """
    project_in = cache(_project)
    parts: dict[tuple[str, ...], list[Job]] = {}
    for job in jobs:
        project = Project() if job.path is None else project_in(job.path.parent)
        chosen = formats or _checked_formats(project) or DEFAULT_FORMATS
        parts.setdefault(chosen, []).append(_placed(job, project, keep_folder=folder is not None))
    return tuple(BuildPlan(chosen, tuple(part)) for chosen, part in parts.items())


def _project(folder: Path) -> Project:
    try:
        return find_project(folder)
    except BulletinError:
        return Project()


def _checked_formats(project: Project) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.lower() for name in project.build.formats))
    for name in names:
        if name not in all_formats():
            raise BulletinError(
                _("{path}: {key} names “{name}”, which is no output format.").format(
                    path=(project.folder or Path()) / FILE, key="build.formats", name=name
                ),
                suggestion(name, all_formats()),
            )
    return names


def _placed(job: Job, project: Project, *, keep_folder: bool) -> Job:
    form, home = project.build, project.folder
    if job.path is None or home is None or not (form.folder or form.name):
        return job
    target, top = job.target, job.top
    if form.folder and not keep_folder:
        below = os.path.relpath(os.path.abspath(job.path.parent), home)
        inside = "." if below.startswith("..") else below
        top = home / form.folder
        target = Path(os.path.normpath(top / inside)) / target.name
    if form.name and (name := fill_name(form.name, _parts(job.path))):
        target = target.with_name(name)
    return replace(job, target=target, top=top)


def _parts(path: Path) -> dict[str, str]:
    """What a file name may have of a draft; nothing of one that cannot be read."""
    try:
        document = compiler.compile(decode(files.read(path), str(path)))
    except BulletinError:
        return {}
    return {"stem": path.stem, **dict(_of_masthead(document))}


def _of_masthead(document: Document) -> Iterator[tuple[str, str]]:
    if document.title:
        yield "title", squeeze(document.title.text)
    masthead = document.masthead
    if masthead is None:
        return
    if masthead.name:
        yield "name", squeeze(masthead.name.text)
    if year := masthead.issue_year or (masthead.date and int(masthead.date[:4])):
        yield "year", str(year)
    if masthead.issue_number is not None:
        yield "number", str(masthead.issue_number)
    if masthead.total_number is not None:
        yield "total", str(masthead.total_number)
    if masthead.date:
        yield "date", masthead.date

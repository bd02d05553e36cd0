"""An archive published: its issues built, the index asked, and the pages around them written."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from bulletinc import compiler, drafts, files
from bulletinc.archive.facts import IssueFacts
from bulletinc.archive.index import Index, Watch, use
from bulletinc.archive.index.refreshing import unwatched
from bulletinc.archive.site.contents import ISSUES, SiteContents, contents_of
from bulletinc.archive.site.pages import search_data, site_pages
from bulletinc.archive.site.placing import Placing
from bulletinc.archive.site.tables import statistics_html
from bulletinc.batch import runner
from bulletinc.batch.targets import output_path
from bulletinc.drafts import Job
from bulletinc.options import BuildOptions
from bulletinc.project import find_project
from bulletinc.render import Renderer, renderer
from bulletinc.render.formats.html.site import render_site_page
from bulletinc.theme import Theme

_ASSETS = ("site.css", "search.js")


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a site: ``built`` issues, pages around them, and what went wrong."""

    issues: int
    built: int
    written: int
    unchanged: int
    removed: int
    errors: tuple[Exception, ...]
    notes: tuple[str, ...]


def publish(
    folder: Path,
    out: Path,
    options: BuildOptions,
    watch: Watch = unwatched,
) -> Published:
    """Write the site of a folder of drafts into another folder.

    What has not changed is not made again. Raises BulletinError where there is no such folder, or
    nothing in it to publish.
    """
    used = use(folder, _issues, watch=watch)
    drafts.check_folder(out)
    jobs, errors = drafts.find([os.fspath(folder)], out / ISSUES)
    for error in errors:
        if isinstance(error, drafts.NoDrafts):
            raise error
    failures: list[Exception] = list(used.errors)
    built = _build(jobs, options, watch, failures)
    placing = Placing(out)
    project = find_project(folder)
    contents = contents_of(used.result, _pages(jobs, folder, out, options), project.name or "")
    theme = compiler.theme_of(None, options, folder)
    tables = statistics_html(used.result, folder, project, failures.append)
    _write(contents, theme, placing, tables)
    removed = placing.tidy() + _remove_issues(out, jobs)
    return Published(
        len(contents.issues),
        built,
        placing.written,
        placing.unchanged,
        removed,
        (*failures, *placing.errors),
        used.notes,
    )


def _issues(index: Index) -> list[IssueFacts]:
    return list(index.issues())


def _build(
    jobs: tuple[Job, ...], options: BuildOptions, watch: Watch, failures: list[Exception]
) -> int:
    """Build what has changed, and say how much; what cannot be built is a failure."""
    count = 0
    how = runner.RunOptions(cache=True)
    with watch(len(jobs)) as progress, closing(_outcomes(jobs, options, how)) as outcomes:
        for outcome in outcomes:
            if outcome.error is not None:
                failures.append(outcome.error)
            count += bool(outcome.written)
            progress.advance()
    return count


def _outcomes(
    jobs: tuple[Job, ...], options: BuildOptions, how: runner.RunOptions
) -> Generator[runner.Outcome, None, None]:
    return runner.run(jobs, options, how, bytes)


def _pages(
    jobs: tuple[Job, ...], folder: Path, out: Path, options: BuildOptions
) -> Mapping[str, Mapping[str, str]]:
    """The addresses of the pages that are there, by path of draft and format."""
    found: dict[str, dict[str, str]] = {}
    for job in jobs:
        if job.path is None:
            continue
        for name in options.formats:
            output = output_path(job, renderer(name).SUFFIX)
            if output.is_file():
                address = quote(output.relative_to(out).as_posix().encode(errors="surrogateescape"))
                path = os.path.relpath(job.path, folder)
                found.setdefault(path, {})[name] = address
    return found


def _write(contents: SiteContents, theme: Theme, placing: Placing, statistics: str) -> None:
    for page in site_pages(contents, statistics):
        placing.put(page.path, render_site_page(theme, page.template, page.values))
    for path, data in search_data(contents):
        placing.put(path, data)
    for name in _ASSETS:
        own = (place / "site" / name for place in theme.folders)
        placing.put(name, files.read(next(each for each in own if each.is_file())))


def _remove_issues(out: Path, jobs: tuple[Job, ...]) -> int:
    """Remove the pages of drafts that are gone, if they are ours, and say how many."""
    kept = {os.path.normcase(job.target) for job in jobs}
    count = 0
    for place, _folders, names in os.walk(out / ISSUES):
        for name in names:
            path = Path(place, name)
            made_by = next((each for each in _formats() if name.endswith(each.SUFFIX)), None)
            if made_by is None or os.path.normcase(str(path)[: -len(made_by.SUFFIX)]) in kept:
                continue
            if not path.is_symlink() and made_by.is_own(files.read(path, through_link=False)):
                path.unlink()
                count += 1
    return count


def _formats() -> list[Renderer]:
    return [renderer(name) for name in ("html", "pdf", "docx")]

"""An archive published: its issues built, the index asked, and the pages around them written."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from urllib.parse import quote

from bulletinc import compiler, drafts, files
from bulletinc.archive.index import Index, Watch, use
from bulletinc.archive.index.refreshing import unwatched
from bulletinc.archive.site.contents import ISSUES, entries_of
from bulletinc.archive.site.pages import SiteData, common_pages, list_pages
from bulletinc.archive.site.placing import Placing
from bulletinc.archive.site.survey import survey
from bulletinc.archive.site.tables import statistics_html
from bulletinc.batch import runner
from bulletinc.batch.targets import output_path
from bulletinc.drafts import Job
from bulletinc.options import BuildOptions
from bulletinc.project import find_project
from bulletinc.render import Renderer, renderer
from bulletinc.render.formats.html.site import render_site_page

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
    drafts.check_folder(out)
    jobs, errors = drafts.find([os.fspath(folder)], out / ISSUES)
    for error in errors:
        if isinstance(error, drafts.NoDrafts):
            raise error
    failures: list[Exception] = []
    built = _build(jobs, options, watch, failures)
    used = use(folder, _Around(folder, out, options).write, watch=watch)
    around = used.result
    removed = around.placing.tidy() + _remove_issues(out, jobs)
    return Published(
        around.issues,
        built,
        around.placing.written,
        around.placing.unchanged,
        removed,
        (*used.errors, *failures, *around.errors, *around.placing.errors),
        used.notes,
    )


@dataclass(frozen=True, slots=True)
class _Written:
    """The pages around so many issues, and which ledgers or drafts are at fault."""

    issues: int
    placing: Placing
    errors: tuple[Exception, ...]


@dataclass(frozen=True, slots=True)
class _Around:
    """What the pages around the issues are made of."""

    folder: Path
    out: Path
    options: BuildOptions

    def write(self, index: Index) -> _Written:
        """Write them, in two passes over the index."""
        project = find_project(self.folder)
        theme = compiler.theme_of(None, self.options, self.folder)
        placing, errors = Placing(self.out), list[Exception]()
        index.note_order()
        contents = survey(entries_of(index.in_time(), self._pages), project.name or "")
        tables = statistics_html(index.issues(), self.folder, project, errors.append)
        lists = list_pages(
            contents, entries_of(index.in_time(), self._pages), has_statistics=bool(tables)
        )
        for each in chain(common_pages(contents, tables), lists):
            if isinstance(each, SiteData):
                placing.put(each.path, each.data)
            else:
                placing.put(each.path, render_site_page(theme, each.template, each.values))
        for name in _ASSETS:
            own = (place / "site" / name for place in theme.folders)
            placing.put(name, files.read(next(each for each in own if each.is_file())))
        return _Written(contents.issues, placing, tuple(errors))

    def _pages(self, path: str) -> dict[str, str]:
        """The addresses of the pages of a draft that are there, by format."""
        found: dict[str, str] = {}
        file = self.folder / path
        job = Job(path, file, drafts.target_of(file, self.out / ISSUES, self.folder))
        for name in self.options.formats:
            output = output_path(job, renderer(name).SUFFIX)
            if output.is_file():
                address = output.relative_to(self.out).as_posix()
                found[name] = quote(address.encode(errors="surrogateescape"))
        return found


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

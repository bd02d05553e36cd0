"""The files that the arguments of ``import`` mean, and where their drafts go."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from bulletinc import drafts, files
from bulletinc.drafts import SOURCE_SUFFIX, Job
from bulletinc.errors import BulletinError
from bulletinc.i18n import _

# A folder's files of these are other people's; a .txt in it may be a draft that was made of one,
# and is taken where drafts go elsewhere.
_SUFFIXES = (
    *(".doc", ".docm", ".docx", ".dotx", ".fodt", ".odt", ".rtf", ".wps"),
    *(".csv", ".et", ".ods", ".xls", ".xlsm", ".xlsx"),
    *(".htm", ".html", ".mht", ".mhtml", ".xhtml", ".markdown", ".md", ".mkd", ".pdf"),
)


# What a person picks by itself.
_PICKED = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".et", ".ods", ".txt")


def import_suffixes() -> tuple[str, ...]:
    """The endings of files that can be imported, for a person to pick from."""
    return tuple(sorted((*_SUFFIXES, *_PICKED)))


def find_files(
    arguments: Sequence[str], output: Path | None
) -> tuple[tuple[Job, ...], tuple[BulletinError, ...]]:
    """Find the files that the arguments mean, each once; give an error for each that means none.

    An argument is a file, a folder (all files in it and in its subfolders that can be imported;
    plain text only where drafts go elsewhere), a pattern, or ``-``. ``output`` is a folder, or the
    name of one draft. Of several files of one name each draft has another.
    Raises BulletinError where one name is given for several drafts.
    """
    is_name = output is not None and _is_name(output)
    folder = None if is_name else output
    jobs: dict[Path | None, Job] = {}
    errors: list[BulletinError] = []
    for argument in arguments:
        if argument and Path(argument).is_dir():
            found, failed = _in_folder(Path(argument), folder)
        else:
            found, told = drafts.find([argument], folder)
            failed = list(told)
        jobs |= {job.path and job.path.absolute(): job for job in found}
        errors += failed
    all_jobs = _told_apart(jobs.values())
    if output is not None and is_name:
        all_jobs = _named(all_jobs, output)
    return all_jobs, tuple(errors)


def _told_apart(jobs: Iterable[Job]) -> tuple[Job, ...]:
    """Give drafts of one place names of their own: 来稿.docx becomes 来稿, 来稿.pdf 来稿-pdf."""
    taken: set[Path] = set()
    named = []
    for job in jobs:
        target = job.target
        if target in taken and job.path is not None:
            ending = job.path.suffix.removeprefix(".").lower()
            target = target.with_name(f"{target.name}-{ending}")
        taken.add(target)
        named.append(replace(job, target=target))
    return tuple(named)


def _is_name(output: Path) -> bool:
    """Tell whether -o names a file: it ends as drafts do, and is no folder."""
    return output.suffix.lower() == SOURCE_SUFFIX and not output.is_dir()


def _named(jobs: tuple[Job, ...], output: Path) -> tuple[Job, ...]:
    if len(jobs) > 1:
        raise BulletinError(
            _("{path}: one name for {count} drafts.").format(path=output, count=len(jobs)),
            _("Name a folder with -o, or one file to import. Nothing was written."),
        )
    return tuple(Job(job.name, job.path, output.with_suffix("")) for job in jobs)


def _has_original(draft: Path, beside: Iterable[str]) -> bool:
    """Tell whether a text lies beside a document of its name, of which it was probably made."""
    others = (Path(name) for name in beside)
    return any(other.stem == draft.stem and other.suffix.lower() in _SUFFIXES for other in others)


def _in_folder(top: Path, folder: Path | None) -> tuple[tuple[Job, ...], list[BulletinError]]:
    """Find the files of a folder and its subfolders. Hidden ones are left out.

    A link to a file elsewhere is an error: whoever made the folder must not choose what is read.
    """
    jobs: list[Job] = []
    unreadable: list[OSError] = []
    errors: list[BulletinError] = []
    elsewhere = folder is not None and folder.resolve() != top.resolve()
    suffixes = (*_SUFFIXES, SOURCE_SUFFIX) if elsewhere else _SUFFIXES
    for place, subfolders, names in os.walk(top, onerror=unreadable.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            file = Path(place, name)
            # Word writes ~$ in front of the name of a file that is open.
            if name.startswith((".", "~$")) or file.suffix.lower() not in suffixes:
                continue
            if file.suffix.lower() == SOURCE_SUFFIX and _has_original(file, names):
                continue
            if drafts.leads_out(file, top):
                errors.append(drafts.led_out(file))
                continue
            target = file if folder is None else folder / file.relative_to(top)
            jobs.append(Job(str(file), file, target.with_suffix(""), folder or top))
    errors += [
        BulletinError(
            _("{path}: this folder cannot be read ({reason}).").format(
                path=error.filename, reason=files.reason(error)
            ),
            _("Check that you may open it, or name the files themselves."),
        )
        for error in unreadable
    ]
    if not jobs and not errors:
        errors.append(
            BulletinError(
                _("{path}: no file in this folder can be imported.").format(path=top),
                _("Documents, web pages, Markdown and PDFs can; name a plain text itself."),
            )
        )
    return tuple(jobs), errors

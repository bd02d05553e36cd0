"""What a list of issues tells of each draft: its title, number, day, and how many findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulletinc import checking, files
from bulletinc.diagnostics import Severity
from bulletinc.drafts import leads_out, led_out
from bulletinc.errors import BulletinError
from bulletinc.kinds import load_kinds
from bulletinc.parser import parse
from bulletinc.pictures.picture_file import PictureFolder
from bulletinc.project import find_project
from bulletinc.render.order import page_title
from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Document
from bulletinc.text.source import decode


@dataclass(frozen=True, slots=True)
class SurveyRequest:
    """Drafts below a folder, by their paths in it."""

    folder: Path
    paths: tuple[str, ...]


def survey_drafts(request: SurveyRequest) -> Sequence[dict[str, Any]]:
    """What is told of each draft, in the same order."""
    return [_told(request.folder, path) for path in request.paths]


def _told(folder: Path, path: str) -> dict[str, Any]:
    file = folder / path
    try:
        if leads_out(file, folder):
            raise led_out(file)
        source = decode(files.read(file), path)
        document = parse(source)
        project = find_project(file.parent)
        draft = CheckContext(source, document, project, PictureFolder(file.parent))
        found = checking.found_alone(draft, file)
    except BulletinError as error:
        return _failed(error)
    return {
        **_identity(document),
        "findings": len(found),
        "errors": sum(each.severity is Severity.ERROR for each in found),
        "error": None,
    }


def _failed(error: BulletinError) -> dict[str, Any]:
    told = {"message": error.message, "remedy": error.remedy}
    return {**_identity(None), "findings": None, "errors": None, "error": told}


def _identity(document: Document | None) -> dict[str, Any]:
    masthead = document.masthead if document else None
    kinds = {kind.name: kind.title for kind in load_kinds()}
    return {
        "title": page_title(document) if document else "",
        "kind": document.kind if document else None,
        "kind_name": kinds[document.kind] if document else None,
        "number": masthead.issue_number if masthead else None,
        "total": masthead.total_number if masthead else None,
        "year": masthead.issue_year if masthead else None,
        "date": masthead.date if masthead else None,
        "issue": " ".join(part.text for part in masthead.issue) if masthead else "",
    }

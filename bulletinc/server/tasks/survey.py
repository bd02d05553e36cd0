"""What a list of issues tells of each draft: its title, number, day, and how many findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulletinc import files
from bulletinc.checking import CheckRequest, check_one
from bulletinc.diagnostics import Severity
from bulletinc.drafts import leads_out, led_out
from bulletinc.errors import BulletinError
from bulletinc.kinds import load_kinds
from bulletinc.options import CheckOptions
from bulletinc.render.order import page_title
from bulletinc.syntax import Document


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
        data = files.read(file)
    except BulletinError as error:
        return _failed(error)
    checked = check_one(CheckRequest(path, file, data), CheckOptions())
    if checked.draft is None or checked.error is not None:
        return _failed(checked.error)
    found = checked.diagnostics
    return {
        **_identity(checked.draft.document),
        "findings": len(found),
        "errors": sum(each.severity is Severity.ERROR for each in found),
        "error": None,
    }


def _failed(error: Exception | None) -> dict[str, Any]:
    remedy = error.remedy if isinstance(error, BulletinError) else None
    message = error.message if isinstance(error, BulletinError) else str(error)
    return {
        **_identity(None),
        "findings": None,
        "errors": None,
        "error": {"message": message, "remedy": remedy},
    }


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

"""One sheet of a spreadsheet, chosen by its name."""

from __future__ import annotations

from dataclasses import replace

from bulletinc.errors import BulletinError, suggestion
from bulletinc.i18n import _
from bulletinc.readers.intermediate import IntermediateDocument


def choose_sheet(document: IntermediateDocument, sheet: str, name: str) -> IntermediateDocument:
    """Return a document with this sheet alone. Raises BulletinError where it is not shown."""
    places = [place for place, each in enumerate(document.sheets, 1) if each == sheet]
    shown = {paragraph.place for paragraph in document.paragraphs}
    if not places or places[0] not in shown:
        names = [each for place, each in enumerate(document.sheets, 1) if place in shown]
        raise BulletinError(
            _("{path}: there is no visible sheet “{sheet}” in this file.").format(
                path=name, sheet=sheet
            ),
            suggestion(sheet, names)
            or _("Leave out --sheet: then all visible sheets of a spreadsheet are taken."),
        )
    return replace(
        document,
        paragraphs=tuple(each for each in document.paragraphs if each.place == places[0]),
        notes=tuple(each for each in document.notes if each.place == places[0]),
    )

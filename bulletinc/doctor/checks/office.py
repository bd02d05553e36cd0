"""LibreOffice, which reads old Word documents."""

from __future__ import annotations

from bulletinc.doctor import Circumstances, Examined, Observation, Trouble
from bulletinc.i18n import _
from bulletinc.readers import libre_office

RANK = 5


def title() -> str:
    """What users call it."""
    return "LibreOffice"


def parts() -> tuple[str, ...]:
    """One part."""
    return ("",)


def examine(_circumstances: Circumstances, _part: str) -> Examined:
    """Look for the program, without starting it."""
    program = libre_office.program()
    if program:
        return Examined((Observation(_("Program"), program),))
    absent = Trouble(
        _("LibreOffice is not installed: .doc, .wps, .rtf, .odt and .xls are not read."),
        _("Install LibreOffice, or save such files as .docx or .xlsx first."),
        hinders=False,
    )
    return Examined((Observation(_("Program"), _("not installed")),), (absent,))

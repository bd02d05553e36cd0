"""Files that only an office program reads (.doc, .wps, .odt, .rtf; .xls, .et, .ods).

LibreOffice makes .docx and .xlsx of them, which are then read.

LibreOffice runs on a copy with a plain name in a temporary folder, with a profile of its own,
without macros and links. It is killed with all that it started when its time is over.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.readers import libre_office, office_watch, ole
from bulletinc.readers.formats import docx, xlsx
from bulletinc.readers.formats.docx.container import OLE, ZIP, is_protected
from bulletinc.readers.intermediate import ALL_TAKEN, IntermediateDocument, Refused

_WORD_MARKS = frozenset((b"\xec\xa5", b"\xdc\xa5"))  # [MS-DOC], 2.5.2, and before Word 97
_RTF = b"{\\rtf"
_ODT = b"application/vnd.oasis.opendocument.text"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_MIMETYPE_WITHIN = 200  # bytes from the start of an OpenDocument file
_SHEET_STREAMS = frozenset(("Workbook", "Book"))  # [MS-XLS], 2.1.2, and before Excel 97
_FILTERS = {"docx": "docx:Office Open XML Text", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
_TIMEOUT_S = 120
# No macros, no links followed when a document is opened, nothing that waits for an answer.
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_SETTINGS = (
    (_SECURITY, "MacroSecurityLevel", "3"),
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "DisableActiveContent", "true"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
)


def claims(data: bytes, ending: str) -> bool:
    """Tell whether a file is one that LibreOffice reads, other than a .docx."""
    if data.startswith(ZIP):
        return any(each in data[:_MIMETYPE_WITHIN] for each in (_ODT, _ODS))
    return (
        (data.startswith(OLE) and not is_protected(data))
        or data.startswith(_RTF)
        or (ending == ".fodt" and b"<office:document" in data[:2000])
    )


def read(data: bytes, name: str) -> IntermediateDocument:
    """Read the text, by way of a .docx or .xlsx that LibreOffice makes. Raises BulletinError."""
    return read_refusing(data, name, ALL_TAKEN)


def read_refusing(data: bytes, name: str, refused: Refused) -> IntermediateDocument:
    """Read the text without some of its tracked changes.

    Raises BulletinError where LibreOffice is missing, or cannot read the document.
    """
    has_sheets = _has_sheets(data)
    if data.startswith(OLE) and not has_sheets:
        _check_container(data, name)
    program = libre_office.program()
    if program is None:
        raise BulletinError(
            _(
                "{path}: such documents are read with LibreOffice, which is not installed here."
            ).format(path=name),
            _(
                "Install LibreOffice, or open the file in Word, Excel or WPS and save it as .docx"
                " or .xlsx."
            ),
        )
    with tempfile.TemporaryDirectory(prefix="bulletinc-", ignore_cleanup_errors=True) as folder:
        if has_sheets:
            return xlsx.read(_converted(program, data, Path(folder), name, "xlsx"), name)
        converted = _converted(program, data, Path(folder), name, "docx")
        return docx.read_refusing(converted, name, refused)


def _has_sheets(data: bytes) -> bool:
    """Whether it is a spreadsheet; a Word document may have one inside."""
    if data.startswith(OLE):
        names = ole.names(data)
        return "WordDocument" not in names and not _SHEET_STREAMS.isdisjoint(names)
    return data.startswith(ZIP) and _ODS in data[:_MIMETYPE_WITHIN]


def _check_container(data: bytes, name: str) -> None:
    """Raise BulletinError for an OLE container that holds no whole Word document.

    LibreOffice would make characters of whatever bytes it finds in one.
    """
    streams = {each.name: each for each in ole.streams(data)}
    document = streams.get("WordDocument")
    if document is None and streams:
        raise BulletinError(
            _("{path}: this is neither a text document nor a spreadsheet.").format(path=name),
            _("Open it in the program that it comes from, copy the text, and save it as .docx."),
        )
    begins = _WORD_MARKS if document is None or not document.start else (document.start[:2],)
    if document is None or not _WORD_MARKS.issuperset(begins) or len(data) < document.size:
        raise BulletinError(
            _("{path}: this document is damaged or incomplete.").format(path=name),
            _(
                "See whether Word or WPS still opens it, and save it there under another name;"
                " else ask for it again where it came from."
            ),
        )


def _converted(program: str, data: bytes, folder: Path, name: str, wanted: str) -> bytes:
    if data.startswith(_RTF):
        ending = ".rtf"
    elif data.startswith(OLE):
        ending = ".doc" if wanted == "docx" else ".xls"
    elif data.startswith(ZIP):
        ending = ".odt" if wanted == "docx" else ".ods"
    else:
        ending = ".fodt"
    draft = folder / f"draft{ending}"
    draft.write_bytes(data)
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
    made = folder / "made"
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
        "--convert-to", _FILTERS[wanted], "--outdir", str(made), str(draft),
    ]  # fmt: skip
    finished = _run(command, folder)
    result = made / f"draft.{wanted}"
    if not result.is_file():
        raise BulletinError(
            (
                _("{path}: LibreOffice cannot read this document.")
                if finished
                else _("{path}: LibreOffice did not finish reading this document.")
            ).format(path=name),
            _(
                "If it has a password, save a copy without one. Otherwise open it in Word or "
                "WPS and save it as .docx."
            ),
        )
    return result.read_bytes()


def _profile() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{setting}</value></prop></item>\n"
        for path, name, setting in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n{items}</oor:items>\n'
    )


def _run(command: list[str], folder: Path) -> bool:
    """Run a program under a watch, which kills it and all that it started when its time is over.

    The watch also ends it, and deletes the folder, if this process dies in whatever way. What the
    program itself leaves behind is in that folder too. Return whether it ended by itself.
    """
    watch = [sys.executable, "-I", office_watch.__file__, str(folder), str(_TIMEOUT_S), *command]
    process = subprocess.Popen(
        watch,
        cwd=folder,
        env={**os.environ, **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(folder))},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait() == 0
    finally:
        if process.stdin is not None:
            process.stdin.close()
        process.wait()

"""Documents that only an office program reads (.doc, .wps, .odt, .rtf), through LibreOffice.

LibreOffice runs on a copy with a plain name in a temporary folder, with a profile of its own,
without macros and links. It is killed with all that it started when its time is over.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.readers.formats import docx
from bulletinc.readers.formats.docx.container import OLE, ZIP, is_protected
from bulletinc.readers.intermediate import IntermediateDocument

_RTF = b"{\\rtf"
_ODF = b"application/vnd.oasis.opendocument.text"
_TIMEOUT_S = 120
_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
# No macros, no links followed when a document is opened, nothing that waits for an answer.
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_SETTINGS = (
    (_SECURITY, "MacroSecurityLevel", "3"),
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "DisableActiveContent", "true"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
)


def claims(data: bytes, ending: str) -> bool:
    """Tell whether a file is one that LibreOffice reads, other than a .docx."""
    if data.startswith(ZIP):
        return _ODF in data[:200]
    return (
        (data.startswith(OLE) and not is_protected(data))
        or data.startswith(_RTF)
        or (ending == ".fodt" and b"<office:document" in data[:2000])
    )


def read(data: bytes, name: str) -> IntermediateDocument:
    """Read the text, by way of a .docx that LibreOffice makes.

    Raises BulletinError where LibreOffice is missing, or cannot read the document.
    """
    program = _program()
    if program is None:
        raise BulletinError(
            _(
                "{path}: such documents are read with LibreOffice, which is not installed here."
            ).format(path=name),
            _("Install LibreOffice, or open the document in Word or WPS and save it as .docx."),
        )
    with tempfile.TemporaryDirectory(prefix="bulletinc-", ignore_cleanup_errors=True) as folder:
        converted = _converted(program, data, Path(folder), name)
    return docx.read(converted, name)


def _program() -> str | None:
    found = (path for name in _NAMES if (path := shutil.which(name)))
    return next(found, None) or next(
        (place for place in _PLACES if os.access(place, os.X_OK)), None
    )


def _converted(program: str, data: bytes, folder: Path, name: str) -> bytes:
    ending = (
        ".rtf"
        if data.startswith(_RTF)
        else ".doc"
        if data.startswith(OLE)
        else ".odt"
        if data.startswith(ZIP)
        else ".fodt"
    )
    draft = folder / f"draft{ending}"
    draft.write_bytes(data)
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
    made = folder / "made"
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
        "--convert-to", "docx:Office Open XML Text", "--outdir", str(made), str(draft),
    ]  # fmt: skip
    finished = _run(command, folder)
    result = made / "draft.docx"
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
    """Run a program; kill it and all that it started when its time is over.

    Return whether it ended by itself.
    """
    process = subprocess.Popen(  # noqa: S603
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        end = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(end, capture_output=True, check=False)  # noqa: S603 - Windows' own
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # its group outlives it
    process.wait()

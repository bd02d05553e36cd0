"""LibreOffice accepts or rejects all tracked changes of a document, as a person would there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

SOFFICE = shutil.which("soffice")
_MACRO = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Changes"
 script:language="StarBasic">
Sub Settle(source As String, folder As String)
  Store(source, "", folder &amp; "/saved.docx", "MS Word 2007 XML")
  Store(source, "AcceptAllTrackedChanges", folder &amp; "/accepted.txt", "Text")
  Store(source, "RejectAllTrackedChanges", folder &amp; "/rejected.txt", "Text")
End Sub
Sub Store(source As String, command As String, target As String, form As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Dim written(0) As New com.sun.star.beans.PropertyValue
  written(0).Name = "FilterName" : written(0).Value = form
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  If command &lt;&gt; "" Then
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    frame = document.CurrentController.Frame
    dispatcher.executeDispatch(frame, ".uno:" &amp; command, "", 0, Array())
  End If
  document.storeToURL(target, written())
  document.close(True)
End Sub
</script:module>
"""
_LIBRARY = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Changes"/>
</library:library>
"""
_LIBRARIES = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library"
 xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/"
  xlink:type="simple" library:link="false"/>
</library:libraries>
"""


class Settled(NamedTuple):
    """What LibreOffice makes of a document.

    ``saved``: the document as it saves it; ``accepted`` and ``rejected``: the text, changes settled
    so.
    """

    saved: bytes
    accepted: str
    rejected: str


def settled_by_office(data: bytes, folder: Path) -> Settled:
    """Open a Word document in LibreOffice, with a profile of its own in a folder."""
    _run(folder, "--terminate_after_init")  # which makes the profile
    basic = folder / "profile/user/basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    (basic / "Standard/Changes.xba").write_text(_MACRO, "utf-8")
    (basic / "Standard/script.xlb").write_text(_LIBRARY, "utf-8")
    (basic / "script.xlc").write_text(_LIBRARIES, "utf-8")
    source = folder / "marked.docx"
    source.write_bytes(data)
    _run(folder, f'macro:///Standard.Changes.Settle("{source.as_uri()}","{folder.as_uri()}")')
    texts = [(folder / f"{name}.txt").read_text("utf-8-sig") for name in ("accepted", "rejected")]
    return Settled((folder / "saved.docx").read_bytes(), *texts)


def _run(folder: Path, argument: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [str(SOFFICE), profile, "--headless", "--norestore", argument],
        check=True,
        timeout=120,
        capture_output=True,
    )

"""The bulletin as a Word document that an office can go on with.

It looks like the page, and all its look is in its styles. Invariant: the same document and theme
give the same bytes; neither the clock nor the machine is in them.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.render import RenderContext, Rendered
from bulletinc.render.style_names import style_name
from bulletinc.syntax import Document

SUFFIX = ".docx"
USES_FONTS = False  # it names families, and Word chooses
LIBRARIES = ("lxml", "pillow", "python-docx", "rjieba")

_OWN_STYLE = "issue-gap"  # no other program calls one so
_LARGEST_STYLES = 2**20  # bytes; ours have some 30 KB


def render(document: Document, context: RenderContext) -> Rendered:
    """The document as a .docx file. Raises :class:`BulletinError` where python-docx is missing."""
    try:
        from bulletinc.render.formats.docx import writer
    except ModuleNotFoundError as error:
        if error.name not in {"docx", "lxml"}:
            raise
        raise BulletinError(
            _("A Word document cannot be written: python-docx is not installed."),
            _('Install it with: pip install "bulletinc[word]"'),
        ) from error
    data = writer.write(document, context.theme, context.pictures, context.source)
    return Rendered(data)


def is_own(data: bytes) -> bool:
    """Whether it is a document of ours, by the name of a style."""
    try:
        with ZipFile(BytesIO(data)) as archive, archive.open("word/styles.xml") as styles:
            return f'w:val="{style_name(_OWN_STYLE)}"'.encode() in styles.read(_LARGEST_STYLES)
    except (BadZipFile, KeyError, OSError, RuntimeError, ValueError, zlib.error):
        return False

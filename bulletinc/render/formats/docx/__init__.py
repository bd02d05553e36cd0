"""The bulletin as a Word document that an office can go on with.

It looks like the page, and all its look is in its styles. Invariant: the same document and theme
give the same bytes; neither the clock nor the machine is in them.
"""

from __future__ import annotations

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.render import RenderContext, Rendered
from bulletinc.syntax import Document

INPUT = None
SUFFIX = ".docx"
USES_FONTS = False  # it names families, and Word chooses
LIBRARIES = ("lxml", "pillow", "python-docx", "rjieba")


def render(document: Document, context: RenderContext) -> Rendered:
    """The document as a .docx file. Raises :class:`BulletinError` where python-docx is missing."""
    try:
        from bulletinc.render.formats.docx import writer
    except ModuleNotFoundError as error:
        if error.name not in {"docx", "lxml"}:
            raise
        raise BulletinError(
            _("A Word document cannot be written: python-docx is not installed."),
            _("Install it with: pip install 'bulletinc[word]'"),
        ) from error
    return Rendered(writer.write(document, context.theme))

"""A Word document as LibreOffice prints it, with a ruler laid to it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import apply_matrix_pt

from tests.support import pages
from tests.support.pages import POINT, Glyph, Page, Rule
from tests.support.places import TESTS

SOFFICE = shutil.which("soffice")


class _Ruler(pages._Ruler):
    """Takes the measure of a page of LibreOffice's, whose fonts have no outlines at hand and whose
    rules may be strokes.
    """

    def render_char(
        self, matrix: Any, font: Any, fontsize: float, scaling: float, *others: Any
    ) -> float:
        _rise, cid, _colour_space, graphicstate = others
        advance: float = font.char_width(cid) * fontsize * scaling
        (left, up), (right, _) = (apply_matrix_pt(matrix, (x, 0)) for x in (0, advance))
        face = font.fontname.rpartition("+")[2].removeprefix("Bulletinc").removesuffix("-Regular")
        place = (left * POINT, right * POINT, (self.height - up) * POINT)
        self.glyphs.append(
            Glyph(
                font.to_unichr(cid),
                *place,
                face,
                round(fontsize * matrix[3], 2),
                graphicstate.ncolor,
                None,
            )
        )
        return advance

    def paint_path(
        self,
        graphicstate: Any,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[Any],
    ) -> None:
        del fill, evenodd  # pdfminer asks for them
        assert self.ctm is not None
        points = [
            apply_matrix_pt(self.ctm, numbers[-2:]) for _operator, *numbers in path if numbers
        ]
        half = graphicstate.linewidth * self.ctm[0] / 2 if stroke else 0
        xs, ys = [x for x, _ in points], [y for _, y in points]
        top, bottom = self.height - max(ys) - half, self.height - min(ys) + half
        colour = graphicstate.scolor if stroke else graphicstate.ncolor
        rule = Rule(min(xs) * POINT, max(xs) * POINT, top * POINT, bottom * POINT, colour)
        if rule not in self.rules and rule.thickness < 2:
            self.rules.append(rule)


def measured(pdf: bytes) -> Iterator[Page]:
    resources = PDFResourceManager()
    for number, page in enumerate(PDFPage.get_pages(BytesIO(pdf)), 1):
        ruler = _Ruler(resources, page.mediabox[3])
        PDFPageInterpreter(resources, ruler).process_page(page)
        width, height = (length * POINT for length in page.mediabox[2:])
        lines = tuple(pages._lines(number, ruler.glyphs))
        yield Page(
            number, width, height, lines, tuple(sorted(ruler.rules, key=lambda rule: rule.top))
        )


def converted(documents: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Word documents as PDF, by name."""
    assert SOFFICE
    files = [folder / f"{name}.docx" for name in documents]
    for file in files:
        file.write_bytes(documents[file.stem])
    subprocess.run(
        [
            SOFFICE,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            *files,
        ],
        env=os.environ | {"FONTCONFIG_FILE": str(TESTS / "support/office_fonts.conf")},
        capture_output=True,
        check=True,
        timeout=300,
    )
    return {name: (folder / f"{name}.pdf").read_bytes() for name in documents}

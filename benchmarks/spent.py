"""What the time of a page is spent on: where the program is, asked every millisecond.

    python benchmarks/spent.py [DOCUMENTS]

A bulletin of six pages is made again and again. A sample counts for the module that runs, with what
it calls in Python's own library and outside Python: Pango, HarfBuzz and zlib have no rows of their
own. HTML, PDF and the count of findings are made of each, all warm.
"""

from __future__ import annotations

import signal
import sys
from collections import Counter
from pathlib import Path
from types import FrameType

from render import six_pages

from bulletinc.compiler import BuildRequest, pages
from bulletinc.options import BuildOptions
from bulletinc.project import Project

DOCUMENTS = 40
INTERVAL = 0.001  # s of processor time
# What time in a module is spent on, by the first of these that the module's name begins with.
ROOMS = {
    "weasyprint.layout": "WeasyPrint: layout",
    "weasyprint.formatting_structure": "WeasyPrint: boxes",
    "weasyprint.css": "WeasyPrint: cascade and values",
    "cssselect2": "WeasyPrint: cascade and values",
    "tinycss2": "WeasyPrint: cascade and values",
    "tinyhtml5": "WeasyPrint: reading HTML",
    "weasyprint.text": "WeasyPrint: lines of text, with Pango",
    "weasyprint.draw": "WeasyPrint: drawing",
    "weasyprint.pdf": "WeasyPrint: PDF and fonts, with HarfBuzz",
    "pydyf": "WeasyPrint: PDF written, with zlib",
    "weasyprint": "WeasyPrint: the rest",
    "jinja2": "HTML",
    "bulletinc.render.formats.html": "HTML",
    "bulletinc.text.typography": "HTML",
    "bulletinc.render.order": "HTML",
    "bulletinc.render.formats.pdf.weasyprint.justification": "flush edges",
    "bulletinc.render.formats.pdf.weasyprint.structure": "tags",
    "bulletinc.render.formats.pdf": "PDF: faces, archive, foot",
    "bulletinc.rules": "findings",
    "bulletinc.checking": "findings",
    "bulletinc.parser": "parsing",
    "bulletinc": "bulletinc: the rest",
}


def main() -> None:
    """Print a row for each, the longest first."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    data = six_pages().data
    found: Counter[str] = Counter()

    def look(_signal: int, frame: FrameType | None) -> None:
        while frame:
            module = frame.f_globals.get("__name__") or ""
            if room := next(
                (room for name, room in ROOMS.items() if module.startswith(name)), None
            ):
                found[room] += 1
                return
            frame = frame.f_back

    def make() -> None:
        pages(
            BuildRequest(
                "six.txt",
                data,
                Path("six.txt"),
                BuildOptions(("html", "pdf"), shipped_fonts=True),
                Project(),
            )
        )

    make()
    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    for _document in range(count):
        make()
    signal.setitimer(signal.ITIMER_PROF, 0)
    for room, samples in found.most_common():
        print(f"{room:42}{samples / found.total():6.1%}")


if __name__ == "__main__":
    main()

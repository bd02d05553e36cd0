"""How long it takes to set a page: bulletinc beside bare WeasyPrint, with the same HTML and fonts.

    python benchmarks/render.py [ROUNDS]

Imports are warm on both sides. Bare WeasyPrint is ``HTML(string=…).write_pdf()`` in a process of
its own that never loaded bulletinc; it finds our fonts as fonts of the system. What bulletinc does
besides: justification, the colophon at the foot, tags, PDF/A and PDF/UA, the draft inside, the
report on faces. Rounds alternate and the fastest counts, because a machine has other things to do.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pypdf import PdfReader

from bulletinc.options import BuildOptions
from bulletinc.parser import parse
from bulletinc.render import RenderContext, Rendered
from bulletinc.render.formats import html
from bulletinc.render.formats.pdf import weasyprint
from bulletinc.text.source import Source, decode
from bulletinc.theme import load_theme

EXAMPLE = Path(__file__).parent.parent / "examples/kuaibao.txt"
PAGES = 6
BARE = """
import sys, time, weasyprint
page = sys.stdin.read()
options = {"pdf_variant": sys.argv[1]} if len(sys.argv) > 1 else {}
weasyprint.HTML(string=page).write_pdf(**options)
times = []
for _ in range(3):
    start = time.perf_counter()
    weasyprint.HTML(string=page).write_pdf(**options)
    times.append(time.perf_counter() - start)
print(min(times))
"""
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"""


def six_pages() -> Source:
    """The example with a part of its body repeated until it fills six pages."""
    head, mark, body = decode(EXAMPLE.read_bytes()).text.partition("石桥街道开")
    item, rest_mark, rest = body.partition("\n\n")
    for times in range(1, 99):
        source = Source(head + (mark + item + rest_mark) * times + rest, "six.txt")
        data = ours(html.render(parse(source), RenderContext()), source)
        if len(PdfReader(io.BytesIO(data)).pages) == PAGES:
            return source
    raise AssertionError("the example has changed")


def ours(page: Rendered, source: Source) -> bytes:
    """The PDF as bulletinc makes it."""
    return weasyprint.set_page(
        page, RenderContext(source=source, options=BuildOptions(shipped_fonts=True))
    ).data


def seconds(page: Rendered, source: Source) -> float:
    """How long ours takes, the fastest of three."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        ours(page, source)
        times.append(time.perf_counter() - start)
    return min(times)


def bare(page: bytes, fonts: Path, *options: str) -> float:
    """How long bare WeasyPrint takes, the fastest of three in a process of its own."""
    environment = os.environ | {"FONTCONFIG_FILE": str(fonts)}
    done = subprocess.run(
        [sys.executable, "-c", BARE, *options],
        input=page,
        capture_output=True,
        check=True,
        env=environment,
    )
    return float(done.stdout)


def main() -> None:
    """Print how long each takes, and how they compare."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    source = six_pages()
    page = html.render(parse(source), RenderContext())
    with tempfile.TemporaryDirectory() as folder:
        fonts = Path(folder) / "fonts.conf"
        fonts.write_text(
            FONTS.format(fonts=load_theme().folders[0] / "fonts", cache=Path(folder) / "cache"),
            encoding="utf-8",
        )
        rows = [
            (seconds(page, source), bare(page.data, fonts), bare(page.data, fonts, "pdf/a-3a"))
            for _ in range(rounds)
        ]
    mine, plain, tagged = (min(column) for column in zip(*rows, strict=True))
    print(
        f"{PAGES} pages, {len(page.data) // 1024} KB of HTML; the fastest of {rounds} rounds, "
        "imports warm"
    )
    print(f"bulletinc                        {mine * 1000:6.0f} ms")
    print(
        f"bare WeasyPrint                  {plain * 1000:6.0f} ms"
        f"   ours takes {mine / plain:.2f} times that"
    )
    print(
        f"bare WeasyPrint with PDF/A tags  {tagged * 1000:6.0f} ms"
        f"   ours takes {mine / tagged:.2f} times that"
    )


if __name__ == "__main__":
    main()

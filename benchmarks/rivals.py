"""One bulletin of six pages from text to PDF, by bulletinc and by other programs. Prints one table.

    python benchmarks/rivals.py [BATCH]

*Cold* is one document by a new process, start to end; *warm* is one more document in a process that
has made one; *batch* is BATCH (200) documents, each a little different, as each program takes many
best; warm and batch are seconds a document, the batch by processor core. Checking the same drafts,
which no other program does, has a row of its own.

The others are given what bulletinc has made: bare WeasyPrint, pandoc and Chromium the HTML,
LibreOffice the Word document. Bare Typst gets our page and its data, ready to be set; plain Typst
the text in a template (page.typ) with the same paper and faces, without our grid and our breaks of
titles. All see the same fonts. What is
not installed is left out, and the table says so. Programs that take one document a process are
given 20 in their batch.

A machine has other things to do, and is quicker at one time than at another: rounds alternate, and
the fastest of five counts.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from parse import start_as_users_do
from render import FONTS, six_pages

from bulletinc import checking
from bulletinc.compiler import BuildRequest, pages
from bulletinc.options import BuildOptions
from bulletinc.parser import parse
from bulletinc.project import Project
from bulletinc.render import RenderContext
from bulletinc.render.formats import html
from bulletinc.render.formats.pdf.typst.page import TypstPage
from bulletinc.syntax import Document, Item, Section, walk
from bulletinc.text.source import Source
from bulletinc.theme import load_theme
from bulletinc.workers.bounds import processors

ROUNDS = 5
BATCH = 200
FEW = 20  # documents for a program that starts anew for each
HERE = Path(__file__).parent
CORES = processors()
BARE = """
import sys, weasyprint
for name in sys.argv[1:]: weasyprint.HTML(name).write_pdf(name + '.pdf')
"""
WARM = """
import sys, time, weasyprint
weasyprint.HTML(sys.argv[1]).write_pdf()
start = time.perf_counter()
for name in sys.argv[1:]: weasyprint.HTML(name).write_pdf()
print((time.perf_counter() - start) / len(sys.argv[1:]))
"""


class Way(NamedTuple):
    """A way to a PDF. ``None`` where a program cannot be asked for that.

    ``cold`` makes one document in a new process; ``warm`` makes one more in a process that has made
    one, and returns its own seconds; ``batch`` makes many, which are ``count``.
    """

    cold: Callable[[], object] | None
    warm: Callable[[], float] | None
    batch: Callable[[], object]
    count: int
    cores: int = 1  # that a batch keeps busy


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def run(*command: str | Path) -> str:
    """What a program prints; it has to end well."""
    return subprocess.run(
        [str(part) for part in command], capture_output=True, check=True, encoding="utf-8"
    ).stdout


def bulletinc(folder: Path, sources: list[Path], engine: str = "weasyprint") -> Way:
    """Ours, with all that it does: findings, PDF/A and PDF/UA, the draft inside."""
    build = ("build", "--to", "pdf", "--force", "--shipped-fonts", "--engine", engine)
    program = (sys.executable, "-m", "bulletinc", *build)
    options = BuildOptions(("pdf",), engine=engine, shipped_fonts=True)
    request = BuildRequest(
        sources[0].name, sources[0].read_bytes(), sources[0], options, project=Project()
    )
    pages(request)
    return Way(
        lambda: run(*program, sources[0], "-o", folder / f"cold-{engine}"),
        lambda: timed(lambda: pages(request)),
        lambda: run(*program, sources[0].parent, "-o", folder / f"batch-{engine}"),
        len(sources),
        CORES,
    )


def bulletinc_typst(folder: Path, sources: list[Path]) -> Way:
    """Ours, set by the other engine."""
    return bulletinc(folder, sources, "typst")


def bare_typst(_folder: Path, sources: list[Path]) -> Way:
    """Typst alone, on the same finished input: what ours could come down to. On one core."""
    finished = []
    for path in sources:
        source = Source(path.read_text(encoding="utf-8"), path.name)
        options = BuildOptions(engine="typst", shipped_fonts=True)
        page = TypstPage(parse(source), RenderContext(source=source, options=options))
        finished.append((page, page.find_stacks()))
    page, stacks = finished[0]
    page.compile(stacks)
    return Way(
        None,
        lambda: timed(lambda: page.compile(stacks)),
        lambda: [each.compile(its) for each, its in finished],
        len(finished),
    )


def one_worker(folder: Path, sources: list[Path]) -> Way:
    """Ours on one core: what the second one is worth shows beside it."""
    program = (
        "build",
        sources[0].parent,
        "--to",
        "pdf",
        "--force",
        "--shipped-fonts",
        "--engine",
        "weasyprint",
        "--jobs",
        "1",
        "-o",
        folder / "one",
    )
    return Way(None, None, lambda: run(sys.executable, "-m", "bulletinc", *program), len(sources))


def check(_folder: Path, sources: list[Path]) -> Way:
    """Not a way to a PDF: what all rules find in the same drafts."""
    program = (sys.executable, "-m", "bulletinc", "check", "--exit-zero")
    task = checking.CheckRequest(sources[0].name, sources[0])
    return Way(
        lambda: run(*program, sources[0]),
        lambda: timed(lambda: checking.check([task])),
        lambda: run(*program, sources[0].parent),
        len(sources),
        CORES,
    )


def bare_weasyprint(folder: Path, sources: list[Path]) -> Way:
    """WeasyPrint alone, on our HTML; a batch on one core, because it has none of its own."""
    pages = pages_in(folder, sources)
    return Way(
        lambda: run(sys.executable, "-c", BARE, pages[0]),
        lambda: float(run(sys.executable, "-c", WARM, pages[0])),
        lambda: run(sys.executable, "-c", BARE, *pages),
        len(pages),
    )


def pandoc(folder: Path, sources: list[Path]) -> Way | None:
    """Pandoc, which hands our HTML to WeasyPrint."""
    program, engine = shutil.which("pandoc"), Path(sys.executable).with_name("weasyprint")
    if not program or not engine.exists():
        return None
    pages = pages_in(folder, sources)[:FEW]

    def one(page: Path) -> str:
        return run(program, page, "-o", page.with_suffix(".pandoc.pdf"), f"--pdf-engine={engine}")

    return Way(lambda: one(pages[0]), None, lambda: [one(page) for page in pages], len(pages))


def libreoffice(folder: Path, sources: list[Path]) -> Way | None:
    """LibreOffice, which prints our Word documents."""
    program = shutil.which("soffice")
    if not program:
        return None
    run(
        sys.executable,
        "-m",
        "bulletinc",
        "build",
        "--to",
        "docx",
        "--force",
        sources[0].parent,
        "-o",
        folder / "word",
    )
    documents = sorted((folder / "word").glob("*.docx"))
    office = (
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
    )
    run(*office, documents[0])  # which makes the profile
    return Way(
        lambda: run(*office, documents[0]), None, lambda: run(*office, *documents), len(documents)
    )


def chromium(folder: Path, sources: list[Path]) -> Way | None:
    """Chromium without a window, which prints our HTML."""
    program = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if not program:
        return None
    pages = pages_in(folder, sources)[:FEW]

    def one(page: Path) -> str:
        options = (
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder / 'chromium'}",
            "--no-pdf-header-footer",
        )
        return run(
            program, *options, f"--print-to-pdf={page.with_suffix('.chromium.pdf')}", page.as_uri()
        )

    one(pages[0])
    return Way(lambda: one(pages[0]), None, lambda: [one(page) for page in pages], len(pages))


def typst(folder: Path, sources: list[Path]) -> Way | None:
    """Typst with a plain template. It lays out on all cores by itself.

    The tree is read by our parser, outside its time.
    """
    try:
        import typst as library
    except ImportError:
        return None
    fonts = str(load_theme().folders[0] / "fonts")
    issues = [
        json.dumps(outline(parse(Source(path.read_text(encoding="utf-8"))))) for path in sources
    ]
    (folder / "issue.json").write_text(issues[0], encoding="utf-8")
    cold = (
        "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], "
        "font_paths=[sys.argv[3]], ignore_system_fonts=True,"
        " sys_inputs={'issue': open(sys.argv[4]).read()})"
    )
    arguments = (HERE / "page.typ", folder / "typst.pdf", fonts, folder / "issue.json")

    def one(issue: str) -> object:
        return library.compile(
            str(HERE / "page.typ"),
            font_paths=[fonts],
            ignore_system_fonts=True,
            sys_inputs={"issue": issue},
        )

    return Way(
        lambda: run(sys.executable, "-c", cold, *arguments),
        lambda: timed(lambda: one(issues[0])),
        lambda: [one(issue) for issue in issues],
        len(issues),
        CORES,
    )


def outline(document: Document) -> dict[str, object]:
    """What the plain template shows of a bulletin."""
    head, tail = document.masthead, document.colophon
    assert head is not None
    assert tail is not None
    texts = {"name": head.name, "issuer": head.issuer, "date": head.date_text}
    return {
        **{key: text.text if text else "" for key, text in texts.items()},
        "number": "".join(text.text for text in head.issue),
        "parts": list(_parts(document)),
        "records": [f"{line.label}：{line.text.text}" for line in tail.distribution],
    }


def _parts(document: Document) -> Iterator[dict[str, str]]:
    for node in walk(document):
        match node:
            case Section():
                yield {"kind": "section", "text": node.heading.text}
            case Item():
                texts = [
                    "".join(getattr(each, "text", "") for each in walk(paragraph))
                    for paragraph in node.paragraphs
                ]
                closing = "".join(text.text for text in (node.tag, node.attribution) if text)
                headline = (node.headline or node.label or node.lead) if texts else None
                yield {
                    "kind": "item",
                    "headline": headline.text if headline else "",
                    "text": "\n".join(texts) + closing,
                }
            case _:
                pass


def pages_in(folder: Path, sources: list[Path]) -> list[Path]:
    """Our HTML of each source."""
    made = []
    for source in sources:
        page = folder / f"{source.stem}.html"
        if not page.exists():
            page.write_bytes(
                html.render(
                    parse(Source(source.read_text(encoding="utf-8"), source.name)), RenderContext()
                ).data
            )
        made.append(page)
    return made


def main() -> None:
    """Print the table."""
    start_as_users_do()
    count = int(sys.argv[1]) if len(sys.argv) > 1 else BATCH
    text = six_pages().text
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "fonts.conf").write_text(
            FONTS.format(fonts=load_theme().folders[0] / "fonts", cache=folder / "cache"),
            encoding="utf-8",
        )
        os.environ["FONTCONFIG_FILE"] = str(folder / "fonts.conf")
        (folder / "texts").mkdir()
        sources = [folder / "texts" / f"{number:04}.txt" for number in range(1, count + 1)]
        for number, path in enumerate(sources, 1):
            path.write_text(text.replace("第12期", f"第{number}期", 1), encoding="utf-8")
        print(
            f"One bulletin of six pages, {len(text.encode()) // 1024} KB of text; {CORES} cores; "
            "seconds a document, times ours"
        )
        print(f"{'':24}{'cold':>16}{'warm':>16}{f'batch of {count}':>18}")
        found = {name: make(folder, sources) for name, make in WAYS.items()}
        ways = {name: way for name, way in found.items() if way is not None}
        # In turns, because a machine is quicker at one time than at another.
        rounds = [
            {
                name: (way.cold and timed(way.cold), way.warm and way.warm())
                for name, way in ways.items()
            }
            for _round in range(ROUNDS)
        ]
        batches = {name: timed(way.batch) * way.cores / way.count for name, way in ways.items()}
        ours_ = None
        for label in WAYS:
            if label not in ways:
                print(f"{label:24}not installed")
                continue
            cold, warm = (
                min(filter(None, column), default=None)
                for column in zip(*(each[label] for each in rounds), strict=True)
            )
            times = (cold, warm, batches[label])
            ours_ = ours_ or times
            cells = (_cell(own, our) for own, our in zip(times, ours_, strict=True))
            print(f"{label:24}{''.join(cells)}")


def _cell(seconds: float | None, ours: float | None) -> str:
    return (
        f"{'–':>17}"
        if seconds is None or ours is None
        else f"{seconds:9.3f} {seconds / ours:6.2f} "
    )


WAYS: dict[str, Callable[[Path, list[Path]], Way | None]] = {
    "bulletinc": bulletinc,
    "  --engine typst": bulletinc_typst,
    "  --jobs 1": one_worker,
    "bare WeasyPrint": bare_weasyprint,
    "pandoc, WeasyPrint": pandoc,
    "LibreOffice": libreoffice,
    "Chromium": chromium,
    "bare Typst, our page": bare_typst,
    "Typst, a plain page": typst,
    "bulletinc check": check,
}

if __name__ == "__main__":
    main()

"""How long a bulletin of ten tables and ten photographs takes, beside bare WeasyPrint.

    python benchmarks/pictures.py [ROUNDS]

The photographs have 4 MB each. Bare WeasyPrint is ``HTML(string=…).write_pdf()`` on the page of
HTML that we make, in which the pictures are scaled already; reading and scaling them is ours. Time
is that of the processor, imports are warm; rounds alternate, and the fastest counts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

from benchmarks.render import FONTS
from bulletinc import build
from bulletinc.theme import load_theme

COUNT = 10
PIXELS = (4000, 3000)
LEAST_BYTES = 4_000_000
ROWS = 12
BARE = """
import sys, time, weasyprint
page = sys.stdin.read()
weasyprint.HTML(string=page).write_pdf()
start = time.process_time()
weasyprint.HTML(string=page).write_pdf()
print(time.process_time() - start)
"""


def photograph(path: Path, number: int) -> None:
    """A picture with as much detail as a photograph: noise of several sizes, on a gradient."""
    image = Image.linear_gradient("L").resize(PIXELS).convert("RGB")
    for size in (4, 16, 64):
        small = (PIXELS[0] // size, PIXELS[1] // size)
        noise = Image.effect_noise(small, 60 + number).resize(PIXELS).convert("RGB")
        image = Image.blend(image, noise, 0.4)
    for quality in range(80, 100):
        image.save(path, "JPEG", quality=quality)
        if path.stat().st_size >= LEAST_BYTES:
            return


def draft() -> str:
    """An issue in which each item has a table and a photograph."""
    parts = ["清溪区工作快报\n\n第3期\n\n清溪区创建办　2026年3月5日\n\n【要闻】"]
    for number in range(1, COUNT + 1):
        rows = "\n".join(f"| 白河镇{row} | {row * 37} | {row}.5% |" for row in range(1, ROWS))
        parts.append(f"白河镇清理河道{number}公里\n\n近日，志愿者清理河道。（白河镇）")
        parts.append(
            f"表{number}　河道清理进度\n\n| 镇街 | 公里 | 比例 |\n| --- | --- | --- |\n{rows}"
        )
        parts.append(f"【插图：{number}.jpg】\n图{number}　志愿者清理河道")
    return "\n\n".join(parts) + "\n"


def main(rounds: int) -> None:
    """Print the times and the ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(1, COUNT + 1):
            photograph(folder / f"{number}.jpg", number)
        path = folder / "期.txt"
        path.write_text(draft(), encoding="utf-8")
        page = build(path, ("html",), shipped_fonts=True)["html"]
        fonts = folder / "fonts.conf"
        shipped = next(iter(load_theme().fonts.values())).parent
        fonts.write_text(FONTS.format(fonts=shipped, cache=folder / "cache"), encoding="utf-8")
        environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
        bare: list[float] = []
        ours: dict[str, list[float]] = {"weasyprint": [], "typst": []}
        for engine in ours:
            build(path, ("pdf",), engine=engine, shipped_fonts=True)
        for _round in range(rounds):
            said = subprocess.run(
                [sys.executable, "-c", BARE],
                input=page,
                capture_output=True,
                check=True,
                env=environment,
            )
            bare.append(float(said.stdout))
            for engine, times in ours.items():
                start = time.process_time()
                build(path, ("pdf",), engine=engine, shipped_fonts=True)
                times.append(time.process_time() - start)
        size = sum(each.stat().st_size for each in folder.glob("*.jpg")) / 2**20
        print(f"{COUNT} tables, {COUNT} photographs, {size:.0f} MB; the fastest of {rounds}:")
        print(f"  bare WeasyPrint  {min(bare):.2f} s")
        for engine, times in ours.items():
            print(f"  {engine:<16} {min(times):.2f} s, {min(times) / min(bare):.2f} of it")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)

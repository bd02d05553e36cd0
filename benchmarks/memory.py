"""Whether what sets pages keeps its size: one process makes a thousand bulletins of six pages.

Prints its memory on the way.

    python benchmarks/memory.py [DOCUMENTS]

The bulletins are that of render.py, and in each a part of the characters is another one, so that
fonts are asked for new ones.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import psutil
from render import six_pages

from bulletinc.compiler import BuildRequest, pages
from bulletinc.options import BuildOptions
from bulletinc.project import Project

DOCUMENTS = 1000
STEP = 100
CHANGED = 0.2  # of the characters


def main() -> None:
    """Print the memory after each hundred, and how it compares with that after the first
    hundred.
    """
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    text, chance, process = six_pages().text, random.Random(1), psutil.Process()
    characters = [character for character in text if "\u4e00" <= character <= "\u9fff"]
    first, start = 0, time.process_time()
    for number in range(1, count + 1):
        other = "".join(
            chance.choice(characters)
            if "\u4e00" <= each <= "\u9fff" and chance.random() < CHANGED
            else each
            for each in text
        )
        pages(
            BuildRequest(
                f"{number}.txt",
                other.encode(),
                Path(f"{number}.txt"),
                BuildOptions(("html", "pdf"), shipped_fonts=True),
                Project(),
            )
        )
        if number % STEP == 0:
            memory = process.memory_info().rss
            first = first or memory
            seconds = (time.process_time() - start) / number
            print(
                (
                    f"{number:6} documents  {memory / 2**20:6.1f} MB  {memory / first:5.2f}  "
                    f"{seconds:.2f} s each"
                ),
                flush=True,
            )


if __name__ == "__main__":
    main()

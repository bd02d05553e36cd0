"""How long the page of the desk takes from the last key to the changed page, in Chromium.

Run by hand, on an idle machine: ``python benchmarks/desk_page.py``. It types bursts into a
bulletin of six pages and one of 200 KB, and prints the times in milliseconds, and how many frames
took longer than 50 ms (Chromium's long animation frames), the longest of them, too.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.support.desk_page import OpenDesk, ServedDesk, chromium  # noqa: E402  (after the path)

BURSTS = 15
WORDS = "近日，志愿者清理河道"
BETWEEN_KEYS_MS = 60
_KB = 1024

_WATCH = """() => {
  window.frames50 = [];
  new PerformanceObserver((list) => { frames50.push(...list.getEntries().map((e) => e.duration)); })
    .observe({ type: "long-animation-frame" });
  document.addEventListener("input", () => { window.lastKey = performance.now(); }, true);
  new MutationObserver(() => document.body.dataset.read === "true" &&
    requestAnimationFrame(() => setTimeout(() => { window.shown = performance.now(); })))
    .observe(document.body, { attributes: true, attributeFilter: ["data-read"] });
}"""


def main() -> None:
    """Measure both drafts."""
    text = (ROOT / "examples/kuaibao.txt").read_text(encoding="utf-8")
    six = _lengthened(text, 15 * _KB)
    long = _lengthened(text, 200 * _KB)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        place = Path(folder) / "issues"
        place.mkdir()
        (place / "six.txt").write_text(six, encoding="utf-8")
        (place / "long.txt").write_text(long, encoding="utf-8")
        served = ServedDesk(place)
        served.start()
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        desk = OpenDesk(page, served)
        for name in ("six.txt", "long.txt"):
            desk.open(name)
            _measure(desk, name)
        served.close()


def _lengthened(text: str, size: int) -> str:
    """The bulletin with its sections again and again."""
    start, end = text.index("【"), text.index("\n编辑")
    body = text[start:end]
    while len(text.encode()) < size:
        text = text[:end] + "\n" + body + text[end:]
    return text


def _measure(desk: OpenDesk, name: str) -> None:
    page: Page = desk.page
    page.wait_for_timeout(2000)
    page.evaluate(_WATCH)
    page.click("#text .cm-line >> nth=8")
    times = []
    for _ in range(BURSTS):
        page.keyboard.type(WORDS, delay=BETWEEN_KEYS_MS)
        page.wait_for_function("() => document.body.dataset.read === 'true'")
        page.wait_for_timeout(200)
        times.append(page.evaluate("shown - lastKey"))
    slow = page.evaluate("frames50")
    print(
        f"{name}: median {median(times):.0f} ms, longest {max(times):.0f} ms; "
        f"frames over 50 ms: {len(slow)}, longest {max(slow, default=0):.0f} ms"
    )


if __name__ == "__main__":
    main()

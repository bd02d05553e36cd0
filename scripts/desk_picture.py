"""Make docs/desk.png: the desk with the example of a bulletin open, in Chromium.

``python scripts/desk_picture.py``
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import ViewportSize

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.support.desk_page import OpenDesk, ServedDesk, chromium  # noqa: E402  (after the path)

SETTINGS = """[sections]
order = ["检查督导", "生活环境建设", "政务环境建设", "文明道德风尚培育", "简讯"]
"""
SIZE: ViewportSize = {"width": 1366, "height": 768}


def main() -> None:
    """Open the folder of examples, the bulletin in it, and take the picture."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        place = Path(folder) / "期刊"
        place.mkdir()
        (place / "bulletin.toml").write_text(SETTINGS, encoding="utf-8")
        for name, example in (("2026-12", "kuaibao"), ("简报", "jianbao"), ("通报", "tongbao")):
            shutil.copy(ROOT / "examples" / f"{example}.txt", place / f"{name}.txt")
        bulletin = place / "2026-12.txt"
        text = bulletin.read_text(encoding="utf-8").replace("磨坊弄、", "磨坊弄,", 1)
        bulletin.write_text(text, encoding="utf-8")
        served = ServedDesk(place)
        served.start()
        desk = OpenDesk(browser.new_page(viewport=SIZE), served)
        desk.open(bulletin.name)
        desk.page.wait_for_timeout(3000)  # the list of issues has been read
        desk.page.screenshot(path=ROOT / "docs/desk.png")
        served.close()


if __name__ == "__main__":
    main()

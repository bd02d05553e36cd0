"""The desk as an editor has it: ``bulletinc serve`` in its own process, its page in Chromium."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.support.places import ROOT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PAUSE_MS = 120  # between two keys: the page would have been drawn again by then
_END_S = 10
_SETTLED_MS = 60_000  # the first draft waits for all that the program loads

EDITOR = "#text .cm-content, #text textarea"
_TEXT = """() => document.querySelector("#text textarea")?.value
  ?? [...document.querySelectorAll("#text .cm-line")].map((line) => line.textContent).join("\\n")"""

# Sets the caret as a click does. A line of CodeMirror is an element.
_SELECT = """([from, to]) => {
  const area = document.querySelector("#text textarea");
  if (area) return area.setSelectionRange(from, to);
  const lines = [...document.querySelectorAll("#text .cm-line")];
  const place = (position) => {
    for (const line of lines) {
      if (position <= line.textContent.length) {
        const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
          if (position <= texts.currentNode.length) return [texts.currentNode, position];
          position -= texts.currentNode.length;
        }
        return [line, 0];
      }
      position -= line.textContent.length + 1;
    }
  };
  getSelection().setBaseAndExtent(...place(from), ...place(to));
}"""


class ServedDesk:
    """A desk that serves a folder. It may be killed and started again at the same port.

    While ``disk`` holds the name of an error, its disk refuses what is written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.disk = folder.parent / "disk"
        self.state = folder.parent / "state"
        self.said = folder.parent / "said"  # what the program writes beside its address
        self._process: subprocess.Popen[str] | None = None
        self.address = ""
        self.visa: Any = None  # what the first browser was given, for others to come in with

    def start(self, *options: str) -> None:
        """Start the program; its address stands in ``address``."""
        program = [sys.executable, "-m", "tests.support.failing_disk", str(self.disk)]
        with self.said.open("ab") as said:
            self._process = subprocess.Popen(
                [*program, "--lang", "zh", "serve", str(self.folder), "--no-browser", *options],
                stdout=subprocess.PIPE,
                stdin=subprocess.DEVNULL,
                stderr=said,
                text=True,
                env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(self.state)},
            )
        assert self._process.stdout
        self.address = self._process.stdout.readline().strip()

    def ended(self) -> int | None:
        """The exit status of a program that ended though nobody ended it."""
        return self._process.poll() if self._process else None

    def kill(self) -> None:
        """End the program as a power failure does."""
        assert self._process
        self._process.kill()
        self._end()

    def start_again(self) -> None:
        """Start it at the port that it had."""
        port = self.address.split(":")[2].split("/")[0]
        self.start("--port", port)

    def close(self) -> None:
        """End the program as Ctrl-C does."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
        self._end()

    def _end(self) -> None:
        if self._process:
            self._process.wait(_END_S)
            assert self._process.stdout
            self._process.stdout.close()
            self._process = None


class OpenDesk:
    """The page of a desk, and the keys of an input method."""

    def __init__(self, page: Page, served: ServedDesk) -> None:
        self.page, self.served = page, served
        self.troubles: list[str] = []
        self.requests: list[str] = []
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", self._hear)
        page.on("request", lambda asked: self.requests.append(f"{asked.method} {asked.url}"))
        self._keys: CDPSession = page.context.new_cdp_session(page)

    def _hear(self, message: Any) -> None:
        # That a script (axe, which looks into all frames) is kept out of the page's frame is right.
        expected = ("Failed to load resource", "Blocked script execution")
        if message.type == "error" and not message.text.startswith(expected):
            self.troubles.append(message.text)

    def enter(self) -> None:
        """Open the address, which works once; later pages come in with what the first one got."""
        assert self.served.ended() is None, self.served.said.read_text(encoding="utf-8")
        context = self.page.context
        if self.served.visa is None:
            self.page.goto(self.served.address)
            self.served.visa = context.cookies()
        else:
            context.add_cookies(self.served.visa)
            self.page.goto(self.served.address.split("?")[0])

    def open(self, name: str, editor: str = "codemirror") -> None:
        """Open the page and a draft in this editor, with the caret at its beginning."""
        self.page.add_init_script(f"localStorage['desk.editor'] ??= '\"{editor}\"'")
        self.enter()
        self.page.click(f"#issues [data-path='{name}']")
        self.page.wait_for_selector(EDITOR)
        self.settle()
        self.page.focus(EDITOR)
        self.page.keyboard.press("Control+Home")

    def select(self, start: int, length: int = 0) -> None:
        """Set the caret, or select."""
        self.page.focus(EDITOR)
        self.page.evaluate(_SELECT, [start, start + length])

    def text(self) -> str:
        """The text in the editor (of a short draft: CodeMirror shows what is in sight)."""
        return str(self.page.evaluate(_TEXT))

    def sheet(self) -> str:
        """The words on the official page."""
        return self.page.frame_locator("#page iframe").locator("body").inner_text()

    def settle(self) -> None:
        """Wait until the page shows what was typed, and what is found in it."""
        settled = "dataset.read === 'true' && document.body.dataset.checked === 'true'"
        self.page.wait_for_function(f"() => document.body.{settled}", timeout=_SETTLED_MS)

    def compose(self, steps: Sequence[str], result: str) -> None:
        """Type with an input method: what it shows step by step, then what is chosen."""
        for step in steps:
            end = len(step)
            self._keys.send(
                "Input.imeSetComposition",
                {"text": step, "selectionStart": end, "selectionEnd": end},
            )
            self.page.wait_for_timeout(PAUSE_MS)
        self._keys.send("Input.insertText", {"text": result})

    def saved(self, name: str) -> str:
        """The draft on the disk."""
        return (self.served.folder / name).read_text(encoding="utf-8")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser; skips the test where none is installed."""
    if not CHROMIUM:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()

"""A desk that runs in a process of its own, and the browser's part of talking to it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.support.places import ROOT

DRAFT = """清溪区工作快报

第{number}期

清溪区创建办

2026年3月5日

【要闻】

全区召开动员会　3日，区里召开动员会，部署下一步工作。（区创建办）

编辑：王某某
"""
_LONGEST_S = 100


@dataclass
class RunningDesk:
    """A desk in a process; ``http`` is a browser that was let in, ``said`` is what it printed."""

    process: subprocess.Popen[str]
    folder: Path
    address: str
    http: httpx.Client
    said: list[str] = field(default_factory=list)

    @property
    def port(self) -> int:
        return httpx.URL(self.address).port or 0

    def get(self, address: str, **asked: str) -> Any:
        return self._value(self.http.get(address, params=asked))

    def post(self, address: str, value: object) -> Any:
        return self._value(self.http.post(address, json=value))

    def stop(self) -> int:
        """Press Ctrl-C, and return the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        _out, err = self.process.communicate(timeout=_LONGEST_S)
        self.said += err.splitlines()
        self.http.close()
        return self.process.returncode

    @staticmethod
    def _value(answer: httpx.Response) -> Any:
        assert answer.is_success, answer.text
        return answer.json()


def browser(port: int) -> httpx.Client:
    """A browser that shows the desk's page, before it was let in."""
    own = f"http://127.0.0.1:{port}"
    headers = {"Origin": own, "X-Bulletinc": "1"}
    return httpx.Client(base_url=own, headers=headers, timeout=_LONGEST_S, trust_env=False)


def start(folder: Path, state: Path, port: int | None = None) -> RunningDesk:
    """Open a folder. ``state`` is the user's folder for what programs keep.

    Without a ``port`` another test may take the one that was free: then another one is tried.
    """
    for _time in range(3 if port is None else 1):
        number = free_port() if port is None else port
        process = _process(folder, state, number)
        assert process.stdout is not None
        if address := process.stdout.readline().strip():
            return RunningDesk(process, folder, address, browser(number))
        _out, said = process.communicate()
    raise AssertionError(said)


def _process(folder: Path, state: Path, port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "bulletinc", "serve", str(folder)),
            *("--port", str(port), "--no-browser"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "BULLETINC_LANG": "en",
            "XDG_STATE_HOME": str(state),
        },
    )


@contextmanager
def opened(folder: Path, state: Path) -> Iterator[RunningDesk]:
    """A desk with a browser that was let in, ended when the block is left."""
    folder.mkdir(exist_ok=True)
    (folder / "bulletin.toml").touch()  # none above this folder counts
    desk = start(folder, state)
    try:
        assert desk.http.get(desk.address).status_code == 303
        yield desk
    finally:
        desk.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

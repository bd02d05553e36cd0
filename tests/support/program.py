"""The program as a test calls it: in this process (fixture ``run``) or in one of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from bulletinc import cli
from tests.support.places import ROOT


class Said(NamedTuple):
    """What one call of the program gave. Bytes that are not UTF-8 are surrogates in the texts."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> bytes:
        """Standard output, byte for byte."""
        return self.out.encode("utf-8", "surrogateescape")


Run = Callable[..., Said]


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in this process.

    Help texts are in the language of the first call that loaded them.
    """

    def _run(*arguments: str, stdin: bytes = b"") -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = cli.run(arguments)
        out, err = capsysbinary.readouterr()
        return _said(status, out, err)

    return _run


def program(*arguments: str, stdin: bytes = b"", **environment: str) -> Said:
    """Run the program in a process of its own, in the current folder."""
    done = subprocess.run(
        [sys.executable, "-m", "bulletinc", *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        check=False,
    )
    return _said(done.returncode, done.stdout, done.stderr)


def _said(status: int, out: bytes, err: bytes) -> Said:
    return Said(
        status, out.decode("utf-8", "surrogateescape"), err.decode("utf-8", "surrogateescape")
    )

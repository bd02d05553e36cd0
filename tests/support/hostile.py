"""Names, texts and kinds of file that somebody might send to do harm, and what must not happen."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

DRAFT = (
    "清溪区创建全国文明城市　工作快报\n\n第{number}期\n\n清溪区创建办\n\n2026年3月5日\n\n"
    "【简讯】\n\n【文明实践】　白河镇：近日,志愿者清理河道。（白河镇）\n"
)

# File names: control characters, commands of GitHub and shells, options, directions, long ones.
NAMES = {
    "line": "x\n::error file=README.md,line=1::PWNED\n.txt",
    "carriage return": "x\r::error::PWNED.txt",
    "title of the terminal": "y\x1b]0;PWNED\x07.txt",
    "colour": "y\x1b[31m红.txt",
    "C1 control": "y\x9b2J.txt",
    "delete": "y\x7f.txt",
    "direction": "y\u202etxt.fdp.txt",
    "isolates": "y\u2066a\u2069.txt",
    "line separator": "y\u2028::error::PWNED.txt",
    "percent": "y%0A::error::PWNED.txt",
    "shell": "$(touch PWNED)`touch PWNED`;touch PWNED;.txt",
    "quotes": "a\"'b.txt",
    "markup": "<script>alert(1)</script>&amp;.txt".replace("/", "∕"),
    "option": "--output=README.txt",
    "short option": "-rf.txt",
    "format": "{path}{0}%s.txt",
    "spaces": "  a  b .txt",
    "backslash": "..\\..\\a.txt",
    "long": "长" * 80 + ".txt",
    "rich markup": "[bold red]y[/][link=http://x].txt".replace("/", "∕"),
}

BYTES = os.fsdecode(b"y\xff\x9b2J.txt")  # of a system where names are not UTF-8

# Draft texts, whose words come into findings, notes and pages.
TEXTS = {
    "escape": "【\x1b]0;PWNED\x07】　白河镇：近日,\x1b[2J清理河道。",
    "command": "::error::PWNED\n【::stop-commands::x】　白河镇：##[error]近日,##vso[x.y]清理。",
    "return": "近日,\r::error::PWNED\r清理河道,\x9b31m。",
    "direction": "近日,\u202e清理河道,\u2066。",
    "nul": "近日,\x00清理河道。",
    "script": "【<script>alert(1)</script>】　白河镇：</style><script>alert(1)</script>近日,清理。",
}


def acting(text: str) -> list[str]:
    """The characters of a text that a terminal or a log would act on, line ends and tabs apart."""
    return [
        character
        for character in text
        if (unicodedata.category(character) in {"Cc", "Zl", "Zp"} and character not in "\n\t")
        or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
    ]


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _link_out(path: Path) -> None:
    secret = path.parent.parent / "outside/secret"
    path.symlink_to(secret)


def _link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def _dangling(path: Path) -> None:
    path.symlink_to("nothing-there")


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _folder(path: Path) -> None:
    path.mkdir()


def _socket(path: Path) -> None:
    import socket

    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("s")
        Path("s").rename(path.name)
    finally:
        os.chdir(here)


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2**33)  # without a block on the disk


def _closed(path: Path) -> None:
    path.write_text(DRAFT.format(number=3), encoding="utf-8")
    path.chmod(0)


# What may stand where a draft, an output or the settings should be.
KINDS: dict[str, Callable[[Path], None]] = {
    "pipe": _fifo,
    "link out": _link_out,
    "link to itself": _link_to_itself,
    "link to nothing": _dangling,
    "endless device": _device,
    "folder": _folder,
    "socket": _socket,
    "huge file": _huge,
    "closed file": _closed,
}


def state(folder: Path) -> dict[str, object]:
    """Everything below a folder: kind, rights, owner and content, without following links."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        content: object = None
        if path.is_symlink():
            content = os.readlink(path)
        elif path.is_file() and status.st_size < 2**20:
            content = path.read_bytes()
        found[str(path.relative_to(folder))] = (status.st_mode, status.st_uid, content)
    return found

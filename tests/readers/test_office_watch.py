"""LibreOffice does not outlive who asked for it, however that ends, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bulletinc import readers
from bulletinc.errors import BulletinError
from bulletinc.readers import libre_office, ole

_WITHIN_S = 20
_WITH_SIGNALS = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
_IMPORT = (
    "import sys; from bulletinc.readers.formats import office;"
    "office.libre_office.program = lambda: sys.argv[1]; office.read(b'{\\\\rtf1 a}', '稿.rtf')"
)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def stand_in(folder: Path) -> tuple[Path, Path]:
    """A program in the place of LibreOffice that has a child and never ends; where it says so."""
    path, started = folder / "soffice", folder / "started"
    path.write_text(
        "#!/bin/sh\necho > $TMPDIR/left\n"
        f"sleep 600 &\necho $! $$ > {started}.new\nmv {started}.new {started}\nwait\n"
    )
    path.chmod(0o755)
    return path, started


def is_running(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def wait_until(what: Callable[[], object]) -> None:
    end = time.monotonic() + _WITHIN_S
    while not what():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.05)


@_WITH_SIGNALS
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT", "SIGKILL", "SIGQUIT"])
def test_libreoffice_dies_with_import_and_its_copy_is_deleted(tmp_path: Path, name: str) -> None:
    program, started = stand_in(tmp_path)
    copies = tmp_path / "copies"
    copies.mkdir()
    importing = subprocess.Popen(
        [sys.executable, "-c", _IMPORT, str(program)],
        env=os.environ | {"TMPDIR": str(copies), "PYTHONPATH": os.pathsep.join(sys.path)},
        stderr=subprocess.DEVNULL,
        # Whoever runs the tests may ignore Ctrl-C.
        preexec_fn=_heed_interrupts,  # noqa: PLW1509  # no threads yet
    )
    wait_until(started.exists)
    processes = [int(number) for number in started.read_text().split()]
    assert len(processes) == 2
    assert all(map(is_running, processes))
    assert list(copies.iterdir())
    importing.send_signal(getattr(signal, name))
    importing.wait(_WITHIN_S)
    wait_until(lambda: not any(map(is_running, processes)) and not list(copies.iterdir()))


DAMAGED = {
    "noise": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 20,
    "header alone": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
    "cut": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "ring": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(22) + b"\x09\x00" + bytes(2000),
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_document_is_told_and_not_turned_into_characters(data: bytes) -> None:
    with pytest.raises(BulletinError, match="damaged or incomplete"):
        readers.read(data, "稿.doc")
    assert ole.streams(data) == ()


def container(*streams: tuple[str, bytes]) -> bytes:
    """An OLE container with these streams, each as long as a whole number of sectors."""
    sectors: list[bytes] = []
    table: list[int] = [0xFFFFFFFD]
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0)]
    for name, data in streams:
        entries.append(_entry(name, 2, len(table), len(data)))
        count = len(data) // 512
        table += [len(table) + at + 1 for at in range(count - 1)] + [0xFFFFFFFE]
        sectors += [data[at * 512 : (at + 1) * 512] for at in range(count)]
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * 512, b"\0")
    first = len(table)
    count = len(directory) // 512
    table += [len(table) + at + 1 for at in range(count - 1)] + [0xFFFFFFFE]
    fat = b"".join(each.to_bytes(4, "little") for each in table).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0"
    header = header.ljust(44, b"\0") + (1).to_bytes(4, "little") + first.to_bytes(4, "little")
    header = header.ljust(76, b"\0") + bytes(4) + b"\xff" * 432
    return header + fat + b"".join(sectors) + directory


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    entry = text.ljust(64, b"\0") + len(text).to_bytes(2, "little") + bytes([kind])
    return entry.ljust(116, b"\0") + start.to_bytes(4, "little") + size.to_bytes(8, "little")


def test_the_streams_of_a_container_are_seen() -> None:
    data = container(("WordDocument", b"\xec\xa5".ljust(4608, b"\0")), ("1Table", bytes(1024)))
    assert ole.streams(data) == (
        ("WordDocument", 4608, b"\xec\xa5" + bytes(14)),
        ("1Table", 1024, b""),
    )


def test_slides_and_a_document_of_noise_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libre_office, "program", lambda: pytest.fail("LibreOffice was asked"))
    with pytest.raises(BulletinError, match="neither a text document nor a spreadsheet"):
        readers.read(container(("PowerPoint Document", bytes(4608))), "片.ppt")
    with pytest.raises(BulletinError, match="damaged or incomplete"):
        readers.read(container(("WordDocument", b"\x13\x37".ljust(4608, b"\0"))), "稿.doc")
    whole = container(("WordDocument", b"\xec\xa5".ljust(46080, b"\0")))
    with pytest.raises(BulletinError, match="damaged or incomplete"):
        readers.read(whole[:2048] + whole[-512:], "稿.doc")

"""Drafts are saved as they were found, and never over what another program saved."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

from bulletinc.files import UnwrittenError
from bulletinc.server.answers import failed
from bulletinc.server.draft_files import read_draft_file, save_draft, stamp_of
from bulletinc.server.refusals import Refusal

_TEXT = "清溪区工作快报\n第1期\n\n白河镇𠮷兴村清理河道。\n"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return tmp_path / "1.txt"


def _save(draft: Path, text: str, stamp: str) -> tuple[str, list[str]]:
    return save_draft(draft.parent, draft, draft.name, text, stamp)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_mark_and_line_ends_stay(draft: Path, encoding: str, end: str) -> None:
    draft.write_bytes(_TEXT.replace("\n", end).encode(encoding))
    read = read_draft_file(draft, draft.name)
    assert read.text == _TEXT
    stamp, notes = _save(draft, _TEXT + "新的一行\n", read.stamp)
    assert draft.read_bytes() == (_TEXT + "新的一行\n").replace("\n", end).encode(encoding)
    assert (stamp, notes) == (stamp_of(draft.read_bytes()), [])


def test_a_text_that_did_not_change_leaves_every_byte(draft: Path) -> None:
    mixed = "一\r\n二\n三\r".encode()
    draft.write_bytes(mixed)
    read = read_draft_file(draft, draft.name)
    assert _save(draft, read.text, read.stamp) == (read.stamp, [])
    assert draft.read_bytes() == mixed


def test_lines_that_did_not_change_keep_their_ends(draft: Path) -> None:
    draft.write_bytes("一\r\n二\n三\r\n".encode())
    read = read_draft_file(draft, draft.name)
    _save(draft, "一\n新\n二\n三三\n", read.stamp)
    assert draft.read_bytes().decode() == "一\r\n新\r\n二\n三三\r\n"


def test_a_draft_that_another_program_saved_is_not_overwritten(draft: Path) -> None:
    draft.write_text(_TEXT, encoding="utf-8")
    read = read_draft_file(draft, draft.name)
    theirs = _TEXT.replace("第1期", "第2期").replace("\n", "\r\n")
    draft.write_bytes(theirs.encode("gb18030"))
    with pytest.raises(Refusal) as refused:
        _save(draft, "我的", read.stamp)
    assert refused.value.status == 409
    stamp = stamp_of(theirs.encode("gb18030"))
    assert refused.value.more == {"text": theirs.replace("\r\n", "\n"), "stamp": stamp}
    assert draft.read_bytes() == theirs.encode("gb18030")
    _save(draft, "我的", stamp)
    assert draft.read_text(encoding="gb18030") == "我的"


def test_one_that_is_saved_while_it_is_written_is_not_overwritten(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft.write_text(_TEXT, encoding="utf-8")
    read = read_draft_file(draft, draft.name)
    opened = os.open

    def open_late(path: Any, flags: int, *more: Any) -> int:
        if str(path).endswith(".tmp"):
            draft.write_text("别人的", encoding="utf-8")
        return opened(path, flags, *more)

    monkeypatch.setattr(os, "open", open_late)
    with pytest.raises(Refusal) as refused:
        _save(draft, "我的", read.stamp)
    assert (refused.value.status, refused.value.more["text"]) == (409, "别人的")
    assert draft.read_text(encoding="utf-8") == "别人的"


def test_one_that_was_deleted_is_told_of_and_can_be_written_anew(draft: Path) -> None:
    draft.write_text(_TEXT, encoding="utf-8")
    read = read_draft_file(draft, draft.name)
    draft.unlink()
    with pytest.raises(Refusal) as refused:
        _save(draft, _TEXT, read.stamp)
    assert (refused.value.status, refused.value.more) == (409, {"text": None, "stamp": ""})
    _save(draft, _TEXT, "")
    assert draft.read_text(encoding="utf-8") == _TEXT


def test_a_new_draft_takes_the_place_of_none(draft: Path) -> None:
    draft.write_text(_TEXT, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        _save(draft, "新的", "")
    assert refused.value.status == 409
    assert draft.read_text(encoding="utf-8") == _TEXT


def test_what_is_no_text_meanwhile_is_told_of(draft: Path) -> None:
    draft.write_text(_TEXT, encoding="utf-8")
    read = read_draft_file(draft, draft.name)
    draft.write_bytes(b"PK\x03\x04")
    with pytest.raises(Refusal) as refused:
        _save(draft, _TEXT, read.stamp)
    assert (refused.value.status, refused.value.more["text"]) == (409, None)
    _save(draft, _TEXT, refused.value.more["stamp"])
    assert draft.read_text(encoding="utf-8") == _TEXT


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
def test_a_disk_that_takes_nothing_is_told_of_and_leaves_the_old_file(
    draft: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    draft.write_text(_TEXT, encoding="utf-8")
    read = read_draft_file(draft, draft.name)
    opened = os.open

    def refuse(path: Any, flags: int, *more: Any) -> int:
        if flags & os.O_CREAT:
            raise OSError(number, os.strerror(number))
        return opened(path, flags, *more)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UnwrittenError) as refused:
        _save(draft, "我的", read.stamp)
    monkeypatch.undo()
    answer = failed(refused.value)
    assert answer.status_code == (507 if number == errno.ENOSPC else 500)
    told = json.loads(bytes(answer.body))
    assert told["message"] == refused.value.message
    assert "-o" not in told["remedy"]  # which the desk has not
    assert draft.read_text(encoding="utf-8") == _TEXT
    assert os.listdir(draft.parent) == ["1.txt"]


def test_half_a_character_is_refused_and_nothing_written(draft: Path) -> None:
    draft.write_text(_TEXT, encoding="utf-8")
    read = read_draft_file(draft, draft.name)
    with pytest.raises(Exception, match="D842"):
        _save(draft, "\ud842", read.stamp)
    assert draft.read_text(encoding="utf-8") == _TEXT

"""Encodings recognised by their bytes: GB18030 is not taken for Big5, nor Big5 for GB18030."""

from __future__ import annotations

import pytest

from bulletinc import readers
from bulletinc.errors import BulletinError
from bulletinc.readers.importing import make_draft
from bulletinc.text.charsets import decode_named
from bulletinc.text.foreign_charset import foreign_charset

SIMPLIFIED = "近日，柳荫街道对12条背街小巷逐条排查，清理堆物36处。镕基、〇、①、《》。"
TRADITIONAL = "近日，柳蔭街道對12條背街小巷逐條排查，清理堆物36處。"
JAPANESE = "清溪区のボランティアが川を掃除しました。ありがとうございます。"
LONG_JAPANESE = (
    "三月五日、市民の有志が東の川で清掃を行い、空き缶などを集めました。参加した人は四十人で、"
    "橋の下から公園までの道をきれいにしました。次の活動は四月の日曜日に予定しています。"
)
KOREAN = (
    "삼월 오일 주민 봉사단이 마을 하천에서 쓰레기를 줍고 나무를 심었습니다. "
    "참가한 사람은 마흔 명이며 다리 아래에서 공원까지 길을 깨끗하게 만들었습니다."
)


@pytest.mark.parametrize(("text", "encoding", "found"), [
    (SIMPLIFIED, "gb18030", ""),
    (TRADITIONAL, "gb18030", ""),
    (TRADITIONAL, "big5", "big5"),
    ("清溪區近日開展工作", "big5", "big5"),
    (JAPANESE, "shift_jis", "shift_jis"),
    (JAPANESE, "utf-8", ""),
    (LONG_JAPANESE, "euc_jp", "euc_jp"),
    (LONG_JAPANESE, "gb18030", ""),
    (KOREAN, "euc_kr", "euc_kr"),
    (SIMPLIFIED * 4, "gb18030", ""),
    ("河道" * 40, "gb18030", ""),
    ("柳荫街道　白河镇\n" * 9, "gb18030", ""),
    (TRADITIONAL, "utf-8", ""),
    ("plain", "ascii", ""),
    ("第12期", "gb18030", ""),
    ("区", "gb18030", ""),
])  # fmt: skip
def test_the_encoding_is_seen_from_the_bytes(text: str, encoding: str, found: str) -> None:
    data = text.encode(encoding)
    assert foreign_charset(data) == found
    assert decode_named(data, found, "稿") == text


@pytest.mark.parametrize("said", ["iso-8859-1", "latin1", "windows-1252", "us-ascii", "gbk", ""])
def test_what_is_said_of_bytes_counts_only_where_it_is_true(said: str) -> None:
    assert decode_named(SIMPLIFIED.encode("gb18030"), said, "页") == SIMPLIFIED
    assert decode_named(SIMPLIFIED.encode(), said, "页") == SIMPLIFIED
    assert decode_named(SIMPLIFIED.encode("utf-16"), said, "页") == SIMPLIFIED
    assert decode_named(TRADITIONAL.encode("big5"), said, "页") == TRADITIONAL


def test_western_text_stays_western() -> None:
    assert decode_named("Café à la carte".encode("latin-1"), "iso-8859-1", "页") == (
        "Café à la carte"
    )


def test_text_in_big5_is_read_and_named_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    text, notes = make_draft(readers.read(TRADITIONAL.encode("big5"), "稿.txt"), "稿.txt")
    assert text == f"{TRADITIONAL}\n"
    assert [note.message for note in notes] == [
        "the text is in Traditional characters; convert it to simplified ones",
        "the text was read as Big5; see whether its characters are right",
    ]


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(BulletinError, match="稿"):
        readers.read(bytes(range(128, 256)) * 3, "稿.txt")

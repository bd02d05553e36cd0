"""Bytes to text, and offsets to places."""

from __future__ import annotations

import codecs
import contextlib
import pickle
import subprocess
import sys
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import bulletinc
from bulletinc.errors import BulletinError
from bulletinc.text import gb18030
from bulletinc.text.source import Source, Span, decode

# Texts in which a code point, a UTF-16 unit, a column and a line end are four different things.
texts = st.text(st.sampled_from("一a“𠮷😀\u0301\r\n\u2028\u0085\v\f\t\u200b")) | st.text()


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


# Encodings

BULLETIN = "工作快报\r\n第１２期　𠮷😀①—“”ḿ\n"


@pytest.mark.parametrize(
    ("mark", "codec", "encoding"),
    [
        (b"", "utf-8", "utf-8"),
        (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    ],
)
def test_the_text_is_read_without_its_byte_order_mark(
    mark: bytes, codec: str, encoding: str
) -> None:
    assert decode(mark + BULLETIN.encode(codec), "一.txt") == Source(BULLETIN, "一.txt", encoding)


@pytest.mark.parametrize("mark", [b"", b"\x84\x31\x95\x33"])
def test_gb18030_is_read_with_and_without_its_byte_order_mark(mark: bytes) -> None:
    text = BULLETIN.replace("ḿ", "")
    assert decode(mark + text.encode("gb18030")) == Source(text, encoding="gb18030")


@given(st.text())
def test_utf8_gives_back_every_text(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()).text == text


@pytest.mark.parametrize("data", [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_an_empty_file_is_an_empty_text(data: bytes) -> None:
    assert decode(data).text == ""


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_lost_zero_byte_stays_in_the_text(codec: str) -> None:
    assert decode("第\0期".encode(codec)).text == "第\0期"


# GB18030, edition of 2022. The pairs were compared with what a browser's TextDecoder makes of the
# same bytes.

MOVED_IN_2022 = {
    "A6D9": ("FE10", "84318236"),
    "A6DA": ("FE12", "84318238"),
    "A6DB": ("FE11", "84318237"),
    "A6DC": ("FE13", "84318239"),
    "A6DD": ("FE14", "84318330"),
    "A6DE": ("FE15", "84318331"),
    "A6DF": ("FE16", "84318332"),
    "A6EC": ("FE17", "84318333"),
    "A6ED": ("FE18", "84318334"),
    "A6F3": ("FE19", "84318335"),
    "FE59": ("9FB4", "82359037"),
    "FE61": ("9FB5", "82359038"),
    "FE66": ("9FB6", "82359039"),
    "FE67": ("9FB7", "82359130"),
    "FE6D": ("9FB8", "82359131"),
    "FE7E": ("9FB9", "82359132"),
    "FE90": ("9FBA", "82359133"),
    "FEA0": ("9FBB", "82359134"),
}


@pytest.mark.parametrize(
    ("two_bytes", "character", "four_bytes"),
    [(key, *value) for key, value in MOVED_IN_2022.items()],
)
def test_gb18030_reads_the_characters_that_moved_in_2022_from_both_codes(
    two_bytes: str, character: str, four_bytes: str
) -> None:
    assert decode(bytes.fromhex(two_bytes)).text == chr(int(character, 16))
    assert decode(bytes.fromhex(four_bytes)).text == chr(int(character, 16))


def test_gb18030_reads_the_letter_that_moved_in_2005() -> None:
    assert decode(bytes.fromhex("A8BC")).text == "ḿ"
    assert decode(bytes.fromhex("8135F437")).text == "\ue7c7"


@pytest.mark.parametrize("code", [*MOVED_IN_2022, "A8BC", "8135F437", "D6D0"])
def test_gb18030_writes_the_codes_of_2022(code: str) -> None:
    data = bytes.fromhex(code)
    assert gb18030.encode(gb18030.decode(data)) == data


def test_gb18030_moves_no_other_character() -> None:
    leads, digits = range(0x81, 0xFF), range(0x30, 0x3A)
    codes = [bytes((lead, trail)) for lead in leads for trail in range(0x40, 0xFF) if trail != 0x7F]
    codes += [
        code
        for four in product(range(0x81, 0x85), digits, leads, digits)
        if (code := bytes(four)) <= "\uffff".encode("gb18030")
    ]
    changed = {
        code: gb18030.decode(code)
        for code in codes
        if gb18030.decode(code) != code.decode("gb18030")
    }
    moved = {
        bytes.fromhex(code): chr(int(character, 16))
        for code, (character, _) in MOVED_IN_2022.items()
    }
    assert changed == moved | {bytes.fromhex("A8BC"): "ḿ", bytes.fromhex("8135F437"): "\ue7c7"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_private_use_characters_of_unicode_files_are_not_touched(encoding: str) -> None:
    private = "".join(map(chr, range(0xE000, 0xF900))) + "ḿ"
    assert decode(private.encode(encoding)).text == private


# What cannot be read


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            "第1期\n好".encode("gb18030") + b"\xff!",
            "neither UTF-8 nor GB18030 text: line 2, byte offset 8: FF",
        ),
        (b"caf\xe9", "neither UTF-8 nor GB18030 text: line 1, byte offset 3: E9"),
        (
            b"\x84\x31\x95\x33\n\xff\xff",
            "neither UTF-8 nor GB18030 text: line 2, byte offset 5: FF",
        ),
        (codecs.BOM_UTF8 + b"a\r\n\xb5\xdab", "damaged UTF-8 text: line 2, byte offset 6: B5"),
        (
            codecs.BOM_UTF16_LE + "一\r二".encode("utf-16-le") + b"\x00",
            "damaged UTF-16-LE text: line 2, byte offset 8: 00",
        ),
        (
            codecs.BOM_UTF32_BE + b"\x7f\x00\x00\x00",
            "damaged UTF-32-BE text: line 1, byte offset 4: 7F 00 00 00",
        ),
    ],
)
def test_undecodable_bytes_are_named_with_their_place_and_a_remedy(
    data: bytes, message: str
) -> None:
    with pytest.raises(BulletinError) as caught:
        decode(data, "一.txt")
    assert caught.value.message == f"一.txt: {message}"
    assert "UTF-8" in (caught.value.remedy or "")


def test_one_broken_character_does_not_turn_utf8_into_another_encoding() -> None:
    data = "清溪区创建全国文明城市工作快报".encode()
    damaged = data[:30] + data[31:]
    damaged += b"\x80" * (len(damaged) % 2)
    assert damaged.decode("gb18030")  # nonsense, but accepted: this is why the test is here
    with pytest.raises(BulletinError, match="damaged UTF-8 text: line 1, byte offset 30"):
        decode(damaged)


@pytest.mark.parametrize(
    "text",
    [
        "一一一一一一一一一一一一，",  # 一 reads as U+04BB in UTF-8
        "班本",  # reads as one fault and U+0C7E
        "清溪区创建全国文明城市　工作快报\n第12期（总第86期）\n",
        "柳荫街道“三步走”破解停车难　一是摸清底数。",
    ],
)
def test_gb18030_text_is_not_taken_for_damaged_utf8(text: str) -> None:
    assert decode(text.encode("gb18030")) == Source(text, encoding="gb18030")


@given(st.binary())
@example(codecs.BOM_UTF16_LE + b"\x00\xd8")
@example(b"\x84\x31\x95\x33\x80")
def test_any_bytes_give_a_text_or_a_message(data: bytes) -> None:
    with contextlib.suppress(BulletinError):
        decode(data).text.encode()  # every character can be written again: no surrogates


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00", "a document of Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "a document of Word"),
        (rb"{\rtf1\ansi", "a document of Word"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00", "an image"),
        (b"\xff\xd8\xff\xe0", "an image"),
        (b"GIF89a", "an image"),
        ("第1期\n2026年3月5日\n".encode("utf-16-le"), "NUL bytes, the first at byte offset 3"),
        ("第1期\n2026年3月5日\n".encode("utf-16-be"), "NUL bytes, the first at byte offset 2"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00", "3 NUL bytes, the first at byte offset 7"),
    ],
)
def test_files_that_are_not_text_are_recognised(data: bytes, what: str) -> None:
    with pytest.raises(BulletinError) as caught:
        decode(data, "一.txt")
    assert caught.value.message.startswith("一.txt: not plain text")
    assert what in caught.value.message
    assert caught.value.remedy


# Places


def test_three_line_ends_and_no_others() -> None:
    assert Source("一\r\n二\r三\n\n\u2028\u0085\v\f").lines() == [
        Span(0, 1),
        Span(3, 4),
        Span(5, 6),
        Span(7, 7),
        Span(8, 12),
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [Span(0, 0)]),
        ("\n", [Span(0, 0), Span(1, 1)]),
        ("\n\r", [Span(0, 0), Span(1, 1), Span(2, 2)]),
    ],
)
def test_an_empty_line_stands_after_the_last_line_end(text: str, lines: list[Span]) -> None:
    assert Source(text).lines() == lines


def test_positions_count_from_one_in_code_points() -> None:
    source = Source("𠮷😀\r\n一二\n")
    assert [source.position(offset) for offset in range(8)] == [
        (1, 1),
        (1, 2),
        (1, 3),
        (1, 4),
        (2, 1),
        (2, 2),
        (2, 3),
        (3, 1),
    ]


def test_utf16_positions_count_from_zero_in_units() -> None:
    source = Source("𠮷😀\r\n一𠮷二\n")
    assert [source.utf16_position(offset) for offset in (0, 1, 2, 4, 5, 6, 7, 8)] == [
        (0, 0),
        (0, 2),
        (0, 4),
        (1, 0),
        (1, 1),
        (1, 3),
        (1, 4),
        (2, 0),
    ]


@pytest.mark.parametrize("offset", [-1, 3])
def test_an_offset_outside_the_text_has_no_place(offset: int) -> None:
    source = Source("一二")
    with pytest.raises(IndexError, match="outside a text of 2 code points"):
        source.position(offset)
    with pytest.raises(IndexError, match="outside a text of 2 code points"):
        source.utf16_position(offset)


@given(texts)
@example("\r\n")
def test_lines_and_line_ends_make_up_the_text(text: str) -> None:
    lines = Source(text).lines()
    assert lines[0].start == 0
    assert lines[-1].end == len(text)
    for line in lines:
        assert not {"\r", "\n"} & set(text[line.start : line.end])
    for line, following in pairwise(lines):
        assert text[line.end : following.start] in {"\r\n", "\r", "\n"}
        assert text[following.start - 1 : following.start + 1] != "\r\n"


@given(texts)
@example("𠮷😀\r\n\u2028一")
def test_positions_lead_back_to_their_offset(text: str) -> None:
    source = Source(text)
    lines = source.lines()
    for offset in range(len(text) + 1):
        position = source.position(offset)
        assert position.line >= 1
        assert lines[position.line - 1].start + position.column - 1 == offset


@given(texts)
@example("𠮷😀\r\n\u2028一")
@example("\ud83d一")
def test_utf16_positions_lead_back_to_their_offset(text: str) -> None:
    source = Source(text)
    lines = source.lines()
    for offset in range(len(text) + 1):
        line, character = source.utf16_position(offset)
        rest = text[lines[line].start :].encode("utf-16-le", "surrogatepass")
        assert (
            lines[line].start + len(rest[: 2 * character].decode("utf-16-le", "surrogatepass"))
            == offset
        )


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("ab1", 3),
        ("一二", 4),
        ("，（", 4),
        ("𠮷😀", 4),
        ("ｶ", 1),
        ("“…①Ⅲ·”", 6),
        ("e\u0301", 1),
        ("か\u3099", 2),
        ("一\u200d\ufe0f", 2),
        ("\t\0", 2),
    ],
)
def test_width_in_columns(text: str, width: int) -> None:
    assert Source(f"前{text}后").width(Span(1, 1 + len(text))) == width


def test_a_source_is_a_value() -> None:
    source = Source("一\n二", "一.txt")
    assert source == Source("一\n二", "一.txt")
    assert hash(source) == hash(Source("一\n二", "一.txt"))
    assert source != Source("一\n三", "一.txt")
    assert pickle.loads(pickle.dumps(source)).lines() == source.lines()
    with pytest.raises(AttributeError):
        source.text = "三"  # type: ignore[misc]


# The error


def test_an_error_reads_as_message_and_remedy_and_survives_a_process() -> None:
    error = BulletinError("a.txt: no such file", "Look for it.")
    assert str(error) == "a.txt: no such file\nLook for it."
    assert str(BulletinError("a.txt: no such file")) == "a.txt: no such file"
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.message, copy.remedy) == (error.message, error.remedy)


def test_reading_text_loads_nothing_outside_the_standard_library() -> None:
    script = (
        "import sys; before = set(sys.modules); import bulletinc.text.source;"
        "print(*{name.split('.')[0] for name in set(sys.modules) - before} - sys."
        "stdlib_module_names)"
    )
    checkout = Path(bulletinc.__file__).parents[1]
    loaded = subprocess.run(
        [sys.executable, "-c", script], cwd=checkout, capture_output=True, text=True, check=True
    )
    assert loaded.stdout.split() == ["bulletinc"]

"""What holds of a PDF whichever engine set it: metadata, draft inside, outline, same bytes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from fontTools.ttLib import TTFont

import bulletinc
from bulletinc import compiler
from bulletinc.errors import BulletinError
from bulletinc.options import BuildOptions
from bulletinc.readers.embedded import embedded_source
from bulletinc.render.formats import pdf
from bulletinc.render.formats.pdf.typst.font_characters import characters
from bulletinc.text.source import Source, decode
from bulletinc.theme import load_theme
from tests.support.pages import read, without_blanks
from tests.support.places import EXAMPLES, ROOT

KUAIBAO = ROOT / "examples/kuaibao.txt"
UNDATED = "通知\n\n明日停电。\n"
BUILD = """
import hashlib, sys
from pathlib import Path
import bulletinc
made = bulletinc.build(Path(sys.argv[1]), ("pdf",), engine=sys.argv[2], shipped_fonts=True)
print(hashlib.sha256(made["pdf"]).hexdigest())
"""
COPY = """
import os, sys
from pathlib import Path
import bulletinc
from bulletinc import compiler
from bulletinc.options import BuildOptions
compiler.warm_up(BuildOptions(("pdf",), engine=sys.argv[2], shipped_fonts=True))
if child := os.fork():
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
bulletinc.build(Path(sys.argv[1]), ("pdf",), engine=sys.argv[2], shipped_fonts=True)
os._exit(0)
"""
pytestmark = pytest.mark.usefixtures("each_engine")


def built(draft: Any, engine: str) -> bytes:
    return bulletinc.build(draft, ("pdf",), engine=engine, shipped_fonts=True)["pdf"]


@pytest.fixture(scope="module")
def data(each_engine: str) -> bytes:
    return built(KUAIBAO, each_engine)


def opened(data: bytes) -> Any:
    return pypdf.PdfReader(BytesIO(data), strict=True)


def test_its_metadata_are_those_of_the_issue(data: bytes) -> None:
    said = opened(data).metadata
    assert said.title == "清溪区创建全国文明城市 工作快报 第12期（总第86期）"
    assert said.author == "清溪区创建全国文明城市总指挥部办公室"
    assert said.creator == "bulletinc"
    assert "Ⅲ-58城市精细化管理" in said["/Keywords"]
    assert {said["/CreationDate"][:10], said["/ModDate"][:10]} == {"D:20260305"}


def test_a_document_without_a_date_has_none_of_another_day(each_engine: str) -> None:
    data = built(UNDATED, each_engine)
    said = opened(data).metadata
    assert "/CreationDate" not in said
    assert "/ModDate" not in said
    assert b"1900-01-01" not in data
    packet = opened(data).root_object["/Metadata"].get_data()
    assert b"CreateDate" not in packet


def test_it_is_known_as_ours(data: bytes) -> None:
    assert pdf.is_own(data)
    assert not pdf.is_own(data.replace(b"/XML", b"/LMX"))


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "utf-16"])
def test_the_draft_comes_out_as_it_went_in(charset: str, each_engine: str, tmp_path: Path) -> None:
    draft = tmp_path / "稿 3.txt"
    draft.write_bytes("通知\r\n\r\n明日停电\t#panic()。\n".encode(charset))
    name, inside = embedded_source(built(draft, each_engine), "x.pdf")
    assert (name, inside) == ("稿 3.txt", draft.read_bytes())


def test_the_outline_has_the_headings_and_skips_no_level(data: bytes) -> None:
    outline = opened(data).outline
    titles = [each.title for each in flat(outline)]
    assert titles[0].replace(" ", "") == "清溪区创建全国文明城市工作快报"
    assert "【检查督导】" in titles
    assert any(title.startswith("柳荫街道“三步走”破解停车难") for title in titles)


ONE = "仿宋 does not have this character, Bulletinc SongTi sets it: 赟 (U+8D5F, line 3)"
NONE = (
    "No font has these characters: the PDF shows empty boxes instead, and is not PDF/A: "
    "\U000e0000 (U+E0000, line 3), \U00020000 (U+20000, line 3)"
)


@pytest.mark.parametrize(
    ("text", "notes"),
    [("陈12AⅢ①", []), ("陈赟12", [ONE]), ("陈\U000e000012\U00020000", [NONE])],
)
def test_characters_that_a_face_lacks_are_told_with_their_line(
    text: str, notes: list[str], each_engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    options = BuildOptions(("pdf",), engine=each_engine, shipped_fonts=True)
    made = compiler.build(Source(f"通知\n\n{text}。\n", "x.txt"), options)
    assert list(made.notes) == [f"x.txt: {note}" for note in notes]
    assert opened(made.outputs["pdf"]).pages


MARKUP = (
    '#import "@preview/x:1.0.0" #panic() $x^2$ @b *c* _d_ `e` ```f``` <g> = h / i: j // k /* l */'
    " \\u{1F600} \\ [m] {n} #let o = 1; #eval(p) &lt; <b>q</b> <!-- r --> --- ... ~ - + /"
)


def test_markup_in_a_draft_is_text(each_engine: str) -> None:
    draft = f"通知\n\n各镇：\n\n明日{MARKUP}停电。\n"
    said = "".join(page.text for page in read(built(draft, each_engine)))
    assert without_blanks(MARKUP) in without_blanks(said)


@pytest.mark.parametrize(
    "text",
    [
        "".join(map(chr, range(0x20))),
        "".join(map(chr, range(0x7F, 0xA0))),
        "".join(map(chr, range(0x2000, 0x2070))),
        "".join(chr(code) for code in range(0x20, 0x110000, 997) if not 0xD800 <= code < 0xE000),
        "赟一" * 3000,
        "“" * 300,
        "—" * 300,
    ],
)
def test_whatever_is_typed_is_set(text: str, each_engine: str) -> None:
    draft = f"{text[:40]}\n\n{text}\n\n【{text[:20]}】\n\n明日停电。{text}\n"
    assert opened(built(draft, each_engine)).pages


@pytest.mark.parametrize("day", ["2026年3月", "2026年", "2026年2月30日"])
def test_a_date_without_a_day_is_no_trouble(day: str, each_engine: str) -> None:
    draft = f"清溪区工作快报\n\n第1期\n\n清溪区创建办　{day}\n\n【简讯】\n\n明日停电。\n"
    assert opened(built(draft, each_engine)).pages


def test_a_process_copied_after_the_warm_up_sets_a_document_of_several_parts(
    each_engine: str,
) -> None:
    """Threads that a library has begun are not in the copy, and waiting for them has no end."""
    done = subprocess.run(
        [sys.executable, "-c", COPY, str(ROOT / "examples/gongzuo_baogao.txt"), each_engine],
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        timeout=60,
        check=False,
    )
    assert done.returncode == 0


def test_strict_fonts_refuse_such_a_page(each_engine: str) -> None:
    options = BuildOptions(("pdf",), engine=each_engine, shipped_fonts=True, strict_fonts=True)
    with pytest.raises(BulletinError):
        compiler.build(Source("通知\n\n陈赟。\n"), options)


def test_the_faces_of_all_parts_are_told(each_engine: str) -> None:
    options = BuildOptions(engine=each_engine, shipped_fonts=True)
    found = compiler.faces_used(decode(KUAIBAO.read_bytes()), options, KUAIBAO)
    for part, faces in {
        "": ("songti",),
        "kind": ("xiaobiaosong",),
        "issue": ("fangsong",),
        "heading": ("heiti",),
        "headline": ("heiti",),
        "unit": ("heiti",),
        "distribution": ("fangsong",),
    }.items():
        assert found.elements[part] == faces, part
    assert found.substitutes == ()
    assert {each.face for each in found.served} == set(load_theme().layout["faces"])


def flat(outline: list[Any]) -> list[Any]:
    found = []
    for each in outline:
        found += flat(each) if isinstance(each, list) else [each]
    return found


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_same_draft_gives_the_same_bytes_on_another_day_and_in_another_place(
    example: Path, each_engine: str, tmp_path: Path
) -> None:
    shutil.copytree(example.parent, tmp_path, dirs_exist_ok=True)
    digests = {
        subprocess.run(
            [sys.executable, "-c", BUILD, str(path), each_engine],
            env={"PYTHONPATH": str(ROOT), "PATH": "", "TZ": zone, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            cwd=folder,
        ).stdout
        for path, folder, zone, seed in (
            (example, ROOT, "UTC", "1"),
            (tmp_path / example.name, tmp_path, "Asia/Shanghai", "2"),
        )
    }
    assert len(digests) == 1


def test_a_font_tells_its_characters_as_fonttools_reads_them() -> None:
    for file in load_theme().fonts.values():
        with TTFont(file, lazy=True) as font:
            assert characters(file) == font.getBestCmap().keys()


@pytest.mark.parametrize("size", [0, 3, 12, 100, 5000])
def test_a_font_that_was_cut_short_has_no_characters(size: int, tmp_path: Path) -> None:
    whole = next(iter(load_theme().fonts.values())).read_bytes()
    (tmp_path / "cut.ttf").write_bytes(whole[:size])
    assert characters(tmp_path / "cut.ttf") == frozenset()

"""A theme's own pieces of the page that Typst sets: what they may say, and what they may not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletinc import compiler
from bulletinc.errors import BulletinError
from bulletinc.options import BuildOptions
from bulletinc.text.source import Source
from tests.support.pages import read

DRAFT = """清溪区创建全国文明城市　工作快报

第12期

清溪区创建办　2026年3月5日

【简讯】

明日停电。
"""


def built(folder: Path, piece: str, name: str = "Paragraph") -> str:
    """What a page says whose theme has this piece."""
    (folder / "nodes").mkdir(exist_ok=True)
    (folder / f"nodes/{name}.typ").write_text(piece, encoding="utf-8")
    options = BuildOptions(("pdf",), theme=str(folder), engine="typst", shipped_fonts=True)
    made = compiler.build(Source(DRAFT), options).outputs["pdf"]
    return "".join(page.text for page in read(made))


def test_a_piece_takes_the_place_of_the_official_one_and_may_use_it(tmp_path: Path) -> None:
    piece = "#let Paragraph(node, show-node) = { (official.Paragraph)(node); [完] }\n"
    said = built(tmp_path, piece)
    assert "明日停电。" in said
    assert "完" in said


def test_a_piece_sees_the_layout_and_shows_other_nodes(tmp_path: Path) -> None:
    piece = """
#let Section(node, show-node) = {
  [#layout.grid.lines]
  for child in node.children { show-node(child) }
}
"""
    said = built(tmp_path, piece, "Section")
    assert "22" in said
    assert "明日停电。" in said


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('read("/etc/passwd")', "not found"),
        ('read("../../../../etc/passwd")', "escape"),
        ('import "@preview/cetz:0.3.0"', "package"),
        ('eval("import \\"@pre" + "view/cetz:0.3.0\\"")', "package"),
        ("let n = 1; while n > 0 { n += 1 }", "infinite"),
        ("Paragraph(node, show-node)", "depth"),
        ("show-node(node)", "depth"),
        ("panic(node)", "panicked"),
        ("nonsense", "unknown variable"),
        ("(", "unclosed"),
    ],
)
def test_a_piece_that_does_harm_is_told_with_its_place(
    body: str, reason: str, tmp_path: Path
) -> None:
    with pytest.raises(BulletinError) as error:
        built(tmp_path, f"// a comment\n#let Paragraph(node, show-node) = {{ {body} }}\n")
    assert f"{tmp_path}/nodes/Paragraph.typ:2" in error.value.message
    assert reason in error.value.message


def test_a_link_out_of_the_theme_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "theme/nodes").mkdir(parents=True)
    (tmp_path / "secret.typ").write_text("#let Paragraph(node, show-node) = [秘密]\n")
    (tmp_path / "theme/nodes/Paragraph.typ").symlink_to(tmp_path / "secret.typ")
    options = BuildOptions(
        ("pdf",), theme=str(tmp_path / "theme"), engine="typst", shipped_fonts=True
    )
    made = compiler.build(Source(DRAFT), options).outputs["pdf"]
    assert "秘密" not in "".join(page.text for page in read(made))


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"#" * (2**20 + 1)])
def test_a_piece_that_is_no_text_is_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "nodes").mkdir()
    (tmp_path / "nodes/Item.typ").write_bytes(content)
    options = BuildOptions(("pdf",), theme=str(tmp_path), engine="typst")
    with pytest.raises(BulletinError) as error:
        compiler.build(Source(DRAFT), options)
    assert "nodes/Item.typ" in error.value.message

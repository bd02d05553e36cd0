"""Pages and styles that no parser and no engine can cope with are told, and end at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bulletinc import compiler, readers
from bulletinc.errors import BulletinError
from bulletinc.options import BuildOptions
from bulletinc.text.source import Source

DRAFT = (
    "清溪区工作快报\n\n第12期\n\n清溪区创建办　2026年3月5日\n\n【要闻】\n\n近日，志愿者清理河道。\n"
)


@pytest.mark.parametrize("attribute", ["a{}=1", "a{}", "a{}='近 日'"])
def test_a_tag_with_too_many_attributes_is_refused(
    attribute: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    attributes = " ".join(attribute.format(number) for number in range(20_000))
    with pytest.raises(BulletinError, match="more than 1000 attributes"):
        readers.read(f"<html><body><p {attributes}>近日</p></body></html>".encode(), "a.html")


def test_a_long_value_of_an_attribute_is_read() -> None:
    value = "近日 " * 20_000
    page = f'<html><body><p data-x="{value}">近日，志愿者清理河道。</p></body></html>'
    assert "志愿者" in str(readers.read(page.encode(), "a.html"))


@pytest.mark.parametrize(
    "css",
    [
        "@page{size:0 0}",
        "@page{margin:500mm}",
        "*{font-size:nan;width:calc(1px/0)}",
        "*{float:footnote;position:running(x);page-break-before:always!important}",
    ],
)
def test_a_theme_whose_styles_no_engine_can_set_is_named(
    css: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    (tmp_path / "page.css.j2").write_text(f'{{% include "official/page.css.j2" %}}\n{css}\n')
    options = BuildOptions(("pdf",), theme=str(tmp_path), engine="weasyprint", shipped_fonts=True)
    with pytest.raises(BulletinError, match=re.escape(str(tmp_path))):
        compiler.build(Source(DRAFT, "a.txt"), options)

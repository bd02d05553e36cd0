"""Web pages with a text, a script or a picture inside that is larger than parsers usually take."""

from __future__ import annotations

import pytest

from bulletinc import readers
from bulletinc.errors import BulletinError
from bulletinc.readers.importing import make_draft

HUGE = 10_000_100  # bytes: libxml2 stops at 10,000,000
BEFORE, AFTER = "近日，柳荫街道清理堆物。", "下一步，每周通报一次。"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


@pytest.mark.parametrize(
    "part",
    [
        f'<img src="data:image/png;base64,{"A" * HUGE}">',
        f"<script>{'a=1;' * (HUGE // 4)}</script>",
        f"<style>{'a{b:c}' * (HUGE // 6)}</style>",
        f'<div data-state="{"x" * HUGE}"></div>',
    ],
    ids=["picture", "script", "style", "attribute"],
)
def test_what_stands_behind_a_huge_part_of_a_page_is_read(part: str) -> None:
    page = f"<!doctype html><meta charset=utf-8><p>{BEFORE}</p>{part}<p>{AFTER}</p>"
    draft, _notes = make_draft(readers.read(page.encode(), "页.html"), "页.html")
    assert draft.split() == [BEFORE, AFTER]


def test_a_page_with_a_huge_part_is_nested_no_deeper_than_others() -> None:
    page = f"<p>{BEFORE}</p><i title='{'x' * HUGE}'></i>{'<b>' * 300}{AFTER}"
    with pytest.raises(BulletinError, match="nested too deeply"):
        readers.read(page.encode(), "页.html")

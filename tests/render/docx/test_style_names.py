"""Every style of a Word document has its own name, which is read back by it."""

from __future__ import annotations

import pytest

from bulletinc.render.style_names import _NAMES as NAMES
from bulletinc.render.style_names import distribution_id, run_id, style_name


def test_no_two_styles_have_one_name() -> None:
    assert len(set(NAMES.values())) == len(NAMES)


@pytest.mark.parametrize(
    ("style", "name"),
    [
        ("body", "公文正文"),
        (run_id("headline"), "条目标题 字符"),
        (distribution_id("抄送"), "分发2字"),
    ],
)
def test_a_style_is_called_by_what_it_sets(style: str, name: str) -> None:
    assert style_name(style) == name

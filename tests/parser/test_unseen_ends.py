"""Signs that nobody sees at the ends of a line do not change what it is."""

from __future__ import annotations

import pytest

from bulletinc.parser import parse
from bulletinc.syntax import Section
from bulletinc.text.source import Source


@pytest.mark.parametrize("line", ["\x1b【简讯】", "【简讯】\x1b", "\ufeff【简讯】\u200b"])
def test_a_name_in_brackets_is_a_section(line: str) -> None:
    (section,) = parse(Source(line)).body
    assert isinstance(section, Section)
    assert section.heading.text == "简讯"

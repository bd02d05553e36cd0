"""Where lines begin and end on paper: which signs begin none, and what stands at the edges."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from bulletinc.syntax import Document
from bulletinc.text.source import Span
from tests.support.geometry import EM, LEFT, RIGHT, near, numbers
from tests.support.pages import Line, read
from tests.support.trees import as_pdf, paragraph

pytestmark = pytest.mark.usefixtures("each_engine")


def lines(texts: Iterable[str]) -> list[Line]:
    """The lines of these paragraphs, on paper."""
    body = tuple(map(paragraph, texts))
    pages = read(as_pdf(Document(Span(0, 100_000), "kuaibao", body=body)).data)
    return [line for page in pages for line in page.lines if line not in numbers(page)]


def is_flush(line: Line) -> bool:
    return line.right == near(RIGHT) and line.left in (near(LEFT), near(LEFT + 2 * EM))


@pytest.mark.parametrize("sign", ["·", "—", "～", "・"])
def test_a_sign_that_joins_two_words_begins_no_line(sign: str) -> None:
    found = lines("字" * count + sign + "图" * 30 for count in range(20, 30))
    assert any(sign in line.text for line in found)
    assert not [line.text for line in found if line.text.startswith(sign)]
    assert all(is_flush(line) for line in found if not line.text.endswith("图"))


@pytest.mark.parametrize("blank", ["\u3000", "\u3000\u3000"])
def test_lines_are_flush_beside_a_wide_blank(blank: str) -> None:
    found = lines("字" * count + blank + "图" * 40 for count in range(20, 30))
    full = [line for line in found if "字" in line.text]
    assert any(line.text.endswith("字") for line in full)
    assert all(map(is_flush, full))


def test_lines_are_flush_beside_a_number_that_does_not_break() -> None:
    found = lines("字" * count + "1,234,567,890.12万元" + "图" * 20 for count in range(18, 27))
    full = [line for line in found if line.text.endswith("字")]
    assert {len(line.text) for line in full} >= {20, 22, 24}
    assert all(map(is_flush, full))

"""A text of more lines than any bulletin has is refused, whatever file it comes from."""

from __future__ import annotations

import pytest

from bulletinc.errors import BulletinError
from bulletinc.readers.draft_writer import write_draft
from bulletinc.readers.intermediate import (
    IntermediateDocument,
    IntermediateParagraph,
    TextRun,
)
from bulletinc.text.endless import MOST_LINES
from bulletinc.text.source import decode


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\n\n", " \n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_a_draft_of_more_lines_than_the_most_is_refused(
    end: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "zh")
    text = ("民" + end) * MOST_LINES
    assert decode(text.encode(encoding)).text == text
    with pytest.raises(BulletinError) as refused:
        decode(f"{text}民".encode(encoding), "合集.txt")
    assert refused.value.message == f"合集.txt：文字超过{MOST_LINES}行。"
    assert "分开" in str(refused.value.remedy)


def test_blank_lines_and_breaks_inside_a_line_do_not_count() -> None:
    for text in ("\n" * 2 * MOST_LINES, "　\r\n" * 2 * MOST_LINES, "民\u2028" * 2 * MOST_LINES):
        assert decode(text.encode()).text == text


def test_a_file_of_more_paragraphs_than_the_most_is_refused() -> None:
    paragraphs = [IntermediateParagraph((TextRun("民"),), 1)] * (MOST_LINES + 1)
    assert write_draft(IntermediateDocument(tuple(paragraphs[1:])), "合集.docx").source.text
    with pytest.raises(BulletinError, match="合集"):
        write_draft(IntermediateDocument(tuple(paragraphs)), "合集.docx")

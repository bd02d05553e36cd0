"""Places in a text that was read from a document of paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bulletinc.readers.draft_writer import write_draft
from bulletinc.readers.intermediate import IntermediateDocument, IntermediateParagraph, TextRun
from bulletinc.text.source import Paragraphs, Source, Span

# 甲乙 / **丙**丁 / 一、戊, a line end, 己
TEXT = "甲乙\n\n**丙**丁\n一、戊\n己"
COUNTED = Paragraphs(
    (0, 4, 11), (Span(2, 4), Span(4, 6), Span(7, 9), Span(10, 11), Span(11, 13), Span(14, 15))
)
SOURCE = Source(TEXT, "稿.docx", paragraphs=COUNTED)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


@pytest.mark.parametrize(
    ("sign", "place"),
    [
        ("甲", (1, 1)),
        ("乙", (1, 2)),
        ("丙", (2, 1)),
        ("丁", (2, 2)),
        ("戊", (3, 1)),
        ("己", (3, 2)),
    ],
)
def test_only_characters_of_the_document_count(sign: str, place: tuple[int, int]) -> None:
    at = TEXT.index(sign)
    assert SOURCE.original_position(at) == place
    assert SOURCE.original_utf16_position(at) == (place[0] - 1, place[1] - 1)
    assert SOURCE.position(at) != place or sign in "甲乙"


def test_what_was_added_stands_where_the_next_character_does() -> None:
    assert [SOURCE.original_position(at) for at in (2, 3, 5, 11, 12, 15)] == [
        (1, 3),
        (1, 3),
        (2, 1),
        (3, 1),
        (3, 1),
        (3, 2),
    ]
    with pytest.raises(IndexError):
        SOURCE.original_position(len(TEXT) + 1)


def test_spans_are_told_as_people_tell_them() -> None:
    assert SOURCE.describe_span(Span(0, 2)) == "paragraph 1, characters 1–2"
    assert SOURCE.describe_span(Span(6, 10)) == "paragraph 2, characters 1–2"
    assert SOURCE.describe_span(Span(1, 2)) == "paragraph 1, character 2"
    assert SOURCE.describe_span(Span(1, 1)) == "paragraph 1, character 2"
    assert SOURCE.describe_span(Span(1, 7)) == "paragraph 1, character 2"  # and on into the next
    assert Source(TEXT).describe_span(Span(4, 6)) == "3:1"
    assert (SOURCE.describe_line(6), Source(TEXT).describe_line(6)) == ("paragraph 2", "line 3")


def test_marks_that_were_added_are_not_shown_but_numbers_are() -> None:
    assert SOURCE.original_text(4, 10) == "丙丁"
    assert SOURCE.original_text(0, 1) == "甲"
    assert SOURCE.original_text(11, 14) == "一、戊"
    assert (SOURCE.original_text(5, 8), SOURCE.original_text(7, 7)) == ("丙", "")
    assert Source(TEXT).original_text(4, 10) == "**丙**丁"


def test_beyond_the_basic_plane_utf_16_counts_two() -> None:
    source = Source("**𠮷**甲", paragraphs=Paragraphs((0,), (Span(0, 2), Span(3, 5))))
    assert (source.original_position(5), source.original_utf16_position(5)) == ((1, 2), (0, 2))


def test_an_empty_document_has_a_place_as_well() -> None:
    assert Source("", paragraphs=Paragraphs(())).original_position(0) == (1, 1)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.builds(
            lambda runs, number, level, apart: (tuple(runs), number, level, apart),
            st.lists(
                st.builds(
                    TextRun,
                    st.text("甲乙。 \n*#𠮷", min_size=1, max_size=5),
                    st.booleans(),
                    st.just(value=False),
                ),
                min_size=1,
                max_size=4,
            ),
            st.sampled_from(["", "一、", "· "]),
            st.integers(0, 3),
            st.booleans(),
        ),
        max_size=5,
    )
)
def test_every_character_of_a_manuscript_is_found_at_its_place(
    found: list[tuple[tuple[TextRun, ...], str, int, bool]],
) -> None:
    paragraphs = tuple(
        IntermediateParagraph(runs, place, number, level, apart)
        for place, (runs, number, level, apart) in enumerate(found, 1)
    )
    source = write_draft(IntermediateDocument(paragraphs), "稿.docx").source
    assert source.paragraphs is not None
    added = {at for span in source.paragraphs.added for at in range(*span)}
    kept = [at for at in range(len(source.text)) if at not in added]
    wanted = [
        (paragraph.place, column, sign)
        for paragraph in paragraphs
        for column, sign in enumerate(paragraph.text.replace("\n", ""), 1)
    ]  # fmt: skip
    assert [(*source.original_position(at), source.text[at]) for at in kept] == wanted

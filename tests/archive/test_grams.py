"""How text is cut for the index, and what the index is asked."""

from __future__ import annotations

import re
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletinc.archive.grams import cut, fold_with_places, phrase
from bulletinc.archive.query import marked, question
from bulletinc.errors import BulletinError


def _finds(word: str, text: str) -> bool:
    with sqlite3.connect(":memory:") as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='ascii')"
        )
        connection.execute("INSERT INTO words(rowid, text) VALUES(1, ?)", (cut(text),))
        found = connection.execute("SELECT rowid FROM words WHERE words MATCH ?", (phrase(word),))
        return found.fetchone() is not None


def test_ideographs_are_cut_in_pairs_and_words_stay_whole() -> None:
    assert cut("垃圾分类，5G 网") == "垃圾 圾分 分类 类 5g 网"


@pytest.mark.parametrize(
    "word", ["垃", "垃圾", "圾分", "垃圾分类", "类", "5G", "5g网络", "III-58", "率98.7%"]
)
def test_a_word_or_a_part_of_one_is_found(word: str) -> None:
    assert _finds(word, "推进垃圾分类，建设５Ｇ网络（Ⅲ-58），率98.7%。")


@pytest.mark.parametrize("word", ["垃分", "类建", "分类圾", "8", "网络推进"])
def test_what_is_not_there_is_not_found(word: str) -> None:
    assert not _finds(word, "推进垃圾分类，建设5G网络（58）")


@given(st.text("垃圾分类工作３%，。（ \n𠀀", max_size=40), st.data())
def test_each_part_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    whole_number = not any(
        text[edge - 1 : edge + 1] == "３３" for edge in (start, start + len(part)) if edge
    )
    if phrase(part) and whole_number:
        assert _finds(part, text)


@given(st.text(max_size=60))
def test_places_lead_back_to_the_text(text: str) -> None:
    folded, places = fold_with_places(text)
    assert len(places) == len(folded) + 1
    assert places[-1] == len(text)
    assert list(places) == sorted(places)


def test_words_are_marked_where_they_stand() -> None:
    assert marked("㎡与Ｇ網、g", ("g", "m2")) == [(0, 1), (2, 3), (5, 6)]


def test_marks_of_words_that_overlap_are_one() -> None:
    assert marked("垃圾分类", ("垃圾分", "分类")) == [(0, 4)]


def test_a_question_has_words_and_exact_wordings() -> None:
    assert question('垃圾 "Wi Fi" “三 清” a"b').words == ("垃圾", "wi fi", "三 清", 'a"b')


@pytest.mark.parametrize("typed", ["", "  \t"])
def test_a_question_without_words_is_none(typed: str) -> None:
    with pytest.raises(BulletinError):
        question(typed)


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(BulletinError, match="2026-3"):
        question("垃圾", since="2026-3")


@pytest.mark.parametrize(
    "typed",
    ["NEAR(垃圾 分类)", "垃圾*", "^垃圾", "headline:垃圾", "垃圾 OR 分类", "垃圾' --", "(" * 50],
)
def test_operators_have_no_meaning(typed: str) -> None:
    one = r'"[^"]*"\*?'
    assert re.fullmatch(rf"(?:{one}(?: AND {one})*)?", question(typed).phrases)

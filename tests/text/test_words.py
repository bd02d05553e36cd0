"""Lists of words that the grammar and the readers share."""

from __future__ import annotations

import re

import pytest

from bulletinc.resources import grammar
from bulletinc.text.words import pattern_of, with_words, words


def test_lists_are_joined_in_their_order() -> None:
    assert words("units.not_leads", "salutation.begins")[:2] == ("常委", "各")


def test_a_list_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        words("units.nothing")


def test_of_two_words_that_begin_alike_the_longer_is_found() -> None:
    found = re.match(pattern_of("colophon.distribution"), "报送：区委办公室")
    assert found is not None
    assert found[0] == "报送"


def test_the_grammar_has_no_place_without_its_words() -> None:
    assert "${units.endings}" in grammar("bulletin.lark")
    assert not re.search(r"\$\{\w", with_words(grammar("bulletin.lark")))
    assert with_words("(?<!${units.not_leads})") == "(?<!常委)"


def test_no_word_is_typed_twice_in_a_list() -> None:
    for name in ("units.endings", "colophon.staff", "colophon.contacts", "metadata.names"):
        assert len(set(words(name))) == len(words(name))

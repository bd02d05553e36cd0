"""The catalogue: every message of the code in Chinese, and none besides."""

from __future__ import annotations

import re
from string import Formatter

import messages
import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo

CATALOGUE = messages.read_catalogue()
TRANSLATED = [message for message in CATALOGUE if message.id]


def texts(value: object) -> tuple[str, ...]:
    """One text, or several: those of a plural."""
    return (value,) if isinstance(value, str) else tuple(value or ())  # type: ignore[arg-type]


def fields(text: str) -> set[str]:
    return {
        name for _before, name, _form, _conversion in Formatter().parse(text) if name is not None
    }


def test_the_catalogue_has_just_the_messages_of_the_code() -> None:
    assert messages.CATALOGUE.read_bytes() == messages.updated(), "run: make messages"


def test_every_message_is_translated() -> None:
    assert [message.id for message in messages.untranslated(CATALOGUE)] == []


def test_no_translation_is_doubtful_or_left_over() -> None:
    assert [message.id for message in TRANSLATED if message.fuzzy] == []
    assert not CATALOGUE.obsolete


@pytest.mark.parametrize("message", TRANSLATED, ids=lambda message: messages.key(message.id)[:40])
def test_a_translation_has_the_fields_of_its_message(message: Message) -> None:
    *_singular, wanted = texts(message.id)
    for translation in texts(message.string):
        assert fields(translation) == fields(wanted)


@pytest.mark.parametrize("message", TRANSLATED, ids=lambda message: messages.key(message.id)[:40])
def test_a_translation_is_punctuated_as_chinese(message: Message) -> None:
    for translation in texts(message.string):
        assert not translation.endswith((".", ",", ":", ";", "?", "!"))
        assert translation.strip() == translation


def test_click_still_has_the_texts_that_we_translate() -> None:
    assert {messages.key(identity) for identity in messages.extract()} >= messages.CLICK


def test_the_compiled_catalogue_is_up_to_date() -> None:
    compiled = messages.CATALOGUE.with_suffix(".mo")
    assert compiled.exists(), "run: make messages"
    with compiled.open("rb") as file:
        assert {texts(m.id): texts(m.string) for m in read_mo(file) if m.id} == {
            texts(m.id): texts(m.string) for m in TRANSLATED
        }, "run: make messages"


def test_what_is_to_be_installed_stands_in_quotes_that_every_shell_knows() -> None:
    """cmd knows no others than double ones, which PowerShell and sh know, too."""
    shown = [text for each in TRANSLATED for text in (*texts(each.id), *texts(each.string))]
    commands = [text for text in shown if "pip install " in text and "[" in text]
    assert len(commands) > 8
    assert [text for text in commands if not re.search(r'pip install "[^"]+"', text)] == []

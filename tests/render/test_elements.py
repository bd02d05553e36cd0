"""The parts of a page have names that an editor knows, kept with the templates."""

from __future__ import annotations

import re

import pytest

from bulletinc.compiler import faces_used
from bulletinc.i18n import Language
from bulletinc.options import BuildOptions
from bulletinc.render.elements import element_names
from bulletinc.render.sample import SAMPLE
from bulletinc.text.source import Source
from tests.support.places import ROOT

TEMPLATES = ROOT / "templates/official"
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def test_every_class_that_sets_a_text_of_a_page_has_a_name() -> None:
    used = faces_used(Source(SAMPLE), BuildOptions(shipped_fonts=True), ROOT)
    assert set(used.elements) <= set(element_names("zh"))


def test_every_name_belongs_to_a_class_of_the_templates() -> None:
    texts = [file.read_text(encoding="utf-8") for file in TEMPLATES.rglob("*.html.j2")]
    # Classes stand in the templates, are names of fields (date_text), or roles of a name's rows.
    words = {word for text in texts for word in re.findall(r"[\w-]+", text)}
    words |= {word.removesuffix("_text") for word in words} | {"sole", "kind", "organisation", ""}
    words |= {word.replace("_", "-") for word in words}
    words |= {"staff", "contacts", "distribution"}  # fields of the colophon, by its own order
    words |= {"secrecy", "serial", "urgency", "remarks", "issue", "unplaced"}  # of the masthead
    words |= {"head", "group", "total", "text", "figure"}  # what rows and cells of a table are
    assert set(element_names("zh")) <= words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_is_in_the_language_of_its_reader(language: Language) -> None:
    names = element_names(language)
    assert all(re.search("[\u4e00-\u9fff]", name) for name in names.values()) is (language == "zh")
    assert names["row"] == names["title"]

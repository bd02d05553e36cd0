"""What an editor calls the parts of a page: data that stand with the templates."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from bulletinc.i18n import Language
from bulletinc.resources import template_folder
from bulletinc.theme import OFFICIAL

_FILE = "elements.toml"


@cache
def element_names(language: Language) -> Mapping[str, str]:
    """The names of the parts of a page, by the classes of their elements."""
    parts = tomllib.loads((template_folder(OFFICIAL) / _FILE).read_text(encoding="utf-8"))["part"]
    key = "name" if language == "zh" else f"name_{language}"
    return {name: part[key] for part in parts for name in part["classes"]}

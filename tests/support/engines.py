"""The engine that sets the pages of a test, which runs once for each that there is."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import Any, TypeVar

from bulletinc.render.formats.pdf.page_engine import engine_names

ENGINES = engine_names()
_Made = TypeVar("_Made")
_chosen = ["weasyprint"]


def chosen_engine() -> str:
    """The engine of the test that runs."""
    return _chosen[0]


def choose_engine(name: str) -> None:
    _chosen[0] = name


def cached_by_engine(function: Callable[..., _Made]) -> Callable[..., _Made]:
    """What a function makes, kept for each engine."""

    @cache
    def made(_engine: str, *arguments: Any) -> _Made:
        return function(*arguments)

    @wraps(function)
    def found(*arguments: Any) -> _Made:
        return made(chosen_engine(), *arguments)

    return found

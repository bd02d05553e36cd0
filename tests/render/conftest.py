"""Tests of pages run for each engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.engines import ENGINES, choose_engine, chosen_engine


@pytest.fixture(scope="module", params=ENGINES)
def each_engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """Set the pages of a test by each engine."""
    before = chosen_engine()
    choose_engine(request.param)
    yield request.param
    choose_engine(before)

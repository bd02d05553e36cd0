"""One running desk for all tests of a process that only use it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.desk import RunningDesk, opened


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    top = tmp_path_factory.mktemp("desk")
    with opened(top / "issues", top / "state") as desk:
        yield desk

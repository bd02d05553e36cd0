"""One browser and one desk for the tests of a process; a page of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.desk_page import OpenDesk, ServedDesk, chromium

expect.set_options(timeout=15_000)  # a machine that runs all tests at once is slow

SETTINGS = """[sections]
order = ["要闻", "志愿服务", "简讯"]

[sources]
units = ["白河镇", "石桥街道", "区城管委"]
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    folder = tmp_path_factory.mktemp("desk") / "期刊"
    folder.mkdir()
    (folder / "bulletin.toml").write_text(SETTINGS, encoding="utf-8")
    served = ServedDesk(folder)
    served.start()
    yield served
    served.close()


@pytest.fixture
def desk(browser: Browser, served: ServedDesk) -> Iterator[OpenDesk]:
    """A page of the desk. No error may stand in the browser's console at the end."""
    with browser.new_context(locale="zh-CN") as context:
        context.set_default_timeout(15_000)
        opened = OpenDesk(context.new_page(), served)
        yield opened
        assert not opened.troubles

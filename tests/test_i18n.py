"""The language of messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from bulletinc import i18n
from bulletinc.i18n import _, language, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VARIABLES = ("BULLETINC_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(autouse=True)
def no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def locales(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """An empty folder in place of the package's own catalogues."""
    monkeypatch.setattr(i18n, "LOCALES", tmp_path)
    i18n._catalogue.cache_clear()
    yield tmp_path
    i18n._catalogue.cache_clear()


@pytest.fixture
def chinese(locales: Path) -> None:
    catalogue = Catalog(locale="zh_CN")
    catalogue.add("{path}: no such file", "{path}：没有这个文件")
    catalogue.add(("{n} file", "{n} files"), ("{n} 个文件",))
    file = locales / "zh_CN/LC_MESSAGES/bulletinc.mo"
    file.parent.mkdir(parents=True)
    with file.open("wb") as stream:
        write_mo(stream, catalogue)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LC_MESSAGES": "en_GB", "LANG": "zh_CN"}, "en"),
        ({"LC_ALL": "zh_CN", "LC_MESSAGES": "en_US", "LANG": "en_US"}, "zh"),
        ({"LC_ALL": "", "LANG": "en_US"}, "en"),
        ({"BULLETINC_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "en"),
        ({"BULLETINC_LANG": "EN"}, "en"),
        ({"BULLETINC_LANG": "zh", "LANG": "en_US"}, "zh"),
        ({"BULLETINC_LANG": "xx", "LANG": "en_US"}, "zh"),
    ],
)
def test_language(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
) -> None:
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    assert language() == expected


@pytest.mark.usefixtures("chinese")
def test_messages_follow_the_environment_at_each_call(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _("{path}: no such file").format(path="一.txt") == "一.txt：没有这个文件"
    monkeypatch.setenv("BULLETINC_LANG", "en")
    assert _("{path}: no such file").format(path="一.txt") == "一.txt: no such file"


@pytest.mark.usefixtures("chinese")
def test_chinese_has_one_plural_form_and_english_two(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [ngettext("{n} file", "{n} files", n).format(n=n) for n in (0, 1, 2)] == [
        "0 个文件",
        "1 个文件",
        "2 个文件",
    ]
    monkeypatch.setenv("BULLETINC_LANG", "en")
    assert [ngettext("{n} file", "{n} files", n).format(n=n) for n in (0, 1, 2)] == [
        "0 files",
        "1 file",
        "2 files",
    ]


@pytest.mark.usefixtures("chinese")
def test_what_is_not_translated_stays_english() -> None:
    assert _("not in the catalogue") == "not in the catalogue"


@pytest.mark.usefixtures("locales")
def test_without_a_catalogue_messages_are_english() -> None:
    assert _("{path}: no such file") == "{path}: no such file"
    assert ngettext("{n} file", "{n} files", 2) == "{n} files"

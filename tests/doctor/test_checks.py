"""Each check: the trouble made, and told with what to do."""

from __future__ import annotations

import errno
import shutil
import sys
import tempfile
import tomllib
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bulletinc import compiler
from bulletinc.archive.index import places as index_places
from bulletinc.batch import drives
from bulletinc.doctor import Circumstances, Examined
from bulletinc.doctor.checks import (
    engines,
    extras,
    folder,
    fonts,
    office,
    places,
    settings,
    terminal,
    versions,
)
from bulletinc.options import BuildOptions
from bulletinc.project.ownership import ISOLATED
from bulletinc.readers import libre_office
from tests.support.places import ROOT


def told(examined: Examined, *words: str, hinders: bool = True) -> None:
    """There is one trouble, with a remedy, and these words are in it."""
    (trouble,) = examined.troubles
    assert trouble.hinders is hinders
    assert trouble.remedy
    for word in words:
        assert word in f"{trouble.what}\n{trouble.remedy}"


@pytest.fixture
def here(tmp_path: Path) -> Circumstances:
    return Circumstances(tmp_path, "utf-8", "utf-8")


@pytest.mark.parametrize(("largest", "count"), [(2**31 - 1, 1), (2**63 - 1, 0)])
def test_a_python_of_32_bits(
    here: Circumstances, monkeypatch: pytest.MonkeyPatch, largest: int, count: int
) -> None:
    monkeypatch.setattr(sys, "maxsize", largest)
    found = versions.examine(here, "")
    assert len(found.troubles) == count
    assert f"{32 if count else 64} 位" in found.observations[1].value


def test_an_engine_that_works_names_its_version(here: Circumstances) -> None:
    found = engines.examine(here, "typst")
    assert not found.troubles
    assert found.observations[0].value[0].isdigit()


def test_a_face_that_nothing_serves(here: Circumstances, monkeypatch: pytest.MonkeyPatch) -> None:
    theme, served = compiler.faces_at_hand(BuildOptions(), here.folder)
    assert not fonts.examine(here, "").troubles
    lacking = tuple(each for each in served if each.face != "kaiti")
    monkeypatch.setattr(compiler, "faces_at_hand", lambda *_given: (theme, lacking))
    told(fonts.examine(here, ""), "楷体没有可用的字体")


def test_the_modules_are_those_of_the_extras() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = set(project["optional-dependencies"]) - {"dev", "typst"} | {extras.BASE}
    assert set(extras.parts()) == wanted
    for name in wanted - {extras.BASE}:
        assert len(extras.MODULES[name]) == len(project["optional-dependencies"][name])
    assert len(extras.MODULES[extras.BASE]) == len(project["dependencies"]) - 1  # the engine


@pytest.mark.parametrize("part", ["archive", "word"])
def test_an_extra_that_is_not_there_may_be_done_without(
    here: Circumstances, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    assert not extras.examine(here, part).troubles
    monkeypatch.setattr(extras, "find_spec", lambda name: name == "pip" or None)
    told(extras.examine(here, part), f'pip install "bulletinc[{part}]"', hinders=False)
    monkeypatch.setattr(extras, "find_spec", lambda _name: None)  # installed from a bundle
    told(extras.examine(here, part), f"“[{part}]”", "安装包里", hinders=False)


def test_an_extra_in_part_is_a_trouble(
    here: Circumstances, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = find_spec
    monkeypatch.setattr(extras, "find_spec", lambda name: None if name == "uvicorn" else real(name))
    told(extras.examine(here, "desk"), "缺少：uvicorn", 'pip install "bulletinc[desk]"')


@pytest.mark.parametrize(("part", "module"), [("word", "lxml.etree"), ("bulletinc", "rensa")])
def test_a_library_that_does_not_load_is_a_trouble(
    here: Circumstances, monkeypatch: pytest.MonkeyPatch, part: str, module: str
) -> None:
    def load(name: str) -> None:
        if name == module:
            raise ImportError("wrong ELF class")

    monkeypatch.setattr(extras, "import_module", load)
    told(extras.examine(here, part), f"{module}: wrong ELF class", "重新安装")


def test_without_libreoffice(here: Circumstances, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libre_office, "program", lambda: None)
    told(office.examine(here, ""), "没有安装 LibreOffice", hinders=False)


def test_a_folder_without_the_right_to_write(
    here: Circumstances, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_given: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    assert not folder.examine(here, "").troubles
    assert not list(here.folder.iterdir())
    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    told(folder.examine(here, ""), f"{here.folder} 不能写入")


def test_a_full_disk(here: Circumstances, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=12_000_000))
    told(folder.examine(here, ""), "只剩 12 MB")


MOUNTS = (
    "20 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
    "21 20 0:30 / {place} rw,relatime shared:1 - cifs //server/share rw\n"
)


def test_a_network_drive(here: Circumstances, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = here.folder / "共享 盘"
    (shared / "简报").mkdir(parents=True)
    table = here.folder / "mountinfo"
    place = str(shared).replace(" ", "\\040")
    table.write_text(MOUNTS.format(place=place), encoding="utf-8")
    monkeypatch.setattr(drives, "_MOUNTS", table)
    assert not drives.is_remote(here.folder)
    assert drives.is_remote(shared / "简报")
    told(folder.examine(Circumstances(shared), ""), "网络盘", "不用处理", hinders=False)


@pytest.mark.parametrize(
    ("encoding", "words", "hinders"),
    [("gbk", "没有生僻字", False), ("ascii", "显示不了汉字", True), ("cp437", "汉字", True)],
)
@pytest.mark.parametrize(("system", "remedy"), [("win32", "chcp 65001"), ("linux", "C.UTF-8")])
def test_a_terminal_that_lacks_characters(
    monkeypatch: pytest.MonkeyPatch,
    encoding: str,
    words: str,
    hinders: bool,
    system: str,
    remedy: str,
) -> None:
    monkeypatch.setattr(terminal, "sys", SimpleNamespace(platform=system, **_names()))
    circumstances = Circumstances(Path(), encoding, encoding)
    told(terminal.examine(circumstances, ""), encoding, words, remedy, hinders=hinders)


def _names() -> dict[str, Any]:
    return {"getfilesystemencoding": sys.getfilesystemencoding}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", ""])
def test_a_terminal_with_all_characters(encoding: str) -> None:
    assert not terminal.examine(Circumstances(Path(), encoding, encoding), "").troubles


def test_settings_are_told_with_the_file_that_each_comes_from(
    here: Circumstances, monkeypatch: pytest.MonkeyPatch
) -> None:
    issues = here.folder / "区里" / "简报"
    issues.mkdir(parents=True)
    (here.folder / "bulletin.toml").write_text(
        '[masthead]\nname = "清溪区简报"\nissuer = "清溪区创建办"\n', encoding="utf-8"
    )
    near = issues.parent / "bulletin.toml"
    near.write_text(
        'extend = "../bulletin.toml"\nengine = "typst"\n[masthead]\nname = "白河镇简报"\n',
        encoding="utf-8",
    )
    found = settings.examine(Circumstances(issues), "")
    assert [(Path(each.what).resolve(), each.value) for each in found.observations] == [
        (near.resolve(), "engine、masthead.name"),
        ((here.folder / "bulletin.toml").resolve(), "masthead.issuer"),
    ]
    assert not found.troubles
    near.chmod(0o666)
    told(settings.examine(Circumstances(issues), ""), str(near), hinders=False)
    monkeypatch.setenv(ISOLATED, "1")
    (isolated,) = settings.examine(Circumstances(issues), "").observations
    assert "--isolated" in isolated.value


def test_a_place_that_cannot_be_made(here: Circumstances, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(here.folder / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(here.folder / "cache"))
    assert not places.examine(here, "").troubles
    assert not list(here.folder.iterdir())
    (here.folder / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_STATE_HOME", str(here.folder / "file"))
    told(places.examine(here, ""), str(here.folder / "file"), "XDG_STATE_HOME")


def test_a_user_without_a_home(here: Circumstances, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setenv("XDG_STATE_HOME", str(here.folder))
    monkeypatch.setattr(index_places, "cache_folder", homeless)
    told(places.examine(here, ""), "XDG_CACHE_HOME")

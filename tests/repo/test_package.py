"""The wheel: complete, and at work where there is no checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import bulletinc
from tests.support.places import ROOT

ISSUE = (
    "清溪区创建全国文明城市　工作快报\n\n第12期（总第86期）\n\n【简讯】\n\n"
    "【文明实践】　白河镇：近日，志愿者清理河道。\n"
)


def test_the_changelog_begins_with_this_version_and_its_day() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heading = next(line for line in text.splitlines() if line.startswith("## "))
    assert re.fullmatch(rf"## \[{re.escape(bulletinc.__version__)}\] - \d{{4}}-\d\d-\d\d", heading)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_has_all_that_the_program_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("grammar", "templates"):
        wanted = {
            f"bulletinc/_data/{path.relative_to(ROOT)}"
            for path in (ROOT / folder).rglob("*")
            if path.is_file()
        }
        assert wanted
        assert wanted <= names
    assert {
        "bulletinc/py.typed",
        "bulletinc/locale/zh_CN/LC_MESSAGES/bulletinc.mo",
        "bulletinc/parser/tables.json",
        "bulletinc/tree.schema.json",
    } <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_wheel_has_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {
        "bulletinc",
        f"{wheel.name.split('-py3')[0]}.dist-info",
    }
    assert not [name for name in names if "__pycache__" in name or "/test" in name]


def test_an_installed_wheel_works_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "环 境"
    venv.create(home, with_pip=False)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout.strip()
    # The libraries of this environment, so that none is fetched. A .pth file inside that folder,
    # such as that of the
    # editable install, is not followed from here: bulletinc itself comes from the wheel alone.
    (Path(site) / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "--python",
            str(python),
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
            str(wheel),
        ],
        check=True,
    )

    (tmp_path / "稿.txt").write_text(ISSUE, encoding="utf-8")
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "LC_", "LANG", "BULLETINC"))
    }
    done = subprocess.run(
        [python.with_name("bulletinc"), "build", "稿.txt", "无.txt"],
        cwd=tmp_path,
        env=clean,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.stdout == "稿.html\n稿.pdf\n"
    assert "错误：无.txt：找不到这个文件。" in done.stderr
    assert done.returncode == 2
    assert (tmp_path / "稿.pdf").read_bytes().startswith(b"%PDF-")

    where = subprocess.run(
        [python, "-c", "import bulletinc; print(bulletinc.__file__)"],
        cwd=tmp_path,
        env=clean,
        check=True,
        capture_output=True,
    )
    assert str(ROOT) not in where.stdout.decode()

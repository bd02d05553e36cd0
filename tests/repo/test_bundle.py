"""The bundle for desks without a network: what goes in, for which machine."""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path

import bundle
import pytest
from bundle import BundleError, Target
from packaging.requirements import Requirement

METADATA = """Metadata-Version: 2.4
Name: demo
Requires-Dist: plain>=1
Requires-Dist: colour; sys_platform == "win32"
Requires-Dist: typing-extensions; python_version < "3.13"
Requires-Dist: engine[fast]>=2; extra == "pdf"
"""


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    for name in ("bulletinc-0.2.0-py3-none-any", "pip-26.0-py3-none-any"):
        with zipfile.ZipFile(tmp_path / f"{name}.whl", "w") as file:
            file.writestr(f"{name.split('-')[0]}-1.dist-info/METADATA", "Name: x\n")
    return tmp_path


@pytest.mark.parametrize(
    ("platform", "python", "names"),
    [
        ("win_amd64", "3.13", ["plain", "colour"]),
        ("linux_x86_64", "3.12", ["plain", "typing-extensions"]),
    ],
)
def test_requirements_are_those_of_the_target_and_not_of_this_machine(
    platform: str, python: str, names: list[str]
) -> None:
    found = bundle.wanted(METADATA, [], Target(platform, python).markers)
    assert [each.name for each in found] == names


def test_an_extra_brings_its_own_requirements() -> None:
    found = bundle.wanted(METADATA, ["pdf"], Target("linux_aarch64", "3.13").markers)
    assert [str(each) for each in found if each.extras] == ['engine[fast]>=2; extra == "pdf"']


def test_newer_linux_wheels_are_taken_first_and_none_that_kylin_cannot_load() -> None:
    tags = Target("linux_aarch64", "3.11").tags
    assert tags[0] == "manylinux_2_28_aarch64"
    assert tags.index("manylinux_2_17_aarch64") < tags.index("manylinux2014_aarch64")
    assert tags[-1] == "linux_aarch64"
    assert Target("win_amd64", "3.11").tags == ["win_amd64"]


def test_the_lock_pins_what_it_knows() -> None:
    lock = bundle.locked("# a comment==1\nahocorasick_rs==1.0.3\n")
    requirements = [Requirement("Ahocorasick_rs>=1"), Requirement("colorama>=0.4")]
    assert [bundle.pinned(each, lock) for each in requirements] == [
        "ahocorasick-rs==1.0.3",
        "colorama>=0.4",
    ]


def test_the_oldest_c_library_is_that_of_the_most_demanding_wheel() -> None:
    names = ["a-1-py3-none-any.whl", "b-1-cp311-cp311-manylinux_2_28_x86_64.whl"]
    names.append("c-1-cp311-cp311-manylinux_2_17_x86_64.manylinux_2_34_x86_64.whl")
    assert bundle.oldest_glibc(names) == 28


@pytest.mark.parametrize("arguments", [[], ["win32", "3.11"], ["win_amd64"], ["win_amd64", "3.9"]])
def test_a_target_that_does_not_exist_is_told_with_those_that_do(arguments: list[str]) -> None:
    with pytest.raises(BundleError, match=r"choose (PLATFORM=linux_x86_64|PYTHON=3\.11)"):
        bundle.target_of(arguments)


def test_what_is_missing_is_downloaded_until_nothing_is(
    wheels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs = {"engine": "Requires-Dist: deep\n", "deep": "Requires-Dist: bulletinc\n"}
    asked: list[list[str]] = []

    def fetch(_target: Target, requirements: list[str], folder: Path) -> None:
        asked.append(requirements)
        for name in (each.partition("==")[0] for each in requirements):
            with zipfile.ZipFile(folder / f"{name}-2-py3-none-any.whl", "w") as file:
                file.writestr(f"{name}-2.dist-info/METADATA", f"Name: {name}\n{needs[name]}")

    own = next(wheels.glob("bulletinc-*"))
    with zipfile.ZipFile(own, "w") as file:
        text = 'Name: bulletinc\nRequires-Dist: engine>=1; extra == "typst"\n'
        file.writestr("bulletinc-0.2.0.dist-info/METADATA", text)
    monkeypatch.setattr(bundle, "download", fetch)
    bundle.resolve(Target("win_amd64", "3.12"), {"engine": "2"}, wheels)
    assert asked == [["engine==2"], ["deep"]]


def test_a_lock_that_does_not_fit_is_told(wheels: Path) -> None:
    own = next(wheels.glob("bulletinc-*"))
    with zipfile.ZipFile(own, "w") as file:
        file.writestr("bulletinc-0.2.0.dist-info/METADATA", "Name: b\nRequires-Dist: pip<20\n")
    with pytest.raises(BundleError, match=r"pip-26\.0.*does not fit pip<20"):
        bundle.resolve(Target("win_amd64", "3.12"), {}, wheels)


@pytest.mark.parametrize("platform", bundle.TARGETS)
def test_every_file_is_in_the_sums_and_no_place_is_left_open(platform: str, wheels: Path) -> None:
    files = bundle.contents(Target(platform, "3.12"), wheels)
    sums = dict(line.split("  ")[::-1] for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    scripts = {name for name in files if name.startswith(("install.", "uninstall."))}
    ending = "cmd" if platform == "win_amd64" else "sh"
    assert scripts == {f"install.{ending}", f"uninstall.{ending}"}
    texts = [files[name] for name in (*scripts, "说明.md", "说明.html")]
    assert [re.findall(rb"@[A-Z]+@", each) for each in texts] == [[]] * len(texts)


def test_files_for_windows_are_read_by_cmd_in_any_code_page(wheels: Path) -> None:
    files = bundle.contents(Target("win_amd64", "3.12"), wheels)
    for name in ("install.cmd", "uninstall.cmd"):
        assert files[name].isascii()
        assert files[name].count(b"\r\n") == files[name].count(b"\n")
        labels = re.findall(rb"^:(\w+)", files[name], re.MULTILINE)
        assert set(re.findall(rb"goto (\w+)", files[name])) <= set(labels)
        (escaped,) = re.findall(r"Unescape\('([^']+)'", files[name].decode())
        assert "安装包不完整" in escaped.encode().decode("unicode_escape")
    assert "没有找到 64 位的 Python 3.12" in files["python-needed.txt"].decode("gbk")


def test_the_zip_has_one_folder_scripts_that_run_and_the_same_bytes_again(tmp_path: Path) -> None:
    one, two = (tmp_path / name / "bulletinc-1.zip" for name in ("a", "b"))
    for path in (one, two):
        path.parent.mkdir()
        bundle.write_zip(path, {"install.sh": b"#!/bin/sh\n", "说明.md": b"x"})
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as file:
        assert {each.date_time[0] for each in file.infolist()} == {1980}
        modes = {each.filename: each.external_attr >> 16 & 0o777 for each in file.infolist()}
    assert modes == {"bulletinc-1/install.sh": 0o755, "bulletinc-1/说明.md": 0o644}

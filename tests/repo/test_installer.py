"""The installer of a bundle: everything is checked first, and what fails is taken back."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from tests.support.places import ROOT

SOURCE = ROOT / "scripts/installer/installer.py"
HERE = ".".join(map(str, sys.version_info[:2]))
needs_sh = pytest.mark.skipif(shutil.which("sh") is None, reason="the script is for sh")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "清溪区 张 三"
    folder.mkdir()
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "SUDO_USER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(folder))
    return folder


@pytest.fixture
def installer(home: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The installer, with what takes a minute replaced: the environment and the icon."""
    spec = importlib.util.spec_from_file_location("installer", SOURCE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def put(program: Path, _here: Path) -> None:
        (program / "new").touch()

    def make_icon(_program: Path, issues: Path) -> list[str]:
        issues.mkdir(exist_ok=True)
        icon = home / ".local/share/applications/稿.desktop"
        icon.parent.mkdir(parents=True, exist_ok=True)
        icon.touch()
        return [str(icon)]

    monkeypatch.setattr(module, "put", put)
    monkeypatch.setattr(module, "make_icon", make_icon)
    return module


@pytest.fixture
def here(tmp_path: Path, installer: ModuleType) -> Path:
    return make_bundle(tmp_path / "下载 文件", installer)


def make_bundle(folder: Path, installer: ModuleType, **facts: object) -> Path:
    (folder / "wheels").mkdir(parents=True, exist_ok=True)
    machine = installer.sysconfig.get_platform().replace("-", "_").replace(".", "_")
    about = {"version": "0.2.0", "platform": machine, "python": HERE, "glibc": 5, "megabytes": 1}
    (folder / "bundle.json").write_text(json.dumps(about | facts), encoding="utf-8")
    (folder / "wheels/a.whl").write_bytes(b"wheel")
    shutil.copy(SOURCE, folder)
    (folder / "说明.md").touch()
    names = ("bundle.json", "wheels/a.whl", "installer.py", "说明.md")
    sums = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}" for name in names]
    (folder / "SHA256SUMS").write_text("\n".join(sums) + "\n", encoding="utf-8")
    return folder


def options(**given: object) -> Any:
    return SimpleNamespace(**{"to": None, "folder": None, "no_icon": False, "all": False} | given)


def tree(folder: Path) -> list[str]:
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*"))


def test_what_was_installed_goes_without_a_trace(
    installer: ModuleType, here: Path, home: Path
) -> None:
    (home / "旧稿.txt").touch()
    before = tree(home)
    installer.install(options(), here)
    assert (home / ".local/bin/bulletinc").is_symlink()
    assert (home / "公文信息").is_dir()
    (home / ".local/state/bulletinc").mkdir(parents=True)
    installer.uninstall(options())
    assert tree(home) == before


def test_drafts_stay_and_unsaved_text_is_asked_about(
    installer: ModuleType, here: Path, home: Path
) -> None:
    installer.install(options(), here)
    (home / "公文信息/一.txt").touch()
    unsaved = home / ".local/state/bulletinc/desk/一"
    unsaved.parent.mkdir(parents=True)
    unsaved.touch()
    with pytest.raises(installer.Trouble, match=r"没保存的文字.*desk"):
        installer.uninstall(options())
    assert (home / ".local/share/bulletinc/program/new").exists()
    installer.uninstall(options(all=True))
    assert tree(home) == ["公文信息", "公文信息/一.txt"]


def test_an_upgrade_that_fails_leaves_the_version_before(
    installer: ModuleType, here: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installer.install(options(), here)
    before = tree(home)
    newer = make_bundle(here.parent / "新", installer, version="0.10.0")

    def fail(program: Path, _here: Path) -> None:
        (program / "half").touch()
        raise installer.Trouble("没有成功", "failed")

    with monkeypatch.context() as patch:
        patch.setattr(installer, "put", fail)
        with pytest.raises(installer.Trouble, match="没有成功"):
            installer.install(options(), newer)
    assert tree(home) == before
    installer.install(options(), newer)
    assert tree(home) == before
    with pytest.raises(installer.Trouble, match=r"更新的版本 0\.10\.0.*先卸载"):
        installer.install(options(), here)


def test_an_upgrade_that_was_cut_off_is_mended(
    installer: ModuleType, here: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installer.install(options(), here)
    before = tree(home)
    program = home / ".local/share/bulletinc/program"
    program.rename(installer.old_folder(program))
    program.mkdir()
    (program / installer._MARK).touch()

    def fail(_program: Path, _here: Path) -> None:
        raise installer.Trouble("没有成功", "failed")

    with monkeypatch.context() as patch:
        patch.setattr(installer, "put", fail)
        with pytest.raises(installer.Trouble, match="没有成功"):
            installer.install(options(), here)
    assert tree(home) == before
    installer.install(options(no_icon=True), here)
    assert tree(home) == before
    installer.uninstall(options())
    assert tree(home) == []


def test_a_first_installation_that_was_cut_off_leaves_nothing_in_the_end(
    installer: ModuleType, here: Path, home: Path
) -> None:
    program = home / ".local/share/bulletinc/program"
    made = installer.missing_parents([program / "x"])
    program.mkdir(parents=True)
    (program / installer._MARK).write_text(json.dumps(made), encoding="utf-8")
    installer.install(options(), here)
    installer.uninstall(options())
    assert tree(home) == []


@pytest.mark.parametrize("stage", ["put", "make_icon"])
@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_what_is_stopped_leaves_nothing(
    installer: ModuleType,
    here: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    stage: str,
    error: type[BaseException],
) -> None:
    def stop(_program: Path, _other: Path) -> None:
        state = home / ".local/state/bulletinc"
        state.mkdir(parents=True)
        (state / "key").touch()
        raise error

    monkeypatch.setattr(installer, stage, stop)
    with pytest.raises(error):
        installer.install(options(), here)
    assert tree(home) == []


@pytest.mark.parametrize("damage", ["gone", "cut", "no sums", "half the sums"])
def test_a_half_copied_bundle_is_told_before_anything_is_changed(
    installer: ModuleType, here: Path, home: Path, damage: str
) -> None:
    sums = here / "SHA256SUMS"
    if damage == "gone":
        (here / "wheels/a.whl").unlink()
    elif damage == "cut":
        (here / "wheels/a.whl").write_bytes(b"whe")
    elif damage == "no sums":
        sums.unlink()
    else:
        sums.write_text("", encoding="utf-8")
    with pytest.raises(installer.Trouble, match=r"不完整.*重新拷贝"):
        installer.install(options(), here)
    assert tree(home) == []


def test_instructions_whose_name_was_unpacked_wrongly_do_not_matter(
    installer: ModuleType, here: Path
) -> None:
    (here / "说明.md").rename(here / "╦╡├≈.md")
    assert list(installer.broken_files(here)) == []
    (here / "╦╡├≈.md").rename(here / "说明.md")
    (here / "说明.md").write_text("半", encoding="utf-8")
    assert list(installer.broken_files(here)) == ["说明.md"]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"python": "3.9"}, r"要用 64 位的 Python 3\.9.*换用"),
        ({"platform": "win_amd64"}, "win_amd64.*换用"),
        ({"glibc": 999}, r"C 库.*2\.999.*升级"),
        ({"megabytes": 10**9}, "磁盘只剩.*腾出空间"),
    ],
)
def test_a_machine_that_does_not_fit_is_told_with_the_remedy(
    installer: ModuleType, here: Path, home: Path, facts: dict[str, object], told: str
) -> None:
    with pytest.raises(installer.Trouble, match=told):
        installer.install(options(), make_bundle(here, installer, **facts))
    assert tree(home) == []


def test_a_python_of_32_bits_is_told(
    installer: ModuleType, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installer.sysconfig, "get_platform", lambda: "win32")
    monkeypatch.setattr(installer, "sys", SimpleNamespace(**vars(sys) | {"maxsize": 2**31 - 1}))
    with pytest.raises(installer.Trouble, match=r"32 位的 Python .*win32"):
        installer.install(options(), here)


@pytest.mark.parametrize(
    ("given", "shut", "command"),
    [
        ({}, "", "sh install.sh --to /data/我的程序 --no-icon"),
        ({"to": "ELSEWHERE"}, "", "sh install.sh --no-icon"),
        ({"to": "ELSEWHERE", "no_icon": True}, "", None),
        ({}, ".local/bin", "sh install.sh --to /data/我的程序"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="the command is that of Linux")
def test_what_cannot_be_written_is_told_with_a_command_that_works(
    installer: ModuleType,
    here: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    given: dict[str, object],
    shut: str,
    command: str | None,
) -> None:
    """Whatever lies below the home, or below one folder in it, refuses."""
    (home / shut).mkdir(parents=True, exist_ok=True)
    before = tree(home)

    def make(**where: Path) -> Any:
        if where["dir"].is_relative_to(home / shut):
            raise PermissionError(13, "Permission denied")
        return contextlib.nullcontext()

    monkeypatch.setattr(installer.tempfile, "TemporaryFile", make)
    chosen = options(
        **{k: str(tmp_path / "别处") if v == "ELSEWHERE" else v for k, v in given.items()}
    )
    if command is None:
        installer.install(chosen, here)
    else:
        with pytest.raises(installer.Trouble, match=rf"不能写入 .*denied.*这样安装：{command}\n"):
            installer.install(chosen, here)
    assert tree(home) == before


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="only Linux tells what runs")
def test_a_desk_that_is_open_is_told(installer: ModuleType, here: Path, home: Path) -> None:
    installer.install(options(), here)
    name = str(installer.python_of(home / ".local/share/bulletinc/program"))
    command = [name, "-c", "import sys; print(flush=True); sys.stdin.read()"]
    with subprocess.Popen(
        command, executable=sys.executable, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as desk:
        assert desk.stdout
        desk.stdout.readline()
        with pytest.raises(installer.Trouble, match=r"还在运行.*关掉"):
            installer.install(options(), here)
        with pytest.raises(installer.Trouble, match=r"还在运行.*关掉"):
            installer.uninstall(options())
        desk.communicate()
    installer.uninstall(options())
    assert tree(home) == []


def test_a_full_disk_is_told(installer: ModuleType) -> None:
    text = "raise OSError(28, 'No space left on device')"
    with pytest.raises(installer.Trouble, match=r"磁盘满了.*腾出空间"):
        installer.run([sys.executable, "-c", text])


def test_files_of_others_are_left_alone(installer: ModuleType, here: Path, home: Path) -> None:
    other = home / ".local/bin/bulletinc"
    other.parent.mkdir(parents=True)
    other.write_text("#!/bin/sh\n", encoding="utf-8")
    (home / "bulletinc").mkdir()
    (home / "bulletinc/我的.txt").touch()
    with pytest.raises(installer.Trouble, match=r"别的文件.*--to"):
        installer.install(options(to=str(home)), here)
    installer.install(options(), here)
    installer.uninstall(options())
    assert other.read_text(encoding="utf-8") == "#!/bin/sh\n"
    assert (home / "bulletinc/我的.txt").exists()


def test_sudo_is_refused(
    installer: ModuleType, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUDO_USER", "zhang")
    with pytest.raises(installer.Trouble, match="不要用 sudo"):
        installer.install(options(), here)


def test_caches_stay_while_another_installation_uses_them(
    installer: ModuleType, here: Path, home: Path, tmp_path: Path
) -> None:
    installer.install(options(), here)
    installer.install(options(to=str(tmp_path / "别处"), no_icon=True), here)
    cache = home / ".cache/bulletinc/a"
    cache.parent.mkdir(parents=True)
    cache.touch()
    installer.uninstall(options(to=str(tmp_path / "别处")))
    assert cache.exists()
    assert not (tmp_path / "别处").exists()
    installer.uninstall(options())
    assert tree(home) == []


def test_what_could_not_be_removed_is_told(
    installer: ModuleType, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installer.install(options(), here)
    monkeypatch.setattr(installer.shutil, "rmtree", lambda *_given, **_options: None)
    with pytest.raises(installer.Trouble, match=r"删不掉.*重启"):
        installer.uninstall(options())


def test_removing_what_is_not_there_is_told(installer: ModuleType, home: Path) -> None:
    with pytest.raises(installer.Trouble, match="没有 bulletinc"):
        installer.uninstall(options())
    assert tree(home) == []


def script(folder: Path, python: str, **variables: str) -> subprocess.CompletedProcess[str]:
    text = (ROOT / "scripts/installer/start.sh").read_text(encoding="utf-8")
    (folder / "install.sh").write_text(
        text.replace("@PYTHON@", python).replace("@ACTION@", "install"), encoding="utf-8"
    )
    environment = os.environ | {"PYTHON": sys.executable, "PATH": "/usr/bin:/bin"} | variables
    command = ["sh", str(folder / "install.sh"), "--help"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@needs_sh
def test_the_script_finds_a_python_and_hands_over(here: Path) -> None:
    done = script(here, HERE)
    assert (done.returncode, done.stderr) == (0, "")
    assert "--no-icon" in done.stdout


@needs_sh
def test_variables_of_another_python_do_not_matter(here: Path, tmp_path: Path) -> None:
    (tmp_path / "hashlib.py").write_text("raise SystemExit(9)", encoding="utf-8")
    done = script(here, HERE, PYTHONPATH=str(tmp_path), PYTHONHOME="/nowhere")
    assert (done.returncode, done.stderr) == (0, "")


@needs_sh
def test_the_script_says_which_python_is_wanted(here: Path) -> None:
    done = script(here, "3.2")
    assert (done.returncode, done.stdout) == (2, "")
    assert "没有找到 Python 3.2" in done.stderr


@needs_sh
def test_the_script_does_not_run_an_installer_that_was_cut_off(here: Path) -> None:
    (here / "installer.py").write_text("print('half", encoding="utf-8")
    done = script(here, HERE)
    assert (done.returncode, done.stdout) == (2, "")
    assert "安装包不完整" in done.stderr

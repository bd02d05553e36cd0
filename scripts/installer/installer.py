"""Install bulletinc from this folder into the user's own, or remove it. Only Python is needed.

    python installer.py install [--to FOLDER] [--folder FOLDER] [--no-icon]
    python installer.py uninstall [--to FOLDER] [--all]

Everything is checked before anything is changed; what fails later is taken back.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
RECORD = "installed.json"
_MARK = "being-installed"  # in the folder of the program while it is not whole
_WINDOWS = os.name == "nt"
_DRAFT = "清溪区工作快报\n第1期\n\n【简讯】\n\n【河道】　白河镇：志愿者清理河道。\n"


class Trouble(Exception):
    """What is wrong and what to do about it, in Chinese and English."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(f"{chinese}\n{english}")


def say(chinese: str, english: str) -> None:
    """Tell the user, on any console."""
    with contextlib.suppress(BrokenPipeError):
        print(chinese, english, sep="\n", flush=True)


# Places


def data_folder() -> Path:
    """Where the user's own programs keep what is theirs."""
    if _WINDOWS:
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local")
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share")


def program_folder(to: str | None) -> Path:
    """Where the program is put: nothing else is in that folder."""
    return Path(os.path.abspath(to), "bulletinc") if to else data_folder() / "bulletinc/program"


def old_folder(program: Path) -> Path:
    """Where the version before waits until the new one works."""
    return program.with_name(program.name + ".old")


def python_of(program: Path) -> Path:
    """The interpreter of an installed program."""
    return program / ("Scripts/python.exe" if _WINDOWS else "bin/python")


def command_file() -> Path:
    """The file by which a terminal finds ``bulletinc``."""
    if _WINDOWS:  # this folder of the user's own is on the path since Windows 10
        return data_folder() / "Microsoft/WindowsApps/bulletinc.cmd"
    return Path.home() / ".local/bin/bulletinc"


def kept_folders() -> list[Path]:
    """Where the program itself keeps caches and texts that were not saved."""
    if _WINDOWS:
        return [data_folder() / "bulletinc"]
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state"
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return [Path(state, "bulletinc"), Path(cache, "bulletinc")]


# Checks, before anything is changed


def check_bundle(here: Path) -> dict[str, Any]:
    """The facts of the bundle, all files of which are there and whole. Raises Trouble."""
    broken = list(broken_files(here))
    if broken:
        names = "、".join(broken[:3]) + (" …" if len(broken) > 3 else "")
        raise Trouble(
            f"安装包不完整：{len(broken)} 个文件缺失或者损坏（{names}）。"
            "请重新拷贝压缩包，全部解压后再安装。",
            "The bundle is not whole: these files are missing or damaged. Copy the zip again and "
            "unpack all of it.",
        )
    facts: dict[str, Any] = json.loads((here / "bundle.json").read_text(encoding="utf-8"))
    return facts


def broken_files(here: Path) -> Iterator[str]:
    """The files that SHA256SUMS names and that are not as it says."""
    try:
        lines = (here / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    if not any(line.endswith("  bundle.json") for line in lines):
        yield "SHA256SUMS"
    for line in lines:
        digest, _, name = line.partition("  ")
        try:
            data = (here / name).read_bytes()
        except OSError:
            if not name.isascii():  # the instructions, whose name some programs unpack wrongly
                continue
            data = b""
        if hashlib.sha256(data).hexdigest() != digest:
            yield name


def check_python(facts: dict[str, Any]) -> None:
    """Whether this Python is the one that the wheels are for. Raises Trouble."""
    here = ".".join(map(str, sys.version_info[:2]))
    machine = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    bits = 64 if sys.maxsize > 2**32 else 32
    if here != facts["python"] or machine != facts["platform"] or bits != 64:
        raise Trouble(
            f"这个安装包要用 64 位的 Python {facts['python']}（{facts['platform']}）；"
            f"现在运行的是 {bits} 位的 Python {here}（{machine}）。"
            "请换用与本机 Python 对应的安装包，或者先装好这个版本的 Python。",
            f"This bundle is for 64-bit Python {facts['python']} on {facts['platform']}; this is "
            f"{bits}-bit Python {here} on {machine}. Take the bundle that fits, or that Python.",
        )
    if _WINDOWS and "WindowsApps" in sys.base_prefix:
        raise Trouble(
            "这是应用商店里的 Python，它把文件存到别处，装不成。请另装一个普通的 Python。",
            "This Python is from the store and puts files elsewhere. Install an ordinary one.",
        )
    libc, version = platform.libc_ver()
    glibc = version.split(".")
    if machine.startswith("linux") and (libc != "glibc" or int(glibc[1]) < facts["glibc"]):
        raise Trouble(
            f"系统的 C 库不合用（{libc} {version}），要 glibc 2.{facts['glibc']} 或更新的。"
            "请升级系统，或者换一台电脑安装。",
            f"The C library is {libc} {version}; glibc 2.{facts['glibc']} or newer is needed. "
            "Use a newer system.",
        )
    if importlib.util.find_spec("venv") is None:
        raise Trouble(
            "这个 Python 没有 venv 模块。请管理员安装 python3-venv，或换用完整的 Python。",
            "This Python has no module venv. Have python3-venv installed, or use a whole Python.",
        )


def check_place(program: Path, facts: dict[str, Any]) -> str:
    """The version that is there already, or nothing. Raises Trouble."""
    there = ""
    if sys.prefix != sys.base_prefix and Path(sys.prefix).resolve() == program.resolve():
        raise Trouble(
            "正在用旧版 bulletinc 自己的 Python 安装。请关掉这个窗口，换一个新窗口再来。",
            "This is the Python of bulletinc itself. Close this window and use a new one.",
        )
    if program.exists() and any(program.iterdir()) and not (program / _MARK).exists():
        record = recorded(program)
        if record is None:
            raise Trouble(
                f"{program} 里有别的文件，不能覆盖。请用 --to 换一个文件夹，或先移走这些文件。",
                f"{program} holds something else. Choose another folder by --to, or move it away.",
            )
        there = str(record["version"])
        if numbers(there) > numbers(facts["version"]):
            raise Trouble(
                f"已经装有更新的版本 {there}，这个安装包是 {facts['version']}。"
                "真要换回旧版，请先卸载。",
                f"The newer version {there} is there; this is {facts['version']}. To go back, "
                "uninstall it first.",
            )
    if program.exists() and is_running(program):
        raise Trouble(
            "bulletinc 还在运行。请先关掉编辑页面的窗口，再来一次。",
            "bulletinc is running. Close the window of the desk first.",
        )
    return there


def is_running(program: Path) -> bool:
    """Whether the program runs, which only Linux tells; Windows refuses to move its folder."""
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            command = os.fsdecode(file.read_bytes()).split("\0")
            if command[0] == str(python_of(program)) and file.parent.name != str(os.getpid()):
                return True
    return False


def check_writable(wanted: Sequence[tuple[Path, str]]) -> None:
    """Whether all that is to be made can be; what cannot has the option that helps.

    Raises Trouble.
    """
    shut: dict[Path, str] = {}
    helpful: dict[str, None] = {}
    for path, option in wanted:
        parent = next(each for each in path.parents if each.exists())
        try:
            with tempfile.TemporaryFile(dir=parent):
                pass
        except OSError as error:
            shut[parent] = str(error.strerror)
            helpful[option] = None
    if "--no-icon" in helpful:
        helpful = {each: None for each in helpful if not each.startswith("--folder")}
    if shut:
        shut = {path: why for path, why in shut.items() if not shut.keys() & set(path.parents)}
        names = "、".join(f"{path}（{why}）" for path, why in shut.items())
        command = " ".join(["install.cmd" if _WINDOWS else "sh install.sh", *helpful])
        raise Trouble(
            f"不能写入 {names}。请换用能写入的文件夹，例如这样安装：{command}",
            f"{', '.join(map(str, shut))} cannot be written to. Name a folder that can, as above.",
        )


def check_room(program: Path, megabytes: int) -> None:
    """Whether there is room. Raises Trouble."""
    parent = next(each for each in program.parents if each.exists())
    free = shutil.disk_usage(parent).free // 10**6
    if free < megabytes:
        raise Trouble(
            f"{parent} 所在的磁盘只剩 {free} MB，安装要 {megabytes} MB。"
            "请腾出空间，或用 --to 装到别的磁盘。",
            f"The disk of {parent} has {free} MB left, {megabytes} MB are needed. Make room, or "
            "use --to.",
        )


def check_user() -> None:
    """Whether the user is the one who will work with it. Raises Trouble."""
    if os.environ.get("SUDO_USER", "root") != "root":
        raise Trouble(
            "不要用 sudo：程序装在您自己的文件夹里，不需要管理员。请直接执行 sh install.sh。",
            "Do not use sudo: it goes into your own folder. Run sh install.sh as yourself.",
        )


def numbers(version: str) -> list[int]:
    """A version, to be compared."""
    return [int(part) for part in version.split(".") if part.isdigit()]


def recorded(program: Path) -> dict[str, Any] | None:
    """What was written of an installation, or None where there is none."""
    try:
        record: dict[str, Any] = json.loads((program / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return record if "version" in record else None


# Installing


def run(command: Sequence[str | Path], folder: Path | None = None) -> str:
    """Run a program without settings of the user's Python or pip. Raises Trouble."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
    kept |= {"PIP_CONFIG_FILE": os.devnull, "PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1"}
    words = list(map(str, command))
    done = subprocess.run(words, cwd=folder, env=kept, capture_output=True, check=False)
    if done.returncode:
        last = (done.stderr or done.stdout).decode("utf-8", "replace").strip().splitlines()[-5:]
        if any(sign in each for each in last for sign in ("Errno 28", "WinError 112")):
            raise Trouble(
                "磁盘满了，已经恢复原样。请腾出空间，或用 --to 装到别的磁盘，再来一次。",
                "The disk is full; all is as it was. Make room, or use --to, and try again.",
            )
        raise Trouble(
            "这一步没有成功：\n  " + "\n  ".join(last) + "\n已经恢复原样。请把这几行发给管理员。",
            "This step failed; all is as it was. Send the lines above to your administrator.",
        )
    return done.stdout.decode("utf-8", "replace")


@contextlib.contextmanager
def taken_back(program: Path, made: Sequence[str]) -> Iterator[None]:
    """Remove what was made beside the program when it fails: command, caches, empty folders."""
    had_command = os.path.lexists(command_file())
    try:
        yield
    except BaseException:
        if not had_command and os.path.lexists(command_file()) and is_ours(command_file(), program):
            command_file().unlink()
        for folder in kept_folders():
            if str(folder) in made:
                shutil.rmtree(folder, ignore_errors=True)
        remove_empty(made)
        raise


@contextlib.contextmanager
def replacing(program: Path, made: Sequence[str]) -> Iterator[None]:
    """Keep the version before aside, and put it back when the new one fails. Raises Trouble."""
    old = old_folder(program)
    if (program / _MARK).exists():  # the last time was cut off
        shutil.rmtree(program)
    if old.exists() and not program.exists():
        old.rename(program)
    shutil.rmtree(old, ignore_errors=True)
    if program.exists():
        try:
            program.rename(old)
        except OSError as error:
            raise Trouble(
                "旧版 bulletinc 还在运行，不能替换。请先关掉编辑页面的窗口，再安装。",
                "bulletinc is running and cannot be replaced. Close the window of the desk first.",
            ) from error
    try:
        program.mkdir(parents=True)
        (program / _MARK).write_text(json.dumps(made), encoding="utf-8")
        yield
        (program / _MARK).unlink()
    except BaseException:
        shutil.rmtree(program, ignore_errors=True)
        if old.exists():
            old.rename(program)
        raise
    shutil.rmtree(old, ignore_errors=True)


def put(program: Path, here: Path) -> None:
    """Make the program's own environment from the wheels, and try it."""
    run([sys.executable, "-m", "venv", "--without-pip", program])
    wheels = here / "wheels"
    pip = next(wheels.glob("pip-*.whl"))
    names = [f"./{each.name}" for each in sorted(wheels.glob("*.whl")) if each != pip]
    options = ["--isolated", "--no-index", "--no-deps", "--no-cache-dir", "--quiet"]
    quiet = ["--no-warn-script-location", "--disable-pip-version-check"]
    run([python_of(program), f"{pip}/pip", "install", *options, *quiet, *names], wheels)
    shutil.copy(here / "installer.py", program / "installer.py")
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder, "试.txt")
        draft.write_text(_DRAFT, encoding="utf-8")
        build = ["build", str(draft), "--to", "pdf", "--engine", "typst", "-o", folder]
        run([python_of(program), "-m", "bulletinc", *build], Path(folder))


def make_command(program: Path) -> list[str]:
    """Let the terminal find the program, where nothing else has that name."""
    file = command_file()
    if (file.exists() or file.is_symlink()) and not is_ours(file, program):
        say(
            f"{file} 是别的程序，没有动它。请用 {python_of(program)} -m bulletinc。",
            f"{file} is something else and was left alone.",
        )
        return []
    file.parent.mkdir(parents=True, exist_ok=True)
    if _WINDOWS:
        line = '@"%LOCALAPPDATA%\\bulletinc\\program\\Scripts\\python.exe" -m bulletinc %*\r\n'
        file.write_text(line, encoding="ascii", newline="")
    else:
        file.unlink(missing_ok=True)
        file.symlink_to(program / "bin/bulletinc")
    return [str(file)]


def is_ours(file: Path, program: Path) -> bool:
    """Whether the file by which a terminal finds the program is that of this installation."""
    if file.is_symlink():
        return Path(os.readlink(file)) == program / "bin/bulletinc"
    return b"bulletinc\\program" in file.read_bytes()[:200]


def make_icon(program: Path, issues: Path) -> list[str]:
    """An icon that opens the folder of the bulletins in the desk."""
    issues.mkdir(parents=True, exist_ok=True)
    command = [python_of(program), "-m", "bulletinc", "serve", issues, "--install-launcher"]
    return run([*map(str, command)]).splitlines()


def cut_off(program: Path) -> list[str]:
    """The folders that an installation made which was cut off."""
    try:
        folders: list[str] = json.loads((program / _MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return folders


def remove_empty(folders: Sequence[str]) -> None:
    """Remove those of these folders that are empty, the deepest first."""
    for folder in sorted(folders, key=len, reverse=True):
        if Path(folder) != Path.home():
            with contextlib.suppress(OSError):  # something of the user's is in it
                Path(folder).rmdir()


def missing_parents(files: Sequence[Path]) -> list[str]:
    """The folders above these files that are not there yet, the deepest first."""
    found = {parent for file in files for parent in file.parents if not parent.exists()}
    return sorted(map(str, found), key=len, reverse=True)


def wanted_places(
    options: argparse.Namespace, program: Path, issues: Path
) -> Sequence[tuple[Path, str]]:
    """All that will be made outside of the program's folder, and which option avoids it."""
    elsewhere = "D:\\" if _WINDOWS else "/data/"
    places = [(program, f"--to {elsewhere}我的程序")]
    if not options.to:
        places.append((command_file(), places[0][1]))
    if not (_WINDOWS or options.no_icon):
        places.append((data_folder() / "applications/x", "--no-icon"))
    if not (issues.exists() or options.no_icon):
        places.append((issues, f"--folder {elsewhere}公文信息"))
    return places


def install(options: argparse.Namespace, here: Path = HERE) -> None:
    """Install or upgrade. Raises Trouble."""
    program = program_folder(options.to)
    issues = Path(os.path.abspath(options.folder or Path.home() / "公文信息"))
    check_user()
    facts = check_bundle(here)
    check_python(facts)
    there = check_place(program, facts)
    places = wanted_places(options, program, issues)
    check_writable(places)
    check_room(program, facts["megabytes"])
    before = recorded(program) or recorded(old_folder(program)) or {"files": [], "folders": []}
    made = missing_parents([program / "x", *(path for path, _ in places), issues / "x"])
    made += [
        each
        for each in missing_parents([each / "x" for each in kept_folders()])
        if each not in made
    ]
    folders = list(dict.fromkeys([*made, *before["folders"], *cut_off(program)]))
    verb = f"正在把 {there} 升级为" if there not in {"", facts["version"]} else "正在安装"
    say(f"{verb} bulletinc {facts['version']}，要一两分钟……", "This takes a minute or two …")
    with taken_back(program, made), replacing(program, folders):
        put(program, here)
        files = set(before["files"])
        files |= set() if options.to else set(make_command(program))
        record = {"version": facts["version"], "files": sorted(files), "folders": folders}
        write_record(program, record)
        if not options.no_icon:
            record["files"] = sorted(files | set(make_icon(program, issues)))
            write_record(program, record)
    say(f"装好了：{program}", f"Installed: {program}")
    if not options.no_icon:
        say(f"双击桌面或菜单里的图标就能打开 {issues}。", f"The icon opens {issues}.")
    tell_command(program, options)


def tell_command(program: Path, options: argparse.Namespace) -> None:
    """Say what to type in a terminal."""
    command = command_file()
    if options.to or not (os.path.lexists(command) and is_ours(command, program)):
        say(
            f'在终端里这样用："{python_of(program)}" -m bulletinc --help',
            "In a terminal, as above.",
        )
    elif str(command.parent) in os.environ.get("PATH", "").split(os.pathsep):
        say("在终端里执行 bulletinc --help 看用法。", "In a terminal: bulletinc --help")
    else:
        say(
            f'在终端里这样用："{command}" --help（注销后重新登录，就可以只写 bulletinc）',
            "In a terminal, as above; after the next login by its name alone.",
        )


def write_record(program: Path, record: dict[str, Any]) -> None:
    """Write down what was installed, for the day when it is removed."""
    text = json.dumps(record, ensure_ascii=False, indent=1)
    (program / RECORD).write_text(text, encoding="utf-8")


# Removing


def uninstall(options: argparse.Namespace) -> None:
    """Remove all that was installed, and no file that a user wrote. Raises Trouble."""
    program = program_folder(options.to)
    record = recorded(program)
    if record is None:
        raise Trouble(
            f"{program} 里没有 bulletinc。装在别处的，请用 --to 指出安装时的文件夹。",
            f"There is no bulletinc in {program}. Where it was put elsewhere, say where by --to.",
        )
    if is_running(program):
        raise Trouble(
            "bulletinc 还在运行，不能卸载。请先关掉编辑页面的窗口。",
            "bulletinc is running. Close the window of the desk first.",
        )
    unsaved = [each / "desk" for each in kept_folders() if holds_files(each / "desk")]
    if unsaved and not options.all:
        raise Trouble(
            f"编辑页面里还有没保存的文字（{unsaved[0]}）。"
            "请先打开页面保存；不要了，就加 --all 卸载。",
            "The desk keeps text that was not saved. Open it and save, or add --all to drop it.",
        )
    try:
        aside = old_folder(program)
        program.rename(aside)
    except OSError as error:
        raise Trouble(
            "bulletinc 还在运行，不能卸载。请先关掉编辑页面的窗口。",
            "bulletinc is running. Close the window of the desk first.",
        ) from error
    for file in record["files"]:
        Path(file).unlink(missing_ok=True)
    others = recorded(program_folder(None))  # caches are shared by all installations
    for folder in (aside, *([] if others else kept_folders())):
        shutil.rmtree(folder, ignore_errors=True)
    remove_empty([*record["folders"], str(program.parent)])
    if aside.exists():
        raise Trouble(
            f"还有文件删不掉：{aside}。请重启电脑，再删掉这个文件夹。",
            f"Some files could not be removed: {aside}. Restart, then delete that folder.",
        )
    say("卸载完了，您写的稿子都在原处。", "Removed. Your drafts are where they were.")


def holds_files(folder: Path) -> bool:
    """Whether any file is below a folder."""
    return any(each.is_file() for each in folder.rglob("*"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was asked, and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    parser = argparse.ArgumentParser(prog="install")
    parser.add_argument("what", choices=["install", "uninstall"])
    parser.add_argument("--to", metavar="FOLDER", help="装在哪个文件夹 · where to put the program")
    parser.add_argument("--folder", help="放稿子的文件夹，默认“公文信息” · the folder of bulletins")
    parser.add_argument("--no-icon", action="store_true", help="不做图标 · make no icon")
    parser.add_argument(
        "--all", action="store_true", help="卸载时连没保存的文字 · unsaved text, too"
    )
    options = parser.parse_args(arguments)
    for name in ("to", "folder"):  # cmd makes "D:\" into D:" as an argument
        setattr(options, name, (getattr(options, name) or "").rstrip('"') or None)
    try:
        (install if options.what == "install" else uninstall)(options)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(
            "已经停下，装了一半的都已清除。\nStopped; nothing half-done is left.", file=sys.stderr
        )
        return 130
    except OSError as error:
        print(f"没有成功：{error}。已经恢复原样。\nThis failed: {error}.", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

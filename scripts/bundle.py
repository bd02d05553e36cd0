"""Make one zip with all that an office's desk without a network needs: wheels and an installer.

    python scripts/bundle.py linux_x86_64|linux_aarch64|win_amd64 3.11|3.12|3.13

The versions are those of ``requirements-dev.lock``. Markers are judged for the target, which pip
would judge for this machine (colorama is needed on Windows alone), so the closure is made here.
"""

from __future__ import annotations

import email
import hashlib
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).resolve().parent.parent
INSTALLER = ROOT / "scripts/installer"
EXTRAS = "archive,desk,typst,word,watch"
PYTHONS = ("3.11", "3.12", "3.13")
_NEWEST_GLIBC = 28  # 2.28 is that of Kylin V10 and UOS 20
_DAY = (1980, 1, 1, 0, 0, 0)  # no clock in a zip: the same wheels give the same bytes
_RUNNABLE = 0o100755 << 16
_PLAIN = 0o100644 << 16


class BundleError(Exception):
    """What is wrong, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Target:
    """The desk that a bundle is for."""

    platform: str
    python: str

    @property
    def tags(self) -> list[str]:
        """The platform tags of wheels that run there, the best first."""
        system, _, machine = self.platform.partition("_")
        if system == "win":
            return [self.platform]
        glibc = [f"manylinux_2_{minor}_{machine}" for minor in range(_NEWEST_GLIBC, 4, -1)]
        old = [f"{each}_{machine}" for each in ("manylinux2014", "manylinux2010", "manylinux1")]
        return [*glibc, *old, self.platform]

    @property
    def markers(self) -> dict[str, str]:
        """What the environment markers of requirements have there."""
        windows = self.platform.startswith("win")
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.0",
            "os_name": "nt" if windows else "posix",
            "platform_machine": "AMD64" if windows else self.platform.partition("_")[2],
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": "Windows" if windows else "Linux",
            "platform_version": "",
            "python_full_version": f"{self.python}.0",
            "python_version": self.python,
            "sys_platform": "win32" if windows else "linux",
        }


TARGETS = ("linux_x86_64", "linux_aarch64", "win_amd64")


def target_of(arguments: list[str]) -> Target:
    """The target that a person named. Raises BundleError."""
    platform, python = (*arguments, "", "")[:2]
    if len(arguments) > len(("platform", "python")) or platform not in TARGETS:
        raise BundleError(f"{platform or 'No platform'}: choose PLATFORM={'|'.join(TARGETS)}.")
    if python not in PYTHONS:
        raise BundleError(f"{python or 'No Python'}: choose PYTHON={'|'.join(PYTHONS)}.")
    return Target(platform, python)


def locked(text: str) -> dict[str, str]:
    """The versions of a lock file by canonical name."""
    pairs = (line.split("==") for line in text.splitlines() if "==" in line and line[0] != "#")
    return {canonicalize_name(name): version.strip() for name, version in pairs}


def wanted(metadata: str, extras: Iterable[str], markers: dict[str, str]) -> list[Requirement]:
    """What a package with these extras requires on the target."""
    lines = email.message_from_string(metadata).get_all("Requires-Dist", [])
    each_extra = ["", *extras]
    return [
        requirement
        for requirement in map(Requirement, lines)
        if requirement.marker is None
        or any(requirement.marker.evaluate({**markers, "extra": extra}) for extra in each_extra)
    ]


def wheels_in(folder: Path) -> dict[str, Path]:
    """The wheels of a folder by canonical name."""
    return {parse_wheel_filename(each.name)[0]: each for each in sorted(folder.glob("*.whl"))}


def metadata_of(wheel: Path) -> str:
    """The METADATA of a wheel."""
    with zipfile.ZipFile(wheel) as file:
        name = next(each for each in file.namelist() if each.endswith(".dist-info/METADATA"))
        return file.read(name).decode()


def resolve(target: Target, lock: dict[str, str], folder: Path) -> None:
    """Download into ``folder`` all that the wheels there need. Raises BundleError."""
    asked = {("bulletinc", extra) for extra in ("", *EXTRAS.split(","))} | {("pip", "")}
    done: set[tuple[str, str]] = set()
    specs = {"pip": Requirement("pip")}
    while new := asked - done:
        have = wheels_in(folder)
        if missing := sorted({name for name, _ in new} - have.keys()):
            download(target, [pinned(specs[name], lock) for name in missing], folder)
            have = wheels_in(folder)
        for name, extra in sorted(new):
            for each in wanted(metadata_of(have[name]), [extra], target.markers):
                key = canonicalize_name(each.name)
                specs[key] = each
                asked |= {(key, extra) for extra in ("", *map(str, each.extras))}
                if key in have and parse_wheel_filename(have[key].name)[1] not in each.specifier:
                    raise BundleError(f"{have[key].name} does not fit {each}, which {name} needs.")
        done |= new


def pinned(requirement: Requirement, lock: dict[str, str]) -> str:
    """A requirement with the version of the lock, where that has one."""
    name = canonicalize_name(requirement.name)
    return f"{name}=={lock[name]}" if name in lock else f"{name}{requirement.specifier}"


def download(target: Target, requirements: list[str], folder: Path) -> None:
    """Let pip fetch wheels for the target. Raises BundleError."""
    tags = [part for tag in target.tags for part in ("--platform", tag)]
    version = ["--python-version", target.python, "--implementation", "cp"]
    abi = ["--abi", f"cp{target.python.replace('.', '')}"]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    where = ["--only-binary=:all:", "--dest", str(folder)]
    done = subprocess.run([*command, *where, *tags, *version, *abi, *requirements], check=False)
    if done.returncode:
        raise BundleError(
            f"Not every one of these has a wheel for {target.platform} and Python "
            f"{target.python}: {' '.join(requirements)}. pip says above which."
        )


def oldest_glibc(names: Iterable[str]) -> int:
    """The minor version of glibc 2 that all wheels of these names run with."""
    needed = [0]
    for name in names:
        found = [int(each) for each in re.findall(r"manylinux_2_(\d+)_", name)]
        found += [17] * ("manylinux2014" in name)
        if found:
            needed.append(min(found))
    return max(needed)


def facts(target: Target, wheels: Path) -> dict[str, object]:
    """What the installer has to know of its bundle."""
    size = 0
    for wheel in wheels.glob("*.whl"):
        with zipfile.ZipFile(wheel) as file:
            size += sum(each.file_size for each in file.infolist())
    version = parse_wheel_filename(wheels_in(wheels)["bulletinc"].name)[1]
    return {
        "version": str(version),
        "platform": target.platform,
        "python": target.python,
        "glibc": oldest_glibc(each.name for each in wheels.glob("*.whl")),
        "megabytes": round(size * 1.5 / 1e6),  # unpacked, and compiled by Python
    }


def contents(target: Target, wheels: Path) -> dict[str, bytes]:
    """All files of the bundle by name."""
    about = facts(target, wheels)
    found = {f"wheels/{each.name}": each.read_bytes() for each in sorted(wheels.glob("*.whl"))}
    found["bundle.json"] = json.dumps(about, indent=1, sort_keys=True).encode() + b"\n"
    found["installer.py"] = (INSTALLER / "installer.py").read_bytes()
    ending = ".cmd" if target.platform.startswith("win") else ".sh"
    start = (INSTALLER / f"start{ending}").read_text(encoding="utf-8")
    for action in ("install", "uninstall"):
        text = filled(start, {**about, "action": action})
        found[action + ending] = text.replace("\n", "\r\n" if ending == ".cmd" else "\n").encode()
    page = filled((INSTALLER / "instructions.md").read_text(encoding="utf-8"), about)
    found["说明.md"] = page.encode()
    found["说明.html"] = as_page(page).encode()
    if ending == ".cmd":  # cmd shows a file in the code page of its window, which is GBK in China
        text = filled((INSTALLER / "python-needed.txt").read_text(encoding="utf-8"), about)
        found["python-needed.txt"] = text.replace("\n", "\r\n").encode("gbk")
    sums = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in found.items())
    found["SHA256SUMS"] = "".join(sums).encode()
    return found


def filled(text: str, about: dict[str, object]) -> str:
    """A text with the facts of the bundle put in for ``@NAME@``."""
    return re.sub(r"@([A-Z]+)@", lambda found: str(about[found[1].lower()]), text)


def as_page(text: str) -> str:
    """The instructions as a page of their own."""
    style = (
        "body{max-width:44em;margin:2em auto;padding:0 1em;line-height:1.7}pre,td,th{padding:.4em}"
    )
    body = MarkdownIt().enable("table").render(text)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>安装说明</title>'
        f"<style>{style}pre{{background:#f4f4f4;overflow:auto}}</style></head>\n"
        f"<body>\n{body}</body></html>\n"
    )


def write_zip(path: Path, files: dict[str, bytes]) -> None:
    """Write the bundle whole: all in one folder, so that unpacking makes no mess."""
    new = path.with_suffix(".new")
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            entry = zipfile.ZipInfo(f"{path.stem}/{name}", _DAY)
            entry.external_attr = _RUNNABLE if name.endswith(".sh") else _PLAIN
            stored = zipfile.ZIP_STORED if name.endswith(".whl") else zipfile.ZIP_DEFLATED
            file.writestr(entry, data, stored)
    new.replace(path)


def make(target: Target) -> Path:
    """Make the bundle of a target, and return where it is. Raises BundleError."""
    short = f"{target.platform}-py{target.python.replace('.', '')}"
    wheels = ROOT / "build/bundle" / short
    wheels.mkdir(parents=True, exist_ok=True)
    for old in wheels.glob("*.whl"):
        old.unlink()
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    lock = locked((ROOT / "requirements-dev.lock").read_text(encoding="utf-8"))
    resolve(target, lock, wheels)
    path = wheels.parent / f"bulletinc-{facts(target, wheels)['version']}-{short}.zip"
    write_zip(path, contents(target, wheels))
    return path


def main() -> None:
    """Make what the command line names."""
    try:
        path = make(target_of(sys.argv[1:]))
    except BundleError as error:
        sys.exit(str(error))
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()

"""Write ``requirements-dev.lock``: the version of each package that tests and checks are run with.

pip chooses the newest versions that ``pyproject.toml`` allows, as for ``pip install -e ".[dev]"``.
Its own newest version is in the list, too, because a bundle (``scripts/bundle.py``) carries it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements-dev.lock"
_HEADER = (
    "# What make test, make check and .ci/run install. Written by scripts/lock.py (make lock).\n"
)


def resolve() -> list[str]:
    """Ask pip which versions it would install; nothing is installed."""
    options = ["--dry-run", "--ignore-installed", "--quiet", "--report", "-"]
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", *options, "--editable", ".[dev]", "pip"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    packages = [each["metadata"] for each in json.loads(done.stdout)["install"]]
    return sorted(
        f"{each['name'].lower()}=={each['version']}"
        for each in packages
        if each["name"] != "bulletinc"
    )


if __name__ == "__main__":
    LOCK.write_text(_HEADER + "".join(f"{line}\n" for line in resolve()), encoding="utf-8")
    print(LOCK.name)

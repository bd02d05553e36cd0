"""A command loads no library that it does not use: that is what makes it start at once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Set as AbstractSet
from pathlib import Path

import pytest

from tests.support.places import ROOT

EXAMPLE = ROOT / "examples/kuaibao.txt"
OF_BUILDING = {
    "bulletinc.batch.runner",
    "bulletinc.compiler",
    "bulletinc.batch.cache",
    "bulletinc.render",
}
LIBRARIES = {"babel", "click", "jinja2", "lark", "weasyprint"}


def loaded(*arguments: str, of: AbstractSet[str] = LIBRARIES) -> set[str]:
    """The libraries, or other modules, that one call of the program loads."""
    script = (
        "import sys; from bulletinc.cli import run; status = run(sys.argv[1:]); print(*sys."
        "modules, file=sys.stderr); sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return set(of) & set(done.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "libraries"),
    [
        (["--version"], {"click"}),
        (["kinds"], {"click"}),
        (["ast", str(EXAMPLE)], {"click"}),
        (["check", str(EXAMPLE)], {"click"}),
        (["build", str(EXAMPLE), "--to", "html"], {"click", "jinja2"}),
    ],
)
def test_a_command_loads_what_it_uses(
    arguments: list[str], libraries: set[str], tmp_path: Path
) -> None:
    if arguments[0] == "build":
        arguments = [*arguments, "-o", str(tmp_path)]
    assert loaded(*arguments) == libraries


@pytest.mark.parametrize("arguments", [["ast"], ["check", "--diff"], ["fmt", "--diff"]])
def test_what_only_reads_drafts_loads_nothing_of_building(arguments: list[str]) -> None:
    assert not loaded(*arguments, str(EXAMPLE), of=OF_BUILDING)
    assert "bulletinc.parser" in loaded(*arguments, str(EXAMPLE), of={"bulletinc.parser"})


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries have other names")
def test_loading_weasyprint_starts_no_program() -> None:
    script = (
        "import sys\n"
        "def refuse(event, arguments):\n"
        "    assert not event.startswith(('subprocess.', 'os.exec', 'os.posix_spawn', 'os."
        "system')), arguments\n"
        "sys.addaudithook(refuse)\n"
        "from bulletinc.render.formats.pdf.weasyprint import library\n"
        "library.weasyprint()"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_importing_the_package_loads_no_library() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, bulletinc; print(*sys.modules)"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert not LIBRARIES & set(done.stdout.split())


def test_loading_the_rules_compiles_no_pattern() -> None:
    script = (
        "import re, bulletinc.checking, bulletinc.text.typography\n"
        "def refuse(pattern, *_): raise AssertionError(pattern)\n"
        "re.compile = refuse\n"
        "from bulletinc.rules import load_rules\n"
        "load_rules()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr

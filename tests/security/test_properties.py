"""All commands × hostile names × hostile kinds of file: whatever comes, nothing else is touched."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.hostile import DRAFT, KINDS, NAMES, TEXTS, acting, state
from tests.support.program import Run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")

COMMANDS = (
    ("check",),
    ("check", "--fix"),
    ("check", "--diff"),
    ("check", "--format", "github"),
    ("check", "--format", "sarif"),
    ("fmt",),
    ("fmt", "--diff"),
    ("ast",),
    ("import", "-o", "out"),
    ("extract", "-o", "out/"),
    ("build", "--to", "json", "-o", "out"),
    ("init",),
    ("new",),
)
FORBIDDEN = "/\0"
ODD = st.text(
    st.sampled_from("a长.:%-\n\r\t\x1b\x07\x7f\x9b\u202e\u2028[]{}$`'\"<>&|; \\")
    | st.characters(exclude_characters=FORBIDDEN, exclude_categories=["Cs"]),
    min_size=1,
    max_size=30,
).map(lambda name: f"{name}.txt")
NAME = st.sampled_from(sorted(NAMES.values())) | ODD
KIND = st.sampled_from(["draft", *sorted(KINDS)])
TEXT = st.sampled_from(sorted(TEXTS.values())) | st.text(max_size=60)


@given(name=NAME, kind=KIND, text=TEXT, command=st.sampled_from(COMMANDS), whole=st.booleans())
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_nothing_outside_changes_and_nothing_acts(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    kind: str,
    text: str,
    command: tuple[str, ...],
    whole: bool,
) -> None:
    signal.alarm(100)  # for this example, not for all of them
    monkeypatch.setenv("BULLETINC_LANG", "en")
    place = Path(mkdtemp())
    monkeypatch.chdir(place)
    try:
        (place / "issues").mkdir()
        (place / "outside").mkdir()
        (place / "outside/secret").write_text("SECRET=abcdef\n", encoding="utf-8")
        (place / "issues/good.txt").write_text(DRAFT.format(number=2), encoding="utf-8")
        before = state(place / "outside")
        bad = place / "issues" / name
        if kind == "draft":
            bad.write_text(DRAFT.format(number=3) + text, encoding="utf-8", errors="replace")
        else:
            KINDS[kind](bad)
        folder_only = command[0] in {"init", "new"}
        named = "issues" if whole or folder_only else os.path.join("issues", name)
        said = run(*command, "--", named)
        assert said.status in {0, 1, 2}
        assert acting(said.out + said.err) == []
        assert "Traceback" not in said.err
        assert "itself has failed" not in said.err
        assert "SECRET" not in said.out + said.err or kind == "link out"
        assert state(place / "outside") == before
        assert {each.name for each in place.iterdir()} <= {"issues", "outside", "out"}
    finally:
        monkeypatch.chdir("/")
        shutil.rmtree(place)

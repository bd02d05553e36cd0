"""What findings depend on is told by the same fingerprint in every process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.support.places import ROOT

PROGRAM = """
import sys
from pathlib import Path
from bulletinc.batch import fingerprint
from bulletinc.project import Project, find_project
for project in (Project(), find_project(Path(sys.argv[1]))):
    print(fingerprint.of_checks(project, None))
"""
SETTINGS = """
[words]
"其它" = "其他"

[lists]
words = "words.csv"
"""


def _fingerprints(folder: Path, seed: str) -> str:
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, folder],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
        check=True,
    )
    return told.stdout.decode()


def test_nothing_is_new_to_another_process_but_what_has_changed(tmp_path: Path) -> None:
    (tmp_path / "bulletin.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "words.csv").write_text("wrong,right\n帐号,账号\n", encoding="utf-8")
    first = _fingerprints(tmp_path, "1")
    assert _fingerprints(tmp_path, "2") == first
    (tmp_path / "words.csv").write_text("wrong,right\n帐号,账户\n", encoding="utf-8")
    assert _fingerprints(tmp_path, "1") != first

"""Where the tests find things."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TESTS = ROOT / "tests"
REFERENCE = ROOT.parent / "shared" / "reference"
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))

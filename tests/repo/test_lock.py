"""The lock file pins what the tests and checks are run with."""

from __future__ import annotations

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.places import ROOT

LOCK = ROOT / "requirements-dev.lock"


def pinned() -> dict[str, str]:
    """The version of each package in the lock file."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    pins = (line.split("==") for line in lines if not line.startswith("#"))
    return {canonicalize_name(name): version for name, version in pins}


def test_every_requirement_is_pinned_to_a_version_that_it_allows() -> None:
    """Where this fails after a change of pyproject.toml: make lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    listed = [*project["dependencies"], *(each for extra in extras.values() for each in extra)]
    pins = pinned()
    for text in listed:
        requirement = Requirement(text)
        if requirement.name != project["name"]:
            version = pins.get(canonicalize_name(requirement.name), "")
            assert version, f"{text} is not in {LOCK.name}: make lock"
            assert requirement.specifier.contains(version), f"{text}: {version}; make lock"


def test_whoever_makes_the_environment_uses_the_lock_file() -> None:
    setup = (ROOT / "scripts/setup.sh").read_text(encoding="utf-8")
    assert re.search(rf"pip install .*--constraint {LOCK.name}", setup)
    assert f"for file in pyproject.toml {LOCK.name}" in setup  # a new one is installed


def test_the_pip_that_a_bundle_carries_is_pinned() -> None:
    """The pip of a desk is not used: that of Kylin is too old to know the tags of the wheels."""
    assert re.fullmatch(r"\d+(\.\d+)+", pinned().get("pip", ""))

"""The lock of the development packages has all that pyproject.toml asks for, each with hashes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / ".ci/dev.lock"
pytestmark = pytest.mark.skipif(not LOCK.is_file(), reason="needs the checkout")


def _locked() -> dict[str, list[str]]:
    """Return the versions of each locked package; some have one for each version of Python."""
    found: dict[str, list[str]] = {}
    for entry in re.split(r"\n(?=\S)", LOCK.read_text(encoding="utf-8").strip()):
        match = re.match(r"([\w.-]+)==([^\s;\\]+)", entry)
        assert match, entry
        assert "--hash=sha256:" in entry, entry
        found.setdefault(canonicalize_name(match[1]), []).append(match[2])
    return found


def test_the_lock_covers_every_requirement() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    listed = [*project["dependencies"], *(text for texts in extras for text in texts)]
    locked = _locked()
    missing = []
    for requirement in map(Requirement, listed):
        versions = locked.get(canonicalize_name(requirement.name), [])
        if requirement.name != project["name"] and not any(map(requirement.specifier.contains, versions)):
            missing.append(str(requirement))
    assert missing == [], "write the lock anew: .ci/lock"

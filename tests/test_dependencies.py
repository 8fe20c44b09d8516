"""docs/dependencies.md lists what is installed with the library, under licences that may be.

It is written on a day: of packages that came out since then, versions may differ, and are not compared.
"""

from __future__ import annotations

import importlib
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/dependencies.md"
pytestmark = pytest.mark.skipif(not PAGE.is_file(), reason="needs the checkout's docs")
# What each licence is called, in SPDX or in the words of a classifier.
_PERMISSIVE = re.compile(
    r"(MIT|BSD|Apache|ISC|PSF|0BSD|Zlib|CC0|CNRI)\b[\w .()-]*|Mozilla Public License 2\.0 \(MPL 2\.0\)|MPL-[\d.]+"
)


def _listed() -> dict[str, list[str]]:
    """Return the cells of each row by the name of the package."""
    found = re.findall(r"^\| ([\w-]+) \| (.*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: rest.split(" | ") for name, rest in found if name != "package"}


def test_what_the_library_asks_for_is_listed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {name: texts for name, texts in project["optional-dependencies"].items() if name != "dev"}
    listed = _listed()
    for installed, texts in (("always", project["dependencies"]), *(("extra", texts) for texts in extras.values())):
        for requirement in map(Requirement, texts):
            if requirement.name != project["name"]:
                row = listed.get(canonicalize_name(requirement.name))
                assert row is not None, f"{requirement.name}: run python docs/make_dependencies.py"
                assert row[2] == installed or row[2] == "always"
                assert requirement.specifier.contains(row[0]), requirement


def test_every_licence_is_permissive() -> None:
    listed = _listed()
    assert len(listed) > 30
    assert not _PERMISSIVE.fullmatch("GPL-3.0-only")
    for name, (_, licence, _) in listed.items():
        choices = [choice.split(" AND ") for choice in licence.split(" OR ")]
        assert any(all(_PERMISSIVE.fullmatch(part) for part in choice) for choice in choices), (name, licence)


def test_rows_are_what_the_metadata_of_the_installed_packages_tell() -> None:
    module = importlib.import_module("make_dependencies")
    listed = {name: f"| {name} | {' | '.join(cells)} |" for name, cells in _listed().items()}
    rows = module.rows()
    same = [name for name in rows if name in listed and listed[name].split(" | ")[1] == rows[name].split(" | ")[1]]
    assert {name: listed[name] for name in same} == {name: rows[name] for name in same}

"""The documentation says what is so: generated pages are fresh, commands and snippets run, links lead on."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from consistency import Source
from consistency.configuration import configured
from consistency.suppression import Suppression
from consistency.suppression.comments import comment_suppressions

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
TUTORIALS = ("getting-started.md", "writing-rules.md")
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
pytestmark = pytest.mark.skipif(not DOCS.is_dir(), reason="needs the checkout's docs")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its words, and the file that the line before it says to save it as."""

    language: str
    content: str
    file: str | None


def blocks(path: Path) -> Iterator[Block]:
    text = path.read_text(encoding="utf-8")
    for match in re.finditer(r"^```(\w*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        before = text[: match.start()].rstrip("\n").rpartition("\n")[2]
        saved = re.search(r"[Ss]ave as `([^`]+)`:$", before)
        yield Block(match[1], match[2], saved[1] if saved else None)


@pytest.fixture(scope="module")
def make_reference() -> ModuleType:
    return importlib.import_module("make_reference")


@pytest.mark.parametrize("page", ["configuration", "api"])
def test_generated_pages_are_up_to_date(make_reference: ModuleType, page: str) -> None:
    written = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    assert written == getattr(make_reference, page)(), "run: python docs/make_reference.py"


def test_every_public_name_has_its_place(make_reference: ModuleType) -> None:
    import consistency

    assert set(make_reference.PUBLIC["consistency"]) == set(consistency.__all__)
    for module, names in make_reference.PUBLIC.items():
        found = importlib.import_module(module)
        assert all((getattr(found, name).__doc__ or "").strip() for name in names)


def test_every_key_is_told() -> None:
    from consistency.configuration import Configuration

    page = (DOCS / "configuration.md").read_text(encoding="utf-8")
    assert all(f"| `{field.alias or name}` |" in page for name, field in Configuration.model_fields.items())


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
@pytest.mark.parametrize("page", TUTORIALS)
def test_a_tutorial_runs_from_its_first_line_to_its_last(page: str, tmp_path: Path) -> None:
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    ran = 0
    for block in blocks(DOCS / page):
        if block.file:
            (tmp_path / block.file).parent.mkdir(exist_ok=True)
            (tmp_path / block.file).write_text(block.content, encoding="utf-8")
        commands = {"sh": block.content.splitlines(), "python": [block.content]}.get(block.language, [])
        for command in commands:
            if "pip install" in command:  # tests/test_readme.py and .ci/run install
                continue
            expected = re.search(r"# exits with (\d)$", command)
            line = [sys.executable, "-c", command] if block.language == "python" else ["bash", "-c", command]
            environment = {**os.environ, "PATH": path}
            done = subprocess.run(line, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
            assert done.returncode == (int(expected[1]) if expected else 0), command + done.stdout + done.stderr
            assert not done.stderr, command + done.stderr
            ran += 1
    assert ran >= 5


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_snippets_are_of_their_form(path: Path, tmp_path: Path) -> None:
    for block in blocks(path):
        if block.language == "toml" and not block.content.startswith("[project"):
            file = tmp_path / "consistency.toml"
            file.write_text(block.content, encoding="utf-8")
            configured(file)
        elif block.language == "toml":
            assert "consistency.rules" in tomllib.loads(block.content)["project"]["entry-points"]
        elif block.language == "yaml":
            assert yaml.safe_load(block.content)
        elif block.language == "html" and "check:" in block.content:
            from consistency.judging import load_rules

            source = Source(id="a", text=block.content)
            found = list(comment_suppressions(source, load_rules().names))
            assert found
            assert all(isinstance(entry, Suppression) for entry in found)
        elif block.language == "python" and path.name != "api.md":  # which shows signatures
            compile(block.content, path.name, "exec")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        assert target.startswith(("http", "mailto:")) or (path.parent / target).exists(), target


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_options_that_are_told_exist(path: Path) -> None:
    command = [sys.executable, "-m", "consistency.cli", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    known = set(re.findall(r"--[a-z][a-z-]+", done.stdout))
    for block in blocks(path):
        for line in block.content.splitlines():
            if match := re.search(r"(?:^|[\s/-])check (?=[-\w.])(.*)", line):
                options = set(re.findall(r"(?<!\S)--[a-z][a-z-]+", match[1]))
                assert options <= known, f"{path.name}: {line}"

"""The cache of shipped files and of the tables made of them: it never changes what is read."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from consistency import resources
from consistency.resources import cached_table, load_shipped

PLAIN = "a: [1, 2.5, yes, 'x', null]\n"
VALUE = {"a": [1, 2.5, "yes", "x", None]}


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setattr(resources, "cache_folder", lambda: folder)
    monkeypatch.setattr(resources, "_BEGUN", math.inf)
    return folder


def _shipped(tmp_path: Path, text: str = PLAIN) -> Path:
    path = tmp_path / "file.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_read_once_and_again(cache: Path, tmp_path: Path) -> None:
    path = _shipped(tmp_path)
    assert load_shipped(path) == load_shipped(path) == VALUE
    assert len(list(cache.rglob("*.json"))) == 1


def test_a_changed_file_is_read_anew(cache: Path, tmp_path: Path) -> None:
    load_shipped(_shipped(tmp_path))
    assert load_shipped(_shipped(tmp_path, "a: 2\n")) == {"a": 2}


@pytest.mark.parametrize("spoiled", [b"", b"{}", b"null", b"\xff\xfe", b"0" * 32 + b"\n{}"])
def test_a_spoiled_file_is_ignored_and_mended(cache: Path, tmp_path: Path, spoiled: bytes) -> None:
    path = _shipped(tmp_path)
    load_shipped(path)
    (kept,) = cache.rglob("*.json")
    whole = kept.read_bytes()
    for content in (spoiled, whole[:-3], whole.replace(b"2.5", b"2.6")):
        kept.write_bytes(content)
        assert load_shipped(path) == VALUE
        assert kept.read_bytes() == whole


def test_a_table_is_the_same_with_and_without_a_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _shipped(tmp_path)
    (tmp_path / "no folder").write_text("")
    monkeypatch.setattr(resources, "cache_folder", lambda: tmp_path / "no folder")
    assert cached_table([path], "t", lambda: {"a": (1, 2)}) == {"a": [1, 2]}
    monkeypatch.setattr(resources, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(resources, "_BEGUN", math.inf)
    assert cached_table([path], "t", lambda: {"a": (1, 2)}) == {"a": [1, 2]}
    assert cached_table([path], "t", lambda: pytest.fail("built again")) == {"a": [1, 2]}


def test_what_changed_meanwhile_is_not_kept(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has read a file before it was written anew makes the table of what stood there before."""
    path = _shipped(tmp_path)
    monkeypatch.setattr(resources, "_BEGUN", path.stat().st_mtime - 1)
    assert cached_table([path], "t", lambda: "of what stood there before") == "of what stood there before"
    monkeypatch.setattr(resources, "_BEGUN", math.inf)
    assert cached_table([path], "t", lambda: "of what stands there") == "of what stands there"


TABLES = [
    ("knowledge.entities", "_table", "ar"), ("knowledge.entities", "_table", "en"),
    ("knowledge.tenures", "shipped_tenures"), ("language.concepts", "lexicon", "ar"),
    ("language.concepts", "lexicon", "en"), ("language.concepts", "first_words", "ar"),
    ("language.concepts", "listed_in_order", "en"), ("language.given_names", "printed_given_names", "ar"),
    ("language.indicators", "indicators", "en"), ("language.plurals", "plural_category", "ar", 3),
    ("normalization.names", "alias_table"), ("normalization.names", "given_name_groups"),
    ("normalization.units", "unit_names"),
]  # fmt: skip
WATCHED = """
import importlib, os, sys
from consistency import resources
module, name, *arguments = sys.argv[1:]
kept, watching, opened = resources._kept, [], []
sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == "open" and watching else None)
def watched(path, build, made_of=()):
    def told():
        watching.append(path)
        begin = len(opened)
        value = build()
        watching.pop()
        rules = str(resources.rules_root())
        print(*{p for p in opened[begin:] if p.startswith(rules)} - set(map(str, made_of)))
        return value
    return kept(path, told if made_of else build, made_of)
resources._kept = watched
getattr(importlib.import_module(f"consistency.{module}"), name)(*(int(a) if a.isdigit() else a for a in arguments))
used = {loaded.__file__ for own, loaded in sys.modules.items() if own.startswith("consistency.")}
print(*used - set(map(str, resources._code())))
"""


@pytest.mark.parametrize("table", TABLES, ids=lambda table: " ".join(map(str, table)))
def test_a_table_is_made_of_files_and_code_of_its_key_alone(table: tuple[Any, ...], tmp_path: Path) -> None:
    environment = {**os.environ, "CONSISTENCY_CACHE": str(tmp_path)}
    command = [sys.executable, "-c", WATCHED, *map(str, table)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_all_tables_are_made_by_code_of_their_key() -> None:
    package = Path(resources.__file__).parent
    code = {path.relative_to(package).as_posix(): path.read_text(encoding="utf-8") for path in package.rglob("*.py")}
    users = {name for name, text in code.items() if "cached_table(" in text}
    assert {user.partition("/")[0] for user in users} == {*resources._BUILDERS, "resources.py"}
    assert {str(module).replace(".", "/") + ".py" for module, *_ in TABLES} == users - {"resources.py"}


def test_a_table_depends_on_files_name_and_code(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _shipped(tmp_path)
    built: list[Any] = []

    def table(name: str = "t") -> Any:
        return cached_table([path], name, lambda: built.append(name))

    table()
    table()
    assert len(built) == 1
    _shipped(tmp_path, "a: 2\n")
    table()
    table("another")
    monkeypatch.setattr(resources, "_code_digest", lambda: b"changed")
    table()
    assert len(built) == 4

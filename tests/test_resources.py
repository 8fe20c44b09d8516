"""The cache of shipped files and of the tables made of them: it never changes what is read."""

from __future__ import annotations

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
    assert cached_table([path], "t", lambda: {"a": (1, 2)}) == {"a": [1, 2]}
    assert cached_table([path], "t", lambda: pytest.fail("built again")) == {"a": [1, 2]}


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

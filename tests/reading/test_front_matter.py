"""Front matter: its values, the place where the text begins, and errors that point at the key."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from consistency.errors import SourceError
from consistency.model import Source
from consistency.reading import read_inputs, read_sources
from consistency.reading.front_matter import split_front_matter

HEAD = "---\ntitle: تجربة\npublished: 2025-03-02T23:30:00+03:00\noutlet: wire\nlanguage: ar-EG\nurl: https://example.org/1\n---\n"


def read(tmp_path: Path, content: str, name: str = "a.md") -> Source:
    path = tmp_path / name
    path.write_bytes(content.encode())
    return read_sources([path])[0]


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_values_and_the_line_on_which_the_text_begins(tmp_path: Path, name: str) -> None:
    source = read(tmp_path, HEAD + "\nنص الخبر.\n", name)
    assert source.text == "\nنص الخبر.\n"
    assert source.first_line == 8
    assert (source.title, source.outlet, source.language, source.url) == (
        "تجربة",
        "wire",
        "ar",
        "https://example.org/1",
    )
    assert source.published == datetime.date(2025, 3, 2)
    assert source.path == source.id == str(tmp_path / name)


def test_line_ends_stay_and_the_byte_order_mark_goes(tmp_path: Path) -> None:
    source = read(tmp_path, "\ufeff---\r\ntitle: T\r\n---\r\nOne.\r\nTwo.\r\n")
    assert (source.text, source.title, source.first_line) == ("One.\r\nTwo.\r\n", "T", 4)


@pytest.mark.parametrize(
    "content",
    [
        "---\n\nA text after a dashed line.\n",
        "---\nThe minister said: no.\n",
        "A text.\n\n---\ntitle: later\n---\n",
        "----\ntitle: x\n----\n",
    ],
)
def test_a_text_with_dashes_has_no_front_matter(content: str) -> None:
    assert split_front_matter(content, "a.txt") == ({}, 0)


@pytest.mark.parametrize(
    ("matter", "line", "column", "message"),
    [
        ("title: x\nauthor: y\n", 3, 1, "unknown key 'author'"),
        ("title: x\npublishd: 2025-01-01\n", 3, 1, "did you mean 'published'?"),
        ("published: 2025-13-01\n", 2, 1, "'2025-13-01' is not a date"),
        ("published: yesterday\n", 2, 1, "is not a date"),
        ("published: [2025]\n", 2, 1, "is not a date"),
        ("title: x\nlanguage: klingon\n", 3, 1, "unknown language 'klingon'"),
        ("language: xq\n", 2, 1, "unknown language 'xq'"),
        ("title: [a, b]\n", 2, 1, "'title' must be text"),
        ("title: x\ntitle: y\n", 3, 1, "given twice"),
        ("title: 'x\n", 3, 1, "broken front matter"),
    ],
)
def test_errors_point_at_the_key(matter: str, line: int, column: int, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        split_front_matter(f"---\n{matter}---\nText.\n", "a.md")
    assert message in caught.value.message
    assert (caught.value.path, caught.value.line) == ("a.md", line)
    assert caught.value.column is not None
    assert caught.value.column >= column


def test_front_matter_that_is_not_closed() -> None:
    with pytest.raises(SourceError, match=r"a\.md:1:1: the front matter"):
        split_front_matter("---\ntitle: x\n\nText.\n", "a.md")


def test_a_language_that_is_not_read_is_kept_for_coverage(tmp_path: Path) -> None:
    assert read(tmp_path, "---\nlanguage: fr\n---\nLe texte.\n").language == "fr"


def test_front_matter_without_a_text(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no text after the front matter"):
        read(tmp_path, "---\ntitle: x\n---\n\n")


def test_many_comments_are_read_at_once(tmp_path: Path) -> None:
    """Found by tests/trust/patterns.py: each comment before a carriage return doubled the time."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"---\r\n" + b"#\r\n" * 200 + b"\x00")
    read_inputs([path])
    path.write_bytes(b"---\r\n" + b"# a\r\n" * 200 + b"title: Fire\r\n---\r\n14 people were injured.\r\n")
    (source,) = read_inputs([path]).sources
    assert source.title == "Fire"

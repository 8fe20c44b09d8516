"""Which files are read, and what is said of those that are not."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.errors import SourceError
from consistency.reading import read_inputs, read_sources
from consistency.reading.files import decode, find_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text("Second text.\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("First text.\n", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.md").write_text("Third text.\n", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("Not read.\n", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\0\0")
    return tmp_path


def test_folder_is_read_in_the_order_of_names_without_hidden_and_unknown_files(folder: Path) -> None:
    names = [Path(source.id).name for source in read_sources([folder])]
    assert names == ["a.txt", "b.txt", "c.md"]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    assert len(read_sources([folder / "a.txt", folder, folder / "sub" / ".." / "a.txt"])) == 3


def test_a_link_that_leads_back_is_followed_once(folder: Path) -> None:
    (folder / "sub" / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "again.txt").symlink_to(folder / "b.txt")
    assert [Path(source.id).name for source in read_sources([folder])] == ["a.txt", "again.txt", "c.md"]


def test_a_broken_link_in_a_folder_does_not_hide_the_others(folder: Path) -> None:
    (folder / "aa.txt").symlink_to(folder / "gone.txt")
    (folder / "ab.txt").symlink_to(folder / "ab.txt")
    inputs = read_inputs([folder])
    assert [Path(source.id).name for source in inputs.sources] == ["a.txt", "b.txt", "c.md"]
    assert [Path(error.path or "").name for error in inputs.errors] == ["aa.txt", "ab.txt"]


def test_what_both_sides_name_counts_as_checked(folder: Path) -> None:
    inputs = read_inputs([folder / "a.txt"], against=[folder])
    assert len(inputs.sources) == 3
    assert {Path(name).name for name in inputs.against} == {"b.txt", "c.md"}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gone.txt", None, "no such file or folder"),
        ("empty.txt", b"", "the file is empty"),
        ("blank.txt", b" \n\t\n", "the file is empty"),
        ("binary.txt", b"abc\0def", "a binary file, not a text"),
        ("binary.md", b"\x89PNG\0\0\xff", "a binary file, not a text"),
        ("utf16.txt", "نص".encode("utf-16") + b"x", "begins as UTF-16 and does not go on so; save it as UTF-8"),
        ("page.pdf", b"<p>text</p>", "files of kind '.pdf' are not read"),
        ("empty.jsonl", b"", "the file is empty"),
        ("empty.json", b" ", "the file is empty"),
        ("none.json", b"[]", "the array is empty"),
    ],
)
def test_an_unreadable_file_is_one_sentence_and_the_others_are_read(
    folder: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (folder / name).write_bytes(content)
    inputs = read_inputs([folder / name, folder / "a.txt"])
    assert [str(error).startswith(f"{folder / name}:") for error in inputs.errors] == [True]
    assert message in str(inputs.errors[0])
    assert [Path(source.id).name for source in inputs.sources] == ["a.txt"]
    with pytest.raises(SourceError):
        read_sources([folder / name])


def test_broken_utf8_is_told_with_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("سطر\nنص ".encode() + b"\xc7\xe1 cp1256\n")
    error = read_inputs([tmp_path / "a.txt"]).errors[0]
    assert (error.line, error.column) == (2, 4)


def test_a_folder_without_texts_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    assert "no texts in this folder" in str(read_inputs([tmp_path]).errors[0])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_an_error(folder: Path) -> None:
    (folder / "a.txt").chmod(0)
    assert "permission denied" in str(read_inputs([folder / "a.txt"]).errors[0])


def test_a_name_with_a_null_character_is_an_error() -> None:
    (found,) = find_files(["a\0b"])
    assert isinstance(found, SourceError)


@given(st.binary(max_size=60))
def test_any_bytes_are_a_text_or_a_source_error(content: bytes) -> None:
    with contextlib.suppress(SourceError):
        text = decode(content, "x")
        assert "\0" not in text
        marked = content.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff"))
        assert marked or text.encode("utf-8") == content.removeprefix(b"\xef\xbb\xbf")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_text_may_be_encoded_otherwise_where_its_mark_says_so(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes("نص من Riga".encode(encoding))
    (source,) = read_inputs([tmp_path / "a.txt"]).sources
    assert source.text == "نص من Riga"


def test_byte_orders_that_are_not_those_of_this_machine_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xfe\xff" + "نص".encode("utf-16-be"))
    (tmp_path / "b.txt").write_bytes(b"\0\0\xfe\xff" + "Riga".encode("utf-32-be"))
    assert [source.text for source in read_inputs([tmp_path]).sources] == ["نص", "Riga"]

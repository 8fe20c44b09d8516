"""JSON and JSON Lines of sources and claims, told apart by shape."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.errors import ClaimError, ConsistencyError, SourceError
from consistency.model import Claim, Source
from consistency.reading import read_inputs, read_sources
from consistency.reading.claims import read_claims
from consistency.reading.records import looks_like_json, read_json, read_lines

SOURCE = {"id": "one", "text": "A text.\nIts second line.", "published": "2025-03-02", "language": "en"}
CLAIM = {"kind": "price", "source": "one", "fields": {"price": 3}, "evidence": "costs 3"}


@pytest.mark.parametrize("indent", [None, 2])
def test_an_array_of_sources_and_claims(tmp_path: Path, indent: int | None) -> None:
    (tmp_path / "a.json").write_text(json.dumps([SOURCE, CLAIM], indent=indent), encoding="utf-8")
    inputs = read_inputs([tmp_path / "a.json"])
    assert inputs.errors == []
    assert [(source.id, source.text) for source in inputs.sources] == [("one", SOURCE["text"])]
    assert [claim.kind for claim in inputs.claims] == ["price"]


def test_one_object_and_objects_in_a_row() -> None:
    assert [type(record) for record in read_json(json.dumps(SOURCE), "a.json")] == [Source]
    rows = json.dumps(SOURCE) + "\n" + json.dumps(CLAIM) + "\n"
    assert [type(record) for record in read_json(rows, "a.json")] == [Source, Claim]


def test_lines_with_errors_are_told_and_the_others_read(tmp_path: Path) -> None:
    wrong = ["[1]", '{"name": 1}', '{"text": " "}', '{"text": 5}']
    lines = [json.dumps(SOURCE), "", '{"text": "broken', json.dumps(CLAIM), *wrong]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    inputs = read_inputs([tmp_path / "a.jsonl"])
    assert [len(inputs.sources), len(inputs.claims)] == [1, 1]
    assert [error.line for error in inputs.errors] == [3, 5, 6, 7, 8]
    assert inputs.errors[0].column == 10  # where the string begins that does not end
    assert "not JSON" in inputs.errors[0].message


def test_the_place_of_a_syntax_error_in_a_json_file() -> None:
    (source, error) = read_json('[\n {"text": "a"},\n {"text" "b"}\n]', "a.json")
    assert isinstance(source, Source)
    assert isinstance(error, SourceError)
    assert (error.line, error.column) == (3, 10)


def test_many_errors_are_counted() -> None:
    errors = list(read_lines([b"{"] * 50, "a.jsonl"))
    assert len(errors) == 21
    assert str(errors[-1]) == "a.jsonl: 30 more lines are wrong"


def test_a_source_without_an_id_is_known_by_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('\n{"text": "A text."}\n', encoding="utf-8")
    assert read_sources([tmp_path / "a.jsonl"])[0].id == f"{tmp_path / 'a.jsonl'}:2"


def test_an_id_that_is_taken_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text((json.dumps(SOURCE) + "\n") * 2, encoding="utf-8")
    inputs = read_inputs([tmp_path / "a.jsonl"])
    assert len(inputs.sources) == 1
    assert "the id 'one' is already that of a text" in str(inputs.errors[0])


def test_unknown_keys_of_a_source_and_half_a_character() -> None:
    (error,) = read_lines([b'{"text": "x", "titel": "y"}'], "a.jsonl")
    assert str(error) == "a.jsonl:1: unknown key 'titel'; did you mean 'title'?"
    (error,) = read_lines([b'{"text": "x \\ud800"}'], "a.jsonl")
    assert "half of a character" in str(error)


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        ("A text from a pipe.\n", [Source]),
        (json.dumps(CLAIM) + "\n" + json.dumps(SOURCE) + "\n", [Claim, Source]),
        (json.dumps([SOURCE, CLAIM], indent=1), [Claim, Source]),
        ("[Reuters] A text that opens with a bracket.\n", [Source]),
        ("{braces} open this text.\n", [Source]),
    ],
)
def test_standard_input_is_told_by_its_shape(monkeypatch: pytest.MonkeyPatch, content: str, kinds: list[type]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    inputs = read_inputs(["-"])
    assert inputs.errors == []
    assert [type(record) for record in (*inputs.claims, *inputs.sources)] == kinds
    if kinds == [Source]:
        assert inputs.sources[0].id == "<stdin>"
        assert inputs.sources[0].text == content


def test_claims_are_refused_where_texts_are_read_and_the_other_way_round(tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").write_text(json.dumps(CLAIM), encoding="utf-8")
    (tmp_path / "texts.jsonl").write_text(json.dumps(SOURCE), encoding="utf-8")
    with pytest.raises(SourceError):
        read_sources([tmp_path / "claims.jsonl"])
    with pytest.raises(ClaimError):
        list(read_claims(tmp_path / "texts.jsonl"))
    assert [claim.source for claim in read_claims(tmp_path / "claims.jsonl")] == ["one"]
    with pytest.raises(SourceError, match="no such file"):
        list(read_claims(tmp_path / "gone.jsonl"))


@given(st.text(max_size=80))
def test_any_text_as_json_gives_records_or_errors(text: str) -> None:
    for record in (*read_json(text, "x"), *read_lines(text.encode("utf-8", "replace").split(b"\n"), "x")):
        assert isinstance(record, Source | Claim | ConsistencyError)


def test_what_looks_like_json() -> None:
    assert looks_like_json(' {"kind": 1}')
    assert looks_like_json('[{"text": ""}]')
    assert not looks_like_json("[1] a footnote")


def test_quotations_of_claims_are_held_against_the_texts(tmp_path: Path) -> None:
    quotes = [{"quote": "second"}, {"quote": "text", "start": 2}, {"quote": "line", "start": 0}, {"quote": "t"}]
    lines = [json.dumps({**CLAIM, "evidence": quote}) for quote in quotes]
    (tmp_path / "a.jsonl").write_text("\n".join([*lines, json.dumps(SOURCE)]), encoding="utf-8")
    inputs = read_inputs([tmp_path / "a.jsonl"])
    assert [(c.evidence[0].start, c.evidence[0].end) for c in inputs.claims] == [(12, 18), (2, 6), (None, None)]
    (error,) = inputs.errors
    assert str(error) == "one: the text has other words at 0 than the claim's quotation “line”"

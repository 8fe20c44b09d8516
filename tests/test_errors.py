"""Errors are one line, whatever a stranger wrote into what they quote."""

from __future__ import annotations

from pathlib import Path

import pytest

from consistency.errors import ConsistencyError
from consistency.reading import read_inputs


@pytest.mark.parametrize("sign", ["\n", "\r", "\x1b", "\x85", "\u2028", "\x00", "\x9b"])
def test_a_sentence_is_one_line(sign: str) -> None:
    told = str(ConsistencyError(f"unknown key 'a{sign}[31mb'", f"a{sign}.txt", 3))
    assert told.splitlines() == [told]
    assert sign not in told
    assert told.startswith("a\\")


def test_what_is_quoted_at_length_is_cut() -> None:
    assert len(str(ConsistencyError("x" * 9_000_000))) < 3000


def test_a_type_of_several_lines_is_told_in_one(tmp_path: Path) -> None:
    """Found by fuzzing."""
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"kind": "price", "source": "a", "evidence": "5",'
        ' "fields": {"price": {"type": "quan\\n\\nx\\u001b", "value": 5}}}'
    )
    (error,) = read_inputs([path]).errors
    assert str(error).splitlines() == [str(error)]
    assert "field 'price' has the unknown type 'quan\\n\\nx\\x1b'" in str(error)

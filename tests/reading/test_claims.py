"""Claims from JSON: the short forms, the whole forms, and one clear sentence for each mistake."""

from __future__ import annotations

import contextlib
import datetime
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.errors import ClaimError
from consistency.model import Name, Period, Quantity, Setting, Term, Terms, Text
from consistency.reading.claims import claim_from_json


def claim(**changes: Any) -> dict[str, Any]:
    whole = {"kind": "price", "source": "shop-a", "fields": {"product": "Olive oil"}, "evidence": "now 12.50"}
    return {**whole, **changes}


@pytest.mark.parametrize(
    ("given_value", "value"),
    [
        ("Olive oil", Text("Olive oil")),
        (12.5, Quantity(12.5, 12.5)),
        (3, Quantity(3.0, 3.0)),
        (True, Term("true")),
        (False, Term("false")),
        (["RU", "US"], Terms(frozenset({"RU", "US"}))),
        ({"type": "quantity", "value": 12.5, "unit": "EUR"}, Quantity(12.5, 12.5, "EUR")),
        ({"type": "quantity", "low": 1, "high": 2, "bound": "about"}, Quantity(1, 2, None, "about")),
        ({"type": "quantity", "low": 5}, Quantity(5, 5)),
        ({"type": "period", "value": "2025-03-02"}, Period(datetime.date(2025, 3, 2), datetime.date(2025, 3, 2))),
        (
            {"type": "period", "start": "2025-03-01", "end": "2025-03-31", "precision": "month"},
            Period(datetime.date(2025, 3, 1), datetime.date(2025, 3, 31), "month"),
        ),
        ({"type": "period", "start": "2025-03-01"}, Period(datetime.date(2025, 3, 1), None, "interval")),
        ({"type": "name", "text": "بوتين", "entity": "vladimir-putin"}, Name("بوتين", "vladimir-putin")),
        ({"type": "term", "concept": "rise"}, Term("rise")),
        ({"type": "terms", "concepts": ["RU"], "complete": True}, Terms(frozenset({"RU"}), True)),
        ({"type": "text", "text": "x"}, Text("x")),
        ({"type": "setting", "features": {"oil": 2}}, Setting({"oil": 2.0})),
    ],
)
def test_values(given_value: Any, value: Any) -> None:
    assert claim_from_json(claim(fields={"f": given_value})).fields == {"f": value}


def test_evidence_context_and_spans() -> None:
    read = claim_from_json(
        claim(
            evidence=[{"quote": "now 12.50", "start": 4}, {"source": "shop-b", "quote": "x", "start": 0, "end": 1}],
            context={"time": "2025-03-02", "speaker": "the owner", "positive": False, "modality": "planned"},
            spans={"product": [4, 7]},
        )
    )
    assert [(e.source, e.start, e.end) for e in read.evidence] == [("shop-a", 4, 13), ("shop-b", 0, 1)]
    assert read.context.time == Period(datetime.date(2025, 3, 2), datetime.date(2025, 3, 2))
    assert (read.context.speaker, read.context.positive, read.context.modality) == ("the owner", False, "planned")
    assert read.spans == {"product": (4, 7)}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": None}, "a claim needs a 'kind'"),
        ({"source": ""}, "a claim needs a 'source'"),
        ({"fields": {}}, "a claim needs 'fields'"),
        ({"evidence": None}, "a claim needs 'evidence'"),
        ({"evidence": []}, "a claim needs 'evidence'"),
        ({"evidence": " "}, "evidence needs a 'quote'"),
        ({"evidence": 3}, "'evidence' must be a quotation"),
        ({"evidence": {"qoute": "x"}}, "unknown field 'qoute' of evidence; did you mean 'quote'?"),
        ({"evidence": {"quote": "abc", "start": 1, "end": 2}}, "runs from 1 to 2, but its quote has 3 characters"),
        ({"evidence": {"quote": "abc", "start": "1"}}, "whole numbers"),
        ({"evidence": {"quote": "abc", "end": 3}}, "whole numbers"),
        ({"evidence": {"quote": "abc", "role": "main"}}, "'role' in a claim"),
        ({"colour": "red"}, "unknown field 'colour' of a claim; known are kind, source, fields"),
        ({"fields": {"f": {"type": "money", "value": 3}}}, "unknown type 'money'; known are quantity"),
        ({"fields": {"f": {"type": ["quantity"]}}}, "field 'f' has the unknown type"),
        ({"fields": {"f": {"value": 3}}}, "field 'f' needs a 'type'"),
        ({"fields": {"f": {"type": "quantity"}}}, "needs a 'value'"),
        ({"fields": {"f": {"type": "quantity", "value": "12"}}}, "field 'f' needs a finite number, not '12'"),
        ({"fields": {"f": {"type": "quantity", "value": True}}}, "finite number"),
        ({"fields": {"f": float("nan")}}, "finite number"),
        ({"fields": {"f": 10**400}}, "finite number"),
        ({"fields": {"f": {"type": "quantity", "low": 2, "high": 1}}}, "has a 'low' above its 'high'"),
        ({"fields": {"f": {"type": "quantity", "value": 2, "high": 1}}}, "so no 'low' or 'high'"),
        ({"fields": {"f": {"type": "quantity", "value": 2, "bound": []}}}, "unknown bound"),
        ({"fields": {"f": {"type": "quantity", "value": 2, "coin": "EUR"}}}, "unknown field 'coin' of the quantity"),
        ({"fields": {"f": {"type": "period"}}}, "needs a 'value'"),
        ({"fields": {"f": {"type": "period", "minute": "ten"}}}, "needs 'minute' as a whole number"),
        ({"fields": {"f": {"type": "period", "value": "March"}}}, "field 'f' has the bad date 'March'"),
        ({"fields": {"f": {"type": "period", "start": "2025-02-02", "end": "2025-01-01"}}}, "ends before it begins"),
        ({"fields": {"f": {"type": "period", "years": [-44, -100]}}}, "ends before it begins"),
        ({"fields": {"f": {"type": "period", "years": [0, 14]}}}, "two whole numbers other than 0"),
        ({"fields": {"f": {"type": "period", "years": [14, 20]}}}, "after Christ"),
        (
            {"fields": {"f": {"type": "period", "years": [-44, 14], "end": "0014-01-01"}}},
            "no 'value', 'start' or 'end'",
        ),
        ({"fields": {"f": {"type": "terms", "concepts": "RU"}}}, "must be a list of strings"),
        ({"fields": {"f": {"type": "name"}}}, "needs 'text' as text"),
        ({"fields": {"f": [1, 2]}}, "must be a list of strings"),
        ({"context": {"mood": 1}}, "unknown field 'mood' of a context"),
        ({"context": {"modality": "dreamt"}}, "'modality' in a claim"),
        ({"spans": {"f": [3, 1]}}, "'spans.f' must be [start, end]"),
    ],
)
def test_mistakes_are_one_sentence_with_file_and_line(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ClaimError) as caught:
        claim_from_json(claim(**changes), "claims.jsonl", 7)
    assert message in caught.value.message
    assert str(caught.value).startswith("claims.jsonl:7: ")
    assert "\n" not in str(caught.value)


_keys = st.sampled_from(("type", "value", "low", "x"))
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(("kind", "source", "fields", "evidence", "context", "spans")), _json)
def test_any_json_is_a_claim_or_a_claim_error(key: str, value: Any) -> None:
    for changes in ({key: value}, {"fields": {"f": value}}):
        with contextlib.suppress(ClaimError):
            assert claim_from_json(claim(**changes)).evidence


def test_reading_imports_nothing_heavy() -> None:
    heavy = "{'spacy', 'babel', 'py3langid', 'simplemma', 'rich'}"
    code = f"import sys, consistency.reading, consistency.reading.claims; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

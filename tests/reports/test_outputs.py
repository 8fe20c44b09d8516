"""Which reports go where."""

from __future__ import annotations

import re

import pytest

from consistency.errors import OptionError
from consistency.reports.outputs import Output, parse_outputs


@pytest.mark.parametrize(
    ("formats", "output", "expected"),
    [
        ([], None, [Output("text")]),
        ([], "o.txt", [Output("text", "o.txt")]),
        (["sarif=o=1.sarif", "text"], None, [Output("sarif", "o=1.sarif"), Output("text")]),
        (["sarif=o.sarif", "json"], "o.json", [Output("sarif", "o.sarif"), Output("json", "o.json")]),
        (["csv=-"], None, [Output("csv", "-")]),
        (["csv=a.csv", "csv=b.csv"], None, [Output("csv", "a.csv"), Output("csv", "b.csv")]),
    ],
)
def test_outputs(formats: list[str], output: str | None, expected: list[Output]) -> None:
    assert parse_outputs(formats, output) == expected


@pytest.mark.parametrize(
    ("formats", "output", "message"),
    [
        (["xml=o.xml"], None, "unknown format 'xml'; known are text, json, sarif"),
        (["sarif="], None, "'sarif=' names no file; write sarif=FILE"),
        (["sarif", "text"], None, "sarif and text would go to one place; write sarif=FILE"),
        (["sarif", "text"], "o", "sarif and text would go to one place"),
        (["sarif=o", "json=o"], None, "two reports would go to 'o'"),
        (["sarif=-", "json"], None, "two reports would go to '-'"),
        (["sarif=o"], "p", "'p' is no report's file; every format names one of its own"),
    ],
)
def test_conflicting_outputs_are_one_sentence(formats: list[str], output: str | None, message: str) -> None:
    with pytest.raises(OptionError, match=re.escape(message)):
        parse_outputs(formats, output)

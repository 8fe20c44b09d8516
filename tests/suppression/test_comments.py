"""Suppressions in comments: what they cover, and what is said of broken ones."""

from __future__ import annotations

import datetime

import pytest

from consistency import Source
from consistency.errors import SuppressionError
from consistency.suppression import Suppression
from consistency.suppression.comments import comment_suppressions

KNOWN = {"toll-count", "toll", "office-status"}


def found(text: str) -> list[Suppression | SuppressionError]:
    return list(comment_suppressions(Source(id="a", text=text, path="a.md", first_line=4), KNOWN))


def one(text: str) -> Suppression:
    (suppression,) = found(text)
    assert isinstance(suppression, Suppression), str(suppression)
    return suppression


def covered(text: str) -> str:
    ranges = one(text).ranges
    assert ranges is not None
    ((start, end),) = ranges
    return text[start:end]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one\n\n<!-- check: ignore toll -->\ntwo\nthree\n\nfour", "two\nthree"),
        ("one\n\n<!-- check: ignore toll -->\n\n \ntwo\r\nthree\r\n\r\nfour", "two\r\nthree\r"),
        ("one\n<!-- check: ignore toll -->\ntwo", "two"),
        ("<!-- check:\nignore\ntoll -->\ntwo", "two"),
        ("one\ntwo <!-- check: ignore toll -->\nthree", "two <!-- check: ignore toll -->"),
        ("one\n<!-- check: ignore toll --> two\nthree", "<!-- check: ignore toll --> two"),
        ("one\n<!-- check: ignore toll -->", ""),
    ],
)
def test_what_it_covers(text: str, words: str) -> None:
    assert covered(text) == words


def test_the_whole_text() -> None:
    assert one("one\n\n<!-- check: ignore-file all -->\n").ranges is None


def test_rules_day_and_reason() -> None:
    text = '<!--check:ignore toll, office-status،toll-count until=2026-12-31\n because="he  returns"-->'
    suppression = one(text)
    assert suppression.rules == {"toll", "office-status", "toll-count"}
    assert suppression.until == datetime.date(2026, 12, 31)
    assert suppression.because == "he returns"
    assert suppression.evidence.quote == text
    for because in ('"ستصححه الوزارة"', "«ستصححه الوزارة»", "“ستصححه الوزارة”"):
        assert one(f"<!-- check: ignore toll because={because} -->").because == "ستصححه الوزارة"


@pytest.mark.parametrize("comment", ["<!-- checked: ignore toll -->", "<!-- ignore toll -->", "check: ignore toll"])
def test_other_words_are_no_suppression(comment: str) -> None:
    assert found(comment) == []


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("<!-- check: ignore tol -->", "no rule or family 'tol'; did you mean 'toll'?"),
        ("<!-- check: ignore xyzzy -->", "no rule or family 'xyzzy'; --list-rules shows them"),
        ("<!-- check: ignore -->", "a suppression names the rules that it is for, or 'all'"),
        ("<!-- check: -->", "a suppression begins with 'ignore' or 'ignore-file'"),
        ("<!-- check: ignor toll -->", "begins with 'ignore', not with 'ignor'; did you mean 'ignore'?"),
        ("<!-- check: ignore toll until=soon -->", "'soon' is not a date"),
        ("<!-- check: ignore toll until=2026-02-30 -->", "'2026-02-30' is not a date"),
        ("<!-- check: ignore toll untill=2026-12-31 -->", "unknown key 'untill' of a suppression; did you mean"),
        ("<!-- check: ignore toll until=2026-12-31 until=2026-12-31 -->", "'until' is given twice"),
        ('<!-- check: ignore toll because="open -->', "is out of place in a suppression"),
        ("<!-- check: ignore toll (later) -->", "'(' is out of place in a suppression"),
        ("<!-- check: ignore toll\n\nno end", "the suppression that begins here has no end '-->'"),
    ],
)
def test_a_broken_one_is_told_with_its_place(comment: str, message: str) -> None:
    (error,) = found(f"one\n\n  {comment}")
    assert isinstance(error, SuppressionError)
    assert str(error).startswith("a.md:6:3: ")
    assert message in str(error)
    assert "\n" not in str(error)


def test_a_broken_one_does_not_keep_others_from_being_read() -> None:
    first, second = found("<!-- check: ignore tol -->\n<!-- check: ignore toll -->")
    assert isinstance(first, SuppressionError)
    assert isinstance(second, Suppression)

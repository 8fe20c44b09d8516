"""CSV for spreadsheets and Markdown for comments: whole, and nothing in them that runs, notifies or breaks out."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.model import Discrepancy, Evidence, Report
from consistency.reports import render


def rows(report: Report) -> list[dict[str, str]]:
    text = render(report, "csv")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_csv_has_a_row_a_quotation(ordinary: Report) -> None:
    found = rows(ordinary)
    assert [row["number"] for row in found] == ["1", "1", "2", "2", "3", "3"]
    assert found[0]["quote"] == "Nine people\nwere hurt"
    assert (found[1]["source"], found[1]["path"], found[1]["line"]) == ("wire-7", "", "2")
    assert found[2]["path"] == "texts/a.txt"
    assert (found[2]["line"], found[2]["column"], found[2]["role"]) == ("7", "9", "primary")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\uff1d1", "\uff201"])
def test_csv_neutralises_formulas(text: str) -> None:
    quote = Evidence(source=text, quote=text)
    report = Report(discrepancies=(of(quote, text),))
    (row,) = rows(report)
    assert row["quote"] == row["source"] == row["message"] == f"'{text}"


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_csv_gives_any_text_back(text: str) -> None:
    report = Report(discrepancies=(of(Evidence(source="a", quote=f"x{text}"), "m"),))
    (row,) = rows(report)
    assert row["quote"] == f"x{text}"


def of(quote: Evidence, message: str) -> Discrepancy:
    return Discrepancy(
        rule="r", family="f", severity="error", confidence="high", message=message, evidence=(quote,), fields=(),
        fingerprint="0" * 16,
    )  # fmt: skip


# ---- markdown


def test_markdown_shows_both_quotations_with_the_words_that_differ(ordinary: Report) -> None:
    text = render(ordinary, "markdown")
    assert text.startswith("## 1 error, 1 warning, 1 note in 3 sources, 15 claims, 1 pair compared.\n")
    assert "### Warning: quantity-measure (high confidence)\n<p>Two things are cut.</p>" in text
    assert '<blockquote dir="auto"><p>خفض <b>حجم القوات</b> بنسبة 50%</p>' in text
    assert "<sub>texts/b b.md:1</sub>" in text
    assert "<summary>1 excused difference</summary>" in text
    assert "Not checked: d.txt (language 'fr')." in text
    assert "e.txt:1:2: the file is empty" in text


def test_markdown_in_arabic(ordinary: Report) -> None:
    text = render(ordinary, "markdown", ui="ar")
    assert "### تحذير: quantity-measure (ثقة عالية)\n<p>خُفض شيئان.</p>" in text


def test_markdown_that_is_too_long_for_a_comment_says_how_much_is_left(ordinary: Report) -> None:
    many = ordinary.model_copy(update={"discrepancies": tuple(ordinary.discrepancies) * 100})
    text = render(many, "markdown")
    assert len(text) < 65_000
    left = re.search(r"_(\d+) discrepancies more, which the formats json, sarif and csv hold\._", text)
    assert left is not None
    assert int(left[1]) + text.count("### ") == 300


def test_markdown_takes_no_markup_and_no_mention_from_a_text(hostile: Report) -> None:
    text = render(hostile, "markdown")
    tags = set(re.findall(r"<(/?\w+)", text))
    assert tags <= {
        "p",
        "/p",
        "b",
        "/b",
        "sub",
        "/sub",
        "blockquote",
        "/blockquote",
        "details",
        "/details",
        "summary",
        "/summary",
    }
    bare = re.sub(r"<[^>]*>|&#\d+;", "", text)
    assert not re.search(r"[`*\[\]|~$<>\x00-\x09\x1b\u202e]|@\w|\\", bare)
    read = html.unescape(text)
    assert "@team" not in read
    assert not re.search(r"(?<!#)#1\b", read)

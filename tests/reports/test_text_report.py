"""The report for people: places, marks, context, directions of writing, and nothing that a terminal obeys."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.errors import OptionError
from consistency.model import Coverage, Discrepancy, Evidence, Explained, Report, Skipped, Source
from consistency.reports import FORMATS, render

ARABIC = "عنوان\n\nوقال إن خفض حجم القوات بنسبة 50% سيبدأ قريبا في جميع أنحاء البلاد وفق الخطة المعلنة أمس."
ENGLISH = "The plan is to cut military spending by 50% within two years, officials said."


def evidence(source: Source, quote: str, differs: str | None = None, role: str = "primary") -> Evidence:
    start = source.text.index(quote)
    marks: tuple[tuple[int, int], ...] = ()
    if differs is not None:
        first = source.text.index(differs)
        marks = ((first, first + len(differs)),)
    return Evidence.model_validate(
        {"source": source.id, "quote": quote, "start": start, "end": start + len(quote), "role": role, "differs": marks}
    )


A = Source(id="a.txt", text=ARABIC, language="ar", path="a.txt", first_line=5)
B = Source(id="wire-7", text=ENGLISH, language="en")


def discrepancy(*quotes: Evidence, severity: str = "warning", message: str = "Two things are cut.") -> Discrepancy:
    return Discrepancy.model_validate(
        {
            "rule": "quantity-measure",
            "family": "quantity",
            "severity": severity,
            "confidence": "high",
            "message": message,
            "evidence": quotes,
            "fields": ("measure",),
            "fingerprint": "0" * 16,
        }
    )


def report(*found: Discrepancy, **changes: object) -> Report:
    coverage = Coverage(sources=2, claims={"quantity": 3}, pairs=1)
    return Report.model_validate({"discrepancies": found, "coverage": coverage, "sources": (A, B), **changes})


PAIR = (
    evidence(A, "خفض حجم القوات بنسبة 50%", "حجم القوات"),
    evidence(B, "cut military spending by 50%", "military spending", "related"),
)


def test_both_quotations_with_place_mark_and_context() -> None:
    heading, message, first, second = render(report(discrepancy(*PAIR)), quiet=True).splitlines()
    assert (heading, message) == ("warning  quantity-measure", "  Two things are cut.")
    assert first.strip().startswith("a.txt:7 ")
    assert "خفض ⟦حجم القوات⟧ بنسبة 50%" in first
    assert "وقال إن" in first
    assert second.strip().startswith("wire-7:1 ")
    assert "cut ⟦military spending⟧ by 50%" in second


def test_context_is_cut_at_words_and_stays_on_the_line() -> None:
    first = render(report(discrepancy(*PAIR)), quiet=True).splitlines()[2]
    assert first.rstrip("\u2069").endswith("…")
    assert "عنوان" not in first
    shown = first.split("⟧")[1].rstrip("…\u2069 ")
    assert shown in ARABIC
    assert ARABIC[ARABIC.index(shown) + len(shown)] == " "


def test_arabic_stands_in_isolates_and_english_needs_none() -> None:
    lines = render(report(discrepancy(*PAIR, message="50% of حجم القوات here")), quiet=True).splitlines()
    assert lines[1] == "  50% of \u2068حجم القوات\u2069 here"
    assert lines[2].count("\u2068") == lines[2].count("\u2069") == 1
    assert lines[2].endswith("\u2069")
    assert "\u2068" not in lines[3]


def test_colour_marks_with_escapes_and_plain_text_has_none() -> None:
    plain, colored = (render(report(discrepancy(*PAIR)), color=color) for color in (False, True))
    assert "\x1b" not in plain
    assert "\x1b[1;7mmilitary spending\x1b[0m" in colored
    assert "⟦" not in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain.replace("⟦", "").replace("⟧", "")


@pytest.mark.parametrize(
    "bad", ["\x1b[2J", "\x9b31m", "\x07", "\u202e", "\u2066", "\r", "\x00", "\x7f", "\u200f", "\U000e0041"]
)
def test_what_a_terminal_would_obey_is_neutralised(bad: str) -> None:
    source = Source(id=f"x{bad}y", text=f"He said {bad} that 14 {bad} people were hurt.")
    quote = Evidence(source=source.id, quote=source.text[8:20], start=8, end=20)
    explained = Explained(rule="r", family="f", reason=bad, evidence=(quote,))
    found = discrepancy(quote, message=bad)
    skipped = Coverage(skipped=(Skipped(what=bad, why=bad),))
    text = render(report(found, sources=(source,), explained=(explained,), coverage=skipped), why_not=True)
    assert bad not in text


def test_a_quotation_whose_text_is_not_at_hand() -> None:
    quote = Evidence(source="shop-a", quote="now 12.50 €")
    assert "    shop-a  “now 12.50 €”\n" in render(report(discrepancy(quote), sources=()))


def test_the_whole_quotation_shows_where_nothing_is_marked() -> None:
    text = render(report(discrepancy(evidence(B, "by 50%"))), quiet=True)
    assert "by 50% within" in text


def test_summary_skipped_and_excused() -> None:
    explained = Explained(rule="toll-count", family="toll", reason="rounding", evidence=PAIR)
    skipped = (Skipped(what="c.txt", why="its language is 'fr'"),)
    coverage = Coverage(sources=1, claims={"toll": 1, "date": 2}, pairs=0, skipped=skipped)
    whole = report(discrepancy(*PAIR), discrepancy(*PAIR, severity="note"), explained=(explained,), coverage=coverage)
    text = render(whole)
    assert "1 warning, 1 note in 1 source, 3 claims, 0 pairs compared." in text
    assert "Not checked: c.txt (its language is 'fr')." in text
    assert "1 excused difference, listed by --why-not." in text
    assert "no finding  toll-count  (excused: one figure is rounded)" in render(whole, why_not=True)
    assert render(report()).startswith("Nothing found in 2 sources")
    assert render(report(), quiet=True) == ""


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(OptionError, match=", ".join(FORMATS)):
        render(report(), "xml")


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60), st.booleans())
def test_any_text_is_reported(text: str, one: int, other: int, color: bool) -> None:
    source = Source(id="a", text=f"{text}.")
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    marks = ((start, end), (end, end + 1))
    quote = Evidence(source="a", quote=source.text[start : end + 1], start=start, end=end + 1, differs=marks)
    shown = render(report(discrepancy(quote), sources=(source,)), color=color, quiet=True)
    assert len(shown.splitlines()) == 3
    assert shown.count("\u2068") == shown.count("\u2069")

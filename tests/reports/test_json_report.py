"""The JSON report: a stable form, apart from the library's types."""

from __future__ import annotations

import datetime
import json

from consistency.model import (
    Agreement,
    Coverage,
    Discrepancy,
    Evidence,
    Explained,
    Report,
    RuleDescription,
    Skipped,
    Source,
)
from consistency.reports import join_reports, render

SOURCE = Source(id="a", text="مقتل 14 شخصا \ud800", published=datetime.date(2025, 3, 2), language="ar", path="a.txt")
QUOTE = Evidence(source="a", quote="14 شخصا", start=5, end=12, path="a.txt", line=1, column=6, differs=((5, 7),))
FOUND = Discrepancy(
    rule="toll-count", family="toll", severity="error", confidence="high", message="14 here \ud800", evidence=(QUOTE,),
    fields=("value",), fingerprint="ab" * 8, messages={"ar": "14 هنا"},
)  # fmt: skip
REPORT = Report(
    discrepancies=(FOUND,),
    explained=(Explained(rule="toll-count", family="toll", reason="rounding", evidence=(QUOTE,)),),
    coverage=Coverage(
        sources=1,
        claims={"toll": 2},
        pairs=1,
        skipped=(Skipped(what="b", why="empty"),),
        agreements=(Agreement(sources=("a", "b"), claims=2),),
    ),
    sources=(SOURCE,),
    rules=(RuleDescription(id="toll-count", family="toll", severity="error", summary="Two counts.", message="m"),),
    errors=("b.txt: the file is empty",),
)


def test_the_form_of_version_1() -> None:
    evidence = {
        "source": "a", "role": "primary", "quote": "14 شخصا", "start": 5, "end": 12, "path": "a.txt", "line": 1,
        "column": 6, "differs": [[5, 7]],
    }  # fmt: skip
    assert json.loads(render(REPORT, format="json")) == {
        "schema": "consistency-report/1",
        "discrepancies": [
            {
                "rule": "toll-count", "family": "toll", "severity": "error", "confidence": "high",
                "message": "14 here \ud800", "messages": {"ar": "14 هنا"},
                "fields": ["value"], "fingerprint": "abababababababab", "evidence": [evidence],
            }
        ],
        "explained": [{"rule": "toll-count", "family": "toll", "reason": "rounding", "evidence": [evidence]}],
        "sources": [
            {
                "id": "a", "title": None, "language": "ar", "published": "2025-03-02", "outlet": None, "url": None,
                "path": "a.txt", "first_line": 1,
            }
        ],
        "rules": [
            {
                "id": "toll-count", "family": "toll", "severity": "error", "confidence": "medium",
                "summary": "Two counts.", "why": "", "url": None,
            }
        ],
        "coverage": {
            "sources": 1, "claims": {"toll": 2}, "pairs": 1, "skipped": [{"what": "b", "why": "empty"}],
            "agreements": [{"sources": ["a", "b"], "claims": 2}],
        },
        "errors": ["b.txt: the file is empty"],
    }  # fmt: skip


def test_it_is_utf8_whatever_it_holds_and_arabic_stays_readable() -> None:
    text = render(REPORT, format="json")
    assert "14 شخصا" in text
    assert json.loads(text.encode("utf-8"))
    assert text.endswith("}\n")


def test_reports_are_joined_by_severity_and_say_what_was_not_compared() -> None:
    note = FOUND.model_copy(update={"severity": "note"})
    coverage = Coverage(sources=2, claims={"toll": 2}, pairs=3)
    one = Report(discrepancies=(FOUND, note), coverage=coverage, sources=(SOURCE,))
    other = Report(discrepancies=(FOUND,), coverage=Coverage(sources=1, claims={"price": 1, "toll": 1}, pairs=1))
    joined = join_reports([one, other])
    assert [found.severity for found in joined.discrepancies] == ["error", "error", "note"]
    assert (joined.coverage.sources, joined.coverage.pairs) == (3, 4)
    assert joined.coverage.claims == {"price": 1, "toll": 3}
    assert "the texts against the claims" in [entry.what for entry in joined.coverage.skipped]
    assert join_reports([one]) is one
    assert join_reports([]) == Report()

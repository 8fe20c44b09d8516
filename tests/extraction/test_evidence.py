"""Every claim quotes its source exactly, whatever the text holds."""

from __future__ import annotations

import datetime

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency import Claim, Source, check, extract_claims

ENGLISH = (
    "Former U.S. President Donald Trump met Russian President Vladimir Putin on Friday, 14 March 2025.\n\n"
    "At least 47 people were killed and 12 injured in Basra, the governor said. "
    "“We will cut spending by 50%,” he added."
)
ARABIC = (
    "التقى الرئيس الأمريكي السابق دونالد ترامب بالرئيس الروسي فلاديمير بوتين يوم الجمعة 14 مارس 2025.\n\n"
    "وقُتل ما لا يقل عن ٤٧ شخصًا وأصيب 12 آخرون في البصرة، وفق المحافظ. «سنخفض الإنفاق بنسبة ٥٠٪»."
)
MARKS = ["\r\n", "\u200f", "\u00a0", "😀", "ـ", "ً", '"', "«", "(", "5", ",", "."]
PIECES = st.lists(st.sampled_from([*ENGLISH.split(" "), *ARABIC.split(" "), *MARKS]), max_size=60)
TEXTS = st.one_of(st.text(max_size=200), PIECES.map(" ".join), PIECES.map("".join))


def quotes_exactly(claims: list[Claim], text: str) -> bool:
    evidence = [e for claim in claims for e in claim.evidence]
    spans = [span for claim in claims for span in claim.spans.values()]
    inside = all(0 <= start < end <= len(text) for start, end in spans)
    return inside and all(text[e.start : e.end] == e.quote != "" for e in evidence)


@settings(deadline=None, max_examples=150)
@given(TEXTS, st.sampled_from(["ar", "en"]))
def test_any_text_is_quoted_exactly(text: str, language: str) -> None:
    source = Source(id="s", text=text, language=language, published=datetime.date(2025, 3, 15))
    assert quotes_exactly(extract_claims(source), text)


@settings(deadline=None, max_examples=50)
@given(TEXTS, TEXTS)
def test_any_two_texts_are_checked(one: str, other: str) -> None:
    sources = [Source(id="a", text=one, language="ar"), Source(id="b", text=other, language="en")]
    report = check(sources)
    texts = {"a": one, "b": other}
    for discrepancy in report.discrepancies:
        assert all(texts[e.source][e.start : e.end] == e.quote for e in discrepancy.evidence)


@pytest.mark.parametrize(("language", "text"), [("en", ENGLISH), ("ar", ARABIC)])
def test_the_component_works_in_any_blank_pipeline(language: str, text: str) -> None:
    nlp = spacy.blank(language)
    nlp.add_pipe("consistency_claims")
    doc = nlp(text)
    assert {"office", "toll"} <= {claim.kind for claim in doc._.claims}
    assert quotes_exactly(doc._.claims, text)


@pytest.mark.parametrize(("language", "text"), [("en", ENGLISH), ("ar", ARABIC)])
def test_windows_line_ends_and_diacritics_change_no_claim(language: str, text: str) -> None:
    plain = extract_claims(Source(id="s", text=text, language=language))
    changed = text.replace("\n", "\r\n")
    other = extract_claims(Source(id="s", text=changed, language=language))
    assert [c.kind for c in plain] == [c.kind for c in other]
    assert quotes_exactly(other, changed)


def test_order_of_sources_changes_nothing() -> None:
    texts = {"a": ENGLISH, "b": ARABIC, "c": ENGLISH.replace("47", "74")}
    sources = [Source(id=name, text=text) for name, text in texts.items()]
    reports = [check(order).model_dump_json() for order in (sources, sources[::-1], sources[1:] + sources[:1])]
    assert len(set(reports)) == 1

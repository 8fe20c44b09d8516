"""Two wordings of one quotation: the words that differ are marked, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.model import Evidence, Source
from consistency.reports.marks import narrowed


def marked(*texts: str, languages: tuple[str, ...] = ("en", "en", "en")) -> list[list[str]]:
    sources = {
        str(n): Source(id=str(n), text=f"He said: {text}.", language=languages[n]) for n, text in enumerate(texts)
    }
    evidence = [
        Evidence(source=str(n), quote=text, start=9, end=9 + len(text), differs=((9, 9 + len(text)),))
        for n, text in enumerate(texts)
    ]
    return [[sources[e.source].text[s:t] for s, t in e.differs] for e in narrowed(evidence, sources)]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("we test every cable now", "we test the last cable now", [["every"], ["the last"]]),
        ("لن نفتح الجسر قبل الفحص", "لن نفتح الطريق قبل الفحص", [["الجسر"], ["الطريق"]]),
        ("we test every cable now", "we do not test every cable now", [["we"], ["do not"]]),
        ("nobody said it at all", "all is new and good", [["nobody said it at all"], ["all is new and good"]]),
        ("14 people", "41 people", [["14 people"], ["41 people"]]),
        ("we test every one", "We test every, one", [["we test every one"], ["We test every, one"]]),
        ("قال إنّ الجسر مغلق", "قال ان الجسر مفتوح", [["مغلق"], ["مفتوح"]]),
    ],
)  # fmt: skip
def test_words_that_are_not_shared(one: str, other: str, expected: list[list[str]]) -> None:
    assert marked(one, other) == expected


def test_the_first_in_the_language_of_the_first_is_its_other_wording() -> None:
    texts = ("we test every cable now", "لن نفتح الجسر قبل الفحص", "we test no cable now")
    assert marked(*texts, languages=("en", "ar", "en")) == [["every"], [texts[1]], ["no"]]


@given(st.text("ab cd", min_size=9), st.text("ab cd", min_size=9))
def test_marks_stay_within_the_mark(one: str, other: str) -> None:
    for text, found in zip((one, other), marked(one, other), strict=True):
        assert found
        assert all(part and part in text for part in found)

"""Folding: one spelling for many, and exact ways back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.language.orthography import fold, fold_word

TEXTS = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("ابتأإآىةؤئًٌٍَُِّْـ٠٥٪«»\u200f\u2067\u00a0\r\n ﷲﻼABé½😀"),
    )
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("أَحْمَـد", "احمد"),
        ("٥٠٪", "50%"),
        ("۱۲", "12"),
        ("«الأمريكيّة»", '"الامريكيه"'),
        ("Zürich", "zurich"),
        ("ﻼ", "لا"),
        ("مسؤول", "مسوول"),
    ],
)
def test_folds_what_carries_no_difference(text: str, folded: str) -> None:
    assert fold(text).text == folded
    assert fold_word(text) == folded


@given(TEXTS)
def test_every_folded_character_leads_back_into_the_text(text: str) -> None:
    folded = fold(text)
    last = 0
    for place in range(len(folded.text)):
        start, end = folded.original(place, place + 1)
        assert 0 <= start < end <= len(text)
        assert start >= last or len(fold(text[start]).text) > 1
        last = start
        assert folded.text[place] in fold(text[start:end]).text


@given(TEXTS)
def test_the_whole_leads_back_to_the_whole_but_for_marks_at_its_ends(text: str) -> None:
    folded = fold(text)
    if not folded.text:
        return
    start, end = folded.original(0, len(folded.text))
    assert not fold(text[:start]).text
    assert not fold(text[end:]).text


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


def test_a_tatweel_that_stands_alone_is_a_dash() -> None:
    folded = fold("القاهرة ـ رويترز: أصيب 50 ـــ 60")
    assert folded.text == "القاهره - رويترز: اصيب 50 - 60"
    assert folded.source[slice(*folded.original(8, 9))] == "ـ"


@given(st.one_of(st.text(), st.text(alphabet="أإآىةؤئ«»٥ـًA`ﷲ ﻻ\u00a0")))
def test_long_texts_fold_as_short_ones_do(text: str) -> None:
    rest = "ا" * 200
    assert fold(text + rest).text == fold(text).text + rest


def test_marks_belong_to_the_letter_they_stand_on() -> None:
    text = "شخصًا كبيرًا"
    folded = fold(text)
    start, end = folded.original(0, 4)
    assert text[start:end] == "شخصًا"
    assert unicodedata.category(text[3]) == "Mn"


def test_places_lead_both_ways() -> None:
    text = "أَحْمَـد ٥٠"
    folded = fold(text)
    for place in range(len(folded.text)):
        assert folded.folded(folded.place(place)) == place


@given(TEXTS, st.lists(st.integers(0, 60)))
def test_many_ranges_lead_back_as_each_does(text: str, cuts: list[int]) -> None:
    folded = fold(text)
    places = sorted(min(cut, len(folded.text)) for cut in cuts)
    ranges = list(zip(places[::2], places[1::2], strict=False))
    assert list(folded.originals(ranges)) == [folded.original(start, end) for start, end in ranges]

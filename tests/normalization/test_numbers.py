"""Numbers: written forms against their values, words against num2words, and any text at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from consistency.language.orthography import fold
from consistency.normalization.numbers import find_numbers

ARABIC = [
    ("ثلاثمئة وخمسة وعشرون ألفا", 325000),
    ("بثلاثمائةٍ وخمسين", 350),
    ("ولألفي", 2000),
    ("مليونا", 2000000),
    ("عشرون مليونا", 20000000),
    ("مليار و200 مليون", 1200000000),
    ("٢٫٥ مليون", 2500000),
    ("مليونين ونصف المليون", 2500000),
    ("ثلاثة أرباع", 0.75),
    ("نصف مليون", 500000),
    ("ثلثي", 2 / 3),
    ("إحدى عشرة", 11),
    ("اثنتا عشرة", 12),
    ("مئة وخمسة عشر", 115),
    ("ثماني عشرة", 18),
    ("واحد وتسعين وتسعمئة وألف", 1991),
    ("ألف وتسعمئة وواحد وتسعون", 1991),
    ("أربعة فاصلة خمسة مليون", 4500000),
    ("١٬٢٠٠٬٠٠٠", 1200000),
    ("1 000 000", 1000000),
    ("-1.2", -1.2),
    ("خمس السكان", 0.2),
    ("أربعمئة ألف مليار", 4e14),
    ("مليون إلا ربعا", 750000),
    ("متين واحد وعشرين", 221),
]
ENGLISH = [
    ("twenty-one thousand and eleven", 21011),
    ("two and a half million", 2500000),
    ("half a million", 500000),
    ("three-quarters", 0.75),
    ("two point two million", 2200000),
    ("1.2bn", 1200000000),
    ("100K", 100000),
    ("a dozen", 12),
    ("half a dozen", 6),
    ("nineteen eighty-four", 1984),
    ("three crore twelve lakh fifty-six thousand seven hundred twenty-one", 31256721),
    ("forty-five (45)", 45),
    ("negative five hundred and four", -504),
    ("5½", 5.5),
    ("one thousand, two hundred and six", 1206),
]
ORDINALS = [
    ("الحادية والعشرون", "ar", 21),
    ("الخامسة عشرة", "ar", 15),
    ("ثالث", "ar", 3),
    ("التسعون", "ar", 90),
    ("العاشر بعد المئة", "ar", 110),
    ("المئة والرابع والعشرين", "ar", 124),
    ("31st", "en", 31),
    ("seventy-third", "en", 73),
    ("one hundred and fifth", "en", 105),
]
VAGUE = [
    ("عشرات الآلاف", "ar", 20000, 99999),
    ("بضع عشرة", "ar", 13, 19),
    ("بضع مئات", "ar", 300, 999),
    ("نيف وعشرون", "ar", 21, 29),
    ("hundreds of thousands", "en", 200000, 999999),
    ("a few thousand", "en", 3000, 9999),
    ("dozens", "en", 24, 99),
]


@pytest.mark.parametrize(("text", "value"), ARABIC)
def test_arabic_number(text: str, value: float) -> None:
    (number,) = find_numbers(fold(text), "ar")
    assert [number.low, number.high] == pytest.approx([value, value])
    assert not number.ordinal


@pytest.mark.parametrize(("text", "value"), ENGLISH)
def test_english_number(text: str, value: float) -> None:
    (number,) = find_numbers(fold(text), "en")
    assert [number.low, number.high] == pytest.approx([value, value])


@pytest.mark.parametrize(("text", "language", "value"), ORDINALS)
def test_ordinal(text: str, language: str, value: float) -> None:
    (number,) = find_numbers(fold(text), language)
    assert (number.low, number.ordinal) == (value, True)


@pytest.mark.parametrize(("text", "language", "low", "high"), VAGUE)
def test_vague_count_is_a_range(text: str, language: str, low: float, high: float) -> None:
    (number,) = find_numbers(fold(text), language)
    assert (number.low, number.high, number.is_vague) == (low, high, True)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("ثلاثة وستة", [3, 6]),
        ("عشرين وثلاثين", [20, 30]),
        ("ثلاثة آلاف وخمسة ملايين", [3000, 5000000]),
        ("كميات كبيرة", []),
        ("لست وحدي", []),
        ("1,2,3", []),
        ("12.5.2024", []),
        ("في تقرير أولي", []),
    ],
)
def test_what_is_not_one_number(text: str, values: list[float]) -> None:
    assert [number.low for number in find_numbers(fold(text), "ar")] == values


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from(["ar", "en"]))
def test_number_to_words_to_number(value: int, language: str) -> None:
    (number,) = find_numbers(fold(num2words(value, lang=language)), language)
    assert (number.low, number.high) == (value, value)


@settings(max_examples=150, deadline=None)
@given(st.floats(0.01, 1e6).map(lambda value: round(value, 2)))
def test_arabic_digits_read_as_western_ones(value: float) -> None:
    western = f"{value:,.2f}"
    eastern = western.translate(str.maketrans("0123456789,.", "٠١٢٣٤٥٦٧٨٩٬٫"))
    numbers = [find_numbers(fold(text), "ar") for text in (western, eastern)]
    assert [[number.low for number in found] for found in numbers] == [[value], [value]]


@settings(max_examples=200, deadline=None)
@given(st.text(), st.sampled_from(["ar", "en"]))
def test_any_text_is_read_in_order_without_overlap(text: str, language: str) -> None:
    folded = fold(text)
    end = 0
    for number in find_numbers(folded, language):
        assert end <= number.start < number.end <= len(folded.text)
        end = number.end

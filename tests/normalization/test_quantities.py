"""Quantities: units, bounds, ranges and contexts against their values; spans and linear time for any text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.language.orthography import fold
from consistency.normalization.quantities import find_quantities
from consistency.normalization.units import convert, same_dimension

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"

READ = [
    ("خفض بنسبة ٥٠٪", 50, "percent", "exact"),
    ("خمسون في المئة", 50, "percent", "exact"),
    ("1.2 نقطة مئوية", 1.2, "percentage_point", "exact"),
    ("100 نقطة أساس", 100, "basis_point", "exact"),
    ("نحو 2.6 مليون هكتار", 2600000, "hectare", "about"),
    ("ما لا يقل عن ثلاثة أشخاص", 3, "person", "at_least"),
    ("بأكثر من 5 أطنان", 5, "tonne", "more_than"),
    ("لا يتجاوز سبعة كيلومترات", 7, "kilometre", "at_most"),
    ("300 ألف دينار كويتي", 300000, "KWD", "exact"),
    ("42 ليرة لبنانية", 42, "LBP", "exact"),
    ("ساعة ونصف الساعة", 1.5, "hour", "exact"),
    ("20 دولار و43 سنت", 20.43, "USD", "exact"),
    ("استمرت يومين", 2, "day", "exact"),
    ("درجتان مئويتان", 2, "celsius", "exact"),
    ("قبل أسبوع", 1, "week", "exact"),
    ("8.12 مليار دولار", 8120000000, "USD", "exact"),
    ("في العشرين من عمره", 20, "year", "exact"),
    ("$1.2bn", 1200000000, "USD", "exact"),
    ("£20m", 20000000, "GBP", "exact"),
    ("at least 3.5 tonnes", 3.5, "tonne", "at_least"),
    ("up to 24 years", 24, "year", "at_most"),
    ("5 miles or so", 5, "mile", "about"),
    ("7 feet 10 inches", 94, "inch", "exact"),
    ("2 degrees below zero", -2, "degree", "exact"),
    ("a magnitude 6.1 quake", 6.1, "magnitude", "exact"),
    ("four in five services", 0.8, "ratio", "exact"),
    ("واحد من كل خمسة", 0.2, "ratio", "exact"),
    ("more than half of exports", 0.5, "ratio", "more_than"),
    ("prices doubled", 2, "ratio", "exact"),
    ("9m wall", 9, "metre", "exact"),
    ("a 4.8 billion-euro plant", 4800000000, "EUR", "exact"),
]
RANGES = [
    ("بين 10 و15 طنا", 10, 15, "tonne"),
    ("من 2 إلى 3 ملايين برميل", 2000000, 3000000, "barrel"),
    ("10-15%", 10, 15, "percent"),
    ("from 3km to 5km", 3, 5, "kilometre"),
    ("about $10-$20", 10, 20, "USD"),
    ("between two and three million people", 2000000, 3000000, "person"),
]
NONE = [
    "الألومنيوم (10)", "في عام 2024", "in 2024", "منذ مارس 2023", "20 يناير", "on Jan. 20, 2025", "يوم الاثنين",
    "عند الساعة 02:47", "at 10 p.m.", "F-16", "كوفيد-19", "حركة M23", "المادة 12", "Article 5 of the treaty",
    "flight 370", "They flew a Boeing 737 to Cairo.", "+970 599 123 456", "02/03/2025", "كانون الثاني", "one of them",
    "أمس الأول", "ربع النهائي في دبي", "عبد الله الثاني",
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "unit", "bound"), READ)
def test_quantity(text: str, value: float, unit: str, bound: str) -> None:
    (mention,) = find_quantities(text)
    found = mention.value
    assert [found.low, found.high] == pytest.approx([value, value])
    assert (found.unit, found.bound, found.ordinal) == (unit, bound, False)


@pytest.mark.parametrize(("text", "low", "high", "unit"), RANGES)
def test_range(text: str, low: float, high: float, unit: str) -> None:
    (mention,) = find_quantities(text)
    assert (mention.value.low, mention.value.high, mention.value.unit) == (low, high, unit)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_quantity(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("18 فرقة إطفاء", [(18, "فرقه")]),
        ("قتيلان وثلاثة جرحى", [(2, "قتيل"), (3, "جرحي")]),
        ("عشرات الجنود", [(20, "جنود")]),
        ("آلاف من المدنيين", [(2000, "مدنيين")]),
        ("ذو الطوابق الثلاثة", [(3, "طوابق")]),
        ("33 seats", [(33, "seats")]),
        ("two Russian soldiers", [(2, "soldiers")]),
        ("12 dead", [(12, "dead")]),
    ],
)
def test_what_is_counted(text: str, counts: list[tuple[float, str]]) -> None:
    assert [(mention.value.low, mention.value.counted) for mention in find_quantities(text)] == counts


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("مليون طن ونصف المليون", 1.5e6, "tonne"),
        ("مليار دولار وربع المليار", 1.25e9, "USD"),
        ("مليون ونصف المليون طن", 1.5e6, "tonne"),
    ],
)
def test_part_of_a_scale_behind_the_unit(text: str, value: float, unit: str) -> None:
    (mention,) = find_quantities(text)
    assert (mention.value.low, mention.value.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "unit", "per"),
    [
        ("1.8 million barrels a day", "barrel", "day"),
        ("3.4 ملايين برميل يوميا", "barrel", "day"),
        ("80 كيلومترا في الساعة", "kilometre_per_hour", None),
        ("80 km/h", "kilometre_per_hour", None),
        ("$73 a barrel", "USD", "barrel"),
        ("77 دولارا للبرميل", "USD", "barrel"),
        ("1.4 million barrels of crude a day", "barrel", "day"),
        ("32 طنا في الأسبوع", "tonne", "week"),
        ("32 طنا في الأسبوع نفسه", "tonne", None),
    ],
)
def test_rate(text: str, unit: str, per: str | None) -> None:
    (mention,) = find_quantities(text)
    assert (mention.value.unit, mention.value.per) == (unit, per)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("لا يقل عددهم عن 40 مصابا", "at_least"),
        ("تزيد قيمتها على خمسة ملايين دولار", "more_than"),
        ("ولا تتجاوز مساحته 12 هكتارا", "at_most"),
        ("بلغ عددهم 40 مصابا", "exact"),
    ],
)
def test_a_bound_with_its_subject_between(text: str, bound: str) -> None:
    (mention,) = find_quantities(text)
    assert mention.value.bound == bound


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("تزيد قيمة الصفقة على خمسة ملايين دولار", "more_than"),
        ("لا يقل عدد القتلى عن 40 قتيلا", "at_least"),
        ("ويقل متوسط عمر السكان عن 25 عاما", "less_than"),
        ("يزيد الضغط على 40 بلدا", "exact"),
        ("تجاوز حجم تجارة البلدين في 2024 تسعين مليون دولار", "more_than"),
        ("لم تتخط ودائع المصرف نهاية مارس 90 مليار دينار", "at_most"),
        ("لم تتجاوز ودائع المصرف نهاية مارس 90 مليار دينار", "at_most"),
        ("ناهز عدد المشتركين في الخدمة 90 ألف مشترك", "about"),
    ],
)
def test_a_bound_with_a_longer_subject_between(text: str, bound: str) -> None:
    *_, mention = find_quantities(text)
    assert mention.value.bound == bound


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Sales rose 7 1/2 percent to 12-3/4 miles", [(7.5, "percent"), (12.75, "mile")]),
        ("a margin of plus or minus 3 percentage points", [(3, "percentage_point")]),
        ("the 6-foot-4-inch forward", [(76, "inch")]),
        ("two and a quarter of an hour", [(2.25, "hour")]),
        ("only 4.5 in. of rain fell", [(4.5, "inch")]),
        ("output of 1.4 mb/d", [(1.4e6, "barrel")]),
        ("in the first four months", [(4, "month")]),
        ("بنسبة اثنين ونصف بالمئة وثلاثة ونصف في المئة", [(2.5, "percent"), (3.5, "percent")]),
        ("خمسة كلم", [(5, "kilometre")]),
        ("قتل الرجلان وتحطمت الطائرتان", [(2, None), (2, None)]),
        ("يعادل ضعف العدد المسجل", [(2, "ratio")]),
    ],
)
def test_forms_of_news(text: str, values: list[tuple[float, str | None]]) -> None:
    assert [(mention.value.low, mention.value.unit) for mention in find_quantities(text)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("قتل مليونا شخص", 2e6),
        ("تجاوز عدد النازحين مليونا ونصف المليون", 1.5e6),
        ("مليارا ومئتي مليون دولار", 1.2e9),
        ("بلغ عددهم مليونا في نهاية الحرب", 1e6),
    ],
)
def test_a_scale_in_the_accusative_is_two_before_a_noun_only(text: str, value: float) -> None:
    (mention,) = find_quantities(text)
    assert mention.value.low == value


@pytest.mark.parametrize(
    ("text", "unit", "per"),
    [("a $38-a-share offer", "USD", "share"), ("a 2-cent-a-gallon tax", "cent", "gallon"),
     ("5 آلاف جنيه للقنطار", "EGP", "quintal")],
)  # fmt: skip
def test_rate_joined_to_its_value(text: str, unit: str, per: str) -> None:
    (mention,) = find_quantities(text)
    assert (mention.value.unit, mention.value.per) == (unit, per)


def test_a_decade_is_no_time_in_seconds() -> None:
    assert [m.value.unit for m in find_quantities("A woman in her 60s ran it in 58s.")][-1] == "second"
    assert "second" not in [m.value.unit for m in find_quantities("a woman in her 60s, a song of the late 90s")]


def test_a_generation_of_networks_is_no_mass() -> None:
    assert [m.value.unit for m in find_quantities("5G and 5g, a 25-basis-point cut")] == ["gram", "basis_point"]


def test_a_change_is_two_values() -> None:
    assert [mention.value.low for mention in find_quantities("Growth rose from 3% to 5%")] == [3, 5]
    assert [mention.value.low for mention in find_quantities("ارتفع النمو من 3% إلى 5%")] == [3, 5]


def test_a_conversion_in_parentheses_is_one_value() -> None:
    assert [mention.quote for mention in find_quantities("It cost £20m ($25.4 million) in all.")] == ["£20m"]


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("فاز الفريق 3-1 في المباراة", "3-1"),
        ("فاز بثلاثة أهداف لهدف", "3-1"),
        ("خسر بهدفين مقابل ثلاثة أهداف", "2-3"),
        ("فاز بهدفين دون رد", "2-0"),
        ("won by three goals to one", "3-1"),
        ("فاز بنتيجة 28 مقابل 27", "28-27"),
        ("فازت بثلاثين هدفا مقابل سبعة وعشرين", "30-27"),
        ("فاز بثلاثة أشواط لشوط", "3-1"),
        ("فاز الفريق 3-صفر", "3-0"),
        ("تعادلا بهدف لمثله", "1-1"),
        ("won the match 28 to 27", "28-27"),
        ("won by three sets to one", "3-1"),
        ("won 3-nil", "3-0"),
        ("won three-one", "3-1"),
        ("drew one-all", "1-1"),
    ],
)
def test_score_keeps_its_order(text: str, score: str) -> None:
    (mention,) = find_quantities(text)
    assert (mention.value.unit, mention.value.counted) == ("score", score)


@pytest.mark.parametrize(
    "text",
    [
        "won at odds of 20 to 1",
        "cut the lead from 12 to 8 in the final",
        "سجل سعر الدولار 37 مقابل 36 في الفوز",
        "قتل 12 مقابل 5 جرحى",
        "won 12 to 15 medals",
    ],
)
def test_what_is_no_score(text: str) -> None:
    assert "score" not in [mention.value.unit for mention in find_quantities(text)]


def test_bare_dinar_is_that_of_the_only_country_named() -> None:
    assert find_quantities("ناقش البرلمان في الكويت مبلغ 10 دنانير")[0].value.unit == "KWD"
    assert find_quantities("مبلغ 10 دنانير")[0].value.unit == "dinar"


def test_convertible_units_compare() -> None:
    assert convert(1, "mile")[0] == pytest.approx(convert(1.609344, "kilometre")[0])
    assert convert(32, "fahrenheit")[0] == pytest.approx(0)
    assert convert(44, "quintal")[0] == pytest.approx(convert(4.4, "tonne")[0])
    assert convert(20, "ardeb")[0] == pytest.approx(convert(3, "tonne")[0])
    assert same_dimension("acre", "feddan")
    assert same_dimension("dinar", "KWD")
    assert not same_dimension("percent", "percentage_point")
    assert not same_dimension("barrel", "tonne")


@pytest.mark.parametrize("text", ["5 ²/3 طن", "5/² m", "5-²/³ x", "1 1/²", "خمسة فاصلة ²", "²/3"])
def test_a_raised_digit_is_no_part_of_a_fraction(text: str) -> None:
    assert all(mention.value.unit != "ratio" for mention in find_quantities(text))


PIECES = st.sampled_from(
    ["مليون", "ونصف", "٥٠٪", "بِخَمْسَةٍ", "10", "-", "(", ")", "$", "بين", "و", "إلى", "من", "a", "half", "dozen", "°C",
     "\u200f", "\u00a0", "😀", "\r\n", "ـــ", "½", "ﷲ", "ﻻ", "يومين", "per", "km", "and", "²", ".5", "/",
     "1,000", "في المئة", "p.m.", "أهداف", "لهدف"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)))
def test_quote_is_the_text_of_its_span(text: str) -> None:
    end = 0
    for mention in find_quantities(text):
        assert text[mention.start : mention.end] == mention.quote != ""
        assert mention.start >= end
        end = mention.end


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES).map(" ".join))
def test_folded_text_gives_the_same_values(text: str) -> None:
    values = [mention.value for mention in find_quantities(text)]
    assert [mention.value for mention in find_quantities(fold(text))] == values


@pytest.mark.parametrize(
    "piece", ["1", ",", "و", "(", "1,", "و1", "10-", "بين ", "مليون ", "half a ", "$", "-", "1 000 ", "1:", "ضعف ما "]
)
def test_time_is_linear(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        find_quantities(text)
        return time.process_time() - start

    seconds(1000)
    assert seconds(80_000) < 12 * seconds(20_000) + 0.5  # quadratic time would take 16 times as long


def test_seeds_have_no_false_reading() -> None:
    if not SEEDS.is_dir():
        pytest.skip("the seed articles are not beside this checkout")
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    quotes = [mention.quote for text in texts for mention in find_quantities(text)]
    assert not {"10", "12", "24", "20", "6", "02", "2025", "2024", "12:30"} & set(quotes)  # captions, dates, times
    assert quotes.count("50%") >= 2

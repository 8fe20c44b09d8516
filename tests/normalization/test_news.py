"""Sentences as they stand in news, with every quantity in them: value, unit, bound, place."""

from __future__ import annotations

import pytest

from consistency.model import Quantity
from consistency.normalization import find_quantities

# Each reading as "quote = value unit bound": the unit with its rate after a slash, or what is counted in brackets; "th"
# is an ordinal. What is not listed is no quantity: years, days, names of models and groups, "No. 3", ليل الاثنين.
ENGLISH = [
    (
        "The 43-year-old driver and a man aged 91 died after the magnitude-5.6 earthquake, officials said.",
        ["43-year = 43 year", "91 = 91 year", "magnitude-5.6 = 5.6 magnitude"],
    ),
    (
        "The tower is 11 kilometres high and 30 metres wide, with a 250-metre-long tunnel.",
        ["11 kilometres = 11 kilometre", "30 metres = 30 metre", "250-metre = 250 metre"],
    ),
    (
        "United won 2:0 and City lost 3-1 at home; the No. 3 seed won 6-4, 6-3.",
        ["2:0 = 2..0 score", "3-1 = 3..1 score", "6-4 = 6..4 score", "6-3 = 6..3 score"],
    ),
    (
        "Shares fell 3.5 per cent to $12.40, wiping $2.3bn off its value.",
        ["3.5 per cent = 3.5 percent", "$12.40 = 12.4 USD", "$2.3bn = 2.3e+09 USD"],
    ),
    (
        "The government will spend £20m ($25.4 million) on roads, or about £4m a year.",
        ["£20m = 2e+07 GBP", "£4m a year = 4e+06 GBP/year about"],
    ),
    (
        "Two dozen people were hurt and at least seven killed when a bus carrying 52 passengers overturned.",
        ["Two dozen people = 24 person", "seven = 7 [killed] at_least", "52 = 52 [passengers]"],
    ),
    (
        "Oil output rose by 400,000 barrels per day to 2.3 million bpd, while gas exports reached 12 bcm.",
        [
            "400,000 barrels per day = 400000 barrel/day",
            "2.3 million bpd = 2.3e+06 barrel/day",
            "12 bcm = 12 billion_cubic_metres",
        ],
    ),
    (
        "One in five adults and three out of four children were affected, roughly two-thirds of the population.",
        ["One in five = 0.2 ratio", "three out of four = 0.75 ratio", "two-thirds = 0.666667 ratio about"],
    ),
    (
        "The company cut 1,200 jobs, a fifth of its workforce, and its profit halved to 1.5 billion euros.",
        ["1,200 = 1200 [jobs]", "a fifth = 0.2 ratio", "halved = 0.5 ratio", "1.5 billion euros = 1.5e+09 EUR"],
    ),
    (
        "Temperatures dropped to minus 12 degrees Celsius (10 Fahrenheit), with winds of 120 km/h.",
        ["minus 12 degrees Celsius = -12 celsius", "120 km/h = 120 kilometre_per_hour"],
    ),
    (
        "Hundreds of thousands marched; thousands of homes lost power for nearly three days.",
        ["Hundreds of thousands = 200000..999999", "thousands = 2000..99999 [homes]", "three days = 3 day about"],
    ),
    (
        "He served two-and-a-half years of a 10-year sentence and was fined 5,000 pounds.",
        ["two-and-a-half years = 2.5 year", "10-year = 10 year", "5,000 pounds = 5000 GBP"],
    ),
    (
        "The pact took a year and a half to write and five weeks and a half to ratify.",
        ["a year and a half = 1.5 year", "five weeks and a half = 5.5 week"],
    ),
    (
        "The bank raised its key rate by 25 basis points to 5.25%-5.5%.",
        ["25 basis points = 25 basis_point", "5.25%-5.5% = 5.25..5.5 percent"],
    ),
    (
        "The plant, which opened in 1985, has 1,984 workers and covers 120 hectares (300 acres).",
        ["1,984 = 1984 [workers]", "120 hectares = 120 hectare"],
    ),
    (
        "The deal, worth as much as $3 billion, covers 100 F-35 jets and 36 Typhoon fighters.",
        ["$3 billion = 3e+09 USD at_most", "100 = 100 [jets]", "36 = 36 [fighters]"],
    ),
    (
        "Police held six suspects, aged between 19 and 34, and women under 30.",
        ["six = 6 [suspects]", "19 and 34 = 19..34 year", "30 = 30 year less_than"],
    ),
    (
        "The vote was close; the bill passed 220-212 in the 435-member House.",
        ["220-212 = 220..212 score", "435 = 435 [member]"],
    ),
    (
        "The strike involves some 30-odd unions and 20,000-plus workers.",
        ["30 = 30 [unions] about", "20,000 = 20000 [workers] at_least"],
    ),
    (
        "The crown weakened 0.4% to 150.25 per dollar; 66.7 percent were in favour and a third against.",
        ["0.4% = 0.4 percent", "150.25 = 150.25", "66.7 percent = 66.7 percent", "a third = 0.333333 ratio"],
    ),
    (
        "He is 6ft 2in tall, weighs 190 pounds and ran 100 metres in 9.8 seconds.",
        ["6ft 2in = 74 inch", "190 pounds = 190 pound", "100 metres = 100 metre", "9.8 seconds = 9.8 second"],
    ),
    (
        "Gold traded at $2,035.40 an ounce; the third such call in a month lasted one hour, 45 minutes.",
        [
            "$2,035.40 an ounce = 2035.4 USD/ounce",
            "third = 3 [call] th",
            "a month = 1 month",
            "one hour, 45 minutes = 105 minute",
        ],
    ),
    (
        "About tens of thousands of people stayed for as many as 40 days.",
        ["tens of thousands of people = 20000..99999 person about", "40 days = 40 day at_most"],
    ),
    (
        "Output fell from 3.1 to 2.6 million tonnes, and seven crew members and one Afghan cook left 20 F-35s.",
        [
            "3.1 = 3.1e+06 tonne",
            "2.6 million tonnes = 2.6e+06 tonne",
            "seven = 7 [members]",
            "one = 1 [cook]",
            "20 = 20 [f-35s]",
        ],
    ),
    (
        "The driver, 38, of a 4,000-square-foot home paid a couple of hundred Swedish crowns; it rose a third since.",
        [
            "38 = 38 year",
            "4,000-square-foot = 4000 square_foot",
            "a couple of hundred Swedish crowns = 200 SEK",
            "a third = 0.333333 ratio",
        ],
    ),
    (
        "They ordered 30 A350XWB jets and 120 other aircraft at 89,500 pounds to the dollar, 5 light-years off.",
        ["30 = 30 [jets]", "120 = 120 [aircraft]", "89,500 pounds = 89500 GBP", "5 light-years = 5 light_year"],
    ),
]
ARABIC = [
    (
        "قتل 12 شخصا وأصيب أكثر من خمسين، بينهم ثلاثة أطفال، في انفجار سيارتين ليل الاثنين.",
        ["12 شخصا = 12 person", "خمسين = 50 more_than", "ثلاثة = 3 [اطفال]", "سيارتين = 2 [سياره]"],
    ),
    (
        "بلغ عدد الضحايا قتيلين و17 جريحا، بعدما انهار مبنى من خمسة طوابق عمره 43 عاما.",
        ["قتيلين = 2 [قتيل]", "17 = 17 [جريحا]", "خمسة = 5 [طوابق]", "43 عاما = 43 year"],
    ),
    (
        "نما الناتج بنسبة 3.5 في المئة، مقابل 2,1 بالمئة، أي بزيادة 1.4 نقطة مئوية.",
        ["3.5 في المئة = 3.5 percent", "2,1 بالمئة = 2.1 percent", "1.4 نقطة مئوية = 1.4 percentage_point"],
    ),
    (
        "بلغت كلفة المشروع مليارا و200 مليون دولار، منها نصف مليار دولار من القطاع الخاص.",
        ["مليارا و200 مليون دولار = 1.2e+09 USD", "نصف مليار دولار = 5e+08 USD"],
    ),
    (
        "خصصت الحكومة مليونين ونصف المليون يورو لدعم ألفي أسرة ومئتي طالب.",
        ["مليونين ونصف المليون يورو = 2.5e+06 EUR", "ألفي = 2000 [اسره]", "ومئتي = 200 [طالب]"],
    ),
    (
        "تراوحت الأسعار بين 10 و15 دينارا للكيلوغرام، فيما بلغ سعر الدولار 50.25 جنيها.",
        ["10 و15 دينارا للكيلوغرام = 10..15 dinar/kilogram", "50.25 جنيها = 50.25 EGP"],
    ),
    (
        "فاز المنتخب بثلاثة أهداف لهدف، وانتهت المباراة الثانية 2-0، وسجل هدفين.",
        ["بثلاثة أهداف لهدف = 3..1 score", "الثانية = 2 [مباراه] th", "2-0 = 2..0 score", "هدفين = 2 [هدف]"],
    ),
    (
        "أقيمت الدورة الحادية والعشرون بمشاركة عشرات الدول ومئات الرياضيين.",
        ["الحادية والعشرون = 21 [دوره] th", "عشرات = 20..99 [دول]", "ومئات = 200..999 [رياضيين]"],
    ),
    (
        "يمتد الجسر على طول 11 كيلومترا، وتبلغ مساحة المزرعة 200 فدان و50 دونما.",
        ["11 كيلومترا = 11 kilometre", "200 فدان = 200 feddan", "50 دونما = 50 dunum"],
    ),
    (
        "واحد من كل خمسة أطفال يعاني، وثلثا السكان نازحون، و55 أسرة من كل مئة فقيرة.",
        ["واحد من كل خمسة = 0.2 ratio", "وثلثا = 0.666667 ratio", "55 أسرة من كل مئة = 0.55 ratio"],
    ),
    (
        "توقف إنتاج 400 ألف برميل يوميا، بما يعادل ربع الإنتاج، لمدة يومين.",
        ["400 ألف برميل يوميا = 400000 barrel/day", "ربع = 0.25 ratio", "يومين = 2 day"],
    ),
    (
        "توفي عن عمر ناهز 91 عاما، وابنه في الحادية والتسعين من عمره، وحفيده في سن 12.",
        ["91 عاما = 91 year about", "الحادية والتسعين = 91 year", "12 = 12 year"],
    ),
    (
        "نزح ما لا يقل عن 1.2 مليون شخص، أي نحو 60% من السكان.",
        ["1.2 مليون شخص = 1.2e+06 person at_least", "60% = 60 percent about"],
    ),
    (
        "أطلقت القوات 15 صاروخا وطائرتين مسيرتين، وشارك سفيران وأربعة خبراء.",
        ["15 = 15 [صاروخا]", "وطائرتين = 2 [طايره]", "سفيران = 2 [سفير]", "وأربعة = 4 [خبراء]"],
    ),
    (
        "سجلت درجة الحرارة 12 تحت الصفر، وشارك 220 نائبا مقابل 212 ضده.",
        ["12 تحت الصفر = -12 degree", "220 = 220 [نايبا]", "212 = 212"],
    ),
    (
        "ثلاثمئة وخمسة وعشرون ألفا ومئتان وأربعون ناخبا شاركوا، بنسبة تتجاوز الثمانين في المئة.",
        ["ثلاثمئة وخمسة وعشرون ألفا ومئتان وأربعون = 325240 [ناخبا]", "الثمانين في المئة = 80 percent more_than"],
    ),
    (
        "وصل سعر الصرف إلى 89500 ليرة لبنانية، بعدما كان 1500 ليرة.",
        ["89500 ليرة لبنانية = 89500 LBP", "1500 ليرة = 1500 LBP"],
    ),
    ("اجتمع قادة مجموعة العشرين ومجموعة السبع (27 دولة) لبحث القرار 1701 في يومي 5 و6 أبريل.", ["27 = 27 [دوله]"]),
    (
        "خفض البنك الفائدة 25 نقطة أساس إلى ما بين 5.25% و5.5%، وسرّح خُمس العاملين.",
        ["25 نقطة أساس = 25 basis_point", "5.25% و5.5% = 5.25..5.5 percent", "خُمس = 0.2 ratio"],
    ),
    (
        "بعد مرور عام ونصف على الحرب، ومرور ثلاثة أسابيع ونصف الأسبوع على الهدنة.",
        ["عام ونصف = 1.5 year", "ثلاثة أسابيع ونصف الأسبوع = 3.5 week"],
    ),
    (
        "في الذكرى الخمسين للاستقلال افتتحت القمة العربية الثالثة والثلاثون، بحضور ضعف ما كان متوقعا.",
        ["الخمسين = 50 [ذكري] th", "الثالثة والثلاثون = 33 [قمه] th", "ضعف ما = 2 ratio"],
    ),
    ("عادت ثلاثة أرباع الأسر إلى منازلها في الدقيقة 87.", ["ثلاثة أرباع = 0.75 ratio", "87 = 87 [دقيقه] th"]),
    (
        "وتبرع سبعة من أصل عشرة، ويعاني رجل من كل أربعة رجال، ونجح طالب واحد من كل ثلاثة، وشغلن 27 مقعدا من أصل 90.",
        [
            "سبعة من أصل عشرة = 0.7 ratio",
            "رجل من كل أربعة = 0.25 ratio",
            "طالب واحد من كل ثلاثة = 0.333333 ratio",
            "27 = 27 [مقعدا]",
            "90 = 90",
        ],
    ),
    (
        "سيرتفع الإنتاج من 3.1 إلى 4.6 مليون طن بعد تراجعه بمقدار الخمس في الأشهر الثلاثة الماضية.",
        ["3.1 = 3.1e+06 tonne", "4.6 مليون طن = 4.6e+06 tonne", "الخمس = 0.2 ratio", "الأشهر الثلاثة = 3 month"],
    ),
    (
        "دفع دولارين في اليوم على بعد كيلومترين اثنين، وبلغت النسبة خمسة وستين وسبعة أعشار في المئة.",
        [
            "دولارين في اليوم = 2 USD/day",
            "كيلومترين اثنين = 2 kilometre",
            "خمسة وستين وسبعة أعشار في المئة = 65.7 percent",
        ],
    ),
    (
        "اشترت ستا وثلاثين طائرة ودمرت سيارتا إسعاف، وتقلصت إلى عشر حجمها. وقال: سيارتي قديمة.",
        ["ستا وثلاثين = 36 [طايره]", "سيارتا = 2 [سياره]", "عشر = 0.1 ratio"],
    ),
    (
        "أصيب مئة وأحد عشر عاملا بعد ساعة وعشرين دقيقة في حرارة بلغت ناقص خمس درجات، وسرقت ثلاث دزينات من الأكواب.",
        [
            "مئة وأحد عشر = 111 [عاملا]",
            "ساعة وعشرين دقيقة = 80 minute",
            "ناقص خمس درجات = -5 degree",
            "ثلاث دزينات من الأكواب = 36 cup",
        ],
    ),
    (
        "خصصت خمسي الميزانية، أي مليون فرنك غرب أفريقي، لأكثر من عقد من الزمن.",
        ["خمسي = 0.4 ratio", "مليون فرنك غرب أفريقي = 1e+06 XOF", "عقد = 1 decade more_than"],
    ),
]


def reading(value: Quantity) -> str:
    """Return a quantity as the lists above write it."""
    number = f"{value.low:g}" if value.low == value.high else f"{value.low:g}..{value.high:g}"
    unit = f"{value.unit}/{value.per}" if value.per else value.unit
    parts = [number, unit or (f"[{value.counted}]" if value.counted else "")]
    parts += ["th" if value.ordinal else "", "" if value.bound == "exact" else value.bound]
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize(("text", "readings"), ENGLISH + ARABIC)
def test_every_quantity_of_a_sentence(text: str, readings: list[str]) -> None:
    language = "en" if text[0].isascii() else "ar"
    found = find_quantities(text, language)
    assert [f"{m.quote} = {reading(m.value)}" for m in found] == readings

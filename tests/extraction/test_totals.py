"""Totals and what their parts add up to."""

from __future__ import annotations

import pytest

from consistency import Source
from consistency.extraction import extract_claims
from consistency.model import Quantity


def told(text: str) -> list[tuple[float, float]]:
    """Return each total of a text with the sum of its parts."""
    found = []
    for claim in extract_claims(Source(id="a", text=text)):
        if claim.kind == "total":
            total, parts = claim.fields["total"], claim.fields["parts"]
            assert isinstance(total, Quantity)
            assert isinstance(parts, Quantity)
            found.append((total.low, parts.low))
    return found


@pytest.mark.parametrize(
    ("text", "total", "parts"),
    [
        ("The 19 suspects, 12 men and eight women, appeared in court.", 19, 20),
        ("Norway finished with 31 medals, including 12 golds, 10 silvers and eight bronzes.", 31, 30),
        ("The coalition holds 58 seats in the 101-seat chamber, the opposition 39 and independents six.", 101, 103),
        ("Rescuers found 12 survivors, eight in the first bus and five in the second.", 12, 13),
        ("The haul weighed 820 kilograms: 510 of cocaine and 290 of hashish.", 820, 800),
        ("انهار المبنى ما أسفر عن مصرع ثمانية أشخاص، هم خمسة رجال وامرأتان وطفلان.", 8, 9),
        ("تصدرت القائمة بسبعة مقاعد من أحد عشر مقعدا، تليها أربعة مقاعد للمستقلين ومقعد لقائمة أخرى.", 11, 12),
        ("نالت اللائحة 14 مقعدا من أصل 21 مقعدا مقابل خمسة مقاعد للاتحاد وثلاثة للمستقلين.", 21, 22),
        ("وأيد الاقتراح 38 نائبا وعارضه 21 وامتنع ستة، من أصل 63 نائبا حضروا الجلسة.", 63, 65),
    ],
)
def test_what_parts_add_up_to(text: str, total: float, parts: float) -> None:
    assert told(text) == [(total, parts)]


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested 19 people, 12 men, six women and a boy of 15.",
        "The choir has 40 members, 25 of them women and 30 of them students.",
        "The party won 58 of the 101 seats, and its ally took 30.",
        "أصيب 17 شخصا، تسعة منهم أطفال وستة من عائلة واحدة.",
        "عاد 44 أسيرا. وتسلم الحوثيون 26 من عناصرهم وسلموا 18، منهم اثنان دون الثامنة عشرة.",
    ],
)
def test_parts_of_which_more_may_be_untold(text: str) -> None:
    assert told(text) == []

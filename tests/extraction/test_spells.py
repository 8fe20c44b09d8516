"""Of which stretch of time a figure is: the only one beside it that is not what it is compared with."""

from __future__ import annotations

import datetime

import pytest

from consistency import Source
from consistency.extraction import extract_claims
from consistency.model import Period

_PUBLISHED = datetime.date(2025, 11, 20)


@pytest.mark.parametrize(
    ("text", "spell"),
    [
        ("Profit reached 212 million euros in the third quarter.", ("2025-07-01", "2025-09-30")),
        ("In the three months to September, profit reached 212 million euros.", ("2025-07-01", "2025-09-30")),
        ("Sales in the first half rose 9% from a year before.", ("2025-01-01", "2025-06-30")),
        ("Takings in the whole of 2025 so far are up 14.2%.", ("2025-01-01", None)),
        ("Exports rose 18% so far this year.", ("2025-01-01", None)),
        ("The port handled 3.4 million containers last year.", ("2024-01-01", "2024-12-31")),
        ("It sold 640 cars in August alone.", ("2025-08-01", "2025-08-31")),
        ("It sold 640 cars in August.", None),
        ("Sales rose 9% from the third quarter.", None),
        ("It sold 640 cars towards the end of 2024.", None),
        ("In the third quarter it sold 640 cars, up from 510.", ("2025-07-01", "2025-09-30")),
        ("وبلغت الأرباح 212 مليون دينار خلال الأشهر التسعة الأولى من العام.", ("2025-01-01", "2025-09-30")),
        ("زادت العائدات 14.2 بالمئة في الفترة من يوليو إلى أكتوبر.", ("2025-07-01", "2025-10-31")),
        ("ارتفعت الصادرات 18 بالمئة منذ مطلع العام.", ("2025-01-01", None)),
        ("زادت الأرباح 18 بالمئة مقارنة بالربع الثالث.", None),
    ],
)
def test_the_stretch_of_the_first_figure(text: str, spell: tuple[str, str | None] | None) -> None:
    claims = extract_claims(Source(id="a", text=text, published=_PUBLISHED))
    told = next((c.fields["spell"] for c in claims if c.kind == "spell"), None)
    if spell is None:
        assert told is None
    else:
        assert isinstance(told, Period)
        assert (str(told.start), told.end and str(told.end)) == spell

"""Over what a figure is told: the mark nearest to it, and the places that the mark is said of."""

from __future__ import annotations

import pytest

from consistency import Source
from consistency.extraction import extract_claims
from consistency.model import Terms


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("The storm cut power to 41,200 homes in Oslo alone.", {"d:alone", "e:place:oslo"}),
        ("In Oslo and Bergen combined 41,200 homes lost power.", {"d:together", "e:place:oslo", "e:place:bergen"}),
        ("Nationwide 41,200 homes lost power.", {"d:whole"}),
        ("Prices rose 4.7% across Asia.", {"d:whole", "e:place:asia"}),
        ("Prices rose 4.7% in Oslo, while nationwide they rose 3.1%.", {"d:named", "e:place:oslo"}),
        ("Turnout among women was 52%.", {"g:sex:women"}),
        ("Turnout among women and men was 52%.", set()),
        ("Together they sold 52 boats.", set()),
        ("انقطع التيار عن 4120 منزلا في درنة وحدها.", {"d:alone", "e:place:derna"}),
        ("انقطع التيار عن 4120 منزلا في درنة وبنغازي معا.", {"d:together", "e:place:derna", "e:place:benghazi"}),
        ("وصل 4120 كتابا، وزعت كلها في درنة.", {"d:named", "e:place:derna"}),
    ],
)
def test_reaches(text: str, reach: set[str]) -> None:
    claims = extract_claims(Source(id="a", text=text))
    told = [c.fields.get("reach", Terms(frozenset())) for c in claims if c.kind == "figure"]
    assert isinstance(told[0], Terms)
    assert told[0].concepts == reach

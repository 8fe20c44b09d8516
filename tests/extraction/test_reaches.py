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
        ("Prices rose 4.7% in Oslo, while nationwide they rose 3.1%.", {"d:in", "e:place:oslo"}),
        ("Turnout among women was 52%.", {"g:sex:women"}),
        ("Turnout among women and men was 52%.", set()),
        ("Turnout of women and men combined was 52%.", {"g:sex:both"}),
        ("It will cut 6% of its workforce in Norway.", {"d:in", "e:NO"}),
        ("It will cut 6% of its staff worldwide.", {"d:world"}),
        ("In the nine towns 41,200 homes lost power.", {"d:several", "l:settlement"}),
        ("Some 41,200 homes lost power. That figure leaves out Oslo.", {"d:without"}),
        ("Every school in the country, 41,200 pupils in all, is shut.", {"d:whole"}),
        ("They treated 2,310 patients, most of them in Oslo.", set()),
        ("عالجت الفرق 2310 مرضى في ولايات دارفور الخمس.", {"d:several", "l:province", "e:place:darfur"}),
        ("سافر 41200 راكب، وهو عدد مسافري الرحلات الدولية.", {"g:origin:foreign"}),
        ("Together they sold 52 boats.", set()),
        ("انقطع التيار عن 4120 منزلا في درنة وحدها.", {"d:alone", "e:place:derna"}),
        ("انقطع التيار عن 4120 منزلا في درنة وبنغازي معا.", {"d:together", "e:place:derna", "e:place:benghazi"}),
        ("In Belize City, turnout was 38%.", {"d:in", "s:belize city"}),
        ("The campaign in Oslo and Bergen is for 41,200 homes.", {"d:listed", "e:place:oslo", "e:place:bergen"}),
        ("Headcount at the Turkish unit is 1,520.", {"d:in", "e:TR", "l:unit"}),
        ("انطلقت حملة في محافظتي تعز ولحج لتطعيم 4120 طفلا.", {"d:listed", "e:place:taiz", "e:place:lahj"}),
        ("وصل 4120 كتابا، وزعت كلها في درنة.", {"d:in", "e:place:derna"}),
    ],
)
def test_reaches(text: str, reach: set[str]) -> None:
    claims = extract_claims(Source(id="a", text=text))
    told = [c.fields["reach"] for c in claims if c.kind == "reach"] or [Terms(frozenset())]
    assert isinstance(told[0], Terms)
    assert {c for c in told[0].concepts if not c.startswith("n:")} == reach

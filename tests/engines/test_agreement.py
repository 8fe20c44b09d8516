"""On few claims the columns say what the small way says.

They agree where every two names of a block are either alike enough for the rule or not, and being alike does not depend
on a third name (the columns verify groups by their centre, the small way joins all pairs that conflict); what the small
way excuses, the columns leave out as well. Message and order of the evidence may differ.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence

import numpy as np
import pytest

from consistency import Claim, check_claims
from consistency.judging import RuleSet, parse_rule
from consistency.model import Evidence, Name, Period, Quantity, Term, Text, Value

pytest.importorskip("pyarrow", reason="the extra `scale` is not installed")

from consistency.engines.check import check_table
from consistency.engines.claim_table import table_from_claims
from consistency.engines.conflicts import in_conflict, scale_of
from consistency.engines.fields import field_from_values

RULE = """\
id: measure
family: measure
check: conflict
summary: One subject has two values of one attribute in one year.
severity: error
claims: measure
same:
  subject: {by: name, weight: 2, required: true, at_least: 0.8}
  attribute: {by: equal, required: true, at_least: 1}
  year: {by: equal, required: true, at_least: 1}
differs: {field: value, tolerance: 0.02}
message: "{a.subject}: {a.value} in {a.source}, {b.value} in {b.source}"
"""
# Spellings of one name each; names of two rows are alike in nothing, or in one word of three.
PEOPLE = [
    ["Ahmed Khaled Tamimi", "أحمد خالد التميمي", "Ahmad Khalid al-Tamimi"],
    ["Omar Khaled Tamimi", "عمر خالد التميمي"],
    ["Fatima Yusuf Haddad", "فاطمة يوسف حداد", "Fatimah Yousef Haddad"],
    ["Sergei Ivanov", "سيرغي إيفانوف", "Sergey Ivanov"],
    ["Marguerite Duval-Roche", "Marguerite Duval Roche"],
    ["عبد الرحمن السقاف", "Abdul Rahman al-Saqqaf", "عبدالرحمن السقاف"],
]
VALUES: list[Value] = [
    Quantity(100.0, 100.0), Quantity(101.0, 101.0), Quantity(140.0, 140.0), Quantity(5.0, 5.0, "tonne"),
    Quantity(5000.0, 5000.0, "kilogram"), Quantity(9000.0, 9000.0, "kilogram"), Quantity(100.0, 100.0, "USD"),
    Quantity(90.0, 110.0), Quantity(120.0, 120.0, None, "at_least"),
    Quantity(1396000.0, 1396000.0), Quantity(1.4e6, 1.4e6),
    Term("won"), Term("lost"), Period(datetime.date(2024, 3, 1), datetime.date(2024, 3, 1)),
    Period(datetime.date(2024, 3, 2), datetime.date(2024, 3, 2)), Text("north gate"),
    Text("south gate"), Name("Harbour Hall"), Name("Canal House"),
]  # fmt: skip


def claim(source: str, subject: str, attribute: str, year: float, value: Value) -> Claim:
    fields: dict[str, Value] = {
        "subject": Name(subject), "attribute": Text(attribute), "year": Quantity(year, year), "value": value,
    }  # fmt: skip
    quote = f"{subject}, {attribute}, {year:g}: {value}"
    return Claim(kind="measure", source=source, fields=fields, evidence=(Evidence(source=source, quote=quote),))


def drawn(seed: int, count: int, sources: int) -> list[Claim]:
    draw = random.Random(seed)
    return [
        claim(
            f"s{draw.randrange(sources)}",
            draw.choice(draw.choice(PEOPLE)),
            draw.choice(["height", "الارتفاع"]),
            draw.choice([2023.0, 2024.0]),
            draw.choice(VALUES),
        )
        for _ in range(count)
    ]


def told(discrepancies: Sequence[object]) -> set[tuple[str, frozenset[tuple[str, str]]]]:
    return {(d.rule, frozenset((e.source, e.quote) for e in d.evidence)) for d in discrepancies}  # type: ignore[attr-defined]


@pytest.mark.parametrize("guards", ["[]", "[corroborated]", "[mutual_best]", "[mutual_best, corroborated]"])
@pytest.mark.parametrize("seed", range(6))
def test_the_columns_find_what_the_small_way_finds(seed: int, guards: str) -> None:
    rules = RuleSet((parse_rule(RULE + f"guards: {guards}\n", "measure.yaml"),))
    claims = drawn(seed, 60, 1000 if seed % 2 else 6)  # each source speaks once, or again and again
    checked = check_table(table_from_claims(claims), rules)
    assert checked.others == ()
    small = check_claims(claims, rules=rules)
    assert small.discrepancies
    assert claims_in(told(checked.findings)) == claims_in(told(small.discrepancies))


def claims_in(found: set[tuple[str, frozenset[tuple[str, str]]]]) -> set[tuple[str, str]]:
    """Return all quotations: the small way joins discrepancies that set the same two values against each other."""
    return {quotation for _, evidence in found for quotation in evidence}


def test_one_discrepancy_is_the_same_to_the_fingerprint() -> None:
    claims = [
        claim("a", "Ahmed Khaled Tamimi", "height", 2024.0, Quantity(100.0, 100.0)),
        claim("b", "أحمد خالد التميمي", "height", 2024.0, Quantity(140.0, 140.0)),
        claim("c", "Fatima Yusuf Haddad", "height", 2024.0, Quantity(140.0, 140.0)),
    ]
    rules = RuleSet((parse_rule(RULE, "measure.yaml"),))
    (found,) = check_table(table_from_claims(claims), rules).findings
    (wanted,) = check_claims(claims, rules=rules).discrepancies
    assert found == wanted


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_claims_changes_nothing(seed: int) -> None:
    rules = RuleSet((parse_rule(RULE, "measure.yaml"),))
    claims = drawn(seed, 300, 40)
    first = list(check_table(table_from_claims(claims), rules).findings)
    random.Random(seed).shuffle(claims)
    assert list(check_table(table_from_claims(claims), rules).findings) == first


PRODUCTS = [
    "Olive oil, extra virgin 1 l",
    "extra virgin olive oil 1 L",
    "Brown rice 500 g",
    "Rice, brown, 500g",
    "زيت زيتون بكر",
    "زَيت زيتون بكر",
]


@pytest.mark.parametrize("seed", range(4))
def test_texts_that_are_alike_are_grouped_as_the_small_way_does(seed: int) -> None:
    text = RULE.replace(
        "{by: name, weight: 2, required: true, at_least: 0.8}", "{by: text, required: true, at_least: 0.9}"
    )
    rules = RuleSet((parse_rule(text, "measure.yaml"),))
    draw = random.Random(seed)
    claims = [
        claim(f"s{number}", draw.choice(PRODUCTS), "price", 2024.0, draw.choice(VALUES[:3])) for number in range(30)
    ]
    claims = [c.model_copy(update={"fields": {**c.fields, "subject": Text(c.fields["subject"].text)}}) for c in claims]  # type: ignore[union-attr]
    checked = check_table(table_from_claims(claims), rules)
    assert checked.others == ()
    assert (
        claims_in(told(checked.findings)) == claims_in(told(check_claims(claims, rules=rules).discrepancies)) != set()
    )


def test_figures_within_a_wide_tolerance_are_in_no_conflict() -> None:
    values = [Quantity(number, number, None) for number in (100.0, 92.0, 50.0, 48.0)]
    scale = scale_of(field_from_values("value", values), None, 0.1, False)
    group, source = np.array([0, 0, 1, 1]), np.arange(4)
    assert not in_conflict(group, source, scale, None, ()).any()
    crowded = in_conflict(np.zeros(4, np.int64), source, scale, None, ())
    assert crowded.all()

"""Claims of any kind, judged by a rule that the user wrote."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from consistency import Claim, check_claims
from consistency.judging import RuleSet, parse_rule
from consistency.model import Evidence, Quantity, Text, Value

RULE = parse_rule(
    """\
id: price-differs
family: price
claims: price
summary: Two shops give one product two prices.
severity: warning
same: {product: {by: text, weight: 2, required: true, at_least: 0.9}}
differs: price
message: "{a.product} costs {a.price} at {a.source} and {b.price} at {b.source}"
""",
    "price.yaml",
)


def price(source: str, product: str, value: float) -> Claim:
    fields: dict[str, Value] = {"product": Text(product), "price": Quantity(value, value, "EUR")}
    return Claim(
        kind="price", source=source, fields=fields, evidence=(Evidence(source=source, quote=f"{product}: {value}"),)
    )


def test_a_conflict_is_reported_with_both_quotations() -> None:
    report = check_claims(
        [price("a", "Olive oil 1 l", 12.5), price("b", "olive oil 1 L", 15.2)], rules=RuleSet((RULE,))
    )
    (found,) = report.discrepancies
    assert found.message == "Olive oil 1 l costs 12.5 EUR at a and 15.2 EUR at b"
    assert [e.quote for e in found.evidence] == ["Olive oil 1 l: 12.5", "olive oil 1 L: 15.2"]
    assert [e.role for e in found.evidence] == ["primary", "related"]
    assert found.fields == ("price",)


def test_other_things_and_equal_values_are_no_conflict() -> None:
    claims = [price("a", "Olive oil 1 l", 12.5), price("b", "Olive oil 1 l", 12.5), price("b", "Bread", 2.0)]
    assert check_claims(claims, rules=RuleSet((RULE,))).discrepancies == ()


def test_a_value_that_the_other_source_has_as_well_is_corroborated() -> None:
    claims = [price("a", "Olive oil 1 l", 12.5), price("b", "Olive oil 1 l", 12.5), price("b", "Olive oil 1 l", 15.2)]
    report = check_claims(claims, rules=RuleSet((RULE,)))
    assert report.discrepancies == ()
    assert [e.reason for e in report.explained] == ["corroborated"]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_claims_changes_nothing(seed: int) -> None:
    claims = [price(f"s{n % 4}", f"product {n % 7}", float(n % 3 + 1)) for n in range(40)]
    expected = check_claims(claims, rules=RuleSet((RULE,))).model_dump_json()
    random.Random(seed).shuffle(claims)
    assert check_claims(claims, rules=RuleSet((RULE,))).model_dump_json() == expected


def test_three_sources_are_one_discrepancy() -> None:
    claims = [price("a", "Olive oil", 12.5), price("b", "Olive oil", 15.2), price("c", "Olive oil", 15.2)]
    (found,) = check_claims(claims, rules=RuleSet((RULE,))).discrepancies
    assert {e.source for e in found.evidence} == {"a", "b", "c"}


def test_fingerprints_survive_another_normalization() -> None:
    one = check_claims([price("a", "Café crème", 2.0), price("b", "Café crème", 3.0)], rules=RuleSet((RULE,)))
    other = check_claims(
        [price("a", "Cafe\u0301 cre\u0300me", 2.0), price("b", "Café crème", 3.0)], rules=RuleSet((RULE,))
    )
    assert one.discrepancies[0].fingerprint == other.discrepancies[0].fingerprint


def test_checking_claims_imports_no_spacy() -> None:
    code = (
        "import sys, consistency; from consistency.model import *;"
        "from consistency.judging import load_rules;"
        "c = Claim(kind='x', source='a', fields={'p': Text('q')}, evidence=(Evidence(source='a', quote='q'),));"
        "consistency.check_claims([c], rules=load_rules());"
        "sys.exit('spacy' in sys.modules or 'simplemma' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

"""Rules and their tests as text."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from consistency.judging import load_rules
from consistency.rule_pages import rule_list, rule_page, rule_test_page

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


@dataclass
class Result:
    rule: str
    name: str
    kind: str
    passed: bool
    detail: str = ""


@dataclass
class Outcome:
    results: list[Result]
    problems: list[str] = field(default_factory=list)
    ok: bool = True


def test_a_line_for_each_rule() -> None:
    rules = load_rules().rules
    lines = rule_list(rules).splitlines()
    assert [line.split()[0] for line in lines] == [rule.id for rule in rules]
    assert all(rule.severity in line and rule.summary in line for rule, line in zip(rules, lines, strict=True))
    assert rule_list([]) == ""


def test_the_page_of_a_rule_tells_what_it_compares_and_shows_a_test() -> None:
    rule = next(rule for rule in load_rules(EXAMPLES / "rules", shipped=False).rules if rule.id == "price")
    page = rule_page(rule)
    for part in (rule.summary, rule.why, "product (required), date (required)", "must not differ price", "error, high"):
        assert part in page
    assert "For example (two prices on one day)" in page


def test_failures_problems_and_counts() -> None:
    results = [
        Result("r", "one", "fires", True),
        Result("r", "two", "silent", False, "fired: x"),
        Result("q", "t", "todo", True),
        Result("q", "u", "todo", False, "did not fire"),
    ]
    page = rule_test_page(cast(Any, Outcome(results, ["rule 's' has no tests"], False)))
    assert "FAILED r: two (silent): fired: x\n" in page
    assert "PROBLEM rule 's' has no tests\n" in page
    assert "TODO q: t: passes now; move it to 'fires'\n" in page
    assert page.endswith("4 tests of 2 rules: 1 failed, 1 problem, 1 to do\n")

"""Rules and their tests as text."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import pytest

from consistency.judging import load_rules
from consistency.rule_pages import rule_list, rule_page, rule_test_page

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"


@dataclass
class Result:
    rule: str
    name: str
    kind: str
    passed: bool
    detail: str = ""
    expected: str = "fires"


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


@pytest.fixture(scope="module")
def make_rule_pages() -> ModuleType:
    return importlib.import_module("make_rule_pages")


def test_the_pages_of_the_docs_are_up_to_date(make_rule_pages: ModuleType) -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "rules").glob("*.md")}
    expected: dict[str, str] = make_rule_pages.pages()
    stale = sorted(name for name in written.keys() | expected.keys() if written.get(name) != expected.get(name))
    assert not stale, "run: python docs/make_rule_pages.py"


def test_a_page_has_a_row_for_what_explain_prints(make_rule_pages: ModuleType) -> None:
    rule = next(rule for rule in load_rules().rules if rule.id == "toll-count")
    rows = dict(make_rule_pages.facts(rule))
    assert rows["severity"] == f"{rule.severity}, {rule.confidence} confidence"
    assert rows["must not differ"] == rule.differs.field
    assert all(f"{name} (required)" in rows["must agree"] for name, same in rule.same.items() if same.required)
    assert {"excused by", "file"}.isdisjoint(rows)


def test_a_page_escapes_its_texts_and_marks_what_is_quoted(make_rule_pages: ModuleType) -> None:
    source = make_rule_pages.ExampleSource(text="Prices <rose> by 3%\n\n| in *May*.")
    block = make_rule_pages._quotation(source, ["3%", "absent"])
    assert block == '<blockquote dir="auto">Prices &lt;rose&gt; by <b>3%</b><br>| in *May*.</blockquote>'

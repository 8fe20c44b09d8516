"""The tests beside the shipped rules pass, and there are enough of them in each language that a rule claims."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from consistency.judging import load_rules
from consistency.judging.rules import Rule
from consistency.reading.language_id import identify
from consistency.rule_testing import Example, read_test_file, run_rule_tests

RULES = load_rules().rules
ENOUGH = 2


def _languages(case: Example) -> set[str]:
    return {case.language} if case.language else {s.language or identify(s.text) for s in case.sources.values()}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_tests_in_each_language(rule: Rule) -> None:
    path = Path(rule.path or "")
    tests = read_test_file(path.with_name(f"{path.stem}.test.yaml"))
    for kind in ("fires", "silent"):
        found = Counter(next(iter(one)) for case in getattr(tests, kind) if len(one := _languages(case)) == 1)
        assert all(found[language] >= ENOUGH for language in rule.languages), (kind, found)
        mixed = sum(len(_languages(case)) > 1 for case in getattr(tests, kind))
        assert rule.languages or mixed >= ENOUGH, kind


def test_all_tests_pass() -> None:
    report = run_rule_tests()
    failed = [(r.rule, r.kind, r.name, r.detail) for r in report.results if not r.passed and r.kind != "todo"]
    assert failed == []
    assert report.problems == []
    assert report.ok


def test_a_known_miss_that_passes_is_moved() -> None:
    passing = [(r.rule, r.name) for r in run_rule_tests().results if r.kind == "todo" and r.passed]
    assert passing == []

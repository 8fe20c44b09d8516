"""Rules as text for people: the list, the page of one rule, and how their tests went."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consistency.errors import RuleError
from consistency.reports.terminal import isolated, isolated_runs, safe

if TYPE_CHECKING:
    from consistency.judging import Rule
    from consistency.rule_testing import RuleTestReport

_CHECKS = {
    "conflict": "compares claims of two texts",
    "internal": "compares claims within one text",
    "variant": "compares spellings, within a text and between texts",
    "known": "compares a claim with shipped knowledge at the text's own day",
    "total": "compares a total with the sum of its parts",
    "likely": "compares figures or days of two texts that most likely answer one question",
    "suppression": "looks at what the suppressions in and beside a text do",
}


def rule_list(rules: Sequence[Rule], language: str = "en") -> str:
    """Return a line for each rule: id, severity, family and summary, which is in `language`."""
    width = max((len(rule.id) for rule in rules), default=0)
    families = max((len(rule.family) for rule in rules), default=0)
    return "".join(
        f"{rule.id:<{width}}  {rule.severity:<7}  {rule.family:<{families}}  {_told(rule.worded(language).summary)}\n"
        for rule in rules
    )


def rule_page(rule: Rule, language: str = "en") -> str:
    """Return what a rule does, why, how it matches, what it excuses, and the first of its tests that fires.

    What it does, and why, is told in `language`.
    """
    words = rule.worded(language)
    same = ", ".join(f"{name} (required)" if field.required else name for name, field in rule.same.items())
    differs = rule.differs.field + (f", against {rule.differs.against}" if rule.differs.against else "")
    rows = [
        ("family", rule.family),
        ("severity", f"{rule.severity}, {rule.confidence} confidence"),
        ("languages", ", ".join(rule.languages)),
        ("check", f"{rule.check}: {_CHECKS[rule.check]}"),
        ("claims", rule.claims),
        ("must agree", same or "-"),
        ("must not differ", differs),
        ("excused by", ", ".join(rule.unless) or "-"),
        ("file", rule.path or "-"),
    ]
    lines = [rule.id, f"  {_told(words.summary)}", ""]
    if words.why:
        lines += [f"  {_told(words.why)}", ""]
    lines += [f"  {name:<16}{safe(value)}" for name, value in rows]
    return "\n".join([*lines, *_example(rule)]) + "\n"


def _told(text: str) -> str:
    """Return a sentence of a rule, with words of the other direction of writing kept apart."""
    return isolated(safe(text)) if re.match(r"\W*[\u0590-\u08ff]", text) else isolated_runs(safe(text))


def _example(rule: Rule) -> list[str]:
    """Return the first firing test of a rule as an example; nothing where its tests cannot be read."""
    if rule.path is None:
        return []
    from consistency.resources import read_yaml

    path = Path(rule.path)
    try:
        tests = read_yaml(path.with_name(f"{path.stem}.test{path.suffix}")).value
    except RuleError:
        return []
    fires: Any = tests.get("fires") if isinstance(tests, dict) else None
    test: Any = fires[0] if isinstance(fires, list) and fires else None
    if not isinstance(test, dict):
        return []
    given: Any = test.get("evidence")
    quotes = list(given.items()) if isinstance(given, dict) else []
    if not quotes and isinstance(test.get("claims"), list):
        quotes = [(c.get("source"), c.get("evidence")) for c in test["claims"] if isinstance(c, dict)]
    lines = ["", f"  For example ({isolated_runs(safe(str(test.get('name', 'a test'))))}):"]
    return [*lines, *(f"    {safe(str(source))}: {isolated(safe(str(quote)))}" for source, quote in quotes)]


def rule_test_page(report: RuleTestReport) -> str:
    """Return the tests that failed, the problems of rules and files, and the count of all.

    A `todo` is a known miss and fails nothing; one that passes is named, since it should move to `fires`.
    """
    failed = [result for result in report.results if not result.passed and result.kind != "todo"]
    todo = [result for result in report.results if result.kind == "todo"]
    lines = [f"FAILED {result.rule}: {result.name} ({result.kind}): {result.detail}" for result in failed]
    lines += [f"PROBLEM {problem}" for problem in report.problems]
    passing = (result for result in todo if result.passed)
    lines += [f"TODO {one.rule}: {one.name}: passes now; move it to '{one.expected}'" for one in passing]
    tests = _counted(len(report.results), "test")
    rules = _counted(len({result.rule for result in report.results}), "rule")
    problems = _counted(len(report.problems), "problem")
    still = sum(not result.passed for result in todo)
    lines.append(f"{tests} of {rules}: {len(failed)} failed, {problems}" + (f", {still} to do" if still else ""))
    return "".join(f"{isolated_runs(safe(line))}\n" for line in lines)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"

"""The tests that stand beside the rules: texts that must make a rule fire, texts that must leave it silent."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from consistency.checker import check, check_claims
from consistency.errors import ConsistencyError, RuleError
from consistency.judging import Rule, RuleSet, load_rules
from consistency.judging.rules import leads_out
from consistency.model import Report, Source
from consistency.resources import read_yaml

Kind = Literal["fires", "silent", "todo"]
_KINDS: tuple[Kind, ...] = ("fires", "silent", "todo")


def _as_source(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ExampleSource(_Form):
    """A text of a test; a plain string is the text alone."""

    text: str
    published: str | None = None
    language: str | None = None


class Example(_Form):
    """One test: sources by id, or claims, and what the evidence must quote where the rule is to fire.

    `as_of` is the day on which it is run, which matters to what has a last day.
    `expect` is for a `todo`: "silent" marks a known false alarm, "fires" a known miss.
    """

    name: str
    language: str | None = None
    sources: dict[str, Annotated[ExampleSource, BeforeValidator(_as_source, str | ExampleSource)]] = {}
    claims: tuple[dict[str, Any], ...] = ()
    evidence: dict[str, str | list[str]] = {}
    as_of: str | None = None
    expect: Literal["fires", "silent"] = "fires"


class ExampleFile(_Form):
    """A test file: the rule, and its cases. A `todo` is a known miss, or a known false alarm: it is to pass one day."""

    rule: str
    fires: tuple[Example, ...] = ()
    silent: tuple[Example, ...] = ()
    todo: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleTestResult:
    """How one test went; a `todo` that passes is reported, since it should move to `fires` or `silent`."""

    rule: str
    name: str
    kind: Kind
    passed: bool
    detail: str = ""
    expected: str = "fires"


@dataclass(slots=True)
class RuleTestReport:
    """All results, and the problems of rules and test files themselves."""

    results: list[RuleTestResult] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """True when there is no problem and every test but a `todo` passed."""
        return not self.problems and all(r.passed or r.kind == "todo" for r in self.results)


def run_rule_tests(
    paths: Sequence[Path] | None = None, progress: Callable[[str], None] | None = None
) -> RuleTestReport:
    """Run the tests beside the shipped rules, or beside the rules below `paths`.

    A rule without a test file, or that none of its own tests makes fire, is a problem.
    """
    report = RuleTestReport()
    chosen = load_rules(paths or (), shipped=not paths)
    report.problems += [str(error) for error in chosen.errors]
    for rule in chosen.rules:
        path = Path(rule.path or "")
        beside = path.with_name(path.stem + ".test.yaml")
        if not beside.is_file():
            report.problems.append(f"{path}: rule '{rule.id}' has no tests; expected {beside.name} beside it")
            continue
        if leads_out(beside, path.parent):
            report.problems.append(f"{beside}: a link that leads out of the folder of the rules")
            continue
        if progress:
            progress(rule.id)
        try:
            tests = read_test_file(beside)
        except RuleError as error:
            report.problems.append(str(error))
            continue
        if tests.rule != rule.id:
            report.problems.append(f"{beside}: tests rule '{tests.rule}' but stands beside '{rule.id}'")
        results = [r for kind in _KINDS for r in _run(rule, tests, kind)]
        report.results += results
        if not any(r.kind == "fires" and r.passed for r in results):
            report.problems.append(f"{beside}: no test makes rule '{rule.id}' fire")
    return report


def read_test_file(path: Path) -> ExampleFile:
    """Read a test file. Raises RuleError with the place of what is wrong."""
    document = read_yaml(path)
    try:
        return ExampleFile.model_validate(document.value)
    except ValidationError as error:
        first = error.errors()[0]
        where = tuple(part for part in first["loc"] if isinstance(part, str | int))
        line, column = document.position(where) or (1, 1)
        raise RuleError(f"{'.'.join(map(str, where))}: {first['msg']}", str(path), line, column) from None


def _run(rule: Rule, tests: ExampleFile, kind: Kind) -> list[RuleTestResult]:
    return [_run_case(rule, case, kind) for case in getattr(tests, kind)]


def _run_case(rule: Rule, case: Example, kind: Kind) -> RuleTestResult:
    try:
        found = _report(rule, case).discrepancies
    except ConsistencyError as error:
        return RuleTestResult(rule.id, case.name, kind, False, str(error))
    fired = [d for d in found if d.rule == rule.id]
    if kind == "silent" or (kind == "todo" and case.expect == "silent"):
        shown = "; ".join(" | ".join(f"{e.source}: {e.quote}" for e in d.evidence) for d in fired)
        return RuleTestResult(rule.id, case.name, kind, not fired, f"fired on {shown}" if fired else "", "silent")
    if not fired:
        return RuleTestResult(rule.id, case.name, kind, False, "did not fire")
    for source, wanted in case.evidence.items():
        quotes = [e.quote for d in fired for e in d.evidence if e.source == source]
        for expected in [wanted] if isinstance(wanted, str) else wanted:
            if not any(expected in q or q in expected for q in quotes):
                detail = f"'{expected}' of {source} is not quoted: {quotes}"
                return RuleTestResult(rule.id, case.name, kind, False, detail)
    return RuleTestResult(rule.id, case.name, kind, True)


def _report(rule: Rule, case: Example) -> Report:
    # What a suppression does shows in what the other rules find.
    rules = load_rules() if rule.check == "suppression" else RuleSet((rule,))
    if case.claims:
        from consistency.reading.claims import claim_from_json

        return check_claims([claim_from_json(c, case.name, n) for n, c in enumerate(case.claims, 1)], rules=rules)
    sources = [
        Source.model_validate(
            {"id": key, "language": s.language or case.language, "text": s.text, "published": s.published}
        )
        for key, s in case.sources.items()
    ]
    day = datetime.date.fromisoformat(case.as_of) if case.as_of else None
    return check(sources, rules=rules, as_of=day)

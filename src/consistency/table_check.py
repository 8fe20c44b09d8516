"""Tables of claims: by which engine they are checked, and what is left for the small way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path

from consistency.assessment import Choices, assess, claim_order
from consistency.engines.apart import Apart, apart_for
from consistency.engines.capacity import fits
from consistency.engines.check import check_table as check_columns
from consistency.engines.claim_table import ClaimTable
from consistency.engines.in_process import Stats
from consistency.engines.inputs import has_duckdb
from consistency.engines.table_files import read_tables
from consistency.errors import ConsistencyError, OptionError
from consistency.judging import Override, Rule, RuleSet, in_order
from consistency.model import Report

OverridesOf = Callable[[Collection[str]], Sequence[Override]]
"""Gives the severities and thresholds that hold where certain ones of these sources are concerned."""
ENGINES = ("auto", "process", "duckdb")


def check_files(
    paths: Sequence[str | Path],
    against: Sequence[str | Path],
    choices: Choices,
    stats: Stats | None = None,
    engine: str = "auto",
    jobs: int = 1,
    overrides_of: OverridesOf | None = None,
) -> tuple[Report, list[ConsistencyError]]:
    """Check files and folders of claims, and return what was found and what is wrong in them.

    `against` are files that only serve to check the others. `engine` is "process", "duckdb" (on disk, in `jobs`
    processes), or "auto": on disk what the memory does not hold. What is found does not depend on it. Raises
    SourceError where no file can be read.
    """
    if engine not in ENGINES:
        raise OptionError(f"unknown engine '{engine}'; known are {', '.join(ENGINES)}")
    stats = stats if stats is not None else Stats()
    if engine == "duckdb" and not has_duckdb():
        raise OptionError("the engine duckdb needs pip install 'fact-consistency[scale]'")
    if engine == "duckdb":
        return _check_on_disk(paths, against, choices, stats, jobs, overrides_of)
    if engine == "auto" and not fits(map(Path, (*paths, *against))) and has_duckdb():
        from consistency.engines.duckdb_engine import NotInColumnsError

        try:
            return _check_on_disk(paths, against, choices, stats, jobs, overrides_of)
        except NotInColumnsError:
            stats = Stats()  # the rule needs the claims as they are in memory
    with stats.stage("reading"):
        found = read_tables(paths, against)
    choices = replace(choices, against=frozenset({*choices.against, *found.against}))
    return check_table(found.table, choices, stats, overrides_of), found.errors


def check_table(
    table: ClaimTable, choices: Choices, stats: Stats | None = None, overrides_of: OverridesOf | None = None
) -> Report:
    """Check a table: rules that columns can answer in one way, the others on claims."""
    chosen = choices.chosen()
    if overrides_of is not None:
        choices = replace(choices, overrides=overrides_of(table.source_names))
    apart = _apart_of(choices, None)
    checked = check_columns(table, chosen, choices.against, choices.progress, stats, choices.limits, apart)
    report = Report.model_construct(discrepancies=checked.findings, coverage=checked.coverage, rules=chosen.rules)
    if not checked.others:
        return report
    ordered = sorted(checked.claims, key=claim_order)
    others = replace(choices, rules=RuleSet(checked.others), select=(), ignore=())
    rest = assess(ordered, (), others, others.suppressions(()))
    coverage = checked.coverage.model_copy(
        update={
            "pairs": checked.coverage.pairs + rest.coverage.pairs,
            "skipped": (*checked.coverage.skipped, *rest.coverage.skipped),
            "agreements": rest.coverage.agreements,
        }
    )
    merged = in_order((*checked.findings, *rest.discrepancies)) if rest.discrepancies else checked.findings
    return report.model_copy(update={"discrepancies": merged, "explained": rest.explained, "coverage": coverage})


def _check_on_disk(
    paths: Sequence[str | Path],
    against: Sequence[str | Path],
    choices: Choices,
    stats: Stats,
    jobs: int,
    overrides_of: OverridesOf | None,
) -> tuple[Report, list[ConsistencyError]]:
    from consistency.engines import duckdb_engine

    rules = choices.chosen()
    found = duckdb_engine.check_files(
        paths,
        rules,
        stats,
        against,
        choices.progress,
        jobs,
        choices.limits,
        frozenset(choices.against),
        _apart_of(choices, overrides_of),
    )
    report = Report.model_construct(discrepancies=found.discrepancies, coverage=found.coverage, rules=rules.rules)
    return report, found.errors


def _apart_of(choices: Choices, overrides_of: OverridesOf | None) -> Callable[[Rule, Collection[str]], Apart | str]:
    """Return what tells how a rule treats certain ones of some sources, or why columns cannot tell them apart."""

    def apart(rule: Rule, sources: Collection[str]) -> Apart | str:
        overrides = choices.overrides if overrides_of is None else overrides_of(sources)
        return apart_for(rule, sources, choices.exempt, overrides)

    return apart

"""One run of the command over a large set of claims: a table in, discrepancies into a file, what it took to stderr."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consistency.console import Progress, has_colors, print_errors, print_line, print_text, write_report
from consistency.engines.inputs import is_table, need_columns
from consistency.errors import ConsistencyError, OptionError

if TYPE_CHECKING:
    from consistency.assessment import Choices
    from consistency.configuration import Settings
    from consistency.engines.in_process import Stats
    from consistency.model import Report
    from consistency.reports.outputs import Output
    from consistency.table_check import OverridesOf

OK, FOUND, WRONG = 0, 1, 2
ENDINGS = (".parquet", ".jsonl")  # of files that take the discrepancies as a table
_SEVERITIES = ("error", "warning", "note")


def are_tables(paths: Sequence[str], against: Sequence[str]) -> bool:
    """Tell whether the input is tables of claims. Raises OptionError where it is tables and something else."""
    tables = [path for path in (*paths, *against) if path != "-" and is_table(Path(path))]
    if not tables:
        return False
    others = [path for path in (*paths, *against) if path not in tables]
    if others:
        raise OptionError(f"'{tables[0]}' is a table of claims, '{others[0]}' is none; check them one after the other")
    need_columns(tables[0])
    return True


def run_tables(
    paths: Sequence[str],
    settings: Settings,
    choices: Choices,
    overrides_of: OverridesOf,
    outputs: Sequence[Output],
    shown: dict[str, Any],
    stats: bool,
    engine: str,
) -> int:
    """Check tables of claims, write what is found, and return the exit code.

    `choices` say how to judge, `overrides_of` what holds for certain sources; `shown` are the options of `render`. With
    `stats` what was looked at is printed to standard error. `engine` is one of `table_check.ENGINES`.
    """
    from consistency.engines.findings import severities_of
    from consistency.engines.in_process import Stats
    from consistency.table_check import check_files

    looked_at = Stats()
    values = settings.values
    with Progress(values.quiet) as progress:
        choices = replace(choices, progress=progress)
        report, errors = check_files(paths, values.against, choices, looked_at, engine, values.jobs, overrides_of)
    errors = [*choices.all_rules().errors, *errors]
    with looked_at.stage("writing"):
        errors += _write(report, outputs, shown)
    if stats:
        for line in stats_lines(looked_at):
            print_line(line)
    if errors:
        print_errors(errors)
        return WRONG
    fail_on = settings.values.fail_on
    loud = _SEVERITIES[: _SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    return FOUND if severities_of(report.discrepancies) & set(loud) else OK


def _write(report: Report, outputs: Sequence[Output], shown: dict[str, Any]) -> list[ConsistencyError]:
    """Write the reports: a table of discrepancies where the file ends so, any other format as for texts."""
    from consistency.engines.output import write_discrepancies
    from consistency.reports import render

    errors: list[ConsistencyError] = []
    for output in outputs:
        try:
            if output.path is not None and output.format == "text" and output.path.lower().endswith(ENDINGS):
                write_discrepancies(report.discrepancies, Path(output.path))
                if not shown["quiet"]:
                    claims = sum(report.coverage.claims.values())
                    count = len(report.discrepancies)
                    found = "1 discrepancy" if count == 1 else f"{count:,} discrepancies"
                    print_text(f"{found} in {claims:,} claims, written to {output.path}\n")
            else:
                color = output.is_printed and has_colors()
                write_report(render(report, output.format, color=color, **shown), output.path)
        except OptionError as error:  # the other reports are written all the same
            errors.append(error)
    return errors


def stats_lines(stats: Stats) -> list[str]:
    """Return what a run looked at, a line a figure."""
    capped = f"{len(stats.capped):,}; groups with too many pairs: {len(stats.large):,}"
    lines = [
        f"claims: {stats.claims:,}; without a field that the rule needs: {stats.incomplete:,}",
        f"blocks: {stats.blocks:,}; largest: {stats.largest_block:,} claims; capped: {capped}",
        f"names in blocks: {stats.names:,}; comparisons: {stats.compared:,}; groups: {stats.groups:,}",
    ]
    return [*lines, "; ".join(f"{stage}: {seconds:.2f} s" for stage, seconds in stats.seconds.items())]

"""One report from several: texts, and claims extracted elsewhere, are checked each by themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from consistency.model import Coverage, Report, Skipped

_SEVERITIES = ("error", "warning", "note")


def join_reports(reports: Sequence[Report]) -> Report:
    """Return the reports as one, discrepancies by severity; coverage says what was not compared."""
    if len(reports) == 1:
        return reports[0]
    claims: Counter[str] = Counter()
    for report in reports:
        claims.update(report.coverage.claims)
    skipped = [entry for report in reports for entry in report.coverage.skipped]
    if reports:
        skipped.append(Skipped(what="the texts against the claims", why="each are compared among themselves"))
    found = [discrepancy for report in reports for discrepancy in report.discrepancies]
    return Report(
        discrepancies=tuple(sorted(found, key=lambda discrepancy: _SEVERITIES.index(discrepancy.severity))),
        explained=tuple(entry for report in reports for entry in report.explained),
        coverage=Coverage(
            sources=sum(report.coverage.sources for report in reports),
            claims=dict(sorted(claims.items())),
            pairs=sum(report.coverage.pairs for report in reports),
            skipped=tuple(skipped),
            agreements=tuple(entry for report in reports for entry in report.coverage.agreements),
        ),
        sources=reports[0].sources if reports else (),
        rules=reports[0].rules if reports else (),
        errors=tuple(dict.fromkeys(error for report in reports for error in report.errors)),
    )

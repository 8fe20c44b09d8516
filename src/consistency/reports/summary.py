"""What was found and what was looked at, in a sentence or two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from consistency.model import Report, Severity
from consistency.reports.wording import Wording

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


def found_by_severity(report: Report) -> dict[Severity, int]:
    """Return how many discrepancies there are of each severity, the gravest first; none has no entry."""
    counts = Counter(found.severity for found in report.discrepancies)
    return {severity: counts[severity] for severity in SEVERITIES if counts[severity]}


def found_sentence(report: Report, words: Wording) -> str:
    """Return the counts of what was found, or that nothing was."""
    counts = [words.counted(severity, count) for severity, count in found_by_severity(report).items()]
    return words.say("and").join(counts) or words.say("nothing")


def summary_sentence(report: Report, words: Wording, emphasis: Callable[[str], str] = str) -> str:
    """Return what was found in how much; `emphasis` is laid on what was found."""
    return words.say(
        "summary",
        found=emphasis(found_sentence(report, words)),
        sources=words.counted("source", report.coverage.sources),
        claims=words.counted("claim", sum(report.coverage.claims.values())),
        pairs=words.counted("pair", report.coverage.pairs),
    )


def not_checked(report: Report, words: Wording) -> list[str]:
    """Return a sentence for each thing that was not checked."""
    return [words.say("not_checked", what=skipped.what, why=skipped.why) for skipped in report.coverage.skipped]

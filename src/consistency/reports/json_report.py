"""A report as JSON, in a form with a version of its own, apart from the library's types.

``consistency-report/1``: offsets count characters (Unicode code points) of the source text, half-open; lines and
columns count from 1. Fields may be added within a version; none is renamed or removed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from consistency.model import Discrepancy, Evidence, Explained, Report, RuleDescription, Source
from consistency.reports.style import Style

SCHEMA = "consistency-report/1"


def render_json(report: Report, style: Style) -> str:
    """Return the report as one indented JSON object with a line break at its end; it holds everything in any style."""
    shown = {
        "schema": SCHEMA,
        "discrepancies": [_discrepancy(found) for found in report.discrepancies],
        "explained": [_explained(excused) for excused in report.explained],
        "sources": [_source(source) for source in report.sources],
        "rules": [_rule(rule) for rule in report.rules],
        "coverage": {
            "sources": report.coverage.sources,
            "claims": report.coverage.claims,
            "pairs": report.coverage.pairs,
            "skipped": [{"what": skipped.what, "why": skipped.why} for skipped in report.coverage.skipped],
            "agreements": [{"sources": list(a.sources), "claims": a.claims} for a in report.coverage.agreements],
        },
        "errors": list(report.errors),
    }
    text = json.dumps(shown, ensure_ascii=False, indent=2) + "\n"
    # Half of a surrogate pair cannot be written as UTF-8; the escape that replaces it is JSON's own.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _discrepancy(found: Discrepancy) -> dict[str, Any]:
    return {
        "rule": found.rule,
        "family": found.family,
        "severity": found.severity,
        "confidence": found.confidence,
        "message": found.message,
        "messages": found.messages,
        "fields": list(found.fields),
        "fingerprint": found.fingerprint,
        "evidence": _evidence(found.evidence),
    }


def _rule(rule: RuleDescription) -> dict[str, Any]:
    return {
        "id": rule.id,
        "family": rule.family,
        "severity": rule.severity,
        "confidence": rule.confidence,
        "summary": rule.summary,
        "why": rule.why,
        "url": rule.url,
    }


def _explained(excused: Explained) -> dict[str, Any]:
    return {
        "rule": excused.rule,
        "family": excused.family,
        "reason": excused.reason,
        "evidence": _evidence(excused.evidence),
    }


def _evidence(evidence: Sequence[Evidence]) -> list[dict[str, Any]]:
    return [
        {
            "source": e.source,
            "role": e.role,
            "quote": e.quote,
            "start": e.start,
            "end": e.end,
            "path": e.path,
            "line": e.line,
            "column": e.column,
            "differs": [list(span) for span in e.differs],
        }
        for e in evidence
    ]


def _source(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "title": source.title,
        "language": source.language,
        "published": source.published.isoformat() if source.published else None,
        "outlet": source.outlet,
        "url": source.url,
        "path": source.path,
        "first_line": source.first_line,
    }

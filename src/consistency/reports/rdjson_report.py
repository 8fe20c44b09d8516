"""A report as reviewdog's diagnostic format: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf."""

from __future__ import annotations

import json
from typing import Any

from consistency.model import Evidence, Report
from consistency.reports.places import Place, place_of, source_index
from consistency.reports.style import Style

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def render_rdjson(report: Report, style: Style) -> str:
    """Return the report as one DiagnosticResult in JSON; columns count bytes of UTF-8, as the format asks."""
    sources = source_index(report)
    urls = {rule.id: rule.url for rule in report.rules if rule.url}
    diagnostics = []
    for found in report.discrepancies:
        first, *others = [(e, place_of(e, sources)) for e in found.evidence]
        diagnostic: dict[str, Any] = {
            "message": style.wording.message(found),
            "location": _location(first[1]),
            "severity": _SEVERITIES[found.severity],
            "code": {"value": found.rule} | ({"url": urls[found.rule]} if found.rule in urls else {}),
        }
        if others:
            diagnostic["relatedLocations"] = [_related(e, place, style) for e, place in others]
        diagnostics.append(diagnostic)
    diagnostics += [
        {"message": error, "location": {"path": error.split(":")[0]}, "severity": "ERROR"} for error in report.errors
    ]
    text = json.dumps({"source": {"name": "consistency"}, "diagnostics": diagnostics}, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def _related(evidence: Evidence, place: Place, style: Style) -> dict[str, Any]:
    return {"message": style.wording.say("quoted", quote=evidence.quote), "location": _location(place)}


def _location(place: Place) -> dict[str, Any]:
    location: dict[str, Any] = {"path": place.name}
    if place.line is not None:
        start: dict[str, int] = {"line": place.line}
        location["range"] = {"start": start}
        if place.prefix is not None and place.last is not None and place.column == len(place.prefix) + 1:
            start["column"] = _bytes(place.prefix) + 1
            location["range"]["end"] = {"line": place.end_line, "column": _bytes(place.last) + 1}
    return location


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace"))

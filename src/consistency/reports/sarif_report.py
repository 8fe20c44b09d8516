"""A report in SARIF 2.1.0, for code scanning and editors.

The text under check is a result's location, the other texts are its related locations, linked from its message.
Specification: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from consistency.model import Confidence, Discrepancy, Evidence, Report, RuleDescription, Source
from consistency.reports.places import Place, place_of, source_index
from consistency.reports.style import Style

# The official schema; its last revision (rtm.6) is the one that OASIS published.
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_RANKS: dict[Confidence, float] = {"high": 90.0, "medium": 60.0, "low": 30.0}
_FINGERPRINT = "consistency/v1"


def render_sarif(report: Report, style: Style) -> str:
    """Return the report as a SARIF log with one run; offsets and columns count Unicode code points."""
    from importlib.metadata import version

    rules = _rules(report)
    index = {rule.id: number for number, rule in enumerate(rules)}
    sources = source_index(report)
    run = {
        "tool": {
            "driver": {
                "name": "consistency",
                "semanticVersion": version("fact-consistency"),
                "rules": [_rule(rule, style) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not report.errors,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": error}} for error in report.errors
                ],
            }
        ],
        "results": [_result(found, index[found.rule], sources, style) for found in report.discrepancies],
    }
    text = json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _rules(report: Report) -> list[RuleDescription]:
    """Return the rules that were applied, and what is known of others that found something."""
    rules = {rule.id: rule for rule in report.rules}
    for found in report.discrepancies:
        if found.rule not in rules:
            rules[found.rule] = RuleDescription(
                id=found.rule,
                family=found.family,
                severity=found.severity,
                confidence=found.confidence,
                summary=found.rule,
                message=found.message,
            )
    return list(rules.values())


def _rule(rule: RuleDescription, style: Style) -> dict[str, Any]:
    words = rule.worded(style.ui)
    full = f"{words.summary} {words.why}".strip()
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.id.split("-")),
        "shortDescription": {"text": words.summary},
        "fullDescription": {"text": full},
        **({"helpUri": rule.url} if rule.url else {}),  # `help` holds what there is to say of it
        "help": {"text": f"{full}\ncheck --explain {rule.id}", "markdown": f"{full}\n\n`check --explain {rule.id}`"},
        "defaultConfiguration": {"level": rule.severity, "rank": _RANKS[rule.confidence]},
        "properties": {"tags": [rule.family], "precision": rule.confidence},
    }


def _result(found: Discrepancy, rule: int, sources: Mapping[str, Source], style: Style) -> dict[str, Any]:
    first, *others = [(e, place_of(e, sources)) for e in found.evidence]
    result: dict[str, Any] = {
        "ruleId": found.rule,
        "ruleIndex": rule,
        "level": found.severity,
        "rank": _RANKS[found.confidence],
        "message": {"text": _message(found, [place for _, place in others], style)},
        "locations": [_location(*first)],
        "partialFingerprints": {_FINGERPRINT: found.fingerprint},
    }
    if others:
        result["relatedLocations"] = [
            {"id": number, **_location(evidence, place), "message": {"text": _literal(evidence.quote)}}
            for number, (evidence, place) in enumerate(others, 1)
        ]
    return result


def _message(found: Discrepancy, others: Sequence[Place], style: Style) -> str:
    """Return the message with a link to each of the other places: ``[text](id)`` (3.11.6, embedded links)."""
    message = _literal(style.wording.message(found))
    if not others:
        return message
    links = [f"[{_literal(place.shown)}]({number})" for number, place in enumerate(others, 1)]
    return f"{message} {style.wording.say('compare', places=style.wording.say('list').join(links))}"


def _literal(text: str) -> str:
    """Return a text in which brackets begin no link."""
    return re.sub(r"([\\\[\]])", r"\\\1", text)


def _location(evidence: Evidence, place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": place.uri}}
    if place.line is not None:
        columns = {"startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column}
        known = {key: value for key, value in columns.items() if value is not None}
        physical["region"] = {"startLine": place.line, **known, "snippet": {"text": evidence.quote}}
    return {"physicalLocation": physical}

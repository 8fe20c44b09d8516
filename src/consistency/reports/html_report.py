"""A report as one page of HTML for people: no network, no part that runs but its own filters.

The page is made by jinja2 with autoescape from ``page/``; its Content-Security-Policy admits the one style and the one
script by their digests. What comes from texts passes through `pieces`, which makes control characters visible.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from consistency.model import Discrepancy, Evidence, Explained, Report, RuleDescription, Source
from consistency.reports.agreement import agreement_matrix
from consistency.reports.marks import narrowed
from consistency.reports.page_text import Piece, excerpt, pieces
from consistency.reports.places import place_of, source_index
from consistency.reports.style import Style
from consistency.reports.summary import found_by_severity, found_sentence, not_checked
from consistency.reports.terminal import safe
from consistency.reports.wording import Wording, wording

_MOST = 5_000  # discrepancies on a page, which then has about 12 MB; the others are counted
_PAGE = Path(__file__).resolve().parent / "page"
_RTL_LANGUAGES = frozenset({"ar", "fa", "he", "ur"})


def render_html(report: Report, style: Style) -> str:
    """Return the report as an HTML document in UTF-8."""
    from importlib.metadata import version

    shown: str = _template().render(_Page(report, style.wording).fields(), version=version("fact-consistency"))
    return shown.encode("utf-8", "replace").decode("utf-8") + "\n"


@functools.cache
def _template() -> Any:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_PAGE), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
    )
    looks, script = (_PAGE.joinpath(name).read_text(encoding="utf-8") for name in ("report.css", "report.js"))
    given = {"style": looks, "style_hash": _digest(looks), "script": script, "script_hash": _digest(script)}
    return environment.get_template("report.html.jinja", globals=given)


def _shared_folder(paths: list[str]) -> str:
    """Return the folders that all paths begin with, up to and with the last slash."""
    folders = {path.rpartition("/")[0] for path in paths}
    parts = [folder.split("/") for folder in folders]
    shared = [names[0] for names in zip(*parts, strict=False) if len(set(names)) == 1]  # as far as all go together
    whole = "/".join(shared) + "/"
    return whole if len(paths) > 1 and all(path.startswith(whole) for path in paths) else ""


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@dataclass(frozen=True, slots=True)
class _Side:
    """A quotation as the page shows it: its pieces, their language and direction, and where they stand."""

    pieces: list[Piece]
    language: str
    direction: str
    place: list[Piece]
    told: list[list[Piece]]


class _Page:
    """What the template shows of a report."""

    def __init__(self, report: Report, words: Wording):
        self._report = report
        self._words = words
        self._sources = source_index(report)
        entries: list[Discrepancy | Explained] = [*report.discrepancies, *report.explained]
        ids = [*self._sources, *(e.source for entry in entries for e in entry.evidence)]
        self._numbers = {key: number for number, key in enumerate(dict.fromkeys(ids), 1)}
        self._folder = _shared_folder([source.path for source in report.sources if source.path])
        self._families = {key: number for number, key in enumerate(sorted({d.family for d in report.discrepancies}), 1)}
        self._rules = {rule.id: rule for rule in report.rules}
        told = sorted({entry.rule for entry in entries} & set(self._rules))
        self._told_rules = {key: f"rule-{number}" for number, key in enumerate(told, 1)}

    def fields(self) -> dict[str, Any]:
        """Return the variables of the template."""
        report, words = self._report, self._words
        left = len(report.discrepancies) - _MOST
        shown: dict[str, Any] = {
            "words": words,
            "say": words.say,
            "found": found_sentence(report, words),
            "sources_counted": words.counted("source", report.coverage.sources),
            "claims_counted": words.counted("claim", sum(report.coverage.claims.values())),
            "pairs_counted": words.counted("pair", report.coverage.pairs),
            "severities": self._severity_options(),
            "families": self._family_options(),
            "sources_found": self._source_options(),
            "discrepancies": self._discrepancies(),
            "left": words.counted("discrepancy", left) if left > 0 else None,
            "sources": [self._source_row(key) for key in self._numbers],
            "matrix": self._matrix(),
            "excused": self._excused(),
            "unchecked": [pieces(line) for line in (*not_checked(report, words), *report.errors)],
            "rules": [self._rule(key) for key in self._told_rules],
        }
        parts = [
            ("discrepancies", len(report.discrepancies)),
            ("sources", len(self._numbers)),
            ("excused", len(report.explained)),
            ("unchecked", len(shown["unchecked"])),
            ("rules", len(shown["rules"])),
        ]
        shown["contents"] = [
            (name, words.say(f"{name}_title"), count)
            for name, count in parts
            if count or name in ("discrepancies", "sources")
        ]
        return shown

    # ---- filters

    def _severity_options(self) -> list[dict[str, Any]]:
        counts = found_by_severity(self._report)
        name = functools.partial(self._words.name, "severities")
        return [{"value": key, "name": pieces(name(key)), "count": count} for key, count in counts.items()]

    def _family_options(self) -> list[dict[str, Any]]:
        counts = Counter(d.family for d in self._report.discrepancies)
        return [
            {"value": f"f{number}", "name": self._family(key), "count": counts[key]}
            for key, number in self._families.items()
        ]

    def _source_options(self) -> list[dict[str, Any]]:
        counts = self._found_by_source()
        return [
            {"value": f"s{number}", "name": pieces(self._title(key)), "count": counts[key]}
            for key, number in self._numbers.items()
            if counts[key]
        ]

    def _found_by_source(self) -> Counter[str]:
        return Counter(key for d in self._report.discrepancies for key in {e.source for e in d.evidence})

    # ---- discrepancies

    def _discrepancies(self) -> list[dict[str, Any]]:
        seen: Counter[str] = Counter()
        return [self._discrepancy(found, seen) for found in self._report.discrepancies[:_MOST]]

    def _discrepancy(self, found: Discrepancy, seen: Counter[str]) -> dict[str, Any]:
        words = self._words
        key = "d-" + re.sub(r"[^A-Za-z0-9]", "", found.fingerprint)
        seen[key] += 1
        rule = self._rules.get(found.rule)
        return {
            "id": key if seen[key] == 1 else f"{key}-{seen[key]}",
            "severity": found.severity,
            "severity_name": words.name("severity", found.severity),
            "family": f"f{self._families[found.family]}",
            "family_name": self._family(found.family),
            "confidence": words.name("confidence", found.confidence),
            "sources": " ".join(f"s{self._numbers[key]}" for key in dict.fromkeys(e.source for e in found.evidence)),
            "message": self._worded(words.message(found), words.language in found.messages),
            "sides": self._sides(narrowed(found.evidence, self._sources)),
            "why": self._of_rule(rule, "why") if rule else None,
            "rule": pieces(found.rule),
            "rule_link": self._link(found.rule),
        }

    def _sides(self, evidence: Iterable[Evidence]) -> list[_Side]:
        return [self._side(e) for e in evidence]

    def _side(self, evidence: Evidence) -> _Side:
        source = self._sources.get(evidence.source)
        place = place_of(evidence, self._sources)
        language = (source.language if source else None) or ""
        direction = "auto" if not language else "rtl" if language in _RTL_LANGUAGES else "ltr"
        told = self._told(source) if source else []
        return _Side(excerpt(evidence, source), language, direction, pieces(place.shown), told)

    def _of_rule(self, rule: RuleDescription, what: str) -> dict[str, Any]:
        language = self._words.language
        return self._worded(getattr(rule.worded(language), what), language in rule.translations)

    def _worded(self, text: str, translated: bool) -> dict[str, Any]:
        """Return words of a rule with their language: English where they are not translated."""
        words = self._words if translated else wording()
        return {"pieces": pieces(text, words.direction), "language": words.language, "direction": words.direction}

    def _family(self, family: str) -> list[Piece]:
        return pieces(self._words.name("family", family))

    def _link(self, rule: str) -> str:
        return f"#{self._told_rules[rule]}" if rule in self._told_rules else "#discrepancies"

    # ---- sources, excuses, rules

    def _title(self, key: str) -> str:
        """Return the path of a source without the folders that all share, or its id."""
        source = self._sources.get(key)
        path = source.path if source else None
        return path.removeprefix(self._folder) if path else key

    def _told(self, source: Source, dated: bool = True) -> list[list[Piece]]:
        day = source.published.isoformat() if dated and source.published else None
        return [pieces(part) for part in (source.title, source.outlet, day) if part]

    def _source_row(self, key: str) -> dict[str, Any]:
        source = self._sources.get(key)
        language = source.language if source else None
        url = source.url if source else None
        return {
            "number": self._numbers[key],
            "title": pieces(self._title(key)),
            "told": self._told(source, dated=False) if source else [],
            "url": url if url and re.match(r"https?://", url) else None,
            "published": source.published.isoformat() if source and source.published else None,
            "language": self._words.name("language_name", language) if language else "",
            "count": self._found_by_source()[key],
        }

    def _matrix(self) -> dict[str, Any] | None:
        matrix = agreement_matrix(self._report, list(self._numbers))
        if matrix is None:
            return None
        columns = [{"number": self._numbers[key], "name": safe(self._title(key))} for key in matrix.sources]
        rows = [
            {
                "number": self._numbers[key],
                "title": pieces(self._title(key)),
                "cells": [
                    {"agree": matrix.agreeing(key, other), "differ": matrix.differing(key, other), "self": key == other}
                    for other in matrix.sources
                ],
            }
            for key in matrix.sources
        ]
        left_out = self._words.counted("source", matrix.left_out) if matrix.left_out else None
        return {"columns": columns, "rows": rows, "left_out": left_out}

    def _excused(self) -> list[tuple[list[Piece], list[dict[str, Any]]]]:
        entries = sorted(self._report.explained, key=lambda entry: entry.reason)
        return [
            (
                pieces(self._words.reason(reason)),
                [
                    {
                        "rule": pieces(entry.rule),
                        "rule_link": self._link(entry.rule),
                        "family_name": self._family(entry.family),
                        "sides": self._sides(entry.evidence),
                    }
                    for entry in group
                ],
            )
            for reason, group in groupby(entries, key=lambda entry: entry.reason)
        ]

    def _rule(self, key: str) -> dict[str, Any]:
        rule, words = self._rules[key], self._words
        return {
            "id": self._told_rules[key],
            "name": pieces(rule.id),
            "summary": self._of_rule(rule, "summary"),
            "why": self._of_rule(rule, "why"),
            "severity": words.name("severity", rule.severity),
            "confidence": words.name("confidence", rule.confidence),
            "url": rule.url,
        }

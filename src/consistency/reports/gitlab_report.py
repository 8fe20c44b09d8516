"""A report as GitLab code quality: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import PurePath

from consistency.model import Report
from consistency.reports.places import place_of, source_index
from consistency.reports.style import Style
from consistency.reports.terminal import safe

_SEVERITIES = {"error": "critical", "warning": "major", "note": "info"}


def render_gitlab(report: Report, style: Style) -> str:
    """Return the discrepancies as a JSON array. What could not be read has no place in this format."""
    sources = source_index(report)
    seen: Counter[str] = Counter()
    entries = []
    for found in report.discrepancies:
        first, *others = [place_of(e, sources) for e in found.evidence]
        message = safe(style.wording.message(found))
        if others:
            places = style.wording.say("list").join(safe(place.shown) for place in others)
            message = f"{message} {style.wording.say('compare', places=places)}"
        seen[found.fingerprint] += 1  # GitLab keeps one of those that share a fingerprint
        again = seen[found.fingerprint]
        entries.append(
            {
                "description": message,
                "check_name": found.rule,
                "fingerprint": found.fingerprint if again == 1 else f"{found.fingerprint}-{again}",
                "severity": _SEVERITIES[found.severity],
                "location": {
                    "path": PurePath(first.name).as_posix().removeprefix("./"),
                    "lines": {"begin": first.line or 1, **({"end": first.end_line} if first.end_line else {})},
                },
            }
        )
    text = json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")

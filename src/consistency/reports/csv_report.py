"""A report as CSV (RFC 4180), a row a quotation, fit to be opened in a spreadsheet."""

from __future__ import annotations

import csv
import io

from consistency.model import Report
from consistency.reports.places import place_of, source_index
from consistency.reports.style import Style

_COLUMNS = (
    "number", "severity", "confidence", "family", "rule", "message", "role", "source", "path", "line", "column",
    "quote", "fingerprint",
)  # fmt: skip
# What a spreadsheet takes for the beginning of a formula, also in its full-width forms
# (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def render_csv(report: Report, style: Style) -> str:
    """Return the quotations of all discrepancies; those with one `number` belong together.

    The text begins with a byte order mark, without which Excel takes it for another encoding than UTF-8. A cell that a
    spreadsheet could run as a formula begins with an apostrophe.
    """
    sources = source_index(report)
    out = io.StringIO(newline="")
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for number, found in enumerate(report.discrepancies, 1):
        what = (found.severity, found.confidence, found.family, found.rule, style.wording.message(found))
        for evidence in found.evidence:
            place = place_of(evidence, sources)
            where = (evidence.role, evidence.source, place.path, place.line, place.column, evidence.quote)
            writer.writerow([_cell(value) for value in (number, *what, *where, found.fingerprint)])
    return out.getvalue().encode("utf-8", "replace").decode("utf-8")


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text

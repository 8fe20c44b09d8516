"""Reports: a report as text for people or as JSON, one small renderer a format."""

from __future__ import annotations

from collections.abc import Callable

from consistency.errors import OptionError
from consistency.model import Report
from consistency.reports.joining import join_reports
from consistency.reports.json_report import render_json
from consistency.reports.style import Style
from consistency.reports.text_report import render_text

__all__ = ["FORMATS", "Style", "join_reports", "render"]

# A new format is a module with one function, and a line here.
FORMATS: dict[str, Callable[[Report, Style], str]] = {
    "text": render_text,
    "json": render_json,
}


def render(
    report: Report,
    format: str = "text",  # noqa: A002 - the public name of the option
    color: bool = False,
    why_not: bool = False,
    quiet: bool = False,
) -> str:
    """Return `report` in one of `FORMATS`, ending with a line break where it is not empty.

    `color` adds terminal colours, `why_not` the differences that were excused, each with its reason, and `quiet` leaves
    out what was covered; all three concern text only, since the others hold everything. Raises OptionError for an
    unknown format.
    """
    if format not in FORMATS:
        raise OptionError(f"unknown format '{format}'; known are {', '.join(FORMATS)}")
    return FORMATS[format](report, Style(color=color, why_not=why_not, quiet=quiet))

"""Reports: one small renderer a format, in the words of the language that they are asked for in."""

from __future__ import annotations

import importlib

from consistency.errors import OptionError
from consistency.model import Report
from consistency.reports.joining import join_reports
from consistency.reports.style import Style
from consistency.reports.wording import ui_languages, wording

__all__ = ["FORMATS", "Style", "join_reports", "render", "ui_languages"]

# A new format is a module NAME_report with a function render_NAME, and its name here. Modules are imported on first
# use: a report as text need not load what one as HTML needs.
FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "rdjson", "markdown", "html", "csv")


def render(
    report: Report,
    format: str = "text",  # noqa: A002 - the public name of the option
    color: bool = False,
    why_not: bool = False,
    quiet: bool = False,
    ui: str = "en",
) -> str:
    """Return `report` in one of `FORMATS`, ending with a line break where it is not empty.

    `ui` is the language of messages and of the report's own words, one of `ui_languages()`; the JSON report always has
    all. `color` adds terminal colours, `why_not` the differences that were excused, each with its reason, and `quiet`
    leaves out what was covered; all three concern text only. Raises OptionError for an unknown format or language.
    """
    if format not in FORMATS:
        raise OptionError(f"unknown format '{format}'; known are {', '.join(FORMATS)}")
    wording(ui)
    module = importlib.import_module(f"consistency.reports.{format}_report")
    shown: str = getattr(module, f"render_{format}")(report, Style(color=color, why_not=why_not, quiet=quiet, ui=ui))
    return shown

"""A report as GitHub workflow commands: annotations on the lines of the files.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from consistency.model import Evidence, Report
from consistency.reports.places import Place, place_of, source_index
from consistency.reports.style import Style
from consistency.reports.terminal import safe

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render_github(report: Report, style: Style) -> str:
    """Return one workflow command a discrepancy, on the quotation of the text under check, and one an error."""
    sources = source_index(report)
    lines = []
    for found in report.discrepancies:
        places = [(e, place_of(e, sources)) for e in found.evidence]
        title = f"{style.wording.name('severity', found.severity)}: {found.rule}"
        quotations = [_quotation(e, place, style) for e, place in places]
        message = "\n".join([safe(style.wording.message(found)), *quotations])
        lines.append(_command(_COMMANDS[found.severity], {**_properties(places[0][1]), "title": safe(title)}, message))
    lines += [_command("error", {"title": safe(style.wording.say("errors_title"))}, safe(e)) for e in report.errors]
    return "".join(f"{line}\n" for line in lines)


def _quotation(evidence: Evidence, place: Place, style: Style) -> str:
    return safe(f"{place.shown}: {style.wording.say('quoted', quote=evidence.quote)}")


def _properties(place: Place) -> dict[str, str]:
    if place.path is None or place.line is None:
        return {}
    properties = {"file": safe(place.path), "line": str(place.line)}
    if place.end_line is not None:
        properties["endLine"] = str(place.end_line)
    if place.end_line == place.line:  # columns mean something on one line only
        properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    return properties


def _command(name: str, properties: dict[str, str], message: str) -> str:
    """Return ``::name key=value,…::message``, escaped as the toolkit's core package does."""
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name}{' ' if told else ''}{told}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

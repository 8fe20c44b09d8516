"""A report as JUnit XML: a test case a rule, which fails where the rule found something."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from consistency.model import Discrepancy, Report
from consistency.reports.places import place_of, source_index
from consistency.reports.style import Style

# What XML 1.0 cannot hold in any form (production 2, Char).
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(report: Report, style: Style) -> str:
    """Return the report as one test suite.

    Errors and warnings fail the case of their rule; notes are its output. What could not be read is an error of a case
    of its own.
    """
    families = {rule.id: rule.family for rule in report.rules}
    families.update({found.rule: found.family for found in report.discrepancies})
    cases, failed = [], 0
    for rule, family in sorted(families.items()):
        found = [d for d in report.discrepancies if d.rule == rule]
        loud = [d for d in found if d.severity != "note"]
        failed += bool(loud)
        cases.append(_case(family, rule, loud, [d for d in found if d.severity == "note"], report, style))
    if report.errors:
        text = "\n".join(report.errors)
        error = f"<error message={_attribute(style.wording.say('errors_title'))}>{_text(text)}</error>"
        cases.append(f'    <testcase classname="consistency" name="sources">\n      {error}\n    </testcase>\n')
    counts = f'tests="{len(cases)}" failures="{failed}" errors="{int(bool(report.errors))}"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="consistency" {counts}>\n'
        f'  <testsuite name="consistency" {counts} skipped="0">\n'
        f"{''.join(cases)}  </testsuite>\n</testsuites>\n"
    )


def _case(
    family: str, rule: str, loud: list[Discrepancy], notes: list[Discrepancy], report: Report, style: Style
) -> str:
    opening = f"    <testcase classname={_attribute(f'consistency.{family}')} name={_attribute(rule)}"
    inside = ""
    if loud:
        told = style.wording.message(loud[0])
        message = told if len(loud) == 1 else style.wording.counted("discrepancy", len(loud))
        severity = min((d.severity for d in loud), key=["error", "warning", "note"].index)
        body = _text(_told(loud, report, style))
        inside += f"      <failure type={_attribute(severity)} message={_attribute(message)}>{body}</failure>\n"
    if notes:
        inside += f"      <system-out>{_text(_told(notes, report, style))}</system-out>\n"
    return f"{opening}>\n{inside}    </testcase>\n" if inside else f"{opening}/>\n"


def _told(found: list[Discrepancy], report: Report, style: Style) -> str:
    sources = source_index(report)
    blocks = []
    for discrepancy in found:
        severity = style.wording.name("severity", discrepancy.severity)
        lines = [f"{severity}: {style.wording.message(discrepancy)}"]
        for evidence in discrepancy.evidence:
            quote = style.wording.say("quoted", quote=" ".join(evidence.quote.split()))
            lines.append(f"  {place_of(evidence, sources).shown}: {quote}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))

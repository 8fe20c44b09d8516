"""A report in Markdown, for a comment on a pull request or the summary of a job."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from consistency.model import Discrepancy, Evidence, Explained, Report, Source
from consistency.reports.marks import narrowed
from consistency.reports.places import place_of, source_index
from consistency.reports.style import Style
from consistency.reports.summary import not_checked, summary_sentence
from consistency.reports.terminal import safe

_LONGEST = 60_000  # characters; GitHub takes 65,536 in a comment
# What is markup within a line; "@name" and "#1", which would notify a person or link an issue, are broken by a
# character without width, as bots do.
_MARKUP = re.compile(r"[@#](?=\w)|[\\`*_\[\]|~$<>&]")


def render_markdown(report: Report, style: Style) -> str:
    """Return the report as Markdown with inline HTML for the quotations; what is too long for a comment is counted."""
    sources = source_index(report)
    blocks = [f"## {_inline(summary_sentence(report, style.wording))}\n"]
    length, left = len(blocks[0]), len(report.discrepancies)
    for found in report.discrepancies:
        block = _discrepancy(found, sources, style)
        length += len(block)
        if length > _LONGEST:
            blocks.append(f"_{style.wording.say('more', discrepancies=style.wording.counted('discrepancy', left))}_\n")
            break
        blocks.append(block)
        left -= 1
    else:
        blocks += _excused(report.explained, sources, style, _LONGEST - length)
    blocks += [f"<p>{_inline(line)}</p>\n" for line in (*not_checked(report, style.wording), *report.errors)]
    return "\n".join(blocks)


def _discrepancy(found: Discrepancy, sources: Mapping[str, Source], style: Style) -> str:
    words = style.wording
    severity = words.name("severity", found.severity)
    confidence = words.name("confidence", found.confidence)
    quotations = "".join(_quotation(e, sources) for e in narrowed(found.evidence, sources))
    title = f"### {_inline(severity.capitalize())}: {_inline(found.rule)} ({_inline(confidence)})"
    return f"{title}\n<p>{_inline(words.message(found))}</p>\n\n{quotations}"


def _excused(explained: Sequence[Explained], sources: Mapping[str, Source], style: Style, room: int) -> list[str]:
    if not explained:
        return []
    rows = []
    for excused in explained:
        reason = style.wording.say("excused", reason=style.wording.reason(excused.reason))
        quotations = "".join(_quotation(e, sources) for e in excused.evidence)
        rows.append(f"<p>{_inline(excused.rule)} ({_inline(reason)})</p>\n{quotations}")
    title = _inline(style.wording.counted("excused", len(explained)))
    block = f"<details><summary>{title}</summary>\n\n{''.join(rows)}\n</details>\n"
    return [block] if len(block) <= room else [f"{title}\n"]


def _quotation(evidence: Evidence, sources: Mapping[str, Source]) -> str:
    """Return a quotation as a block that keeps its direction of writing, the words that differ in bold."""
    place = place_of(evidence, sources)
    shown = _marked(evidence)
    return f'<blockquote dir="auto"><p>{shown}</p><p dir="ltr"><sub>{_inline(place.shown)}</sub></p></blockquote>\n\n'


def _marked(evidence: Evidence) -> str:
    quote, start = evidence.quote, evidence.start
    pieces, place = [], 0
    for first, last in sorted(evidence.differs) if start is not None else ():
        begin, end = max(first - (start or 0), place), min(last - (start or 0), len(quote))
        if begin < end:
            pieces += [_inline(quote[place:begin]), f"<b>{_inline(quote[begin:end])}</b>"]
            place = end
    return "".join([*pieces, _inline(quote[place:])])


def _inline(text: str) -> str:
    """Return a text on one line that is text in Markdown and in HTML: no markup, no mention, no control characters."""
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};{'&#8203;' if match[0] in '@#' else ''}", safe(text))

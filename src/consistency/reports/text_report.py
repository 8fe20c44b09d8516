"""A report for people: each discrepancy with one sentence and its quotations, the words that differ marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from consistency.model import Evidence, Report, Source
from consistency.reports.marks import narrowed
from consistency.reports.places import source_index
from consistency.reports.style import Style
from consistency.reports.summary import not_checked, summary_sentence
from consistency.reports.terminal import isolated, isolated_runs, safe
from consistency.reports.wording import Wording

_CONTEXT = 36  # characters before and after a quotation, cut at words
_LONGEST_QUOTE = 400
_BOLD, _DIM, _OFF = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_MARK = "\x1b[1;7m"
_SEVERITY_COLORS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "note": "\x1b[1;36m"}


def render_text(report: Report, style: Style) -> str:
    """Return the report as text, ending with a line break where it is not empty."""
    sources = source_index(report)
    words = style.wording
    blocks = []
    for found in report.discrepancies:
        severity = words.name("severity", found.severity)
        heading = f"{_painted(severity, _SEVERITY_COLORS[found.severity], style)}  {safe(found.rule)}"
        if found.confidence != "high":
            heading += f"  ({words.name('confidence', found.confidence)})"
        message = _sentence(words.message(found), words)
        blocks.append([heading, f"  {message}", *_quotations(narrowed(found.evidence, sources), sources, style)])
    if style.why_not:
        for excused in report.explained:
            reason = words.say("excused", reason=words.reason(excused.reason))
            heading = f"{_painted(words.say('no_finding'), _DIM, style)}  {safe(excused.rule)}  ({safe(reason)})"
            blocks.append([heading, *_quotations(excused.evidence, sources, style)])
    if not style.quiet:
        blocks.append(_summary(report, style))
    return "\n".join("\n".join(block) + "\n" for block in blocks if block)


def _painted(text: str, color: str, style: Style) -> str:
    return f"{color}{text}{_OFF}" if style.color else text


# ---- quotations


def _quotations(evidence: Sequence[Evidence], sources: dict[str, Source], style: Style) -> list[str]:
    """Return a line for each quotation: where it stands, and its words."""
    places = [_place(e, sources.get(e.source)) for e in evidence]
    width = min(36, max(map(len, places), default=0))
    lines = []
    for e, place in zip(evidence, places, strict=True):
        excerpt = _excerpt(e, sources.get(e.source), style)
        padding = " " * max(0, width - len(place))
        lines.append(f"    {isolated(_painted(place, _BOLD, style))}{padding}  {excerpt}")
    return lines


def _place(evidence: Evidence, source: Source | None) -> str:
    """Return FILE:LINE of a quotation, or the id of its source where no line is known."""
    name = evidence.path or (source.path if source else None) or evidence.source
    line = evidence.line
    if line is None and source and evidence.start is not None:
        line = source.line_at(evidence.start)
    return safe(name if line is None else f"{name}:{line}")


def _excerpt(evidence: Evidence, source: Source | None, style: Style) -> str:
    start, end = evidence.start, evidence.end
    if source is None or start is None or end is None or source.text[start:end] != evidence.quote:
        return isolated(f"“{_marked(evidence.quote, 0, (), style)}”")
    text = source.text
    # The words that differ may stand a little outside the quotation, in the sentence that it was taken from.
    marks = [(s, e) for s, e in sorted(evidence.differs) if s < e and e > start - _CONTEXT and s < end + _CONTEXT]
    first = min([start, *(s for s, _ in marks)])
    last = max([end, *(e for _, e in marks)])
    before, after = (_painted(side, _DIM, style) if side else "" for side in (_before(text, first), _after(text, last)))
    return isolated(before + _marked(text[first:last], first, marks, style) + after)


def _marked(quote: str, start: int, marks: Iterable[tuple[int, int]], style: Style) -> str:
    """Return a quotation with the ranges `marks` (places in the source) marked."""
    opening, closing = (_MARK, _OFF) if style.color else ("⟦", "⟧")
    pieces, place = [], 0
    for mark_start, mark_end in marks:
        first, last = max(mark_start - start, place), min(mark_end - start, len(quote))
        if first < last:
            pieces += [safe(quote[place:first]), opening, safe(quote[first:last]), closing]
            place = last
    pieces.append(safe(quote[place:]))
    shown = "".join(pieces)
    return shown if len(quote) <= _LONGEST_QUOTE or pieces[1:] else shown[:_LONGEST_QUOTE] + " …"


def _before(text: str, start: int) -> str:
    """Return the words of the line before `start`, as many as fit, with the space that separates them."""
    line_start = text.rfind("\n", 0, start) + 1
    if start - line_start <= _CONTEXT:
        return safe(text[line_start:start]).lstrip()
    piece = text[start - _CONTEXT : start]
    space = piece.find(" ")
    return "… " + safe(piece[space + 1 :] if space >= 0 else "").lstrip()


def _after(text: str, end: int) -> str:
    """Return the words of the line after `end`, as many as fit."""
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    if line_end - end <= _CONTEXT:
        return safe(text[end:line_end]).rstrip()
    piece = text[end : end + _CONTEXT]
    space = piece.rfind(" ")
    return safe(piece[:space] if space >= 0 else "").rstrip() + " …"


# ---- what was covered


def _summary(report: Report, style: Style) -> list[str]:
    words = style.wording
    # The counts are the report's own words, so the colours in them need not be made safe.
    lines = [summary_sentence(report, words, lambda found: _painted(found, _BOLD, style))]
    if report.explained and not style.why_not:
        lines.append(words.say("excused_listed", excused=words.counted("excused", len(report.explained))))
    lines = [isolated(line) for line in lines]
    return lines + [_sentence(line, words) for line in not_checked(report, words)]


def _sentence(text: str, words: Wording) -> str:
    """Return a sentence of the report with what it quotes in the other direction of writing kept apart."""
    return isolated(safe(text)) if words.direction == "rtl" else isolated_runs(safe(text))

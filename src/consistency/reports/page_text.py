"""Text of unknown origin as pieces for a page: quotations in their paragraph, control characters made visible."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from consistency.model import Evidence, Source
from consistency.reports.terminal import RTL_RUN

Kind = Literal["text", "context", "mark", "other", "control", "break"]
_LONGEST = 320  # characters of the paragraph that are shown before and after a quotation

# What turns the direction of writing or hides text is shown by its number; marks without width that Arabic is written
# with (joiners, marks of direction) turn nothing beyond themselves and stay.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_SPLIT = re.compile(f"({_BREAK.pattern}|{_CONTROL.pattern})")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text of one kind: plain, context of a quotation, words that differ, the other direction of writing."""

    kind: Kind
    text: str


def pieces(text: str, direction: str = "") -> list[Piece]:
    """Return a text as pieces on one line.

    In a sentence from left to right (`direction` "ltr") the words from right to left are pieces of their own.
    """
    found: list[Piece] = []
    place = 0
    for match in RTL_RUN.finditer(text) if direction == "ltr" else ():
        found += _safe(text[place : match.start()], "text") + _safe(match.group(), "other")
        place = match.end()
    found += _safe(text[place:], "text")
    return [Piece("text", " ") if piece.kind == "break" else piece for piece in found]


def excerpt(evidence: Evidence, source: Source | None) -> list[Piece]:
    """Return a quotation within its paragraph, the words that differ marked; alone where its text is not at hand."""
    start, end = evidence.start, evidence.end
    if source is None or start is None or end is None or source.text[start:end] != evidence.quote:
        return _safe(evidence.quote, "text")
    text = source.text
    # The words that differ may stand a little outside the quotation, in the sentence that it was taken from.
    marks = [(s, e) for s, e in sorted(evidence.differs) if s < e and e > start - _LONGEST and s < end + _LONGEST]
    first = min([start, *(s for s, _ in marks)])
    last = max([end, *(e for _, e in marks)])
    found = _safe(_before(text, first), "context")
    place = first
    for mark_start, mark_end in marks:
        begin = max(mark_start, place)
        if begin < mark_end:
            found += _safe(text[place:begin], "text") + _safe(text[begin:mark_end], "mark")
            place = mark_end
    return found + _safe(text[place:last], "text") + _safe(_after(text, last), "context")


def _before(text: str, start: int) -> str:
    """Return the paragraph before `start`, its end where it is long."""
    opening = text.rfind("\n", 0, start) + 1
    if start - opening <= _LONGEST:
        return text[opening:start]
    piece = text[start - _LONGEST : start]
    return "… " + piece[piece.find(" ") + 1 :]


def _after(text: str, end: int) -> str:
    closing = text.find("\n", end)
    closing = len(text) if closing < 0 else closing
    if closing - end <= _LONGEST:
        return text[end:closing]
    piece = text[end : end + _LONGEST]
    space = piece.rfind(" ")
    return piece[: space if space >= 0 else len(piece)] + " …"


def _safe(text: str, kind: Kind) -> list[Piece]:
    found = []
    for part in _SPLIT.split(text):
        if not part:
            continue
        if _BREAK.fullmatch(part):
            found.append(Piece("break", "\n"))
        elif _CONTROL.fullmatch(part):
            found.append(Piece("control", f"U+{ord(part):04X}"))
        else:
            found.append(Piece(kind, part))
    return found

"""Datelines: a line of its own that says when the text was published or changed."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from consistency.language.orthography import fold
from consistency.model import Mention, Period
from consistency.reading.page import Line, PageWords, page_words, script_language

_LONGEST = 160
_HEAD, _FOOT = 8, 6  # lines from the top and from the foot in which a day without a label is a dateline
_PART = re.compile(r"[|•·]|\s[-–—]\s")
_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_DAY, _PUBLISHED, _UPDATED = "\x00day", "\x00published", "\x00updated"


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says: the day of publication and of the last change, each None where it is not given."""

    published: datetime.date | None
    updated: datetime.date | None
    labelled: bool


def read_dateline(line: str) -> Dateline | None:
    """Return what a line says of the text's publication, or None for a line that is no dateline.

    The line holds days, hours and the words for them only, or a part of it between bars does ("By A. Writer | 6 March
    2025").
    """
    if len(line) > _LONGEST or not _DIGIT.search(line):
        return None
    from consistency.normalization.dates import find_dates

    language = script_language(line)
    words = page_words(language)
    found = _read(line, find_dates(line, language), words)
    if found or not _PART.search(line):
        return found
    parts = [_read(part, find_dates(part, language), words) for part in _PART.split(line)]
    read = [part for part in parts if part]
    published = next((part.published for part in read if part.published), None)
    updated = next((part.updated for part in read if part.updated), None)
    if not published and not updated:
        return None
    return Dateline(published, updated, any(part.labelled for part in read))


def _read(line: str, dates: list[Mention[Period]], words: PageWords) -> Dateline | None:
    signs = _signs(line, dates, words)
    if signs is None:
        return None
    days: dict[str, datetime.date] = {}
    label = _PUBLISHED
    for sign in signs:
        if isinstance(sign, datetime.date):
            days.setdefault(label, sign)
        else:
            label = sign
    labelled = any(isinstance(sign, str) for sign in signs)
    return Dateline(days.get(_PUBLISHED), days.get(_UPDATED), labelled) if signs else None


def _signs(line: str, dates: list[Mention[Period]], words: PageWords) -> list[str | datetime.date] | None:
    """Return the labels and days of a line in their order, or None where the line holds other words."""
    signs: list[str | datetime.date] = []
    place = 0
    for mention in dates:
        labels = _labels(line[place : mention.start], words)
        if labels is None:
            return None
        signs += labels
        period = mention.value
        if period.start and period.precision in ("day", "time") and not period.impossible:
            signs.append(period.start)
        elif period.precision not in ("day", "time"):
            return None
        place = mention.end
    labels = _labels(line[place:], words)
    return None if labels is None else [*signs, *labels]


def _labels(stretch: str, words: PageWords) -> list[str] | None:
    """Return the labels in a stretch without dates, or None where it holds other words."""
    tokens = _WORD.findall(fold(stretch).text)
    labels: list[str] = []
    index = 0
    while index < len(tokens):
        for name, phrases in ((_PUBLISHED, words.published), (_UPDATED, words.updated)):
            length = next((len(p) for p in phrases if tuple(tokens[index : index + len(p)]) == p), 0)
            if length:
                labels.append(name)
                index += length
                break
        else:
            token = tokens[index]
            if token in words.zone:
                index += 3  # the place that the clock is named after has one or two words
            elif token in words.beside or token[0].isdigit():
                index += 1
            else:
                return None
    return labels


def find_datelines(text: str, lines: list[Line]) -> list[tuple[Line, Dateline]]:
    """Return the datelines among the lines of `text`: labelled ones anywhere, others near the head or the foot.

    The first line is the title and so never one without a label.
    """
    found: list[tuple[Line, Dateline]] = []
    for index, line in enumerate(lines):
        if line.end - line.start > _LONGEST:
            continue
        near = 0 < index < _HEAD or index >= max(1, len(lines) - _FOOT)
        dateline = read_dateline(text[line.start : line.end])
        if dateline and (dateline.labelled or (near and dateline.published)):
            found.append((line, dateline))
    return found

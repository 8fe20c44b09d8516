"""Datelines: a line of its own that says when the text was published or changed."""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import dataclass

from consistency.language.orthography import fold
from consistency.model import Mention, Period
from consistency.reading.page import Line, PageWords, folded_line, page_words, script_language

_LONGEST = 160
_HEAD, _FOOT = 8, 6  # lines from the top and from the foot in which a day without a label is a dateline
_MOST_BYLINE_WORDS = 5
_PART = re.compile(r"[|•·]|\s[-–—]\s")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_NUMERIC_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
# "CAIRO, March 6, 2025 (Reuters) - ", before the first sentence.
_AGENCY_DATELINE = re.compile(r"([^()\n]{4,60})\(([^()\n]{2,30})\)\s{0,3}[-–—]")
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_PUBLISHED, _UPDATED = "published", "updated"


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says: the day of publication and of the last change, each None where it is not given."""

    published: datetime.date | None
    updated: datetime.date | None
    labelled: bool

    @property
    def says_a_day(self) -> bool:
        """Tell whether it gives a day, and not only an hour or a label."""
        return self.published is not None or self.updated is not None


@functools.lru_cache(maxsize=1 << 10)
def read_dateline(line: str, page_language: str | None = None) -> Dateline | None:
    """Return what a line says of the text's publication, or None for a line that is no dateline.

    The line holds days, hours and the words for them only, or a part of it between bars does ("By A. Writer | 6 March
    2025"). `page_language` ("ar" or "en") is that of a line without letters. Remembered: the day of publication and
    the boilerplate of a page are read from the same lines.
    """
    if len(line) > _LONGEST or not _DIGIT.search(line):
        return None
    from consistency.normalization.dates import find_dates

    language = script_language(line)
    if page_language and not _LETTER.search(line):
        language = page_language
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
        if day := _day(mention, words):
            signs.append(day)
        elif period.precision not in ("day", "time"):
            return None
        place = mention.end
    labels = _labels(line[place:], words)
    return None if labels is None else [*signs, *labels]


def _day(mention: Mention[Period], words: PageWords) -> datetime.date | None:
    """Return the one day that a mention names in full, or None."""
    period = mention.value
    if period.start and period.precision in ("day", "time") and not period.impossible:
        return period.start
    numeric = _NUMERIC_DAY.fullmatch(fold(mention.quote).text)
    if not numeric or not words.day_first:
        return None
    day, month, year = map(int, numeric.groups())
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def agency_day(line: str) -> datetime.date | None:
    """Return the full day of an agency's dateline at the start of a paragraph, "CAIRO, March 6, 2025 (Reuters) -"."""
    match = _AGENCY_DATELINE.match(line)
    if not match or not _DIGIT.search(match[1]):
        return None
    from consistency.normalization.dates import find_dates

    language = script_language(match[1])
    words = page_words(language)
    if folded_line(match[2]) not in words.credits:
        return None
    days = [_day(mention, words) for mention in find_dates(match[1], language)]
    return days[0] if len(days) == 1 else None


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
            if token in words.byline_words and len(tokens) - index <= _MOST_BYLINE_WORDS:
                return labels  # "Posted on March 6, 2025 by A. Writer"
            if token in words.zone:
                index += 3  # the place that the clock is named after has one or two words
            elif token in words.beside or token[0].isdigit():
                index += 1
            else:
                return None
    return labels


def find_datelines(text: str, lines: list[Line]) -> list[tuple[Line, Dateline]]:
    """Return the datelines among the lines of `text`: labelled ones anywhere, others near the head or the foot.

    The first line is the title and so never one without a label. A dateline that was broken in two is one line here,
    from the start of the first to the end of the second.
    """
    found: list[tuple[Line, Dateline]] = []
    page_language = script_language(text)
    taken = 0
    for index, line in enumerate(lines):
        if line.start < taken or line.end - line.start > _LONGEST:
            continue
        body = text[line.start : line.end]
        near = 0 < index < _HEAD or index >= max(1, len(lines) - _FOOT)
        if not near and not (_DIGIT.search(body) and _may_have_label(body)):
            continue
        dateline = read_dateline(body, page_language)
        whole = with_following(text, lines, index)
        if whole != body and (longer := read_dateline(whole, page_language)):
            below = lines[index + 1]
            alone = read_dateline(text[below.start : below.end], page_language)
            begun = longer.says_a_day and longer != alone and not (dateline and dateline.says_a_day)
            if begun or not (alone and alone.says_a_day):
                dateline, line = longer, Line(line.start, below.end, line.number)
        if dateline and (dateline.labelled or (near and dateline.published)):
            found.append((line, dateline))
            taken = line.end
    return found


def with_following(text: str, lines: list[Line], index: int) -> str:
    """Return a line with the one below it behind a space, or alone where that is not the next one."""
    line = lines[index]
    body = text[line.start : line.end]
    if index + 1 == len(lines) or lines[index + 1].number != line.number + 1:
        return body
    return f"{body} {text[lines[index + 1].start : lines[index + 1].end]}"


def _may_have_label(line: str) -> bool:
    """Tell whether a line has a word with which a label begins: to read the dates of every line takes long."""
    return not _label_words().isdisjoint(_WORD.findall(fold(line).text))


@functools.cache
def _label_words() -> frozenset[str]:
    languages = (page_words("ar"), page_words("en"))
    return frozenset(phrase[0] for words in languages for phrase in (*words.published, *words.updated))

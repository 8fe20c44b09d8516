"""What is known of a text beside its words: title, language, day of publication, and the bounds its own dates imply."""

from __future__ import annotations

import datetime
import re

from consistency.language.orthography import fold
from consistency.model import Period, Source
from consistency.reading.dateline import agency_day, find_datelines, with_following
from consistency.reading.language_id import identify
from consistency.reading.page import lines_of, page_words
from consistency.reading.wrapping import flowing

_LONGEST_TITLE = 200
_AGENCY_LINES = 4  # lines from the top in which an agency begins its text
_SENTENCE_END = re.compile(r"[.!?؟\n\r]")
_WORD = re.compile(r"[^\W_]+")


def with_metadata(source: Source, language: str | None = None) -> Source:
    """Return `source` with title, language and day of publication taken from its text where they are not given.

    `language` is that of texts that do not state theirs; without it the language is found.
    """
    changes: dict[str, object] = {}
    text = flowing(source.text).text
    if source.language is None:
        changes["language"] = language or identify(text)
    if source.title is None and (title := title_of(text)):
        changes["title"] = title
    if source.published is None and (day := published_of(text)):
        changes["published"] = day
    return source.model_copy(update=changes) if changes else source


def title_of(text: str) -> str | None:
    """Return the first line where it stands alone, is short and ends as titles do; else None."""
    lines = lines_of(text)
    if len(lines) < 2 or lines[1].number == lines[0].number + 1:
        return None
    title = text[lines[0].start : lines[0].end].lstrip("#").strip()
    if not title or len(title) > _LONGEST_TITLE or title.endswith((".", "؛", ":")):
        return None
    return title


def published_of(text: str) -> datetime.date | None:
    """Return the day of publication by the text's own dateline; a day of change where it gives no other."""
    lines = lines_of(text)
    datelines = [dateline for _, dateline in find_datelines(text, lines)]
    labelled = [dateline.published for dateline in datelines if dateline.published and dateline.labelled]
    others = [dateline.published for dateline in datelines if dateline.published]
    updated = [dateline.updated for dateline in datelines if dateline.updated]
    if found := [*labelled, *others, *updated]:
        return found[0]
    first = (with_following(text, lines, index) for index in range(min(_AGENCY_LINES, len(lines))))
    return next((day for line in first if (day := agency_day(line))), None)


def implied_period(source: Source) -> Period | None:
    """Return the bounds of an undated text's day: not before the latest full date that it tells of as past.

    The end is open. None where the text gives no such date. Of a dated text it is that day.
    """
    if source.published:
        return Period(source.published, source.published)
    from consistency.normalization.dates import find_dates

    language = source.language or identify(source.text)
    if language not in ("ar", "en"):
        return None
    text = flowing(source.text).text
    past: list[datetime.date] = []
    for mention in find_dates(text, language):
        period = mention.value
        if period.end and period.precision in ("day", "time") and not period.impossible:
            sentence = _sentence(text, mention.start, mention.end)
            if not _speaks_of_future(sentence, language):
                past.append(period.end)
    return Period(max(past), None, "interval") if past else None


def _sentence(text: str, start: int, end: int) -> str:
    """Return what stands around a place, as far as the marks that end sentences, 300 characters each way at most."""
    before = text[max(0, start - 300) : start]
    first = max((match.end() for match in _SENTENCE_END.finditer(before)), default=0)
    after = _SENTENCE_END.search(text, end, end + 300)
    return before[first:] + text[start : after.start() if after else end + 300]


def _speaks_of_future(sentence: str, language: str) -> bool:
    words = page_words(language)
    tokens = _WORD.findall(fold(sentence).text)
    prefixes = words.future_prefixes
    return any(t in words.future or (prefixes and len(t) >= 5 and t.startswith(prefixes)) for t in tokens)

"""Dates in a text, Arabic and English, as periods of inclusive first and last days.

Words that belong to dates are found in one pass; only where they stand do the constructions of the language's
dates.yaml apply, level by level: first "last year", then "March of last year", then "the end of March of last year",
then "from … to …". What each construction means is in `date_readers`, how a missing year is found in `date_values`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from datetime import date, datetime

from consistency.language.orthography import Folded, folded_words
from consistency.model import Mention, Period
from consistency.normalization.calendars import Span, month_span, year_span
from consistency.normalization.date_items import Item, captures, items_of, windows
from consistency.normalization.date_readers import READERS
from consistency.normalization.date_values import DateReading, Surroundings, resolve
from consistency.normalization.date_words import READING, DateLanguage, date_language
from consistency.normalization.phrase_patterns import Found
from consistency.normalization.tense import TenseWords, tense_at, tense_words
from consistency.normalization.tokens import Tokens, tokens_of
from consistency.resources import shared_resource

_ARABIC = ("\u0600", "\u06ff")


def find_dates(
    text: str | Folded | Tokens, language: str | None = None, published: date | None = None, prefer: str = "tense"
) -> list[Mention[Period]]:
    """Return the dates of a text in order; their spans are those of the original text.

    `language` is "ar" or "en", found by the script when not given. `published` is the day from which "yesterday" and
    a bare weekday are reckoned; without it what hangs on it is left out, and a date without a year has no days but
    the `month`, `day` and `weekday` that the text says. `prefer` tells how a bare weekday or month is meant: "tense"
    by the clause, as in news, "past" or "future" always so. A date that no calendar has is marked impossible.
    Raises ValueError for another `prefer`; any text is read, and one that is folded or split into tokens already saves
    doing so.

    >>> from datetime import date
    >>> [m.value.start for m in find_dates("قال يوم الاثنين الماضي", "ar", date(2025, 3, 2))]
    [datetime.date(2025, 2, 24)]
    """
    if prefer not in {"tense", "past", "future"}:
        raise ValueError(f"prefer must be 'tense', 'past' or 'future', not {prefer!r}")
    tokens = tokens_of(text)
    words = date_language(language_of(tokens.folded, language))
    return [_mention(tokens, reading) for reading in read_dates(tokens, words, published, prefer)]


def language_of(folded: Folded, language: str | None) -> str:
    """Return the language given, or the one that the script tells: "ar" for Arabic letters, otherwise "en"."""
    if language is not None:
        return "ar" if language == "ar" else "en"
    sample = folded.text[:2000]
    arabic = sum(_ARABIC[0] <= character <= _ARABIC[1] for character in sample)
    return "ar" if arabic * 2 > sum(character.isalpha() for character in sample) else "en"


def read_dates(tokens: Tokens, words: DateLanguage, published: date | None, prefer: str) -> list[DateReading]:
    """Return the dates of tokens already made, with the tokens that they cover, in order."""
    if isinstance(published, datetime):
        published = published.date()
    key = ("dates", words.name, published, prefer)
    found: list[DateReading] = tokens.shared(key, lambda: _read(tokens, words, published, prefer))
    return found


def _read(tokens: Tokens, words: DateLanguage, published: date | None, prefer: str) -> list[DateReading]:
    tenses = _tense_words(words.name)
    found: list[DateReading] = []

    def tense(first: int, last: int) -> str | None:
        return tense_at(tokens, tenses, first, last, found[-1].last if found else 0)

    around = Surroundings(
        published, prefer, week_start=0, next_weekday_is_next_week=words.name == "en", day_first=words.name == "ar",
        tense_at=tense,
    )  # fmt: skip
    leading = _before_verbs(words.name)
    around.follows_verb = lambda place: place > 0 and tokens.words[place - 1] in leading
    casual = words.name == "en" and not any(map(str.isupper, tokens.folded.source[:400]))
    for first, last in windows(tokens, words):
        items = items_of(tokens, first, last, words, casual)
        around.month_before = functools.partial(_month_before, items, around)
        letters = "".join([item.letter for item in items])
        begin = words.first_level(letters)
        if begin == len(words.levels):
            continue
        read = False
        for level in words.levels[begin:] if begin else words.levels:
            fits = level.matches(letters)
            if not fits:
                continue
            reduced = _reduced(items, fits, words, around, len(tokens.words))
            if reduced is not items:
                items, read = reduced, True
                letters = "".join([item.letter for item in items])
        if not read:
            continue
        for item in items:
            reading: DateReading | None = item.values.get(READING)
            if reading is None:
                continue
            resolved = resolve(reading, around)
            if resolved.start is None and resolved.end is None and not _says_something(resolved):
                continue
            found.append(resolved)
            if resolved.start is not None and resolved.end is not None:
                _remember(resolved, (resolved.start, resolved.end), around)
    return found


def _month_before(items: list[Item], around: Surroundings, place: int) -> Span | None:
    """Return the days of the last month that a stretch of words names before a token, in the year it is resolved to."""
    named = [index for index, item in enumerate(items) if item.last <= place and "month" in item.values]
    if not named:
        return None
    item, behind = items[named[-1]], items[named[-1] + 1 : named[-1] + 3]
    year = next((other.values["modern_year"] for other in behind if "modern_year" in other.values), None)
    reading = DateReading("month", item.first, item.last, year=year, month=item.values["month"])
    found = resolve(reading, around)
    return None if found.start is None or found.end is None else (found.start, found.end)


def _remember(reading: DateReading, span: Span, around: Surroundings) -> None:
    """Keep what was read for "the day after" and "the same month" further on."""
    around.told = span
    if reading.hijri:
        return
    if reading.precision in {"day", "month", "interval"} and reading.month is not None:
        around.told_units["month"] = month_span(span[0].year, span[0].month)
    if reading.precision == "month":
        around.told_units["month"] = span
    if reading.year is not None or reading.precision == "year":
        around.told_units["year"] = year_span(span[0].year)


def _says_something(reading: DateReading) -> bool:
    return (
        reading.impossible
        or reading.years is not None
        or (reading.month, reading.day, reading.weekday) != (None, None, None)
    )


@functools.cache
def _before_verbs(language: str) -> frozenset[str]:
    """Return the words behind which "last" is a verb: "is to last two weeks"."""
    return folded_words(shared_resource("lasting")["verbal"][language])


@functools.cache
def _tense_words(language: str) -> TenseWords:
    return tense_words(date_language(language).tense)


def _reduced(
    items: list[Item], fits: Iterable[Found], words: DateLanguage, around: Surroundings, length: int
) -> list[Item]:
    """Return the items with each construction that fits put in place of the words that it was read from."""
    reduced: list[Item] = []
    done = 0
    for found in fits:
        if found.start < done or (found.rule.whole and not _is_whole(items, found.start, found.end, length)):
            continue
        reading = READERS[found.rule.reads](captures(items, found), around)
        if reading is None:
            continue
        letter = words.readings[reading.precision]
        reduced += items[done : found.start]
        reduced.append(Item(letter, {READING: reading}, items[found.start].first, items[found.end - 1].last))
        done = found.end
    return [*reduced, *items[done:]] if done else items


def _is_whole(items: list[Item], start: int, end: int, length: int) -> bool:
    """Tell whether a match is all that the text says, but for a full stop."""
    return items[start].first <= 1 and items[end - 1].last >= length - 1


def _mention(tokens: Tokens, reading: DateReading) -> Mention[Period]:
    start, end = tokens.folded.original(tokens.starts[reading.first], tokens.ends[reading.last - 1])
    return Mention(start, end, tokens.folded.source[start:end], reading.period())

"""A news page as lines, and the words on it that are not the article (``rules/languages/*/page.yaml``)."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

from consistency.language.orthography import fold
from consistency.resources import language_resource

_LINE_END = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_ARABIC = re.compile(r"[\u0620-\u064a\u0671-\u06d3]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its place in the text without the space around it, and its number from 0."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one language's pages, folded. Phrases are strings with single spaces."""

    published: tuple[tuple[str, ...], ...]
    updated: tuple[tuple[str, ...], ...]
    beside: frozenset[str]
    day_first: bool
    zone: frozenset[str]
    whole: frozenset[str]
    starts: tuple[str, ...]
    contains: tuple[str, ...]
    bylines: tuple[str, ...]
    byline_words: frozenset[str]
    name_particles: frozenset[str]
    credits: frozenset[str]
    future: frozenset[str]
    future_prefixes: tuple[str, ...]


def lines_of(text: str) -> list[Line]:
    """Return the lines of `text` that are not blank."""
    lines: list[Line] = []
    start = number = 0
    for match in (*_LINE_END.finditer(text), None):
        end = match.start() if match else len(text)
        line = text[start:end]
        if body := line.strip():
            first = start + len(line) - len(line.lstrip())
            lines.append(Line(first, first + len(body), number))
        if match:
            start, number = match.end(), number + 1
    return lines


def script_language(line: str) -> str:
    """Return "ar" for a line with Arabic letters, else "en"."""
    return "ar" if _ARABIC.search(line) else "en"


def folded_line(line: str) -> str:
    """Return a line folded, with single spaces, none before a colon."""
    return " ".join(fold(line).text.split()).replace(" :", ":")


@functools.cache
def page_words(language: str) -> PageWords:
    """Return the page words of "ar" or "en"."""
    resource = language_resource(language, "page")
    dateline, boilerplate = resource["dateline"], resource["boilerplate"]
    return PageWords(
        published=_phrases(dateline["published"]),
        updated=_phrases(dateline["updated"]),
        beside=_set(dateline["beside"]),
        zone=_set(dateline["zone"]),
        day_first=bool(dateline["day_first"]),
        whole=_set(boilerplate["whole"]),
        starts=tuple(sorted(_set(boilerplate["starts"]))),
        contains=tuple(sorted(_set(boilerplate["contains"]))),
        bylines=tuple(sorted(_set(boilerplate["bylines"]))),
        byline_words=_set(boilerplate["byline_words"]),
        name_particles=_set(boilerplate["name_particles"]),
        credits=_set(boilerplate["credits"]),
        future=_set(resource["future"]),
        future_prefixes=tuple(sorted(_set(resource["future_prefixes"]))),
    )


def _set(entries: list[Any]) -> frozenset[str]:
    return frozenset(folded_line(str(entry)) for entry in entries)


def _phrases(entries: list[Any]) -> tuple[tuple[str, ...], ...]:
    """Return phrases as words, the longest first."""
    return tuple(sorted((tuple(phrase.split()) for phrase in _set(entries)), key=lambda words: (-len(words), words)))

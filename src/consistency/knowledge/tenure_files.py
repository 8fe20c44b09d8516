"""The form of a file of tenures: who held which office of what, from when to when.

::

    checked: 2026-11-24          # when the file was last looked at
    known_until: 2025-06         # a term without an end is believed to last at least until then
    origin: general knowledge of the author
    people:
      donald-trump: {en: [Donald Trump], ar: [دونالد ترامب]}
    rosters:
      - office: president        # a canonical office
        of: US                   # an ISO 3166 country code, or an organisation
        terms:
          - {person: donald-trump, from: 2017-01-20, to: 2021-01-20, confirmed: us_executive}
          - {person: donald-trump, from: 2025-01-20, open: true}

``confirmed`` names what has the same dates: a data set, or a public source that was read by hand, as owner/repository
or as an address. A confirmed term without an end says ``confirmed_until``, the day that the source reaches.

Dates are as exact as they are known: a day, a month (``2008-05``) or a year (``2008``). A start or an end that is not
known is left out. Whoever stands in a roster stands there with all the terms he ever had in that office.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from consistency.errors import RuleError
from consistency.resources import Document, Position, load_shipped, read_yaml

Path_ = tuple[str | int, ...]
_IDENTIFIER = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*+\Z")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")
_FILE_FIELDS = {"checked", "known_until", "origin", "people", "rosters"}
_PERSON_FIELDS = {"en", "ar"}
_ROSTER_FIELDS = {"office", "of", "as", "terms", "shared", "known_until"}
_TERM_FIELDS = {
    "person", "from", "to", "open", "known_until", "acting", "confirmed", "confirmed_to", "confirmed_until", "origin",
    "note",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who held an office: a stable id and the names he goes by in each language, the usual one first."""

    id: str
    en: tuple[str, ...] = ()
    ar: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names, English ones first."""
        return self.en + self.ar


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day that a date of some precision may stand for."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Term:
    """One unbroken time in one office. `start` or `end` is None where it is not known; an open term has no end yet."""

    person: str
    office: str
    of: str
    start: Span | None
    end: Span | None
    open: bool  # believed to last at `known_until`
    known_until: date
    acting: bool
    shared: bool  # several people hold this office at one time
    confirmed: str | None  # what has the same start, and the same end (or up to `confirmed_until` none)
    confirmed_until: date | None
    confirmed_to: str  # "day", or "month" where the ends are confirmed to the month only
    origin: str
    also: tuple[str, ...] = ()  # other offices that this one goes by: whoever leads a body is its head


class _Reader:
    """Reads one file's value; `positions` are known for a user's file, where a mistake must be shown."""

    def __init__(self, document: Document | None, value: Any, name: str):
        self.document = document
        self.value = value
        self.name = name

    def wrong(self, message: str, path: Path_) -> RuleError:
        position: Position | None = self.document.position(path) if self.document else None
        return RuleError(message, self.name, *(position or (None, None)))

    def mapping(self, value: Any, path: Path_, allowed: set[str], what: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.wrong(f"{what} must be a mapping", path)
        for key in value:
            if key not in allowed:
                known = ", ".join(sorted(allowed))
                raise self.wrong(f"unknown field '{key}' of {what}; known are {known}", (*path, key))
        return value

    def identifier(self, mapping: Mapping[str, Any], key: str, path: Path_) -> str:
        value = mapping.get(key)
        if not isinstance(value, str) or not _IDENTIFIER.match(value):
            if key not in mapping:
                raise self.wrong(f"'{key}' is missing", path)
            raise self.wrong(f"'{key}' must be letters, digits and single hyphens", (*path, key))
        return value

    def text(self, mapping: Mapping[str, Any], key: str, path: Path_) -> str | None:
        value = mapping.get(key)
        if value is not None and not isinstance(value, str):
            raise self.wrong(f"'{key}' must be text", (*path, key))
        return value

    def flag(self, mapping: Mapping[str, Any], key: str, path: Path_) -> bool:
        value = mapping.get(key, False)
        if value not in (True, False, "true", "false"):
            raise self.wrong(f"'{key}' must be true or false", (*path, key))
        return value in (True, "true")

    def span(self, mapping: Mapping[str, Any], key: str, path: Path_) -> Span | None:
        value = mapping.get(key)
        if value is None:
            return None
        span = read_span(str(value)) if isinstance(value, (str, int)) and not isinstance(value, bool) else None
        if span is None:
            raise self.wrong(f"'{key}' must be a date such as 2008-05-07, 2008-05 or 2008, not '{value}'", (*path, key))
        return span

    def names(self, mapping: Mapping[str, Any], key: str, path: Path_) -> tuple[str, ...]:
        value = mapping.get(key, [])
        if not isinstance(value, list) or not all(isinstance(name, str) and name.strip() for name in value):
            raise self.wrong(f"'{key}' must be a list of names", (*path, key))
        return tuple(value)

    def people(self) -> Iterator[Person]:
        people = self.value.get("people") or {}
        if not isinstance(people, dict):
            raise self.wrong("'people' must be a mapping", ("people",))
        for key, entry in people.items():
            path: Path_ = ("people", key)
            if not _IDENTIFIER.match(key):
                raise self.wrong("a person's id must be letters, digits and single hyphens", path)
            self.mapping(entry, path, _PERSON_FIELDS, "a person")
            person = Person(key, self.names(entry, "en", path), self.names(entry, "ar", path))
            if not person.names:
                raise self.wrong(f"'{key}' has no name", path)
            yield person

    def terms(self) -> Iterator[tuple[Term, Path_]]:
        file_until = self.span(self.value, "known_until", ())
        file_origin = self.text(self.value, "origin", ()) or ""
        rosters = self.value.get("rosters") or []
        if not isinstance(rosters, list):
            raise self.wrong("'rosters' must be a list", ("rosters",))
        for number, roster in enumerate(rosters):
            path: Path_ = ("rosters", number)
            self.mapping(roster, path, _ROSTER_FIELDS, "a roster")
            office, of = self.identifier(roster, "office", path), self.identifier(roster, "of", path)
            shared, also = self.flag(roster, "shared", path), self.names(roster, "as", path)
            until = self.span(roster, "known_until", path) or file_until
            entries = roster.get("terms")
            if not isinstance(entries, list):
                raise self.wrong("'terms' must be a list", (*path, "terms") if "terms" in roster else path)
            for index, entry in enumerate(entries):
                place = (*path, "terms", index)
                yield self.term(entry, place, (office, of), shared, until, file_origin, also), place

    def term(
        self, entry: Any, path: Path_, of: tuple[str, str], shared: bool, until: Span | None, origin: str,
        also: tuple[str, ...],
    ) -> Term:  # fmt: skip
        self.mapping(entry, path, _TERM_FIELDS, "a term")
        start, end = self.span(entry, "from", path), self.span(entry, "to", path)
        is_open = self.flag(entry, "open", path)
        until = self.span(entry, "known_until", path) or until
        if is_open and end:
            raise self.wrong("an open term has no end", (*path, "to"))
        if is_open and until is None:
            raise self.wrong("an open term needs 'known_until', here, in its roster or in the file", (*path, "open"))
        if start and end and end.last < start.first:
            raise self.wrong("the term ends before it starts", (*path, "to"))
        confirmed_until = self.span(entry, "confirmed_until", path)
        confirmed_to = self.text(entry, "confirmed_to", path) or "day"
        if confirmed_to not in ("day", "month"):
            raise self.wrong("'confirmed_to' must be day or month", (*path, "confirmed_to"))
        return Term(
            self.identifier(entry, "person", path), *of, start, end, is_open,
            until.first if until else date.min, self.flag(entry, "acting", path), shared,
            self.text(entry, "confirmed", path), confirmed_until.first if confirmed_until else None,
            confirmed_to, self.text(entry, "origin", path) or origin, also,
        )  # fmt: skip


def read_span(text: str) -> Span | None:
    """Return the days that ``2008``, ``2008-05`` or ``2008-05-07`` may stand for, None for anything else.

    >>> read_span("2008-02").last
    datetime.date(2008, 2, 29)
    """
    match = _DATE.match(text)
    if not match:
        return None
    year, month, day = match.groups()
    try:
        if day:
            exact = date(int(year), int(month), int(day))
            return Span(exact, exact)
        if month:
            return Span(
                date(int(year), int(month), 1),
                date(int(year), int(month), calendar.monthrange(int(year), int(month))[1]),
            )
        return Span(date(int(year), 1, 1), date(int(year), 12, 31))
    except (ValueError, calendar.IllegalMonthError):
        return None


def read_tenures(path: Path, shipped: bool = False) -> tuple[dict[str, Person], list[Term], dict[str, RuleError]]:
    """Read a file of tenures: its people, its terms, and a complaint about each person it does not name.

    The complaints are returned, as people may stand in another file. `shipped` files come from the cache, where
    places are not known. Raises RuleError, with line and column for a file that is not shipped.
    """
    document = None if shipped else read_yaml(path)
    reader = _Reader(document, document.value if document else load_shipped(path), str(path))
    reader.mapping(reader.value, (), _FILE_FIELDS, "a file of tenures")
    people = {person.id: person for person in reader.people()}
    terms: list[Term] = []
    unknown: dict[str, RuleError] = {}
    for term, place in reader.terms():
        terms.append(term)
        if term.person not in people:
            message = f"person '{term.person}' stands nowhere under 'people'"
            unknown.setdefault(term.person, reader.wrong(message, (*place, "person")))
    return people, terms, unknown

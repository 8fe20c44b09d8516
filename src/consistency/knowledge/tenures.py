"""Who held which office on a day: yes, no, or not known.

What is shipped stands in ``rules/knowledge/tenures/*.yaml``; its form is told in `tenure_files`. Nothing is read before
the first question. A person is asked for by id or by a name, which is compared folded and whole; a single family name
is understood among the holders of the office that is asked for ("Trump", president, US).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from consistency.errors import RuleError
from consistency.knowledge.tenure_files import Person, Span, Term, read_tenures
from consistency.language.orthography import fold
from consistency.resources import cached_table, rules_root

Answer = Literal["yes", "no", "not known"]

# How long after the last day that an open term is vouched for it is still taken to last. Half a year: of the terms
# shipped that began since 2000, one in ten ended in any given half year.
MARGIN = timedelta(days=183)
_DAY = timedelta(days=1)
_MONTH = timedelta(days=31)
_ARTICLES = frozenset(("al", "el"))


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one person and one office on one day.

    `holds` and `former` are answers; `terms` those that decide; `confirmed` says whether other data bears the answer
    to `holds` out; `acting` whether the office was held for the time being; `holders` who else surely held it.
    """

    holds: Answer
    former: Answer
    terms: tuple[Term, ...] = ()
    confirmed: bool = False
    acting: bool = False
    holders: tuple[Person, ...] = ()


_UNKNOWN = Standing("not known", "not known")


def name_key(name: str) -> str:
    """Return the spelling by which names are compared: folded, without hyphens, points and Latin articles.

    >>> name_key("Abdel-Fattah El-Sisi")
    'abdel fattah sisi'
    """
    words = fold(name).text.replace("-", " ").replace("'", "").replace(".", " ").split()
    return " ".join([word for word in words if word not in _ARTICLES] or words)


class Tenures:
    """Dated knowledge of offices, to be asked by day. Made by `shipped_tenures` and `load_tenures`."""

    def __init__(self, people: Mapping[str, Person], terms: Iterable[Term], by_name: dict[str, set[str]] | None = None):
        self.people: dict[str, Person] = dict(people)
        self.all_terms = list(terms)
        self._given_names = by_name
        rosters: dict[tuple[str, str], list[Term]] = {}
        self._by_person: dict[str, list[Term]] = {}
        for term in self.all_terms:
            for office in (term.office, *term.also):
                rosters.setdefault((office, term.of.casefold()), []).append(term)
        self._rosters = {key: _succession(roster) for key, roster in rosters.items()}
        self._by_office: dict[str, list[str]] = {}
        for (office, of), roster in self._rosters.items():
            self._by_office.setdefault(office, []).append(of)
            for term in roster:
                if term.office == office:
                    self._by_person.setdefault(term.person, []).append(term)

    @functools.cached_property
    def by_name(self) -> dict[str, set[str]]:
        """The ids of the people who go by a name, by its comparable spelling."""
        if self._given_names is not None:
            return self._given_names
        names: dict[str, set[str]] = {}
        for person in self.people.values():
            for name in person.names:
                names.setdefault(name_key(name), set()).add(person.id)
        return names

    @functools.cached_property
    def offices(self) -> frozenset[tuple[str, str]]:
        """Every (office, of) that something is known about."""
        return frozenset((term.office, term.of) for roster in self._rosters.values() for term in roster)

    def find(self, name: str) -> list[Person]:
        """Return the people who go by this id or whole name, in the order of their ids."""
        if name in self.people:
            return [self.people[name]]
        return [self.people[key] for key in sorted(self.by_name.get(name_key(name), ()))]

    def terms(self, person: str) -> list[Term]:
        """Return the terms of everyone who goes by this id or name, the earliest first."""
        found = [term for one in self.find(person) for term in self._by_person.get(one.id, ())]
        return sorted(found, key=_order)

    def holders(self, office: str, of: str, on: date) -> list[Person]:
        """Return those who surely held `office` of `of` on the day `on`, in the order of their terms."""
        held = (term.person for term in self._rosters.get((office, of.casefold()), ()) if _during(term, on) == "yes")
        return [self.people[person] for person in dict.fromkeys(held)]

    def holds(self, person: str, office: str, of: str | None, on: date) -> Answer:
        """Say whether `person` (id or name) held `office` of `of` on the day `on`; `of` None means of anything.

        On the day of a handover it is "yes" for both. An open term is "not known" from `MARGIN` after its
        ``known_until``. "no" is said of those whose terms in this office are known, and of people known
        otherwise while another one surely holds an office for one person.
        """
        return self.standing(person, office, of, on).holds

    def former(self, person: str, office: str, of: str | None, on: date) -> Answer:
        """Say whether `person` had held `office` before the day `on` and no longer did."""
        return self.standing(person, office, of, on).former

    def standing(self, person: str, office: str, of: str | None, on: date) -> Standing:
        """Return what is known of `person` (id or name), `office` and `of` (None: of anything) on the day `on`."""
        places = [of.casefold()] if of is not None else self._by_office.get(office, [])
        people = {one.id for one in self.find(person)}
        if not people:
            people = {one for place in places for one in self._by_family_name(office, place, name_key(person))}
            if of is None and len(people) > 1:
                return _UNKNOWN
        answers = [
            self._standing(one, office, place, on)
            for one in sorted(people)
            for place in places
            if of is not None or any(term.person == one for term in self._rosters[office, place])
        ]
        for answer in answers:
            if answer.holds == "yes":
                return answer
        if not answers or any(answer.holds == "not known" for answer in answers):
            return _UNKNOWN
        for answer in answers:
            if answer.former == "yes":
                return answer
        return answers[0]

    def _by_family_name(self, office: str, of: str, key: str) -> set[str]:
        """Return who of the roster has the single word `key` for his last name, if it is one person alone."""
        if not key or " " in key:
            return set()
        found: set[str] = set()
        for person in {term.person for term in self._rosters.get((office, of), ())}:
            if any(name_key(name).rsplit(" ", 1)[-1] == key for name in self.people[person].names):
                found.add(person)
        return found if len(found) == 1 else set()

    def _standing(self, person: str, office: str, of: str, on: date) -> Standing:
        roster = self._rosters.get((office, of), [])
        own = [term for term in roster if term.person == person]
        others = [term for term in roster if term.person != person and _during(term, on) == "yes"]
        holders = tuple(self.people[one] for one in dict.fromkeys(term.person for term in others))
        if not own:
            return _while_another_holds(others, on, holders)
        answers = [_during(term, on) for term in own]
        past = [term for term in own if term.end and term.end.last < on]
        if "yes" in answers:
            term = own[answers.index("yes")]
            ends_today = term.end is not None and on == term.end.last
            return Standing(
                "yes", "not known" if ends_today else "no", (term,), _bears_out(term, on), term.acting, holders
            )
        if "not known" in answers:
            return Standing("not known", "not known", tuple(own), holders=holders)
        later = [term for term in own if term.start and term.start.first > on]
        deciding = [*past[-1:], *later[:1]]
        confirmed = all(term.confirmed and (term in later or not term.confirmed_until) for term in deciding)
        confirmed = confirmed and not any(_near_an_end(term, on) for term in deciding)
        confirmed = confirmed or any(_bears_out(term, on) and not term.shared for term in others)
        return Standing("no", "yes" if past else "no", tuple(deciding), confirmed, holders=holders)


def _while_another_holds(others: list[Term], on: date, holders: tuple[Person, ...]) -> Standing:
    """Judge someone who stands in no term of the office by those who hold it; he may have held it before 2000."""
    inside = [
        term for term in others
        if not term.shared and not term.acting
        and _during(term, on - _DAY) == "yes" and _during(term, on + _DAY) == "yes"
    ]  # fmt: skip
    if not inside or len(holders) != 1:
        return Standing("not known", "not known", holders=holders)
    return Standing("no", "not known", tuple(inside), all(_bears_out(term, on) for term in inside), holders=holders)


def _during(term: Term, on: date) -> Answer:
    """Say whether `on` lies within `term`, as far as its ends are known."""
    if term.start and on < term.start.first:
        return "no"
    if term.end and on > term.end.last:
        return "no"
    begun = term.start is not None and on >= term.start.last
    vouched = term.end.first if term.end else term.known_until + MARGIN if term.open else date.min
    return "yes" if begun and on <= vouched else "not known"


def _bears_out(term: Term, on: date) -> bool:
    """Say whether the data that confirms `term` reaches the day `on`."""
    reaches = term.confirmed_until is None or on <= term.confirmed_until
    return term.confirmed is not None and reaches and not _near_an_end(term, on)


def _near_an_end(term: Term, on: date) -> bool:
    """Say whether `on` is within a month of an end of `term` that is confirmed to the month only."""
    return term.confirmed_to == "month" and any(
        span.first - _MONTH <= on <= span.last + _MONTH for span in (term.start, term.end) if span
    )


def _order(term: Term) -> tuple[date, date, str, str, str]:
    start = term.start.first if term.start else term.end.first if term.end else date.min
    return start, term.end.last if term.end else date.max, term.office, term.of, term.person


def _succession(roster: list[Term]) -> list[Term]:
    """Sort a roster by time; an open term ends where another's later term begins, unless the office is shared."""
    ordered = sorted(roster, key=_order)
    for index, term in enumerate(ordered):
        if not term.open or term.shared:
            continue
        for follower in ordered[index + 1 :]:
            if follower.person != term.person and follower.start and not follower.acting:
                span: Span = follower.start
                ordered[index] = replace(term, open=False, end=span)
                break
    return ordered


@functools.cache
def shipped_tenures() -> Tenures:
    """Return the shipped knowledge, read once. Raises RuleError where the installation is broken."""
    table = cached_table(shipped_paths(), "tenures, form 1", _build)
    people = {key: Person(key, tuple(en), tuple(ar)) for key, en, ar in table["people"]}
    names = {key: set(ids) for key, ids in table["names"].items()}
    return Tenures(people, [_unpacked(row) for row in table["terms"]], names)


def _build() -> dict[str, Any]:
    """Return the shipped knowledge in a form that JSON holds: days as ordinals."""
    merged = _merge([(path, True) for path in shipped_paths()])
    return {
        "people": [(person.id, person.en, person.ar) for person in merged.people.values()],
        "terms": [_packed(term) for term in merged.all_terms],
        "names": {key: sorted(ids) for key, ids in merged.by_name.items()},
    }


def _packed(term: Term) -> list[Any]:
    def day(value: date | None) -> int | None:
        return value.toordinal() if value else None

    spans = [[day(span.first), day(span.last)] if span else None for span in (term.start, term.end)]
    values = {field.name: getattr(term, field.name) for field in fields(Term)}
    values |= {"start": spans[0], "end": spans[1]}
    values |= {"known_until": day(term.known_until), "confirmed_until": day(term.confirmed_until)}
    return [values[field.name] for field in fields(Term)]


def _unpacked(row: list[Any]) -> Term:
    person, office, of, start, end, open_, known, acting, shared, confirmed, until, to, origin, also = row
    first, last = (Span(date.fromordinal(s[0]), date.fromordinal(s[1])) if s else None for s in (start, end))
    confirmed_until = date.fromordinal(until) if until else None
    day = date.fromordinal(known)
    return Term(
        person, office, of, first, last, open_, day, acting, shared, confirmed, confirmed_until, to, origin, tuple(also)
    )


def shipped_paths() -> list[Path]:
    """Return the shipped files of tenures in the order of their names."""
    return sorted((rules_root() / "knowledge" / "tenures").glob("*.yaml"))


def load_tenures(paths: Iterable[str | Path]) -> Tenures:
    """Return the shipped knowledge with files of the user's own added.

    Names are added to those that are shipped. The terms that a file gives a person in an office take the place of
    those read before; a term that begins later closes the open one of a predecessor. Raises RuleError with file,
    line and column.
    """
    return _merge([(path, True) for path in shipped_paths()] + [(Path(path), False) for path in paths])


def _merge(files: list[tuple[Path, bool]]) -> Tenures:
    people: dict[str, Person] = {}
    terms: dict[tuple[str, str, str], list[Term]] = {}
    unknown: list[tuple[str, RuleError]] = []
    for path, shipped in files:
        new_people, new_terms, complaints = read_tenures(path, shipped)
        for person in new_people.values():
            known = people.get(person.id)
            if known:
                en, ar = dict.fromkeys(known.en + person.en), dict.fromkeys(known.ar + person.ar)
                person = Person(person.id, tuple(en), tuple(ar))
            people[person.id] = person
        replaced: dict[tuple[str, str, str], list[Term]] = {}
        for term in new_terms:
            replaced.setdefault((term.person, term.office, term.of), []).append(term)
        terms.update(replaced)
        unknown.extend(complaints.items())
    for stranger, complaint in unknown:
        if stranger not in people:
            raise complaint
    return Tenures(people, [term for group in terms.values() for term in group])


def holds(person: str, office: str, of: str | None, on: date) -> Answer:
    """As `Tenures.holds`, of the shipped knowledge."""
    return shipped_tenures().holds(person, office, of, on)


def former(person: str, office: str, of: str | None, on: date) -> Answer:
    """As `Tenures.former`, of the shipped knowledge."""
    return shipped_tenures().former(person, office, of, on)


def holders(office: str, of: str, on: date) -> list[Person]:
    """As `Tenures.holders`, of the shipped knowledge."""
    return shipped_tenures().holders(office, of, on)


def terms(person: str) -> list[Term]:
    """As `Tenures.terms`, of the shipped knowledge."""
    return shipped_tenures().terms(person)

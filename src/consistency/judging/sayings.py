"""What each source says anywhere: it bears out a value that a conflict would set against it, or adds up to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from itertools import chain

from consistency.judging.bundle import Bundle
from consistency.matching.figure_comparisons import is_copied
from consistency.matching.identity import Match, compare_values
from consistency.matching.quantities import compare_quantities
from consistency.model import Claim, Name, Period, Quantity, Setting, Terms, Text, Value
from consistency.normalization.names import name_similarity

_TELLING = 100.0  # from here on a number without its unit is the same one by no chance
_BREATH = 12  # characters between two counts that stand side by side: " and at least "
_THOUSAND = 1000.0
_ALL = 100.0  # per cent
_SAME_NAME = 84.0  # of 100
_OFTEN = frozenset({None, "person", "percent", "score"})  # what is counted so recurs by chance


_Said = dict[tuple[str, str], dict[Hashable, tuple[Value, list[Claim]]]]
"""Values by the source that says them and by type, each with the claims that say it."""


def sayings(bundle: Bundle, name: str, kind: str) -> Sayings:
    """Return what the sources of a bundle say in the field `name`, for a rule about claims of one kind.

    What was read with nothing but its sentence, and where something happens, bears out only its like.
    """
    beside = kind if _bears_out_its_like(kind) else ""
    found: Sayings = bundle.once(("sayings", name, beside), lambda: Sayings(bundle, name, beside))
    return found


def _bears_out_its_like(kind: str) -> bool:
    return kind.startswith("sentence-") or kind == "site"


def _anywhere(bundle: Bundle, beside: str) -> list[Claim]:
    """Return the claims that bear out any other, and those of the kind `beside`."""
    claims: list[Claim] = bundle.once("anywhere", lambda: _bearing_out(bundle))
    return [*claims, *bundle.of_kind(beside)] if beside else claims


def _bearing_out(bundle: Bundle) -> list[Claim]:
    left_out = {kind for kind in bundle.kinds if _bears_out_its_like(kind)}
    return [claim for claim in bundle.claims if claim.kind not in left_out]


def _named(claims: Iterable[Claim]) -> list[tuple[Claim, Value]]:
    return [(claim, value) for claim in claims for value in claim.fields.values() if type(value) is Name]


def _by_value(said: Iterable[tuple[Claim, Value]]) -> _Said:
    values: _Said = defaultdict(dict)
    for claim, value in said:
        values[claim.source, _type(value)].setdefault(_known_by(value), (value, []))[1].append(claim)
    return values


def _measured(bundle: Bundle) -> dict[str, list[Quantity]]:
    found: dict[str, list[Quantity]] = defaultdict(list)
    for claim in bundle.of_kind("sentence-figure"):
        value = claim.fields["value"]
        if isinstance(value, Quantity) and value.unit not in _OFTEN:
            found[claim.source].append(value)
    return found


class Sayings:
    """What the sources of a bundle say in one field, and whom they name in any field.

    Texts say few different things, of which many pairs of claims ask; so each answer is kept. The bundle
    keeps them, so they do not keep the bundle: a circle would stand until Python looks for garbage.
    """

    def __init__(self, bundle: Bundle, name: str, beside: str):
        self._beside = beside
        claims = _anywhere(bundle, beside)
        self._values = _by_value((claim, claim.fields[name]) for claim in claims if name in claim.fields)
        self._agreeing: dict[tuple[str, Hashable, str | None], list[Claim]] = {}
        self._measuring: dict[tuple[str, Quantity], bool] = {}
        self._figures: dict[str, dict[float, list[tuple[Claim, Quantity]]]] = {}

    def _names(self, bundle: Bundle) -> _Said:
        """Return the names that stand in any field."""
        anywhere: list[tuple[Claim, Value]] = bundle.once("named", lambda: _named(_anywhere(bundle, "")))
        beside = self._beside
        found: _Said = bundle.once(
            ("names", beside), lambda: _by_value(chain(anywhere, _named(bundle.of_kind(beside) if beside else ())))
        )
        return found

    def know(self, bundle: Bundle, source: str, claim: Claim, partner: Claim, name: str, by: str | None) -> bool:
        """Tell whether `source` says anywhere what a claim says in a field, of the same thing or of none."""
        thing = claim.fields.get("thing")
        value, against = claim.fields[name], partner.fields[name]
        if isinstance(value, Terms) and isinstance(against, Terms):
            value = Terms(value.concepts - against.concepts)
        if isinstance(value, Quantity) and value.unit not in _OFTEN and self._measures(bundle, source, value):
            return True
        for other in self._agree(bundle, source, value, by):
            beside = other.fields.get("thing")
            if isinstance(thing, Terms) and isinstance(beside, Terms) and not thing.concepts & beside.concepts:
                continue
            return True
        return False

    def third_names_both(self, bundle: Bundle, match: Match, name: str, by: str | None) -> bool:
        """Tell whether a text besides the two names both persons: then they are two, not one named in two ways."""
        a, b = match.a, match.b
        if not isinstance(a.fields[name], Name):
            return False
        third = {source for source, _ in self._values} - {a.source, b.source}
        return any(
            self.know(bundle, source, a, b, name, by) and self.know(bundle, source, b, a, name, by) for source in third
        )

    def _measures(self, bundle: Bundle, source: str, value: Quantity) -> bool:
        """Tell whether a source has a measured figure in any of its sentences, a time since then among them."""
        key = (source, value)
        if key not in self._measuring:
            figures: dict[str, list[Quantity]] = bundle.once("measured figures", lambda: _measured(bundle))
            said = figures.get(source, ())
            self._measuring[key] = any(_is_one(value, other) or is_copied(value, other) for other in said)
        return self._measuring[key]

    def _agree(self, bundle: Bundle, source: str, value: Value, by: str | None) -> list[Claim]:
        key = (source, _known_by(value), by)
        if key not in self._agreeing:
            place = (source, _type(value))
            said = [*self._values.get(place, {}).values()]
            if place[1] == "name":
                said += self._names(bundle).get(place, {}).values()
            self._agreeing[key] = [c for other, claims in said if agree(value, other, by) for c in claims]
        return self._agreeing[key]

    def add_up(self, match: Match, name: str) -> bool:
        """Tell whether two figures are parts of a whole, or a whole and a part: a third is their sum or difference, or
        they are shares that make up all of it."""
        x, y = match.a.fields[name], match.b.fields[name]
        if not (isinstance(x, Quantity) and isinstance(y, Quantity)):
            return False
        if x.unit != y.unit and not {x.unit, y.unit} <= {None, "person"}:
            return False
        if x.unit == "percent" and x.low == x.high and y.low == y.high and round(x.low + y.low, 6) == _ALL:
            return True
        wanted = {round(x.low + y.low, 6), round(abs(x.low - y.low), 6)} - {round(x.low, 6), round(y.low, 6)}
        for source in (match.a.source, match.b.source):
            figures = self._exact_figures(source)
            for claim, value in (entry for figure in wanted for entry in figures.get(figure, ())):
                if claim is match.a or claim is match.b:
                    continue
                if _on_one_scale(claim, value, x) and _one_kind(claim, match):
                    return True
        return False

    def _exact_figures(self, source: str) -> dict[float, list[tuple[Claim, Quantity]]]:
        """Return the figures of a source that are no ranges and no ordinals, by what they are."""
        if source not in self._figures:
            figures = self._figures[source] = defaultdict(list)
            for value, claims in self._values.get((source, "quantity"), {}).values():
                if isinstance(value, Quantity) and not value.ordinal and value.low == value.high:
                    figures[round(value.low, 6)] += [(claim, value) for claim in claims]
        return self._figures[source]


def _on_one_scale(claim: Claim, value: Quantity, other: Quantity) -> bool:
    """Tell whether a figure has the unit of another one, or is a large number that leaves it out: "and a bonus of
    50,000"."""
    if other.unit in (None, "person"):
        return value.unit in (other.unit, None, "person")
    return value.unit == other.unit or (value.unit is None and value.low >= _THOUSAND and "head" not in claim.fields)


def _type(value: Value) -> str:
    """Return the type of a value: only values of one type can agree."""
    return "name" if isinstance(value, Text) else value.type


def _known_by(value: Value) -> Hashable:
    return id(value) if isinstance(value, Setting) else value


def _is_one(value: Quantity, other: Quantity) -> bool:
    """Tell whether two figures are one, in one unit or converted: 4,400 metres and 4.4 kilometres."""
    result = compare_quantities(value, other)
    return result.relation == "same" or result.reason == "unit-conversion"


def agree(value: Value, other: Value, by: str | None) -> bool:
    """Tell whether a source says of anything what is said here: the value is then known to it."""
    if by is not None and by.startswith("any_"):
        likeness = compare_values(value, other, by, {})
        return likeness is not None and likeness.relation in ("same", "compatible")
    if isinstance(value, Quantity) and isinstance(other, Quantity):
        telling = value.low >= _TELLING or value.low % 1 != 0
        if telling and (value.low, value.high) == (other.low, other.high) and other.unit is None:
            return True  # "imports of 1.4 billion dinars against exports of 640 million", "at 5.4, others at 5.6"
        result = compare_quantities(value, other)
        return result.relation == "same" or result.reason in ("hedge", "rounding", "unit-conversion")
    if isinstance(value, Period) and isinstance(other, Period):
        if value.day is not None and other.day is not None:
            return (value.month, value.day) == (other.month, other.day)
        return (value.start, value.end, value.years) == (other.start, other.end, other.years)
    if isinstance(value, Terms) and isinstance(other, Terms):
        return bool(value.concepts & other.concepts)
    if isinstance(value, Name) and isinstance(other, Name) and value.entity and value.entity == other.entity:
        return True
    if isinstance(value, Name | Text) and isinstance(other, Name | Text):
        return name_similarity(value.text, other.text) >= _SAME_NAME
    return value == other


def _one_kind(claim: Claim, match: Match) -> bool:
    """Tell whether a claim counts the same things as one of a match, to which the same befell, or says not what.

    Others to whom the same befell in the same breath may be counted with them: "16 gunmen and three soldiers".
    """
    fate = claim.fields.get("fate")
    if fate not in [c.fields.get("fate") for c in (match.a, match.b)]:
        return False
    head = claim.fields.get("head")
    heads = [c.fields.get("head") for c in (match.a, match.b)]
    if head is None or head in heads or heads == [None, None]:
        return True
    if "part" in claim.fields:
        return False  # "killing 13 people, among them four children" are 13 with the children
    return fate is not None and any(_in_one_breath(claim, other) for other in (match.a, match.b))


def _in_one_breath(a: Claim, b: Claim) -> bool:
    """Tell whether two claims stand side by side in one text."""
    (one, other) = sorted((a.evidence[0], b.evidence[0]), key=lambda e: e.start or 0)
    if a.source != b.source or one.end is None or other.start is None:
        return False
    return other.start - one.end <= _BREATH

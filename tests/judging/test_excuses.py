"""Each excuse at its bounds: what it lets stand, and what it does not."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from consistency.judging.excuses import EXCUSES, MAGNITUDE, Pair, far_apart
from consistency.model import Claim, Context, Evidence, Modality, Period, Quantity, Term, Terms, Value

_PLAIN = Context()


def day(number: int, **more: Any) -> Period:
    """Return a day, counted from 1 March 2025."""
    date = datetime.date(2025, 3, 1) + datetime.timedelta(days=number - 1)
    return Period(date, date, **more)


def between(first: int, last: int) -> Period:
    return Period(day(first).start, day(last).end)


def count(value: float) -> Quantity:
    return Quantity(value, value)


def claim(kind: str = "figure", context: Context = _PLAIN, **fields: Value) -> Claim:
    return Claim(kind=kind, source="a", fields=fields, evidence=(Evidence(source="a", quote="q"),), context=context)


def excused(name: str, a: Claim, b: Claim, times: tuple[Period | None, Period | None] = (None, None)) -> bool:
    """Tell whether an excuse holds, whichever of the claims comes first."""
    one = EXCUSES[name](Pair(a, b, "value", *times))
    assert EXCUSES[name](Pair(b, a, "value", *times[::-1])) is one
    return one


def told(speaker: str | None, *party: str) -> Claim:
    return claim(context=Context(speaker=speaker, party=frozenset(party)))


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [
        (told("the rebels", "c:rebel"), told("the army", "c:army"), True),
        (told("Kenya", "e:KE"), told("the army", "c:army"), True),
        (told("John Marlow", "p:marlow"), told("the union", "c:union"), True),
        (told("the rebels", "c:rebel"), told("the police", "c:police"), False),
        (told("the rebels", "c:rebel"), told("witnesses"), False),
        (told("the rebels", "c:rebel"), told(None, "c:army"), False),
        (told("the rebels", "c:rebel"), told("the rebels", "c:army"), False),
        # Words that name nobody are no common party.
        (told("the rebels", "c:rebel", "w:spokesman"), told("the army", "c:army", "w:spokesman"), True),
        (told("a rebel leader", "c:rebel", "e:YE"), told("the foreign office", "e:YE"), False),
    ],
)
def test_two_parties_have_two_positions(one: Claim, other: Claim, holds: bool) -> None:
    assert excused("reported_position", one, other) is holds


def at(time: Period | None) -> Claim:
    return claim(context=Context(time=time))


@pytest.mark.parametrize(
    ("one", "other", "times", "holds"),
    [
        (day(1), day(2), (None, None), True),
        (day(1), day(1), (None, None), False),
        (between(1, 5), between(5, 9), (None, None), False),
        (between(1, 5), between(6, 9), (None, None), True),
        # Two times that agree are believed, however far apart the texts are.
        (day(1), day(1), (day(1), day(40)), False),
        (None, day(1), (day(1), day(15)), False),
        (None, None, (day(1), day(15)), False),
        (None, None, (day(1), day(16)), True),
        (None, day(1), (day(1), day(16)), True),
        (None, None, (day(1), None), False),
        (None, None, (between(1, 2), day(30)), False),
        (None, None, (Period(None, day(1).end), day(30)), False),
    ],
)
def test_counts_of_two_times_are_two(one: Period | None, other: Period | None, times: Any, holds: bool) -> None:
    assert excused("period", at(one), at(other), times) is holds


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [
        (day(1), day(4), False),  # a date told wrongly
        (day(1), day(5), True),
        (day(1), day(1), False),
        (day(1), None, False),
        (between(1, 2), day(4), False),
        (between(1, 2), between(3, 5), True),
        (Period(None, day(1).end), day(2), True),  # since when is not said
        (day(3, weekday=0), day(10, weekday=0), False),  # which Monday is a guess
        (day(3, weekday=0), day(11, weekday=1), True),
        (day(3, weekday=0, day=3), day(10, weekday=0), True),
        (day(3, weekday=0), day(10, weekday=0, day=10), True),
        (day(3), day(10), True),
    ],
)
def test_events_of_two_days_are_two(one: Period, other: Period | None, holds: bool) -> None:
    assert excused("other_days", at(one), at(other)) is holds


def real(modality: Modality, value: Value | None = None) -> Claim:
    context = Context(modality=modality)
    return claim(context=context, value=value) if value else claim(context=context)


@pytest.mark.parametrize(
    ("one", "other", "times", "holds"),
    [
        (real("future"), real("happened"), (None, None), True),
        (real("future"), real("future"), (None, None), False),
        (real("happened"), real("happened"), (None, None), False),
        (real("future"), real("possible"), (None, None), False),
        (real("future", count(3)), real("happened", count(4)), (None, None), True),
        (real("future", count(3)), real("happened", count(4)), (day(1), None), True),
        (real("future", count(3)), real("happened", count(4)), (day(1), day(2)), False),
        (real("future", count(3)), real("happened", count(4)), (day(1), day(3)), True),
        (real("possible", count(3)), real("happened", count(4)), (day(1), day(1)), True),
        (real("future", Term("x")), real("happened", Term("y")), (day(1), day(1)), True),
    ],
)
def test_a_plan_is_not_its_outcome(one: Claim, other: Claim, times: Any, holds: bool) -> None:
    assert excused("plan_vs_outcome", one, other, times) is holds


def terms(*names: str) -> Terms:
    return Terms(frozenset(names))


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [
        (claim(place=terms("Basra")), claim(place=terms("Mosul")), True),
        (claim(place=terms("Basra", "Iraq")), claim(place=terms("Mosul", "Iraq")), False),
        (claim(place=terms("Basra")), claim(), False),
        (claim(place=terms("Basra")), claim(place=terms()), False),
        (claim(group=terms("nurses")), claim(group=terms("doctors")), True),
        (claim(place=terms("Basra"), group=terms("x")), claim(place=terms("Basra"), group=terms("y")), True),
        # A part is smaller than the whole.
        (claim(value=count(4), part=Term("x")), claim(value=count(17)), True),
        (claim(value=count(17), part=Term("x")), claim(value=count(4)), False),
        (claim(value=count(4), part=Term("x")), claim(value=count(4)), False),
        (claim(value=count(4), part=Term("x")), claim(value=count(17), part=Term("x")), False),
        (claim(value=Term("x"), part=Term("x")), claim(value=count(17)), False),
        (claim(value=count(4), head=Term("c:child")), claim(value=count(17), head=Term("c:person")), True),
        (claim(value=count(17), head=Term("c:child")), claim(value=count(4), head=Term("c:person")), False),
        (claim(value=count(4), head=Term("c:child")), claim(value=count(17), head=Term("c:child")), False),
        (claim(value=count(4), head=Term("c:child")), claim(value=count(17)), False),
        (claim(value=count(4), head=Term("c:person")), claim(value=count(17), head=Term("c:worker")), False),
        # A figure of a country is not that of a place.
        (claim(level=Term("country")), claim(place=terms("Basra")), True),
        (claim(level=Term("country")), claim(), False),
        (claim(level=Term("city")), claim(place=terms("Basra")), False),
        (claim(level=Term("country"), place=terms("Basra")), claim(place=terms("Basra")), True),
    ],
)
def test_figures_of_two_scopes_are_two(one: Claim, other: Claim, holds: bool) -> None:
    assert excused("scope", one, other) is holds


@pytest.mark.parametrize(
    ("x", "y", "holds"),
    [
        (count(1), count(MAGNITUDE), False),
        (count(1), count(MAGNITUDE + 0.1), True),
        (count(0), count(1), True),
        (count(0), count(0), False),
        (count(-30), count(2), True),
        (Quantity(1, 2), count(24), False),
        (Term("x"), count(24), False),
        (None, count(24), False),
    ],
)
def test_figures_of_two_magnitudes_are_of_two_things(x: Value | None, y: Value | None, holds: bool) -> None:
    assert far_apart(x, y) is far_apart(y, x) is holds
    one, other = (claim(value=value) if value else claim() for value in (x, y))
    assert excused("magnitude", one, other) is holds


def toll(value: float, state: str | None = None, kind: str = "figure", fate: str | None = None) -> Claim:
    told: dict[str, Value] = {name: Term(word) for name, word in (("state", state), ("fate", fate)) if word}
    return claim(kind, _PLAIN, value=count(value), **told)


@pytest.mark.parametrize(
    ("small", "large", "times", "holds"),
    [
        (toll(3), toll(9), (day(1), day(2)), False),
        # Tolls grow within the day; other figures "rise" without being counted anew.
        (toll(3), toll(9, "revised", "toll"), (None, None), True),
        (toll(3), toll(9, "revised", "toll"), (day(2), day(1)), False),
        (toll(3), toll(9, "revised", fate="dead"), (day(1), day(1)), True),
        (toll(3), toll(9, "revised"), (day(1), day(1)), False),
        (toll(3), toll(9, "revised"), (day(1), None), False),
        (toll(3), toll(9, "revised"), (day(1), day(2)), True),
        (toll(3, "revised", "toll"), toll(9, kind="toll"), (day(1), day(2)), False),
        (toll(3), toll(9, "updated"), (day(1), day(2)), True),
        (toll(3), toll(9, "updated"), (day(1), day(1)), False),
        (toll(3), toll(9, "updated"), (None, None), False),
        (toll(3, "provisional"), toll(9), (day(1), day(2)), True),
        (toll(3, "provisional"), toll(9), (day(1), day(1)), False),
        (toll(3), toll(9, "provisional"), (day(1), day(2)), False),
        (toll(3), toll(9, "final"), (day(1), day(2)), True),
        (toll(3), toll(9, "final"), (day(2), day(1)), False),
        (toll(3, "final"), toll(9), (day(1), day(2)), False),
        (claim(value=Term("x")), toll(9, "revised", "toll"), (None, None), False),
    ],
)
def test_a_count_that_grew_is_a_revision(small: Claim, large: Claim, times: Any, holds: bool) -> None:
    assert excused("revision", small, large, times) is holds


def test_a_yearly_amount_is_not_that_of_some_years() -> None:
    yearly, whole = claim(value=count(6e6), span=Term("yearly")), claim(value=count(12e6), span=Term("whole"))
    assert excused("scope", yearly, whole)
    assert excused("scope", yearly, claim(value=count(12e6)))
    assert not excused("scope", yearly, claim(value=count(7e6), span=Term("yearly")))
    assert not excused("scope", whole, claim(value=count(13e6)))


def test_of_two_figures_the_smaller_may_be_a_part() -> None:
    part = claim(value=Quantity(11e6, 11e6, "USD"), part=Term("part"))
    whole = claim(value=Quantity(17e6, 17e6, "USD"))
    assert excused("part", part, whole)
    assert not excused("part", claim(value=Quantity(11e6, 11e6, "USD")), whole)
    assert not excused("part", claim(value=Quantity(19e6, 19e6, "USD"), part=Term("part")), whole)


def test_one_recalls_what_was_and_one_speaks_of_what_was_then() -> None:
    recalled, then = claim(recalled=Term("x")), claim(when=Term("then"))
    assert excused("past_event", recalled, claim())
    assert not excused("past_event", recalled, recalled)
    assert not excused("past_event", claim(), claim())
    assert excused("then_office", then, claim())
    assert excused("then_office", then, claim(when=Term("now")))
    assert not excused("then_office", claim(when=Term("now")), claim())


def test_whoever_leaves_an_office_in_one_text_has_left_it_in_the_other() -> None:
    leaves, left = claim(status=Term("serving"), change=Term("leaves")), claim(status=Term("former"))
    assert excused("leaving_office", leaves, left)
    assert not excused("leaving_office", claim(status=Term("serving")), left)
    assert not excused(
        "leaving_office", claim(status=Term("former"), change=Term("leaves")), claim(status=Term("serving"))
    )


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [
        (day(1), day(366), False),
        (day(1), day(367), True),
        (between(1, 2), day(367), False),
        (Period(None, day(1).end), day(367), True),
        (Period(day(1).start, None), day(367), False),
        (day(1), None, False),
        (None, None, False),
    ],
)
def test_offices_change_hands_in_more_than_a_year(one: Period | None, other: Period | None, holds: bool) -> None:
    assert excused("published_apart", claim(), claim(), (one, other)) is holds


@pytest.mark.parametrize(("high", "per", "holds"), [(9.0, "year", False), (9.1, "year", True), (9.1, None, False)])
def test_a_rate_is_not_a_sum(high: float, per: str | None, holds: bool) -> None:
    one, other = Quantity(3, 3, "tonne"), Quantity(high, high, "tonne", per=per)
    assert excused("magnitude", claim(value=one), claim(value=other)) is holds


def test_a_rise_of_what_is_measured_is_no_revision() -> None:
    small, large = (
        claim(value=Quantity(value, value, "USD"), state=Term("revised"), scale=Term("measured"))
        for value in (2.1e9, 2.4e9)
    )
    assert not excused("revision", small, large, (day(1), day(2)))


@pytest.mark.parametrize(("no", "yes", "holds"), [(1, 2, True), (1, 1, False), (2, 1, False)])
def test_what_had_not_come_about_may_have_later(no: int, yes: int, holds: bool) -> None:
    assert excused("revision", claim(value=Term("no")), claim(value=Term("yes")), (day(no), day(yes))) is holds
    assert excused("revision", claim(value=Term("yes")), claim(value=Term("no")), (day(yes), day(no))) is holds


def share(value: float, unit: str = "percent", **more: Any) -> Quantity:
    return Quantity(value, value, unit, **more)


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [
        (claim(value=count(40), limits=Terms(frozenset({"oil"}))), claim(value=count(50)), True),
        (claim(value=count(59), beside=Terms(frozenset({"5"}))), claim(value=count(64)), True),
        (claim(value=count(59), beside=Terms(frozenset({"7"}))), claim(value=count(64)), False),
        (claim(value=share(90)), claim(value=share(0.1, "ratio")), True),
        (claim(value=share(54)), claim(value=share(45)), False),
        (claim(value=share(54, bound="at_least")), claim(value=share(45)), True),
        (claim(value=share(55, bound="more_than")), claim(value=share(50, bound="more_than")), True),
        (claim(value=share(5, "tonne", per="month")), claim(value=share(9, "tonne")), True),
    ],
)
def test_what_limits_a_figure(one: Claim, other: Claim, holds: bool) -> None:
    assert excused("limits", one, other) is holds

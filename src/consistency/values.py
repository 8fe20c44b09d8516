"""Values: what a text names and a claim's field holds: quantities, periods, names, terms, settings.

They are made by the thousand while a text is read, so they are slotted dataclasses; pydantic takes them in as they are.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Annotated, Generic, Literal, TypeVar, dataclass_transform

from pydantic import Field

Bound = Literal["exact", "about", "at_least", "at_most", "more_than", "less_than"]
Precision = Literal["time", "day", "week", "month", "quarter", "season", "year", "decade", "century", "interval"]

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def _value(record: type[T]) -> type[T]:
    """Make a hashable, slotted dataclass of values that are made by the thousand, and never changed.

    The type checker holds that; at run time a frozen one takes nine times as long to make, a third of all reading.
    """
    return dataclass(slots=True, unsafe_hash=True)(record)


@_value
class Quantity:
    """A number with its unit. `low` and `high` are equal for a point; 50.0 with unit "percent" is 50 %.

    `unit` is canonical ("percent", "percentage_point", "USD", "tonne", "metre", "day", "person", "ratio" …) or None;
    `per` is the unit it is divided by ("day" for barrels a day), `ordinal` is true for "third", and `counted` is the
    folded noun of a countable thing for which there is no unit ("فرقه", "seats").
    """

    low: float
    high: float
    unit: str | None = None
    bound: Bound = "exact"
    ordinal: bool = False
    per: str | None = None
    counted: str | None = None
    type: Literal["quantity"] = "quantity"


@_value
class Period:
    """A stretch of time: inclusive first and last day, and how exactly it was said. None is open.

    `minute` is the time of day in minutes after midnight (of `start`), `zone` its offset from UTC in minutes where the
    text gives it. `impossible` marks a date that no calendar has (31 June): its days are then None.

    `month` (1 to 12), `day` and `weekday` (0 is Monday) are what the text itself says, in the calendar it uses, also
    where the year is unknown. `slack` is how many days either end may be off: a few for "a week ago", one for a
    Hijri date, whose months begin by sighting of the moon. Compare `earliest` and `latest`, which allow for it.

    `years` are the first and last year of a stretch that begins before Christ, for which there is no `datetime.date`:
    -44 is 44 BC, 14 is AD 14, and there is no year 0. `start` and `end` are then None; None among the years is open.
    `precedes` compares periods of either kind.
    """

    start: datetime.date | None
    end: datetime.date | None
    precision: Precision = "day"
    minute: int | None = None
    zone: int | None = None
    impossible: bool = False
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    slack: int = 0
    years: tuple[int | None, int | None] | None = None
    type: Literal["period"] = "period"

    @property
    def earliest(self) -> datetime.date | None:
        """The first day that can be meant, or None where the start is open."""
        if self.start is None or self.start.toordinal() <= self.slack:
            return self.start
        return self.start - datetime.timedelta(days=self.slack)

    @property
    def latest(self) -> datetime.date | None:
        """The last day that can be meant, or None where the end is open."""
        if self.end is None or self.end.toordinal() + self.slack > datetime.date.max.toordinal():
            return self.end
        return self.end + datetime.timedelta(days=self.slack)

    @property
    def is_closed(self) -> bool:
        """Whether both ends are known."""
        return None not in (self.years or (self.start, self.end))

    def precedes(self, other: Period) -> bool:
        """Return whether this period surely lies before the other one, wholly.

        >>> Period(None, None, "year", years=(-44, -44)).precedes(Period(datetime.date(14, 1, 1), None))
        True
        """
        if self.years is None and other.years is None:
            last, first = self.latest, other.earliest
            return last is not None and first is not None and last < first
        last_year = self.years[1] if self.years else _year(self.latest)
        first_year = other.years[0] if other.years else _year(other.earliest)
        return last_year is not None and first_year is not None and last_year < first_year


def _year(day: datetime.date | None) -> int | None:
    return None if day is None else day.year


V = TypeVar("V", covariant=True)


@_value
class Mention(Generic[V]):
    """A place in a text that names a value: ``text[start:end] == quote``."""

    start: int
    end: int
    quote: str
    value: V


@_value
class Name:
    """A name in a claim; `entity` is the canonical id where the name is a known one ("RU", "donald-trump")."""

    text: str
    entity: str | None = None
    type: Literal["name"] = "name"


@_value
class Term:
    """One of a closed list of meanings, the same in every language: a status, an office, an action."""

    concept: str
    type: Literal["term"] = "term"


@_value
class Terms:
    """A set of meanings or of canonical ids; `complete` is true where the text lists all of them."""

    concepts: frozenset[str]
    complete: bool = False
    type: Literal["terms"] = "terms"


@_value
class Text:
    """Free text, compared word by word after folding."""

    text: str
    type: Literal["text"] = "text"


@_value
class Setting:
    """What a claim is about, as weighted features (lemmas, concepts, names, numbers) of its clause and sentence."""

    features: dict[str, float]
    type: Literal["setting"] = "setting"


Value = Annotated[Quantity | Period | Name | Term | Terms | Text | Setting, Field(discriminator="type")]

"""Values in words for messages, in the language of whoever reads them: rules/languages/<language>/values.yaml."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from consistency.errors import RuleError
from consistency.language.concepts import first_words
from consistency.language.plurals import choose_form
from consistency.model import Name, Period, Quantity, Setting, Term, Terms, Text, Value
from consistency.resources import language_resource


@dataclass(frozen=True, slots=True)
class ValueWords:
    """How values are said in one language."""

    language: str
    forms: dict[str, Any]

    def say(self, value: Value) -> str:
        """Return a value in words."""
        return _SAY[value.type](self, value)

    def quantity(self, value: Quantity) -> str:
        """Return a figure with its unit and its bound: "about 40 barrels per day"."""
        if value.unit == "score" and value.counted:
            return value.counted
        low, high = (f"{figure:,.10g}" for figure in (value.low, value.high))
        figure = low if value.low == value.high else self.forms["range"].format(low=low, high=high)
        if value.ordinal:
            figure = choose_form(self.forms["ordinal"], self.language, value.low, "ordinal").format(n=figure)
        said = self._with_unit(figure, value) if value.unit else figure
        if value.per:
            said = self.forms["per"].format(n=said, unit=self._unit_name(value.per))
        return str(self.forms["bounds"].get(value.bound, "{n}").format(n=said))

    def _with_unit(self, figure: str, value: Quantity) -> str:
        forms = self.forms["units"].get(value.unit)
        if forms is None or value.ordinal:
            forms = {"other": "{n}"} if value.unit == "person" else {"other": self.forms["unit"]}
        return choose_form(forms, self.language, value.high).format(n=figure, unit=self._unit_name(value.unit or ""))

    def _unit_name(self, unit: str) -> str:
        if self.language == _DEFAULT:
            return unit.replace("_", " ")
        known = _resource(self.language, "units").get("units", {}).get(unit, {})
        return str(next(iter(known.get("singular", ())), unit.replace("_", " ")))

    def period(self, value: Period) -> str:
        """Return a day or a stretch of time."""
        if value.minute is not None:
            return f"{value.minute // 60}:{value.minute % 60:02d}"
        if value.years is not None and None not in value.years:
            first, last = (self._year(year) for year in value.years if year is not None)
            return first if first == last else str(self.forms["period"].format(start=first, end=last))
        if value.start is None or value.end is None:
            if value.day and value.month:
                return self._dated("day_of_month", value.day, value.month)
            return str(self.forms["no_period"])
        start, end = self._day(value.start), self._day(value.end)
        return start if start == end else str(self.forms["period"].format(start=start, end=end))

    def _year(self, year: int) -> str:
        return str(self.forms["before_christ" if year < 0 else "after_christ"].format(year=abs(year)))

    def _day(self, day: datetime.date) -> str:
        return self._dated("date", day.day, day.month, year=day.year, iso=day.isoformat())

    def _dated(self, form: str, day: int, month: int, **more: object) -> str:
        months = self.forms.get("months")
        name = months[month - 1] if months else ""
        return str(self.forms[form].format(day=day, month=month, month_name=name, **more))

    def meaning(self, concept: str) -> str:
        """Return a meaning in words: "c:military-spending" is "military spending", "not:approve" is "not approve"."""
        plain = concept.removeprefix("not:")
        kind, colon, rest = plain.partition(":")
        key = (rest if colon and len(kind) == 1 else plain).removeprefix("org:")
        word = self.forms["words"].get(key) or self._named(key) or key.replace("-", " ")
        return str(word if plain == concept else self.forms["denied"].format(word=word))

    def _named(self, key: str) -> str | None:
        if self.language == _DEFAULT:  # ids are English
            return None
        office = _resource(self.language, "offices").get("offices", {}).get(key, {})
        names = [*office.get("phrases", ()), *office.get("heads", ())]
        return names[0] if names else first_words(self.language).get(key)

    def meanings(self, value: Terms) -> str:
        """Return a set of meanings in words."""
        return str(self.forms["list"].join(sorted(self.meaning(concept) for concept in value.concepts)))


_DEFAULT = "en"


@functools.cache
def value_words(language: str = _DEFAULT) -> ValueWords:
    """Return how values are said in a language; what it lacks is said as in English."""
    return ValueWords(language, {**language_resource(_DEFAULT, "values"), **_resource(language, "values")})


def _resource(language: str, name: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = language_resource(language, name)
    except RuleError:  # a language of reports need not be one in which texts are read
        return {}
    return found


def _say_name(_: ValueWords, value: Name | Text) -> str:
    return value.text


def _say_term(words: ValueWords, value: Term) -> str:
    return words.meaning(value.concept)


def _say_setting(words: ValueWords, _: Setting) -> str:
    return str(words.forms["setting"])


_SAY: dict[str, Callable[..., str]] = {
    "quantity": ValueWords.quantity,
    "period": ValueWords.period,
    "name": _say_name,
    "text": _say_name,
    "term": _say_term,
    "terms": ValueWords.meanings,
    "setting": _say_setting,
}

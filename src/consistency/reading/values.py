"""Values of claims from JSON: the types of the model, with short forms for people."""

from __future__ import annotations

import datetime
import difflib
import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, replace
from typing import Any, get_args

from consistency.model import Bound, Name, Period, Precision, Quantity, Setting, Term, Terms, Text, Value

_LONGEST = 10_000  # characters of a name or a text; two of them are compared letter by letter


class WrongFormError(ValueError):
    """Something in a claim has another form than it must; the message is the whole sentence."""


def only_known(obj: Mapping[str, Any], known: Collection[str], what: str) -> None:
    """Raise WrongFormError, naming the nearest known key, where `obj` has another key than those `known`."""
    for key in obj:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            hint = f"did you mean '{near[0]}'? " if near else ""
            raise WrongFormError(f"unknown field '{key}' of {what}; {hint}known are {', '.join(known)}")


def value_from_json(name: str, given: Any) -> Value:
    """Return the value of the field `name`: plain strings, numbers, true and false, lists of strings, or typed objects.

    Raises WrongFormError.
    """
    if isinstance(given, dict):
        kind = given.get("type")
        make = _VALUES.get(kind) if isinstance(kind, str) else None
        if make is None:
            said = f"has the unknown type '{kind}'" if kind is not None else "needs a 'type'"
            raise WrongFormError(f"field '{name}' {said}; known are {', '.join(_VALUES)}")
        return make(name, given)
    if isinstance(given, str):
        return Text(_short(name, given))
    if isinstance(given, bool):
        return Term("true" if given else "false")
    if isinstance(given, int | float):
        number = _number(name, given)
        return Quantity(number, number)
    if isinstance(given, list):
        return Terms(_strings(name, given))
    raise WrongFormError(f"field '{name}' holds nothing that can be compared")


_KEYS: dict[type, tuple[str, ...]] = {
    model: tuple(field.name for field in fields(model) if field.name != "type") + more
    for model, more in (
        (Quantity, ("value",)), (Period, ("value",)), (Name, ()), (Term, ()), (Terms, ()), (Text, ()), (Setting, ()),
    )
}  # fmt: skip


_KEY_SETS = {model: frozenset((*keys, "type")) for model, keys in _KEYS.items()}


def _known(name: str, given: Mapping[str, Any], model: type) -> None:
    if not given.keys() <= _KEY_SETS[model]:  # a million times over, and nearly always true
        given = {key: value for key, value in given.items() if key != "type"}
        only_known(given, _KEYS[model], f"the {model.__name__.lower()} '{name}'")


def _choice(name: str, given: Any, key: str, known: tuple[str, ...]) -> Any:
    if not isinstance(given, str) or given not in known:
        raise WrongFormError(f"field '{name}' has the unknown {key} '{given}'; known are {', '.join(known)}")
    return given


def _number(name: str, given: Any) -> float:
    if isinstance(given, int | float) and not isinstance(given, bool):
        try:
            number = float(given)
        except OverflowError:
            number = math.inf
        if math.isfinite(number):
            return number
    raise WrongFormError(f"field '{name}' needs a finite number, not {str(given)[:40]!r}")


def _strings(name: str, given: Any) -> frozenset[str]:
    if not isinstance(given, list) or not all(isinstance(entry, str) for entry in given):
        raise WrongFormError(f"field '{name}' must be a list of strings")
    return frozenset(given)


def _string(name: str, given: Mapping[str, Any], key: str, needed: bool = False) -> str | None:
    value = given.get(key)
    if value is None and not needed:
        return None
    if not isinstance(value, str) or (needed and not value):
        raise WrongFormError(f"field '{name}' needs '{key}' as text")
    return value


def _short(name: str, given: str) -> str:
    if len(given) > _LONGEST:
        raise WrongFormError(f"field '{name}' has {len(given):,} characters; the longest has {_LONGEST:,}")
    return given


def _flag(name: str, given: Mapping[str, Any], key: str) -> bool:
    value = given.get(key, False)
    if not isinstance(value, bool):
        raise WrongFormError(f"field '{name}' needs '{key}' as true or false")
    return value


def _quantity(name: str, given: Mapping[str, Any]) -> Quantity:
    _known(name, given, Quantity)
    if "value" in given and ("low" in given or "high" in given):
        raise WrongFormError(f"field '{name}' gives a 'value', so no 'low' or 'high'")
    if "value" in given:
        low = high = _number(name, given["value"])
    elif "low" in given or "high" in given:
        low = _number(name, given.get("low", given.get("high")))
        high = _number(name, given.get("high", given.get("low")))
    else:
        raise WrongFormError(f"field '{name}' needs a 'value', or 'low' and 'high'")
    if low > high:
        raise WrongFormError(f"field '{name}' has a 'low' above its 'high'")
    bound: Bound = _choice(name, given.get("bound", "exact"), "bound", get_args(Bound))
    return Quantity(
        low,
        high,
        _string(name, given, "unit"),
        bound,
        _flag(name, given, "ordinal"),
        _string(name, given, "per"),
        _string(name, given, "counted"),
    )


_PERIOD_NUMBERS = ("minute", "zone", "month", "day", "weekday", "slack")


def period_from_json(name: str, given: Mapping[str, Any]) -> Period:
    """Return the period that an object with `value`, or with `start` and `end`, gives.

    A stretch that begins before Christ gives `years` instead. Raises WrongFormError.
    """
    _known(name, given, Period)
    if "value" in given and ("start" in given or "end" in given):
        raise WrongFormError(f"field '{name}' gives a 'value', so no 'start' or 'end'")
    value = given.get("value")
    start = _day(name, given.get("start", value))
    end = _day(name, given.get("end", value))
    if start and end and end < start:
        raise WrongFormError(f"field '{name}' ends before it begins")
    said = given.get("precision", "day" if start == end else "interval")
    precision: Precision = _choice(name, said, "precision", get_args(Precision))
    numbers: dict[str, Any] = {key: given[key] for key in _PERIOD_NUMBERS if given.get(key) is not None}
    for key, number in numbers.items():
        if type(number) is not int:
            raise WrongFormError(f"field '{name}' needs '{key}' as a whole number")
    if not given.keys() - {"type"}:
        raise WrongFormError(f"field '{name}' needs a 'value', or 'start' and 'end'")
    if given.get("years") is not None:
        numbers["years"] = _years(name, given)
    return replace(Period(start, end, precision, impossible=_flag(name, given, "impossible")), **numbers)


def _years(name: str, given: Mapping[str, Any]) -> tuple[int | None, int | None]:
    years = given["years"]
    fitting = isinstance(years, list) and len(years) == 2 and all(year is None or type(year) is int for year in years)
    if not fitting or 0 in years:
        raise WrongFormError(
            f"field '{name}' needs 'years' as two whole numbers other than 0: [-44, 14] is 44 BC to AD 14"
        )
    first, last = years
    if (first is None or first > 0) and (last is None or last > 0):
        raise WrongFormError(f"field '{name}' gives 'years' after Christ; write them as 'start' and 'end'")
    if first is not None and last is not None and last < first:
        raise WrongFormError(f"field '{name}' ends before it begins")
    if given.keys() & {"value", "start", "end"}:
        raise WrongFormError(f"field '{name}' gives 'years', so no 'value', 'start' or 'end'")
    return first, last


def _day(name: str, given: Any) -> datetime.date | None:
    if given is None:
        return None
    try:
        return datetime.datetime.fromisoformat(given).date()
    except (TypeError, ValueError):
        raise WrongFormError(f"field '{name}' has the bad date {str(given)[:40]!r}; write it as 2025-03-02") from None


def _name(name: str, given: Mapping[str, Any]) -> Name:
    _known(name, given, Name)
    return Name(_short(name, _string(name, given, "text", needed=True) or ""), _string(name, given, "entity"))


def _term(name: str, given: Mapping[str, Any]) -> Term:
    _known(name, given, Term)
    return Term(_string(name, given, "concept", needed=True) or "")


def _terms(name: str, given: Mapping[str, Any]) -> Terms:
    _known(name, given, Terms)
    return Terms(_strings(name, given.get("concepts")), _flag(name, given, "complete"))


def _text(name: str, given: Mapping[str, Any]) -> Text:
    _known(name, given, Text)
    return Text(_short(name, _string(name, given, "text", needed=True) or ""))


def _setting(name: str, given: Mapping[str, Any]) -> Setting:
    _known(name, given, Setting)
    features = given.get("features")
    if not isinstance(features, dict):
        raise WrongFormError(f"field '{name}' needs 'features', an object of weights")
    return Setting({key: _number(f"{name}.features.{key}", weight) for key, weight in features.items()})


_VALUES: dict[str, Callable[[str, Mapping[str, Any]], Value]] = {
    "quantity": _quantity,
    "period": period_from_json,
    "name": _name,
    "term": _term,
    "terms": _terms,
    "text": _text,
    "setting": _setting,
}

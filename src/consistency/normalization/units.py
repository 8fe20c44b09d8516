"""Units: their names in the text, what they measure, and conversion between those that measure one thing.

Names are in rules/languages/<language>/units.yaml, dimensions and factors in rules/knowledge/units.yaml.
"""

from __future__ import annotations

import functools
from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from consistency.language.orthography import fold, fold_word
from consistency.model import Quantity
from consistency.normalization.tokens import Tokens, tokenize
from consistency.resources import cached_table, knowledge_resource, language_resource, rules_root

_LEAST_AFTER_WORDS = 3  # letters of a short name that may follow a number in words: "five min", «خمسة كلم»


@dataclass(frozen=True, slots=True)
class UnitName:
    """A written name of a unit. `short` names stand right after digits only ("km", "غ"); `count` is 2 in the dual."""

    words: tuple[str, ...]
    unit: str
    count: int = 0
    short: bool = False
    singular: bool = False


@dataclass(frozen=True, slots=True)
class UnitNames:
    """The names of units by their first word, the longest first, and what stands before a number.

    `second` are the second words of the names that begin with a word, `single` those names that are only this word.
    """

    after: dict[str, tuple[UnitName, ...]]
    second: dict[str, frozenset[str]]
    single: dict[str, tuple[UnitName, ...]]
    symbols: dict[tuple[str, ...], str]
    symbol_ends: frozenset[str]
    currency_nouns: dict[str, str]
    before: dict[str, str]


def _words(text: str) -> tuple[str, ...]:
    return tuple(tokenize(fold(text)).words)


@functools.cache
def unit_names() -> UnitNames:
    """Return the unit names of both languages: their scripts keep them apart, and Arabic texts write "km" and "USD"."""
    files = [rules_root() / "languages" / language / "units.yaml" for language in ("ar", "en")]
    table = cached_table(files, "units", _build_names)
    symbols = {tuple(words): unit for words, unit in table["symbols"]}
    after: dict[str, list[UnitName]] = {}
    for words, unit, count, short, singular in table["names"]:
        after.setdefault(words[0], []).append(UnitName(tuple(words), unit, count, short, singular))
    return UnitNames(
        {word: tuple(sorted(group, key=lambda name: -len(name.words))) for word, group in after.items()},
        {word: frozenset(name.words[1] for name in group if len(name.words) > 1) for word, group in after.items()},
        {word: tuple(name for name in group if len(name.words) == 1) for word, group in after.items()},
        symbols,
        frozenset(words[-1] for words in symbols),
        table["nouns"],
        table["before"],
    )


def _build_names() -> dict[str, Any]:
    names: dict[tuple[str, ...], UnitName] = {}
    nouns: dict[str, str] = {}

    def add(text: str, unit: str, count: int = 0, *, short: bool = False, singular: bool = False) -> None:
        words = _words(text)
        if words:
            names.setdefault(words, UnitName(words, unit, count, short, singular))

    for language in ("ar", "en"):
        table = language_resource(language, "units")
        for noun, currency in table["currencies"].items():
            _add_currency(add, nouns, language, noun, currency)
        for unit, forms in table["units"].items():
            for form in forms.get("singular", ()):
                add(form, unit, singular=True)
                if language == "en" and " " in form:
                    add(form.replace(" ", "-"), unit, singular=True)  # "a 9,000-square-foot house"
                if language == "ar":
                    for accusative in _accusatives(form):
                        add(accusative, unit, singular=True)
                    for dual in _duals(form):
                        add(dual, unit, 2)
            for form in forms.get("dual", ()):
                add(form, unit, 2)
            for form in forms.get("plural", ()):
                add(form, unit)
            for form in forms.get("short", ()):
                add(form, unit, short=True)
    english = language_resource("en", "units")
    symbols = {_words(symbol): unit for symbol, unit in english["symbols"].items()}
    symbols.update({(fold_word(code),): code for code in english["codes"]})
    for words, unit in symbols.items():
        names.setdefault(words, UnitName(words, unit, short=True))
    return {
        "names": [(name.words, name.unit, name.count, name.short, name.singular) for name in names.values()],
        "symbols": list(symbols.items()),
        "nouns": nouns,
        "before": {fold_word(word): unit for word, unit in english["before"].items()},
    }


def _add_currency(add: object, nouns: dict[str, str], language: str, noun: str, currency: dict[str, object]) -> None:
    plurals = currency.get("plural", [])
    kinds = currency.get("by", {})
    unit = currency.get("unit")
    assert callable(add)
    assert isinstance(plurals, list)
    assert isinstance(kinds, dict)
    if language == "en":
        for form in [noun, *plurals]:
            for adjective, code in kinds.items():
                add(f"{adjective} {form}", code)
            if isinstance(unit, str):
                add(form, unit, singular=form == noun)
        return
    forms = [(noun, 0), *((form, 0) for form in _accusatives(noun)), *((form, 0) for form in plurals)]
    forms += [(form, 2) for form in _duals(noun)]
    for form, count in forms:
        for adjective, code in kinds.items():
            for ending in ("", "ا", "ة", "ين", "ان", "تين", "تان"):
                add(f"{form} {adjective}{ending}", code, count)
                add(f"{form} ال{adjective}{ending}", code, count)
        if isinstance(unit, str):
            add(form, unit, count, singular=count == 0)
            nouns[fold_word(form)] = unit


def _accusatives(form: str) -> list[str]:
    words = form.split()
    head = fold_word(words[0])
    return [] if head[-1] in "ها" or not head[-1].isalpha() else [" ".join([words[0] + "ا", *words[1:]])]


def _duals(form: str) -> list[str]:
    word = fold_word(form)
    if " " in form or not word.isalpha() or word.isascii():
        return []
    stem = word[:-1] + "ت" if word.endswith("ه") else word
    return [stem + "ان", stem + "ين"]


def unit_after(tokens: Tokens, index: int, *, after_digits: bool) -> tuple[UnitName, int] | None:
    """Return the unit whose name begins at token `index`, and the index after it.

    Short names are taken only where `after_digits` says that the number before is written in digits.
    """
    word = tokens.word(index)
    names = unit_names()
    if word not in names.after:
        if not word.startswith("ال"):
            return None
        word = word[2:]
        if word not in names.after or word.isascii():
            return None
    second, following = names.second[word], tokens.word(index + 1)
    goes_on = following in second or (following.startswith("ال") and following[2:] in second)
    for name in names.after[word] if goes_on else names.single[word]:
        size = len(name.words)
        if name.short and not after_digits and len(name.words[0]) < _LEAST_AFTER_WORDS:
            continue
        if size == 1 or all(_same(tokens.word(index + place), name.words[place]) for place in range(1, size)):
            if (
                name.short
                and name.words[-1].isalpha()
                and name.words[-1].isascii()
                and tokens.word(index + size) == "'"
            ):
                continue
            return name, index + size
    return None


def _same(word: str, form: str) -> bool:
    return word == form or (word.startswith("ال") and word[2:] == form)


@functools.cache
def _dimensions() -> dict[str, tuple[str, float, float, str]]:
    """Return for each unit its dimension, factor, offset and base unit."""
    found: dict[str, tuple[str, float, float, str]] = {}
    for dimension, units in knowledge_resource("units")["dimensions"].items():
        base = next(iter(units))
        for unit, factor in units.items():
            if isinstance(factor, dict):
                found[unit] = (dimension, float(factor["factor"]), float(factor["offset"]), base)
            else:
                found[unit] = (dimension, float(factor), 0.0, base)
    return found


def convert(value: float, unit: str | None) -> tuple[float, str | None]:
    """Return `value` in the base unit of what `unit` measures, and that base unit; an unknown unit stays as it is.

    >>> convert(2.5, "tonne")
    (2500.0, 'kilogram')
    >>> convert(50, "percent")
    (0.5, 'ratio')
    """
    entry = _dimensions().get(unit) if unit is not None else None
    if entry is None:
        return value, unit
    _, factor, offset, base = entry
    return value * factor + offset, base


@functools.cache
def _shared_names() -> dict[str, frozenset[str]]:
    return {name: frozenset(codes) for name, codes in knowledge_resource("units")["shared_names"].items()}


def is_shared_name(unit: str) -> bool:
    """Tell whether a unit is a name that currencies of several countries share ("dinar")."""
    return unit in _shared_names()


def is_time(value: Quantity) -> bool:
    """Return whether a quantity is a length of time, and no rate: "three weeks", not "three weeks a year"."""
    return value.unit is not None and value.per is None and convert(1.0, value.unit)[1] == convert(1.0, "second")[1]


def same_dimension(unit_a: str | None, unit_b: str | None) -> bool:
    """Return whether two units measure one thing, so that values in them compare after `convert`.

    A currency's bare name goes with each currency of that name ("dinar" with "KWD").
    """
    if unit_a == unit_b:
        return True
    if unit_a is None or unit_b is None:
        return False
    a, b = _dimensions().get(unit_a), _dimensions().get(unit_b)
    if a is not None and b is not None:
        return a[0] == b[0]
    shared = _shared_names()
    return unit_b in shared.get(unit_a, ()) or unit_a in shared.get(unit_b, ())


@functools.cache
def currencies() -> frozenset[str]:
    """Return every currency unit: ISO 4217 codes, and bare names that several countries share."""
    table = language_resource("en", "units")
    listed = frozenset(table["codes"]) | frozenset(table["symbols"].values()) | frozenset(_shared_names())
    told = (unit for noun in table["currencies"].values() for unit in (noun.get("unit"), *noun.get("by", {}).values()))
    return listed | frozenset(unit for unit in told if unit)


@functools.cache
def money_of() -> dict[str, str]:
    """Return by folded country word the currency of that country, for "dinar" without a country."""
    tables = (language_resource(language, "units")["money_of"] for language in ("ar", "en"))
    return {fold_word(word): code for table in tables for word, code in table.items()}


@functools.cache
def _default_names() -> dict[str, frozenset[str]]:
    return {unit: frozenset(codes) for unit, codes in knowledge_resource("units")["default_names"].items()}


@functools.cache
def _names_of_money() -> dict[str, str]:
    """Return for each currency of a shared name that name, the first where it has two."""
    return {code: name for name, codes in reversed(_shared_names().items()) for code in codes}


def money_name(unit: str) -> str:
    """Return the name that a currency shares with others ("dinar" for KWD), or the unit itself."""
    return _names_of_money().get(unit, unit)


def resolved_currency(unit: str, words: frozenset[str], units: Set[str | None] = frozenset()) -> str:
    """Return the currency that a bare name means in a text with these words, where they name one country only.

    `units` are those of the text: a pound beside one Egyptian pound is Egyptian too.
    """
    told = _shared_names().get(unit, frozenset()) & units
    if len(told) == 1:
        return str(*told)
    countries = _countries_of(unit)
    named = {countries[word] for word in countries.keys() & words}
    return named.pop() if len(named) == 1 else unit


@functools.cache
def _countries_of(unit: str) -> dict[str, str]:
    """Return the folded words for the countries whose money may be called by a bare name, each with its currency."""
    codes = _shared_names().get(unit) or _default_names().get(unit, frozenset())
    return {word: code for word, code in money_of().items() if code in codes}

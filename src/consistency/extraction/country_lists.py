"""Lists of countries and of organisations: "Russia, the United States and China", «مصرية ألمانية مشتركة»."""

from __future__ import annotations

from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, once
from consistency.language.orthography import fold_word

_JOINS = frozenset(
    fold_word(w) for w in (",", "،", "and", "the", "&", "or", "و", "-", "مع", "with", "both", "كل", "من")
)
_COUNTRY_TYPES = frozenset({"country", "nationality"})
_BODY_TYPES = _COUNTRY_TYPES | {"organisation"}


@dataclass(frozen=True, slots=True)
class CountryList:
    """Countries named side by side: the words they span, half-open, and their ids ("RU"); in lists of bodies those of
    organisations as well."""

    first: int
    last: int
    countries: frozenset[str]


@once
def country_lists(analysis: Analysis) -> list[CountryList]:
    """Return the runs of two or more countries, or nationalities, with nothing but commas and "and" between them."""
    return _runs(analysis, _COUNTRY_TYPES)


@once
def body_lists(analysis: Analysis) -> list[CountryList]:
    """Return the runs of two or more organisations, countries among them: "the African Union and the Arab League"."""
    return _runs(analysis, _BODY_TYPES)


def _runs(analysis: Analysis, types: frozenset[str]) -> list[CountryList]:
    found: list[CountryList] = []
    run: list[tuple[int, int, str]] = []
    previous = ""
    for entity in analysis.entities:
        body = entity.type == "organisation"
        if entity.type not in types or not (entity.country or body):
            continue
        first, last = analysis.words_of_mention(entity)
        adjectives = entity.type == previous == "nationality"
        previous = entity.type
        if run and not _joined(analysis, run[-1][1], first, adjectives):
            _close(found, run)
            run = []
        run.append((first, last, entity.entity if body else entity.country or ""))
    _close(found, run)
    return found


def _joined(analysis: Analysis, last: int, first: int, both_adjectives: bool) -> bool:
    """Tell whether only joining words stand between; Arabic writes "and" onto the word, so it may be none."""
    words = analysis.words
    if words[last - 1].sentence != words[first].sentence or first - last > 3:
        return False
    if any(words[i].folded not in _JOINS for i in range(last, first)):
        return False
    # Arabic also sets nationalities side by side: «بعثة مصرية ألمانية مشتركة».
    return first > last or words[first].folded.startswith("و") or both_adjectives


def _close(found: list[CountryList], run: list[tuple[int, int, str]]) -> None:
    countries = frozenset(country for _, _, country in run)
    if len(countries) > 1:
        found.append(CountryList(run[0][0], run[-1][1], countries))

"""Known entities in a text: countries, nationalities, capitals, organisations, places and persons of the news.

The names come from rules/knowledge/{countries,places,organisations,aliases}.yaml. A text is read in one pass over its
words: the first word of a name is looked up in a hash table, with the Arabic proclitics taken off where the word as it
stands is no name, and the longest name that fits wins. A name never matches inside a longer word.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from itertools import compress
from typing import Any, Literal, cast

from consistency.language.orthography import Folded, fold
from consistency.language.word_table import WordTable
from consistency.resources import cached_table, knowledge_resource, language_resource, rules_root

EntityType = Literal["country", "nationality", "capital", "metonym", "organisation", "place", "person"]

_WORD = re.compile(r"[^\W_]+")
_JOINTS = frozenset((" ", "-", ".", "'", ". ", " - "))
_PROCLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك")
_BEFORE_ARTICLE = ("لل", "ولل", "فلل")  # ل and the article: the alef is not written
_ADJECTIVE_ENDINGS = ("", "ه", "ون", "ين", "ان", "تان", "تين", "ات")
_LOCATIVES = frozenset(
    ("في", "الي", "من", "in", "to", "from", "at", "near", "مدينه", "العاصمه", "city", "capital", "outside")
)


_KNOWLEDGE = ("countries", "places", "organisations", "aliases")


@dataclass(frozen=True, slots=True)
class EntityMention:
    """A place in a folded text, ``text[start:end]``, that names a known entity.

    `entity` is its canonical id: an ISO 3166-1 alpha-2 code for a country and its nationality, else "place:aden",
    "org:un", or the key of the alias table for a person. `country` is the country that it belongs to, or None.
    """

    start: int
    end: int
    entity: str
    type: EntityType
    country: str | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    entity: str
    type: EntityType
    country: str | None
    upper: bool = False  # an abbreviation: only where it is printed in capitals


@dataclass(frozen=True, slots=True)
class _Guard:
    after: frozenset[str]
    not_after: frozenset[str]
    ya: bool  # not where it is printed with alef maqsura


# What follows the first folded word of a name, longest first, and the places in the table of what the name may mean.
_Rests = list[tuple[list[str], list[int]]]


@functools.cache
def _table(language: str) -> dict[str, Any]:
    files = [rules_root() / "knowledge" / f"{name}.yaml" for name in _KNOWLEDGE]
    return cast("dict[str, Any]", cached_table(files, f"entities of {language}", lambda: _build_names(language)))


def _names(language: str) -> dict[str, _Rests]:
    """Return the names by their first folded word, as the cache gives them: few of them are ever looked at."""
    return cast("dict[str, _Rests]", _table(language)["names"])


@functools.cache
def _entry(language: str, place: int) -> _Entry:
    return _Entry(*_table(language)["entries"][place])


def _build_names(language: str) -> dict[str, Any]:
    entries: dict[_Entry, int] = {}
    by_first: dict[str, dict[tuple[str, ...], list[int]]] = {}
    for name, entry in _listed(language):
        words = _WORD.findall(fold(name).text)
        if words:
            place = entries.setdefault(entry, len(entries))
            meanings = by_first.setdefault(words[0], {}).setdefault(tuple(words[1:]), [])
            if place not in meanings:
                meanings.append(place)
    names = {
        first: sorted(rests.items(), key=lambda pair: (-len(pair[0]), pair[0])) for first, rests in by_first.items()
    }
    return {"entries": [astuple(entry) for entry in entries], "names": names}


def _listed(language: str) -> Iterator[tuple[str, _Entry]]:
    for code, country in knowledge_resource("countries").items():
        for name in country.get(language, ()):
            yield name, _Entry(code, "country", code, _is_abbreviation(name))
        for stem in country.get(f"adjective_{language}", ()):
            for form in _forms(stem) if language == "ar" else (stem,):
                yield form, _Entry(code, "nationality", code)
        for name in country.get(f"capital_{language}", ()):
            yield name, _Entry(_place_id(country.get("capital_en", [name])[0]), "capital", code)
        if country.get("capital_en"):
            for name in _capital_described(country, language):
                yield name, _Entry(_place_id(country["capital_en"][0]), "capital", code)
    for key, place in knowledge_resource("places").items():
        for name in place.get(language, ()):
            yield name, _Entry(f"place:{key}", "place", place.get("country") or None)
    for key, body in knowledge_resource("organisations").items():
        kind: EntityType = "metonym" if body.get("metonym") else "organisation"
        for name in body.get(language, ()):
            yield name, _Entry(f"org:{key}", kind, body.get("country") or None, _is_abbreviation(name))
    for key, person in knowledge_resource("aliases").items():
        for name in person.get(language, ()):
            if " " in name or "-" in name:
                yield name, _Entry(key, "person", None)


def _capital_described(country: Mapping[str, Any], language: str) -> Iterator[str]:
    """Yield what a capital is called without its name: "Jordanian capital", «العاصمة الأردنية»."""
    for stem in country.get(f"adjective_{language}", ()):
        if language == "en":
            yield f"{stem} capital"
        elif stem.endswith("ي"):
            yield f"العاصمة ال{stem}ة"
    for name in country.get(language, ()):
        yield f"{name}'s capital" if language == "en" else f"عاصمة {name}"


def _place_id(name: str) -> str:
    return "place:" + "-".join(_WORD.findall(fold(name).text.replace("'", "")))


def _is_abbreviation(name: str) -> bool:
    return name.isascii() and name.isupper() and len(name) <= 6


def _forms(stem: str) -> Iterator[str]:
    """Yield the forms of an Arabic nationality: gender, number, article; a stem not in ya is a plural as it stands."""
    words = fold(stem).text.split()
    if not all(word.endswith("ي") for word in words):
        yield " ".join(words)
        yield " ".join("ال" + word for word in words)
        return
    for ending in _ADJECTIVE_ENDINGS:
        yield " ".join(word + ending for word in words)
        yield " ".join("ال" + word + ending for word in words)


@functools.cache
def _guards(language: str) -> dict[str, _Guard]:
    listed = language_resource(language, "name_words").get("guarded") or {}
    return {
        fold(word).text: _Guard(
            frozenset(fold(before).text for before in guard.get("after", ())),
            frozenset(fold(before).text for before in guard.get("not_after", ())),
            bool(guard.get("ya")),
        )
        for word, guard in listed.items()
    }


@functools.cache
def _given_names() -> frozenset[str]:
    return frozenset(fold(name).text for name in language_resource("en", "given_names")["names"])


def find_entities(folded: Folded, language: str) -> list[EntityMention]:
    """Find the known entities of a text in `language` ("ar" or "en"); offsets are those of the folded text.

    Mentions do not overlap and come in order. Where a name has several meanings (عمان, Tripoli), the one whose country
    the text names elsewhere is taken, else the first in the files.
    """
    language = "ar" if language == "ar" else "en"
    found = list(_matches(folded, language))
    countries = {meanings[0].country for _, _, meanings in found if len({one.country for one in meanings}) == 1}
    mentions: list[EntityMention] = []
    for start, end, meanings in found:
        entry = next((one for one in meanings if len(meanings) > 1 and one.country in countries), meanings[0])
        mentions.append(EntityMention(start, end, entry.entity, _type_here(folded.text, start, entry), entry.country))
    return mentions


def _type_here(text: str, start: int, entry: _Entry) -> EntityType:
    """Return the type, and for a capital of the great powers whether its government is meant (واشنطن, Moscow)."""
    if entry.entity != "place:washington":
        return entry.type
    before = text[max(0, start - 20) : start].split()
    attached = text[start - 1 : start] in ("ب",)
    return "capital" if attached or (before and before[-1] in _LOCATIVES) else "metonym"


def _matches(folded: Folded, language: str) -> Iterator[tuple[int, int, tuple[_Entry, ...]]]:
    guards = _guards(language)
    text = folded.text
    words = list(map(re.Match.span, _WORD.finditer(text)))
    openings = list(map(_openings(language).__getitem__, _WORD.findall(text)))
    done = 0
    for index in compress(range(len(words)), openings):
        start, end = words[index]
        if index < done:
            continue
        following = text[slice(*words[index + 1])] if index + 1 < len(words) else ""
        for cut, longer, alone in openings[index]:
            rests = longer[following] + alone if following in longer else alone
            found = _fit(folded, words, index, start + cut, rests, language) if rests else None
            if found is not None:
                last, meanings, first = found
                if _allowed(folded, words, index, last, guards.get(text[first:end]), language):
                    yield first, words[last][1], meanings
                    done = last + 1
                break


_Opening = tuple[int, dict[str, _Rests], _Rests]
"""The letters of a proclitic before a name, its rests of several words by the first of them, and those of none."""


@functools.cache
def _openings(language: str) -> WordTable[tuple[_Opening, ...]]:
    """Return the names that each folded word may begin; most words begin none."""
    return WordTable(functools.partial(_openings_of, language=language))


def _openings_of(word: str, language: str) -> tuple[_Opening, ...]:
    names, guards = _names(language), _guards(language)
    found: list[_Opening] = []
    if rests := names.get(word):
        found.append(_opening(0, rests))
    for cut, bare in _without_proclitics(word) if language == "ar" else ():
        rests = names.get(bare)
        # مالي and the like stand for a country only where the word before says so, so never behind a clitic.
        if rests and (bare not in guards or not guards[bare].after):
            found.append(_opening(cut, rests))
    return tuple(found)


def _opening(cut: int, rests: _Rests) -> _Opening:
    longer: dict[str, _Rests] = {}
    for rest in rests:
        if rest[0]:
            longer.setdefault(rest[0][0], []).append(rest)
    return cut, longer, [rest for rest in rests if not rest[0]]


def _without_proclitics(word: str) -> Iterator[tuple[int, str]]:
    if word[0] not in "وفبلك" or len(word) < 4:
        return
    for letters in _BEFORE_ARTICLE:
        if word.startswith(letters) and len(word) > len(letters) + 2:
            yield len(letters) - 1, "ال" + word[len(letters) :]
    for letters in _PROCLITICS:
        if word.startswith(letters) and len(word) > len(letters) + 2:
            yield len(letters), word[len(letters) :]


def _fit(
    folded: Folded,
    words: list[tuple[int, int]],
    index: int,
    start: int,
    rests: _Rests,
    language: str,
) -> tuple[int, tuple[_Entry, ...], int] | None:
    """Return the last word of the longest name that fits here, and its meanings."""
    text, source = folded.text, folded.source
    for rest, places in rests:
        last = index + len(rest)
        if last >= len(words):
            continue
        for offset, expected in enumerate(rest, start=1):
            left, right = words[index + offset]
            if text[left:right] != expected or text[words[index + offset - 1][1] : left] not in _JOINTS:
                break
        else:
            meanings = tuple(_entry(language, place) for place in places)
            if language == "en":
                printed = source[slice(*folded.original(start, words[last][1]))]
                if not printed[:1].isupper():
                    continue
                if not printed.isupper():
                    meanings = tuple(one for one in meanings if not one.upper)
                    if not meanings:
                        continue
            return last, meanings, start
    return None


def _allowed(
    folded: Folded, words: list[tuple[int, int]], index: int, last: int, guard: _Guard | None, language: str
) -> bool:
    """Tell whether the words beside it let a name be an entity: not a common word, not a person's given name."""
    text = folded.text
    before = text[slice(*words[index - 1])] if index else ""
    if guard is not None and index == last:
        bare = before[1:] if before[:1] in "وفبل" and before[1:] in guard.after else before
        if guard.after and bare not in guard.after:
            return False
        if guard.ya and folded.source[slice(*folded.original(*words[index]))].endswith("ى"):
            return False
        return before not in guard.not_after
    if language == "en" and index == last:
        word = text[slice(*words[index])]
        if word in _given_names() and last + 1 < len(words):
            left, right = words[last + 1]
            if text[words[last][1] : left] == " " and folded.source[folded.place(left)].isupper():
                return _is_name(text[left:right], language) or text[left:right] in _common(language)
        if before in _given_names() and text[words[index - 1][1] : words[index][0]] == " ":
            return not folded.source[folded.place(words[index - 1][0])].isupper() or _is_name(before, language)
    return True


def _is_name(word: str, language: str) -> bool:
    """Tell whether a word by itself is a known name, not only the first word of one: Jordan, not Michael."""
    return any(not rest for rest, _ in _names(language).get(word, ()))


@functools.cache
def _common(language: str) -> frozenset[str]:
    words = language_resource(language, "name_words")
    return frozenset(fold(word).text for key in ("not_names", "titles", "offices") for word in words.get(key, ()))

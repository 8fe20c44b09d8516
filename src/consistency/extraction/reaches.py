"""Over what a figure is told: one place alone, several together, a whole, a part of it, or one of opposed groups."""

from __future__ import annotations

import functools

from consistency.extraction.analysis import Analysis, Word, once
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.site_words import PLACES
from consistency.extraction.sites import sites
from consistency.language.orthography import folded_words
from consistency.resources import language_resource

_BEFORE, _BEHIND = 16, 10  # words of a figure's sentence in which its reach is told
_BESIDE = 4  # words between a mark and the place that it is said of
_BEHIND_SIDE = 2  # words between a side and what it is a side of
_LIST = 12  # words of a list before "together"
_KINDS = ("together", "alone", "whole", "all-of", "entire", "part", "so-far")  # the first that a figure has counts
Mark = tuple[int, int, str]
Told = tuple[frozenset[str], int, int]
"""Features, and the words that tell them (half-open). ``d:`` is a kind: alone, together, whole, part, span (of time),
so-far; named where a place has no mark. ``g:`` is an axis and one of its groups, ``e:`` a known place, ``s:`` any."""


@functools.cache
def _parts(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words for a side of a place, and those for the place that it is a side of."""
    table = language_resource(language, "reaches")
    return folded_words(table["sides"]), folded_words(table["places"])


@functools.cache
def _marks(language: str) -> Phrases[str]:
    table = language_resource(language, "reaches")
    listed = [(word, f"d:{kind}") for kind, words in table["marks"].items() for word in words]
    for axis, groups in table["groups"].items():
        listed += [(word, f"g:{axis}:{group}") for group, words in groups.items() for word in words]
    return phrases(listed)


@once
def _marked(analysis: Analysis) -> dict[int, list[Mark]]:
    """Return by sentence the marks of the text: their words (half-open) and what they say."""
    words, marks = analysis.words, _marks(analysis.language)
    found: dict[int, list[Mark]] = {}
    for place in marks.places(analysis):
        mark = marks.at(words, place)
        if mark is not None:
            found.setdefault(words[place].sentence, []).append((place, place + mark[0], mark[1]))
    sides, places = _parts(analysis.language)
    for word in words:
        if word.folded in sides and word.entity < 0 and _is_of_a_place(analysis, word, places):
            found.setdefault(word.sentence, []).append((word.index, word.index + 1, "d:part"))
    return found


def _is_of_a_place(analysis: Analysis, word: Word, places: frozenset[str]) -> bool:
    """Tell whether a side is that of a place: "the province's south", "southern Alberta", «جنوب المحافظة»."""
    words, owned = analysis.words, analysis.words[word.index - 1].folded == "'s"
    near = words[word.index - 2 : word.index - 1] if owned else words[word.index + 1 : word.index + 2 + _BEHIND_SIDE]
    return any(
        w.sentence == word.sentence
        and (w.folded.removeprefix("ال") in places or w.forms.lemma in places or (w.entity >= 0 and w is near[0]))
        for w in near
    )


@once
def _placed(analysis: Analysis) -> dict[int, str]:
    """Return the feature of the place at each word that names one: of a known place its own, else ``s:`` its name."""
    found = {}
    for site in sites(analysis):
        if site.name.entity is None:
            found.update(dict.fromkeys(range(site.name_first, site.last), f"s:{site.name.text.casefold()}"))
    for word in analysis.words:
        if word.entity >= 0 and (entity := analysis.entities[word.entity]).type in PLACES:
            found[word.index] = f"e:{entity.entity}"  # a capital is itself here, and no government
    return found


def reach_of(analysis: Analysis, first: int, last: int) -> Told | None:
    """Return over what the figure of some words (half-open) is told, with the words that tell it; None where untold.

    A mark belongs to the figure nearest to it; a place without a mark counts where it is the only one.
    """
    sentence = analysis.sentences[analysis.words[first].sentence]
    begin, end = max(sentence.first, first - _BEFORE), min(sentence.last, last + _BEHIND)
    here = _marked(analysis).get(analysis.words[first].sentence, [])
    marks = [m for m in here if begin <= m[0] and m[1] <= end and _is_its(analysis, m, first, last)]
    axes = [group.rpartition(":")[0] for group in {mark for _, _, mark in here if mark.startswith("g:")}]
    # Of "men and women" nobody is left out.
    told = [(frozenset({m}), start, stop) for start, stop, m in marks if axes.count(m.rpartition(":")[0]) == 1]
    read = (_told(analysis, kind, m, begin, end) for kind in _KINDS for m in marks if m[2] == f"d:{kind}")
    said = next((found for found in read if found is not None), None) or _named(analysis, first, begin, end)
    if said is not None:
        told.append(said)
    if not told:
        return None
    return frozenset().union(*(t[0] for t in told)), min(t[1] for t in told), max(t[2] for t in told)


def _named(analysis: Analysis, first: int, begin: int, end: int) -> Told | None:
    """Return the only place that is named in the clause of a figure or beside it, or None."""
    placed, clause = _placed(analysis), analysis.words[first].clause
    near = [w for w in analysis.words[begin:end] if w.index in placed and abs(w.clause - clause) <= 1]
    for places in ([w.index for w in near if w.clause == clause], [w.index for w in near]):
        if len({placed[place] for place in places}) == 1:
            return frozenset({"d:named", placed[places[0]]}), places[0], places[-1] + 1
    return None


def _is_its(analysis: Analysis, mark: Mark, first: int, last: int) -> bool:
    """Tell whether no other figure of the sentence is nearer to a mark than a figure, nor a clause begun between."""
    start, stop, _ = mark
    words = analysis.words
    if last <= start and words[start].clause > words[first].clause and not _goes_on(analysis, first, start):
        return False
    near = start - last if last <= start else first - stop
    sentence, own = analysis.words[first].sentence, range(first, last)
    return not any(
        w.quantity >= 0 and w.date < 0 and w.index not in own and w.sentence == sentence
        for w in words[max(0, start - near) : stop + near]
    )


def _goes_on(analysis: Analysis, first: int, start: int) -> bool:
    """Tell whether the clause behind that of a figure goes on with a place: "in Kassala and Gedaref together"."""
    words, placed = analysis.words, _placed(analysis)
    opens = next(w.index for w in words[first : start + 1] if w.clause > words[first].clause)
    return any(place in placed for place in range(opens, opens + 2))


def _told(analysis: Analysis, kind: str, mark: Mark, begin: int, end: int) -> Told | None:
    """Return what a mark tells of the places beside it, with their words; None where it is said of something else."""
    start, stop, feature = mark
    words, placed = analysis.words, _placed(analysis)
    before = range(max(begin, start - (_LIST if kind == "together" else _BESIDE)), start)
    led = [place for place in before if place in placed]
    behind = [place for place in range(stop, min(end, stop + _BESIDE)) if place in placed]
    if kind == "alone" and not led:
        dated = any(words[place].date >= 0 for place in before)
        return (frozenset({"d:span"}), start, stop) if dated else None
    joined = len(led) > 1 or any(words[p].folded == "and" or "و" in words[p].forms.proclitics for p in before)
    if kind == "together" and not joined:
        return None
    of = {
        "together": led, "alone": led[-1:], "entire": led[-1:], "all-of": behind[:1], "whole": led[-1:] or behind[:1],
    }.get(kind, [])  # fmt: skip
    if not of and kind in ("together", "entire", "all-of"):
        return None
    feature = "d:whole" if kind in ("entire", "all-of") else feature
    return frozenset({feature, *(placed[p] for p in of)}), min([start, *of]), max([stop, *(p + 1 for p in of)])

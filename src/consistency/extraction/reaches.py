"""Over what a figure is told: one place alone, several together, a whole, a part of it, or one of opposed groups."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator

from consistency.extraction.analysis import Analysis, Word, entity_key, once
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.measure_kinds import measured_figures, parts_of_claim
from consistency.extraction.nouns import nouns_after
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.reach_marks import BESIDE, OF_SEVERAL, Mark, reach_marks, reach_words
from consistency.extraction.settings import feature_of
from consistency.extraction.site_words import PLACES
from consistency.extraction.sites import sites
from consistency.model import Claim, Terms
from consistency.normalization.units import is_time
from consistency.resources import language_resource

_BEFORE, _BEHIND = 16, 14  # words of a figure's sentence in which its reach is told
_LIST = 12  # words of a list before "together"
_FAR = 20  # words from a figure to the words that tell its reach, in one quotation
_LED = 3  # words from a preposition to its place
_FEW = 20  # places or people, fewer of which are told beside a figure that is told of them, or that is taken up
# The first that a figure has counts.
_KINDS = ("together", "alone", "world", "several", "whole", "all-of", "entire", "without", "with", "part")
Told = tuple[frozenset[str], int, int]
"""Features, and the words that tell them (half-open). ``d:`` is a kind: alone, together, several (places), whole,
world, part, with or without something; in, named or listed where a place has no mark. ``g:`` is an axis
and one of its groups or both, ``e:`` a known place, ``s:`` any, ``t:`` what else is alone, ``l:`` of which kind several
are, ``n:`` a place that is named near. ``m:money``: sums are paid from one country to the other."""


@functools.cache
def _takes_up(language: str) -> Phrases[bool]:
    return phrases((word, True) for word in language_resource(language, "reaches")["takes_up"])


@once
def _placed(analysis: Analysis) -> dict[int, str]:
    """Return the feature of the place at each word that names one: of a known place its own, else ``s:`` its name."""
    found = {}
    for site in sites(analysis):
        if site.name.entity is None:
            found.update(dict.fromkeys(range(site.name_first, site.last), f"s:{site.name.text.casefold()}"))
    for word in analysis.words:
        if word.entity >= 0 and (entity := analysis.entities[word.entity]).type in PLACES:
            # A capital is itself here, and no government; "Belize City" is no country.
            behind = analysis.words[word.index + 1 : word.index + 2]
            city = entity.type == "country" and bool(behind) and behind[0].text == "City"
            found[word.index] = f"s:{word.folded} city" if city else f"e:{entity.entity}"
        elif word.entity >= 0 and analysis.entities[word.entity].type == "nationality" and _has_unit(analysis, word):
            found[word.index] = f"e:{entity_key(analysis.entities[word.entity])}"
    return found


def _has_unit(analysis: Analysis, word: Word) -> bool:
    """Tell whether a nationality is that of a part of a firm: "its Danish workforce", «الوحدة التركية»."""
    place = word.index - 1 if analysis.language == "ar" else word.index + 1
    if not 0 <= place < len(analysis.words) or analysis.words[place].sentence != word.sentence:
        return False
    return not reach_words(analysis.language, "units").isdisjoint(analysis.words[place].forms.keys)


def reach_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "reach" for each figure of which the text tells over what it is told.

    Fields: value (Quantity), measure (Term: money, share, count, amount, length), reach (Terms, see `Told`), setting.
    The evidence reaches from the figure to the words that tell its reach.
    """
    for index, told in reaches_told(analysis).items():
        figure = measured_figures(analysis)[index]
        first, last = figure.first, figure.last
        fields, spans, context = parts_of_claim(analysis, index, {"reach": Terms(told[0])})
        spans["reach"] = analysis.span(*told[1:])
        last = max([last, *(noun.index + 1 for noun in nouns_after(analysis, first, last, 1))])
        apart = told[1] > last + _FAR or told[2] < first - _FAR
        begin, end = (first, last) if apart else (min(first, told[1]), max(last, told[2]))
        besides = told[1:] if apart else None
        yield make_claim(analysis, "reach", fields, begin, end, spans, context, besides)


@once
def reaches_told(analysis: Analysis) -> dict[int, Told]:
    """Return by the indexes of quantities over what their figures are told, where the text tells it."""
    found: dict[int, Told] = {}
    for index, figure in measured_figures(analysis).items():
        told = reach_of(analysis, figure.first, figure.last)
        if told is not None and figure.measure == "money":
            told = (told[0] | {"m:money"}, *told[1:])
        if told is not None:
            found[index] = told
    return found


def reach_of(analysis: Analysis, first: int, last: int) -> Told | None:
    """Return over what the figure of some words (half-open) is told, with the words that tell it; None where untold.

    A mark belongs to the figure nearest to it; a place without a mark counts where it is the only one. A sentence that
    takes up the figure ("that number is for the whole country") tells it as well.
    """
    sentence = analysis.sentences[analysis.words[first].sentence]
    begin, end = max(sentence.first, first - _BEFORE), min(sentence.last, last + _BEHIND)
    begin, end = _own_words(analysis, begin, end, first, last)
    here = reach_marks(analysis).get(analysis.words[first].sentence, [])
    marks = [m for m in here if begin <= m[0] and m[1] <= end and _is_its(analysis, m, first, last)]
    told = _groups(here, marks)
    said = _said(analysis, _KINDS, marks, begin, end)
    taken_up = _taken_up(analysis, first, last) if said is None or not told else None
    if taken_up is not None:
        behind = analysis.sentences[taken_up]
        there = reach_marks(analysis).get(taken_up, [])
        told = told or _groups(there, there)
        said = said or _said(analysis, _KINDS, there, behind.first, behind.last)
    said = said or _named(analysis, first, begin, end)
    if said is not None:
        told.append(said)
    if not told:
        return None
    near = range(analysis.sentences[max(0, analysis.words[first].sentence - 1)].first, sentence.last)
    placed = _placed(analysis)
    places = {f"n:{placed[place]}" for place in near if place in placed}
    return frozenset(places).union(*(t[0] for t in told)), min(t[1] for t in told), max(t[2] for t in told)


def _own_words(analysis: Analysis, begin: int, end: int, first: int, last: int) -> tuple[int, int]:
    """Return the words that can tell the reach of a figure: nothing before one of some of them («منهم 640 ألفا»), and
    nothing behind a word for most of them ("2,300 patients, most of them in Tawila")."""
    words = analysis.words
    some, most = (reach_words(analysis.language, key) for key in ("some", "most"))
    if any(w.folded in some for w in words[max(begin, first - 2) : first]):
        begin = first
    stop = next((w.index for w in words[last:end] if w.folded in most), end)
    return begin, stop


def _groups(here: list[Mark], marks: list[Mark]) -> list[Told]:
    """Return the groups that marks tell. A sentence that has two of one axis tells of both where it puts them together
    ("men and women combined"); else the figure may be of either."""
    axes: dict[str, set[str]] = {}
    for _, _, mark in here:
        if mark.startswith("g:"):
            axes.setdefault(mark.rpartition(":")[0], set()).add(mark)
    joined = [start for start, _, mark in here if mark == "d:together"]
    told = []
    for start, stop, mark in marks:
        axis = mark.rpartition(":")[0]
        if mark.startswith("g:") and len(axes[axis]) == 1:
            told.append((frozenset({mark}), start, stop))
        elif mark.startswith("g:") and any(0 <= place - stop < BESIDE for place in joined):
            told.append((frozenset({f"{axis}:both"}), start, stop))
    return told


def _said(analysis: Analysis, kinds: tuple[str, ...], marks: list[Mark], begin: int, end: int) -> Told | None:
    """Return what the marks tell of the first of some kinds that they tell."""
    if not marks:
        return None
    read = (_told(analysis, kind, m, begin, end) for kind in kinds for m in marks if m[2].startswith(f"d:{kind}"))
    return next((found for found in read if found is not None), None)


def _taken_up(analysis: Analysis, first: int, last: int) -> int | None:
    """Return the sentence behind that of a figure, where it speaks of that figure and has none of its own."""
    sentence, takes = analysis.words[first].sentence, _takes_up(analysis.language).found(analysis)
    if not takes or sentence + 1 >= len(analysis.sentences):
        return None
    behind = analysis.sentence_words(sentence + 1)
    rest = analysis.words[last : analysis.sentences[sentence].last]
    if any(w.quantity >= 0 > w.date and not _is_small(analysis, w) for w in (*rest, *behind)):
        return None
    return sentence + 1 if any(word.index in takes for word in behind if word.solid) else None


def _is_small(analysis: Analysis, word: Word) -> bool:
    """Tell whether a figure is a time or counts a few, as "four plants" and "the lowest in a decade" do."""
    value = analysis.quantities[word.quantity].value
    return value.ordinal or is_time(value) or (value.unit in (None, "person") and value.high < _FEW)


def _named(analysis: Analysis, first: int, begin: int, end: int) -> Told | None:
    """Return the only place that is named in the clause of a figure or beside it, or several that are listed or lie in
    one another ("in the camps of Kassala province"); None where several stand apart."""
    placed, clause = _placed(analysis), analysis.words[first].clause
    last, asked = _before_next_figure(analysis, first, end), reach_words(analysis.language, "asked")
    named = (
        analysis.words[place]
        for place in range(begin, last)
        if place in placed and not any(w.folded in asked for w in analysis.words[max(0, place - 2) : place])
    )
    near = [word for word in named if abs(word.clause - clause) <= 1]
    own = [w.index for w in near if w.clause == clause]
    for word in reversed(near):  # "in Oslo | and Bergen": a list is no place of its last member alone
        if own and word.index < own[0] and _is_listed(analysis, word.index, own[0]):
            own.insert(0, word.index)
    for places in (own, [w.index for w in near]):
        features = {placed[place] for place in places}
        led = any(_is_led(analysis, place) for place in places)
        kind = ("d:in" if led else "d:named") if len(features) == 1 else _of_several(analysis, places) if led else None
        if features and kind is not None:
            level = {"l:unit"} if any(_has_unit(analysis, analysis.words[place]) for place in places) else set()
            return frozenset({kind, *features, *level}), places[0], places[-1] + 1
    return None


def _of_several(analysis: Analysis, places: list[int]) -> str | None:
    """Return of several places whether they are joined to a list, or the one lies in the other."""
    placed, listed = _placed(analysis), False
    for place, behind in itertools.pairwise(places):
        if placed[place] != placed[behind]:
            if behind - place - 1 > _LED:
                return None
            listed = listed or _is_listed(analysis, place, behind)
    return "d:listed" if listed else "d:in"


def _is_listed(analysis: Analysis, place: int, behind: int) -> bool:
    """Tell whether a place is joined to another one before it; «وداي» is a name, and joined to nothing."""
    words = analysis.words
    written = "و" in words[behind].forms.proclitics and not _placed(analysis)[behind].startswith("s:و")
    return behind - place - 1 <= _LED and (written or any(w.folded == "and" for w in words[place + 1 : behind]))


def _before_next_figure(analysis: Analysis, first: int, end: int) -> int:
    """Return where the next figure stands, of which the places behind it are told: "18,400 homes put it at 16.4% of
    adults in Riyadh"."""
    own = analysis.words[first].quantity
    others = (w for w in analysis.words[first:end] if w.quantity not in (own, -1) and w.date < 0)
    return next((w.index for w in others if not is_time(analysis.quantities[w.quantity].value)), end)


def _is_led(analysis: Analysis, place: int) -> bool:
    """Tell whether a place is where something is: "in Denmark", "in the Leiria district", «في محافظة صعدة»."""
    if analysis.words[place].entity >= 0 and analysis.entities[analysis.words[place].entity].type == "nationality":
        return True
    led, kinds = (reach_words(analysis.language, key) for key in ("in", "places"))
    for word in reversed(analysis.words[max(0, place - _LED) : place]):
        if word.folded in led:
            return True
        if not (word.folded in ("the", "of") or not kinds.isdisjoint(word.forms.keys)):
            return False
    return False


def _is_its(analysis: Analysis, mark: Mark, first: int, last: int) -> bool:
    """Tell whether no other figure of the sentence is nearer to a mark than a figure, nor a clause begun between.

    How many several places are is no other figure, and no figure is told of the places that it counts.
    """
    start, stop, feature = mark
    words = analysis.words
    if last <= start and words[start].clause > words[first].clause and not _goes_on(analysis, first, start):
        return False
    several = feature.startswith("d:several")
    own = range(start - 2, stop + OF_SEVERAL) if several else range(0)
    if first in own and words[first].quantity >= 0 and _is_small(analysis, words[first]):
        return False
    near = start - last if last <= start else first - stop
    sentence, figure = words[first].sentence, range(first, last)
    between = words[max(0, start - near) : stop + near]
    if words[start].clause == words[first].clause:
        between = [w for w in between if w.clause == words[first].clause]
    return not any(
        w.quantity >= 0 > w.date
        and w.index not in figure
        and w.sentence == sentence
        and w.index not in own
        and not is_time(analysis.quantities[w.quantity].value)
        for w in between
    )


def _goes_on(analysis: Analysis, first: int, start: int) -> bool:
    """Tell whether the clauses behind that of a figure go on with a place ("in Kassala and Gedaref together") or with
    what the figure is ("31,000, a figure that leaves out buses", «وهو عدد مسافري الرحلات الدولية»)."""
    words, placed = analysis.words, _placed(analysis)
    opens = next(w.index for w in words[first : start + 1] if w.clause > words[first].clause)
    goes_on = reach_words(analysis.language, "goes_on")
    return any(place in placed or words[place].folded in goes_on for place in range(opens, min(opens + 3, start + 1)))


def _told(analysis: Analysis, kind: str, mark: Mark, begin: int, end: int) -> Told | None:
    """Return what a mark tells of the places beside it, with their words; None where it is said of something else."""
    start, stop, feature = mark
    if kind == "several":
        of = [p for p in range(max(begin, start - BESIDE), min(end, stop + BESIDE)) if p in _placed(analysis)]
        level = feature.rpartition(":")[2]
        return (
            frozenset({"d:several", f"l:{level}", *(_placed(analysis)[p] for p in of)}),
            min([start, *of]),
            max([stop, *(p + 1 for p in of)]),
        )
    if kind in ("world", "with", "without"):
        return frozenset({feature}), start, stop
    words, placed = analysis.words, _placed(analysis)
    before = range(max(begin, start - (_LIST if kind == "together" else BESIDE)), start)
    led = [place for place in before if place in placed]
    behind = [place for place in range(stop, min(end, stop + BESIDE)) if place in placed]
    if kind == "alone":
        dated = [place for place in before if words[place].date >= 0]
        if dated and (not led or dated[-1] > led[-1]):
            return None  # of a stretch of time; see spells.py
    if kind == "alone" and not led:
        thing = feature_of(analysis, words[start - 1]) if start and words[start - 1].quantity < 0 else None
        return (frozenset({f"t:{thing}", "d:alone"}), start - 1, stop) if thing is not None else None
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

"""Figures: each number with what it counts or measures, where, when and on whose word."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from consistency.extraction.analysis import Analysis, Word
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.contexts import context_of, speaks_of_country, state_of
from consistency.extraction.settings import feature_of, setting
from consistency.extraction.speakers import speakers
from consistency.language.concepts import find_concepts
from consistency.language.orthography import fold_word
from consistency.language.words import word_forms
from consistency.model import Claim, Mention, Quantity, Term, Terms, Value
from consistency.normalization.counting import is_number_word
from consistency.normalization.units import convert
from consistency.resources import language_resource

_SECONDS = convert(1.0, "second")[1]
_OF, _IN = frozenset({"of", "من"}), frozenset({"in", "في"})
_NUMBERS = frozenset({"thousand", "million", "billion"})
_NOUN = 4  # words of what is counted, after a number
_BEFORE = 6  # words before a measured figure in which the measured thing stands


def figure_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim for each figure: of kind "toll" for people in a state (killed, arrested), of kind "duration" for a
    length of time, of kind "ordinal" for a rank, else of kind "figure".

    Fields: value (Quantity), dimension (Term: what the unit measures, or "count"), thing (Terms: the words of what is
    counted or measured), state of people (Term "fate"), place (Terms), state (Term: revised, provisional), setting.
    """
    spoken = speakers(analysis)
    group: tuple[int, set[str]] = (-1, set())
    for quantity in analysis.quantities:
        if analysis.skips(quantity.start):
            continue
        first, last = analysis.words_of(quantity.start, quantity.end)
        if quantity.value.unit != "score" and any(word.date >= 0 for word in analysis.words[first:last]):
            continue
        sentence = analysis.words[first].sentence
        thing = _thing(analysis, quantity, first, last)
        fate = _fate(analysis, first, last)
        fields: dict[str, Value] = {
            "value": quantity.value,
            "dimension": Term(_dimension(quantity.value)),
            "setting": setting(analysis, first, last, range(first, last)),
        }
        kind = _kind(quantity.value, fate)
        found = {f for w in thing if (f := feature_of(analysis, w)) and not (kind == "toll" and _is_fate(analysis, w))}
        features = {f for f in found if f[0] in "clep"} or _counted(quantity.value, analysis.language)
        if kind == "toll":
            # "Four workers were killed and 29 wounded": a bare figure counts the people named before it.
            features = features or (group[1] if group[0] == sentence else set())
            group = (sentence, features)
        if features:
            fields["thing"] = Terms(frozenset(features))
        state = state_of(analysis, first)
        if state:
            fields["state"] = Term(state)
        if speaks_of_country(analysis, first):
            fields["level"] = Term("country")
        speaker = spoken.get(sentence)
        places = _places(analysis, first)
        if places:
            fields["place"] = Terms(places)
        if fate:
            fields["fate"] = Term(fate)
        end = max([last, *(w.index + 1 for w in thing if w.index < last + _NOUN)])
        start = min([first, *(w.index for w in thing if w.index >= first - 3)])
        context = context_of(analysis, first, last, speaker)
        yield make_claim(analysis, kind, fields, start, end, {"value": (quantity.start, quantity.end)}, context)


def _counted(value: Quantity, language: str) -> set[str]:
    """Return the feature of a noun that a dual counts: جنديان gives the concept of a soldier."""
    if value.counted is None or value.ordinal or value.unit == "score":
        return set()
    forms = word_forms(value.counted, language)
    concept = find_concepts([forms.concept_keys], language)[0]
    generic = _generic(language)
    if value.counted in generic or forms.lemma in generic or _fates(language).get(value.counted):
        return set()
    return {f"c:{concept}"} if concept else set()


def _kind(value: Quantity, fate: str | None) -> str:
    if value.ordinal:
        return "ordinal"
    if value.unit == "score":
        return "score"
    if fate and value.unit in (None, "person"):
        return "toll"
    return (
        "duration"
        if value.unit is not None and convert(1.0, value.unit)[1] == _SECONDS and value.per is None
        else "figure"
    )


def _dimension(value: Quantity) -> str:
    if value.unit is None or value.unit == "person":
        return "ordinal" if value.ordinal else "count"
    return convert(1.0, value.unit)[1] or value.unit


@functools.cache
def _fates(language: str) -> dict[str, str]:
    table = language_resource(language, "fates")
    return {fold_word(word): fate for fate, words in table.items() for word in words}


def _is_fate(analysis: Analysis, word: Word) -> bool:
    """Tell whether a word says what befell people, itself or as part of a phrase that does («لقوا حتفهم»)."""
    table = _fates(analysis.language)
    near = analysis.words[max(0, word.index - 2) : word.index + 3]
    return any(
        any(key in table for key in w.forms.keys) and (w is word or (word.concept and w.concept == word.concept))
        for w in near
    )


def _fate(analysis: Analysis, first: int, last: int) -> str | None:
    """Return what befell the people of a figure: the nearest word of fate in its clause, the ones after it first."""
    table = _fates(analysis.language)
    best: tuple[int, str] | None = None
    for word in analysis.sentence_words(analysis.words[first].sentence):
        fate = next((table[key] for key in word.forms.keys if key in table), None)
        if fate is None or word.index - last > 7 or first - word.index > 7:
            continue
        distance = word.index - last if word.index >= last else first - word.index
        if word.index >= last and _joined(word):
            distance += 5  # «مقتل 16 شخصا وإصابة 22» begins anew
        distance += 3 * abs(word.clause - analysis.words[first].clause)
        if distance <= 9 and (best is None or distance < best[0]):
            best = (distance, fate)
    return best[1] if best else None


def _thing(analysis: Analysis, quantity: Mention[Quantity], first: int, last: int) -> list[Word]:
    """Return the words of what a figure counts (in it, or right after it) or measures (right before it)."""
    unit = quantity.value.unit
    if quantity.value.ordinal:
        # Arabic sets the noun before its ordinal: الزيارة الثانية.
        beside = list(_before(analysis, first))[:1] if analysis.language == "ar" else []
        return beside or list(_after(analysis, first, last, 2))
    counted = unit is None or unit == "person"
    hyphen = analysis.words[last] if last < len(analysis.words) else None
    if counted and hyphen is not None and hyphen.folded == "-" and hyphen.start == analysis.words[last - 1].end:
        return list(
            _after(analysis, first, last + 2, 1)
        )  # "a 110-member assembly" counts no members; it sizes the assembly
    inside = [w for w in analysis.words[first:last] if _names_a_thing(analysis, w)] if counted else []
    after = list(_after(analysis, first, last, 2 if counted else 3))
    if counted:
        return inside[-1:] + after
    return list(_before(analysis, first))[::-1] + after[:2]


def _after(analysis: Analysis, first: int, last: int, most: int) -> Iterator[Word]:
    """Yield the nouns that follow a figure, up to a mark, a function word or a clause of its own."""
    found = 0
    for word in analysis.words[last : last + _NOUN]:
        if word.sentence != analysis.words[first].sentence or (not word.solid and word.folded not in "-'"):
            return
        if word.function:
            if not found and (word.folded in _OF or (most > 2 and word.folded in _IN)):
                continue
            return
        if _joined(word) and word.index >= last:
            return
        if _names_a_thing(analysis, word):
            found += 1
            yield word
            if found == most:
                return


def _joined(word: Word) -> bool:
    """Tell whether Arabic "and" is written onto a word."""
    return word.forms.proclitics[:1] == ("و",) or (word.folded.startswith("و") and not word.forms.known)


def _before(analysis: Analysis, first: int) -> Iterator[Word]:
    """Yield the nouns before a measured figure, nearest first, up to three of the same clause or the one before."""
    found = 0
    for word in reversed(analysis.words[max(0, first - _BEFORE) : first]):
        if word.sentence != analysis.words[first].sentence or word.clause < analysis.words[first].clause - 1:
            return
        if not word.function and _names_a_thing(analysis, word):
            found += 1
            yield word
            if found == 3:
                return


@functools.cache
def _generic(language: str) -> frozenset[str]:
    table = language_resource(language, "measures")
    listed = [word for key in ("generic", "people", "markers", "days") for word in table[key]]
    return frozenset(map(fold_word, listed))


def _names_a_thing(analysis: Analysis, word: Word) -> bool:
    """Tell whether a word says what is counted: not a name, a figure, or a noun that fits any count ("people")."""
    if word.entity >= 0 or word.person >= 0 or not feature_of(analysis, word) or word.folded[0].isdigit():
        return False
    if is_number_word(word.folded) or is_number_word(word.forms.lemma):
        return False
    generic = _generic(analysis.language)
    return not (word.folded in generic or word.forms.lemma in generic or word.concept in _NUMBERS)


def _places(analysis: Analysis, first: int) -> frozenset[str]:
    """Return the places other than countries named in the clause of a figure."""
    home = analysis.words[first]
    found = set()
    for word in analysis.sentence_words(home.sentence):
        if word.entity >= 0 and abs(word.clause - home.clause) <= 1:
            entity = analysis.entities[word.entity]
            if entity.type == "place":
                found.add(entity.entity)
    return frozenset(found)

"""What a figure counts or measures: the head noun, and the nouns around it."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.extraction.analysis import Analysis, Word, once
from consistency.extraction.fates import fate_of, is_joined
from consistency.extraction.nouns import (
    NOUN,
    PEOPLE,
    Thing,
    are_people,
    can_be_counted,
    can_be_measured,
    classes,
    generic_nouns,
    measure_words,
    names_a_thing,
    nouns_after,
    thing_with,
)
from consistency.extraction.ordinals import PLACE, is_place_number, ranked
from consistency.language.concepts import find_concepts, group_of
from consistency.language.words import word_forms
from consistency.model import Mention, Quantity
from consistency.normalization.counting import is_plural

_COMPOUND = 6  # words after a number in which a compound and its noun stand
_BEFORE = 7  # words before a measured figure in which the measured thing stands
_ANNOUNCED = 12  # words between "the number of" and its figure


def thing_of(analysis: Analysis, quantity: Mention[Quantity], first: int, last: int) -> Thing:
    """Return what the figure in the words from `first` to before `last` counts, ranks or measures.

    Each reader of figures asks; it is found once a text.
    """
    found, place = _found(analysis), (quantity.start, first, last)
    if place not in found:
        found[place] = _thing_of(analysis, quantity.value, first, last)
    return found[place]


@once
def _found(analysis: Analysis) -> dict[tuple[int, int, int], Thing]:
    return {}


def _thing_of(analysis: Analysis, value: Quantity, first: int, last: int) -> Thing:
    if value.ordinal:
        return ranked(analysis, first, last)
    if is_place_number(analysis, value, first, last):
        return Thing(PLACE, frozenset({PLACE}), ())
    if value.unit is None or value.unit == "person":
        return _counted(analysis, value, first, last)
    before = [w for w in _before(analysis, first) if group_of(w.concept) not in classes("not_measured")]
    words = [*before[::-1], *list(nouns_after(analysis, first, last, 3))[:2]]
    return thing_with(analysis, None, words)


def _counted(analysis: Analysis, value: Quantity, first: int, last: int) -> Thing:
    """Return the noun that a number counts, with the words that qualify it; `PEOPLE` for a noun that fits any count."""
    words = analysis.words
    hyphen = words[last] if last < len(words) else None
    if hyphen is not None and hyphen.folded == "-" and hyphen.start == words[last - 1].end:
        # "a 110-member assembly" counts no members; it sizes the assembly. A "206-bed hospital" has 206 beds.
        sized = list(nouns_after(analysis, first, last + 2, 1))
        unit = words[last + 1] if last + 1 < len(words) else None
        if unit is not None and unit.concept is not None and group_of(unit.concept) not in classes("only_sized"):
            return thing_with(analysis, unit, [unit, *sized])
        return thing_with(analysis, sized[-1] if sized else None, sized)
    near = words[first : last + NOUN]
    noun = next((w for w in near if value.counted in (w.folded, w.folded.removeprefix("ال"))), None)
    if value.counted is not None and noun is None:
        dual = _dual(value.counted, analysis.language)
        if dual is not None:
            return Thing(dual, frozenset({dual}), ())
    if value.unit == "person" or (noun is not None and not can_be_counted(analysis, noun)):
        announced = None if noun is not None and fate_of(analysis, noun) else _announced(analysis, first)
        people = announced is not None and announced.head is not None and are_people(announced)
        return announced if announced is not None and people else Thing(PEOPLE, frozenset(), ())
    if noun is None:
        if last < len(words) and fate_of(analysis, words[last]) and not is_joined(words[last]):
            return Thing(PEOPLE, frozenset(), ())  # "four trapped underground"
        plural = _plural_behind(analysis, first, last) if analysis.language == "en" else None
        if plural is not None:
            return thing_with(analysis, plural, [plural])
        after = list(nouns_after(analysis, first, last, 2))
        announced = None if after else _announced(analysis, first)
        return announced or thing_with(analysis, after[0] if after else None, after)
    if analysis.language == "en":
        return thing_with(analysis, noun, [w for w in words[last : noun.index] if names_a_thing(analysis, w)] + [noun])
    following = words[noun.index + 1 : noun.index + 2]
    return thing_with(analysis, noun, [noun, *(w for w in following if _qualifies(analysis, w))])


def _plural_behind(analysis: Analysis, first: int, last: int) -> Word | None:
    """Return the plural that an English number counts behind a compound: "14 new walk-in sites"."""
    words = analysis.words
    compound = False
    for word in words[last : last + _COMPOUND]:
        behind = words[word.index + 1] if word.index + 1 < len(words) else word
        if word.sentence != words[first].sentence or not (word.solid or word.folded == "-"):
            return None
        if word.folded == "-" or behind.folded == "-" or words[word.index - 1].folded == "-":
            compound = compound or word.folded == "-"
            if word.folded == "-" or behind.folded == "-" or word.function or not is_plural(word.folded):
                continue
        elif word.function or word.quantity >= 0:
            return None
        if compound and is_plural(word.folded) and can_be_counted(analysis, word):
            return word
    return None


def _qualifies(analysis: Analysis, word: Word) -> bool:
    """Tell whether a word after an Arabic noun belongs to it: no conjunction or preposition is written onto it."""
    led = set(word.forms.proclitics) - {"ال"}
    return word.solid and not word.function and not led and not is_joined(word) and can_be_measured(analysis, word)


def _dual(noun: str, language: str) -> str | None:
    """Return the feature of a noun that a dual counts: جنديان gives the concept of a soldier."""
    forms = word_forms(noun, language)
    concept = find_concepts([forms.concept_keys], language)[0]
    generic = generic_nouns(language)
    return None if concept is None or noun in generic or forms.lemma in generic else f"c:{concept}"


def _announced(analysis: Analysis, first: int) -> Thing | None:
    """Return what a count announced before its figure counts: «عدد الشركات … بلغ 3200», "the number of firms"."""
    opens = measure_words(analysis.language, "counted")
    sentence = analysis.words[first].sentence
    for word in reversed(analysis.words[max(0, first - _ANNOUNCED) : first]):
        if word.sentence != sentence or word.quantity >= 0:
            return None
        if word.forms.lemma in opens or word.folded in opens:
            nouns = list(nouns_after(analysis, word.index, word.index + 1, 2))
            plural = [w for w in nouns if is_plural(w.folded)]
            head = next(iter(nouns if analysis.language == "ar" or not plural else plural), None)
            return thing_with(analysis, head, nouns) if head is not None else None
    return None


def _before(analysis: Analysis, first: int) -> Iterator[Word]:
    """Yield the nouns before a measured figure, nearest first, up to three of the same clause or the one before."""
    found = 0
    for word in reversed(analysis.words[max(0, first - _BEFORE) : first]):
        if word.sentence != analysis.words[first].sentence or word.clause < analysis.words[first].clause - 1:
            return
        if not word.function and can_be_measured(analysis, word):
            found += 1
            yield word
            if found == 3:
                return

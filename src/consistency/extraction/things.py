"""What a figure counts or measures: the head noun, and the nouns around it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from consistency.extraction.analysis import Analysis, Word
from consistency.extraction.fates import fate_of, is_joined
from consistency.extraction.settings import feature_of
from consistency.language.concepts import concepts, find_concepts
from consistency.language.orthography import fold_word, folded_words
from consistency.language.words import word_forms
from consistency.model import Mention, Quantity
from consistency.normalization.counting import is_number_word, is_plural
from consistency.resources import language_resource, load_shipped, rules_root

_PASSED, _IN = frozenset({"of", "من", "the", "such"}), frozenset({"in", "في"})
_NUMBERS = frozenset({"thousand", "million", "billion"})
_NOUN = 4  # words of what is counted, after a number
_COMPOUND = 6  # words after a number in which a compound and its noun stand
_BEFORE = 7  # words before a measured figure in which the measured thing stands
PEOPLE = "people"  # the head of a count of people in general
PLACE = "c:ranking"  # the head of an ordinal that places somebody among others
_PLACED = 6  # words between a verb of placing and its ordinal
_FEAT = 6  # words after an ordinal in which the noun of a feat stands
_ANNOUNCED = 12  # words between "the number of" and its figure


@dataclass(frozen=True, slots=True)
class Thing:
    """What a figure is a figure of.

    `head` is the feature of the counted noun, `PEOPLE`, or None; `features` are those of the head and of the nouns
    around it; `words` are the words themselves.
    """

    head: str | None
    features: frozenset[str]
    words: tuple[Word, ...]


def thing_of(analysis: Analysis, quantity: Mention[Quantity], first: int, last: int) -> Thing:
    """Return what the figure in the words from `first` to before `last` counts, ranks or measures."""
    value = quantity.value
    if value.ordinal:
        return _ranked(analysis, first, last)
    if is_place_number(analysis, value, first, last):
        return Thing(PLACE, frozenset({PLACE}), ())
    if value.unit is None or value.unit == "person":
        return _counted(analysis, value, first, last)
    before = [w for w in _before(analysis, first) if _class(w) not in _classes()[2]]
    words = [*before[::-1], *list(_after(analysis, first, last, 3))[:2]]
    return _thing(analysis, None, words)


def _thing(analysis: Analysis, head: Word | None, words: list[Word]) -> Thing:
    features = {f for w in words if (f := feature_of(analysis, w)) and f[0] in "clep"}
    feature = feature_of(analysis, head) if head is not None else None
    feature = feature if feature is not None and feature[0] in "cl" else None
    if feature is not None:
        features.add(feature)
    return Thing(feature, frozenset(features), tuple(words))


def _ranked(analysis: Analysis, first: int, last: int) -> Thing:
    """Return what an ordinal ranks: the noun after it, in Arabic also the one before it (الزيارة الثالثة).

    An ordinal without a noun («هي الثالثة», "the city's fourth this year") ranks the noun that was named before.
    """
    if _places(analysis, first, last):
        return Thing(PLACE, frozenset({PLACE}), ())
    words = list(_after(analysis, first, last, 3, _can_be_ranked))
    if analysis.language == "en":
        feat = _feat_ahead(analysis, first, last)
        if feat is not None:
            words = [*(w for w in words if w.index < feat.index), feat]
        return _thing(analysis, words[-1], words) if words else _named_before(analysis, first)
    definite = analysis.words[first].folded.lstrip("وبلف").startswith("ال")
    if definite:
        noun = _qualified(analysis, first - 1)
        beside = [w for w in analysis.words[noun:first] if w.solid and _can_be_ranked(analysis, w)]
        return _thing(analysis, beside[0], beside) if beside else _named_before(analysis, first)
    if len(words) > 1 and _is_superlative(words[0]):
        return _thing(analysis, words[1], words[:2])  # «ثاني أكبر ميناء» is a port
    return _thing(analysis, words[0], words[:2]) if words else Thing(None, frozenset(), ())


def _qualified(analysis: Analysis, place: int) -> int:
    """Return where the noun stands that Arabic adjectives up to `place` qualify: «اجتماعهم المشترك» is a meeting."""
    words = analysis.words
    while place > 0 and is_adjective(words[place]) and words[place - 1].sentence == words[place].sentence:
        before = words[place - 1]
        if before.function or not before.solid or before.quantity >= 0:
            break
        place -= 1
    return max(0, place)


def is_adjective(word: Word) -> bool:
    """Tell whether a definite Arabic word most likely is an adjective: a nisba, or one that is listed."""
    if not word.folded.startswith("ال"):
        return False
    return word.folded.endswith(("ي", "يه")) or not _adjectives().isdisjoint((word.forms.lemma, word.folded[2:]))


def _is_superlative(word: Word) -> bool:
    """Tell whether an Arabic word has the form of a superlative: أكبر, أعلى, أهم."""
    return word.folded.startswith("ا") and len(word.folded) in (3, 4) and not word.folded.startswith("ال")


def is_place_number(analysis: Analysis, value: Quantity, first: int, last: int) -> bool:
    """Tell whether a bare number is somebody's place among others: «المرتبة 41 عالميا», «المصنف 38»."""
    if analysis.language != "ar" or value.ordinal or value.unit is not None or value.low != int(value.low) or not first:
        return False
    words = analysis.words
    before = words[first - 1]
    if before.sentence != words[first].sentence or before.folded not in _placing("ar")[0]:
        return False
    after = words[last] if last < len(words) and words[last].sentence == words[first].sentence else None
    return after is None or not after.solid or after.function or after.folded in _spheres("ar")


def is_numbered(analysis: Analysis, thing: Thing, first: int) -> bool:
    """Tell whether an ordinal names one of several such things, and does not count it: "the second round",
    «الدقيقة 32». A goal is counted where it is somebody's: "his tenth goal"."""
    before = analysis.words[first - 1] if first else None
    named = {before.concept, before.forms.lemma} if before is not None and before.solid else set()
    head = thing.head[2:] if thing.head is not None else None
    if head in _listed("numbered_unless_owned"):
        return before is None or not _is_owned(before)
    return head in _listed("numbered") or not named.isdisjoint(_listed("numbered"))


def _is_owned(word: Word) -> bool:
    """Tell whether a word makes what follows somebody's, or is somebody's itself: "his", «هدفه»."""
    return word.folded in ("his", "her", "their", "its", "'s") or word.folded.endswith(("ه", "ها", "هم", "هن"))


@functools.cache
def _listed(key: str) -> frozenset[str]:
    return folded_words(load_shipped(rules_root() / "languages" / "things.yaml")[key])


def _places(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether an ordinal is somebody's place among others: "finished third", «المركز الثالث»."""
    nouns, verbs = _placing(analysis.language)
    words = analysis.words
    home = words[first].sentence
    if analysis.language == "ar":
        if first and words[first - 1].sentence == home and words[first - 1].folded in nouns:
            return True
        form, beside = words[first].folded, words[first - 1] if first else words[first]
        bare = last >= len(words) or words[last].function or not words[last].solid
        named = beside.person >= 0 or beside.entity >= 0 or beside.folded.startswith("ال") or beside.folded in verbs
        adverbial = not form.startswith("ال") and (form.endswith("ا") or (form.endswith("ه") and bare and named))
    else:
        if last < len(words) and words[last].sentence == home and words[last].folded in nouns:
            return True
        if any(w.folded in ("place", "position", "spot") for w in words[last : last + 2] if w.sentence == home):
            return True
        listed = [w.folded for w in words[last : last + 5] if w.sentence == home]
        if listed[:2] == ["in", "the"] and any(w in nouns or w in _leagues() for w in listed[2:]):
            return True
        following = words[last] if last < len(words) and words[last].sentence == home else None
        adverbial = following is None or not following.solid or following.function
        adverbial = adverbial and words[first - 1].folded not in ("the", "a", "'s", "his", "her", "its", "their")
    near = [w for w in words[max(0, first - _PLACED) : first] if w.sentence == home and w.clause == words[first].clause]
    return adverbial and any({w.folded, w.forms.lemma, w.folded.lstrip("وف")} & verbs for w in near)


def _feat_ahead(analysis: Analysis, first: int, last: int) -> Word | None:
    """Return the noun of a feat in the phrase after an English ordinal: "their third West Asian under-23 title"."""
    words = analysis.words
    for word in words[last : last + _FEAT]:
        compound = word.index + 1 < len(words) and words[word.index + 1].folded == "-"
        if word.sentence != words[first].sentence or (word.function and not compound) or word.folded in (",", ";"):
            return None
        if feat_of(feature_of(analysis, word)) is not None:
            return word
    return None


def feat_of(head: str | None) -> str | None:
    """Return which feat an ordinal counts, by the feature of its noun: "title" for a trophy or a championship."""
    return _feats().get(head) if head is not None else None


@functools.cache
def _feats() -> dict[str, str]:
    table = load_shipped(rules_root() / "languages" / "things.yaml")["feats"]
    found = {(w if ":" in w else f"c:{w}"): feat for feat, listed in table.items() for w in listed}
    return {**{fold_word(w) if w.startswith("l:") else w: feat for w, feat in found.items()}, PLACE: "place"}


def says_how_often(analysis: Analysis, place: int) -> bool:
    """Tell whether the word at `place` only says how often: "the third time"."""
    word = analysis.words[place] if 0 <= place < len(analysis.words) else None
    return word is not None and word.forms.lemma in _times(analysis.language)


def _named_before(analysis: Analysis, first: int) -> Thing:
    """Return the nearest noun of the sentence before an ordinal; in Arabic one of its gender."""
    ordinal = analysis.words[first]
    gendered = analysis.language == "ar" and not says_how_often(analysis, first - 1)  # «للمرة الثالثة» is of anything
    for word in reversed(analysis.words[max(0, first - _ANNOUNCED) : first]):
        if word.sentence != ordinal.sentence:
            break
        if word.function or not word.solid or _class(word) == "person" or not _can_be_ranked(analysis, word):
            continue
        if word.index + 1 < first and analysis.words[word.index + 1].folded == "'s":
            continue  # "the city's fourth" is not a fourth city
        if gendered and word.forms.lemma.endswith("ه") != ordinal.folded.endswith("ه"):
            continue
        return replace(_thing(analysis, word, [word]), words=())  # it is not quoted with the figure
    return Thing(None, frozenset(), ())


def _can_be_ranked(analysis: Analysis, word: Word) -> bool:
    times = _times(analysis.language)
    return names_a_thing(analysis, word) and word.forms.lemma not in times and word.folded not in times


def _counted(analysis: Analysis, value: Quantity, first: int, last: int) -> Thing:
    """Return the noun that a number counts, with the words that qualify it; `PEOPLE` for a noun that fits any count."""
    words = analysis.words
    hyphen = words[last] if last < len(words) else None
    if hyphen is not None and hyphen.folded == "-" and hyphen.start == words[last - 1].end:
        # "a 110-member assembly" counts no members; it sizes the assembly. A "206-bed hospital" has 206 beds.
        sized = list(_after(analysis, first, last + 2, 1))
        unit = words[last + 1] if last + 1 < len(words) else None
        if unit is not None and unit.concept is not None and _class(unit) not in _classes()[3]:
            return _thing(analysis, unit, [unit, *sized])
        return _thing(analysis, sized[-1] if sized else None, sized)
    near = words[first : last + _NOUN]
    noun = next((w for w in near if value.counted in (w.folded, w.folded.removeprefix("ال"))), None)
    if value.counted is not None and noun is None:
        dual = _dual(value.counted, analysis.language)
        if dual is not None:
            return Thing(dual, frozenset({dual}), ())
    if value.unit == "person" or (noun is not None and not _countable(analysis, noun)):
        announced = None if noun is not None and fate_of(analysis, noun) else _announced(analysis, first)
        people = announced is not None and announced.head is not None and are_people(announced)
        return announced if announced is not None and people else Thing(PEOPLE, frozenset(), ())
    if noun is None:
        if last < len(words) and fate_of(analysis, words[last]) and not is_joined(words[last]):
            return Thing(PEOPLE, frozenset(), ())  # "four trapped underground"
        plural = _plural_behind(analysis, first, last) if analysis.language == "en" else None
        if plural is not None:
            return _thing(analysis, plural, [plural])
        after = list(_after(analysis, first, last, 2))
        announced = None if after else _announced(analysis, first)
        return announced or _thing(analysis, after[0] if after else None, after)
    if analysis.language == "en":
        return _thing(analysis, noun, [w for w in words[last : noun.index] if names_a_thing(analysis, w)] + [noun])
    following = words[noun.index + 1 : noun.index + 2]
    return _thing(analysis, noun, [noun, *(w for w in following if _qualifies(analysis, w))])


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
        if compound and is_plural(word.folded) and _countable(analysis, word):
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
    generic = _generic(language)
    return None if concept is None or noun in generic or forms.lemma in generic else f"c:{concept}"


def _announced(analysis: Analysis, first: int) -> Thing | None:
    """Return what a count announced before its figure counts: «عدد الشركات … بلغ 3200», "the number of firms"."""
    opens = _counting(analysis.language)
    sentence = analysis.words[first].sentence
    for word in reversed(analysis.words[max(0, first - _ANNOUNCED) : first]):
        if word.sentence != sentence or word.quantity >= 0:
            return None
        if word.forms.lemma in opens or word.folded in opens:
            nouns = list(_after(analysis, word.index, word.index + 1, 2))
            plural = [w for w in nouns if is_plural(w.folded)]
            head = next(iter(nouns if analysis.language == "ar" or not plural else plural), None)
            return _thing(analysis, head, nouns) if head is not None else None
    return None


def names_a_thing(analysis: Analysis, word: Word) -> bool:
    """Tell whether a word says what is counted: not a name, a figure, a date, or a noun that fits any count."""
    if word.entity >= 0 or word.person >= 0 or word.date >= 0 or word.folded[:1].isdigit():
        return False
    if not feature_of(analysis, word) or is_number_word(word.folded) or is_number_word(word.forms.lemma):
        return False
    generic = _generic(analysis.language)
    return not (word.folded in generic or word.forms.lemma in generic or word.concept in _NUMBERS)


def is_whole(word: Word, language: str) -> bool:
    """Tell whether a word names an amount of which a smaller one may be a part: "the cost", «المبلغ»."""
    wholes = folded_words(language_resource(language, "measures")["wholes"])
    return word.folded.removeprefix("ال") in wholes or word.forms.lemma in wholes


def _countable(analysis: Analysis, word: Word) -> bool:
    return names_a_thing(analysis, word) and fate_of(analysis, word) is None


def can_be_measured(analysis: Analysis, word: Word) -> bool:
    """Tell whether a word can be what a figure is said of by its concept: no change, no time, no word of fate."""
    return names_a_thing(analysis, word) and _class(word) not in _classes()[1] and fate_of(analysis, word) is None


_Fits = Callable[[Analysis, Word], bool]


def _after(analysis: Analysis, first: int, last: int, most: int, fits: _Fits = can_be_measured) -> Iterator[Word]:
    """Yield the nouns that follow a figure, up to a mark, a function word or a clause of its own."""
    found = 0
    for word in analysis.words[last : last + _NOUN]:
        if word.sentence != analysis.words[first].sentence or (not word.solid and word.folded not in "-'"):
            return
        if word.function:
            if not found and (word.folded in _PASSED or (most > 2 and word.folded in _IN)):
                continue
            return
        if is_joined(word) and word.index >= last:
            return
        if fits(analysis, word):
            found += 1
            yield word
            if found == most:
                return


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


@functools.cache
def _generic(language: str) -> frozenset[str]:
    table = language_resource(language, "measures")
    listed = [word for key in ("generic", "people", "markers", "days", "spheres") for word in table[key]]
    return folded_words(listed)


@functools.cache
def _spheres(language: str) -> frozenset[str]:
    return folded_words(language_resource(language, "measures")["spheres"])


@functools.cache
def _counting(language: str) -> frozenset[str]:
    return folded_words(language_resource(language, "measures")["counted"])


@functools.cache
def _times(language: str) -> frozenset[str]:
    """Return the words that say how often and not what: "the third time", "a second straight win"."""
    return folded_words(language_resource(language, "measures")["times"])


@functools.cache
def _placing(language: str) -> tuple[frozenset[str], frozenset[str]]:
    table = language_resource(language, "measures")
    return folded_words(table["places"]), folded_words(table["placing"])


@functools.cache
def _adjectives() -> frozenset[str]:
    return folded_words(language_resource("ar", "measures")["adjectives"])


@functools.cache
def _leagues() -> frozenset[str]:
    return folded_words(language_resource("en", "measures")["leagues"])


@functools.cache
def _classes() -> tuple[frozenset[str], ...]:
    """Return the classes of people, of what is not counted, not measured, and not counted where it sizes something."""
    table = load_shipped(rules_root() / "languages" / "things.yaml")
    return tuple(frozenset(table[key]) for key in ("people", "not", "not_measured", "only_sized"))


def _class(word: Word) -> str | None:
    concept = concepts().get(word.concept) if word.concept else None
    return concept.group if concept else None


def are_people(thing: Thing) -> bool:
    """Tell whether what is counted can be people: people by their concept, or words of which nothing is known."""
    if thing.head is None or not thing.head.startswith("c:"):
        return True
    concept = concepts().get(thing.head[2:])
    return concept is None or concept.group is None or concept.group in _classes()[0]


def is_vehicle(thing: Thing) -> bool:
    """Tell whether what is counted are vehicles, which a toll may count as well as people."""
    concept = concepts().get(thing.head[2:]) if thing.head is not None and thing.head.startswith("c:") else None
    return concept is not None and concept.group == "vehicle"

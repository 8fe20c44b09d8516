"""What an ordinal ranks or counts: "the third visit", «المركز الثالث», "their second title"."""

from __future__ import annotations

import functools
from dataclasses import replace

from consistency.extraction.analysis import Analysis, Word
from consistency.extraction.nouns import Thing, is_adjective, measure_words, names_a_thing, nouns_after, thing_with
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.settings import feature_of
from consistency.language.concepts import group_of
from consistency.language.orthography import fold_word, folded_words
from consistency.model import Quantity
from consistency.resources import language_resource, shared_resource

PLACE = "c:ranking"  # the head of an ordinal that places somebody among others
_PLACED = 6  # words between a verb of placing and its ordinal
_BESIDE = 4  # words behind a place in which it is told among whom it is one
_FEAT = 6  # words after an ordinal in which the noun of a feat stands
_ANNOUNCED = 12  # words before an ordinal without a noun in which its noun was named


def ranked(analysis: Analysis, first: int, last: int) -> Thing:
    """Return what an ordinal ranks: the noun after it, in Arabic also the one before it (الزيارة الثالثة).

    An ordinal without a noun («هي الثالثة», "the city's fourth this year") ranks the noun that was named before.
    """
    if _places(analysis, first, last):
        return Thing(PLACE, frozenset({PLACE}), ())
    words = list(nouns_after(analysis, first, last, 3, _can_be_ranked))
    if analysis.language == "en":
        feat = _feat_ahead(analysis, first, last)
        if feat is not None:
            words = [*(w for w in words if w.index < feat.index), feat]
        return thing_with(analysis, words[-1], words) if words else _named_before(analysis, first)
    definite = analysis.words[first].folded.lstrip("وبلف").startswith("ال")
    if definite:
        noun = _qualified(analysis, first - 1)
        beside = [w for w in analysis.words[noun:first] if w.solid and _can_be_ranked(analysis, w)]
        return thing_with(analysis, beside[0], beside) if beside else _named_before(analysis, first)
    if len(words) > 1 and _is_superlative(words[0]):
        return thing_with(analysis, words[1], words[:2])  # «ثاني أكبر ميناء» is a port
    return thing_with(analysis, words[0], words[:2]) if words else Thing(None, frozenset(), ())


def _qualified(analysis: Analysis, place: int) -> int:
    """Return where the noun stands that Arabic adjectives up to `place` qualify: «اجتماعهم المشترك» is a meeting."""
    words = analysis.words
    while place > 0 and is_adjective(words[place]) and words[place - 1].sentence == words[place].sentence:
        before = words[place - 1]
        if before.function or not before.solid or before.quantity >= 0:
            break
        place -= 1
    return max(0, place)


def _is_superlative(word: Word) -> bool:
    """Tell whether an Arabic word has the form of a superlative: أكبر, أعلى, أهم."""
    return word.folded.startswith("ا") and len(word.folded) in (3, 4) and not word.folded.startswith("ال")


def is_place_number(analysis: Analysis, value: Quantity, first: int, last: int) -> bool:
    """Tell whether a bare number is somebody's place among others: «المرتبة 41 عالميا», «المصنف 38»."""
    if analysis.language != "ar" or value.ordinal or value.unit is not None or value.low != int(value.low) or not first:
        return False
    words = analysis.words
    before = words[first - 1]
    if before.sentence != words[first].sentence or before.folded not in measure_words("ar", "places"):
        return False
    after = words[last] if last < len(words) and words[last].sentence == words[first].sentence else None
    return after is None or not after.solid or after.function or after.folded in _spheres("ar")


def sphere_of(analysis: Analysis, first: int, last: int) -> str | None:
    """Return among whom a place is one, where a word beside it says so: «المرتبة الثالثة عربيا», "third globally"."""
    table = _spheres(analysis.language)
    near = (w for w in analysis.words[last : last + _BESIDE] if w.sentence == analysis.words[first].sentence)
    return next((sphere for w in near if (sphere := table.get(w.folded)) is not None), None)


def tells_time_of_day(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether an Arabic ordinal is an hour: «عند الثالثة بعد الظهر», «الثانية عشرة بتوقيت غرينتش»."""
    if analysis.language != "ar" or not analysis.words[first].folded.endswith("ه"):
        return False
    hours, words = _hours(), analysis.words
    if first and hours.at(words, first - 1) is not None:
        return True
    return last < len(words) and words[last].sentence == words[first].sentence and hours.at(words, last) is not None


@functools.cache
def _hours() -> Phrases[bool]:
    return phrases((word, True) for word in language_resource("ar", "measures")["hours"])


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
    return folded_words(shared_resource("things")[key])


def _places(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether an ordinal is somebody's place among others: "finished third", «المركز الثالث»."""
    nouns, verbs = (measure_words(analysis.language, key) for key in ("places", "placing"))
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
        if listed[:2] == ["in", "the"] and any(w in nouns or w in measure_words("en", "leagues") for w in listed[2:]):
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
    table = shared_resource("things")["feats"]
    found = {(w if ":" in w else f"c:{w}"): feat for feat, listed in table.items() for w in listed}
    return {**{fold_word(w) if w.startswith("l:") else w: feat for w, feat in found.items()}, PLACE: "place"}


def is_promised(analysis: Analysis, first: int) -> bool:
    """Tell whether a sentence promises something for what an ordinal counts: the next edition, not the last one."""
    begin = analysis.sentences[analysis.words[first].sentence].first
    return any(word.concept in _listed("promised") for word in analysis.words[begin:first])


def says_how_often(analysis: Analysis, place: int) -> bool:
    """Tell whether the word at `place` only says how often: "the third time"."""
    word = analysis.words[place] if 0 <= place < len(analysis.words) else None
    return word is not None and word.forms.lemma in measure_words(analysis.language, "times")


def _named_before(analysis: Analysis, first: int) -> Thing:
    """Return the nearest noun of the sentence before an ordinal; in Arabic one of its gender."""
    ordinal = analysis.words[first]
    gendered = analysis.language == "ar" and not says_how_often(analysis, first - 1)  # «للمرة الثالثة» is of anything
    for word in reversed(analysis.words[max(0, first - _ANNOUNCED) : first]):
        if word.sentence != ordinal.sentence:
            break
        if word.function or not word.solid or group_of(word.concept) == "person" or not _can_be_ranked(analysis, word):
            continue
        if word.index + 1 < first and analysis.words[word.index + 1].folded == "'s":
            continue  # "the city's fourth" is not a fourth city
        if gendered and word.forms.lemma.endswith("ه") != ordinal.folded.endswith("ه"):
            continue
        return replace(thing_with(analysis, word, [word]), words=())  # it is not quoted with the figure
    return Thing(None, frozenset(), ())


def _can_be_ranked(analysis: Analysis, word: Word) -> bool:
    """Tell whether a word says what is ranked, and not only how often: "the third time", "a second straight win"."""
    times = measure_words(analysis.language, "times")
    return names_a_thing(analysis, word) and word.forms.lemma not in times and word.folded not in times


@functools.cache
def _spheres(language: str) -> dict[str, str]:
    table = language_resource(language, "measures")["spheres"]
    return {fold_word(word): sphere for sphere, words in table.items() for word in words}

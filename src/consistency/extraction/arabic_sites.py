"""Where something happens, in Arabic: a preposition, or ب written onto a word, perhaps a kind of place, a name."""

from __future__ import annotations

from dataclasses import replace

from consistency.extraction.analysis import Analysis, Word
from consistency.extraction.site_words import (
    PLACES,
    UNKNOWN,
    Levels,
    Site,
    SiteLexicon,
    is_at_distance,
    is_venue,
    kind_of,
    known_name,
    levels_of,
    site_lexicon,
    venue,
)
from consistency.extraction.title_parts import person_end
from consistency.model import Name

_ARRIVED = 5  # words between a verb of arriving and «إلى»


def arabic_site(analysis: Analysis, word: Word) -> Site | None:
    lexicon, words = site_lexicon("ar"), analysis.words
    attached = _attached(analysis, word, lexicon)
    on = word.folded in lexicon.with_kind
    leaves = word.folded in lexicon.leaving and _led_by(analysis, word, lexicon.departures)
    away = word.folded in lexicon.leaving and is_at_distance(analysis, word)
    placing = word.folded in lexicon.locative or on or leaves or away or _arrives(analysis, word, lexicon)
    if not placing and not attached and kind_of(word, lexicon) is None:
        return None
    if placing and word.index and words[word.index - 1].forms.lemma in lexicon.not_after:
        return None
    index = word.index + 1 if placing else word.index
    while placing and index < len(words) and words[index].folded in lexicon.between:
        index += 1
    level: Levels = None
    head = word
    while index < len(words) and index <= word.index + 4 and words[index].sentence == word.sentence:
        kind = kind_of(words[index], lexicon)
        if kind is None or words[index].entity >= 0:
            break
        if _is_dual(words[index], lexicon):
            return None  # «في دائرتين حسمتا»
        level, index, head = kind, index + 1, words[index]
    if index >= len(words) or words[index].sentence != word.sentence or not words[index].solid:
        return None
    if level is None and (on or not (placing or (attached and words[index].entity >= 0))):
        return None
    placed = placing or attached  # «مدينة العبور» alone: named, and nothing said to happen in it
    here = words[index]
    if not lexicon.not_names.isdisjoint(here.forms.keys):
        return None
    if level is not None and _is_described(head, here) and not ("arena" in level and here.folded.startswith("ال")):
        return None
    if is_venue(level):
        last = _arabic_venue(analysis, index, lexicon)
        if last is None:
            return None
        site = venue(analysis, word.index, head.index, last, level or UNKNOWN)
        return site if placed else replace(site, placed=False)
    if here.entity >= 0:
        entity = analysis.entities[here.entity]
        first, last = analysis.words_of_mention(entity)
        if entity.type not in PLACES or first != index:
            return None
        told = level is not None and not _is_origin(analysis, word)
        return Site(word.index, index, last, known_name(analysis, here), levels_of(analysis, here, level), placed, told)
    if level is None and leaves:
        return None  # «انطلق من القاهرة» leads elsewhere
    if level is None and here.folded in lexicon.names and index + 1 < len(words):
        second = words[index + 1]  # «في برج حمود»
        known = second.concept is not None or second.person >= 0 or not _may_name(second, lexicon)
        if not known and second.sentence == word.sentence and second.entity < 0:
            start, end = analysis.span(index, index + 2)
            return Site(word.index, index, index + 2, Name(analysis.text[start:end]), UNKNOWN, placed)
    if level is None:
        return None
    if not _may_name(here, lexicon):
        return None
    last = index + 1
    if last < len(words) and words[last].sentence == word.sentence and _goes_on(here, words[last], lexicon):
        last += 1
    if last == index + 1 and _is_common(here):
        return None
    start, end = analysis.span(index, last)
    name = Name(analysis.text[start:end])
    return Site(word.index, index, last, name, level, placed, not _is_origin(analysis, word))


def _is_described(head: Word, word: Word) -> bool:
    """Tell whether what follows a noun for a kind of place describes it: «البلدة المجاورة», but «العاصمة كمبالا»."""
    bare = head.folded.removeprefix("و").removeprefix("ب")
    return bare.startswith("ال") and word.entity < 0


def _arabic_venue(analysis: Analysis, index: int, lexicon: SiteLexicon) -> int | None:
    """Return where the name of a venue ends that begins at a word: «الحبيب بورقيبة», «القطار», «ثقافة الأنفوشي»."""
    words, here = analysis.words, analysis.words[index]
    if here.person >= 0:
        return person_end(analysis, index)
    if here.entity >= 0:
        entity = analysis.entities[here.entity]
        first, last = analysis.words_of_mention(entity)
        return last if first == index and entity.type != "nationality" else None
    if not _may_name(here, lexicon):
        return None
    last = index + 1
    if last < len(words) and words[last].sentence == here.sentence:
        second = words[last]
        if second.entity >= 0 and not here.folded.startswith("ال"):
            return analysis.words_of_mention(analysis.entities[second.entity])[1]
        if _goes_on(here, second, lexicon):
            last += 1
    return None if last == index + 1 and _is_common(here) else last


def _arrives(analysis: Analysis, word: Word, lexicon: SiteLexicon) -> bool:
    """Tell whether «إلى» leads to where somebody or something arrived, as "arrived in" does."""
    return word.folded in lexicon.towards and _led_by(analysis, word, lexicon.arrivals)


def _led_by(analysis: Analysis, word: Word, verbs: frozenset[str]) -> bool:
    """Tell whether one of some verbs, or a noun of one, stands before a preposition in its clause."""
    before = analysis.words[max(0, word.index - _ARRIVED) : word.index]
    return any(w.clause == word.clause and not verbs.isdisjoint(w.forms.keys) for w in before)


def _attached(analysis: Analysis, word: Word, lexicon: SiteLexicon) -> bool:
    """Tell whether ب is written onto a place or its kind: «ببيروت», «بمدينة», not «بيروت», «بلدة»."""
    if word.entity >= 0:
        start = analysis.original(analysis.entities[word.entity])[0]
        return start > word.start and analysis.text[start - 1] == "ب"  # «وببيروت», not «وبيروت»
    joined = word.folded.startswith("وب") and word.folded[1:] not in lexicon.kinds  # not «وبلدة»
    return word.folded not in lexicon.kinds and (joined or word.folded.startswith("ب"))


def _is_dual(word: Word, lexicon: SiteLexicon) -> bool:
    """Tell whether a noun for a kind of place stands for two of them, of which no one name follows."""
    return word.folded.endswith(("ين", "ان")) and word.folded.lstrip("وبفل") not in lexicon.kinds


def _may_name(word: Word, lexicon: SiteLexicon) -> bool:
    if word.function or word.date >= 0 or word.quantity >= 0 or word.person >= 0 or word.folded in lexicon.not_names:
        return False
    if any(letter in ("ب", "ل", "و", "ف") for letter in word.forms.proclitics):
        return False  # «في العاصمة بحضور»
    adjective = word.folded.endswith("يه") and not word.folded.startswith("ال")  # «مدينة ساحلية»
    return not adjective and word.forms.lemma not in lexicon.not_names


def _is_common(word: Word) -> bool:
    """Tell whether a word that stands alone behind a noun for a kind of place means something: «قرى شمال»."""
    return word.concept is not None and not word.folded.startswith("ال")


def _goes_on(first: Word, second: Word, lexicon: SiteLexicon) -> bool:
    """Tell whether a second word belongs to a name: «بئر الصنوبر», not the adjective of «الحد الصناعية»."""
    if not second.solid or second.entity >= 0 or not _may_name(second, lexicon):
        return False
    return first.folded in lexicon.openers or (
        not first.folded.startswith("ال") and second.folded.startswith("ال") and not second.folded.endswith("يه")
    )


def _is_origin(analysis: Analysis, word: Word) -> bool:
    """Tell whether an Arabic place is where somebody or something is from: «من مدينة»."""
    before = analysis.words[max(0, word.index - 1) : word.index]
    return any(w.folded in ("من", "إلى", "الى", "بين") for w in before) or word.folded.startswith(("و", "ل"))

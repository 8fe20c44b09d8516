"""What befell the people that a figure counts: killed, wounded, missing, displaced …

A sentence often counts several groups («مقتل 16 شخصا وإصابة 22»). A word of fate belongs to the figure that it stands
right before, or right after without a new count between; only a phrase that announces a count («عدد الجرحى الذين أدخلوا
المستشفيات بلغ 31», "the death toll rose on Monday to 17") reaches further.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, Word, once
from consistency.extraction.phrases import Phrases, phrases
from consistency.language.orthography import fold_word, folded_words
from consistency.model import Quantity
from consistency.resources import language_resource, shared_resource

_BESIDE = 3  # words between a fate and the figure after it
_AFTER = 7  # words between a figure and the fate after it: "14 people on the upper deck were killed"
_FAR = 14  # words between the announcement of a count and its figure
_HEDGED = 5  # words from a verb to the count of its subjects: «قضى ما لا يقل عن 19»
_PART = 3  # words between a figure and what makes it a part of the one before


@dataclass(frozen=True, slots=True)
class Fate:
    """What befell the people of a figure; `part` is true for some of those before: "17 people, five of them"."""

    fate: str
    part: bool = False


@dataclass(frozen=True, slots=True)
class _Mention:
    first: int
    last: int
    fate: str
    joined: bool  # "and" stands before it or is written onto it


@dataclass(frozen=True, slots=True)
class _Lexicon:
    words: dict[str, str]
    concepts: dict[str, str]
    several: Phrases[str]
    counts: frozenset[str]
    links: frozenset[str]
    parts: Phrases[bool]
    counted: dict[str, str]
    denials: frozenset[str]
    still: frozenset[str]
    joining: frozenset[str]


@functools.cache
def _lexicon(language: str) -> _Lexicon:
    table = language_resource(language, "fates")
    shared = shared_resource("fates")

    def folded(key: str) -> frozenset[str]:
        return folded_words(table[key])

    return _Lexicon(
        {fold_word(word): fate for fate, words in table["words"].items() for word in words},
        {concept: fate for fate, listed in shared.items() for concept in listed},
        phrases((phrase, fate) for fate, listed in table["phrases"].items() for phrase in listed),
        folded("counts"),
        folded("links"),
        phrases((word, True) for word in table["parts"]),
        {fold_word(word): fate for fate, words in table["counted"].items() for word in words},
        folded("denials"),
        folded("still"),
        folded("and"),
    )


def fate_of(analysis: Analysis, word: Word) -> str | None:
    """Return what a word says that befell people, by itself or as part of a phrase that does; else None."""
    lexicon = _lexicon(analysis.language)
    if not word.solid or word.entity >= 0 or word.person >= 0:
        return None
    for key in word.forms.keys:
        if key in lexicon.words:
            return lexicon.words[key]
    return lexicon.concepts.get(word.concept) if word.concept else None


def are_left(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether those counted are left of more: "27 were still in hospital", «لا يزال 27 جريحا يتلقون العلاج»."""
    still = _lexicon(analysis.language).still
    home = analysis.words[first].sentence
    near = (*analysis.words[max(0, first - _BESIDE) : first], *analysis.words[last : last + _BESIDE])
    return any(word.folded in still for word in near if word.sentence == home)


def is_joined(word: Word) -> bool:
    """Tell whether Arabic "and" is written onto a word."""
    return word.forms.proclitics[:1] == ("و",) or (word.folded.startswith("و") and not word.forms.known)


@once
def find_fates(analysis: Analysis) -> dict[int, Fate]:
    """Return the fate of each figure that has one, by the figure's index among the quantities of the analysis."""
    found: dict[int, Fate] = {}
    by_sentence: dict[int, list[int]] = {}
    for index, quantity in enumerate(analysis.quantities):
        if _counts(quantity.value) and not analysis.skips(quantity.start):
            first = analysis.word_at(quantity.start)
            if analysis.words[first].date < 0:
                by_sentence.setdefault(analysis.words[first].sentence, []).append(index)
    joining = _lexicon(analysis.language).joining
    for sentence, figures in by_sentence.items():
        mentions = _mentions(analysis, sentence)
        places = [analysis.words_of(analysis.quantities[i].start, analysis.quantities[i].end) for i in figures]
        previous: Fate | None = None
        taken: _Mention | None = None
        for order, index in enumerate(figures):
            before = places[order - 1][1] if order else analysis.sentences[sentence].first
            after = places[order + 1][0] if order + 1 < len(places) else analysis.sentences[sentence].last
            free = [mention for mention in mentions if mention is not taken]
            mention = _mention_of(analysis, free, places[order], before, after)
            fate = mention.fate if mention else None
            taken = mention or taken
            if order > 0 and previous is not None and _is_part(analysis, *places[order]):
                found[index] = Fate(fate or previous.fate, True)
                continue
            if fate is None and previous is not None and _goes_on(analysis.words, places[order][0], joining):
                fate = previous.fate
            previous = Fate(fate) if fate else None
            if previous:
                found[index] = previous
    return found


def _counts(value: Quantity) -> bool:
    return not value.ordinal and value.unit in (None, "person")


def _mentions(analysis: Analysis, sentence: int) -> list[_Mention]:
    """Return the words of fate of a sentence; words of one fate beside each other («لقوا حتفهم») are one mention."""
    lexicon = _lexicon(analysis.language)
    joining = lexicon.joining
    found: list[_Mention] = []
    words = analysis.sentence_words(sentence)
    told = _several(analysis).get(sentence, {})
    behind = -1
    for place, word in enumerate(words):
        if word.index < behind:
            continue
        phrase = told.get(word.index)
        if phrase is not None:  # «فقد حياته» is not missing
            behind = word.index + phrase[0]
            found.append(_Mention(word.index, behind, phrase[1], _goes_on(words, place, joining)))
            continue
        fate = fate_of(analysis, word) or _of_a_count(analysis, words[place : place + 1 + _HEDGED])
        if fate is None:
            continue
        if fate == "rescued" and any(w.folded in lexicon.denials for w in words[max(0, place - 2) : place]):
            fate = "killed"  # "did not survive"
        last = found[-1] if found else None
        joined = _goes_on(words, place, joining)
        if last is not None and last.fate == fate and word.index - last.last <= 1 and not joined:
            found[-1] = _Mention(last.first, word.index + 1, fate, last.joined)
        else:
            found.append(_Mention(word.index, word.index + 1, fate, joined))
    return found


@once
def _several(analysis: Analysis) -> dict[int, dict[int, tuple[int, str]]]:
    """Return by sentence the phrases of fate, their lengths and meanings, by the words at which they begin."""
    several = _lexicon(analysis.language).several
    found: dict[int, dict[int, tuple[int, str]]] = {}
    for index in several.places(analysis):
        phrase = several.at(analysis.words, index)
        if phrase is not None:
            found.setdefault(analysis.words[index].sentence, {})[index] = phrase
    return found


def _of_a_count(analysis: Analysis, words: Sequence[Word]) -> str | None:
    """Return what a verb says that befell people where a count of them follows: «قضى نحو 19 شخصا»."""
    fate = _lexicon(analysis.language).counted.get(words[0].folded)
    if fate is None:
        return None
    quantity = next((w.quantity for w in words[1:] if w.quantity >= 0), -1)
    return fate if quantity >= 0 and _counts(analysis.quantities[quantity].value) else None


def _goes_on(words: Sequence[Word], place: int, joining: frozenset[str]) -> bool:
    """Tell whether what is at a place is joined to what is before it, as "killed three soldiers and two policemen"."""
    return is_joined(words[place]) or (place > 0 and words[place - 1].folded in joining)


def _mention_of(
    analysis: Analysis, mentions: Sequence[_Mention], place: tuple[int, int], before: int, after: int
) -> _Mention | None:
    first, last = place
    inside = next((m for m in mentions if first <= m.first < last), None)
    if inside is not None:
        return inside
    ahead = _right_before(analysis, mentions, first, before)
    behind = _right_after(analysis, mentions, last, after)
    # Arabic sets the fate before its figure, verb or masdar; English after it, but for a participle: "killing 17".
    near = [ahead, behind] if analysis.language == "ar" else [behind, ahead]
    if behind is not None and behind.first == last:  # «17 قتيلا», "17 dead"
        near = [behind]
    for mention in near:
        if mention is not None:
            return mention
    return _announced(analysis, mentions, first, before)


def _right_before(analysis: Analysis, mentions: Sequence[_Mention], first: int, before: int) -> _Mention | None:
    close = [m for m in mentions if before <= m.first and m.last <= first and first - m.last <= _BESIDE]
    if not close or not _one_clause(analysis, close[-1].last, first):
        return None
    # "killed and wounded 40": two fates of one figure are none of them.
    if (
        len(close) > 1
        and close[-1].joined
        and close[-1].first - close[-2].last <= 1
        and close[-2].fate != close[-1].fate
    ):
        return None
    return close[-1]


def _right_after(analysis: Analysis, mentions: Sequence[_Mention], last: int, after: int) -> _Mention | None:
    close = next((m for m in mentions if last <= m.first < after), None)
    if close is None or close.joined or close.first - last > _AFTER or not _one_clause(analysis, last, close.first):
        return None
    joining = _lexicon(analysis.language).joining
    between = analysis.words[last : close.first]
    return None if any(word.folded in joining or is_joined(word) for word in between) else close


def _one_clause(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether no mark stands among the words from `first` to before `last`, but for a parenthesis of its own."""
    marks = [word.folded for word in analysis.words[first:last] if not word.solid and word.folded not in "-'\"«»"]
    return not marks or (len(marks) == 2 and analysis.words[last - 1].folded == marks[1] == marks[0])


def _announced(analysis: Analysis, mentions: Sequence[_Mention], first: int, before: int) -> _Mention | None:
    """Return the fate of a count that was announced before: «عدد النازحين … بلغ», "the toll had risen to"."""
    lexicon = _lexicon(analysis.language)
    close = [m for m in mentions if before <= m.first and m.last <= first and first - m.last <= _FAR]
    if not close:
        return None

    def announces(mention: _Mention) -> bool:
        ahead = analysis.words[max(before, mention.first - 2) : mention.last]
        return any(key in lexicon.counts for word in ahead for key in word.forms.keys)

    mention = close[0] if any(m.joined for m in close[1:]) else next((m for m in close if announces(m)), close[-1])
    between = analysis.words[mention.last : first]
    linked = any(word.folded in lexicon.links or word.forms.lemma in lexicon.links for word in between[-4:])
    return mention if announces(mention) and linked else None


def _is_part(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether a figure is a part of the one before it: "including two children", «بينهم طفلان», "of whom"."""
    parts = _lexicon(analysis.language).parts
    near = [*range(max(0, first - _PART), first), last]
    words = analysis.words
    return any(i < len(words) and words[i].solid and parts.at(words, i) is not None for i in near)

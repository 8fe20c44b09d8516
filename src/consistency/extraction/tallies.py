"""Tallies: how often something has happened, as an ordinal or as a count of all so far.

"Its sixth attack", "hit six times since January" and «وبذلك يرتفع عدد الهجمات إلى ستة» tell one tally: what is tallied
is a feat of rules/languages/tallies.yaml, whatever noun or verb tells it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from consistency.extraction.ages import is_age
from consistency.extraction.analysis import Analysis, Word, once
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.contexts import context_of
from consistency.extraction.ordinals import is_numbered, says_how_often, tells_time_of_day
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.settings import feature_of, setting
from consistency.extraction.speakers import speakers
from consistency.extraction.things import thing_of
from consistency.language.concepts import group_of
from consistency.language.orthography import folded_words
from consistency.model import Claim, Mention, Quantity, Term, Terms, Value
from consistency.resources import shared_resource

_PHRASE = 5  # words of a noun phrase behind a number
_COUNTED = 4  # words before a number in which it is told whom it counts
_CLAUSE = 12  # words to either side in which the verb of a feat stands
_MOST = 60  # a longer tally is a statistic
_NEAR = 4  # words to either side in which a count is told to leave out the latest
_TIMES = frozenset({"times", "ratio"})
_WIN, _TITLE = "win", "title"
_OPENING = 3  # sentences in which a report names the race that it is of, its title among them

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    feats: Phrases[str]
    so_far: Phrases[bool]
    earlier: Phrases[bool]
    row: Phrases[bool]
    races: Phrases[bool]
    spans: Phrases[str]
    more: frozenset[str]
    times: frozenset[str]
    alike: frozenset[str]
    people: frozenset[str]


@functools.cache
def _lexicon(language: str) -> _Lexicon:
    table = shared_resource("tallies")
    feats, spans = (
        phrases((word, name) for name, told in table[key].items() for word in told[language])
        for key in ("feats", "spans")
    )
    so_far, earlier, row, races = (
        phrases((w, True) for w in table[key][language]) for key in ("so_far", "earlier", "row", "races")
    )
    times, alike = (folded_words(table[key][language]) for key in ("times", "alike"))
    return _Lexicon(
        feats,
        so_far,
        earlier,
        row,
        races,
        spans,
        folded_words(table["more"][language]),
        times,
        alike,
        frozenset(table["of_people"]),
    )


def tally_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "tally" for each number that tells how often something has happened by now.

    Fields: tally (Quantity, an ordinal), of (Term: what is tallied), dimension (Term: the same), row (Term: "row" for
    one after the other, else "all"), span (Term: the season, year … within which), who and whose (Terms: the people,
    the countries and teams of the sentence), setting.
    """
    for quantity in analysis.quantities:
        value = quantity.value
        if value.bound != "exact" or value.low != value.high or not 2 <= value.low <= _MOST or value.low % 1:
            continue
        if value.unit not in (None, "person", *_TIMES) or analysis.skips(quantity.start):
            continue
        first, last = analysis.words_of(quantity.start, quantity.end)
        if analysis.words[first].date >= 0 or is_age(analysis, first, last):
            continue
        feats = _feats(analysis, quantity, first, last)
        if not feats:
            continue
        if _WIN in feats and _is_of_a_race(analysis):
            feats.setdefault(_TITLE, feats[_WIN])
        sentence = analysis.sentence_words(analysis.words[first].sentence)
        lexicon = _lexicon(analysis.language)
        fields: dict[str, Value] = {
            "tally": Quantity(value.low, value.high, None, "exact", True),
            "row": Term("row" if _first_of(lexicon.row, sentence) else "all"),
        }
        span = _first_of(lexicon.spans, sentence)
        if span is not None:
            fields["span"] = Term(span)
        who = frozenset(f for w in sentence if w.person >= 0 and (f := feature_of(analysis, w)))
        whose = frozenset(
            f for w in sentence if w.entity >= 0 and (f := feature_of(analysis, w)) and ":place:" not in f
        )
        fields.update((name, Terms(told)) for name, told in (("who", who), ("whose", whose)) if told)
        fields["setting"] = setting(analysis, first, last, range(first, last))
        context = context_of(analysis, first, last, speakers(analysis).get(analysis.words[first].sentence))
        spans = {"tally": (quantity.start, quantity.end)}
        for feat, (begin, end) in sorted(feats.items()):
            told = {**fields, "of": Term(feat), "dimension": Term(f"tally of {feat}")}
            yield make_claim(analysis, "tally", told, begin, end, spans, context)


def _feats(analysis: Analysis, quantity: Mention[Quantity], first: int, last: int) -> dict[str, tuple[int, int]]:
    """Return what a number tallies, and the words that tell it: the feat of its noun, or those of its clause where it
    says how often, or of whom it counts what befell them."""
    lexicon, value, words = _lexicon(analysis.language), quantity.value, analysis.words
    often = _says_how_often(analysis, first, last)
    if value.ordinal:
        if tells_time_of_day(analysis, first, last):
            return {}
        if not often and is_numbered(analysis, thing_of(analysis, quantity, first, last), first):
            return {}
    else:
        near = words[max(0, first - _NEAR) : last + _NEAR]
        if not _first_of(lexicon.so_far, _clause(analysis, first, last)) or _first_of(lexicon.earlier, near):
            return {}
    clause = _clause(analysis, first, first if _announces(analysis, last) else last)
    if often:
        end = last if value.unit in _TIMES or (first and _is_time(analysis, first - 1)) else last + 1
        ratio = any(w.folded in lexicon.more for w in words[last : last + 1]) and not value.ordinal
        return {} if ratio else dict.fromkeys(_all_of(lexicon, clause), (first, end))
    if value.unit == "person":  # «قضى خمسة أشخاص في هزة»
        return dict.fromkeys(_all_of(lexicon, clause) & lexicon.people, (first, last))
    phrase = _noun_phrase(analysis, quantity, first, last)
    for at, length, feat in lexicon.feats.among(phrase):
        place = phrase[at].index
        return {feat: (min(first, place), max(last, place + length))}
    if any(group_of(word.concept) == "person" for word in phrase):  # "the third minister to resign"
        return dict.fromkeys(_all_of(lexicon, clause) & lexicon.people, (first, phrase[-1].index + 1))
    before = _before(analysis, first)
    if phrase or any(group_of(word.concept) in ("person", "casualty") for word in before[-_COUNTED:]):
        return {}  # «ليرتفع عدد قتلى الحادث إلى ثلاثة»
    return dict.fromkeys(_all_of(lexicon, before), (first, last))


@once
def _is_of_a_race(analysis: Analysis) -> bool:
    """Tell whether a text reports a race, which whoever wins it is the champion of."""
    sentences = range(min(_OPENING, len(analysis.sentences)))
    races = _lexicon(analysis.language).races
    return any(_first_of(races, analysis.sentence_words(n)) is not None for n in sentences)


def _says_how_often(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether a number only says how often: "six times", "the third time", "the third of its kind"."""
    unit = analysis.quantities[analysis.words[first].quantity].value.unit
    if unit == "ratio":
        return analysis.words[first].folded in _lexicon(analysis.language).times
    return unit in _TIMES or _is_time(analysis, last) or (first > 0 and _is_time(analysis, first - 1))


def _is_time(analysis: Analysis, place: int) -> bool:
    times = _lexicon(analysis.language).times
    return place < len(analysis.words) and (
        analysis.words[place].folded in times or _announces(analysis, place) or says_how_often(analysis, place)
    )


def _announces(analysis: Analysis, last: int) -> bool:
    """Tell whether "of its kind" or "such" follows an ordinal."""
    return any(w.folded in _lexicon(analysis.language).alike for w in analysis.words[last : last + 3])


def _noun_phrase(analysis: Analysis, quantity: Mention[Quantity], first: int, last: int) -> Sequence[Word]:
    """Return the words of the noun that a number counts or ranks: behind it, in Arabic also before an ordinal."""
    words = analysis.words
    home = words[first].sentence
    definite = quantity.value.ordinal and words[first].folded.lstrip("وبلفك").startswith("ال")
    if analysis.language == "ar" and definite:
        found: list[Word] = []
        for word in reversed(words[max(0, first - _PHRASE) : first]):
            if word.sentence != home or not word.solid or word.function:
                break
            found.insert(0, word)
            if not word.folded.lstrip("وبلفك").startswith("ال"):
                break  # «لقبه», «هجوم»
        return found[-2:]
    if analysis.language == "ar" and quantity.value.ordinal and words[first].folded.endswith("ه") and first:
        before = words[first - 1]
        if before.sentence == home and before.solid and not before.function and not before.folded.startswith("ال"):
            return words[max(0, first - 2) : first]  # «بولاية ثانية»
    found = []
    for word in words[last : last + _PHRASE]:
        if (
            word.sentence != home
            or (word.function and not _joins(analysis, word))
            or not (word.solid or word.folded == "-")
        ):
            break
        found.append(word)
    return found[:3] if analysis.language == "ar" else found


def _joins(analysis: Analysis, word: Word) -> bool:
    """Tell whether a word of an English phrase is one part of a compound: "prime-time"."""
    behind = word.index + 1
    return behind < len(analysis.words) and analysis.words[behind].folded == "-"


def _clause(analysis: Analysis, first: int, last: int) -> Sequence[Word]:
    """Return the words near a number in its sentence."""
    bounds = analysis.sentences[analysis.words[first].sentence]
    return analysis.words[max(bounds.first, first - _CLAUSE) : min(bounds.last, last + _CLAUSE)]


def _before(analysis: Analysis, first: int) -> Sequence[Word]:
    bounds = analysis.sentences[analysis.words[first].sentence]
    return analysis.words[max(bounds.first, first - _CLAUSE) : first]


def _all_of(lexicon: _Lexicon, words: Sequence[Word]) -> frozenset[str]:
    return frozenset(feat for _, _, feat in lexicon.feats.among(words))


def _first_of(table: Phrases[V], words: Sequence[Word]) -> V | None:
    """Return the meaning of the first phrase of a table among some words."""
    return next((meaning for _, _, meaning in table.among(words)), None)

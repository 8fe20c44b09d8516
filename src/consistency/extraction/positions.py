"""Positions: on which side of a scale a verb puts its subject or its matter: for or against, freed or held, up or down.

The scales, and the verbs that take each position of them, stand in rules/languages/positions.yaml and beside each
language. A denial of one of two positions is the other: "did not accept" is "rejected".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consistency.extraction.acts import act_table
from consistency.extraction.analysis import Analysis, Word
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.clauses import Parts, features, parts_of
from consistency.extraction.contexts import context_of
from consistency.extraction.position_lexicon import (
    PositionVerb,
    acting_bodies,
    is_among,
    keys_of_word,
    keys_of_words,
    listed_words,
    matters_of_scales,
    negative_words,
    position_scales,
    verbs_by_form,
    words_of_asking,
    words_of_consent,
)
from consistency.extraction.settings import setting
from consistency.extraction.speakers import speakers
from consistency.language.concepts import concepts
from consistency.model import Claim, Context, Modality, Term, Terms, Value

_GAP = 8  # words that "…" stands for at most
_FURTHER = 8  # words between a verb of refusing and the request that it refuses
_ABOUT = (8, 10)  # words before and behind a verb in which its matter is named
_BEFORE = 14  # words before a verb that may turn it
_TURNED = 9  # words between a verb of refusing and a noun of doing, its subject among them
_GOVERNED = 6  # words between a verb of asking and what is asked for
_SHOWN = (7, 12)  # words before and behind a verb that are quoted with it
_BE = frozenset({"be", "is", "are", "was", "were", "been"})
_NEGATION = 3  # words before a verb in which it is denied


@dataclass(frozen=True, slots=True)
class _Taken:
    """A verb in a text: its words, half-open, without what fills its gaps but for the ends."""

    verb: PositionVerb
    first: int
    last: int
    through: int


def position_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "position" for each verb that takes a position on a scale.

    Fields: scale (Term), position (Term; "not:" before it where one of three is denied), agent (Terms: the subject),
    theme (Terms: what it is about), span (Term: long or plain, how long a rise or a fall took), setting.
    """
    spoken, scales = speakers(analysis), position_scales()
    for taken in _taken(analysis):
        word = analysis.words[taken.first]
        turned, refusing = _turned(analysis, taken)
        if turned is None:
            continue
        scale, positions, matter_of = scales[taken.verb.scale]
        position = taken.verb.position
        if turned:
            others = [other for other in positions if other != position]
            position = others[0] if len(others) == 1 else f"not:{position}"
        parts = parts_of(analysis, taken.first, taken.last, taken.verb.noun)
        if refusing is not None:
            parts = Parts(parts_of(analysis, refusing, refusing + 1).subject, (*parts.subject, *parts.object))
        subject, matter = _actors(features(analysis, parts.subject)), features(analysis, parts.object)
        if scale == "theme":
            subject, matter = frozenset(), subject | matter
        if matter_of:
            matter |= {matter_of}  # "strike" and "walkout" are one matter, whatever they are called
        if not subject and not matter:
            continue
        fields: dict[str, Value] = {"scale": Term(taken.verb.scale), "position": Term(position)}
        if subject:
            fields["agent"] = Terms(subject)
        if matter:
            fields["theme"] = Terms(matter)
        if taken.verb.scale == "level":
            fields["span"] = Term("long" if _is_long(analysis, taken) else "plain")
        own = range(taken.first, taken.last)
        fields["setting"] = setting(analysis, taken.first, taken.last, own)
        shown = [w.index for w in (*parts.subject, *parts.object)]
        first = min([taken.first, *(i for i in shown if i >= taken.first - _SHOWN[0])])
        last = max([taken.through, *(i + 1 for i in shown if i < taken.last + _SHOWN[1])])
        context = _context(analysis, taken, context_of(analysis, taken.first, taken.last, spoken.get(word.sentence)))
        spans = {"position": analysis.span(taken.first, taken.last)}
        yield make_claim(analysis, "position", fields, first, last, spans, context)


def _is_long(analysis: Analysis, taken: _Taken) -> bool:
    """Tell whether a rise or a fall is that of a week, a quarter or a year."""
    long, home = listed_words(analysis.language, "long"), analysis.words[taken.first]
    before = _before(analysis, taken.first)
    after = (w for w in analysis.words[taken.first : taken.through + _ABOUT[1]] if w.clause == home.clause)
    told = [key for word in (*before, *after) for key in keys_of_word(word, analysis.language)]
    if not listed_words(analysis.language, "extremes").isdisjoint(told):
        return False  # "climbed to a two-month high"
    return not long.isdisjoint(told)


def _actors(meanings: frozenset[str]) -> frozenset[str]:
    """Return the meanings of a subject, those who act as one body as that body: "lawmakers" and "the lower house"."""
    bodies = acting_bodies()
    return frozenset(bodies.get(meaning, meaning) for meaning in meanings)


def _acts(analysis: Analysis, index: int) -> bool:
    """Tell whether the word at `index` names somebody, or a role or body that acts."""
    if index >= len(analysis.words):
        return False
    word = analysis.words[index]
    concept = concepts().get(word.concept or "")
    return word.person >= 0 or (concept is not None and concept.group in ("person", "role", "people", "body", "group"))


def _taken(analysis: Analysis) -> list[_Taken]:
    """Return the verbs of a text, of those of one scale that overlap the longest."""
    table, about, language = verbs_by_form(analysis.language), matters_of_scales(analysis.language), analysis.language
    found: list[_Taken] = []
    for word, forms in zip(analysis.words, keys_of_words(analysis), strict=True):
        if table.keys().isdisjoint(forms) or not word.solid or word.person >= 0 or analysis.skips(word.start):
            continue
        best: dict[str, _Taken] = {}
        for form in forms:
            for verb in table.get(form, ()):
                through = _through(analysis, word.index, verb)
                if through is None or not _is_about(analysis, word, about.get(verb.scale)):
                    continue
                if form in listed_words(language, "before_actor") and not _acts(analysis, word.index + 1):
                    continue
                close = word.index + 1 + len(verb.stretches[0])
                taken = _Taken(verb, word.index, close, through)
                known = best.get(verb.scale)
                if known is None or _length(verb) > _length(known.verb):
                    best[verb.scale] = taken
        for scale, taken in best.items():
            before = next((t for t in reversed(found) if t.verb.scale == scale), None)
            if before is None or before.through <= taken.first:
                found.append(taken)
            elif _length(taken.verb) > _length(before.verb) and before.last > taken.first:
                found[found.index(before)] = taken
    return found


def _length(verb: PositionVerb) -> int:
    return sum(len(stretch) for stretch in verb.stretches) + len(verb.stretches)


def _through(analysis: Analysis, index: int, verb: PositionVerb) -> int | None:
    """Return the place behind the last word of a verb that begins at `index`; None where its words are not there."""
    words, keys = analysis.words, keys_of_words(analysis)
    end = analysis.sentences[words[index].sentence].last
    place = index + 1
    for number, stretch in enumerate(verb.stretches):
        reach = _GAP if number else 0
        for start in range(place, min(place + reach, end - len(stretch)) + 1):
            if number and start > place and words[start - 1].folded in (".", ";", "؛"):
                return None
            if _is_at(keys, start, stretch):
                place = start + len(stretch)
                break
        else:
            return None
    return place if place <= end else None


def _is_at(keys: Sequence[tuple[str, ...]], start: int, stretch: Sequence[frozenset[str]]) -> bool:
    for place, part in enumerate(stretch, start):  # noqa: SIM110  a generator takes twice as long
        if part.isdisjoint(keys[place]):
            return False
    return True


def _is_about(analysis: Analysis, word: Word, matters: frozenset[str] | None) -> bool:
    if matters is None:
        return True
    bounds = analysis.sentences[word.sentence]
    first, last = max(bounds.first, word.index - _ABOUT[0]), min(bounds.last, word.index + _ABOUT[1])
    return not all(map(matters.isdisjoint, keys_of_words(analysis)[first:last]))


_Turned = tuple[bool | None, int | None]


def _turned(analysis: Analysis, taken: _Taken) -> _Turned:
    """Tell whether the position is denied or refused, and by which verb of refusing where that one has the subject.

    None where nobody takes the position: it is asked for, or only possible.
    """
    before = _before(analysis, taken.first)
    own = analysis.words[taken.first].folded
    if own in negative_words(analysis.language) or own in ("no", "not"):
        return False, None
    if analysis.language == "ar":
        return _turned_arabic(analysis, taken, before)
    return _turned_english(analysis, taken, before), None


def _before(analysis: Analysis, first: int) -> list[Word]:
    """Return the words before a place in its sentence, nearest first."""
    begin = analysis.sentences[analysis.words[first].sentence].first
    return analysis.words[max(begin, first - _BEFORE) : first][::-1]


def _turned_english(analysis: Analysis, taken: _Taken, before: Sequence[Word]) -> bool | None:
    negatives, asking = negative_words("en"), words_of_asking("en")
    denied = False
    if analysis.words[taken.first].folded.endswith("ing") and not any(w.folded in _BE for w in before[:2]):
        return None  # "warned against lowering", "the vote on approving"
    led = False  # behind "to"
    for distance, word in enumerate(before, 1):
        if word.folded in ("if", "unless", "whether", "should", "could", "may", "might", "must", "can"):
            return None if distance <= 4 else denied
        if word.folded == "only" and distance <= 2:
            return denied
        if (
            word.folded in negatives
            and distance <= _NEGATION
            and (distance == 1 or all(_weak(w) for w in before[: distance - 1]))
        ):
            denied = not denied
            continue
        if word.folded in act_table()["none"] and word.clause == analysis.words[taken.first].clause:
            return not denied
        if word.folded == "to" and distance <= 2:
            led = True
            continue
        if led:
            if word.folded in act_table()["refusals"]:
                return not denied
            if any(not asking.isdisjoint(w.forms.keys) for w in before[distance - 1 : distance + _GOVERNED]):
                return None  # "asked the judge to release him"
            if not _weak(word):
                return denied
            continue
        if not _weak(word):
            return denied
    return denied


def _weak(word: Word) -> bool:
    return word.function or word.folded.endswith("ly") or not word.solid or word.date >= 0


def _turned_arabic(analysis: Analysis, taken: _Taken, before: Sequence[Word]) -> _Turned:
    negatives, asking, refusals = negative_words("ar"), words_of_asking("ar"), act_table()["refusals"]
    noun = taken.verb.noun or (len(before) > 0 and before[0].folded == "ان")
    for distance, word in enumerate(before, 1):
        keys = keys_of_word(word, "ar")
        if not word.solid:
            if word.folded in ".؛;:" or (word.folded in "،," and _joined(before[distance - 2])):
                return False, None
            continue
        if word.folded in negatives or (word.folded[:1] in "وف" and word.folded[1:] in negatives):
            if distance <= 2 and (not noun or word.folded == "عدم"):
                return True, None
            if noun and distance <= _GOVERNED:
                return None, None  # «من دون موافقة البرلمان», «ولا توصي الوزارة بإغلاق المدارس»
        if not noun:
            return False, None
        if distance <= _TURNED and not refusals.isdisjoint(keys):
            return True, word.index
        if distance <= _GOVERNED and not asking.isdisjoint(keys):
            further = analysis.words[max(analysis.sentences[word.sentence].first, word.index - _FURTHER) : word.index]
            refusing = next((w.index for w in further if is_among(w, refusals, "ar")), None)
            if refusing is not None:
                return True, refusing  # «رفض القاضي طلب الإفراج»
            return (False if any(is_among(w, words_of_consent(), "ar") for w in further) else None), None
        if distance > 1 and _joined(word):
            return False, None
    return False, None


def _joined(word: Word) -> bool:
    return word.forms.proclitics[:1] == ("و",)


def _context(analysis: Analysis, taken: _Taken, context: Context) -> Context:
    """Return the context with how real this verb is, not its clause: a plan that is rejected is rejected."""
    modality: Modality = "future" if _is_future(analysis, taken) else "happened"
    return context if context.modality == modality else context.model_copy(update={"modality": modality})


def _is_future(analysis: Analysis, taken: _Taken) -> bool:
    word = analysis.words[taken.first]
    near = [w.folded for w in _before(analysis, taken.first)[:3]]
    if analysis.language == "ar":
        bare = word.folded[1:] if word.folded[:1] in "وف" else word.folded
        return bare[:2] in ("سي", "ست") or "لن" in near[:1] or "سوف" in near[:1]
    return any(w in ("will", "shall", "would", "wo", "won't", "'ll") for w in near)

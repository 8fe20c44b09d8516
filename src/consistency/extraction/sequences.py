"""What came before what: «انفجرت بعدما أُخلي المبنى», "had left by the time it opened", «وصل والقتال دائر».

A word that orders (rules/languages/*/sequences.yaml) stands between two events or before both. What happens in them is
told by concepts and, where newsrooms have many words for it, by the kinds of rules/languages/sequences.yaml.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consistency.extraction.acts import act_table
from consistency.extraction.analysis import Analysis, Word, without_and
from consistency.extraction.arabic_verbs import is_arabic_verb
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.clauses import ends_phrase
from consistency.extraction.contexts import context_of
from consistency.extraction.order_words import INVERSE, LINKED, VERBS, order_cues, ordered
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.position_lexicon import negative_words
from consistency.extraction.settings import feature_of, setting
from consistency.extraction.speakers import is_speech_verb, speakers
from consistency.model import Claim, Term, Terms, Value
from consistency.resources import shared_resource

_EVENT = 12  # words of an event on either side of the word that orders two
_TOLD = 2  # things told behind which an event may end at a comma
_PARTING = frozenset({",", "،", "did", "does", "do", "that", "than"})  # "only after it opened did they leave"
_ENDS = frozenset({",", "،", ";", "؛", "that", "ان", "انه", "انها"})
_OPEN = frozenset({"when", "until", "during"})  # words that order two events only with others beside them
_ONLY = frozenset({"الا", "سوى", "until", "till", "only", "than"})
_DENYING = 6  # words before "before" in which a negative stands: "ruled out any service before", «لا اتفاق قبل»
_BY = "by"  # "by the time" tells by itself that what it is said of was over


@dataclass(frozen=True, slots=True)
class _Sequence:
    """Two events in the order in which the text tells of the first: the place of the words that order them, how many
    they are, the order, and what is told of either event."""

    place: int
    length: int
    order: str
    kind: str
    event: frozenset[str]
    other: frozenset[str]


@functools.cache
def _kinds(language: str) -> tuple[Phrases[tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return what happens by its words in a language, and by its concepts: one word may tell of several kinds."""
    table = shared_resource("sequences")["kinds"]
    words: dict[str, list[str]] = {}
    concepts: dict[str, list[str]] = {}
    for kind, listed in table.items():
        for word in listed[language]:
            words.setdefault(word, []).append(f"s:{kind}")
        for concept in listed["concepts"]:
            concepts.setdefault(concept, []).append(f"s:{kind}")
    by_words = phrases((word, tuple(kinds)) for word, kinds in words.items())
    return by_words, {concept: tuple(kinds) for concept, kinds in concepts.items()}


def sequence_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield two claims of kind "sequence" for each pair of events that the text orders, one from either side.

    Fields: event (Terms), other (Terms), order (Term: before or after; the event comes so to the other), denied
    (Term: yes where it is denied that one does), setting.
    """
    spoken = speakers(analysis)
    for told in _sequences(analysis):
        index, after = told.place, told.place + max(told.length, 1)
        sentence = analysis.sentences[analysis.words[index].sentence]
        context = context_of(analysis, index, index + 1, spoken.get(analysis.words[index].sentence))
        around = setting(analysis, index, after)
        denied = Term("yes" if told.kind not in _OPEN and _is_denied(analysis, index) else "no")
        spans = {"order": analysis.span(index, after)}
        start, end = max(sentence.first, index - 5), min(sentence.last, after + 6)
        for one, two, how in ((told.event, told.other, told.order), (told.other, told.event, INVERSE[told.order])):
            fields: dict[str, Value] = {
                "event": Terms(one),
                "other": Terms(two),
                "order": Term(how),
                "denied": denied,
                "setting": around,
            }
            yield make_claim(analysis, "sequence", fields, start, end, spans, context)


def _sequences(analysis: Analysis) -> Iterator[_Sequence]:
    """Yield the pairs of events that a text orders, of which it tells something."""
    found = ordered(analysis)
    for number, (index, length, kind) in enumerate(found):
        sentence = analysis.sentences[analysis.words[index].sentence]
        limit = sentence.last
        if number + 1 < len(found) and kind not in LINKED and found[number + 1][2] not in _OPEN:
            limit = min(limit, found[number + 1][0])  # "after the tide turned, before tugs pulled the ship free"
        start = sentence.first
        earlier, _, before_kind = found[number - 1] if number else (-1, 0, "")
        stop = index
        if before_kind in INVERSE and earlier > start:
            stop = earlier
        before = _event_before(analysis, start, stop)
        after = _event_after(analysis, index + length, limit)
        event = _features(analysis, before)
        order = kind
        if kind in VERBS:
            order = VERBS[kind]
            if _opens_clause(analysis, index):
                order = INVERSE[order]
                before, after = _object_and_subject(analysis, index + length, limit)
            else:
                before = _event_before(analysis, max(start, earlier + 1), index)
            event = _features(analysis, before)
        elif kind in LINKED:
            order = LINKED[kind]
            if not event and analysis.words[index].sentence:
                # "Only after that did he leave": what came first was told before
                last = analysis.sentences[analysis.words[index].sentence - 1]
                event = _features(analysis, _event_before(analysis, last.first, last.last))
        elif _opens(analysis, sentence.first, index) or not event:
            # "After the vote, the minister resigned": the comma parts the two events.
            after, before = _parted(analysis, index + length, sentence.last)
            event = _features(analysis, before)
        if kind in _OPEN:
            order = _order_of(analysis, kind, index, before, after)
        other = _features(analysis, after) if event and order in INVERSE else frozenset()
        if other:
            yield _Sequence(index, length, order, kind, event, other)


def _order_of(analysis: Analysis, kind: str, index: int, event: Sequence[Word], other: Sequence[Word]) -> str:
    """Return the order of two events by what is told of their course, or "" where nothing is."""
    if kind == "during":
        return "before" if _has(analysis, other, "going_on") else ""  # before the other ended
    if kind == "until":
        waits = _has(analysis, event, "still") or any(w.concept in ("stay", "continue", "remain") for w in event)
        return "after" if waits or _is_negative(analysis, event) else ""
    if _has(analysis, event, "not_yet") or _has(analysis, event, "still"):
        return "after"
    if analysis.words[index].folded == _BY or (_has(analysis, event, "over") and not _is_negative(analysis, event)):
        return "before"
    return "after" if _has(analysis, other, "over") and not _is_negative(analysis, other) else ""


def _has(analysis: Analysis, words: Sequence[Word], cues: str) -> bool:
    table = order_cues(analysis.language, cues)
    return any(table.at(analysis.words, word.index) for word in words)


def _is_negative(analysis: Analysis, words: Sequence[Word]) -> bool:
    negatives = negative_words(analysis.language)
    return any(without_and(word) in negatives for word in words)


def _event_before(analysis: Analysis, first: int, last: int) -> list[Word]:
    """Return the words that tell of an event up to a place: back to a comma behind which enough is told."""
    found: list[Word] = []
    told = 0
    for word in reversed(analysis.words[max(first, last - _EVENT) : last]):
        if told >= _TOLD and word.folded in _ENDS:
            if (
                word.folded not in (",", "،")
                or not found
                or not order_cues(analysis.language, "told_by").at(analysis.words, found[-1].index)
            ):
                break
            found.clear()  # "the attack came, according to the police, before dark"
            told = 0
            continue
        told += _feature(analysis, word) is not None
        found.append(word)
    return found[::-1]


def _event_after(analysis: Analysis, first: int, last: int) -> list[Word]:
    """Return the words that tell of an event from a place on: to a comma or the end of its phrase."""
    found: list[Word] = []
    told = 0
    for word in analysis.words[first : min(last, first + _EVENT)]:
        ends = word.folded in (",", "،", "that") or order_cues(analysis.language, "told_by").at(
            analysis.words, word.index
        )
        if told and (ends or ends_phrase(analysis, word)):
            break
        told += _feature(analysis, word) is not None
        found.append(word)
    return found


def _opens_clause(analysis: Analysis, index: int) -> bool:
    """Tell whether an Arabic verb stands before its object and subject, at the head of its sentence or behind "and"."""
    word = analysis.words[index]
    return word.folded.startswith("و") or index == analysis.sentences[word.sentence].first


def _object_and_subject(analysis: Analysis, first: int, last: int) -> tuple[list[Word], list[Word]]:
    """Return the object right behind a verb, with what describes it, and the subject behind that."""
    words = analysis.words
    end = first
    while end < last and _feature(analysis, words[end]) is None:
        end += 1
    end += 1
    while end < last and words[end].folded.startswith("ال"):
        end += 1
    return words[first:end], _event_after(analysis, end, last)


def _opens(analysis: Analysis, first: int, index: int) -> bool:
    """Tell whether nothing but words without a meaning stands before the word that orders two events."""
    opening = analysis.words[first:index]
    return all(w.function or not w.solid or w.folded in ("only", "it", "was") for w in opening)


def _parted(analysis: Analysis, first: int, last: int) -> tuple[list[Word], list[Word]]:
    """Return the two events behind a word that stands before both, parted by a comma, or in Arabic by the verb of the
    second: «وبعد مراسم التوقيع التقى الضيف رجال أعمال», «ما إن أعلن القرار حتى انتشر»."""
    words = analysis.words
    border = next((i for i in range(first, last) if words[i].folded in _PARTING), last)
    if analysis.language == "ar":
        verb = _second_verb(analysis, first, border)
        until = next((i for i in range(first, min(border, first + _EVENT)) if words[i].folded == "حتي"), border)
        border = min(border, verb, until)
    return words[first : min(border, first + _EVENT)], _event_after(analysis, border, last)


def _second_verb(analysis: Analysis, first: int, last: int) -> int:
    """Return where the verb of a main clause stands behind a noun, or behind a clause of its own verb."""
    words = analysis.words
    told = 0
    for index in range(first, last):
        word = words[index]
        if told and word.folded in ("كان", "كانت", "كانوا"):
            return index
        if told and is_arabic_verb(word) and not words[index - 1].folded.endswith(("التي", "الذي", "الذين")):
            return index
        told += _feature(analysis, word) is not None
    return last


def _is_denied(analysis: Analysis, index: int) -> bool:
    """Tell whether something is denied to come before or after something else: it may come the other way, or never.

    "Not until after" and «لم … إلا بعد» deny nothing.
    """
    words = analysis.words
    near = [w for w in words[max(0, index - _DENYING) : index] if w.sentence == words[index].sentence]
    if any(w.folded in _ONLY for w in near):
        return False
    negatives, denials = negative_words(analysis.language), order_cues(analysis.language, "denying")
    refusals, arabic = act_table()["refusals"], analysis.language == "ar"
    return any(
        without_and(w) in negatives
        or denials.at(words, w.index)
        # "failed to …", but not "the power failed before"
        or (without_and(w) in refusals and (arabic or words[w.index + 1].folded == "to"))
        for w in near
    )


def _feature(analysis: Analysis, word: Word) -> str | None:
    feature = feature_of(analysis, word)
    return feature if feature is not None and feature[0] in "clpe" else None


def _features(analysis: Analysis, words: Sequence[Word]) -> frozenset[str]:
    """Return what some words tell of an event: kinds of what happens instead of the words for them, and all else."""
    by_words, by_concept = _kinds(analysis.language)
    aspects = act_table()["begin"] | act_table()["end"]  # "before it began": which event, the other words tell
    found: set[str] = set()
    done = -1
    for word in words:
        if word.index < done:
            continue
        kinds = by_words.at(analysis.words, word.index) if word.solid and word.person < 0 else None
        if kinds is not None:
            found.update(kinds[1])
            done = word.index + kinds[0]
            continue
        feature = _feature(analysis, word)
        if feature is None or feature[2:] in aspects or is_speech_verb(word, analysis.language):
            continue
        if feature[0] == "c" and feature[2:] in by_concept:
            found.update(by_concept[feature[2:]])
        else:
            found.add(feature)
    return frozenset(found)

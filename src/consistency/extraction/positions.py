"""Positions: on which side of a scale a verb puts its subject or its matter: for or against, freed or held, up or down.

The scales, and the verbs that take each position of them, stand in rules/languages/positions.yaml and beside each
language. A denial of one of two positions is the other: "did not accept" is "rejected".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from consistency.extraction.analysis import Analysis, Word, once
from consistency.extraction.antecedents import antecedent
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.clauses import Parts, features, is_actor, parts_of
from consistency.extraction.contexts import context_of
from consistency.extraction.position_guards import (
    exceeds,
    is_counted,
    is_english_noun,
    is_noun,
    is_of_one,
    is_over,
    is_part,
    is_purpose,
    moves_bodily,
    names_a_body,
    tells_duration,
)
from consistency.extraction.position_lexicon import (
    PositionVerb,
    acting_bodies,
    is_among,
    keys_of_printed,
    keys_of_words,
    listed_words,
    matters_of_scales,
    negative_words,
    position_scales,
    scales_listed,
    scales_of_states,
    verbs_of_list,
    verbs_of_printed,
)
from consistency.extraction.position_turns import Taken, happening, is_lasting, phase_on, turned_by, words_before
from consistency.extraction.settings import setting
from consistency.extraction.speakers import Speaker, speakers
from consistency.model import Claim, Term, Terms, Value

_GAP = 8  # words that "…" stands for at most
_IDLE_GAP = 1  # the same in what takes no position: "dropped its charges", not "rejected a plan to charge"
_DENIED_GAP = 3  # the same behind a negative: "not … lifted"
_ABOUT = (8, 10)  # words before and behind a verb in which its matter is named
_SHOWN = (7, 12)  # words before and behind a verb that are quoted with it
_CONSENT = "assent"
_NO_POSITION = "none"  # in place of a position: what only looks like a verb of the scale
_NOT = "not:"
_FAR = 99  # further than any word of the object


def position_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "position" for each verb that takes a position on a scale, "contest" for one of a contest.

    Fields: scale (Term), position (Term; "not:" before it where one of three is denied), agent (Terms: the subject),
    theme (Terms: what it is about), matter (Terms: of a state what near it may be in it, where concepts name it),
    span (Term: long or brief, how long a rise or a fall took), phase (Term: begin or end of a state, or its day),
    several (Term: of a scale on which many take positions in one text), setting.
    """
    spoken, scales = speakers(analysis), position_scales()
    for taken in _taken(analysis):
        word = analysis.words[taken.first]
        if taken.verb.position == _NO_POSITION or is_over(analysis, taken) or tells_duration(analysis, taken):
            continue
        if is_purpose(analysis, taken) or exceeds(analysis, taken) or moves_bodily(analysis, taken):
            continue
        turned, refusing = turned_by(analysis, taken)
        if turned is None:
            continue
        scale, positions, matter_of = scales[taken.verb.scale]
        position = taken.verb.position
        if turned and position.startswith(_NOT):
            position = position.removeprefix(_NOT)
        elif turned:
            others = [other for other in positions if other != position]
            position = others[0] if len(others) == 1 else f"{_NOT}{position}"
        parts = parts_of(analysis, taken.first, taken.last, taken.verb.noun)
        if refusing is not None:
            parts = Parts(parts_of(analysis, refusing, refusing + 1).subject, (*parts.subject, *parts.object))
        elif not taken.verb.noun:
            parts = Parts(parts.subject, (*parts.object, *antecedent(analysis, taken.first, taken.last, parts)))
        if is_part(analysis, parts) or (taken.verb.scale == _CONSENT and is_counted(analysis, taken, parts)):
            continue
        if taken.verb.scale in scales_listed("single") and not is_of_one(analysis, parts):
            continue
        if taken.verb.scale in scales_listed("contests"):
            yield from _contests(analysis, taken, parts, position, turned, spoken.get(word.sentence))
            continue
        subject, matter = _agent(analysis, parts.subject), features(analysis, parts.object)
        if scale == "theme" or taken.verb.received or not subject:
            subject, matter = frozenset(), features(analysis, parts.subject) | matter
        matter -= {f"c:{other}" for other in positions}
        if not subject and not matter and (scale == "agent" or not matter_of):
            continue
        if taken.verb.scale in scales_listed("both") and not (subject and matter):
            continue
        if matter_of and (matter or not subject):
            matter |= {matter_of}  # "strike" and "walkout" are one matter, whatever they are called
        fields: dict[str, Value] = {"scale": Term(taken.verb.scale), "position": Term(position)}
        thing = _matter(analysis, taken) if taken.verb.scale in scales_of_states() else frozenset()
        if thing and not matter_of:
            fields["matter"] = Terms(thing)
        fields |= {"several": Term("several")} if taken.verb.scale in scales_listed("several") else {}
        if subject:
            fields["agent"] = Terms(subject)
        if matter:
            fields["theme"] = Terms(matter)
        if taken.verb.scale == "level":
            span = _span(analysis, taken)
            if span == "whole":
                continue  # of months together one may rise that fell in the last of them
            if span is not None:
                fields["span"] = Term(span)
        own = range(taken.first, taken.last)
        fields["setting"] = setting(analysis, taken.first, taken.last, own)
        first, last = _quoted(taken, parts)
        context = context_of(analysis, taken.first, taken.last, spoken.get(word.sentence))
        phase = _phase(analysis, taken) if not turned else None
        if phase is not None:
            fields["phase"] = phase_on(analysis, word, phase, context)
        spans = {"position": analysis.span(taken.first, taken.last)}
        yield make_claim(analysis, "position", fields, first, last, spans, happening(analysis, taken.first, context))


def _quoted(taken: Taken, parts: Parts) -> tuple[int, int]:
    """Return the words that are quoted with a verb: it, and what of its subject and object stands near it."""
    shown = [w.index for w in (*parts.subject, *parts.object)]
    first = min([taken.first, *(i for i in shown if i >= taken.first - _SHOWN[0])])
    return first, max([taken.through, *(i + 1 for i in shown if i < taken.last + _SHOWN[1])])


def _contests(
    analysis: Analysis, taken: Taken, parts: Parts, position: str, turned: bool, speaker: Speaker | None
) -> Iterator[Claim]:
    """Yield who won and, where the verb has an opponent, who lost: of each the other side is the theme.

    Fields: position (Term: win or lose), agent (Terms), theme (Terms), setting.
    """
    sides = [features(analysis, parts.subject), features(analysis, parts.object)]
    _, positions, _ = position_scales()[taken.verb.scale]
    other = next(p for p in positions if p != position)
    first, last = _quoted(taken, parts)
    told = [(position, sides[0], sides[1])]
    if taken.verb.opposed and not turned:
        told.append((other, sides[1], sides[0]))
    context = context_of(analysis, taken.first, taken.last, speaker)
    context = happening(analysis, taken.first, context)
    for side, agent, theme in told:
        if not agent:
            continue
        fields: dict[str, Value] = {"position": Term(side), "agent": Terms(agent)}
        if theme:
            fields["theme"] = Terms(theme)
        fields["setting"] = setting(analysis, taken.first, taken.last, range(taken.first, taken.last))
        spans = {"position": analysis.span(taken.first, taken.last)}
        yield make_claim(analysis, "contest", fields, first, last, spans, context)


def _phase(analysis: Analysis, taken: Taken) -> str | None:
    """Return whether a verb begins a state or ends it: a road that was closed may have reopened since."""
    language, words = analysis.language, analysis.words[taken.first : taken.through]

    def has(key: str) -> bool:
        listed = verbs_of_list(language, key)
        return any(is_among(word, listed, language) for word in words)

    phase = "end" if has("reverting") else "begin" if has("entering") else None
    lasts = phase != "end" and has("stative")  # but "is back" ends what "was cut" began
    return None if phase is None or lasts or is_lasting(analysis, taken.first) else phase


def _span(analysis: Analysis, taken: Taken) -> str | None:
    """Return whether a rise or a fall is that of a week, a quarter or a year, of several of them, or of a day."""
    long, home = listed_words(analysis.language, "long"), analysis.words[taken.first]
    near = (*words_before(analysis, taken.first), *analysis.words[taken.first : taken.through + _ABOUT[1]])
    told = [
        key for word in near for key in keys_of_printed(word.text, analysis.language) if word.sentence == home.sentence
    ]
    if not listed_words(analysis.language, "whole").isdisjoint(told):
        return "whole"
    if not long.isdisjoint(told) and listed_words(analysis.language, "extremes").isdisjoint(told):
        return "long"  # but not "climbed to a two-month high"
    brief = listed_words(analysis.language, "brief")
    days = (analysis.dates[w.date].value for w in near if w.date >= 0 and w.sentence == home.sentence)
    return "brief" if not brief.isdisjoint(told) or any(d.start == d.end for d in days) else None


def _agent(analysis: Analysis, subject: Sequence[Word]) -> frozenset[str]:
    """Return the meanings of a subject that names somebody who acts, those who act as one body as that body:
    "lawmakers" and "the lower house". Of another subject nobody can say whose the position is: nothing is returned.
    """
    acting = [word for word in subject if word.entity >= 0 or is_actor(word)]
    if not acting:
        return frozenset()
    bodies = acting_bodies()
    unknown = [word for word in subject if word.concept is None]  # «كتلة التجدد»: its name is of no lexicon
    return frozenset(bodies.get(meaning, meaning) for meaning in features(analysis, [*acting, *unknown]))


def _acts(analysis: Analysis, index: int) -> bool:
    """Tell whether the word at `index` names somebody, or a role or body that acts."""
    return index < len(analysis.words) and is_actor(analysis.words[index])


def _taken(analysis: Analysis) -> list[Taken]:
    """Return the verbs of a text, of those of one scale that overlap the longest."""
    about, language = matters_of_scales(analysis.language), analysis.language
    before_actor, keys = listed_words(language, "before_actor"), keys_of_words(analysis)
    in_sentence = _keys_of_sentences(analysis)
    found: list[Taken] = []
    nearest: dict[str, int] = {}  # by scale the place in `found` of the verb before
    for word, verbs in zip(analysis.words, map(verbs_of_printed(language).__getitem__, analysis.printed), strict=True):
        if verbs is None or not word.solid or word.person >= 0 or analysis.skips(word.start):
            continue
        best: dict[str, Taken] = {}
        beside: set[str] | None = None
        following = keys[word.index + 1] if word.index + 1 < len(keys) else ()
        for _, form, verb in verbs.among(following, in_sentence[word.sentence]):
            through = _through(analysis, word, verb)
            if through is None:
                continue
            matters = about.get(verb.scale) if not verb.plain else None
            if matters is not None:
                beside = _keys_beside(analysis, word) if beside is None else beside
                if matters.isdisjoint(beside):
                    continue
            if form in before_actor and (
                form not in (word.folded, word.folded[1:]) or not _acts(analysis, word.index + 1)
            ):
                continue  # «قبلها» is "before it"
            if verb.noun and names_a_body(analysis, word):
                continue
            if language == "en" and verb.noun and is_english_noun(analysis, word):
                continue
            if not verb.noun and form != word.folded and is_noun(word) and not form.startswith("ال"):
                continue  # «التحسن», «بدعم»
            close = word.index + 1 + len(verb.stretches[0])
            taken = Taken(verb, word.index, close, through)
            known = best.get(verb.scale)
            if known is None or _length(verb) > _length(known.verb):
                best[verb.scale] = taken
        if len(best) > 1:
            best = _fullest(best)
        for scale, taken in (_nearest(analysis, best) if len(best) > 1 else best).items():
            before = found[nearest[scale]] if scale in nearest else None
            if before is None or before.through <= taken.first:
                nearest[scale] = len(found)
                found.append(taken)
            elif _length(taken.verb) > _length(before.verb) and before.last > taken.first:
                found[nearest[scale]] = taken
    return found


def _fullest(best: dict[str, Taken]) -> dict[str, Taken]:
    """Return the scales that a verb may belong to, without consent where more words tell that it is none: whoever
    "rejects the appeal" upholds a ruling."""
    if _CONSENT not in best:
        return best
    told = [_length(taken.verb) for scale, taken in best.items() if scale in scales_listed("not_consent")]
    fuller = max(told, default=0) > _length(best[_CONSENT].verb)
    return {scale: taken for scale, taken in best.items() if scale != _CONSENT} if fuller else best


def _length(verb: PositionVerb) -> int:
    """Return how many words and gaps a verb has; of two alike, the one that takes no position is the longer."""
    none = verb.position == _NO_POSITION
    return sum(len(stretch) for stretch in verb.stretches) + len(verb.stretches) + none


def _through(analysis: Analysis, word: Word, verb: PositionVerb) -> int | None:
    """Return the place behind the last word of a verb that begins at `word`; None where its words are not there."""
    stretches, place = verb.stretches, word.index + 1
    opening = stretches[0]
    if not opening and len(stretches) == 1:
        return place  # as most are
    words, keys = analysis.words, keys_of_words(analysis)
    end = analysis.sentences[word.sentence].last
    if place + len(opening) > end or (opening and not _is_at(keys, place, opening)):
        return None
    place += len(opening)
    denied = negative_words(analysis.language)
    gap = _GAP if word.folded not in denied else _DENIED_GAP
    if verb.position == _NO_POSITION:
        gap = _IDLE_GAP
    for stretch in stretches[1:]:
        wanted = stretch[0]  # most places are done with by the first word, of which no function is asked
        if wanted.isdisjoint(_keys_of_sentences(analysis)[word.sentence]):
            return None
        for start in range(place, min(place + gap, end - len(stretch)) + 1):
            if start > place and (words[start - 1].folded in (".", ";", "؛") or words[start - 1].folded in denied):
                return None  # "electricity has not been restored"
            if not wanted.isdisjoint(keys[start]) and _is_at(keys, start, stretch):
                place = start + len(stretch)
                break
        else:
            return None
    return place


@once
def _keys_of_sentences(analysis: Analysis) -> list[set[str]]:
    """Return for each sentence the forms under which its words may be listed."""
    keys = keys_of_words(analysis)
    return [set(chain.from_iterable(keys[bounds.first : bounds.last])) for bounds in analysis.sentences]


def _is_at(keys: Sequence[tuple[str, ...]], start: int, stretch: Sequence[frozenset[str]]) -> bool:
    for place, part in enumerate(stretch, start):  # noqa: SIM110  a generator takes twice as long
        if part.isdisjoint(keys[place]):
            return False
    return True


def _keys_beside(analysis: Analysis, word: Word) -> set[str]:
    """Return the forms of the words before and behind a verb among which its matter is named."""
    bounds = analysis.sentences[word.sentence]
    words, keys = analysis.words, keys_of_words(analysis)
    before = [w.index for w in words[max(bounds.first, word.index - 2 * _ABOUT[0]) : word.index] if w.solid]
    after = [w.index for w in words[word.index : min(bounds.last, word.index + 2 * _ABOUT[1])] if w.solid]
    return set().union(*[keys[index] for index in before[-_ABOUT[0] :] + after[: _ABOUT[1]]])


def _nearest(analysis: Analysis, best: dict[str, Taken]) -> dict[str, Taken]:
    """Return of the scales that one verb may belong to those whose matter is nearest: «تعليق إضراب القطارات» is of the
    strike, not of the trains.
    """
    about = matters_of_scales(analysis.language)
    far = {
        scale: _distance(analysis, taken, about[scale])
        for scale, taken in best.items()
        if scale in about and not taken.verb.plain
    }
    least = min(far.values(), default=0)
    return {scale: taken for scale, taken in best.items() if far.get(scale, least) == least}


def _matter(analysis: Analysis, taken: Taken) -> frozenset[str]:
    """Return the concepts of the words near a verb for the matter of its scale: a road, a shop."""
    about, words, keys = matters_of_scales(analysis.language)[taken.verb.scale], analysis.words, keys_of_words(analysis)
    reach = [w for w in words[max(0, taken.first - _ABOUT[0]) : taken.through + _ABOUT[1]] if w.index != taken.first]
    home = words[taken.first].sentence
    named = [w for w in reach if w.sentence == home and not about.isdisjoint(keys[w.index])]
    return frozenset(word.concept for word in named if word.concept is not None)


def _distance(analysis: Analysis, taken: Taken, matters: frozenset[str]) -> int:
    """Return how far the nearest word for the matter of a scale is: in the object, the subject, or beyond."""
    parts = parts_of(analysis, taken.first, taken.last, taken.verb.noun)
    subject = parts.subject if taken.verb.noun else parts.subject[::-1]
    for order, words in enumerate((subject, parts.object) if taken.verb.noun else (parts.object, subject)):
        for place, word in enumerate(words):
            if is_among(word, matters, analysis.language):
                return order * _FAR + place
    return 2 * _FAR

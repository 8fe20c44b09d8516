"""Who said what: a speaker with the content of a statement, and quotations word by word."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from consistency.extraction.analysis import Analysis, once
from consistency.extraction.claim_forms import make_claim, person_value
from consistency.extraction.office_deeds import deed_titles
from consistency.extraction.office_titles import titles
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.settings import feature_of, features_of, setting
from consistency.extraction.speakers import Speaker, is_speech_verb, speakers
from consistency.language.orthography import folded_words
from consistency.model import Claim, Setting, Term, Terms, Text, Value
from consistency.resources import language_resource

_SHORTEST = 3  # words; a shorter quotation is a term in quotation marks
_FEWEST, _FEW = 3, 4  # features of what is said; fewer than the second are brief
_MEANT = 2  # features of a quotation that say the same in either language
_UNSPOKEN = 7  # words; a shorter one that nobody says is the title of a work or a slogan


def statement_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "statement" for each sentence with a named speaker.

    Fields: speaker (Name), content (Setting: what is said, without the speaker), facts (Terms: its figures and names),
    lands (Terms: whose official the speaker is), manner (Term: said, brief, carried, or act where something is
    done with words, as in "welcomed").
    """
    for sentence, speaker in sorted(speakers(analysis).items()):
        bounds = analysis.sentences[sentence]
        if not speaker.person or analysis.skips(bounds.start):
            continue
        features: dict[str, float] = {}
        titled, known = _titled(analysis), features_of(analysis)
        for word in analysis.sentence_words(sentence):
            feature = known[word.index]
            if feature is None or feature[0] == "d" or feature in features:
                continue
            if speaker.first <= word.index < speaker.last or word.index in titled:
                continue
            if not is_speech_verb(word, analysis.language):
                features[feature] = 1.0
        if len(features) < (_FEW if speaker.act else _FEWEST):
            continue
        first, last = speaker.first, speaker.last  # of the sentence before, where it goes on
        start, end = analysis.span(first, last)
        fields: dict[str, Value] = {"speaker": speaker.name, "content": Setting(features)}
        fields["manner"] = Term(_manner(analysis, sentence, speaker, len(features)))
        lands = _lands(analysis).get(speaker.name.text)
        if lands:
            fields["lands"] = Terms(lands)
        facts = frozenset(feature for feature in features if feature[0] in "en")
        if facts:
            fields["facts"] = Terms(facts)
        if analysis.words[first].sentence != sentence:  # what is said tells more than a name of the sentence before
            besides = (first, last)
            first, last = bounds.first, bounds.last
        else:
            besides = None
            first = max(bounds.first, first - 4)
        yield make_claim(analysis, "statement", fields, first, last, {"speaker": (start, end)}, besides=besides)


def _manner(analysis: Analysis, sentence: int, speaker: Speaker, told: int) -> str:
    """Return how something is said: brief is what has few features, and carried what a brief sentence without a verb of
    saying goes on with, as the narrator does as well."""
    if speaker.act:
        return "act"
    if told >= _FEW:
        return "said"
    home = analysis.words[speaker.first].sentence == sentence
    says = home or any(is_speech_verb(word, analysis.language) for word in analysis.sentence_words(sentence))
    return "brief" if says else "carried"


def quote_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "quote" for each quotation of some length, and of kind "quoted" where a person speaks it.

    Fields: wording (Text), language (Term), speaker (Name, where the sentence has one), setting, meaning (Terms: its
    features of either language), force (Terms: its language, and whether it has a limit). The evidence of "quoted" is
    the speaker, or the quotation where he is named in another sentence.
    """
    spoken = speakers(analysis)
    for start, end in analysis.quotes:
        first, last = analysis.words_of(start, end)
        inside = [w for w in analysis.words[first:last] if w.solid]
        if len(inside) < _SHORTEST or analysis.skips(start):
            continue
        text = analysis.text[inside[0].start : inside[-1].end]
        fields: dict[str, Value] = {
            "wording": Text(text),
            "language": Term(analysis.language),
            "setting": setting(analysis, first, last),
            "force": _force(analysis, first, last),
        }
        meant = frozenset(f for w in inside if (f := feature_of(analysis, w)) is not None and f[0] != "l")
        if len(meant) >= _MEANT:
            fields["meaning"] = Terms(meant)
        speaker = spoken.get(analysis.words[first].sentence)
        if speaker is None and len(inside) < _UNSPOKEN:
            continue
        if speaker is not None:
            fields["speaker"] = speaker.name
            if speaker.person:
                place = analysis.span(speaker.first, speaker.last)
                home = analysis.words[first].sentence
                spoken_in = analysis.sentences[analysis.words[speaker.first].sentence]
                begins, ends = max(spoken_in.first, speaker.first - 3), speaker.last
                besides = None
                if analysis.words[speaker.first].sentence != home:
                    begins, ends, besides = inside[0].index, inside[-1].index + 1, (begins, ends)
                yield make_claim(analysis, "quoted", fields, begins, ends, {"speaker": place}, besides=besides)
        yield make_claim(analysis, "quote", fields, inside[0].index, inside[-1].index + 1, {"wording": (start, end)})


@functools.cache
def _limits(language: str) -> Phrases[bool]:
    return phrases((word, True) for word in language_resource(language, "quotes")["limits"])


@functools.cache
def _unlimited(language: str) -> frozenset[str]:
    return folded_words(language_resource(language, "quotes")["unlimited"])


def _force(analysis: Analysis, first: int, last: int) -> Terms:
    """Return the language of a quotation, and "limit" where an exception or a condition limits what is said."""
    limits = _limits(analysis.language)
    none = _unlimited(analysis.language)  # "without exception" is no exception
    limited = any(
        limits.at(analysis.words, place) is not None and analysis.words[place + 1].folded not in none
        for place in range(first, min(last, len(analysis.words) - 1))
    )
    return Terms(frozenset({analysis.language, "limit"} if limited else {analysis.language}))


@once
def _titled(analysis: Analysis) -> frozenset[int]:
    """Return the words that are titles of people: no part of what is said."""
    given = (title for title in (*titles(analysis), *deed_titles(analysis)) if title.person >= 0)
    return frozenset(place for title in given for place in range(title.first, title.last))


@once
def _lands(analysis: Analysis) -> dict[str, frozenset[str]]:
    """Return the countries of which people have an office, by their names."""
    found: dict[str, frozenset[str]] = {}
    for title in titles(analysis):
        lands = frozenset(f for f in title.parts.values() if f[0] == "e" and f[2:].isupper())
        if title.person >= 0 and lands:
            name = person_value(analysis, title.person).text
            found[name] = found.get(name, frozenset()) | lands
    return found

"""The setting of a claim: what its clause and sentence are about, nearest words first.

A feature is a concept ("c:kill"), a lemma ("l:basra"), an entity ("e:IQ"), a person by the sound of the last name
("p:bskb"), a value ("n:5184000:second" for two months) or a day ("d:2025-03-02"). All but lemmas are the same in both
languages.
"""

from __future__ import annotations

from collections.abc import Collection

from consistency.extraction.analysis import Analysis, Word, entity_key
from consistency.model import Setting
from consistency.normalization.counting import is_number_word
from consistency.normalization.name_keys import name_skeleton
from consistency.normalization.units import convert

_NEAR = 0.07  # how fast a word's weight falls with its distance, a word
_OTHER_CLAUSE = 0.8  # per clause between
_SENTENCE_BEFORE = 0.25


def setting(analysis: Analysis, first: int, last: int, leave_out: Collection[int] = ()) -> Setting:
    """Return the setting of the words from `first` to before `last`; the words in `leave_out` do not count."""
    words = analysis.words
    home = words[first]
    features: dict[str, float] = {}
    for word in analysis.sentence_words(home.sentence):
        if word.index in leave_out:
            continue
        distance = max(first - word.index, word.index - last + 1, 0)
        apart = abs(word.clause - home.clause)
        weight = _OTHER_CLAUSE ** min(apart, 4) / (1 + _NEAR * distance)
        _add(features, analysis, word, weight)
    if home.sentence:
        for word in analysis.sentence_words(home.sentence - 1):
            _add(features, analysis, word, _SENTENCE_BEFORE)
    return Setting(features)


def _add(features: dict[str, float], analysis: Analysis, word: Word, weight: float) -> None:
    feature = feature_of(analysis, word)
    if feature is not None and features.get(feature, 0.0) < weight:
        features[feature] = weight


def _value_feature(analysis: Analysis, word: Word) -> str | None:
    """Return the value of a quantity for its first word, the noun for a word that it counts, else None."""
    mention = analysis.quantities[word.quantity]
    if word.start <= mention.start:
        value, base = convert(mention.value.low, mention.value.unit)
        return f"n:{value:.6g}:{base or ''}{'.' if mention.value.ordinal else ''}"
    number = word.folded[0].isdigit() or is_number_word(word.folded) or is_number_word(word.forms.lemma)
    if number or word.function or mention.value.unit not in (None, "person"):
        return None
    return f"c:{word.concept}" if word.concept else f"l:{word.forms.lemma}"


def _day_feature(analysis: Analysis, word: Word) -> str | None:
    mention = analysis.dates[word.date]
    if word.start > mention.start or mention.value.start is None:
        return None
    if mention.value.start == mention.value.end:
        return f"d:{mention.value.start}"
    return f"d:{mention.value.precision} {mention.value.start}"


def feature_of(analysis: Analysis, word: Word) -> str | None:
    """Return the feature that a word stands for, or None for a word that says nothing by itself."""
    if not word.solid:
        return None
    if word.person >= 0:
        return f"p:{name_skeleton(analysis.persons[word.person].tokens[-1])}"
    if word.entity >= 0:
        return f"e:{entity_key(analysis.entities[word.entity])}"
    if word.quantity >= 0:
        return _value_feature(analysis, word)
    if word.date >= 0:
        return _day_feature(analysis, word)
    if word.function:
        return None
    if word.concept:
        return f"c:{word.concept}"
    if word.folded[0].isdigit():
        return f"n:{word.folded}"
    return f"l:{word.forms.lemma}" if len(word.forms.lemma) > 1 else None

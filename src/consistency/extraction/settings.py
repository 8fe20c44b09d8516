"""The setting of a claim: what its clause and sentence are about, nearest words first.

A feature is a concept ("c:kill"), a lemma ("l:basra"), an entity ("e:IQ"), a person by the sound of the last name
("p:bskb"), a value ("n:5184000:second" for two months) or a day ("d:2025-03-02"). All but lemmas are the same in both
languages.
"""

from __future__ import annotations

from consistency.extraction.analysis import Analysis, Word, entity_key, once
from consistency.model import Setting
from consistency.normalization.counting import is_number_word
from consistency.normalization.name_keys import name_skeleton
from consistency.normalization.units import convert

_NEAR = 0.07  # how fast a word's weight falls with its distance, a word
_FARTHEST = 4  # clauses; those between weigh no less beyond
_WORDS = 128  # away, up to which weights are at hand
_SENTENCE_BEFORE = 0.25


def _weight(apart: int, away: int) -> float:
    return 0.8**apart / (1 + _NEAR * away)


_WEIGHTS = [[_weight(apart, away) for away in range(_WORDS)] for apart in range(_FARTHEST + 1)]


def setting(analysis: Analysis, first: int, last: int, leave_out: range = range(0)) -> Setting:
    """Return the setting of the words from `first` to before `last`; the words in `leave_out` do not count.

    What is told of one place by several readers has one setting, which is then weighed and compared once.
    """
    made = _settings(analysis)
    key = (first, last, leave_out)
    if key not in made:
        made[key] = Setting(_features_near(analysis, first, last, leave_out))
    return made[key]


@once
def _settings(analysis: Analysis) -> dict[tuple[int, int, range], Setting]:
    return {}


def _features_near(analysis: Analysis, first: int, last: int, leave_out: range) -> dict[str, float]:
    home = analysis.words[first]
    own, sentence = home.clause, home.sentence
    featured = _featured(analysis)
    begin, end = leave_out.start, leave_out.stop
    features: dict[str, float] = {}
    for index, clause, feature in featured[sentence]:
        if begin <= index < end:
            continue
        away = first - index if index < first else index - last + 1 if index >= last else 0
        apart = clause - own if clause > own else own - clause
        apart = apart if apart < _FARTHEST else _FARTHEST
        weight = _WEIGHTS[apart][away] if away < _WORDS else _weight(apart, away)
        if feature not in features or features[feature] < weight:
            features[feature] = weight
    if sentence:
        for _, _, feature in featured[sentence - 1]:
            if feature not in features or features[feature] < _SENTENCE_BEFORE:
                features[feature] = _SENTENCE_BEFORE
    return features


@once
def _featured(analysis: Analysis) -> list[list[tuple[int, int, str]]]:
    """Return for each sentence its words that stand for a feature: index, clause, feature."""
    found: list[list[tuple[int, int, str]]] = [[] for _ in analysis.sentences]
    for word, feature in zip(analysis.words, features_of(analysis), strict=True):
        if feature is not None:
            found[word.sentence].append((word.index, word.clause, feature))
    return found


def _value_feature(analysis: Analysis, word: Word) -> str | None:
    """Return the value of a quantity for its first word, the noun for a word that it counts, else None."""
    mention = analysis.quantities[word.quantity]
    if word.start <= mention.start:
        value, base = convert(mention.value.low, mention.value.unit)
        counted = base in (None, "person")  # "420 jobs", "420 people"
        return f"n:{value:.6g}:{'' if counted else base}{'.' if mention.value.ordinal else ''}"
    number = word.folded[:1].isdigit() or is_number_word(word.folded) or is_number_word(word.forms.lemma)
    if number or word.function or mention.value.unit not in (None, "person"):
        return None
    return f"c:{word.concept}" if word.concept else f"l:{word.forms.lemma}"


def _day_feature(analysis: Analysis, word: Word) -> str | None:
    mention = analysis.dates[word.date]
    if word.start > mention.start:
        return None
    if mention.value.years is not None:
        return f"d:{mention.value.precision} {mention.value.years}"
    if mention.value.start is None:
        return None
    if mention.value.start == mention.value.end:
        return f"d:{mention.value.start}"
    return f"d:{mention.value.precision} {mention.value.start}"


def feature_of(analysis: Analysis, word: Word) -> str | None:
    """Return the feature that a word stands for, or None for a word that says nothing by itself."""
    return features_of(analysis)[word.index]


@once
def features_of(analysis: Analysis) -> list[str | None]:
    """Return the feature of each word: every reader asks for them, for most words several times."""
    return [_feature(analysis, word) for word in analysis.words]


def _feature(analysis: Analysis, word: Word) -> str | None:
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
    if word.folded[:1].isdigit():
        return f"n:{word.folded}"
    return f"l:{word.forms.lemma}" if len(word.forms.lemma) > 1 else None

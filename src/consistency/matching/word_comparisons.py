"""Comparisons of names, spellings and wordings."""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import Prefix

from consistency.language.concepts import lexicon
from consistency.language.orthography import fold, fold_word, has_arabic
from consistency.matching.likeness import Likeness, Weights
from consistency.matching.quantities import Relation
from consistency.model import Name, Text, Value
from consistency.normalization.names import is_variant, name_similarity, name_tokens, word_likeness

_SAME_NAME = 80.0  # of 100; see benchmarks: the best F1 on name pairs lies there
_OTHER_NAME = 62.0
_SAME_ACROSS = 72.0  # two names in two scripts; no two of 92 names of the press reach it, and 89 of their spellings do
_SPELLED = 75.0  # of 100 letters in common; Kharkiv and Kharkov are, Aleppo and Halab are not
_TRANSLITERATED = 0.52  # of 1: two words of two scripts this much alike may be one name
_JOINS = frozenset({"of", "the", "for", "and", "in", "من", "في"})
_STEM = 3  # letters


def name(a: Value, b: Value, weights: Weights) -> Likeness | None:
    if isinstance(a, Name) and isinstance(b, Name):
        if a.entity and b.entity:
            same = a.entity == b.entity
            return Likeness(float(same), "same" if same else "different")
        one, other = sorted((fold_word(value.text).split() for value in (a, b)), key=len)
        if len(one) > 1 and _in_order(one, other):
            return Likeness(1.0, "same")  # one only says more
        score = name_similarity(a.text, b.text)
        if score >= _SAME_ACROSS and has_arabic(a.text) != has_arabic(b.text):
            score = max(score, _SAME_NAME)
    elif isinstance(a, Text) and isinstance(b, Text):
        score = name_similarity(a.text, b.text)
    else:
        return None
    relation: Relation = "same" if score >= _SAME_NAME else "different" if score < _OTHER_NAME else "incomparable"
    return Likeness(score / 100, relation)


def _in_order(few: list[str], many: list[str]) -> bool:
    """Tell whether the words of one name stand in the other in their order: عثمان الصادق is not الصادق عثمان."""
    rest = iter(many)
    return all(word in rest for word in few)


def text(a: Value, b: Value, weights: Weights) -> Likeness | None:
    if not (isinstance(a, Text | Name) and isinstance(b, Text | Name)):
        return None
    x, y = fold(a.text).text, fold(b.text).text
    score = 100.0 if x == y else fuzz.token_sort_ratio(x, y)
    return Likeness(score / 100, "same" if score >= 90 else "different")


def equal(a: Value, b: Value, weights: Weights) -> Likeness | None:
    if isinstance(a, Text | Name) and isinstance(b, Text | Name):
        same = fold(a.text).text == fold(b.text).text
    elif type(a) is type(b):
        same = a == b
    else:
        return None
    return Likeness(float(same), "same" if same else "different")


def half_name(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two full names share a given name or a family name: one word of each sounds alike, at the same end."""
    if not (isinstance(a, Name) and isinstance(b, Name)):
        return None
    first, second = name_tokens(a.text), name_tokens(b.text)
    if len(first) < 2 or len(second) < 2:
        return Likeness(0.0, "incomparable")
    if len(first) != len(second):
        return Likeness(0.0, "incomparable")
    alike = [1.0 if x == y else word_likeness(x, y) for x, y in zip(first, second, strict=True)]
    same = [value >= _SAME_NAME / 100 for value in alike]
    if not (same[0] or same[-1]) or all(same):
        return Likeness(0.0, "incomparable")
    across = first[0].isascii() != second[0].isascii()
    if across and any(v >= _TRANSLITERATED for v in alike if v < _SAME_NAME / 100):
        return Likeness(0.0, "incomparable")  # آدم and Adan: names of one person are adapted from script to script
    # Every word but one in common, or the other one close to a misprint of it.
    return Likeness(sum(1.0 if s else 0.6 * v for s, v in zip(same, alike, strict=True)) / len(alike), "same")


def other_person(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two names are two people's where no word of the one sounds like a word of the other."""
    likeness = name(a, b, weights)
    if likeness is None or likeness.relation != "different" or not (isinstance(a, Name) and isinstance(b, Name)):
        return likeness
    shared = any(name_similarity(x, y) >= _SAME_NAME for x in name_tokens(a.text) for y in name_tokens(b.text))
    return Likeness(likeness.similarity, "incomparable") if shared else likeness


def other_group(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two groups differ where a list knows both, or where their names of one script share no word and no initials.

    What a group is called in another script, or by a short name of no list, cannot be told from its name.
    """
    likeness = name(a, b, weights)
    if not (isinstance(a, Name) and isinstance(b, Name)) or likeness is None or likeness.relation == "same":
        return likeness
    if a.entity is not None and b.entity is not None:
        return Likeness(likeness.similarity, "different" if a.entity != b.entity else "same")
    printed = [[word for word in fold(value.text).text.split() if word not in _JOINS] for value in (a, b)]
    short = any(len(side) == 1 for side in printed)
    shared = any(name_similarity(one, other) >= _SAME_NAME for one in printed[0] for other in printed[1])
    if short or shared or a.text.isascii() != b.text.isascii():
        return Likeness(likeness.similarity, "incomparable")
    return Likeness(0.0, "different")


def other_name(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two names differ where they are not spellings of one name."""
    likeness = name(a, b, weights)
    if likeness is None or likeness.relation == "same":
        return likeness
    return Likeness(likeness.similarity, "different")


def any_name(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two names of one sentence: different unless one is a spelling, a part or the initials of the other."""
    likeness = other_name(a, b, weights)
    if likeness is None or likeness.relation == "same" or not (isinstance(a, Name) and isinstance(b, Name)):
        return likeness
    x, y = sorted((name_tokens(a.text), name_tokens(b.text)), key=len)
    if all(token in lexicon("en").words for token in (*x, *y)):
        return Likeness(0.0, "incomparable")  # "Police" and "Security": words of everyday, in capitals
    part = any(name_similarity(one, other) >= _SAME_NAME or _derived(one, other) for one in x for other in y)
    printed = [fold(value.text).text.split() for value in (a, b)]
    part = part or bool(set(printed[0]) & set(printed[1]))  # "Police Commissioner" and "Commissioner Gill"
    one, other = sorted(printed, key=len)
    initials = len(one) == 1 and len(other) > 1 and "".join(word[0] for word in other) in one[0]
    return Likeness(1.0, "same") if part or initials else likeness


def _derived(one: str, other: str) -> bool:
    """Tell whether two words share so long a beginning that one is made from the other: Europe and European."""
    short, long = sorted((one, other), key=len)
    if len(short) > _STEM and short in long:
        return True
    return Prefix.similarity(one, other) >= max(_STEM, 0.6 * len(long))


def spelling(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two spellings of one name differ where they are printed with other letters, word by word."""
    if not (isinstance(a, Text) and isinstance(b, Text)):
        return None
    if a.text == b.text:  # as most are
        return _SPELLED_ALIKE
    variant = is_variant(a.text, b.text)
    return Likeness(1.0 - variant, "different" if variant else "incomparable")


_SPELLED_ALIKE = Likeness(1.0, "incomparable")


def respelling(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two printed forms of one known name: other letters are another spelling, other words are another name for it."""
    if not (isinstance(a, Text) and isinstance(b, Text)):
        return None
    if a.text == b.text:  # as most are
        return _SPELLED_ALIKE
    x, y = ("".join(fold_word(text.text).removeprefix("ال").split()) for text in (a, b))
    if x == y:
        return _SPELLED_ALIKE
    likeness = fuzz.ratio(x, y)
    spelled = likeness >= _SPELLED and abs(len(x) - len(y)) <= 2
    return Likeness(likeness / 100, "different" if spelled else "incomparable")

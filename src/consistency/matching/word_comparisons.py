"""Comparisons of names, spellings and wordings."""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from consistency.language.orthography import fold
from consistency.matching.likeness import Likeness, Weights
from consistency.matching.quantities import Relation
from consistency.model import Name, Text, Value
from consistency.normalization.names import is_variant, name_similarity, name_tokens

_SAME_NAME = 80.0  # of 100; see benchmarks: the best F1 on name pairs lies there
_OTHER_NAME = 62.0
_SPELLED = 75.0  # of 100 letters in common; Kharkiv and Kharkov are, Aleppo and Halab are not
_CHANGED = 0.4  # of the words of a quotation; more is another quotation


def name(a: Value, b: Value, weights: Weights) -> Likeness | None:
    if isinstance(a, Name) and isinstance(b, Name):
        if a.entity and b.entity:
            same = a.entity == b.entity
            return Likeness(float(same), "same" if same else "different")
        score = name_similarity(a.text, b.text)
    elif isinstance(a, Text) and isinstance(b, Text):
        score = name_similarity(a.text, b.text)
    else:
        return None
    relation: Relation = "same" if score >= _SAME_NAME else "different" if score < _OTHER_NAME else "incomparable"
    return Likeness(score / 100, relation)


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
    alike = [name_similarity(x, y) / 100 for x, y in zip(first, second, strict=True)]
    same = [value >= _SAME_NAME / 100 for value in alike]
    if not (same[0] or same[-1]) or all(same):
        return Likeness(0.0, "incomparable")
    # Every word but one in common, or the other one close to a misprint of it.
    return Likeness(sum(1.0 if s else 0.6 * v for s, v in zip(same, alike, strict=True)) / len(alike), "same")


def other_name(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two names differ where they are not spellings of one name."""
    likeness = name(a, b, weights)
    if likeness is None or likeness.relation == "same":
        return likeness
    return Likeness(likeness.similarity, "different")


def wording(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two wordings differ where a word with a meaning is another one; shortening a quotation is no change."""
    if not (isinstance(a, Text) and isinstance(b, Text)):
        return None
    x, y = fold(a.text).text.split(), fold(b.text).text.split()
    if x == y:
        return Likeness(1.0, "same")
    changes = [op for op in Levenshtein.opcodes(x, y) if op.tag == "replace"]
    similarity = fuzz.ratio(" ".join(x), " ".join(y)) / 100
    if not changes:
        return Likeness(similarity, "compatible", "scope")
    # One changed stretch is a changed quotation; several are two quotations that begin alike.
    words = sum(max(op.src_end - op.src_start, op.dest_end - op.dest_start) for op in changes)
    if len(changes) > 1 or words > _CHANGED * min(len(x), len(y)):
        return Likeness(similarity, "incomparable")
    first = changes[0]
    one, other = " ".join(x[first.src_start : first.src_end]), " ".join(y[first.dest_start : first.dest_end])
    spelling = name_similarity(one, other) >= _SAME_NAME
    return Likeness(similarity, "compatible" if spelling else "different", "paraphrase" if spelling else "")


def spelling(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two spellings of one name differ where they are printed with other letters, word by word."""
    if not (isinstance(a, Text) and isinstance(b, Text)):
        return None
    variant = is_variant(a.text, b.text)
    return Likeness(1.0 - variant, "different" if variant else "incomparable")


def respelling(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two printed forms of one known name: other letters are another spelling, other words are another name for it."""
    if not (isinstance(a, Text) and isinstance(b, Text)):
        return None
    x, y = ("".join(fold(text.text).text.removeprefix("ال").split()) for text in (a, b))
    likeness = fuzz.ratio(x, y)
    spelled = x != y and likeness >= _SPELLED and abs(len(x) - len(y)) <= 2
    return Likeness(likeness / 100, "different" if spelled else "incomparable")

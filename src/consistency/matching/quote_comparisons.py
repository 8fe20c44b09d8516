"""Comparisons of quotations: one quotation in two wordings, and what turns its sense."""

from __future__ import annotations

import functools

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein, Opcode, Prefix

from consistency.language.concepts import lexicon
from consistency.language.orthography import fold, has_arabic
from consistency.matching.likeness import Likeness, Weights
from consistency.model import Terms, Text, Value
from consistency.normalization.names import name_similarity
from consistency.resources import language_resource

_SAME_NAME = 80.0  # of 100, as of names
_CONTRACTED = {"re": "are", "ve": "have", "ll": "will", "m": "am"}
_STEM = 3  # letters
_INFLECTED = 0.75  # of the letters of a word, from its beginning on; what else it has is an ending
_MARKS = '.,;:!?…،؛؟()[]«»"“”-–—'
_CHANGED = 0.4  # of the words of a quotation; more is another quotation
_OPENING = 3  # words of what is added to a quotation, among which a limit must be


def wording(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two wordings differ where a word with a meaning is another one; shortening a quotation is no change."""
    if not (isinstance(a, Text) and isinstance(b, Text)):
        return None
    x, y = _spelled_out(a.text), _spelled_out(b.text)
    if x == y:
        return Likeness(1.0, "same")
    changes = [op for op in Levenshtein.opcodes(x, y) if op.tag == "replace"]
    similarity = fuzz.ratio(" ".join(x), " ".join(y)) / 100
    if not changes:
        added = [(y, op.dest_start, op.dest_end) for op in Levenshtein.opcodes(x, y) if op.tag == "insert"]
        added += [(x, op.src_start, op.src_end) for op in Levenshtein.opcodes(x, y) if op.tag == "delete"]
        if len(added) == 1 and not _goes_on(a.text, b.text) and _turns(*added[0], has_arabic(a.text)):
            return Likeness(similarity, "different")
        return Likeness(similarity, "compatible", "scope")
    swapped = _swapped(x, y)
    if swapped is not None:
        return Likeness(similarity, "compatible" if swapped else "different", "paraphrase" if swapped else "")
    # One changed stretch is a changed quotation; several are two quotations that begin alike.
    if len(changes) == 2 and _exchanged(x, y, changes):
        return Likeness(similarity, "different")  # "out of time, not out of ideas", "out of ideas, not out of time"
    first = changes[0]
    one, other = " ".join(x[first.src_start : first.src_end]), " ".join(y[first.dest_start : first.dest_end])
    if len(changes) > 1 or _changed(one, other) > _CHANGED * min(len(x), len(y)):
        return Likeness(similarity, "incomparable")
    paraphrase = name_similarity(one, other) >= _SAME_NAME or _one_meaning(one, other) or _inflected(one, other)
    return Likeness(similarity, "compatible" if paraphrase else "different", "paraphrase" if paraphrase else "")


def _changed(one: str, other: str) -> int:
    """Return how many words a changed stretch has, without those that only agree with another one: «ضرائب جديدة»."""
    x, y = one.split(), other.split()
    if len(x) != len(y):
        return max(len(x), len(y))
    return sum(not _inflected(*pair) for pair in zip(x, y, strict=True)) or len(x)


def _swapped(x: list[str], y: list[str]) -> bool | None:
    """Tell whether two words of a quotation changed places, and all others stayed but for what agrees with these:
    «الخبرة لا الحظ هي التي حسمت», «الحظ لا الخبرة هو الذي حسم». True where the order says nothing: "luck and skill".
    """
    if len(x) != len(y):
        return None
    places = [place for place, pair in enumerate(zip(x, y, strict=True)) if not _agrees(*pair)]
    if len(places) != 2:
        return None
    first, last = places
    if not (_inflected(_bare(x[first]), _bare(y[last])) and _inflected(_bare(x[last]), _bare(y[first]))):
        return None
    between = x[first + 1 : last]
    return between in ([], *([word] for word in _BESIDE)) and (bool(between) or x[last][0] == y[last][0] == "و")


def _agrees(one: str, other: str) -> bool:
    """Tell whether two words are forms of one, as words are that agree with others: هي and هو, يدينون and تدين."""
    if one == other or {one, other} <= _PRONOUNS:
        return True
    x, y = ((word[1:] if has_arabic(word) and word[0] in "يت" else word) for word in (one, other))
    return Prefix.similarity(x, y) >= max(_STEM, _STEM / 4 * min(len(x), len(y)))


def _bare(word: str) -> str:
    """Return an Arabic word without the article, what is written before it and the ending of a plural."""
    if not has_arabic(word):
        return word
    for opening in ("وال", "بال", "لل", "ال", "و"):
        if word.startswith(opening) and len(word) - len(opening) >= _STEM:
            word = word[len(opening) :]
            break
    return word[:-2] if word.endswith(("ون", "ين", "ات")) and len(word) > _STEM + 2 else word


def _exchanged(x: list[str], y: list[str], changes: list[Opcode]) -> bool:
    """Tell whether two stretches of a quotation changed places."""
    one, other = ((x[op.src_start : op.src_end], y[op.dest_start : op.dest_end]) for op in changes)
    return one[0] == other[1] and one[1] == other[0]


def _spelled_out(text: str) -> list[str]:
    """Return the folded words of a text, contractions in full: "we're" as "we are"."""
    words: list[str] = []
    for printed in fold(text).text.split():
        word = printed.strip(_MARKS)
        if not word:
            continue
        stem, apostrophe, ending = word.partition("'")
        words += [stem, _CONTRACTED[ending]] if apostrophe and ending in _CONTRACTED else [word]
    return words


def _inflected(one: str, other: str) -> bool:
    """Tell whether two words are forms of one: "union" and "unions", «خطوة» and «خطوات»."""
    if " " in one or " " in other:
        return False
    return Prefix.similarity(one, other) >= max(_STEM, _INFLECTED * max(len(one), len(other)))


def _one_meaning(one: str, other: str) -> bool:
    """Tell whether two stretches of a quotation are made of words of one concept, word by word."""
    x, y = one.split(), other.split()
    for language in ("ar", "en"):
        words = lexicon(language).words
        meanings = [[words.get(word.strip(",.;:")) for word in side] for side in (x, y)]
        if len(x) == len(y) and None not in meanings[0] and meanings[0] == meanings[1]:
            return True
    return False


@functools.cache
def _turning(key: str, arabic: bool) -> frozenset[tuple[str, ...]]:
    words = language_resource("ar" if arabic else "en", "quotes")[key]
    return frozenset(tuple(fold(word).text.split()) for word in words)


def _turns(words: list[str], first: int, last: int, arabic: bool) -> bool:
    """Tell whether what is added to a quotation denies or limits what is said: "without notice", «إلا للترميم».

    A negation counts inside, a limit at either end too; what follows "and" is one more thing that was said.
    """
    if last < len(words) and any((word,) in _turning("denies", arabic) for word in words[first:last]):
        return True
    return any(
        tuple(words[place : place + length]) in _turning("limits", arabic)
        for place in range(first, min(first + _OPENING, last))
        for length in (1, 2)
        if words[first] not in _AND and not (arabic and words[first].startswith("و"))
    )


_BESIDE = ("and", "or", "nor", "او")
_PRONOUNS = frozenset(("هو", "هي", "هم", "هما", "الذي", "التي", "الذين", "is", "are", "was", "were", "has", "have"))
_AND = frozenset({"and", "but", "or", "so", "because", "ولكن", "لكن", "لان"})


def _goes_on(a: str, b: str) -> bool:
    """Tell whether the longer of two quotations ends a sentence where the shorter one ends."""
    short, long = sorted((fold(a).text.strip(_MARKS + " "), fold(b).text), key=len)
    return any(f"{short}{mark}" in long for mark in ".!?؟;؛")


def limited(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two quotations in two languages differ where only one of them has an exception or a condition.

    In one language their wording tells more.
    """
    if not (isinstance(a, Terms) and isinstance(b, Terms)):
        return None
    if a.concepts - {"limit"} == b.concepts - {"limit"}:
        return Likeness(1.0, "incomparable")
    limits = ["limit" in side.concepts for side in (a, b)]
    return Likeness(float(limits[0] == limits[1]), "same" if limits[0] == limits[1] else "different")

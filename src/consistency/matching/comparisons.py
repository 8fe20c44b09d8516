"""The closed set of comparisons that a rule may name: how alike two field values are, and whether they can differ.

Each comparison gives a similarity from 0 to 1 (None where it cannot tell) and a relation: "same", "compatible" (with
the reason that excuses the difference), "different" or "incomparable".
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from consistency.language.concepts import lexicon, opposed
from consistency.language.orthography import fold
from consistency.matching.quantities import Relation, compare_quantities
from consistency.model import Name, Period, Quantity, Setting, Term, Terms, Text, Value
from consistency.normalization.names import is_variant, name_similarity, name_tokens
from consistency.normalization.units import currencies, same_dimension
from consistency.resources import knowledge_resource

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Likeness:
    """The outcome of comparing two field values."""

    similarity: float
    relation: Relation
    reason: str = ""


Compare = Callable[[Value, Value, Weights], Likeness | None]

_SAME_NAME = 80.0  # of 100; see benchmarks: the best F1 on name pairs lies there
_OTHER_NAME = 62.0
_COUNT = 100.0  # things; smaller counts recur by chance
_SPELLED = 75.0  # of 100 letters in common; Kharkiv and Kharkov are, Aleppo and Halab are not
_CHANGED = 0.4  # of the words of a quotation; more is another quotation


def _name(a: Value, b: Value, weights: Weights) -> Likeness | None:
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


def _text(a: Value, b: Value, weights: Weights) -> Likeness | None:
    if not (isinstance(a, Text | Name) and isinstance(b, Text | Name)):
        return None
    x, y = fold(a.text).text, fold(b.text).text
    score = 100.0 if x == y else fuzz.token_sort_ratio(x, y)
    return Likeness(score / 100, "same" if score >= 90 else "different")


def _equal(a: Value, b: Value, weights: Weights) -> Likeness | None:
    if isinstance(a, Text | Name) and isinstance(b, Text | Name):
        same = fold(a.text).text == fold(b.text).text
    elif type(a) is type(b):
        same = a == b
    else:
        return None
    return Likeness(float(same), "same" if same else "different")


def _term(a: Value, b: Value, weights: Weights) -> Likeness | None:
    if not (isinstance(a, Term) and isinstance(b, Term)):
        return None
    same = a.concept == b.concept
    return Likeness(float(same), "same" if same else "different")


def _opposite(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two meanings differ only where the lexicon says that one denies the other; `not:` before one turns it round."""
    if not (isinstance(a, Term) and isinstance(b, Term)):
        return None
    denied = (a.concept.startswith("not:"), b.concept.startswith("not:"))
    x, y = a.concept.removeprefix("not:"), b.concept.removeprefix("not:")
    if x == y:
        return Likeness(1.0, "same" if denied[0] == denied[1] else "different")
    if opposed(x, y):
        return Likeness(0.0, "different" if denied[0] == denied[1] == False else "incomparable")  # noqa: E712
    return Likeness(0.0, "incomparable")


def _state(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two states of an office differ, but whoever is late is former as well."""
    likeness = _term(a, b, weights)
    if isinstance(a, Term) and isinstance(b, Term) and {a.concept, b.concept} == {"late", "former"}:
        return Likeness(1.0, "same")
    return likeness


def _jaccard(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Share of words that two descriptions have in common (Jaccard 1901); 1 where one only says less."""
    if not (isinstance(a, Terms) and isinstance(b, Terms)) or not a.concepts or not b.concepts:
        return None
    part = a.concepts <= b.concepts or b.concepts <= a.concepts
    share = 1.0 if part else len(a.concepts & b.concepts) / len(a.concepts | b.concepts)
    return Likeness(share, "same" if share >= 0.5 else "different")


def _other_term(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two meanings differ only where they are of different classes, or words that no lexicon joins.

    Near-synonyms stand in one class ("budget", "spending"), so two concepts of one class cannot be told apart.
    """
    if not (isinstance(a, Term) and isinstance(b, Term)):
        return None
    if a.concept == b.concept:
        return Likeness(1.0, "same")
    groups = [_group(term.concept) for term in (a, b)]
    return Likeness(0.0, "incomparable" if groups[0] is not None and groups[0] == groups[1] else "different")


def _exchanged(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two lists differ where each has a member that the other lacks: one was put in another's place."""
    likeness = _members(a, b, weights)
    if likeness is None or not (isinstance(a, Terms) and isinstance(b, Terms)) or likeness.relation == "same":
        return likeness
    both = bool(a.concepts - b.concepts) and bool(b.concepts - a.concepts)
    return Likeness(likeness.similarity, "different" if both else "compatible", "" if both else "scope")


def _half_name(a: Value, b: Value, weights: Weights) -> Likeness | None:
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


def _other_name(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two names differ where they are not spellings of one name."""
    likeness = _name(a, b, weights)
    if likeness is None or likeness.relation == "same":
        return likeness
    return Likeness(likeness.similarity, "different")


def _other_office(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two offices differ where nobody holds both at one time (rules/knowledge/offices.yaml)."""
    if not (isinstance(a, Term) and isinstance(b, Term)):
        return None
    if a.concept == b.concept:
        return Likeness(1.0, "same")
    exclusive = {a.concept, b.concept} <= set(knowledge_resource("offices")["exclusive"])
    return Likeness(0.0, "different" if exclusive else "incomparable")


def _wording(a: Value, b: Value, weights: Weights) -> Likeness | None:
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


def _group(feature: str) -> str | None:
    concept = lexicon("en").concepts.get(feature.removeprefix("c:"))
    return concept.group if concept else None


def _spelling(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two spellings of one name differ where they are printed with other letters, word by word."""
    if not (isinstance(a, Text) and isinstance(b, Text)):
        return None
    variant = is_variant(a.text, b.text)
    return Likeness(1.0 - variant, "different" if variant else "incomparable")


def _respelling(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two printed forms of one known name: other letters are another spelling, other words are another name for it."""
    if not (isinstance(a, Text) and isinstance(b, Text)):
        return None
    x, y = ("".join(fold(text.text).text.removeprefix("ال").split()) for text in (a, b))
    likeness = fuzz.ratio(x, y)
    spelled = x != y and likeness >= _SPELLED and abs(len(x) - len(y)) <= 2
    return Likeness(likeness / 100, "different" if spelled else "incomparable")


def _overlap(a: Value, b: Value, weights: Weights) -> Likeness | None:
    if not (isinstance(a, Terms) and isinstance(b, Terms)) or not a.concepts or not b.concepts:
        return None
    shared = sum(weights.get(c, 1.0) for c in a.concepts & b.concepts)
    smaller = min(sum(weights.get(c, 1.0) for c in side) for side in (a.concepts, b.concepts))
    return Likeness(shared / smaller, "same" if shared else "different")


def _members(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Compare two lists: another member makes them different where both lists are complete."""
    if not (isinstance(a, Terms) and isinstance(b, Terms)) or not a.concepts or not b.concepts:
        return None
    union = a.concepts | b.concepts
    similarity = len(a.concepts & b.concepts) / len(union)
    if a.concepts == b.concepts:
        return Likeness(1.0, "same")
    only_a, only_b = a.concepts - b.concepts, b.concepts - a.concepts
    different = bool(only_a and b.complete) or bool(only_b and a.complete)
    return Likeness(similarity, "different" if different else "compatible", "" if different else "scope")


def _quantity(a: Value, b: Value, weights: Weights) -> Likeness | None:
    if not (isinstance(a, Quantity) and isinstance(b, Quantity)):
        return None
    result = compare_quantities(a, b)
    return Likeness(float(result.relation in ("same", "compatible")), result.relation, result.reason)


def _unit(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """The same figure in another unit: different unless the units convert into one another with that figure."""
    if not (isinstance(a, Quantity) and isinstance(b, Quantity)) or not a.unit or not b.unit:
        return None
    if (a.low, a.high) != (b.low, b.high) or a.ordinal != b.ordinal or {a.unit, b.unit} <= {"ratio", "times"}:
        return Likeness(0.0, "incomparable")
    if len(_digits(a.low)) < 2 or not _kin(a.unit, b.unit):  # a round figure is anybody's
        return Likeness(0.0, "incomparable")
    same = a.unit == b.unit or compare_quantities(a, b).relation in ("same", "compatible")
    return Likeness(float(same), "same" if same else "different")


def _figure(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two figures are one where they are equal and rare: three digits that count, or two and no round number."""
    if not (isinstance(a, Quantity) and isinstance(b, Quantity)):
        return None
    same = compare_quantities(a, b).relation == "same" and a.low == a.high and _rare(a.low)
    return Likeness(float(same), "same" if same else "incomparable")


def _large_figure(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """As `figure`, for counts: eleven of one thing and eleven of another are no coincidence worth a word."""
    likeness = _figure(a, b, weights)
    if likeness is None or not isinstance(a, Quantity) or a.low >= _COUNT:
        return likeness
    return Likeness(0.0, "incomparable")


def _rare(value: float) -> bool:
    digits = _digits(value)
    return len(digits) >= 3 or (len(digits) == 2 and digits[-1] != "5")


_AMOUNTS = frozenset({"barrel", "tonne", "kilogram", "litre", "cubic_metre", "gallon", "bcm", "pound"})
_SHARES = frozenset({"percent", "percentage_point", "basis_point"})


def _kin(a: str, b: str) -> bool:
    """Tell whether one unit may be written for the other: two of one dimension, two currencies, barrels and tonnes."""
    money = currencies()
    both = {a, b}
    return same_dimension(a, b) or both <= money or both <= _AMOUNTS or both <= _SHARES


def _digits(value: float) -> str:
    return f"{abs(value):.10g}".replace(".", "").strip("0")


def _disjoint(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two sets of words differ where they share none, nor two near-synonyms of one class."""
    if not (isinstance(a, Terms) and isinstance(b, Terms)) or not a.concepts or not b.concepts:
        return None
    # "voter" and "vote", صوت and تصويت: words of one stem speak of one thing.
    if a.concepts & b.concepts or {c[2:6] for c in a.concepts} & {c[2:6] for c in b.concepts}:
        return Likeness(1.0, "same")
    return Likeness(0.0, "different")


def _period(a: Value, b: Value, weights: Weights) -> Likeness | None:
    if not (isinstance(a, Period) and isinstance(b, Period)):
        return None
    if a.impossible or b.impossible or a.start is None or a.end is None or b.start is None or b.end is None:
        return None
    if a.latest < b.earliest or b.latest < a.earliest:  # type: ignore[operator]  # closed on both sides, as just checked
        return Likeness(0.0, "different")
    return Likeness(1.0, "same" if (a.start, a.end) == (b.start, b.end) else "compatible", "calendar")


def _setting(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Cosine of two settings, each feature weighted by its rarity in the bundle (tf-idf; Salton and Buckley 1988)."""
    if not (isinstance(a, Setting) and isinstance(b, Setting)) or not a.features or not b.features:
        return None
    small, large = sorted((a.features, b.features), key=len)
    product = sum(v * large[f] * weights.get(f, 1.0) ** 2 for f, v in small.items() if f in large)
    if not product:
        return Likeness(0.0, "different")
    similarity = product / (_norm(a, weights) * _norm(b, weights))
    return Likeness(similarity, "same" if similarity >= 0.5 else "different")


def _norm(setting: Setting, weights: Weights) -> float:
    return math.sqrt(sum((v * weights.get(f, 1.0)) ** 2 for f, v in setting.features.items())) or 1.0


def _near_day(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two days of one month, or one day of two months, as a mistyped date gives them."""
    if not (isinstance(a, Period) and isinstance(b, Period)):
        return None
    near = a.month is not None and (a.month == b.month or (a.day is not None and a.day == b.day))
    return Likeness(float(near), "same" if near else "different")


def _day(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Compare days as the texts print them; the year counts where both are known."""
    if not (isinstance(a, Period) and isinstance(b, Period)):
        return None
    if a.weekday is not None and a.weekday == b.weekday and (a.day is None or b.day is None):
        return Likeness(1.0, "same")  # "Monday" in both: which one is a matter of tense
    if None in (a.month, a.day, b.month, b.day):
        return _period(a, b, weights)
    same = (a.month, a.day) == (b.month, b.day) or (a.start is not None and a.start == b.start)
    return Likeness(float(same), "same" if same else "different")


def _not_before(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """The second period may not lie wholly before the first: an end before its beginning."""
    if not (isinstance(a, Period) and isinstance(b, Period)) or a.start is None or b.end is None:
        return None
    wrong = b.end < a.start
    return Likeness(float(not wrong), "different" if wrong else "same")


COMPARISONS: dict[str, Compare] = {
    "name": _name,
    "text": _text,
    "equal": _equal,
    "term": _term,
    "opposite": _opposite,
    "other_term": _other_term,
    "spelling": _spelling,
    "respelling": _respelling,
    "state": _state,
    "jaccard": _jaccard,
    "overlap": _overlap,
    "exchanged": _exchanged,
    "half_name": _half_name,
    "other_name": _other_name,
    "other_office": _other_office,
    "wording": _wording,
    "members": _members,
    "quantity": _quantity,
    "unit": _unit,
    "figure": _figure,
    "large_figure": _large_figure,
    "disjoint": _disjoint,
    "period": _period,
    "near_day": _near_day,
    "day": _day,
    "not_before": _not_before,
    "setting": _setting,
}

_BY_TYPE = {
    "name": "name",
    "text": "text",
    "term": "term",
    "terms": "overlap",
    "quantity": "quantity",
    "period": "period",
    "setting": "setting",
}


def comparison_for(a: Value, b: Value) -> str | None:
    """Return the comparison that fits two values when the rule names none; None where the types do not go together."""
    if a.type == b.type:
        return _BY_TYPE[a.type]
    return "text" if {a.type, b.type} <= {"text", "name"} else None

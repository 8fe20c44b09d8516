"""The closed set of comparisons that a rule may name: how alike two field values are, and whether they can differ.

Each comparison gives a similarity from 0 to 1 (None where it cannot tell) and a relation: "same", "compatible" (with
the reason that excuses the difference), "different" or "incomparable".
"""

from __future__ import annotations

import functools

from consistency.language.alternatives import excluded
from consistency.language.concepts import concepts, group_of, opposed
from consistency.matching import figure_comparisons as figures
from consistency.matching import office_comparisons as offices
from consistency.matching import quote_comparisons as quotes
from consistency.matching import word_comparisons as words
from consistency.matching.kind_comparison import exclusive_kinds
from consistency.matching.kindred import kindred
from consistency.matching.likeness import (
    NOTHING_SHARED,
    ON_NO_SCALE,
    SAME,
    Compare,
    Likeness,
    Rarities,
    Weights,
    cosine,
    likeness_of,
    stems,
    summed,
    weighted,
)
from consistency.matching.reach_comparison import opposed_reach
from consistency.model import Setting, Term, Terms, Value
from consistency.resources import shared_resource

_DENIED = Likeness(1.0, "different")


def _term(a: Value, b: Value, weights: Weights) -> Likeness | None:
    if not (isinstance(a, Term) and isinstance(b, Term)):
        return None
    return SAME if a.concept == b.concept else NOTHING_SHARED


def _opposite(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two meanings differ only where the lexicon says that one denies the other; `not:` before one turns it round."""
    if not (isinstance(a, Term) and isinstance(b, Term)):
        return None
    return _opposite_of(a.concept, b.concept)


@functools.lru_cache(maxsize=1 << 14)
def _opposite_of(one: str, other: str) -> Likeness:
    """Compare two meanings, as all acts of one text are with all acts of another one."""
    x, y = one.removeprefix("not:"), other.removeprefix("not:")
    if x == y:
        return SAME if one == other else _DENIED
    if one == x and other == y and opposed(x, y):
        return NOTHING_SHARED
    return ON_NO_SCALE


def _position(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two positions of one scale differ; a denied one (`not:`) differs from itself alone."""
    if not (isinstance(a, Term) and isinstance(b, Term)):
        return None
    if a.concept == b.concept:
        return SAME
    x, y = a.concept.removeprefix("not:"), b.concept.removeprefix("not:")
    return NOTHING_SHARED if x == y or (x == a.concept and y == b.concept) else ON_NO_SCALE


# Pairs of states that contradict each other; of others nothing is known.
_OTHER_STATES = tuple(
    frozenset(pair.split())
    for pair in (
        "serving former", "serving elect", "serving designate", "serving acting", "serving late", "confirmed former",
        "confirmed elect", "confirmed designate", "confirmed acting", "confirmed late", "acting former", "acting late",
        "interim former", "interim elect", "elect former", "elect late",
    )
)  # fmt: skip


def _state(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two states of an office differ where nobody is in both at one time.

    Whoever is late is former as well, and who is confirmed in it serves. Who acts in an office is not the one who was
    given it; in an interim government everybody is called by the office alone.
    """
    if not (isinstance(a, Term) and isinstance(b, Term)):
        return None
    states = {a.concept, b.concept}
    if len(states) == 1 or states in ({"late", "former"}, {"confirmed", "serving"}, {"elect", "designate"}):
        return SAME
    return NOTHING_SHARED if states in _OTHER_STATES else ON_NO_SCALE


def _jaccard(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Share of words that two descriptions have in common (Jaccard 1901); 1 where one only says less."""
    if not (isinstance(a, Terms) and isinstance(b, Terms)) or not a.concepts or not b.concepts:
        return None
    part = a.concepts <= b.concepts or b.concepts <= a.concepts
    share = 1.0 if part else len(a.concepts & b.concepts) / len(a.concepts | b.concepts)
    return Likeness(share, "same" if share >= 0.5 else "different")


def _other_term(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two meanings differ where they are of different classes, words that no lexicon joins, or alternatives.

    Near-synonyms stand in one class ("budget", "spending"), so other concepts of one class cannot be told apart.
    """
    if not (isinstance(a, Term) and isinstance(b, Term)):
        return None
    if a.concept == b.concept:
        return SAME
    if stems([a.concept]) & stems([b.concept]):  # "rate-cut" and "interest-rate"
        return ON_NO_SCALE
    groups = [_group(term.concept) for term in (a, b)]
    if _scripts_differ(a.concept, b.concept):
        # A word that the lexicon does not have may be another language's word for the same.
        return ON_NO_SCALE
    near = groups[0] is not None and groups[0] == groups[1]
    apart = not near or excluded(a.concept.removeprefix("c:"), b.concept.removeprefix("c:"))
    return Likeness(0.0, "different" if apart else "incomparable")


def _other_measure(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two nouns that one figure is said of differ where the lexicon knows both, and knows them for two things.

    Nouns that stand for many things ("shipment"), and nouns that newsrooms use for one figure ("revenue", "sales"), do
    not differ.
    """
    if not (isinstance(a, Term) and isinstance(b, Term)):
        return None
    if a.concept == b.concept:
        return SAME
    one, other = a.concept.removeprefix("c:"), b.concept.removeprefix("c:")
    left_out, vague, alike = _measures()
    known = all(c in concepts() and c not in vague and _group(c) not in left_out for c in (one, other))
    if not known or stems([a.concept]) & stems([b.concept]):
        return ON_NO_SCALE
    together = any(one in listed and other in listed for listed in alike)
    return ON_NO_SCALE if together or one[:4] == other[:4] else NOTHING_SHARED


def _unlike_measure(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """As `other_measure`, and of two classes: what changes by one share is told in many words of one class."""
    likeness = _other_measure(a, b, weights)
    if likeness is not NOTHING_SHARED or not (isinstance(a, Term) and isinstance(b, Term)):
        return likeness
    return ON_NO_SCALE if _group(a.concept) == _group(b.concept) else likeness


@functools.cache
def _measures() -> tuple[frozenset[str], frozenset[str], tuple[frozenset[str], ...]]:
    table = shared_resource("things")["measured"]
    left_out, vague = frozenset(table["classes_left_out"]), frozenset(table["vague"])
    return left_out, vague, tuple(map(frozenset, table["alike"]))


def _kin(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two meanings are half alike where they are of one class: two attacks, two accidents, two rulings."""
    likeness = _term(a, b, weights)
    if likeness is None or not (isinstance(a, Term) and isinstance(b, Term)) or likeness.similarity:
        return likeness
    group = _group(a.concept)
    return Likeness(0.5 if group is not None and group == _group(b.concept) else 0.0, "different")


def _scripts_differ(a: str, b: str) -> bool:
    return a.startswith("l:") and b.startswith("l:") and a.isascii() != b.isascii()


def _exchanged(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two lists differ where each has a member that the other lacks: one was put in another's place."""
    likeness = _members(a, b, weights)
    if likeness is None or not (isinstance(a, Terms) and isinstance(b, Terms)) or likeness.relation == "same":
        return likeness
    both = bool(a.concepts - b.concepts) and bool(b.concepts - a.concepts)
    return Likeness(likeness.similarity, "different" if both else "compatible", "" if both else "scope")


_ROSTER = 3  # members of a list of those taking part to which another text adds one


def _roster(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two lists of those who take part: one in another's place, or one more than three. A shorter list, as that of the
    two whose border it is, is no list of them all."""
    if not (isinstance(a, Terms) and isinstance(b, Terms)):
        return None
    likeness = _exchanged(a, b, weights)
    if likeness is None or likeness.relation != "compatible":
        return likeness
    small, large = sorted((a.concepts, b.concepts), key=len)
    if a.complete and b.complete and len(small) >= _ROSTER and len(large) == len(small) + 1:
        return Likeness(likeness.similarity, "different")
    return Likeness(likeness.similarity, "incomparable")


_PEOPLE = "people"


def _akin(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Compare what two counts count: one noun, a narrower one, another of its class, or something else.

    None where it cannot be told: a noun that the lexicon does not have, or "people" beside some kind of people.
    """
    if not (isinstance(a, Term) and isinstance(b, Term)):
        return None
    if a.concept == b.concept:
        return SAME
    known = [c.removeprefix("c:") for c in (a.concept, b.concept) if c.startswith("c:")]
    groups = {_group(c) for c in known}
    if len(known) < 2:
        general = (
            _PEOPLE in (a.concept, b.concept) and bool(known) and not groups & {"person", "group", "casualty", None}
        )
        return NOTHING_SHARED if general else None
    if stems([a.concept]) & stems([b.concept]):  # "profit" and "net-profit"
        return Likeness(0.8, "same")
    return Likeness(0.5, "incomparable") if len(groups) == 1 else Likeness(0.0, "different")


def _group(feature: str) -> str | None:
    return group_of(feature.removeprefix("c:"))


def _overlap(a: Value, b: Value, weights: Weights) -> Likeness | None:
    if not (isinstance(a, Terms) and isinstance(b, Terms)) or not a.concepts or not b.concepts:
        return None
    both = a.concepts & b.concepts
    if not both:
        return NOTHING_SHARED
    if len(both) == len(a.concepts) or len(both) == len(b.concepts):
        return SAME  # no weight is negative, so that the smaller of the two sums is that of what they share
    if isinstance(weights, Rarities):
        smaller = min(weights.summed(a), weights.summed(b))
    else:
        smaller = min(summed(a.concepts, weights), summed(b.concepts, weights))
    return Likeness(summed(both, weights) / smaller, "same")


_NARROWER = 0.5  # how alike two things are of which one's concept is a kind of the other's
_KINDS = frozenset({"vehicle", "substance", "person", "facility", "object", "weapon"})


def _thing(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """As `overlap`, but sales of lorries and sales of tractors share no thing: each has a kind that the other lacks."""
    likeness = _overlap(a, b, weights)
    if likeness is None or not (isinstance(a, Terms) and isinstance(b, Terms)):
        return likeness
    one, other, both = (
        {_group(c) for c in side} & _KINDS
        for side in (a.concepts - b.concepts, b.concepts - a.concepts, a.concepts & b.concepts)
    )
    if (one & other) - both:
        return NOTHING_SHARED
    if likeness.similarity == 0.0 and stems(a.concepts) & stems(b.concepts):  # "profit" and "net-profit"
        return Likeness(_NARROWER, "same")
    return likeness


def _members(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Compare two lists: another member makes them different where both lists are complete."""
    if not (isinstance(a, Terms) and isinstance(b, Terms)) or not a.concepts or not b.concepts:
        return None
    union = a.concepts | b.concepts
    similarity = len(a.concepts & b.concepts) / len(union)
    if a.concepts == b.concepts:
        return SAME
    only_a, only_b = a.concepts - b.concepts, b.concepts - a.concepts
    different = bool(only_a and b.complete) or bool(only_b and a.complete)
    return Likeness(similarity, "different" if different else "compatible", "" if different else "scope")


def _disjoint(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two sets of words differ where they share none, nor two near-synonyms of one class."""
    if not (isinstance(a, Terms) and isinstance(b, Terms)) or not a.concepts or not b.concepts:
        return None
    # "voter" and "vote", صوت and تصويت: words of one stem speak of one thing; ids of bodies have no stems.
    begun, begun_b = ({c[2:6] for c in terms.concepts if not c.startswith("e:")} for terms in (a, b))
    if a.concepts & b.concepts or begun & begun_b:
        return SAME
    return NOTHING_SHARED


def _others(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two descriptions are of two people or bodies where they share nothing; a name and a bare role may be of one."""
    if not (isinstance(a, Terms) and isinstance(b, Terms)) or not a.concepts or not b.concepts:
        return None
    if a.concepts & b.concepts:
        return SAME
    kinds = [{c[0] for c in side.concepts} for side in (a, b)]
    named = ["p" in kind for kind in kinds]
    if named[0] != named[1] and not kinds[named[0]] & {"e"}:
        return ON_NO_SCALE  # "Pia Lundgaard" and "the nurse"
    unknown = [kind <= {"l"} for kind in kinds]
    scripts = {c.isascii() for side in (a, b) for c in side.concepts if c[0] == "l"}
    if len(scripts) > 1 and any(unknown):
        return ON_NO_SCALE  # a name that no list has may be spelled in the other script
    listed = [any(c.startswith("e:org:") for c in side.concepts) for side in (a, b)]
    other = (a, b)[listed[0]].concepts
    words = [c for c in other if c[0] == "l"]
    if listed[0] != listed[1] and not kinds[listed[0]] & {"e", "p"} and len(words) == 1 and words[0].isascii():
        return ON_NO_SCALE  # and the one word that names it a translation: حزب النهضة, "the Revival party"
    return NOTHING_SHARED


def _setting(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Cosine of two settings, each feature weighted by its rarity in the bundle (tf-idf; Salton and Buckley 1988)."""
    if not (isinstance(a, Setting) and isinstance(b, Setting)) or not a.features or not b.features:
        return None
    if isinstance(weights, Rarities):
        return weights.compared(a, b)
    return likeness_of(cosine(*weighted(a, weights), *weighted(b, weights)))


COMPARISONS: dict[str, Compare] = {
    "name": words.name,
    "text": words.text,
    "equal": words.equal,
    "term": _term,
    "opposite": _opposite,
    "position": _position,
    "other_term": _other_term,
    "other_measure": _other_measure,
    "unlike_measure": _unlike_measure,
    "opposed_reach": opposed_reach,
    "exclusive_kinds": exclusive_kinds,
    "kin": _kin,
    "kindred": kindred,
    "spelling": words.spelling,
    "respelling": words.respelling,
    "state": _state,
    "akin": _akin,
    "jaccard": _jaccard,
    "overlap": _overlap,
    "exchanged": _exchanged,
    "roster": _roster,
    "half_name": words.half_name,
    "other_name": words.other_name,
    "any_name": words.any_name,
    "other_person": words.other_person,
    "other_group": words.other_group,
    "other_office": offices.other_office,
    "other_post": offices.other_post,
    "office": offices.office,
    "wording": quotes.wording,
    "limited": quotes.limited,
    "thing": _thing,
    "members": _members,
    "quantity": figures.quantity,
    "amount": figures.amount,
    "slip": figures.slip,
    "unit": figures.unit,
    "any_unit": figures.any_unit,
    "figure": figures.figure,
    "equal_figure": figures.equal_figure,
    "equal_count": figures.equal_count,
    "told_figure": figures.told_figure,
    "sum_told": figures.sum_told,
    "any_figure": figures.any_figure,
    "large_figure": figures.large_figure,
    "disjoint": _disjoint,
    "others": _others,
    "period": figures.period,
    "spell": figures.spell,
    "near_day": figures.near_day,
    "day": figures.day,
    "not_before": figures.not_before,
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

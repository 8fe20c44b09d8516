"""Comparisons of offices and posts: which one person may hold at one time (rules/knowledge/offices.yaml)."""

from __future__ import annotations

import functools

from consistency.matching.likeness import NOTHING_SHARED, ON_NO_SCALE, SAME, Likeness, Weights, stems
from consistency.model import Term, Terms, Value
from consistency.resources import knowledge_resource, language_resource

_ALIKE = 0.8  # how alike two offices are of which one is another name for the other
_SHORT = 0.9  # the same where it is the other one's name for short: "the minister"
_NAMED = 2  # concepts that tell a body well enough to be another one: "the central pharmacy"
_MINISTRY = frozenset({"c:ministry", "c:government"})
_PLACE = "e:place:"
# Marks of the office, the language of the text and the kinds of bodies among the terms of a post.
_OFFICE, _LANGUAGE, _BODY = "o:", "in:", "b:"
_LEADS_ALONE = "v:leads"  # a verb tells that somebody leads the body, and not what the post is called
_LEADS = frozenset(("head", "body-president", "general-manager", "chief-executive", "chairman"))
_KIND_TOLD = _LEADS | {"deputy-head", "commander"}  # offices of bodies of any kind
_RANK = "c:general-rank"  # «قائد اللواء»: behind a commander it is a brigade


def office(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Compare two offices; "head of the club" may be another name for its president."""
    if not (isinstance(a, Term) and isinstance(b, Term)):
        return None
    if a.concept == b.concept:
        return SAME
    if frozenset((a.concept, b.concept)) in _pairs("alike"):
        short = "minister" in (a.concept, b.concept)
        return Likeness(_SHORT if short else _ALIKE, "same")
    return NOTHING_SHARED


def other_office(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two offices differ unless one person may hold both at one time."""
    if not (isinstance(a, Term) and isinstance(b, Term)):
        return None
    if a.concept == b.concept:
        return SAME
    if "candidate" in (a.concept, b.concept):
        return ON_NO_SCALE  # he may hold any office, and does not hold what he runs for
    vague = bool({a.concept, b.concept} & _listed("vague"))
    together = vague or frozenset((a.concept, b.concept)) in _pairs("together")
    return ON_NO_SCALE if together else NOTHING_SHARED


def other_post(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two posts differ where one person cannot hold both offices, or heads two bodies that have nothing in common."""
    if not (isinstance(a, Terms) and isinstance(b, Terms)):
        return None
    post, post_other = sorted((a, b), key=lambda post: (_split(post)[0] or "").endswith("minister"))
    (one, of), (other, of_other) = _split(post), _split(post_other)
    if one is None or other is None:
        return None
    apart = other_office(Term(one), Term(other), weights)
    if _only_profession(one, of, other) or _only_profession(other, of_other, one):
        return ON_NO_SCALE
    if one == other and one in _listed("local") and _of_two_places(of, of_other):
        return NOTHING_SHARED  # the governor of Aden is not the governor of Lahj
    leads = any(_LEADS_ALONE in post.concepts for post in (a, b))
    alike = one == other and not leads and _languages(a) == _languages(b)
    if (one == other and _of_two_fields(of, of_other)) or (alike and _of_two_things(one, of, of_other)):
        return NOTHING_SHARED
    if apart is None or (apart.relation == "different" and not leads):
        return apart
    beside = (of | of_other) & {f"c:{concept}" for concept in _listed("led_beside")} or {one, other} & _listed("beside")
    kinds, others = _kinds(post, one), _kinds(post_other, other)
    of_one_field = bool(of & of_other & _fields())
    if len(kinds) == len(others) == 1 and kinds != others and not beside and not of_one_field:
        return NOTHING_SHARED  # "the hospital's director" is not the police chief
    if leads:
        return ON_NO_SCALE
    if not of or not of_other or beside:
        return apart
    if one.endswith("minister") != other.endswith("minister"):
        # "the head of the telecommunications regulator" shares no more than the field with the minister.
        of, of_other = of - of_other - _MINISTRY - _bodies(), of_other
    elif of & of_other or stems(of) & stems(of_other):
        return apart
    if {one, other} & _listed("for_bodies") and all(_bodies_of(*side) for side in ((one, of), (other, of_other))):
        return NOTHING_SHARED  # an adviser to the ministry is not the director of the company
    if not {one, other} & _heads():
        return apart
    # Two who lead something: the words of one body in two texts may be no more than synonyms, or translations.
    both = {one, other} <= _heads()
    if both and _languages(a) != _languages(b):
        return apart
    minister = one.endswith("minister") or other.endswith("minister")
    needed = _NAMED if both or (_languages(a) != _languages(b) and not minister) else 1
    named = all(sum(feature.startswith("c:") for feature in side) >= needed for side in (of, of_other))
    if {one, other} & _listed("functions") and not all(side & _bodies() for side in (of, of_other)):
        return apart  # "the rescue coordinator" may well be at the head of the civil protection
    return NOTHING_SHARED if named else apart


def _only_profession(office: str, of: frozenset[str], beside: str) -> bool:
    """Tell whether an office is no more than a profession that its holder has beside another: an engineer, a professor
    at a university."""
    if office in _listed("scholars") and beside not in _listed("scholars"):
        return True
    if office in _listed("courtesies") and not of:
        return True
    return office in _listed("professions") and not of and beside not in _listed("court")


def _kinds(post: Terms, office: str) -> frozenset[str]:
    """Return the kinds of bodies that an office leads, as far as its name or the words of its body tell: a governor is
    of a province, or of the central bank.
    """
    table = knowledge_resource("offices")
    if office not in _KIND_TOLD and office not in table["kind_of"]:
        return frozenset()
    bodies = frozenset(term.removeprefix(_BODY) for term in post.concepts if term.startswith(_BODY))
    told = frozenset(kind for kind, concepts in table["kinds"].items() if not bodies.isdisjoint(concepts))
    if office not in table["kind_of"] or (office == "governor" and (told or not _of_a_place(post))):
        return told
    return frozenset((table["kind_of"][office],))


def _of_a_place(post: Terms) -> bool:
    """Tell whether a post is of a place that has a name."""
    return any(feature.startswith(_PLACE) for feature in post.concepts)


def _of_two_places(a: frozenset[str], b: frozenset[str]) -> bool:
    """Tell whether two posts are each of a place that has a name, and have none in common."""
    places, others = ({feature for feature in side if feature.startswith(_PLACE)} for side in (a, b))
    return bool(places) and bool(others) and not places & others


def _of_two_fields(of: frozenset[str], of_other: frozenset[str]) -> bool:
    """Tell whether two posts differ in nothing but the field: the committee for energy, the committee for finance."""
    one, other = of - of_other, of_other - of
    fields = one & _fields(), other & _fields()
    shared = of & of_other & (_bodies() | {"c:committee"})
    told = bool(shared and one and other) and (one, other) == fields
    return told and not stems(one) & stems(other)


def _of_two_things(office: str, of: frozenset[str], of_other: frozenset[str]) -> bool:
    """Tell whether two heads differ in one noun of what they are at the head of: the oil board, the grain board."""
    one, other = of - of_other, of_other - of
    told = office in _heads() and of & of_other and len(one) == len(other) == 1
    return bool(told) and all(feature[0] in "cl" for feature in one | other) and not stems(one) & stems(other)


def _bodies_of(office: str, of: frozenset[str]) -> frozenset[str]:
    """Return the features of the bodies that an office is of."""
    ranked = {_RANK} if office == "commander" else frozenset()
    return frozenset(feature for feature in of if feature in ranked or _is_body(feature))


def _is_body(feature: str) -> bool:
    """Tell whether a feature is that of a body, by its last noun: of a transport ministry, a space agency."""
    noun = feature.removeprefix("c:").rpartition("-")[2]
    return feature.startswith("c:") and (feature in _all_bodies() or f"c:{noun}" in _all_bodies())


@functools.cache
def _all_bodies() -> frozenset[str]:
    """Return the features of words for a body of any kind."""
    kinds = knowledge_resource("offices")["kinds"].values()
    listed = {concept for concepts in kinds for concept in concepts} | _listed("nouns")
    return _bodies() | frozenset(f"c:{concept}" for concept in listed)


def _split(post: Terms) -> tuple[str | None, frozenset[str]]:
    """Return the office of a post, and what it is of."""
    offices = [term.removeprefix(_OFFICE) for term in post.concepts if term.startswith(_OFFICE)]
    of = frozenset(term for term in post.concepts if not term.startswith((_OFFICE, _LANGUAGE, _BODY, "v:")))
    return (offices[0] if offices else None), of


def _languages(post: Terms) -> frozenset[str]:
    return frozenset(term for term in post.concepts if term.startswith(_LANGUAGE))


@functools.cache
def _bodies() -> frozenset[str]:
    """Return the features of words for a body."""
    return frozenset(f"c:{concept}" for concept in _listed("anaphoric"))


@functools.cache
def _fields() -> frozenset[str]:
    """Return the features of what a minister may be in charge of."""
    return frozenset(f"c:{field}" for field in language_resource("en", "offices")["portfolios"])


@functools.cache
def _heads() -> frozenset[str]:
    """Return the offices whose name says no more than that somebody leads something."""
    return frozenset(("head", "body-president"))


@functools.cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(knowledge_resource("offices")[key])


@functools.cache
def _pairs(key: str) -> frozenset[frozenset[str]]:
    table = knowledge_resource("offices")[key]
    return frozenset(frozenset((office, other)) for office, others in table.items() for other in others)

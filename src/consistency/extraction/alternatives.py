"""Alternatives: words of a set of which one thing, in one respect, is one: a knee or an ankle, by air or by land.

The sets are those of `language.alternatives`. That two texts use two words of a set says little by itself; so each word
is read with what stands right beside it, which must be the same in both texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, places_of_concepts
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.settings import features_of, setting
from consistency.language.alternatives import family_of, group_of_sets, sets_of
from consistency.model import Claim, Term, Terms, Value

_NATIONALITY = "nationality"
_BESIDE = 2  # words with a meaning, on either side
_FARTHER_BESIDE = 4  # of them, for a nationality, and for a person's name beside any member
_SHOWN = 4  # words on either side that are quoted with it


@dataclass(frozen=True, slots=True)
class _Mention:
    """A member of sets, and the words (half-open) that name it; `named` is true of a country that is named as such."""

    member: str
    sets: frozenset[str]
    first: int
    last: int
    named: bool = False


def alternative_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "alternative" for each word that is one of a set, and for each nationality.

    Fields: member (Term), sets (Terms), group (Term: the same for sets that have members in common), family (Term: that
    of a conflict), told (Term: "one" where its sentence has no other of its sets, else "several"; "named" for a country
    as such, claimed once), beside (Terms: what stands right beside it) and setting, both of what is told as one.
    """
    found = [mention for mention in _mentions(analysis) if not analysis.skips(analysis.words[mention.first].start)]
    members: dict[tuple[int, str], set[str]] = defaultdict(set)
    for mention in found:
        for name in mention.sets:
            members[analysis.words[mention.first].sentence, name].add(mention.member)
    named: set[str] = set()
    for mention in found:
        first, last = mention.first, mention.last
        if mention.named:
            if mention.member in named:
                continue
            named.add(mention.member)
        alone = all(len(members[analysis.words[first].sentence, name]) == 1 for name in mention.sets)
        told = "named" if mention.named else "one" if alone else "several"
        fields: dict[str, Value] = {
            "member": Term(mention.member),
            "sets": Terms(mention.sets),
            "group": Term(group_of_sets()[min(mention.sets)]),
            "family": Term(family_of(min(mention.sets))),
            "told": Term(told),
        }
        if told == "one":
            fields["beside"] = Terms(_beside(analysis, mention))
            fields["setting"] = setting(analysis, first, last, range(first, last))
        yield make_claim(
            analysis, "alternative", fields, *_shown(analysis, first, last), {"member": analysis.span(first, last)}
        )


def _mentions(analysis: Analysis) -> Iterator[_Mention]:
    nationality = frozenset({_NATIONALITY})
    done = -1
    members = {
        place for concept, places in places_of_concepts(analysis).items() if sets_of(concept) for place in places
    }
    for index in sorted(members.union([word.index for word in analysis.words if word.entity >= 0])):
        word = analysis.words[index]
        if index < done:
            continue
        if word.entity >= 0:
            entity = analysis.entities[word.entity]
            if entity.country is not None and entity.type != "organisation":
                first, done = analysis.words_of_mention(entity)
                yield _Mention(entity.country, nationality, first, done, entity.type != _NATIONALITY)
        elif word.quantity < 0 and word.date < 0 and word.person < 0 and (sets := sets_of(word.concept)):
            done = analysis.end_of_concept(word)
            yield _Mention(f"c:{word.concept}", sets, word.index, done)


def _beside(analysis: Analysis, mention: _Mention) -> frozenset[str]:
    """Return what stands right beside a mention in its sentence, without other members of its sets."""
    features = features_of(analysis)
    bounds = analysis.sentences[analysis.words[mention.first].sentence]
    widest = _FARTHER_BESIDE if _NATIONALITY in mention.sets else _BESIDE
    beside = set()
    for indexes in (range(mention.first - 1, bounds.first - 1, -1), range(mention.last, bounds.last)):
        seen = 0
        for index in indexes:
            feature = features[index]
            if feature is None:
                continue
            seen += 1
            if seen > _FARTHER_BESIDE:
                break
            near = seen <= widest or feature[0] == "p"
            if near and not mention.sets & sets_of(feature[2:]):
                beside.add(feature)
    return frozenset(beside)


def _shown(analysis: Analysis, first: int, last: int) -> tuple[int, int]:
    bounds = analysis.sentences[analysis.words[first].sentence]
    return max(bounds.first, first - _SHOWN), min(bounds.last, last + _SHOWN)

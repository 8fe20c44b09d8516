"""What somebody plans to do: «روسيا تخطط لاستئناف تصدير منتجات الألمنيوم»."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.extraction.analysis import Analysis, Word, entity_key
from consistency.extraction.claim_forms import make_claim, person_value
from consistency.extraction.patterns import match_patterns
from consistency.extraction.settings import feature_of
from consistency.model import Claim, Name, Term, Terms, Value

_LONGEST = 8  # words of an activity with its object


def plan_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "plan" for each plan whose actor and activity are named.

    Fields: actor (Name), activity (Terms: the lemmas of what is to be done: resume, export), object (Term: the thing
    that it is done to).
    """
    for match in match_patterns(analysis, "plans"):
        actor = next((w for w in analysis.words[match.first : match.last] if w.entity >= 0 or w.person >= 0), None)
        if actor is None or analysis.skips(actor.start):
            continue
        phrase = list(_phrase(analysis, match.last))
        read = _arabic if analysis.language == "ar" else _english
        activity, thing = read(phrase)
        if not activity or not thing:
            continue
        last = thing[-1].index + 1
        fields: dict[str, Value] = {
            "actor": _actor(analysis, actor),
            "activity": Terms(frozenset(f for w in activity if (f := feature_of(analysis, w))), complete=True),
            "object": Term(feature_of(analysis, _head(analysis, thing)) or thing[0].forms.lemma),
        }
        spans = {"object": analysis.span(thing[0].index, last)}
        yield make_claim(analysis, "plan", fields, match.first, last, spans)


def _actor(analysis: Analysis, word: Word) -> Name:
    if word.person >= 0:
        return person_value(analysis, word.person)
    entity = analysis.entities[word.entity]
    start, end = analysis.original(entity)
    return Name(analysis.text[start:end], entity_key(entity))


def _phrase(analysis: Analysis, first: int) -> Iterator[Word]:
    """Yield the words after a plan's actor, up to a mark, a country or a preposition that opens another phrase."""
    words = analysis.words
    for word in words[first : first + _LONGEST]:
        if word.sentence != words[first].sentence or not word.solid or word.entity >= 0 or word.person >= 0:
            return
        if word.function:
            return
        yield word


def _arabic(phrase: list[Word]) -> tuple[list[Word], list[Word]]:
    """Split ل + masdar (+ masdar) + noun phrase: an indefinite first noun governs the definite or later ones."""
    if not phrase or not phrase[0].forms.proclitics or "ل" not in phrase[0].forms.proclitics[0]:
        return [], []
    activity = [phrase[0]]
    rest = phrase[1:]
    # A bare noun that itself governs a noun is still part of the doing: استئناف تصدير منتجات الألمنيوم.
    if len(rest) > 1 and not _definite(rest[0]):
        activity.append(rest[0])
        rest = rest[1:]
    return activity, rest[:3]


def _definite(word: Word) -> bool:
    return word.folded.startswith("ال") or bool(word.forms.proclitics and word.forms.proclitics[-1].endswith("ال"))


def _english(phrase: list[Word]) -> tuple[list[Word], list[Word]]:
    """Split verb (+ noun of doing) + object: "resume arms exports", "resume exporting arms"."""
    if len(phrase) < 2:
        return [], []
    activity = [phrase[0]]
    rest = phrase[1:]
    if rest[0].folded.endswith("ing"):
        activity.append(rest[0])
        rest = rest[1:]
    elif len(rest) > 1:
        activity.append(rest[-1])
        rest = rest[:-1]
    return activity, rest


def _head(analysis: Analysis, thing: list[Word]) -> Word:
    """Return the noun that tells the object: in Arabic the last of a chain of nouns, in English the first."""
    return thing[min(1, len(thing) - 1)] if analysis.language == "ar" else thing[0]

"""What somebody did or did not: accepted or rejected, won or lost, voted for or against or abstained."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from consistency.extraction.analysis import Analysis, Word
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.contexts import context_of
from consistency.extraction.settings import feature_of, setting
from consistency.extraction.speakers import speakers
from consistency.language.concepts import Concept, lexicon
from consistency.language.orthography import fold_word
from consistency.model import Claim, Term, Terms, Value
from consistency.resources import language_resource, load_shipped, rules_root

_ACTOR = 9  # words on either side of the act in which its actor is looked for
_BALLOT = {"for": "vote-for", "against": "vote-against", "support": "vote-for", "oppose": "vote-against"}
_TREND = 4  # words on either side of a rise or a fall that say what rose or fell
_VOTERS = 16  # words before a vote in which those who cast it are looked for
_NEGATION = 2  # words before the act in which it is denied


def stance_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "stance" for each act that has an opposite in the lexicon, of kind "format" for the form of
    a meeting, and of kind "trend" for a rise or a fall.

    Fields: act (Term; "not:" before it where it is denied), class (Term), agent (Terms: who did it, by word order),
    actors (Terms: the entities, persons and roles near the act), object (Terms: the other words of the clause),
    setting.
    """
    concepts = lexicon(analysis.language).concepts
    spoken = speakers(analysis)
    for word in analysis.words:
        concept = concepts.get(word.concept or "")
        if concept is None or not concept.opposite or word.person >= 0 or analysis.skips(word.start):
            continue
        kind = _kind(concept)
        if kind is None:
            continue
        if word.index and analysis.words[word.index - 1].concept == word.concept:
            continue
        near = _clause(analysis, word)
        if kind == "trend":  # prices of one thing rise while those of the next one fall
            near = [w for w in near if w.clause == word.clause and abs(w.index - word.index) <= _TREND]
        actors, things = _split(analysis, near)
        if concept.id in _BALLOT and any(w.concept == "vote" and w.clause == word.clause for w in near):
            concept = concepts[_BALLOT[concept.id]]  # "voted … against", «صوت الفريق ضد»
        act = f"not:{concept.id}" if _denied(analysis, word) else concept.id
        fields: dict[str, Value] = {
            "act": Term(act),
            "setting": setting(analysis, word.index, word.index + 1, (word.index,)),
        }
        fields["class"] = Term(concept.group or "act")
        if concept.group == "vote":
            actors |= _voters(analysis, word)
        if actors:
            fields["actors"] = Terms(frozenset(actors))
        agent = _agent(analysis, word)
        if agent is not None:
            fields["agent"] = Terms(frozenset({agent}))
        if things:
            fields["object"] = Terms(frozenset(things))
        first = min([w.index for w in near if w.index >= word.index - 4] + [word.index])
        last = max([w.index for w in near if w.index <= word.index + 6] + [word.index]) + 1
        context = context_of(analysis, word.index, word.index + 1, spoken.get(word.sentence))
        yield make_claim(analysis, kind, fields, first, last, {"act": (word.start, word.end)}, context)


@functools.cache
def _table() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    raw = load_shipped(rules_root() / "languages" / "stances.yaml")
    lists = [frozenset(raw[key]) for key in ("classes", "left_out", "formats")]
    return lists[0], lists[1], lists[2], frozenset(fold_word(word) for word in raw["still"])


def _kind(concept: Concept) -> str | None:
    classes, left_out, formats, _ = _table()
    if concept.id in formats:
        return None  # how people met is told by formats.py
    if concept.id in ("increase", "decrease"):
        return "trend"
    return "stance" if concept.group in classes and concept.id not in left_out else None


def _clause(analysis: Analysis, word: Word) -> list[Word]:
    """Return the words with meaning near an act: its own clause, and the next ones within reach."""
    near = analysis.sentence_words(word.sentence)
    return [
        w
        for w in near
        if abs(w.clause - word.clause) <= 1 and abs(w.index - word.index) <= _ACTOR and w.solid and w is not word
    ]


def _agent(analysis: Analysis, word: Word) -> str | None:
    """Return who did it: in Arabic the name after a verb that opens its clause, else, as in English, the one before."""
    words = analysis.words
    ahead = [w for w in words[word.index + 1 : word.index + 6] if w.sentence == word.sentence]
    behind = [w for w in words[max(0, word.index - 8) : word.index][::-1] if w.sentence == word.sentence]
    opens = not behind or behind[0].clause != word.clause or behind[0].function
    for side in (ahead, behind) if analysis.language == "ar" and opens else (behind,):
        for other in side:
            if not other.solid or abs(other.clause - word.clause) > 1:
                break
            if other.person >= 0 or other.entity >= 0:
                return feature_of(analysis, other)
    return None


def _voters(analysis: Analysis, word: Word) -> set[str]:
    """Return who is named before a vote in its sentence: entities, persons, and words in capitals of no lexicon."""
    found = set()
    for other in analysis.sentence_words(word.sentence):
        if other.index >= word.index or word.index - other.index > _VOTERS:
            continue
        begins = other.index == analysis.sentences[word.sentence].first
        proper = other.text[:1].isupper() and not begins and not other.function
        if other.person >= 0 or other.entity >= 0 or proper:
            feature = feature_of(analysis, other)
            if feature is not None:
                found.add(feature)
    return found


def _split(analysis: Analysis, near: list[Word]) -> tuple[set[str], set[str]]:
    """Split the words near an act into who may have done it and what it may be about."""
    actors: set[str] = set()
    things: set[str] = set()
    groups = lexicon(analysis.language).concepts
    for word in near:
        feature = feature_of(analysis, word)
        if feature is None or feature.startswith("n:"):
            continue
        role = word.concept is not None and groups[word.concept].group in ("person", "role", "people", "body", "group")
        (actors if word.person >= 0 or word.entity >= 0 or role else things).add(feature)
    return actors, things


@functools.cache
def _negatives(language: str) -> frozenset[str]:
    return frozenset(fold_word(w) for w in language_resource(language, "modality")["negative"])


def _denied(analysis: Analysis, word: Word) -> bool:
    negatives, still = _negatives(analysis.language), _table()[3]
    before = analysis.words[max(0, word.index - _NEGATION) : word.index]
    if any(w.folded in still for w in before):
        return False
    return any(w.folded in negatives and w.sentence == word.sentence for w in before)

"""What somebody did or did not: accepted or rejected, won or lost, voted for or against or abstained."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from consistency.extraction.acts import act_table, phase_of, tells_act
from consistency.extraction.analysis import Analysis, Word, once, places_of_concepts, places_of_keys, without_and
from consistency.extraction.antecedents import is_relative
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.clauses import features, is_preposition, parts_of
from consistency.extraction.contexts import context_of
from consistency.extraction.position_turns import is_lasting, phase_on, tells_length
from consistency.extraction.settings import feature_of, features_of, setting
from consistency.extraction.speakers import is_speech_verb, speakers
from consistency.language.concepts import concepts, group_of
from consistency.language.orthography import fold_word, folded_words
from consistency.model import Claim, Term, Terms, Value
from consistency.resources import language_resource, shared_resource

_ACTOR = 9  # words on either side of the act in which its actor is looked for
_VOTE = frozenset({"c:vote", "c:ballot", "c:voting"})
_BALLOT = {"for": "vote-for", "against": "vote-against", "support": "vote-for", "oppose": "vote-against"}
_TREND = 4  # words on either side of a rise or a fall that say what rose or fell
_VOTERS = 16  # words before a vote in which those who cast it are looked for
_OBJECT = 3  # words from an act to its object
_EXCEPT = 3  # words behind an act within which an exception takes its denial back
_DOUBT = 3  # words before an act in which it is made unsure, or told as over
_COPULAS = frozenset({"يكن", "تكن", "يكونوا", "تعد", "يعد"})
_REJECTING = frozenset({"reject", "deny"})
_NEGATION = 2  # words before the act in which it is denied
_ACHIEVED = 4  # words between a denied verb of achieving and the act: "did not manage to capture"
_REFUSED = 8  # words between a verb of refusing and the act, its subject among them
_APART = 8  # words between the two words of an act that are told apart
_PASSIVE = frozenset({"was", "were", "is", "are", "been", "be", "being"})
_COUNTED = frozenset({"acquit", "convict", "vote-for", "vote-against", "abstain", "support", "oppose"})


def stance_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "stance" for each act that has an opposite in the lexicon, of kind "trend" for a rise or a
    fall, and of kind "deed" for any other act, which may be denied.

    Fields: act (Term; "not:" before it where it is denied), class (Term), agent (Terms: who did it, by word order),
    actors (Terms: the entities, persons and roles near the act), people (Terms: the persons among them), object (Terms:
    the other words of the clause); of stances patient (Terms: the object by word order), phase (Term: begin or end of a
    state) and setting.
    """
    known = concepts()
    spoken = speakers(analysis)
    told_apart, may_doubt = _split_acts(analysis), _may_doubt(analysis)
    places = places_of_concepts(analysis)
    acts = {index for concept, indexes in places.items() if _kind(concept) for index in indexes}
    for index in sorted(acts.union(told_apart)):
        word = analysis.words[index]
        name = told_apart.get(index) or word.concept
        kind = _kind(name) if name else None
        if name is None or kind is None or word.person >= 0 or analysis.skips(word.start):
            continue
        concept = known[name]
        if word.index and analysis.words[word.index - 1].concept == word.concept:
            continue
        doubt = True in may_doubt[max(0, index - _DOUBT) : index]
        if doubt and (_is_unsure(analysis, word) or (index not in told_apart and _is_over(analysis, word))):
            continue
        # Prices of one thing rise while those of the next one fall.
        near = _near(analysis, word, _TREND, 0) if kind == "trend" else _near(analysis, word, _ACTOR, 1)
        actors, things = _split(analysis, near)
        if concept.id in _BALLOT and _votes_near(analysis, word):
            concept = known[_BALLOT[concept.id]]  # "voted … against", «صوت الفريق ضد»
        if concept.id in _COUNTED and _is_count(analysis, word):
            continue  # "31 against and six abstentions" are counts, no position of anybody
        denied = _denied(analysis, word)
        if denied is None or (concept.id in act_table()["states"] and tells_length(analysis, word)):
            continue
        fields: dict[str, Value] = {"act": Term(f"not:{concept.id}" if denied else concept.id)}
        fields["class"] = Term(concept.group or "act")
        if kind != "deed":
            fields["setting"] = setting(analysis, index, index + 1, range(index, index + 1))
        if concept.group == "vote":
            actors |= _voters(analysis, word)
        if actors:
            fields["actors"] = Terms(frozenset(actors))
        people = frozenset(actor for actor in actors if actor.startswith("p:"))
        if people:
            fields["people"] = Terms(people)
        agent = _agent(analysis, word)
        if agent is None and concept.id in act_table()["contests"]:
            continue  # one side's victory is the other side's defeat
        if agent is not None:
            fields["agent"] = Terms(frozenset({agent}))
        context = context_of(analysis, word.index, word.index + 1, spoken.get(word.sentence))
        if kind == "stance":
            patient = features(analysis, parts_of(analysis, word.index, word.index + 1).object)
            if concept.group == "vote":
                patient -= _VOTE  # who abstains "from voting" says nothing of what is voted on
            if patient:
                fields["patient"] = Terms(patient)
            phase = phase_of(concept.id)
            if phase is not None and not denied and not is_lasting(analysis, word.index):
                fields["phase"] = phase_on(analysis, word, phase, context)
        if things:
            fields["object"] = Terms(frozenset(things))
        beside = [index, *[w.index for w in near if index - 4 <= w.index <= index + 6]]
        first, last = min(beside), max(beside) + 1
        yield make_claim(analysis, kind, fields, first, last, {"act": (word.start, word.end)}, context)


@functools.cache
def _splits() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    """Return for the second word of acts told apart the concepts with their first words."""
    raw = shared_resource("stances")["split"]
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for concept, (before, told) in raw.items():
        for word in told:
            found.setdefault(fold_word(word), []).append((concept, folded_words(before)))
    return {word: tuple(entries) for word, entries in found.items()}


def _split_acts(analysis: Analysis) -> dict[int, str]:
    """Return the concepts of acts whose words stand apart, by their second word: «منحها السيناتور صوته»."""
    splits, places = _splits(), places_of_keys(analysis)
    found: dict[int, str] = {}
    for index in sorted({index for key in splits.keys() & places.keys() for index in places[key]}):
        word = analysis.words[index]
        entries = next(splits[key] for key in word.forms.keys if key in splits)
        before = _back(analysis, word, _APART)
        for concept, opening in entries:
            if any(w.folded in opening or without_and(w) in opening for w in before):
                found[index] = concept
                break
    return found


def _back(analysis: Analysis, word: Word, reach: int) -> list[Word]:
    """Return the words before a word in its sentence, nearest first."""
    first = max(analysis.sentences[word.sentence].first, word.index - reach)
    return analysis.words[first : word.index][::-1]


@functools.cache
def _kind(name: str) -> str | None:
    """Return the kind of claim that a concept makes, or None where it is no act."""
    concept, table = concepts().get(name), act_table()
    if concept is None:
        return None
    if concept.id in table["formats"]:
        return None  # how people met is told by formats.py
    if concept.id in ("increase", "decrease"):
        return "trend"
    also = concept.id in table["also"]
    if concept.opposite and (also or concept.group in table["classes"]) and concept.id not in table["left_out"]:
        return "stance"
    if concept.opposite or concept.group == "crime" or concept.id in table["left_out"]:
        return None
    return "deed" if also or concept.group in table["acts"] else None


def _votes_near(analysis: Analysis, word: Word) -> bool:
    """Tell whether a vote is told in the clause of a word, or before it in its sentence."""
    return any(w.concept == "vote" for w in _back(analysis, word, _VOTERS)) or any(
        w.concept == "vote" and w.clause == word.clause for w in analysis.sentence_words(word.sentence)
    )


def _is_count(analysis: Analysis, word: Word) -> bool:
    """Tell whether a vote is told with the number of those who cast it so, right before or after the word."""
    beside = analysis.words[max(0, word.index - 1) : word.index] + analysis.words[word.index + 1 : word.index + 3]
    return any(w.quantity >= 0 and w.sentence == word.sentence and not w.folded.startswith("ال") for w in beside)


def _near(analysis: Analysis, word: Word, reach: int, apart: int) -> list[Word]:
    """Return the words near an act: those within reach in its clause and in others that are no further apart."""
    bounds, index = analysis.sentences[word.sentence], word.index
    near = analysis.words[max(bounds.first, index - reach) : min(bounds.last, index + reach + 1)]
    low, high = word.clause - apart, word.clause + apart
    return [w for w in near if low <= w.clause <= high and w.solid and w is not word]


def _agent(analysis: Analysis, word: Word) -> str | None:
    """Return who did it: in Arabic the name after a verb that opens its clause, else, as in English, the one before."""
    bounds, index = analysis.sentences[word.sentence], word.index
    behind = _back(analysis, word, 8)
    sides = [behind]
    if analysis.language == "ar" and (not behind or behind[0].clause != word.clause or behind[0].function):
        sides = [analysis.words[index + 1 : min(bounds.last, index + 6)], behind]
    low, high = word.clause - 1, word.clause + 1
    for side in sides:
        for other in side:
            if not other.solid or not low <= other.clause <= high:
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


@functools.cache
def _actor_concepts() -> frozenset[str]:
    """Return the concepts of who may do something: persons, roles and bodies."""
    groups = ("person", "role", "people", "body", "group")
    return frozenset(concept.id for concept in concepts().values() if concept.group in groups)


def _split(analysis: Analysis, near: list[Word]) -> tuple[set[str], set[str]]:
    """Split the words near an act into who may have done it and what it may be about."""
    actors: set[str] = set()
    things: set[str] = set()
    features, actor_concepts = features_of(analysis), _actor_concepts()
    for word in near:
        feature = features[word.index]
        if feature is None or feature[0] == "n":
            continue
        if word.person >= 0 or word.entity >= 0 or word.concept in actor_concepts:
            actors.add(feature)
        else:
            things.add(feature)
    return actors, things


@functools.cache
def _negatives(language: str) -> frozenset[str]:
    return folded_words(language_resource(language, "modality")["negative"])


@once
def _may_deny(analysis: Analysis) -> list[bool]:
    """Tell of each word whether it may have to do with a denial; most acts have none of them near."""
    told = _of_denials(analysis.language)
    return [word.folded in told for word in analysis.words]


@once
def _may_doubt(analysis: Analysis) -> list[bool]:
    """Tell of each word whether it may make an act unsure, or tell it as over; most acts have none of them near."""
    told = _of_doubts()
    return [word.folded in told for word in analysis.words]


@functools.cache
def _of_denials(language: str) -> frozenset[str]:
    """Return the words that have to do with a denial, with and without a conjunction."""
    table = act_table()
    told = _negatives(language).union(*(table[key] for key in ("still", "refusals", "except", "none")), {"yet"})
    return _with_conjunctions(told)


@functools.cache
def _of_doubts() -> frozenset[str]:
    return _with_conjunctions(act_table()["over"] | act_table()["unsure"] | {"have"})


def _with_conjunctions(words: frozenset[str]) -> frozenset[str]:
    return words.union(*({"و" + word, "ف" + word} for word in words))


def _denied(analysis: Analysis, word: Word) -> bool | None:
    """Tell whether an act is denied: by a negative right before it, or by a verb of refusing or failing whose object it
    is, with nothing but its subject between. None where its clause denies something, and it is not clear what.
    """
    begin = max(analysis.sentences[word.sentence].first, word.index - _REFUSED)
    if True not in _may_deny(analysis)[begin : word.index + 1 + _EXCEPT]:
        return False
    table = act_table()
    before = _back(analysis, word, _REFUSED)
    ahead = analysis.words[word.index + 1 : word.index + 1 + _EXCEPT]
    if any(w.folded in table["except"] and w.sentence == word.sentence for w in ahead):
        return None  # «لا يعمل سوى تسع»: nine do
    if any(w.folded in table["none"] and w.clause == word.clause for w in ahead[:_OBJECT]):
        return None  # "protects nobody"
    none = (place for place, w in enumerate(before) if w.folded in table["none"] and w.clause == word.clause)
    place = next(none, None)
    if place is not None and (is_for := before[place + 1 : place + 2]) and is_preposition(analysis, is_for[0].index):
        place = None  # "to ride trains for nothing was approved"
    if place is not None:
        passive = before[0].folded in _PASSIVE  # "no minister resigned" tells nothing of others
        return True if passive and not any(tells_act(w) and w.index > word.index - 3 for w in before) else None
    for distance, other in enumerate(before, 1):
        if other.folded in table["still"]:
            return False
        denies = _negates(analysis, other)
        if denies and (distance <= _NEGATION or _only_adverbs(analysis, other, word)):
            # «ولا يعد الحكم نهائيا» denies its verb; "had never before entered" tells of other times.
            loose = distance > 1 and word.folded.startswith("ال") and other.folded != "عدم"
            loose = loose or (distance == _NEGATION and before[0].folded in _COPULAS)  # «لم يكن قرار البنك مفاجئا»
            return None if loose or analysis.words[other.index + 1].folded == "before" else True
        if other.concept == "abstain" and _is_voting(word):
            continue  # «امتنع عن التصويت» is a vote of its own
        if other.folded == "yet" and other.index + 2 == word.index and analysis.words[word.index - 1].folded == "to":
            return True  # "has yet to ratify"
        achieves = denies and analysis.words[other.index + 1].folded in table["achieving"]
        if achieves or other.folded in table["refusals"] or without_and(other) in table["refusals"]:
            if achieves:
                return distance <= _ACHIEVED or analysis.language == "ar"
            if distance > 2 and analysis.language != "ar":
                return None if other.clause == word.clause else False  # "refused a request for bail"
            return True
        if denies and other.clause == word.clause:
            return None
        if is_speech_verb(other, analysis.language) and other.concept not in _REJECTING:
            break  # «ونفى التهم، وقال إن المجلس وافق»
        if other.folded in table["achieving"]:
            continue
        if tells_act(other) and other.concept != word.concept and not other.function:
            if _denied(analysis, other) is not False or (other.concept in _REJECTING and distance > _NEGATION):
                return None  # "refused a request for bail", "turned down a request to release them"
            break
    return None if any(w.clause == word.clause and _negates(analysis, w) for w in before) else False


def _negates(analysis: Analysis, word: Word) -> bool:
    """Tell whether a word is a negative, with or without a conjunction."""
    negatives = _negatives(analysis.language)
    return (word.folded in negatives or without_and(word) in negatives) and not _is_relative(analysis, word)


def _is_relative(analysis: Analysis, word: Word) -> bool:
    """Tell whether «ما» means "what", as behind a preposition, «وهو» or a comma: «على ما جاء», «، ما خفض الأسعار»."""
    before = analysis.words[word.index - 1] if word.index else None
    if word.folded != "ما" or before is None or before.sentence != word.sentence:
        return False
    return before.function or before.folded in (",", "،") or is_relative(analysis, word.index)


def _is_over(analysis: Analysis, word: Word) -> bool:
    """Tell whether an act is named as that which ends or is called for: "ending a closure", «نداء إلى البقاء»."""
    before = [w for w in _back(analysis, word, _DOUBT) if not w.function][:1]
    return any(w.folded in act_table()["over"] or without_and(w) in act_table()["over"] for w in before)


def _is_unsure(analysis: Analysis, word: Word) -> bool:
    """Tell whether an act is only possible, or did not come about: "could resume", "would have spared"."""
    near = [w.folded for w in _back(analysis, word, _DOUBT)]
    if "have" in near[:2]:
        return not {"would", "could", "might", "should"}.isdisjoint(near)
    return not act_table()["unsure"].isdisjoint(near[:2])


def _is_voting(word: Word) -> bool:
    return group_of(word.concept) == "vote"


def _only_adverbs(analysis: Analysis, negative: Word, word: Word) -> bool:
    """Tell whether nothing but auxiliaries and adverbs stands between: "has not yet been charged"."""
    between = analysis.words[negative.index + 1 : word.index]
    return word.index - negative.index <= 4 and all(w.function or w.folded.endswith("ly") for w in between)

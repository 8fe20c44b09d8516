"""Which group says that it did it: "the Dawn Brigade, a breakaway faction, has claimed responsibility".

The group is the subject of the claim, whether a list knows it or not: in English the noun phrase with a capital before
the verb, in Arabic the words from a noun for groups behind it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, Word, entity_key, places_of_words, words_at
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.settings import setting
from consistency.extraction.sites import sites
from consistency.language.orthography import fold_word, folded_words
from consistency.model import Claim, Name, Term, Terms, Value
from consistency.resources import language_resource

_ACTS = frozenset({"organisation", "country"})
_AHEAD = 10  # words from a verb to what shows that it claims an attack
_APPOSITION = 18  # words of an apposition between a group and its verb
_QUOTED = frozenset('"«»“”')
_RELATIVE = frozenset({"which", "who", "that"})
_NAMING = 5  # words from a noun for groups to the name of one
_PLACE = 4  # words from "in" within a group's name to the deed
_LONGEST = 7  # words of a group's name


@dataclass(frozen=True, slots=True)
class _Lexicon:
    verbs: frozenset[str]  # as printed: verbs of saying
    adopts: frozenset[str]  # as printed: verbs whose object is the deed
    own: Phrases[bool]  # what shows that the subject did it itself
    deeds: frozenset[str]
    between: frozenset[str]  # what may stand between the subject and its verb
    groups: frozenset[str]
    names: frozenset[str]  # what may stand between a noun for groups and a name
    stops: frozenset[str]
    joins: frozenset[str]


@functools.cache
def _lexicon(language: str) -> _Lexicon:
    table = language_resource(language, "origins")["claims"]
    return _Lexicon(
        folded_words(table["verbs"]),
        folded_words(table["adopts"]),
        phrases((phrase, True) for phrase in table["own"]),
        *(folded_words(table[key]) for key in ("deeds", "between", "groups", "names", "stops", "joins")),
    )


@functools.cache
def _listed(language: str, key: str) -> Phrases[bool]:
    return phrases((words, True) for words in language_resource(language, "origins")["claims"][key])


@functools.cache
def _claiming(language: str) -> frozenset[str]:
    """Return the words with which a group claims a deed, in Arabic with "and" written onto them as well."""
    verbs = _lexicon(language).verbs | _lexicon(language).adopts
    return verbs.union("و" + verb for verb in verbs)


def responsibility_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "origin" for each group that says it did something.

    Fields: originator (Name), what (Term: responsibility), claimed (Term: yes), places (Terms: those of the sentence),
    setting; of a deed that nobody claims what, claimed (Term: no) and setting.
    """
    yield from _unclaimed(analysis)
    lexicon, words = _lexicon(analysis.language), analysis.words
    seen: set[int] = set()
    for word in words_at(analysis, places_of_words(analysis), _claiming(analysis.language)):
        bare = word.folded[1:] if word.forms.proclitics[:1] == ("و",) else word.folded
        if not (bare in lexicon.verbs or bare in lexicon.adopts) or word.sentence in seen or analysis.skips(word.start):
            continue
        owned = _object(analysis, word.index) if bare in lexicon.adopts else _owned(analysis, word.index)
        if owned is None:
            continue
        named = (_behind if analysis.language == "ar" else _before)(analysis, word.index)
        if named is None:
            continue
        seen.add(word.sentence)
        first, last = named
        span = analysis.span(first, last)
        bodies = [analysis.entities[w.entity] for w in words[first:last] if w.entity >= 0]
        bodies.sort(key=lambda body: body.type != "organisation")  # "Islamic State's Sahel branch"
        entity = entity_key(bodies[0]) if bodies and bodies[0].type in _ACTS else None
        fields: dict[str, Value] = {
            "originator": Name(analysis.text[slice(*span)], entity),
            "what": Term("responsibility"),
            "claimed": Term("yes"),
            "setting": setting(analysis, min(first, word.index), max(last, owned)),
        }
        here = (site for site in sites(analysis) if words[site.first].sentence == word.sentence)
        named_to = max(last, owned) if bare in lexicon.adopts else last  # «تنظيم الدولة في ولاية غرب أفريقيا الهجوم»
        outside = (site.name for site in here if not first <= site.name_first < named_to)
        places = frozenset(f"e:{name.entity or fold_word(name.text)}" for name in outside)
        if places:
            fields["places"] = Terms(places)
        yield make_claim(analysis, "origin", fields, min(first, word.index), max(last, owned), {"originator": span})


def _unclaimed(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim for each sentence that says that nobody claims a deed, and not only that nobody has done so yet."""
    words = analysis.words
    nobody, disclaimed, not_yet = (_listed(analysis.language, key) for key in ("nobody", "disclaimed", "not_yet"))
    for place in nobody.places(analysis):
        found = nobody.at(words, place)
        if found is None or analysis.skips(words[place].start):
            continue
        sentence = analysis.sentence_words(words[place].sentence)
        near = words[max(sentence[0].index, place - _PLACE) : min(sentence[-1].index + 1, place + _AHEAD)]
        denied = next((at for at, _, _ in disclaimed.among(near)), None)
        deed = any(_is_deed(analysis, word) for word in near)
        if denied is None or not deed or next(iter(not_yet.among(sentence)), None) is not None:
            continue
        first, last = min(place, near[denied].index), max(place + found[0], near[denied].index + 1)
        fields: dict[str, Value] = {
            "what": Term("responsibility"),
            "claimed": Term("no"),
            "setting": setting(analysis, first, last),
        }
        yield make_claim(analysis, "origin", fields, first, last, {"claimed": analysis.span(first, last)})


def _owned(analysis: Analysis, verb: int) -> int | None:
    """Return the word after what shows that the subject of a verb did it: "responsibility", "that its fighters had"."""
    words, own = analysis.words, _lexicon(analysis.language).own.found(analysis)
    for place in range(verb, min(verb + (_APPOSITION if analysis.language == "ar" else _AHEAD), len(words))):
        if words[place].sentence != words[verb].sentence:
            return None
        found = own.get(place)
        if found is not None:
            deed = any(_is_deed(analysis, word) for word in analysis.sentence_words(words[verb].sentence))
            return place + found[0] if deed else None
    return None


def _object(analysis: Analysis, verb: int) -> int | None:
    """Return the word after the deed that is the object of a verb, or after the verb where its object is a pronoun."""
    words, stops = analysis.words, _lexicon(analysis.language).stops
    if words[verb].folded.endswith(("ه", "ها")):
        return verb + 1 if any(_is_deed(analysis, w) for w in words[max(0, verb - _AHEAD) : verb]) else None
    for word in words[verb + 1 : verb + _APPOSITION]:
        if _is_deed(analysis, word):
            return word.index + 1
        behind = words[word.index + 1 : word.index + 1 + _PLACE]  # "Islamic State in the Sahara"
        placed = bool(behind) and (behind[0].entity >= 0 or any(_is_deed(analysis, w) for w in behind[1:]))
        ends = not word.solid and word.folded not in _QUOTED
        if word.sentence != words[verb].sentence or ends or (word.folded in stops and not placed):
            return None
    return None


def _is_deed(analysis: Analysis, word: Word) -> bool:
    return not _lexicon(analysis.language).deeds.isdisjoint(word.forms.keys)


def _before(analysis: Analysis, verb: int) -> tuple[int, int] | None:
    """Return the words of the group before an English verb, over an apposition in commas."""
    words, lexicon = analysis.words, _lexicon("en")
    sentence = analysis.sentences[words[verb].sentence].first
    last = verb
    while last > sentence and words[last - 1].folded in lexicon.between:
        last -= 1
    if last > sentence and words[last - 1].folded == "," and words[last].folded in _RELATIVE:
        last -= 1  # "the 5 Zetwal, which boasted"
    elif last > sentence and words[last - 1].folded == ",":
        opening = range(last - 2, max(last - _APPOSITION, sentence), -1)
        last = next((place for place in opening if words[place].folded == ","), sentence)
    first = last
    while first > sentence and last - first < _LONGEST:
        word = words[first - 1]
        capital = word.text[:1].isupper() and not (word.function and first - 1 == sentence)
        number = first < last and word.folded.isdigit()  # "the 5 Zetwal"
        if (
            not capital
            and not number
            and word.folded not in lexicon.joins
            and not (first == last and word.folded in lexicon.groups)
        ):
            break
        first -= 1
    while first < last and not (words[first].text[:1].isupper() or words[first].text[:1].isdigit()):
        first += 1
    while first < last and words[first].function:
        first += 1
    told = any(w.person < 0 and w.text[:1].isupper() for w in words[first:last]) or _is_group(analysis, first)
    return (first, last) if first < last and told and last - first <= _LONGEST else None


def _is_group(analysis: Analysis, name: int) -> bool:
    """Tell whether what stands before a name says that it is a group's: "a gang known as Gran Baz"."""
    words, lexicon = analysis.words, _lexicon("en")
    before = [word for word in words[max(name - _NAMING, 0) : name] if word.solid]
    while before and (
        before[-1].folded in lexicon.names
        or before[-1].folded.isdigit()
        or before[-1].forms.lemma in ("know", "call", "name")
    ):
        before.pop()
    return bool(before) and not lexicon.groups.isdisjoint(before[-1].forms.keys)


def _behind(analysis: Analysis, verb: int) -> tuple[int, int] | None:
    """Return the words of the group behind an Arabic verb: from a noun for groups to what is said of it."""
    words, lexicon = analysis.words, _lexicon("ar")
    ahead = range(verb + 1, min(verb + 5, len(words)))
    first = next(
        (p for p in ahead if not lexicon.groups.isdisjoint(words[p].forms.keys) or _is_body(analysis, p)), None
    )
    if first is None or words[first].sentence != words[verb].sentence:
        return None
    last = first + 1
    while last < len(words) and (words[last].folded in lexicon.names or words[last].folded in _QUOTED):
        last += 1
    if last > first + 1:
        first = last  # «جماعة تطلق على نفسها …», «حركة «فجر الساحل»»
    while last < len(words) and last - first < _LONGEST and words[last].sentence == words[first].sentence:
        word = words[last]
        stops = not lexicon.stops.isdisjoint(word.forms.keys) or (word.function and word.folded not in lexicon.joins)
        if stops or (not word.solid and word.folded not in '"«»'):
            break
        last += 1
    while last > first and not words[last - 1].solid:
        last -= 1
    named = last > first and (last > first + 1 or words[first].index > ahead[-1] or _is_body(analysis, first))
    return (first, last) if named else None


def _is_body(analysis: Analysis, place: int) -> bool:
    entity = analysis.words[place].entity
    return entity >= 0 and analysis.entities[entity].type in _ACTS

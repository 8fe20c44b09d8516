"""Who speaks in a sentence: «قال الناطق … إن», "… , the governor said", "according to the ministry".

A sentence has one speaker or none; a sentence that goes on ("He added", «وأضاف») has that of the one before, or else
who is named first in it. A speaker without a name is one only where the noun phrase names people or a body.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from operator import itemgetter

from consistency.extraction.analysis import Analysis, Word, once, printed
from consistency.extraction.claim_forms import person_value
from consistency.extraction.office_lexicon import Office, alike, office_lexicon
from consistency.extraction.office_titles import titles
from consistency.extraction.settings import feature_of
from consistency.extraction.title_parts import Title
from consistency.language.concepts import lexicon as concept_lexicon
from consistency.language.orthography import folded_words
from consistency.model import Name
from consistency.resources import language_resource

_SUBJECT = 14  # words between a verb of saying and what is said, its subject among them
_APPOSITION = 18  # words between a name and its verb, where commas close an apposition: "X, who has run …, said"
_ROLE = 7  # words of a speaker who is not named
_SPEAK = frozenset({"person", "body", "people", "group", "role"})  # classes of concepts that can say something
_LEFT = frozenset({"former", "late", "outgoing"})  # states of who does not hold the office any more, or soon
_IN_NOUN_PHRASE = frozenset({"of", "the", "for", "a", "an", "'s", "in", "at", "its", "their", "his", "her", "and"})
_MARKS = frozenset({'"', ":", ",", "،"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the name or role, the words it stands in (half-open), and whether a person is named.

    `act` is true for who does something with words, as others may do too: to welcome, to condemn.
    """

    name: Name
    first: int
    last: int
    person: bool
    act: bool = False


@dataclass(frozen=True, slots=True)
class _Lexicon:
    verbs: frozenset[str]
    acts: frozenset[str]
    continues: frozenset[str]
    according: frozenset[str]
    words_of: frozenset[str]
    before_words_of: frozenset[str]
    opens: frozenset[str]
    pronouns: frozenset[str]
    between: frozenset[str]
    participles: frozenset[str]
    relatives: frozenset[str]
    not_verbs: frozenset[str]


@functools.cache
def _lexicon(language: str) -> _Lexicon:
    table = language_resource(language, "speech")
    return _Lexicon(*(folded_words(table.get(field.name, ())) for field in fields(_Lexicon)))


@once
def speakers(analysis: Analysis) -> dict[int, Speaker]:
    """Return the speaker of each sentence that has one."""
    found: dict[int, Speaker] = {}
    read = _arabic if analysis.language == "ar" else _english
    previous: Speaker | None = None
    for index in range(len(analysis.sentences)):
        words = analysis.sentence_words(index)
        if not words or not words[0].text.strip():
            continue
        speaker = read(analysis, words, previous or _named_first(analysis, index - 1))
        if speaker is not None and not speaker.person:
            speaker = holder_of(analysis, speaker)
        if speaker is not None:
            found[index] = speaker
        # Who spoke in this sentence may go on in the next one, but not across a sentence of the writer's own.
        previous = speaker
    return found


def is_speech_verb(word: Word, language: str) -> bool:
    """Tell whether a word is a verb of saying; with the article it is a noun, as in «وزير النقل»."""
    table = _lexicon(language)
    verb = word.solid and not word.folded.startswith("ال") and word.folded not in table.not_verbs
    return verb and _is(word, table.verbs)


def _is(word: Word, table: frozenset[str]) -> bool:
    return not table.isdisjoint(word.forms.keys)


def _named_first(analysis: Analysis, sentence: int) -> Speaker | None:
    """Return the only person named in a sentence, whom "she said" in the next one means."""
    if sentence < 0:
        return None
    return _only_named(analysis, analysis.sentence_words(sentence))


# ---- Arabic: the verb before its subject, seldom after


def _arabic(analysis: Analysis, words: Sequence[Word], previous: Speaker | None) -> Speaker | None:
    table = _lexicon("ar")
    for place, word in enumerate(words):
        if word.person >= 0 and _begins_speech(words, place):
            return _person(analysis, word)
        if not word.solid or word.person >= 0 or not _may_lead(word.text):
            continue
        speaker = None
        keys = word.forms.keys
        if not table.verbs.isdisjoint(keys) or not table.acts.isdisjoint(keys):
            # «سمير منصور قال إن»
            act = table.verbs.isdisjoint(keys)
            if place and words[place - 1].person >= 0 and not _is(word, table.acts):
                return _person(analysis, words[place - 1])
            if place > 1 and words[place - 1].folded in table.relatives and words[place - 2].person >= 0:
                return _person(analysis, words[place - 2])  # «… مصطفى مدبولي الذي قال إن»
            if place + 1 < len(words) and _quotes_another(words, place):
                speaker = _behind_of(analysis, words, place, table)
            speaker = speaker or _between(analysis, words, place + 1, table, acts=act)
            speaker = replace(speaker, act=act) if speaker is not None else None
            if speaker is None and place < 3 and (_is(word, table.continues) or _opens(words, place + 1, table)):
                return previous
        elif word.folded in table.according or (word.forms.lemma in table.according and word.forms.lemma != "عن"):
            if word.folded == "عن" and (place == 0 or words[place - 1].forms.lemma != "نقلا"):
                continue
            speaker = _between(analysis, words, place + 1, table, role=True)
        elif word.folded in table.words_of and place and words[place - 1].folded in table.before_words_of:
            speaker = _between(analysis, words, place + 1, table, role=True)  # «على حد قول», «على لسان»
        elif word.folded in table.participles:
            speaker = _only_named(analysis, words[:place])  # «ونعى مصطفى مدبولي الفقيد مشيدا بأنه»
        if speaker is not None:
            return speaker
    return None


@functools.lru_cache(maxsize=1 << 16)
def _may_lead(text: str) -> bool:
    """Tell whether a printed Arabic word may have to do with who speaks."""
    table, word = _lexicon("ar"), printed(text, "ar")
    if word.folded in table.not_verbs:
        return False
    if not table.verbs.union(table.acts).isdisjoint(word.forms.keys) or word.forms.lemma in table.according:
        return True
    return any(word.folded in listed for listed in (table.according, table.words_of, table.participles))


def _only_named(analysis: Analysis, words: Sequence[Word]) -> Speaker | None:
    """Return the only person named in these words, if there is one."""
    named = {word.person: word for word in words if word.person >= 0}
    return _person(analysis, next(iter(named.values()))) if len(named) == 1 else None


def _begins_speech(words: Sequence[Word], place: int) -> bool:
    """Tell whether a colon or a quotation stands right after a name: «سمير منصور: «لن …»»."""
    after = place + 1
    while after < len(words) and words[after].person == words[place].person:
        after += 1
    first = all(not word.solid or word.person == words[place].person for word in words[:place])
    return first and after < len(words) and words[after].folded == ":"


def _opens(words: Sequence[Word], place: int, table: _Lexicon) -> bool:
    return place < len(words) and words[place].folded in table.opens


def _quotes_another(words: Sequence[Word], place: int) -> bool:
    return words[place].forms.lemma in ("نقل", "ينقل")


def _behind_of(analysis: Analysis, words: Sequence[Word], place: int, table: _Lexicon) -> Speaker | None:
    """Read whom somebody quotes: «ونقلت الوكالة عن مدير الإطفاء ماهر عتيق قوله إن»."""
    for index in range(place + 1, min(place + 7, len(words))):
        if words[index].folded == "عن":
            return _between(analysis, words, index + 1, table, role=True)
    return None


def _between(
    analysis: Analysis, words: Sequence[Word], place: int, table: _Lexicon, role: bool = False, acts: bool = False
) -> Speaker | None:
    """Read the subject between a verb of saying and what is said: a person, or else the role as printed.

    The subject of another act (`acts`: to welcome, to accuse) is a person right behind its title.
    """
    role_words: list[Word] = []
    for word in words[place : place + _SUBJECT]:
        if word.person >= 0:
            return _person(analysis, word)
        if word.folded in table.opens or word.folded in (":", '"'):
            break
        if not word.solid and role_words and word.folded in "،,.":
            if _named_soon(words, word):
                continue  # «قائد فوج الإطفاء في المدينة، العميد نزار حمدان»
            break
        if acts and word.function:
            return None
        if word.solid and len(role_words) < _ROLE:
            role_words.append(word)
    else:
        role_words = role_words if role else []
    if acts:
        return None
    opened = role or any(w.folded in table.opens or w.folded in (":", '"') for w in words[place : place + _SUBJECT])
    return _role(analysis, role_words) if opened else None


def _named_soon(words: Sequence[Word], comma: Word) -> bool:
    """Tell whether a name, or a form of address and a name, stands right behind a comma and is closed by a mark or
    followed by what is said."""
    place = comma.index - words[0].index + 1
    return any(word.person >= 0 for word in words[place : place + 2])


# ---- English: the subject before its verb, or behind it after a quotation


def _english(analysis: Analysis, words: Sequence[Word], previous: Speaker | None) -> Speaker | None:
    table = _lexicon("en")
    for place, word in enumerate(words):
        if word.person >= 0 and _begins_speech(words, place):
            return _person(analysis, word)
        if not word.solid or word.person >= 0:
            continue
        if word.folded in table.according and place + 2 < len(words) and words[place + 1].folded == "to":
            return _noun_phrase(analysis, words, place + 2)
        if word.folded in table.words_of and place + 2 < len(words) and words[place + 1].folded == "of":
            return _noun_phrase(analysis, words, place + 2)
        act = _is(word, table.acts)
        if not (act or _is(word, table.verbs)) or analysis.quoted(word.start):
            continue
        if word.forms.lemma == "quote" and _as_saying(words, place):
            ahead = next((w for w in words[place + 1 : place + 9] if w.person >= 0), None)
            if ahead is not None:
                return _person(analysis, ahead)
        back = place - 1
        while back >= 0 and words[back].folded in table.between:
            back -= 1
        if back >= 0 and words[back].folded in table.pronouns:
            # "Lars Berg named two others that he said must be sold": of this sentence before that of another.
            return _only_named(analysis, words[:back]) or previous
        if back > 0 and words[back].folded == "who":
            back -= 2 if words[back - 1].folded == "," else 1  # "It was Mariama Jobe, who promised survivors"
        speaker = _subject_before(analysis, words, back)
        if speaker is None and not act and back == place - 1 and _follows_quotation(words, place):
            speaker = _noun_phrase(analysis, words, place + 1)
        if speaker is not None and (speaker.person or not act):
            return replace(speaker, act=act)
    return None


def _as_saying(words: Sequence[Word], place: int) -> bool:
    return any(w.forms.lemma == "say" for w in words[place + 1 : place + 10])


def _follows_quotation(words: Sequence[Word], place: int) -> bool:
    """Tell whether a verb stands first behind a quotation or a comma: "…," said the mayor."""
    return place + 1 < len(words) and (not place or words[place - 1].folded in _MARKS)


def _subject_before(analysis: Analysis, words: Sequence[Word], place: int) -> Speaker | None:
    """Read the subject that ends at `place`: a name, an apposition behind one, or a role."""
    if place < 0:
        return None
    if words[place].person >= 0:
        return _person(analysis, words[place])
    if words[place].folded == ",":
        # "Elena Marsh, who has run the town since 2019, told …": the name before the comma that opens it.
        for back in range(place - 1, max(place - _APPOSITION, 0), -1):
            if words[back].folded == "," and words[back - 1].person >= 0:
                return _person(analysis, words[back - 1])
        if words[place - 1].person >= 0:
            return _person(analysis, words[place - 1])
        return None
    found: list[Word] = []
    while place >= 0 and len(found) < _ROLE:
        word = words[place]
        if word.person >= 0:
            return _person(analysis, word) if not found or found[-1].folded == "'s" else None
        if not word.solid and (word.folded not in ("'", "-", ".") or words[place - 1].end < word.start):
            break  # a dash between spaces ends the dateline
        if word.function and word.folded not in ("of", "the", "for", "a", "an", "'s", "in"):
            break
        found.append(word)
        place -= 1
    return _role(analysis, found[::-1])


def _noun_phrase(analysis: Analysis, words: Sequence[Word], place: int) -> Speaker | None:
    """Read the noun phrase that begins at `place`: a person in it or in its apposition, or else the role."""
    found: list[Word] = []
    comma = False
    for word in words[place : place + _SUBJECT]:
        if word.person >= 0:
            return _person(analysis, word)
        if word.folded == "," and found and not comma:
            comma = True
            continue
        if comma or (not word.solid and word.folded not in ("'", "-", ".")):
            break
        if word.function and word.folded not in _IN_NOUN_PHRASE:
            break
        found.append(word)
    return _role(analysis, found)


# ---- the speaker


def _person(analysis: Analysis, word: Word) -> Speaker:
    mention = analysis.persons[word.person]
    first, last = analysis.words_of_mention(mention)
    return Speaker(person_value(analysis, word.person), first, last, True)


def _role(analysis: Analysis, words: Sequence[Word]) -> Speaker | None:
    """Return the speaker that a noun phrase names, without function words around it; None where nobody speaks in it."""
    kept = list(words[:_ROLE])
    while kept and kept[0].function:
        kept = kept[1:]
    while kept and (kept[-1].function or not kept[-1].solid):
        kept = kept[:-1]
    if not any(_can_speak(analysis, word) for word in kept):
        return None
    first, last = kept[0].index, kept[-1].index + 1
    start, end = analysis.span(first, last)
    return Speaker(Name(analysis.text[start:end]), first, last, False)


def holder_of(analysis: Analysis, speaker: Speaker) -> Speaker:
    """Return the person whom a speaker without a name is, where the text tells who has the office: "the minister"."""
    offices = office_lexicon(analysis.language).offices
    words = analysis.words[speaker.first : speaker.last]
    heads = words[:1] if analysis.language == "ar" else words  # "the governor's office" is not the governor
    named: Office | None = None
    for word in heads:
        found = offices.at(analysis.words, word.index)
        after = word.index + found[0] if found is not None else 0
        if found is not None and (after >= speaker.last or analysis.words[after].folded in ("of", "for", "in")):
            named = found[1]
            break
        if found is not None and analysis.language == "ar":
            named = found[1]
    if named is None:
        return speaker
    status = office_lexicon(analysis.language).status
    states = {told[1] for word in words if (told := status.at(analysis.words, word.index)) is not None}
    left = _LEFT - states  # "the new director" is not he who leaves
    known = [
        held.values()
        for (office, state), held in _holders(analysis).items()
        if state not in left and alike(office, named.id)
    ]
    people = {name: title for _, name, title in sorted(chain.from_iterable(known), key=itemgetter(0))}
    if len(people) > 1:
        features = {feature for word in words if (feature := feature_of(analysis, word)) is not None}
        people = {name: title for name, title in people.items() if features & set(title.parts.values())}
    if len(people) != 1:
        return speaker
    (title,) = people.values()
    return replace(speaker, name=person_value(analysis, title.person), person=True)


@once
def _holders(analysis: Analysis) -> dict[tuple[str, str], dict[str, tuple[int, str, Title]]]:
    """Return by the id and the state of each office the people to whom the text gives it, by name, each with the last
    such title and its place among all."""
    found: dict[tuple[str, str], dict[str, tuple[int, str, Title]]] = {}
    for place, title in enumerate(titles(analysis)):
        if title.person >= 0:
            name = person_value(analysis, title.person).text
            found.setdefault((title.office.id, title.status), {})[name] = (place, name, title)
    return found


def _can_speak(analysis: Analysis, word: Word) -> bool:
    if word.entity >= 0:
        return True
    concept = concept_lexicon(analysis.language).concepts.get(word.concept or "")
    return concept is not None and concept.group in _SPEAK

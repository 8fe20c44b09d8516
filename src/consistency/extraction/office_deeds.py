"""Offices told by a relative clause: «الذي يتولى حاليا حقيبة الري», "who left the mayor's office last winter",
", who heads the port authority".

The clause says by its verb whether somebody holds the office still, and names it by a noun of its own («رئاسة»,
"chairmanship"), by a noun of the office lexicon («منصب المدير العام»), or by the body alone.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, Word, once, places_of_words, words_at
from consistency.extraction.office_lexicon import Office, office_lexicon
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.title_parts import Title, person_end, person_start, qualify
from consistency.language.orthography import folded_words
from consistency.resources import language_resource

_CLAUSE = 8  # words from the relative pronoun to what it says of the office
_ADVERBIAL = frozenset({"for", "in", "at", "to", "by", "with", "من", "الي", "مع"})
_TIMES = frozenset({"before", "after", "amid", "when", "last", "قبل", "بعد", "عقب", "اثر", "الشهر", "العام", "الاسبوع"})
_APPOSITION = 12  # words of an apposition between a name and the office that is given to it
_COMPLEMENT = 8  # words of what an office is of


@dataclass(frozen=True, slots=True)
class _Deeds:
    relative: frozenset[str]
    copular: frozenset[str]
    holds: frozenset[str]  # as printed: he holds the office still
    confirmed: frozenset[str]  # as printed: he is confirmed in it
    entrusts: frozenset[str]  # as printed: somebody is given it
    held: frozenset[str]  # as printed: he held it
    heads: dict[str, str]  # verbs whose object is the body, with the office of who does so
    headed: dict[str, str]  # the same of the past, or in the infinitive
    once: frozenset[str]  # as printed: he held it, and does no more
    fills: frozenset[str]  # what may stand between the verb and the office
    posts: Phrases[str]
    states: Phrases[str]  # what becomes of an office that the clause does not name


@functools.cache
def _deeds(language: str) -> _Deeds:
    table = language_resource(language, "offices")["deeds"]
    return _Deeds(
        folded_words(table["relative"]) | folded_words(table["copular"]),
        folded_words(table["copular"]),
        folded_words(table["holds"]),
        folded_words(table["confirmed"]),
        folded_words(table["entrusts"]),
        folded_words(table["held"]),
        {word: office for office, listed in table["heads"].items() for word in folded_words(listed)},
        {word: office for office, listed in table["headed"].items() for word in folded_words(listed)},
        folded_words(table["once"]),
        folded_words(table["fills"]),
        phrases((word, office) for office, listed in table["posts"].items() for word in listed),
        phrases(
            [(verb, "former") for verb in table["resigns"]] + [(verb, "confirmed") for verb in table["confirms"]],
        ),
    )


@functools.cache
def _openings(language: str) -> frozenset[str]:
    """Return the words with which a clause about an office may begin, "and" or "will" written onto them or not."""
    deeds = _deeds(language)
    return deeds.relative.union(deeds.entrusts, (letter + verb for letter in "وس" for verb in deeds.entrusts))


@once
def deed_titles(analysis: Analysis) -> list[Title]:
    """Return a title for each relative clause by which somebody holds an office, or held it."""
    return list(_titles(analysis))


def _titles(analysis: Analysis) -> Iterator[Title]:
    words, deeds = analysis.words, _deeds(analysis.language)
    for word in words_at(analysis, places_of_words(analysis), _openings(analysis.language)):
        if analysis.skips(word.start):
            continue
        if word.folded in deeds.relative:
            person = _antecedent(analysis, word)
            title = _clause(analysis, word.index + 1) if person is not None else None
        elif _unjoined(word) in deeds.entrusts and word.solid:
            person = _entrusted(analysis, word)
            title = None
            if person is not None:
                title = _between(analysis, word, person) or _object(analysis, person_end(analysis, person))
        else:
            continue
        if title is not None and person is not None:
            title.person = words[person].person
            title.first = person_start(analysis, person)
            yield title


def _unjoined(word: Word) -> str:
    """Return a word without "and" or "will" written onto it."""
    return word.folded[1:] if word.forms.proclitics[:1] in (("و",), ("س",)) else word.folded


def _entrusted(analysis: Analysis, verb: Word) -> int | None:
    """Return a word of the first name behind a verb of giving or taking an office."""
    words = analysis.words
    for place in range(verb.index + 1, min(verb.index + _CLAUSE, len(words))):
        if words[place].person >= 0 and words[place].sentence == verb.sentence:
            return place
        if not words[place].solid:
            return None
    return None


def _between(analysis: Analysis, verb: Word, person: int) -> Title | None:
    """Read the post between a verb and the one to whom it is given: «أسندت وزارة الطاقة إلى الخبير فلان»."""
    words, deeds, lexicon = analysis.words, _deeds(analysis.language), office_lexicon(analysis.language)
    to = next((w.index for w in words[verb.index + 2 : person] if w.folded in ("الي", "to")), None)
    post = deeds.posts.at(words, verb.index + 1) if to is not None else None
    if to is None or post is None:
        return None
    title = _of_body(analysis, verb.index + 1, lexicon.named[post[1]], "serving", post[0])
    if title is None:
        return None
    title.parts = {place: feature for place, feature in title.parts.items() if place < to}
    title.last = min(title.last, to)
    return _post(title) if title.parts else None


def _object(analysis: Analysis, place: int) -> Title | None:
    """Read the office that stands behind a name, or behind an apposition to it in commas."""
    words, deeds, lexicon = analysis.words, _deeds(analysis.language), office_lexicon(analysis.language)
    if place < len(words) and words[place].folded in ("،", ","):
        closing = range(place + 1, min(place + _APPOSITION, len(words)))
        place = next((p + 1 for p in closing if words[p].folded in ("،", ",")), len(words))
    while place < len(words) and words[place].solid and words[place].person < 0:
        if (post := deeds.posts.at(words, place)) is not None:
            return _post(_of_body(analysis, place, lexicon.named[post[1]], "serving", post[0]))
        if (found := lexicon.offices.at(words, place)) is not None:
            return _of_body(analysis, place, found[1], "serving", found[0])
        if words[place].folded not in deeds.fills and words[place].date < 0:
            break
        place += 1
    return None


def states_of(analysis: Analysis, given: Sequence[Title]) -> dict[int, tuple[str, int]]:
    """Return by their first words the states that a clause without an office gives to titles before it, and its end:
    "director Omar Saleh, who stepped down in March", «المحافظ نبيل عواد، الذي ثبت في منصبه».
    """
    words, deeds = analysis.words, _deeds(analysis.language)
    found: dict[int, tuple[str, int]] = {}
    for title in given:
        place = title.last
        while place < len(words) and words[place].folded in ("،", ","):
            place += 1
        if title.person < 0 or place + 1 >= len(words) or words[place].folded not in deeds.relative - deeds.copular:
            continue
        state = deeds.states.at(words, place + 1)
        exact = state is not None and words[place + 1].folded in words[place + 1].forms.keys[:1]
        if state is not None and exact and (state[1] != "former" or _ends_or_dated(analysis, place + 1 + state[0])):
            found[title.first] = state[1], place + 1 + state[0]
    return found


def _ends_or_dated(analysis: Analysis, place: int) -> bool:
    """Tell whether a verb has no object at `place`: a mark, the end or a time stands there."""
    words = analysis.words
    if place >= len(words) or not words[place].solid or words[place].date >= 0:
        return True
    timed = words[place].folded in _TIMES
    return timed or (words[place].function and place + 1 < len(words) and words[place + 1].date >= 0)


def _antecedent(analysis: Analysis, relative: Word) -> int | None:
    """Return a word of the name that a relative pronoun goes back to: the one right before, or the only one."""
    sentence = analysis.sentences[relative.sentence]
    before = [w for w in analysis.words[sentence.first : relative.index] if w.person >= 0]
    if not before:
        return None
    between = analysis.words[before[-1].index + 1 : relative.index]
    near = all(not w.solid or w.function or w.folded in _deeds(analysis.language).relative for w in between)
    return before[-1].index if near or len({w.person for w in before}) == 1 else None


def _clause(analysis: Analysis, first: int) -> Title | None:
    """Read the verb of a relative clause that begins at `first`, and the office that is its object.

    Behind "and he" («وهو رئيس بلدية جبيل») no verb is needed.
    """
    words, deeds, lexicon = analysis.words, _deeds(analysis.language), office_lexicon(analysis.language)
    status: str | None = "serving" if words[first - 1].folded in deeds.copular else None
    place, last = first, min(first + _CLAUSE, len(words))
    while place < last and words[place].sentence == words[first].sentence:
        word = words[place]
        if not word.solid and word.folded not in "'’":
            return None
        bare = _unjoined(word)
        if bare in deeds.heads and status in (None, "serving"):
            return _heading(analysis, place, deeds.heads[bare], "serving")
        if bare in deeds.headed and status in (None, "serving", "former"):
            return _heading(analysis, place, deeds.headed[bare], status or "held")
        if bare in deeds.once and status in (None, "held"):
            status, place = "former", place + 1
            continue  # "who once led the authority", "who used to run it"
        if (left := lexicon.leaves.at(words, place)) is not None and status is None:
            status, place = "former", place + left[0]
            continue
        made = lexicon.appoints.at(words, place) or lexicon.takes.at(words, place)
        if status in ("former", "held") and made is not None and bare != "as":
            status = "serving"  # "who was named governor in 2006"
        elif bare in deeds.confirmed and status is None:
            status = "confirmed"
        elif bare in deeds.holds and status is None:
            status = "serving"
        elif bare in deeds.holds and status in ("serving", "held"):
            pass  # «الذي ما زال يتولى رسميا …», «التي كانت تتولى …»
        elif bare in deeds.held and status is None:
            status = "held"  # who held it may have left it that day: he is former only where it says until
        elif status is not None and (post := deeds.posts.at(words, place)) is not None:
            return _post(_of_body(analysis, place, lexicon.named[post[1]], status, post[0]))
        elif (found := lexicon.offices.at(words, place)) is not None:
            return _of_body(analysis, place, found[1], status, found[0]) if status is not None else None
        elif word.date >= 0 or not lexicon.weightless.isdisjoint(word.forms.keys):
            pass  # «الذي ثبت في الصيف واليا»
        elif bare not in deeds.fills and not (status is not None and analysis.language == "en" and word.solid):
            return None
        place += 1
    return None


def _heading(analysis: Analysis, place: int, office: str, status: str) -> Title | None:
    """Return the title of somebody who leads the body behind the verb at `place`, or speaks for it."""
    words, lexicon = analysis.words, office_lexicon(analysis.language)
    behind = words[place + 1].folded if place + 1 < len(words) else ""
    if office == "spokesperson":
        speaks = behind in lexicon.speaks_for
        return _leading(_of_body(analysis, place, lexicon.named[office], status, 2)) if speaks else None
    if behind in _ADVERBIAL:
        return None  # "who leads for the agency"
    return _leading(_of_body(analysis, place, lexicon.named[office], status))


def _leading(title: Title | None) -> Title | None:
    """Mark a title by which somebody leads a body, whatever the post is called: "runs the ministry"."""
    if title is not None:
        title.generic = True
    return title


def _post(title: Title | None) -> Title | None:
    """Return the title that a noun for having an office makes: «رئاسة الهيئة» is a post, "in charge of it" is not."""
    return _leading(title) if title is not None and title.office.id == "head" else title


def _of_body(analysis: Analysis, place: int, office: Office, status: str, length: int = 1) -> Title | None:
    """Return the title of an office whose word stands at `place`; None for one of no body, where the body tells it.

    What it is of stands behind it and, in English, before it: "the irrigation portfolio".
    """
    words, until = analysis.words, office_lexicon(analysis.language).until
    title = Title(place, place + length, office, (place, place + length))
    after = place + length
    while after < len(words) and after - place < _COMPLEMENT and words[after].sentence == words[place].sentence:
        word = words[after]
        if word.person >= 0 or (not word.solid and word.folded not in "'’-\"") or until.at(words, after) is not None:
            break
        if title.parts and word.forms.proclitics == ("و",):
            break  # «الذي أدار الميناء ويقبع في السجن»
        if not qualify(analysis, title, after) and word.function and word.folded not in _deeds(analysis.language).fills:
            break
        after += 1
    before = place - 1
    while analysis.language == "en" and before >= 0 and words[before].solid and not words[before].function:
        if words[before].folded in _deeds("en").holds or not qualify(analysis, title, before):
            break
        before -= 1
    if after < len(words) and until.at(words, after) is not None:
        status = "former"
    title.last = after
    title.status = status if title.status == "serving" else title.status
    told = title.parts or length > 1 or not office.head or title.status != "serving"
    return title if told else None

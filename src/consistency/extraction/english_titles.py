"""English titles: "former U.S. President Donald Trump", "Rose Achieng, the permanent secretary in …"."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.extraction.analysis import Analysis
from consistency.extraction.name_lexicon import name_words
from consistency.extraction.office_lexicon import Office, office_lexicon
from consistency.extraction.title_parts import (
    AFTER,
    MADE,
    Title,
    look_after,
    next_person,
    person_end,
    person_start,
    qualify,
)

_BEFORE = 7  # words of a title before its noun
_COMPOUND = 3  # words of a compound behind its first noun
_OF_WORDS = frozenset({"of", "with", "for", "in", "at", "the", "to", "and", "'s", "'", "a", "an", "on"})
_LEADS = frozenset({"of", "for", "in", "at", "to", "with"})  # behind an office: what it is of stands behind them
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "whose"})


def english_titles(analysis: Analysis, first: int, last: int, office: Office) -> Iterator[Title]:
    """Yield the title whose noun is the office in the words from `first` to before `last`, where it is one."""
    words = analysis.words
    if words[last - 1].folded.endswith("'s") or (last < len(words) and words[last].folded == "'s"):
        return  # "the governor's spokesman"
    noun = words[next((p for p in range(first + 1, last) if words[p].folded == "of"), last) - 1]
    if noun.folded.endswith("s") and not noun.forms.lemma.endswith("s"):
        return  # "told lawmakers"
    for behind in words[last : last + _COMPOUND]:
        if not behind.solid or behind.function or not behind.text[:1].islower():
            break
        if behind.folded in name_words("en").offices:
            return  # "the chief factory inspector", "a mayor candidate": the noun behind it is the head
    title = Title(first, last, office, (first, last))
    place = first - 1
    while place >= 0 and first - place <= _BEFORE and words[place].sentence == words[first].sentence:
        word = words[place]
        if word.person >= 0 or (not word.solid and word.folded not in "-'.’"):
            break
        if not word.solid:
            place -= 1
            continue
        giving = word.folded.endswith("ed") and office_lexicon("en").appoints.at(words, place) is not None
        if giving or word.folded in _UNTIL:
            break  # "has been named trade minister", "previously head of the port authority"
        if not qualify(analysis, title, place):
            known = word.entity >= 0 or word.folded in ("'s", "s") or (word.text[:1].isupper() and not word.function)
            if not known and (word.function or word.concept is None or not _is_modifier(analysis, place, first)):
                break
        title.first = place
        place -= 1
    before = place
    place = last
    if place < len(words) and words[place].folded == "-" and place + 1 < len(words):
        qualify(analysis, title, place)
        if title.status != "serving":
            place += 2
    named = next_person(analysis, place)
    if named is not None:
        title.person, title.last = words[named].person, person_end(analysis, named)
        look_after(analysis, title)
        yield title
        return
    while place < len(words) and place - last < AFTER and words[place].sentence == words[first].sentence:
        word = words[place]
        if not word.solid and word.folded not in "'’-":
            break
        if word.person >= 0:
            break
        leads = place > last or word.folded in _LEADS or office_lexicon("en").status.at(words, place) is not None
        if not leads:
            break  # "an engineer running without party backing"
        if not qualify(analysis, title, place) and word.function and word.folded not in _OF_WORDS | _ARTICLES:
            break
        place += 1
    title.last = place
    named = next_person(analysis, place)
    if named is not None and place > last:
        title.person, title.last = words[named].person, person_end(analysis, named)
        yield title
        return
    made = _made(analysis, title)
    if made is not None:
        title.person = words[made].person
        if place < len(words) and office_lexicon("en").until.at(words, place) is not None:
            title.status = "former"  # "served as mayor until 2022"
        yield title
        return
    # An apposition after the name: "Rose Achieng, the permanent secretary in …"
    while before >= 0 and words[before].folded in _ARTICLES:
        before -= 1
    if before > 0 and words[before].folded == "and":
        before = _apposition_start(analysis, before)
    led = _led_in(analysis, before)
    if led is not None:
        before, title.then = led[0], led[1] == "then"
        if title.status == "serving" and led[1] == "former":
            title.status = "former"
    if title.last < len(words) and words[title.last].folded == "by" and title.last == last:
        return  # "an engineer by training"
    if before > 0 and words[before].folded == "," and words[before - 1].person >= 0:
        title.person = words[before - 1].person
        title.first = person_start(analysis, before - 1)
        if place < len(words) and office_lexicon("en").until.at(words, place) is not None:
            title.status = "former"
        yield title


_UNTIL = frozenset({"until", "once", "formerly", "previously", "till"})
_LED_IN = 5  # words between a comma and the office that is given to the name before it


def _led_in(analysis: Analysis, place: int) -> tuple[int, str] | None:
    """Return the comma behind a name, and what an adverb tells of the office behind it ("former", "now", "then"):
    "Freda Jimin, until Thursday the party's treasurer", "Omar Saleh, now the head of the port".
    """
    words = analysis.words
    for back in range(place, max(place - _LED_IN, 0), -1):
        if words[back].folded == "now" and words[back - 1].folded in _UNTIL:
            continue  # "until now the party's treasurer"
        if words[back].folded in _UNTIL or words[back].folded in ("now", "then"):
            named = back > 1 and words[back - 1].folded == "," and words[back - 2].person >= 0
            status = "former" if words[back].folded in _UNTIL else words[back].folded
            return (back - 1, status) if named else None
        if not words[back].solid:
            return None
    return None


def _apposition_start(analysis: Analysis, place: int) -> int:
    """Return the comma behind a name at which the apposition begins whose second part stands behind "and" at `place`:
    "Joel Tan, a lawyer and the mayor of the town"; or else `place`.
    """
    words = analysis.words
    for back in range(place - 1, max(place - AFTER, 0), -1):
        if words[back].folded == "," and words[back - 1].person >= 0:
            return back
        if not words[back].solid or words[back].person >= 0:
            break
    return place


def _made(analysis: Analysis, title: Title) -> int | None:
    """Return the person who was named, appointed or sworn in as what begins at `first`, or stepped down as it."""
    words, lexicon = analysis.words, office_lexicon("en")
    before = title.first - 1
    while before >= 0 and words[before].folded in _ARTICLES:
        before -= 1
    if before < 1:
        return None
    behind = range(before, max(before - MADE, -1), -1)
    person = next((p for p in behind if words[p].person >= 0 and words[p].sentence == words[before].sentence), None)
    if person is None:
        return None
    # "elected Grace Otieno mayor": the verb stands before the name.
    verb = person_start(analysis, person) - 1 if person == before else before
    if verb < 0 or lexicon.appoints.at(words, verb) is None:
        return None
    stands_in = (lexicon.status_before.at(words, place) for place in (verb - 2, verb - 1) if place > person)
    if any(found is not None and words[verb].folded == "as" for found in stands_in):
        title.status = "acting"
    if words[verb].folded == "as" and words[verb - 1].forms.lemma == "confirm":
        title.status = "confirmed"
    left = any(lexicon.leaves.at(words, place) for place in range(person + 1, verb))
    if words[verb].folded == "as" and (left or words[verb - 1].folded in lexicon.removed):
        title.status = "former"
    return person


def _is_modifier(analysis: Analysis, place: int, noun: int) -> bool:
    """Tell whether a common noun before an office can belong to its name: "transport ministry official"."""
    return noun - place <= 3 and not analysis.words[place].folded.endswith(("ed", "ing"))

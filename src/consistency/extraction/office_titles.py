"""Titles beside names: "former U.S. President Donald Trump", «وزير الخارجية الروسي سيرغي لافروف».

A title is a noun of the office lexicon with what qualifies it: its body, its country, its state; and the person it is
given to, before it, behind it, or as what somebody is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from consistency.extraction.analysis import Analysis, once
from consistency.extraction.name_lexicon import name_words
from consistency.extraction.office_lexicon import Office, callings, is_minister, office_lexicon, with_body
from consistency.extraction.settings import feature_of

_BEFORE, _AFTER = 7, 8  # words of a title on either side of its noun
_GOES_ON = frozenset({"في", "لدي", "من", "علي", "الي"})  # a title goes on behind these
_PORTFOLIO = 4  # words between "deputy" and "minister"
_COMPOUND = 3  # words of a compound behind its first noun
_COURTESIES = 6  # words between an office and a name: "Lt. Col.", a comma
_MADE = 8  # words between somebody and the office that they were given
_RANKS = frozenset({"judge", "commander", "senator"})  # they stand before a name as a form of address, too
_OF_WORDS = frozenset({"of", "with", "for", "in", "at", "the", "to", "and", "'s", "'", "a", "an", "on"})
_LEADS = frozenset({"of", "for", "in", "at", "to", "with"})  # behind an office: what it is of stands behind them
_WAS = frozenset({"who", "كان", "كانت"})
_THERE = frozenset({"فيه", "فيها", "لديه", "لديها"})
_THAT = frozenset({"ان", "بان", "انه", "انها", "بانه", "بانها", "that"})
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "whose"})


@dataclass(slots=True)
class Title:
    """A title as found: the words it spans, the office and its noun (half-open), its state, and the person it is given
    to. `parts` are the features of its complement by their words: its body, its country.
    """

    first: int
    last: int
    office: Office
    noun: tuple[int, int]
    status: str = "serving"
    then: bool = False
    person: int = -1
    parts: dict[int, str] = field(default_factory=dict)


@once
def titles(analysis: Analysis) -> list[Title]:
    """Return the titles of a text in order, those without a person among them."""
    words, lexicon = analysis.words, office_lexicon(analysis.language)
    given: list[Title] = []
    done = 0
    for index in lexicon.offices.places(analysis):
        if index < done:
            continue
        found = lexicon.offices.at(words, index) if words[index].solid and words[index].person < 0 else None
        if found is None or analysis.skips(words[index].start) or words[index].folded in lexicon.not_offices:
            continue
        length, office = found
        if (
            length == 1
            and words[index].folded in lexicon.adjectives
            and index
            and words[index - 1].folded.startswith("ال")
        ):
            continue
        if length == 1 and words[index].forms.pronoun and words[index].forms.lemma in lexicon.deputies:
            continue  # «نائبه»: of whom?
        acting = lexicon.status_before.at(words, index)
        if acting is not None and lexicon.offices.at(words, index + acting[0]) is not None:
            continue  # «القائم بأعمال المحافظ»: the state of the office behind it
        if _is_deputy(analysis, index) and not office.id.startswith(("deputy", "vice")):
            name = "deputy-minister" if is_minister(office) else f"deputy-{office.id}"
            office = Office(name, False, office.head, office.dual)
        read = _read_arabic if analysis.language == "ar" else _read_english
        found_here = list(read(analysis, index, index + length, office))
        if office.id in with_body():
            found_here = [title for title in found_here if title.parts]
        given += found_here
        done = max([index + length, *(title.last for title in found_here if title.person < 0)])
    return given


def _is_deputy(analysis: Analysis, first: int) -> bool:
    """Tell whether the holder of the office at word `first` is a deputy: "deputy minister", "Deputy Oil Minister"."""
    words, deputies = analysis.words, office_lexicon(analysis.language).deputies
    place = first - 1
    if analysis.language == "en":
        while place > max(0, first - _PORTFOLIO) and words[place].solid and words[place].forms.lemma not in deputies:
            if words[place].function and words[place].folded != "and":
                return False
            place -= 1
    before = words[place].forms if place >= 0 else None
    return before is not None and before.lemma in deputies and not before.pronoun  # but «وكيله المحامي»


def _read_arabic(analysis: Analysis, first: int, last: int, office: Office) -> Iterator[Title]:
    words, lexicon = analysis.words, office_lexicon("ar")
    if office.id == "president" and not office.dual and last == first + 1:
        office = _president(analysis, first, last, office)
    title = Title(first, last, office, (first, last))
    for ahead in (1, 2):
        found = lexicon.status_before.at(words, first - ahead) if first >= ahead else None
        if found is not None and found[0] == ahead:
            title.first, title.status = first - ahead, found[1]
    could = _indefinite(analysis, first, last) and not office.dual
    made = _made_behind(analysis, first) if could else None
    if made is not None:
        title.person = words[made].person
        title.then = any(w.folded in lexicon.then.by_first for w in words[max(0, made - 3) : first])
        title.last = _complement_end(analysis, title, last)
        if any(w.folded in lexicon.confirmed for w in words[max(0, first - _MADE) : first]):
            title.status = "confirmed"  # «ثبت في الصيف واليا لوهران»
        if title.then and title.last < len(words) and lexicon.until.at(words, title.last) is not None:
            title.then, title.status = False, "former"
        yield title
        return
    place, comma = last, False
    while place < len(words) and place - last < _AFTER and words[place].sentence == words[first].sentence:
        word = words[place]
        if word.person >= 0:
            break
        if not word.solid:
            if word.folded not in '،,"' or comma:
                break
            comma = word.folded in "،,"
            place += 1
            continue
        definite = last == first + 1 and words[first].folded.startswith("ال") and not word.folded.startswith("ال")
        inner = lexicon.offices.at(words, place) if place > last or definite else None
        if lexicon.counterpart.at(words, place) is not None:
            place = len(words)  # the name is that of who holds the office elsewhere
            break
        if word.folded in _THERE and (country := _country_before(analysis, first)) is not None:
            title.parts[place] = country  # «الأردن، الذي يقدر وزير المياه فيه فلان …»
            place += 1
            continue
        spoken_for = words[place - 1].folded in lexicon.speaks_for
        if inner is not None and place == last:
            place = len(words)  # «استجوبت القاضية رئيس المصرف …»: what is definite has no genitive behind it
            break
        if inner is not None and not spoken_for and (inner[1].id not in _RANKS or word.forms.proclitics[:1] == ("ل",)):
            # "the envoy of the president …": the name belongs to the inner office.
            place = len(words)
            break
        of_another = place == last + 1 and _is_definite_office(analysis, last)
        if of_another and lexicon.status.at(words, place) is not None:
            place += 1
            continue  # «محامي المدير السابق» is not he who was the lawyer
        if comma and word.forms.proclitics[:1] == ("و",):
            break  # «استقال وزير العدل، ويدير فلان …»
        if not qualify(analysis, title, place):
            if comma:
                break
            goes_on = word.entity >= 0 or word.folded in _GOES_ON or word.folded in lexicon.speaks_for
            if word.function and not goes_on:
                break
        place += 1
    if place < len(words) and words[place].person >= 0 and words[place].sentence == words[first].sentence:
        title.person = words[place].person
        title.last = person_end(analysis, place)
        _look_after(analysis, title)
        two = words[first].folded.endswith("ا") and not words[first].forms.pronoun
        if two and not any(f[0] == "e" for f in title.parts.values()):
            return  # «وزيرا خارجية البلدين، الكيني …»: of which?
        yield title
        if office.dual:
            yield from _second_of_two(analysis, title)
        return
    title.last = min(place, last + _AFTER, len(words))
    if comma:  # what stands behind it would be a name's
        title.last = next(p for p in range(last, title.last) if words[p].folded in "،,")
        title.parts = {place: feature for place, feature in title.parts.items() if place < title.last}
    before = first - 1
    while before > 0 and not words[before].solid and words[before].folded in "،,":
        before -= 1
    if before >= 0 and before < first - 1 and words[before].person >= 0:
        title.person = words[before].person
        title.first = person_start(analysis, before)
        yield title


def _country_before(analysis: Analysis, place: int) -> str | None:
    """Return the feature of the last country named in a sentence before a word."""
    sentence = analysis.sentences[analysis.words[place].sentence]
    for word in reversed(analysis.words[sentence.first : place]):
        if word.entity >= 0 and analysis.entities[word.entity].type == "country":
            return feature_of(analysis, word)
    return None


def _indefinite(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether an office can be what somebody is made: in the accusative, or feminine behind a verb of making.

    Before a bare noun the same ending is that of two: «وزيرا خارجية مصر والأردن».
    """
    word, lexicon = analysis.words[first], office_lexicon("ar")
    if word.folded.endswith("ا"):
        after = analysis.words[last] if last < len(analysis.words) else None
        bare = after is not None and after.solid and not after.function and after.folded[0] not in "لب"
        if after is None or not bare or after.folded.endswith("ا"):
            return True
        return lexicon.status.at(analysis.words, last) is not None
    if not word.folded.endswith("ه") or word.folded.startswith("ال"):
        return False
    behind = range(max(0, first - _MADE), first)
    return any(lexicon.appoints.at(analysis.words, place) for place in behind)


def _is_definite_office(analysis: Analysis, place: int) -> bool:
    """Tell whether a word is an office with the article: «المدير»."""
    word = analysis.words[place]
    return word.folded.startswith("ال") and office_lexicon("ar").offices.at(analysis.words, place) is not None


def _made_behind(analysis: Analysis, first: int) -> int | None:
    """Return the person who is made what stands in the accusative: «عُيّن ليث النعيمات وزيرا للنقل»."""
    words = analysis.words
    behind = range(first - 1, max(first - 1 - _MADE, -1), -1)
    return next((p for p in behind if words[p].person >= 0 and words[p].sentence == words[first].sentence), None)


def _complement_end(analysis: Analysis, title: Title, place: int) -> int:
    """Read the complement of an office from `place` on, up to a mark or a word that says nothing of it."""
    words, last = analysis.words, place
    while place < len(words) and place - last < _AFTER and words[place].sentence == words[title.first].sentence:
        if not words[place].solid or words[place].person >= 0 or not qualify(analysis, title, place):
            break
        place += 1
    return place


def _president(analysis: Analysis, first: int, last: int, office: Office) -> Office:
    """رئيس is the president where it is definite, or stands before a country; before another noun it heads that."""
    word = analysis.words[first]
    if word.forms.pronoun:
        return Office("head", True, True)  # «رئيسه»: whose?
    definite = word.folded.endswith("الرييس") or word.folded.endswith("الرييسه") or "لرييس" in word.folded
    after = analysis.words[last] if last < len(analysis.words) else None
    country = after is not None and after.entity >= 0 and analysis.entities[after.entity].type in ("country", "metonym")
    if definite or country or (after is not None and after.person >= 0):
        return office
    return Office("body-president", True, True)


def _second_of_two(analysis: Analysis, first: Title) -> Iterator[Title]:
    """Read the second name of a dual title: «للرئيسين الروسي فلاديمير بوتين، والأميركي دونالد ترامب»."""
    words = analysis.words
    title = Title(first.first, first.last, first.office, first.noun)
    for place in range(first.last, min(first.last + 6, len(words))):
        if words[place].person >= 0 and words[place].person != first.person:
            title.person = words[place].person
            title.last = person_end(analysis, place)
            _look_after(analysis, title)
            if title.parts:
                yield title
            return
        qualify(analysis, title, place)


def _read_english(analysis: Analysis, first: int, last: int, office: Office) -> Iterator[Title]:
    words = analysis.words
    if words[last - 1].folded.endswith("'s") or (last < len(words) and words[last].folded == "'s"):
        return  # "the governor's spokesman"
    if words[last - 1].folded.endswith("s") and not words[last - 1].forms.lemma.endswith("s"):
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
    named = _next_person(analysis, place)
    if named is not None:
        title.person, title.last = words[named].person, person_end(analysis, named)
        _look_after(analysis, title)
        yield title
        return
    while place < len(words) and place - last < _AFTER and words[place].sentence == words[first].sentence:
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
    named = _next_person(analysis, place)
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
    if title.last < len(words) and words[title.last].folded == "by" and title.last == last:
        return  # "an engineer by training"
    if before > 0 and words[before].folded == "," and words[before - 1].person >= 0:
        title.person = words[before - 1].person
        title.first = person_start(analysis, before - 1)
        if place < len(words) and office_lexicon("en").until.at(words, place) is not None:
            title.status = "former"
        yield title


def _apposition_start(analysis: Analysis, place: int) -> int:
    """Return the comma behind a name at which the apposition begins whose second part stands behind "and" at `place`:
    "Joel Tan, a lawyer and the mayor of the town"; or else `place`.
    """
    words = analysis.words
    for back in range(place - 1, max(place - _AFTER, 0), -1):
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
    behind = range(before, max(before - _MADE, -1), -1)
    person = next((p for p in behind if words[p].person >= 0 and words[p].sentence == words[before].sentence), None)
    if person is None:
        return None
    # "elected Grace Otieno mayor": the verb stands before the name.
    verb = person_start(analysis, person) - 1 if person == before else before
    if verb < 0 or lexicon.appoints.at(words, verb) is None:
        return None
    if words[verb].folded == "as" and words[verb - 1].forms.lemma == "confirm":
        title.status = "confirmed"
    if words[verb].folded == "as" and any(lexicon.leaves.at(words, place) for place in range(person + 1, verb)):
        title.status = "former"
    return person


def _is_modifier(analysis: Analysis, place: int, noun: int) -> bool:
    """Tell whether a common noun before an office can belong to its name: "transport ministry official"."""
    return noun - place <= 3 and not analysis.words[place].folded.endswith(("ed", "ing"))


def _next_person(analysis: Analysis, place: int) -> int | None:
    """Return the word at which a name begins right at `place`, or after one comma."""
    words, lexicon, comma = analysis.words, office_lexicon(analysis.language), False
    for step in range(place, min(place + _COURTESIES, len(words))):
        if words[step].person >= 0 and words[step].sentence == words[place].sentence:
            return step
        courtesy = words[step].folded in lexicon.courtesies or words[step].folded == "."
        if not courtesy and (comma or words[step].folded not in (",", "،")):
            return None
        comma = comma or not courtesy
    return None


def qualify(analysis: Analysis, title: Title, place: int) -> bool:
    """Take what the word at `place` says of the title: its state, its country, its body. False when it says nothing."""
    words, lexicon = analysis.words, office_lexicon(analysis.language)
    status = lexicon.status.at(words, place)
    if status is not None:
        if status[1] == "acting" and is_minister(title.office) and _charged_with(analysis, place):
            return True  # «الوزير المكلف بالنقل»
        if status[1] != "elect" or title.office.id not in callings():
            title.status = status[1]
        return True
    if lexicon.then.at(words, place) is not None:
        title.then = True
        return True
    feature = feature_of(analysis, words[place])
    if feature is None or feature.startswith("n:"):
        return False
    title.parts[place] = feature
    return True


def _charged_with(analysis: Analysis, place: int) -> bool:
    """Tell whether a participle at `place` has what somebody is in charge of behind it, rather than none."""
    words = analysis.words
    after = words[place + 1].forms.proclitics[:1] if place + 1 < len(words) else ()
    return analysis.language == "ar" and after in (("ب",), ("بال",))


def _look_after(analysis: Analysis, title: Title) -> None:
    """Read a state that follows the name: «جون ماهاما الرئيس المنتخب», «X آنذاك»."""
    words, lexicon = analysis.words, office_lexicon(analysis.language)
    for place in range(title.last, min(title.last + 4, len(words))):
        if words[place].folded in _THAT:
            break  # «إن الجهاز كان معطلا» speaks of another thing
        found = lexicon.then.at(words, place)
        # The word itself, not another form of its verb: كان and not ستكون.
        if (
            found
            and words[place].sentence == words[title.first].sentence
            and words[place].folded in words[place].forms.keys[:1]
            and (words[place].folded not in _WAS or _office_ahead(analysis, place + found[0]))
        ):
            title.then = title.then or found[0] > 1 or words[place].folded in lexicon.then.by_first
    if title.last < len(words) and words[title.last].sentence == words[title.first].sentence:
        status = lexicon.status.at(words, title.last)
        if status is not None:
            title.status = status[1]


def _office_ahead(analysis: Analysis, place: int) -> bool:
    """Tell whether an office is what somebody was, or was given: "who was then the mayor", "who was sworn in", but not
    «التي كانت في استقبال الطاقم». So does a verb of holding one: «الذي كان يشغل الحقيبة».
    """
    lexicon = office_lexicon(analysis.language)
    given = (lexicon.offices, lexicon.takes, lexicon.appoints, lexicon.holds)
    for ahead in range(place, min(place + 3, len(analysis.words))):
        if not analysis.words[ahead].solid:
            return False
        if any(listed.at(analysis.words, ahead) is not None for listed in given):
            return True
    return False


def person_end(analysis: Analysis, place: int) -> int:
    """Return the word after the name that the word at `place` belongs to."""
    person, words = analysis.words[place].person, analysis.words
    while place < len(words) and words[place].person == person:
        place += 1
    return place


def person_start(analysis: Analysis, place: int) -> int:
    """Return the first word of the name that the word at `place` belongs to."""
    person, words = analysis.words[place].person, analysis.words
    while place > 0 and words[place - 1].person == person:
        place -= 1
    return place

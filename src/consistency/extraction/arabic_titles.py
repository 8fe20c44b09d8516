"""Arabic titles: «وزير الخارجية الروسي سيرغي لافروف», «عُيّن ليث النعيمات وزيرا للنقل»."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from consistency.extraction.analysis import Analysis
from consistency.extraction.office_lexicon import Office, office_lexicon, with_body
from consistency.extraction.settings import feature_of
from consistency.extraction.title_parts import (
    AFTER,
    MADE,
    Title,
    elected_by,
    look_after,
    person_end,
    person_start,
    qualify,
)
from consistency.language.orthography import folded_words
from consistency.resources import language_resource

_GOES_ON = frozenset({"في", "لدي", "من", "علي", "الي"})  # a title goes on behind these
_RANKS = frozenset({"judge", "commander", "senator"})  # they stand before a name as a form of address, too
_THERE = frozenset({"فيه", "فيها", "لديه", "لديها"})


def arabic_titles(analysis: Analysis, first: int, last: int, office: Office) -> Iterator[Title]:
    """Yield the titles whose noun is the office in the words from `first` to before `last`."""
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
        if any(w.folded in lexicon.confirmed for w in words[max(0, first - MADE) : first]):
            title.status = "confirmed"  # «ثبت في الصيف واليا لوهران»
        if title.then and title.last < len(words) and lexicon.until.at(words, title.last) is not None:
            title.then, title.status = False, "former"
        yield title
        return
    place, comma = last, False
    before_comma: dict[int, str] | None = None
    while place < len(words) and place - last < AFTER and words[place].sentence == words[first].sentence:
        word = words[place]
        if comma and word.person >= 0 and word.forms.proclitics[:1] == ("و",):
            place = len(words)  # «فلان، وزير الخارجية، وفلان»: another one stands beside him
            break
        if word.person >= 0:
            break
        if not word.solid:
            if word.folded not in '،,"' or comma:
                break
            comma = word.folded in "،,"
            before_comma = dict(title.parts) if comma else None
            place += 1
            continue
        definite = last == first + 1 and words[first].folded.startswith("ال") and not word.folded.startswith("ال")
        inner = lexicon.office_at(words, place) if place > last or definite else None
        if lexicon.counterpart.at(words, place) is not None:
            place = len(words)  # the name is that of who holds the office elsewhere
            break
        if word.folded in _THERE and (country := _country_before(analysis, first)) is not None:
            title.parts[place] = country  # «الأردن، الذي يقدر وزير المياه فيه فلان …»
            place += 1
            continue
        if inner is not None and inner[1].id in with_body() and words[place + inner[0]].person >= 0:
            place += inner[0]
            continue  # «رئيس الوفد، العميد فلان»
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
        state = lexicon.status.at(words, place)
        if state is not None and state[1] == "elect" and elected_by(analysis, place + state[0]):
            place += state[0]
            break  # «رئيس الوزراء المنتخب من الجمعية»
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
        title.parts = before_comma or title.parts  # «رئيسة البعثة، الدبلوماسية الكينية فلانة»
        look_after(analysis, title)
        two = words[first].folded.endswith("ا") and not words[first].forms.pronoun
        if two and not any(f[0] == "e" for f in title.parts.values()):
            return  # «وزيرا خارجية البلدين، الكيني …»: of which?
        yield title
        if office.dual:
            yield from _second_of_two(analysis, title)
        return
    title.last = min(place, last + AFTER, len(words))
    if comma:  # what stands behind it would be a name's
        title.last = next(p for p in range(last, title.last) if words[p].folded in "،,")
        title.parts = {place: feature for place, feature in title.parts.items() if place < title.last}
    ahead = before = title.first - 1
    while before > 0 and not words[before].solid and words[before].folded in "،,":
        before -= 1
    if before >= 0 and words[before].person >= 0 and (before < ahead or _stands_beside(analysis, before, first)):
        title.person = words[before].person
        title.first = person_start(analysis, before)
        yield title


def _stands_beside(analysis: Analysis, person: int, office: int) -> bool:
    """Tell whether an office right behind a name is its bearer's: «أوضحت فاطمة ندياي رئيسة اللجنة»، «مع سالم عمر رئيس
    البلدية», «عمران بلوش الناطق باسم الجيش».

    Behind another verb it is its object; and what is definite would be an adjective, or the one who is spoken to,
    but for a spokesman.
    """
    words, lexicon = analysis.words, office_lexicon("ar")
    if words[office].forms.proclitics:
        return words[office].forms.proclitics == ("ال",) and _speaks(analysis, office)
    if words[office].folded.startswith("ال"):
        return _speaks(analysis, office)
    led = person_start(analysis, person) - 1
    if led < 0 or words[led].sentence != words[office].sentence:
        return False
    return words[led].folded in lexicon.introduces or not _says().isdisjoint(words[led].forms.keys)


@functools.cache
def _says() -> frozenset[str]:
    """Return the verbs of saying, whose object is never a person: «أوضح», but not «اتهم» or «استقبل»."""
    return folded_words(language_resource("ar", "speech")["verbs"])


def _speaks(analysis: Analysis, office: int) -> bool:
    """Tell whether it is said whom the holder of an office speaks for: «الناطق باسم الجيش»."""
    behind = analysis.words[office + 1 : office + 3]
    return any(word.folded in office_lexicon("ar").speaks_for for word in behind)


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
    behind = range(max(0, first - MADE), first)
    return any(lexicon.appoints.at(analysis.words, place) for place in behind)


def _is_definite_office(analysis: Analysis, place: int) -> bool:
    """Tell whether a word is an office with the article: «المدير»."""
    word = analysis.words[place]
    return word.folded.startswith("ال") and office_lexicon("ar").offices.at(analysis.words, place) is not None


def _made_behind(analysis: Analysis, first: int) -> int | None:
    """Return the person who is made what stands in the accusative: «عُيّن ليث النعيمات وزيرا للنقل».

    Right behind the verb it may go farther back: «ليث النعيمات، القادم من مصرف التنمية، وقد عُيّن وزيرا للنقل».
    """
    words, lexicon = analysis.words, office_lexicon("ar")
    verb = words[first - 1].sentence == words[first].sentence and lexicon.appoints.at(words, first - 1) is not None
    behind = range(first - 1, max(first - 1 - MADE * (2 if verb else 1), -1), -1)
    return next((p for p in behind if words[p].person >= 0 and words[p].sentence == words[first].sentence), None)


def _complement_end(analysis: Analysis, title: Title, place: int) -> int:
    """Read the complement of an office from `place` on, up to a mark or a word that says nothing of it."""
    words, last = analysis.words, place
    while place < len(words) and place - last < AFTER and words[place].sentence == words[title.first].sentence:
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
            look_after(analysis, title)
            if title.parts:
                yield title
            return
        qualify(analysis, title, place)

"""Who holds which office, and in what state: "former U.S. President Donald Trump", «وزير الخارجية الروسي سيرغي لافروف».

Two constructions are read here: a title beside a name, and a counterpart (who holds the same office elsewhere). Returns
to an office and the taking of one are read in office_takings.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, dates_of_sentences, once
from consistency.extraction.claim_forms import make_claim, person_value
from consistency.extraction.office_lexicon import Office, callings, local_offices, office_lexicon, portfolio
from consistency.extraction.settings import feature_of, setting
from consistency.extraction.sites import sites
from consistency.model import Claim, Term, Terms, Value

_BEFORE, _AFTER = 7, 8  # words of a title on either side of its noun
_MADE = 8  # words between somebody and the office that they were given
_LONG_AGO = 120  # days before publication after which a dated sentence speaks of a holder of that time
_RANKS = frozenset({"judge", "commander", "senator"})  # they stand before a name as a form of address, too
_OF_WORDS = frozenset({"of", "for", "in", "at", "the", "to", "and", "'s", "'", "a", "an", "on"})
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "whose"})


@dataclass(slots=True)
class _Title:
    """A title as found: the words it spans, the office, its complement, its state, and the person it is given to."""

    first: int
    last: int
    office: Office
    of: set[str]
    status: str
    then: bool
    person: int = -1


def office_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "office" for each person who is given one.

    Fields: holder (Name), office (Term; absent where only "office" or "power" is said), of (Terms: countries and the
    words of the body), country (Terms: the countries alone), body (Terms: as of) or, of a minister, portfolio,
    status (Term: serving, former, elect, acting, late …), seats (Term), when (Term "then").
    """
    titles = _titles(analysis)
    for title in titles:
        if title.person >= 0:
            yield _claim(analysis, title)
    yield from _counterparts(analysis, titles)


def mark_titles(analysis: Analysis) -> None:
    """Write the entity type TITLE to the words of titles that are given to a person, for patterns to see."""
    for title in _titles(analysis):
        for word in analysis.words[title.first : title.last] if title.person >= 0 else ():
            if word.person < 0 and word.solid and word.entity < 0:
                analysis.doc[word.index].ent_type_ = "TITLE"


@once
def _titles(analysis: Analysis) -> list[_Title]:
    words, lexicon = analysis.words, office_lexicon(analysis.language)
    titles: list[_Title] = []
    done = 0
    for index in lexicon.offices.places(analysis):
        if index < done:
            continue
        found = lexicon.offices.at(words, index) if words[index].solid and words[index].person < 0 else None
        if found is None or analysis.skips(words[index].start):
            continue
        length, office = found
        if (
            length == 1
            and words[index].folded in lexicon.adjectives
            and index
            and words[index - 1].folded.startswith("ال")
        ):
            continue
        before = words[index - 1].forms if index else None
        deputy = before is not None and before.lemma in lexicon.deputies and not before.pronoun  # but «وكيله المحامي»
        if deputy and not office.id.startswith(("deputy", "vice")):
            minister = office.id.endswith("minister") and office.id not in ("prime-minister", "chief-minister")
            name = "deputy-minister" if minister else f"deputy-{office.id}"
            office = Office(name, False, office.head, office.dual)
        read = _read_arabic if analysis.language == "ar" else _read_english
        found_here = list(read(analysis, index, index + length, office))
        titles += found_here
        done = max([index + length, *(title.last for title in found_here if title.person < 0)])
    return titles


def _read_arabic(analysis: Analysis, first: int, last: int, office: Office) -> Iterator[_Title]:
    words, lexicon = analysis.words, office_lexicon("ar")
    if office.id == "president" and not office.dual and last == first + 1:
        office = _president(analysis, first, last, office)
    title = _Title(first, last, office, set(), "serving", False)
    made = _made_behind(analysis, first) if _indefinite(analysis, first) and not office.dual else None
    if made is not None:
        title.person = words[made].person
        title.then = any(w.folded in lexicon.then.by_first for w in words[max(0, made - 3) : first])
        title.last = _complement_end(analysis, title, last)
        if title.then and lexicon.until.at(words, title.last) is not None if title.last < len(words) else False:
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
        inner = lexicon.offices.at(words, place) if place > last else None
        if inner is not None and (inner[1].id not in _RANKS or word.forms.proclitics[:1] == ("ل",)):
            # "the envoy of the president …": the name belongs to the inner office.
            place = len(words)
            break
        if not _qualify(analysis, title, place):
            if comma:
                break
            if word.function and word.folded not in ("في", "لدي", "من", "علي", "الي", "باسم") and word.entity < 0:
                break
        elif comma:
            pass
        place += 1
    if place < len(words) and words[place].person >= 0 and words[place].sentence == words[first].sentence:
        title.person = words[place].person
        title.last = _person_end(analysis, place)
        _look_after(analysis, title)
        yield title
        if office.dual:
            yield from _second_of_two(analysis, title)
        return
    title.last = min(place, last + _AFTER, len(words))
    before = first - 1
    while before > 0 and not words[before].solid and words[before].folded in "،,":
        before -= 1
    if before >= 0 and before < first - 1 and words[before].person >= 0:
        title.person = words[before].person
        title.first = person_start(analysis, before)
        yield title


def _indefinite(analysis: Analysis, first: int) -> bool:
    """Tell whether an office can be what somebody is made: in the accusative, or feminine behind a verb of making."""
    word, lexicon = analysis.words[first], office_lexicon("ar")
    if word.folded.endswith("ا"):
        return True
    if not word.folded.endswith("ه") or word.folded.startswith("ال"):
        return False
    behind = range(max(0, first - _MADE), first)
    return any(lexicon.appoints.at(analysis.words, place) for place in behind)


def _made_behind(analysis: Analysis, first: int) -> int | None:
    """Return the person who is made what stands in the accusative: «عُيّن ليث النعيمات وزيرا للنقل»."""
    words = analysis.words
    behind = range(first - 1, max(first - 1 - _MADE, -1), -1)
    return next((p for p in behind if words[p].person >= 0 and words[p].sentence == words[first].sentence), None)


def _complement_end(analysis: Analysis, title: _Title, place: int) -> int:
    """Read the complement of an office from `place` on, up to a mark or a word that says nothing of it."""
    words, last = analysis.words, place
    while place < len(words) and place - last < _AFTER and words[place].sentence == words[title.first].sentence:
        if not words[place].solid or words[place].person >= 0 or not _qualify(analysis, title, place):
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
    return Office("head", True, True)


def _second_of_two(analysis: Analysis, first: _Title) -> Iterator[_Title]:
    """Read the second name of a dual title: «للرئيسين الروسي فلاديمير بوتين، والأميركي دونالد ترامب»."""
    words = analysis.words
    title = _Title(first.first, first.last, first.office, set(), "serving", False)
    for place in range(first.last, min(first.last + 6, len(words))):
        if words[place].person >= 0 and words[place].person != first.person:
            title.person = words[place].person
            title.last = _person_end(analysis, place)
            _look_after(analysis, title)
            if title.of:
                yield title
            return
        _qualify(analysis, title, place)


def _read_english(analysis: Analysis, first: int, last: int, office: Office) -> Iterator[_Title]:
    words = analysis.words
    if words[last - 1].folded.endswith("'s") or (last < len(words) and words[last].folded == "'s"):
        return  # "the governor's spokesman"
    if words[last - 1].folded.endswith("s") and not words[last - 1].forms.lemma.endswith("s"):
        return  # "told lawmakers"
    title = _Title(first, last, office, set(), "serving", False)
    place = first - 1
    while place >= 0 and first - place <= _BEFORE and words[place].sentence == words[first].sentence:
        word = words[place]
        if word.person >= 0 or (not word.solid and word.folded not in "-'.’"):
            break
        if not word.solid:
            place -= 1
            continue
        if not _qualify(analysis, title, place):
            known = word.entity >= 0 or word.folded in ("'s", "s") or (word.text[:1].isupper() and not word.function)
            if not known and (word.function or word.concept is None or not _is_modifier(analysis, place, first)):
                break
        title.first = place
        place -= 1
    before = place
    place = last
    if place < len(words) and words[place].folded == "-" and place + 1 < len(words):
        _qualify(analysis, title, place)
        if title.status != "serving":
            place += 2
    named = _next_person(analysis, place)
    if named is not None:
        title.person, title.last = words[named].person, _person_end(analysis, named)
        _look_after(analysis, title)
        yield title
        return
    while place < len(words) and place - last < _AFTER and words[place].sentence == words[first].sentence:
        word = words[place]
        if not word.solid and word.folded not in "'’-":
            break
        if word.person >= 0:
            break
        if not _qualify(analysis, title, place) and word.function and word.folded not in _OF_WORDS:
            break
        if place == last and word.folded not in ("of", "for", "in", "at", "to"):
            break
        place += 1
    title.last = place
    named = _next_person(analysis, place)
    if named is not None and place > last:
        title.person, title.last = words[named].person, _person_end(analysis, named)
        yield title
        return
    made = _made(analysis, title)
    if made is not None:
        title.person = words[made].person
        yield title
        return
    # An apposition after the name: "Rose Achieng, the permanent secretary in …"
    while before >= 0 and words[before].folded in _ARTICLES:
        before -= 1
    if before > 0 and words[before].folded == "," and words[before - 1].person >= 0:
        title.person = words[before - 1].person
        title.first = person_start(analysis, before - 1)
        if place < len(words) and office_lexicon("en").until.at(words, place) is not None:
            title.status = "former"
        yield title


def _made(analysis: Analysis, title: _Title) -> int | None:
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
    if words[verb].folded == "as" and any(lexicon.leaves.at(words, place) for place in range(person + 1, verb)):
        title.status = "former"
    return person


def _is_modifier(analysis: Analysis, place: int, noun: int) -> bool:
    """Tell whether a common noun before an office can belong to its name: "transport ministry official"."""
    return noun - place <= 3 and not analysis.words[place].folded.endswith(("ed", "ing"))


def _next_person(analysis: Analysis, place: int) -> int | None:
    """Return the word at which a name begins right at `place`, or after one comma."""
    words, comma = analysis.words, False
    for step in range(place, min(place + 4, len(words))):
        if words[step].person >= 0 and words[step].sentence == words[place].sentence:
            return step
        courtesy = words[step].folded in ("dr", "prof", "mr", "mrs", "ms", "sir") or words[step].folded == "."
        if not courtesy and (comma or words[step].folded not in (",", "،")):
            return None
        comma = comma or not courtesy
    return None


def _qualify(analysis: Analysis, title: _Title, place: int) -> bool:
    """Take what the word at `place` says of the title: its state, its country, its body. False when it says nothing."""
    words, lexicon = analysis.words, office_lexicon(analysis.language)
    status = lexicon.status.at(words, place)
    if status is not None:
        if status[1] != "elect" or title.office.id not in callings():
            title.status = status[1]
        return True
    if lexicon.then.at(words, place) is not None:
        title.then = True
        return True
    feature = feature_of(analysis, words[place])
    if feature is None or feature.startswith("n:"):
        return False
    title.of.add(feature)
    return True


def _look_after(analysis: Analysis, title: _Title) -> None:
    """Read a state that follows the name: «جون ماهاما الرئيس المنتخب», «X آنذاك»."""
    words, lexicon = analysis.words, office_lexicon(analysis.language)
    for place in range(title.last, min(title.last + 4, len(words))):
        found = lexicon.then.at(words, place)
        # The word itself, not another form of its verb: كان and not ستكون.
        if (
            found
            and words[place].sentence == words[title.first].sentence
            and words[place].folded in words[place].forms.keys[:1]
        ):
            title.then = title.then or found[0] > 1 or words[place].folded in lexicon.then.by_first
    if title.last < len(words) and words[title.last].sentence == words[title.first].sentence:
        status = lexicon.status.at(words, title.last)
        if status is not None:
            title.status = status[1]


def _person_end(analysis: Analysis, place: int) -> int:
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


def _claim(analysis: Analysis, title: _Title) -> Claim:
    if title.office.id == "president" and title.of and not any(feature[0] == "e" for feature in title.of):
        title.office = Office("head", True, True)  # of a commission or a club, not of a country
    if title.office.id in local_offices() and not title.of:
        title.of |= _place_at_hand(analysis, title)
    held = frozenset(portfolio(feature) for feature in title.of if feature[0] in "cl")
    minister = title.office.id.endswith("minister") and title.office.id not in ("prime-minister", "chief-minister")
    if minister and title.office.id not in ("minister", "deputy-minister"):
        held |= {portfolio(f"c:{title.office.id}")}
    fields: dict[str, Value] = {
        "holder": person_value(analysis, title.person),
        "office": Term(title.office.id),
        "status": Term(title.status),
        "seats": Term("single" if _is_single(title, held) else "many"),
        "setting": setting(analysis, title.first, title.last),
    }
    if minister and held:
        fields["portfolio"] = Terms(held)
    if title.of:
        fields["of"] = Terms(frozenset(title.of))
    countries = frozenset(feature for feature in title.of if feature[2:].isupper() and feature[0] == "e")
    if countries:
        fields["country"] = Terms(countries)
    if title.of and not minister:
        fields["body"] = Terms(frozenset(title.of))
    if title.then or _long_ago(analysis, title):
        fields["when"] = Term("then")
    name = analysis.original(analysis.persons[title.person])
    spans = {"holder": name, "status": analysis.span(title.first, title.last)}
    return make_claim(analysis, "office", fields, title.first, title.last, spans)


def _is_single(title: _Title, held: Collection[str]) -> bool:
    """Tell whether one person at a time holds an office. The head of nothing in particular may be anybody's head."""
    if title.office.id == "minister":
        return bool(held)
    return title.office.single and (bool(title.of) or not title.office.head)


def _place_at_hand(analysis: Analysis, title: _Title) -> set[str]:
    """Return the one place of a sentence, to which a local office belongs: "police in Malmo, the police chief said"."""
    sentence = analysis.words[title.first].sentence
    here = {
        site.name.entity or site.name.text: site
        for site in sites(analysis)
        if analysis.words[site.first].sentence == sentence
    }
    if len(here) != 1:
        return set()
    (site,) = here.values()
    feature = feature_of(analysis, analysis.words[site.name_first])
    return {feature} if feature is not None else set()


def _long_ago(analysis: Analysis, title: _Title) -> bool:
    """Tell whether a title is dated well before publication: "finance minister in 2020 and 2021", «في آذار 2015»."""
    published, words = analysis.source.published, analysis.words
    if published is None:
        return False
    clauses = {words[title.first].clause, words[title.last - 1].clause}
    for date in dates_of_sentences(analysis).get(words[title.first].sentence, ()):
        beside = words[analysis.word_at(date.start)].clause in clauses
        if beside and date.value.end is not None and (published - date.value.end).days > _LONG_AGO:
            return True
    return False


def _counterparts(analysis: Analysis, titles: list[_Title]) -> Iterator[Claim]:
    words, lexicon = analysis.words, office_lexicon(analysis.language)
    for index in lexicon.counterpart.places(analysis):
        word = words[index]
        if not word.solid or lexicon.counterpart.at(words, index) is None:
            continue
        known = [t for t in titles if t.person >= 0 and t.last <= index and words[t.first].sentence == word.sentence]
        if not known or known[-1].status not in ("serving", "acting"):
            continue
        first = known[-1]
        title = _Title(first.first, index + 1, first.office, set(), "serving", first.then)
        if analysis.language == "en" and words[index - 1].solid:
            _qualify(analysis, title, index - 1)
        for place in range(index + 1, min(index + 5, len(words))):
            if words[place].person >= 0:
                title.person = words[place].person
                title.last = _person_end(analysis, place)
                yield _claim(analysis, title)
                break
            if words[place].solid:
                _qualify(analysis, title, place)

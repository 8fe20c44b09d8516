"""Who holds which office, and in what state: "former U.S. President Donald Trump", «وزير الخارجية الروسي سيرغي لافروف».

Two constructions are read here: a title beside a name (office_titles.py), and a counterpart (who holds the same office
elsewhere). Returns to an office and the taking of one are read in office_takings.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from consistency.extraction.analysis import Analysis, dates_of_sentences, once
from consistency.extraction.claim_forms import make_claim, person_value
from consistency.extraction.clauses import dash_alone
from consistency.extraction.office_deeds import deed_titles, states_of
from consistency.extraction.office_leavings import leaving
from consistency.extraction.office_lexicon import callings, is_minister, office_lexicon
from consistency.extraction.office_posts import post_of, realm_of
from consistency.extraction.office_titles import titles
from consistency.extraction.settings import setting
from consistency.extraction.title_parts import Title, person_end, qualify
from consistency.model import Claim, Term, Terms, Value

_HEAD, _DATELINE = 40, 6  # words of a title and a dateline, and of a dateline
_SEVERAL = 3  # countries named in a text
_OPENING = 2  # sentences: the title and the first of the text
_ANY = frozenset({"e:"})
_SINCE = frozenset({"since", "منذ", "مند"})  # «رئيسة البلدية منذ عامين» is so still
_LONG_AGO = 120  # days before publication after which a dated sentence speaks of a holder of that time


def office_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "office" for each person who is given one.

    Fields: holder (Name), office (Term; absent where only "office" or "power" is said), of (Terms: countries and the
    words of the body), country (Terms: the countries alone), home (Terms: the same, or of a minister the country of
    the text), body (Terms: as of), kind (Terms: the kinds of bodies among its words) or, of a minister, portfolio,
    realm (Terms: of a post of a place or of the state, the place or what kind of authority it is), status (Term:
    serving, former, elect, acting, late …), seats (Term: single, here, many), post (Terms: the office with what it is
    of, the kinds of bodies in it, the language, and whether a verb alone tells that somebody leads it), when (Term
    "then"), change (Term "leaves", where the text tells that its holder leaves an office).
    """
    given = titles(analysis)
    states = states_of(analysis, given)
    for title in given:
        if title.person >= 0:
            state, last = states.get(title.first, (title.status, title.last))
            yield office_claim(analysis, replace(title, status=state, last=last))
    yield from _counterparts(analysis, given)
    told = {title.person for title in given if title.office.id not in callings()}
    yield from (office_claim(analysis, title) for title in deed_titles(analysis) if title.person not in told)


def office_claim(analysis: Analysis, title: Title) -> Claim:
    """Return the claim that a title makes of the person it is given to."""
    post = post_of(analysis, title)
    fields: dict[str, Value] = {
        "holder": person_value(analysis, title.person),
        "office": Term(post.office.id),
        "status": Term(title.status),
        "seats": Term(post.seats),
        "post": Terms(
            frozenset({f"o:{post.office.id}", f"in:{analysis.language}"})
            | {f"b:{body[2:]}" for body in post.bodies}
            | ({"v:leads"} if post.leads else frozenset())
            | post.of
            | post.held
        ),
        "setting": setting(analysis, title.first, title.last),
    }
    if post.held:
        fields["portfolio"] = Terms(post.held)
    if post.of:
        fields["of"] = Terms(post.of)
    if post.bodies:
        fields["kind"] = Terms(post.bodies)
    if realm := realm_of(analysis, post):
        fields["realm"] = Terms(realm)
    if post.countries:
        fields["country"] = Terms(post.countries)
    home = post.countries or (_country_at_hand(analysis) if is_minister(post.office) else frozenset())
    if home:
        fields["home"] = Terms(home)
    if post.of and not is_minister(post.office):
        fields["body"] = Terms(post.of)
    if person_value(analysis, title.person).text in leaving(analysis):
        fields["change"] = Term("leaves")
    if title.then or (title.status not in ("former", "confirmed") and _long_ago(analysis, title)):
        fields["when"] = Term("then")
    name = analysis.original(analysis.persons[title.person])
    spans = {"holder": name, "status": analysis.span(title.first, title.last)}
    return make_claim(analysis, "office", fields, title.first, title.last, spans)


@once
def _country_at_hand(analysis: Analysis) -> frozenset[str]:
    """Return the country that a minister without one is of: that of the dateline, or the only one that the text names,
    or the only one of its opening that none is named more often than.

    Of a text that names several, nobody knows else: what it says is not held against a minister of a country.
    """
    for word in analysis.words[:_HEAD]:
        if dash_alone(analysis, word.index):
            before = analysis.words[analysis.sentences[word.sentence].first : word.index]
            entities = [analysis.entities[w.entity] for w in before if w.entity >= 0]
            if entities and len(before) <= _DATELINE:
                return frozenset(f"e:{entity.country}" for entity in entities if entity.country is not None)
    told = {entity.country for entity in analysis.entities if entity.country is not None}
    if len(told) > 1:
        opening = analysis.sentences[:_OPENING][-1].end
        # A nationality is that of a company as well, where the text is about a place.
        placed = [e for e in analysis.entities if e.country is not None and e.type != "nationality"]
        often = Counter(entity.country for entity in placed)
        ahead = {entity.country for entity in placed if entity.start < opening}
        if len(ahead) == 1 and (country := ahead.pop()) and often[country] == max(often.values()):
            return frozenset({f"e:{country}"})
        if len(told) >= _SEVERAL:
            return _ANY
    return frozenset(f"e:{country}" for country in told)


def _long_ago(analysis: Analysis, title: Title) -> bool:
    """Tell whether a title is dated well before publication: "finance minister in 2020 and 2021", «في آذار 2015»."""
    published, words = analysis.source.published, analysis.words
    if published is None:
        return False
    clauses = {words[title.first].clause, words[title.last - 1].clause}
    for date in dates_of_sentences(analysis).get(words[title.first].sentence, ()):
        at = analysis.word_at(date.start)
        lasts = any(word.folded in _SINCE for word in words[max(at - 1, 0) : at + 1])
        beside = words[at].clause in clauses and not lasts
        if beside and date.value.end is not None and (published - date.value.end).days > _LONG_AGO:
            return True
    return False


def _counterparts(analysis: Analysis, given: list[Title]) -> Iterator[Claim]:
    words, lexicon = analysis.words, office_lexicon(analysis.language)
    for index in lexicon.counterpart.places(analysis):
        word = words[index]
        if not word.solid or lexicon.counterpart.at(words, index) is None:
            continue
        known = [t for t in given if t.person >= 0 and t.last <= index and words[t.first].sentence == word.sentence]
        if not known or known[-1].status not in ("serving", "acting"):
            continue
        first = known[-1]
        title = Title(first.first, index + 1, first.office, first.noun, then=first.then)
        if analysis.language == "en" and words[index - 1].solid:
            qualify(analysis, title, index - 1)
        for place in range(index + 1, min(index + 5, len(words))):
            if words[place].person >= 0:
                title.person = words[place].person
                title.last = person_end(analysis, place)
                yield office_claim(analysis, title)
                break
            if words[place].solid:
                qualify(analysis, title, place)

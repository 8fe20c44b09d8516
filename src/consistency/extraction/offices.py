"""Who holds which office, and in what state: "former U.S. President Donald Trump", «وزير الخارجية الروسي سيرغي لافروف».

Two constructions are read here: a title beside a name (office_titles.py), and a counterpart (who holds the same office
elsewhere). Returns to an office and the taking of one are read in office_takings.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from consistency.extraction.analysis import Analysis, dates_of_sentences
from consistency.extraction.claim_forms import make_claim, person_value
from consistency.extraction.office_lexicon import Office, local_offices, office_lexicon, portfolio
from consistency.extraction.office_titles import Title, person_end, qualify, titles
from consistency.extraction.settings import feature_of, setting
from consistency.extraction.sites import sites
from consistency.model import Claim, Term, Terms, Value

_LONG_AGO = 120  # days before publication after which a dated sentence speaks of a holder of that time


def office_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "office" for each person who is given one.

    Fields: holder (Name), office (Term; absent where only "office" or "power" is said), of (Terms: countries and the
    words of the body), country (Terms: the countries alone), body (Terms: as of) or, of a minister, portfolio,
    status (Term: serving, former, elect, acting, late …), seats (Term), when (Term "then").
    """
    given = titles(analysis)
    for title in given:
        if title.person >= 0:
            yield _claim(analysis, title)
    yield from _counterparts(analysis, given)


def mark_titles(analysis: Analysis) -> None:
    """Write the entity type TITLE to the words of titles that are given to a person, for patterns to see."""
    for title in titles(analysis):
        for word in analysis.words[title.first : title.last] if title.person >= 0 else ():
            if word.person < 0 and word.solid and word.entity < 0:
                analysis.doc[word.index].ent_type_ = "TITLE"


def _claim(analysis: Analysis, title: Title) -> Claim:
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


def _is_single(title: Title, held: Collection[str]) -> bool:
    """Tell whether one person at a time holds an office. The head of nothing in particular may be anybody's head."""
    if title.office.id == "minister":
        return bool(held)
    return title.office.single and (bool(title.of) or not title.office.head)


def _place_at_hand(analysis: Analysis, title: Title) -> set[str]:
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


def _long_ago(analysis: Analysis, title: Title) -> bool:
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
        title = Title(first.first, index + 1, first.office, set(), "serving", first.then)
        if analysis.language == "en" and words[index - 1].solid:
            qualify(analysis, title, index - 1)
        for place in range(index + 1, min(index + 5, len(words))):
            if words[place].person >= 0:
                title.person = words[place].person
                title.last = person_end(analysis, place)
                yield _claim(analysis, title)
                break
            if words[place].solid:
                qualify(analysis, title, place)

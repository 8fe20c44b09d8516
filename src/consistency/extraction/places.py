"""Where something is: "southwest of the port of Aden", «غرب مدينة كسلا», "an explosion in Basra"."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator

from consistency.extraction.analysis import Analysis, once
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.contexts import context_of
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.settings import setting
from consistency.extraction.site_words import PLACES
from consistency.extraction.speakers import speakers
from consistency.language.orthography import folded_words
from consistency.model import Claim, Term, Terms, Value
from consistency.resources import language_resource

_PARTS = frozenset({"part", "half", "corner", "end", "tip", "region", "regions", "of", "the"})
_LINKS = 6  # words between a point of the compass and the place from which it is counted


@functools.cache
def _lexicon(language: str) -> tuple[Phrases[str], frozenset[str], frozenset[str]]:
    """Return the points of the compass, the words that link them to a place, and those for the text's own country."""
    table = language_resource(language, "directions")
    directions = phrases((word, name) for name, words in table["directions"].items() for word in words)
    links = folded_words(table["links"])
    return directions, links, folded_words(table["country"])


@once
def _own_country(analysis: Analysis) -> str | None:
    """Return the country that a text speaks of most, which it then calls "the country"."""
    named = Counter(entity.country for entity in analysis.entities if entity.country and entity.type != "organisation")
    return named.most_common(1)[0][0] if named else None


def _begins_a_name(analysis: Analysis, index: int, length: int) -> bool:
    """Tell whether a point of the compass is the first word of an English name: "South America"."""
    after = analysis.words[index + length : index + length + 1]
    return analysis.words[index].text[0].isupper() and bool(after) and after[0].text[:1].isupper()


def direction_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "direction" for each place that is given by a point of the compass from another.

    Fields: direction (Term), anchor (Terms: the place it is counted from), level (Term: country, place, own-country),
    setting.
    """
    directions, links, country = _lexicon(analysis.language)
    spoken = speakers(analysis)
    words = analysis.words
    done = 0
    for index in directions.places(analysis):
        if index < done or not words[index].solid or analysis.skips(words[index].start):
            continue
        found = directions.at(words, index)
        if found is None:
            continue
        length, direction = found
        done = index + length
        if _begins_a_name(analysis, index, length):
            continue
        anchor, own = None, -1
        inside = words[index].folded.endswith("ern")  # "the northern port of Bosaso" lies in the north, not north of it
        for place in range(index + length, min(index + length + _LINKS, len(words))):
            entity = words[place].entity
            if entity >= 0 and entity == words[index].entity:
                break  # «بجنوب دارفور» names the state
            if entity >= 0 and analysis.entities[entity].type in PLACES:
                anchor = place
                break
            if words[place].folded in country:  # «شمال شرق البلاد», "the northern part of the country"
                own = place
                break
            if inside and words[place].folded not in _PARTS:
                break  # as does what follows "the northern Somali …"
            linking = words[place].folded in links or words[place].forms.lemma in links or entity >= 0
            if not linking or words[place].sentence != words[index].sentence:
                break
        if index > 1 and words[index - 1].folded == "'s" and words[index - 2].folded in country:
            own = index + length - 1  # "in the country's northeast"
        spans = {"direction": analysis.span(index, index + length)}
        of_text = _own_country(analysis) if own >= 0 else None
        if of_text is not None:
            known, level, last = of_text, "own-country", own + 1
        elif anchor is not None:
            mention = analysis.entities[words[anchor].entity]
            known, level, last = mention.entity, "country" if mention.type == "country" else "place", anchor + 1
            while last < len(words) and words[last].entity == words[anchor].entity:
                last += 1
            spans["anchor"] = analysis.span(anchor, last)
        else:
            continue
        fields: dict[str, Value] = {
            "direction": Term(direction),
            "anchor": Terms(frozenset({known})),
            "level": Term(level),
            "setting": setting(analysis, index, last, range(index, last)),
        }
        context = context_of(analysis, index, last, spoken.get(words[index].sentence))
        yield make_claim(analysis, "direction", fields, index, last, spans, context)

"""Whose idea it is, where the words that tell it stand apart from what is proposed: "The idea came from Skopje",
«صاحب فكرة الممر هو الاتحاد الإفريقي», "an engineer in Dorset, whose idea it was".

Cues stand in rules/languages/*/originators.yaml by the side of the one who had the idea: behind the cue, before it, in
the possessive right before it, or apart, behind the idea and a preposition.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

from consistency.extraction.analysis import Analysis, Word, entity_key
from consistency.extraction.claim_forms import make_claim, person_value
from consistency.extraction.clauses import dash_alone, features, is_preposition
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.settings import setting
from consistency.language.concepts import concepts
from consistency.language.orthography import folded_words
from consistency.model import Claim, Name, Term, Terms, Value
from consistency.resources import language_resource

_NAMED = 9  # words of who had the idea
_IDEA = 9  # words between a cue and the noun of what was proposed
_SUBJECT = 7  # words of a subject between its verb and an idea
_APART = 18  # words before a cue in which its subject is looked for
_CAME = 8  # words between "came" and "from"
_FILED = 3  # words before a cue in which it is told what was filed
_RELATIVE = frozenset({"who", "whom"})
_COMMAS = frozenset(",،()")
_BODY = 3  # words behind the noun of a body that belong to it
_ACTS = frozenset({"verb", "subject", "of"})  # cues of somebody who proposes, which people do every day


@functools.cache
def _cues(language: str) -> Phrases[str]:
    table = language_resource(language, "originators")
    between = table["between"]
    return phrases(
        (worded, side) for side, cues in table["cues"].items() for cue in cues for worded in _worded(cue, between)
    )


def _worded(cue: str, between: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield a cue, and with each word that may stand behind its first one: "had itself proposed"."""
    yield cue
    first, _, rest = cue.partition(" ")
    for word in between.get(first, ()):
        yield f"{first} {word} {rest}"


@functools.cache
def _asides(language: str) -> Phrases[bool]:
    return phrases((aside, True) for aside in language_resource(language, "originators")["asides"])


@functools.cache
def _listed(language: str, key: str) -> frozenset[str]:
    return folded_words(language_resource(language, "originators")[key])


def originator_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "origin" for each cue beside which somebody is named.

    Fields: originator (Name), who (Terms: what names him), what (Term: idea, or request), told (Term: as an idea that
    was somebody's, or as what somebody did), theme (Terms: the other words of the sentence), setting.
    """
    cues = _cues(analysis.language)
    done = -1
    for place in cues.places(analysis):
        word = analysis.words[place]
        if place < done or not word.solid or word.person >= 0 or analysis.skips(word.start):
            continue
        found = cues.at(analysis.words, place)
        if found is None:
            continue
        length, side = found
        if side.endswith("-idea") and not _tells_idea(analysis, place, place + length):
            continue
        if side == "behind" and _is_filed(analysis, place):
            continue
        side, _, kind = side.partition("-")
        named = _named(analysis, place, place + length, side)
        who = features(analysis, named)
        if not who or not ((side in ("behind", "apart") and not kind) or _is_somebody(named, who)):
            continue
        done = place + length
        first, last = min(place, named[0].index), max(done, named[-1].index + 1)
        bounds = analysis.sentences[word.sentence]
        aside = {w.index for w in named}
        theme = [
            w for w in analysis.words[bounds.first : bounds.last] if w.index not in aside and not _is_idea(analysis, w)
        ]
        fields: dict[str, Value] = {
            "originator": _name(analysis, named),
            "who": Terms(who),
            "what": Term(kind or "idea"),
            "told": Term("act" if side in _ACTS else "idea"),
            "setting": setting(analysis, first, last, range(first, last)),
        }
        meanings = features(analysis, theme)
        if meanings:
            fields["theme"] = Terms(meanings)
        span = analysis.span(named[0].index, named[-1].index + 1)
        yield make_claim(analysis, "origin", fields, first, last, {"originator": span})


def _is_idea(analysis: Analysis, word: Word) -> bool:
    return not _listed(analysis.language, "ideas").isdisjoint(word.forms.keys)


def _tells_idea(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether something that is proposed is named near a cue in its sentence."""
    bounds = analysis.sentences[analysis.words[first].sentence]
    near = analysis.words[max(bounds.first, first - _IDEA) : min(bounds.last, last + _IDEA)]
    return any(_is_idea(analysis, word) for word in near if not first <= word.index < last)  # «أرقام عرضها»


def _is_filed(analysis: Analysis, first: int) -> bool:
    """Tell whether right before a cue stands something that is no idea: «شكوى تقدم بها», "a suit brought by"."""
    filed = _listed(analysis.language, "not_ideas")
    return any(not filed.isdisjoint(word.forms.keys) for word in analysis.words[max(0, first - _FILED) : first])


def _named(analysis: Analysis, first: int, last: int, side: str) -> list[Word]:
    if side == "behind":
        return _behind(analysis, last)
    if side == "owner":
        return _owner(analysis, first)
    if side == "apart":
        return _apart(analysis, last)
    if side == "came":
        return _came(analysis, first, last)
    if side == "credited":
        return _credited(analysis, last)
    if side == "verb":
        return _subject(analysis, last)
    if side in ("subject", "of", "by"):
        return _known(analysis, last)
    return _before(analysis, first) or _equated(analysis, last)


def _equated(analysis: Analysis, last: int) -> list[Word]:
    """Return who is said to be "the author of the idea" behind a pronoun: «صاحب مبادرة الممر هو الاتحاد الإفريقي»."""
    pronouns = _listed(analysis.language, "equates")
    home = analysis.words[last - 1].sentence
    for word in analysis.words[last : last + _NAMED]:
        if word.sentence != home:
            break
        if word.folded in pronouns:
            return _behind(analysis, word.index + 1)
    return []


def _apart(analysis: Analysis, first: int) -> list[Word]:
    """Return from whom an idea comes, where the idea stands between the verb and who that is.

    «جاء المقترح بتقسيم الحقل من الوكالة», «تعود فكرة المشروع إلى الشركة».
    """
    words, prepositions = analysis.words, _listed(analysis.language, "apart_from")
    home = words[first - 1].sentence
    if first >= len(words) or not _is_idea(analysis, words[first]):
        return []
    for word in words[first + 1 : first + _APART]:
        if word.sentence != home:
            break
        if word.folded in prepositions:
            named = _behind(analysis, word.index + 1)
            if named and _is_somebody(named[:3], features(analysis, named[:3])):
                return named
    return []


def _came(analysis: Analysis, first: int, last: int) -> list[Word]:
    """Return from whom an idea came that is named before the verb: "the proposal came in spring from the ministry"."""
    words, prepositions = analysis.words, _listed(analysis.language, "apart_from")
    home = words[first].sentence
    begin = max(analysis.sentences[home].first, first - _APART)
    told = (w.index for w in reversed(words[begin:first]) if _is_idea(analysis, w) and not _owns(words, w.index))
    idea = next(told, None)
    paid = words[first - 1].quantity >= 0  # "a third came from Norway"
    if idea is None or paid or any(word.folded in _RELATIVE for word in words[idea:first]):
        return []
    for word in words[last : last + _CAME]:
        if word.sentence != home or not word.solid:
            break
        if word.folded in prepositions:
            return _behind(analysis, word.index + 1)
    return []


def _owns(words: Sequence[Word], index: int) -> bool:
    """Tell whether a word is a possessive: it is the plan's money that came from Norway, not the plan."""
    return words[index].folded.endswith("'s") or words[index + 1].folded in ("'s", "'")


def _credited(analysis: Analysis, first: int) -> list[Word]:
    """Return who is credited with an idea: "credited Iraq with proposing the panel"."""
    words, merits = analysis.words, _listed(analysis.language, "merits")
    named = _behind(analysis, first)
    if not named or not _is_somebody(named, features(analysis, named)):
        return []
    behind = words[named[-1].index + 1 : named[-1].index + 4]
    return named if any(word.folded in merits or _is_idea(analysis, word) for word in behind) else []


def _known(analysis: Analysis, first: int) -> list[Word]:
    """Return who stands right behind a verb or noun of proposing, if it is a known name or a body by its noun."""
    words = analysis.words
    if first >= len(words) or words[first].sentence != words[first - 1].sentence:
        return []
    word = words[first]
    if word.person >= 0:
        return list(words[slice(*analysis.words_of_mention(analysis.persons[word.person]))])
    if word.entity >= 0:
        return list(words[slice(*analysis.words_of_mention(analysis.entities[word.entity]))])
    if word.concept not in _bodies():
        return []
    named = [word]
    for behind in words[first + 1 : first + 1 + _BODY]:
        if behind.sentence != word.sentence or not (behind.entity >= 0 or behind.folded.startswith("ال")):
            break
        named.append(behind)
    return named


def _subject(analysis: Analysis, first: int) -> list[Word]:
    """Return who stands between a verb and the idea that is its object: «طرح الاتحاد الإفريقي فكرة نقل اللقاح»."""
    words, stops = analysis.words, _listed(analysis.language, "stops")
    for place in range(first, min(first + _SUBJECT, len(words))):
        word = words[place]
        if word.sentence != words[first - 1].sentence or not word.solid or word.folded in stops:
            return []
        if place > first and word.person < 0 and _is_idea(analysis, word):
            return words[first:place]
    return []


def _behind(analysis: Analysis, last: int) -> list[Word]:
    """Return the noun phrase behind a cue, to the first preposition, mark or verb that follows a name."""
    words, stops = analysis.words, _listed(analysis.language, "stops")
    found: list[Word] = []
    home = words[last - 1].sentence
    aside = _asides(analysis.language).at(words, last) if last < len(words) else None
    last += aside[0] if aside is not None else 0
    for word in words[last : last + _NAMED + 3]:
        if word.sentence != home or (found and (word.folded in stops or word.date >= 0)):
            if found and _is_placed(analysis, found, word):
                continue  # "prosecutors in the Netherlands"
            break
        if not word.solid:
            if word.folded in (",", "،", ".", ";", "؛", ":", "(", ")") and found:
                break
            continue
        if not found and (word.folded in _listed(analysis.language, "leading") or word.date >= 0):
            continue
        if not found and (word.folded in stops or is_preposition(analysis, word.index)):
            return []  # «طلبتها للجمهور»
        if found and analysis.language == "ar" and _is_past(analysis, found[-1], word):
            break  # «تقدمت به دمشق العام الماضي»
        found.append(word)
        if len(found) == _NAMED:
            break
    return found


def _is_past(analysis: Analysis, last: Word, word: Word) -> bool:
    """Tell whether an Arabic word tells no more of who is named by those before: behind a known name, or led by «ب»."""
    if word.person >= 0 or (word.entity >= 0 and word.entity == last.entity):
        return False
    return last.entity >= 0 or (word.entity < 0 and is_preposition(analysis, word.index))


def _is_placed(analysis: Analysis, found: Sequence[Word], stop: Word) -> bool:
    """Tell whether a word leads from a role or body that has no name to the country or town where it is."""
    if stop.folded not in _listed(analysis.language, "located") or any(w.entity >= 0 or w.person >= 0 for w in found):
        return False
    behind = analysis.words[stop.index + 1 : stop.index + 3]
    return any(word.entity >= 0 and word.sentence == stop.sentence for word in behind)


def _owner(analysis: Analysis, first: int) -> list[Word]:
    """Return whose it is by "'s" or "own" before a cue: "Kestrel's own suggestion"."""
    words = analysis.words
    begin = analysis.sentences[words[first].sentence].first
    index = first - 1
    while index >= begin and words[index].folded in ("own", "original", "initial", "first"):
        index -= 1
    if index < begin or not (words[index].folded.endswith("'s") or words[index].folded in ("'s", "'")):
        return []
    found: list[Word] = []
    while index >= begin and len(found) < _NAMED:
        word = words[index]
        if (word.function and word.folded not in ("'s", "of", "the")) or not (word.solid or word.folded in "'s-"):
            break
        if word.folded == "the":
            break
        found.append(word)
        index -= 1
    return [w for w in reversed(found) if w.solid]


def _before(analysis: Analysis, first: int) -> list[Word]:
    """Return the noun phrase before a cue; across an apposition that names nobody, the one before that."""
    words, stops = analysis.words, _listed(analysis.language, "stops")
    begin = max(analysis.sentences[words[first].sentence].first, first - _APART)
    stretches: list[list[Word]] = [[]]
    for index in range(first - 1, begin - 1, -1):
        word = words[index]
        if word.folded in _COMMAS and stretches[-1]:
            stretches.append([])
        elif word.folded in (".", ";", "؛", ":", '"', "«") or dash_alone(analysis, index):
            break
        elif word.solid:
            stretches[-1].append(word)
    # "The council, a five-member body, recommended": what stands right before the verb tells of the subject.
    told = 1 if first > begin and words[first - 1].folded in _COMMAS and len(stretches) > 1 else 0
    nearest = stretches[told][::-1]
    opened = max((i + 1 for i, w in enumerate(nearest[:-1]) if _opens(analysis, w)), default=0)
    if opened and not told:  # «قال علي إن المدينة هي صاحبة المقترح»
        nearest = nearest[opened:]
        stretches = [nearest[::-1]]
    for place, stretch in enumerate(stretches):
        named = [w for w in stretch[::-1] if w.person >= 0 or (w.entity >= 0 and place == told)]
        if named:
            start = next(i for i, w in enumerate(stretch[::-1]) if w is named[0])
            return stretch[::-1][max(0, start - 4) :] if place == told else named
    cut = max((i + 1 for i, w in enumerate(nearest) if w.folded in stops), default=0)
    return nearest[cut:][:_NAMED]


def _opens(analysis: Analysis, word: Word) -> bool:
    return not _listed(analysis.language, "opens").isdisjoint((word.folded, word.folded.removeprefix("و")))


def _is_somebody(named: list[Word], who: frozenset[str]) -> bool:
    """Tell whether somebody is named: a person or body that is known, words in capitals, or a body by its noun."""
    if any(w.person >= 0 or w.entity >= 0 for w in named):
        return True
    if any(f"c:{concept}" in who for concept in _bodies()):
        return True
    return any(w.text[:1].isupper() and not w.function for w in named)


@functools.cache
def _bodies() -> frozenset[str]:
    return frozenset(c.id for c in concepts().values() if c.group in ("body", "group", "facility")) | {"city"}


def _name(analysis: Analysis, named: list[Word]) -> Name:
    for word in named:
        if word.person >= 0:
            return person_value(analysis, word.person)
    for word in named:
        if word.entity >= 0:
            entity = analysis.entities[word.entity]
            start, end = analysis.original(entity)
            return Name(analysis.text[start:end], entity_key(entity))
    start, end = analysis.span(named[0].index, named[-1].index + 1)
    return Name(analysis.text[start:end])

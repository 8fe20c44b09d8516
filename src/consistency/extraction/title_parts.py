"""A title, and what its words and those beside it tell: its body, its country, its state, its holder."""

from __future__ import annotations

from dataclasses import dataclass, field

from consistency.extraction.analysis import Analysis
from consistency.extraction.office_lexicon import Office, callings, is_minister, office_lexicon
from consistency.extraction.settings import feature_of

AFTER = 8  # words of a title behind its noun
MADE = 8  # words between somebody and the office that they were given
_COURTESIES = 6  # words between an office and a name: "Lt. Col.", a comma
_WAS = frozenset({"who", "كان", "كانت"})
_BY = frozenset({"من"})
_THAT = frozenset({"ان", "بان", "انه", "انها", "بانه", "بانها", "that"})


@dataclass(slots=True)
class Title:
    """A title as found: the words it spans, the office and its noun (half-open), its state, and the person it is given
    to. `parts` are the features of its complement by their words: its body, its country. `generic` tells that no more
    is said than that somebody leads something: "who runs the ministry", "the boss of the union".
    """

    first: int
    last: int
    office: Office
    noun: tuple[int, int]
    status: str = "serving"
    then: bool = False
    person: int = -1
    parts: dict[int, str] = field(default_factory=dict)
    generic: bool = False


def qualify(analysis: Analysis, title: Title, place: int) -> bool:
    """Take what the word at `place` says of the title: its state, its country, its body. False when it says nothing."""
    words, lexicon = analysis.words, office_lexicon(analysis.language)
    status = lexicon.status.at(words, place)
    if status is not None:
        if status[1] == "charged" and _charged_with(analysis, place):
            return True  # «الوزير المكلف بالنقل», «الوكالة المكلفة بالسكك»
        if status[1] == "elect" and elected_by(analysis, place + status[0]):
            return True
        if status[1] != "elect" or title.office.id not in callings():
            title.status = _status_of(title, status[1], place)
        return True
    if lexicon.then.at(words, place) is not None:
        title.then = True
        return True
    feature = feature_of(analysis, words[place])
    if feature is None or feature.startswith("n:"):
        return False
    title.parts[place] = feature
    return True


_OF_GOVERNMENTS = frozenset({"president", "vice-president", "prime-minister", "deputy-prime-minister"})


def _status_of(title: Title, status: str, place: int) -> str:
    """Return the state that a word at `place` tells of an office.

    In an interim government everybody holds his office, and whoever is charged with forming one does not hold it yet.
    A coach or a spokesman is called so however long he stays. «رئيس المجلس الانتقالي» is of an interim council.
    """
    office = title.office
    if status not in ("acting", "interim", "charged"):
        return status
    if status == "charged" and office.id == "prime-minister":
        return "designate"
    loose = office.id in callings() or office.id == "spokesperson"
    of_government = office.id in _OF_GOVERNMENTS or is_minister(office)
    of_body = status == "interim" and place > title.noun[1]
    return "interim" if loose or of_body or (status != "acting" and of_government) else "acting"


def _charged_with(analysis: Analysis, place: int) -> bool:
    """Tell whether a participle at `place` has what somebody is in charge of behind it, rather than none."""
    words = analysis.words
    after = words[place + 1].forms.proclitics[:1] if place + 1 < len(words) else ()
    return analysis.language == "ar" and after in (("ب",), ("بال",))


def elected_by(analysis: Analysis, place: int) -> bool:
    """Tell whether it is said at `place` who elected somebody, as of whoever holds the office: «المنتخب من النواب»."""
    return analysis.language == "ar" and place < len(analysis.words) and analysis.words[place].folded in _BY


def look_after(analysis: Analysis, title: Title) -> None:
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
            title.status = _status_of(title, status[1], title.noun[1])


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


def next_person(analysis: Analysis, place: int) -> int | None:
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

"""Titles beside names: "former U.S. President Donald Trump", «وزير الخارجية الروسي سيرغي لافروف».

A title is a noun of the office lexicon with what qualifies it: its body, its country, its state; and the person it is
given to, before it, behind it, or as what somebody is made.
"""

from __future__ import annotations

from consistency.extraction.analysis import Analysis, once
from consistency.extraction.arabic_titles import arabic_titles
from consistency.extraction.english_titles import english_titles
from consistency.extraction.office_lexicon import Office, is_minister, office_lexicon, with_body
from consistency.extraction.title_parts import Title

_PORTFOLIO = 4  # words between "deputy" and "minister"


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
        held = ""
        if _is_deputy(analysis, index, index + length) and not office.id.startswith(("deputy", "vice")):
            held = f"c:{office.id}" if is_minister(office) and office.id != "minister" else ""
            name = "deputy-minister" if is_minister(office) else f"deputy-{office.id}"
            office = Office(name, False, office.head, office.dual)
        read = arabic_titles if analysis.language == "ar" else english_titles
        found_here = list(read(analysis, index, index + length, office))
        if office.id in with_body():
            found_here = [title for title in found_here if _of_a_body(title, office)]
        for title in found_here if held else ():
            title.parts.setdefault(title.noun[0], held)  # "the deputy defense minister"
        given += found_here
        done = max([index + length, *(title.last for title in found_here if title.person < 0)])
    return given


def _of_a_body(title: Title, office: Office) -> bool:
    """Tell whether it is said what an office is of: a nationality alone is its holder's, but of a dean."""
    parts = title.parts.values()
    return bool(parts) if office.id == "dean" else any(f[0] != "e" or ":" in f[2:] for f in parts)


def _is_deputy(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether the holder of the office from `first` to before `last` is a deputy: "Deputy Oil Minister"."""
    words, deputies = analysis.words, office_lexicon(analysis.language).deputies
    place = first - 1
    if analysis.language == "en":
        while place > max(0, first - _PORTFOLIO) and words[place].solid and words[place].forms.lemma not in deputies:
            if words[place].function and words[place].folded != "and":
                return False
            place -= 1
    before = words[place].forms if place >= 0 else None
    behind = words[last].forms if last < len(words) and analysis.language == "ar" else None
    if behind is not None and behind.lemma in deputies and words[last].folded.startswith("ال"):
        return True  # «الأمين العام المساعد»
    return before is not None and before.lemma in deputies and not before.pronoun  # but «وكيله المحامي»

"""Which Arabic words are finite verbs, by the concept lexicon: it lists a verb in the past and then in the present."""

from __future__ import annotations

import functools
from itertools import pairwise

from consistency.extraction.analysis import Word
from consistency.language.concepts import listed_in_order


@functools.cache
def _verbs() -> frozenset[str]:
    """Return the folded verbs of the lexicon: «وصل» before «يصل», with what the past takes on for she and they."""
    found: set[str] = set()
    for words in listed_in_order("ar"):
        for past, present in pairwise(words):
            article = past.startswith("ال") and not present.startswith("يل")  # no «التقى», «يلتقي»
            if present.startswith("ي") and not past.startswith("ي") and not article and " " not in past + present:
                found.update((past, f"{past}ت", f"{past}وا", f"{past}ا", present, f"ت{present[1:]}"))
                if past.endswith("ي"):  # «التقى», «التقت», «التقوا»
                    found.update((f"{past[:-1]}ت", f"{past[:-1]}وا"))
    return frozenset(found)


def is_arabic_verb(word: Word) -> bool:
    """Tell whether a word is a finite verb, perhaps behind «و» or «ف», and with no pronoun or article on it."""
    bare = word.folded[1:] if word.folded[:1] in "وف" and len(word.folded) > 3 else word.folded
    return word.person < 0 and word.entity < 0 and (bare in _verbs() or word.folded in _verbs())

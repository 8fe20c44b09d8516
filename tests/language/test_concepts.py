"""The concept lexicon is sound: a word has one concept, opposites exist."""

from __future__ import annotations

from collections import Counter

from consistency.language.concepts import find_concepts, lexicon
from consistency.language.orthography import fold
from consistency.resources import load_shipped, rules_root


def _entries() -> list[tuple[str, str, dict[str, object]]]:
    files = sorted((rules_root() / "languages" / "concepts").glob("*.yaml"))
    return [(path.name, concept, entry) for path in files for concept, entry in load_shipped(path).items()]


def test_a_concept_stands_in_one_file() -> None:
    counts = Counter(concept for _, concept, _ in _entries())
    assert [concept for concept, count in counts.items() if count > 1] == []


def test_opposites_are_concepts() -> None:
    known = {concept for _, concept, _ in _entries()}
    missing = {o for _, _, entry in _entries() for o in entry.get("opposite") or () if o not in known}  # type: ignore[attr-defined]
    assert missing == set()


def test_a_word_means_one_thing() -> None:
    for language in ("ar", "en"):
        owners: dict[str, set[str]] = {}
        for _, concept, entry in _entries():
            for word in entry.get(language) or ():  # type: ignore[attr-defined]
                owners.setdefault(fold(str(word)).text, set()).add(concept)
        shared = {word: sorted(found) for word, found in owners.items() if len(found) > 1}
        assert shared == {}


def test_every_concept_has_words_of_both_languages() -> None:
    assert [c for _, c, entry in _entries() if not entry.get("en") or not entry.get("ar")] == []


def test_a_phrase_wins_over_its_words() -> None:
    english = lexicon("en")
    first, rests = next(iter(sorted(english.phrases.items())))
    rest, concept = rests[0]
    found = find_concepts([(first,), *((word,) for word in rest)], "en")
    assert found == [concept] * (len(rest) + 1)

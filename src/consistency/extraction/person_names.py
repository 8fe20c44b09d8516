"""Names of persons in running text: found by the grammar of names, and short mentions tied to the full name before.

There is no trained model behind this. A name needs an anchor: a listed given name, a title or an office before it, an
initial, or an entry of the alias table. So a name that nothing announces is missed rather than guessed.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from consistency.extraction.name_lexicon import Run, last_word
from consistency.knowledge.entities import EntityMention, find_entities
from consistency.language.orthography import Folded, fold
from consistency.normalization.names import name_tokens
from consistency.resources import knowledge_resource


@dataclass(frozen=True, slots=True)
class NameMention:
    """A person's name in a text: ``folded.text[start:end]``.

    `text` is the name as printed, `tokens` its words that count, `entity` the id of the alias table or None. `short` is
    true for a surname alone; `full` is then the place, in the list returned, of the full name that it stands for.
    """

    start: int
    end: int
    text: str
    tokens: tuple[str, ...]
    entity: str | None = None
    short: bool = False
    full: int | None = None


@functools.cache
def _persons() -> dict[tuple[str, ...], str]:
    persons: dict[tuple[str, ...], str] = {}
    for key, entry in knowledge_resource("aliases").items():
        for language in ("ar", "en"):
            for name in entry.get(language, ()):
                persons.setdefault(name_tokens(name), key)
    return persons


def find_person_names(
    folded: Folded, language: str, entities: Sequence[EntityMention] | None = None
) -> list[NameMention]:
    """Find the persons named in a text in `language` ("ar" or "en"); mentions come in order and do not overlap.

    `entities` are the known entities of the text, found here when not given.
    """
    if entities is None:
        entities = find_entities(folded, language)
    runs: list[Run]
    if language == "ar":
        from consistency.extraction.arabic_names import arabic_names

        runs = arabic_names(folded, entities)
    else:
        from consistency.extraction.english_names import english_names

        runs = english_names(folded, entities)
    return _tied([_mention(folded, run) for run in runs])


def _mention(folded: Folded, run: Run) -> NameMention:
    start, end = folded.original(run.start, run.end)
    printed = folded.source[start:end]
    tokens = name_tokens(printed)
    short = len(tokens) <= 1 and not (tokens and " " in tokens[0])
    return NameMention(run.start, run.end, printed, tokens, _persons().get(tokens), short)


def _tied(mentions: list[NameMention]) -> list[NameMention]:
    """Tie each short mention to the last full name before it with the same surname, or of the same known person."""
    by_last: dict[str, int] = {}
    by_entity: dict[str, int] = {}
    tied: list[NameMention] = []
    for index, mention in enumerate(mentions):
        if mention.short and mention.tokens:
            full = by_last.get(last_word(mention.tokens))
            if full is None and mention.entity is not None:
                full = by_entity.get(mention.entity)
            if full is not None:
                entity = mentions[full].entity or mention.entity
                tied.append(replace(mention, full=full, entity=entity))
                continue
        elif mention.tokens:
            by_last[last_word(mention.tokens)] = index
            if mention.entity is not None:
                by_entity.setdefault(mention.entity, index)
        tied.append(mention)
    return tied


def names_in(text: str, language: str) -> list[NameMention]:
    """Find the persons named in a plain text.

    >>> [mention.text for mention in names_in("قال دميتري بيسكوف اليوم", "ar")]
    ['دميتري بيسكوف']
    """
    return find_person_names(fold(text), language)

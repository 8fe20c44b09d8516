"""The message of a discrepancy: the sentence of its rule, filled with what the claims say."""

from __future__ import annotations

import re

from consistency.judging.value_words import ValueWords, value_words
from consistency.model import Claim, RuleDescription, Term, Terms

_PLACEHOLDER = re.compile(r"\{([ab])\.(\w+)\}")


def message(rule: RuleDescription, a: Claim, b: Claim) -> str:
    """Return the message in English."""
    return _filled(rule.message, a, b, value_words())


def translations(rule: RuleDescription, a: Claim, b: Claim) -> dict[str, str]:
    """Return the message in each other language that the rule has words in."""
    return {
        language: _filled(wording.message, a, b, value_words(language))
        for language, wording in rule.translations.items()
    }


def fields_told(rule: RuleDescription) -> frozenset[str]:
    """Return the fields of which the message of a rule tells, in any language."""
    wordings = (rule.message, *(wording.message for wording in rule.translations.values()))
    return frozenset(found[2] for wording in wordings for found in _PLACEHOLDER.finditer(wording))


def _filled(template: str, a: Claim, b: Claim, words: ValueWords) -> str:
    def fill(match: re.Match[str]) -> str:
        claim = a if match[1] == "a" else b
        if match[2] == "source":
            return claim.source
        if match[2] == "quote":
            return claim.evidence[0].quote
        value = claim.fields.get(match[2])
        printed = _printed(claim, match[2])
        if printed is not None and (
            isinstance(value, Terms) or (isinstance(value, Term) and value.concept[1:2] == ":")
        ):
            return printed
        return "?" if value is None else words.say(value)

    return _PLACEHOLDER.sub(fill, template)


def _printed(claim: Claim, name: str) -> str | None:
    """Return the words of a field as the text prints them, where they stand within the claim's quotation."""
    evidence, span = claim.evidence[0], claim.spans.get(name)
    if span is None or evidence.start is None:
        return None
    start, end = span[0] - evidence.start, span[1] - evidence.start
    return evidence.quote[start:end] if 0 <= start < end <= len(evidence.quote) else None

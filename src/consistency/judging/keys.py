"""What a claim says, as a key that does not depend on where it stands and how it is spelt."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from typing import Any

from consistency.language.orthography import fold
from consistency.model import Claim, Name, Setting, Terms, Text, Value


def claim_key(claim: Claim) -> str:
    """Return a digest of the kind and the fields of a claim.

    It stays the same when the text is moved, wrapped or normalized otherwise, and when the words around the claim
    change. A known name counts by what it names, other words as they are folded.
    """
    said = {name: _said(value) for name, value in claim.fields.items() if not isinstance(value, Setting)}
    content = json.dumps([claim.kind, said], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.blake2b(content.encode(errors="surrogatepass"), digest_size=8).hexdigest()


def _said(value: Value) -> Any:
    if isinstance(value, Name):
        return ["name", value.entity or _folded(value.text)]
    if isinstance(value, Text):
        return ["text", _folded(value.text)]
    if isinstance(value, Terms):
        return ["terms", sorted(value.concepts), value.complete]
    return {
        field.name: _folded(v) if isinstance(v := getattr(value, field.name), str) else v
        for field in dataclasses.fields(value)
    }


def _folded(text: str) -> str:
    return " ".join(fold(text).text.split())

"""The key of a report: a digest of everything that a check depends on besides its code, which is in it, too."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

from consistency.claim_cache.digest import judging_digest
from consistency.model import Source


def report_key(sources: Sequence[Source], texts_of_choices: Iterable[str]) -> bytes:
    """Return the key of the report of a check of `sources`, of which all counts: text, day, name, place.

    `texts_of_choices` say in a fixed order all else that was chosen: rules, days, what keeps silent about what.
    """
    digest = hashlib.blake2b(judging_digest(), digest_size=16)
    for source in sources:
        told = {name: value for name, value in source if name != "text"}
        digest.update(json.dumps(told, sort_keys=True, default=str).encode("utf-8", "surrogatepass"))
        digest.update(b"\0" + source.text.encode("utf-8", "surrogatepass") + b"\0")
    for text in texts_of_choices:
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return digest.digest()

"""What a text tells of offices, as tests compare it."""

from __future__ import annotations

from consistency import Source
from consistency.extraction import extract_claims
from consistency.model import Name, Term


def offices(text: str) -> list[tuple[str, str, str]]:
    """Return holder, office and status of each office that is read in a text."""
    found = []
    for claim in extract_claims(Source(id="a", text=text)):
        holder, office, status = (claim.fields.get(name) for name in ("holder", "office", "status"))
        if (
            claim.kind == "office"
            and isinstance(holder, Name)
            and isinstance(office, Term)
            and isinstance(status, Term)
        ):
            found.append((holder.text, office.concept, status.concept))
    return found

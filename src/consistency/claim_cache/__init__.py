"""A cache of extracted claims: what was read out of a text once is not read out of it again."""

from consistency.claim_cache.store import ClaimCache

__all__ = ["ClaimCache"]

"""A cache of extracted claims and of reports: what was read out of a text once is not read out of it again."""

from consistency.claim_cache.report_keys import report_key
from consistency.claim_cache.store import ClaimCache

__all__ = ["ClaimCache", "report_key"]

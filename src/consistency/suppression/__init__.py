"""Suppression: what an editor has looked at and lets stand, said in the text or in a file beside it."""

from consistency.suppression.applying import Outcome, apply_suppressions
from consistency.suppression.finding import find_suppressions
from consistency.suppression.model import Suppression

__all__ = ["Outcome", "Suppression", "apply_suppressions", "find_suppressions"]

"""The roles of words in quantities, to which each reader of them adds those that it asks for."""

from consistency.normalization.tokens import WordRoles

QUANTITY_WORDS = WordRoles("quantity")

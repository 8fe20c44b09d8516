"""Matching: which claims are about one thing, and how alike their fields are."""

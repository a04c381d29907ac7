"""Merging: which reports are of one contact, as judgements, and the contacts that the judgements make."""

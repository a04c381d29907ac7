"""Merging: which reports are of one contact, as judgements, and the contacts that the judgements make."""

import communique.one_thread  # noqa: F401  for what it does

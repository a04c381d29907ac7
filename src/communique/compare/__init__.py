"""Comparing the accounts of one contact, side against side: what both say, what only one says, and where they part."""

from __future__ import annotations

from communique.compare.setting import Source
from communique.compare.table import Row, divergences, loose_divergences, table_of

__all__ = ["Row", "Source", "divergences", "loose_divergences", "sources_of", "table_of"]

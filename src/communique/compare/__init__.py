"""Comparing accounts, side against side: what both say, what only one says, and where they part."""

from __future__ import annotations

from communique.compare.loose import loose_divergences, on_other_matters
from communique.compare.rows import Row, of_sides
from communique.compare.setting import Source
from communique.compare.table import divergences, table_of

__all__ = ["Row", "Source", "divergences", "loose_divergences", "of_sides", "on_other_matters", "table_of"]

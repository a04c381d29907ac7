"""Corrections: what they change, how they are undone, found again and carried."""

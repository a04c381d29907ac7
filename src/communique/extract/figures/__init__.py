"""Figures: numbers with their unit, what they count, and who gives them."""

"""Extraction: from an annotated document to claims, each with the words that it was read from."""

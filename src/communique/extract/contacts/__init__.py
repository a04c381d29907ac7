"""Contacts: who spoke to whom, when, where, at whose initiative and about what."""

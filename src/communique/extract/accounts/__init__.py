"""Accounts: who says what, for which side, and about which contact."""

"""People's corrections: made of what somebody sees in a ledger, found again in every other, shown, undone, carried."""

"""Events: who did what to whom, coded by PLOVER."""

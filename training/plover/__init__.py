"""Training of the PLOVER classifier."""

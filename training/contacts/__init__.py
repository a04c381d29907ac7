"""Training of the reader of contacts that no contact word tells."""

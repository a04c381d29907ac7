"""Golden files: what a small corpus of our own sentences gives, and what the package promises to importers."""

"""Training of the attribution tagger that ships in ``communique.annotate.models``; see README.md."""

"""From a document to a document with syntax, names, attributions, time expressions and days."""

import communique.one_thread  # noqa: F401  for what it does

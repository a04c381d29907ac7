"""From a document to a document with syntax, names, attributions, time expressions and days."""

import os

# A worker is a process for each core; numpy's OpenBLAS, which reads this when it is first imported, would start a
# thread for each core in each of them.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

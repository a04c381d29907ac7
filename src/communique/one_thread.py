"""One thread a process: imported before numpy by every room that computes with it.

A worker is a process for each core; numpy's OpenBLAS, which reads this when it is first imported, would start a thread
for each core in each of them. A number that the user has set stays.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

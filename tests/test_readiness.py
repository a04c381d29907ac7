"""A build leaves the process that it runs in to the garbage collector as it found it."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from pathlib import Path

from communique.annotate import language as language_room
from communique.annotate.language import names

# In a process of its own: what is loaded here was loaded by other tests.
BUILD = """
import gc, sys, communique
communique.build(sys.argv[1], sys.argv[2])
assert gc.isenabled() and gc.get_freeze_count() == 0, "after a build"
"""
WORKER = """
import gc
from communique.pipeline import process
from communique.read.items import RawItem
process(RawItem("a.txt", "", "text", b"Angela Merkel met Joe Biden on Friday."))
assert gc.isenabled() and gc.get_freeze_count() > 100_000, "in a worker"
"""


def test_what_is_loaded_is_frozen_in_workers_and_thawed_after_a_build(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Angela Merkel met Joe Biden in Berlin on Friday. They spoke about gas.", "utf-8")
    for code in (BUILD, WORKER):
        command = [sys.executable, "-c", code, str(article), str(tmp_path / "l.db")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_a_pipeline_that_is_given_up_is_collected_though_it_was_frozen() -> None:
    names("Angela Merkel met Joe Biden in Berlin.")
    before = weakref.ref(language_room.language())
    gc.freeze()
    try:
        most, language_room._MOST_WORDS = language_room._MOST_WORDS, 0
        names("Angela Merkel met Joe Biden in Berlin.")
    finally:
        language_room._MOST_WORDS = most
    gc.collect()
    assert before() is None

"""Lineage of many articles: seconds and memory on one core.

    python bench/lineage.py [ARTICLES]

The articles are random words with the frequencies of a natural vocabulary (Zipf); every fifth is a cut reprint with a
few words changed, every tenth a mash-up of two.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from itertools import accumulate

from communique.merge.lineage import lineages
from communique.records import Document, Publication

_VOCABULARY = 30_000
_PARAGRAPHS, _SENTENCES, _WORDS = 10, 2, 22


def documents(count: int) -> Iterator[Document]:
    """Yield so many documents, the same ones every time."""
    chance = random.Random(7)
    words = [_word(n) for n in range(_VOCABULARY)]
    weights = list(accumulate(1 / (n + 10) for n in range(_VOCABULARY)))
    written: list[list[str]] = []
    for number in range(count):
        if number % 10 == 9:
            first, second = chance.sample(written, 2)
            paragraphs = first[:4] + second[2:6]
        elif number % 5 == 4:
            paragraphs = [_changed(p, words, chance) for p in chance.choice(written)[:7]]
        else:
            paragraphs = [_paragraph(words, weights, chance) for _ in range(_PARAGRAPHS)]
        written.append(paragraphs)
        day = f"2024-{1 + number % 12:02}-{1 + number % 28:02}"
        yield Document(
            f"doc-{number:06}", "\n\n".join(paragraphs), None, "bench", None, f"Outlet {number % 400}",
            Publication(day, "metadata"), None, "en",
        )  # fmt: skip


def _word(number: int) -> str:
    letters = ""
    number += 26**2
    while number:
        number, digit = divmod(number, 26)
        letters += "abcdefghijklmnopqrstuvwxyz"[digit]
    return letters


def _paragraph(words: list[str], weights: list[float], chance: random.Random) -> str:
    sentences = (chance.choices(words, cum_weights=weights, k=_WORDS) for _ in range(_SENTENCES))
    return " ".join(f"{' '.join(s).capitalize()}." for s in sentences)


def _changed(paragraph: str, words: list[str], chance: random.Random) -> str:
    return " ".join(chance.choice(words) if chance.random() < 0.04 else w for w in paragraph.split(" "))


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    batch = list(documents(count))
    start = time.perf_counter()
    found = lineages(batch)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    copies = sum(f.kind != "original" for f in found)
    print(f"{count:,} articles: {seconds:.1f} s, {peak:.0f} MB, {copies:,} copies found")


if __name__ == "__main__":
    main()

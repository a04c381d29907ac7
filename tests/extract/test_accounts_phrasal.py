"""Cues of several words: phrases of telling before a clause, and whose telling it is beside one."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.accounts.reader import accounts
from communique.records import Document, Publication, content_id


def said(text: str) -> list[tuple[str, str]]:
    document = Document(
        id=content_id("doc", text), text=text, external_id=None, path="article.txt", url=None, publisher=None,
        published=Publication("2022-03-10", "metadata"), title=None, language="en",
    )  # fmt: skip
    return [(a.source, a.content.quote) for a in accounts(annotate(document), ())]


@pytest.mark.parametrize(
    "phrase",
    [
        "let it be known that",
        "made clear that",
        "made it plain to the envoys that",
        "is of the opinion that",
        "took the view that",
        "let Washington know that",
        "gave the assurance that",
        "pointed out that",
        "wrote to Emmanuel Macron to say that",
        "was at pains to stress that",
        "would only say that",
        "confined himself to saying that",
        "is said to have told Emmanuel Macron that",
        "served notice that",
        "was adamant that",
    ],
)
def test_what_follows_a_phrase_of_telling_is_its_subjects(phrase: str) -> None:
    assert said(f"Vladimir Putin {phrase} the plan was dead.") == [("Vladimir Putin", "the plan was dead")]


@pytest.mark.parametrize(
    "beside",
    [
        "In the Kremlin's version",
        "By the Kremlin's own account",
        "In the words of the Kremlin",
        "In the Kremlin’s telling",
        "As the Kremlin put it",
        "By the Kremlin's count",
    ],
)
def test_a_clause_in_somebodys_version_is_his(beside: str) -> None:
    assert said(f"{beside}, the call had lasted an hour.") == [("Kremlin", "the call had lasted an hour")]
    assert said(f"The call had lasted an hour, {beside[0].lower()}{beside[1:]}.") == [
        ("Kremlin", "The call had lasted an hour")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Vladimir Putin did not make clear that the plan was dead.",
        "In Moscow's Red Square, the troops had gathered in the snow.",
        "By the president's side, the ministers waited for an hour.",
    ],
)
def test_what_is_denied_or_names_a_place_is_no_account(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Mauricio Macri met Theresa May. Macri is to come in May, his spokesman said.", "Mauricio Macri's spokesman"),
        ("Olaf Scholz flew to Moscow. The plan was dead, his spokeswoman said.", "Olaf Scholz's spokeswoman"),
        (
            "Kyiv reacted with anger. It was an ultimatum, the Foreign Ministry said.",
            "Ukrainian Foreign Ministry",
        ),
        ("Berlin was silent for a day. The Defence Ministry said that the plan was dead.", "German Defence Ministry"),
        ("QNA said that the emir had called Riyadh.", "Qatar News Agency"),
    ],
)
def test_a_source_named_in_short_is_named_in_full(text: str, source: str) -> None:
    assert [name for name, _ in said(text)] == [source]

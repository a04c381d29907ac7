"""At whose initiative a contact took place where the sentence has another word than the contact's own for it."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.contacts.reports import contact_reports
from communique.records import Document, Publication


def initiators(text: str) -> set[str | None]:
    """Return the initiators of the contacts of a text published in September 2016."""
    published = Publication("2016-09-22", "metadata")
    document = Document("d", text, None, "a.txt", None, None, published, None, "en")
    return {r.initiator for r in contact_reports(annotate(document))}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Vladimir Putin answered the letter sent to him on Monday by President Recep Tayyip Erdogan.", "TUR"),
        ("Barack Obama wrote to Vladimir Putin on Monday.", "USA"),
        ("John Kerry was invited to visit Russia and meet Sergei Lavrov next week.", "RUS"),
        ("Sergei Lavrov accepted an invitation to visit Paris and meet Jean-Marc Ayrault next week.", "FRA"),
        ("Barack Obama reached Vladimir Putin by telephone on Monday.", "USA"),
        ("Wang Yi and John Kerry met informally in Munich on Monday at the request of the latter.", "USA"),
        ("Wang Yi had a phone call with John Kerry on Monday at request.", "USA"),
        (
            "A meeting of Vladimir Putin and Barack Obama in Helsinki on Monday was proposed by the United States.",
            "USA",
        ),
        ("John Kerry visited Tel Aviv on Monday at the invitation of the Israeli government.", "ISR"),
        ("Barack Obama and Vladimir Putin spoke on Monday in a call placed by the Russian leader.", "RUS"),
        ("At Washington's suggestion, Sergei Lavrov and John Kerry met in Geneva on Monday.", "USA"),
        ("Sergei Lavrov held telephone talks with John Kerry on Monday at the latter's initiative.", "USA"),
        ("The initiative for Monday's call between Vladimir Putin and Angela Merkel came from Berlin.", "DEU"),
        (
            "Vladimir Putin and Angela Merkel talked on Monday; the initiator of the conversation was the German side.",
            "DEU",
        ),
        ("Angela Merkel contacted Vladimir Putin by telephone on Monday.", "DEU"),
        ("Angela Merkel's office sought a meeting with Vladimir Putin in Paris, but he refused.", "DEU"),
        ("The German ambassador was called in by the Turkish foreign ministry on Monday.", "TUR"),
        ("The Russian ambassador was summoned to the Foreign Office in London on Monday.", "GBR"),
    ],
)
def test_the_side_that_writes_invites_or_asks_is_the_initiator(text: str, side: str) -> None:
    assert initiators(text) == {side}


@pytest.mark.parametrize(
    "text",
    [
        "Barack Obama and Vladimir Putin spoke by telephone on Monday and called for a ceasefire.",
        "John Kerry met Sergei Lavrov in Geneva on Monday and invited nobody.",
        "Barack Obama and Vladimir Putin conferred in Hangzhou on Monday.",
    ],
)
def test_no_initiator_is_read_where_the_text_tells_none(text: str) -> None:
    assert initiators(text) == {None}

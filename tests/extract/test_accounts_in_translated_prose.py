"""Whose words are whose in prose of agencies and in translations: texts, citations, "as per", "informed reporters"."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.accounts.reader import accounts
from communique.extract.contacts.reports import contact_reports
from communique.records import Account, Document, Publication


def only(text: str) -> Account:
    """Return the one account of a text."""
    published = Publication("2021-12-31", "metadata")
    annotated = annotate(Document("doc-1", text, None, "a.txt", None, None, published, None, "en"))
    (account,) = accounts(annotated, contact_reports(annotated))
    return account


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The White House said in a readout of the call that Biden had pressed Putin on Ukraine.",
            "White House",
            "Biden had pressed Putin on Ukraine",
        ),
        (
            "A statement on the Kremlin website said the two leaders discussed Syria.",
            "Kremlin",
            "the two leaders discussed Syria",
        ),
        (
            "As reported by the Kremlin, Putin and Biden agreed to carry on the dialogue.",
            "Kremlin",
            "Putin and Biden agreed to carry on the dialogue",
        ),
        (
            "Putin warned Biden against sanctions, as stated by Kremlin spokesman Dmitry Peskov.",
            "Dmitry Peskov",
            "Putin warned Biden against sanctions",
        ),
        (
            "Putin was satisfied with the call, Kremlin aide Yuri Ushakov informed reporters on Thursday.",
            "Yuri Ushakov",
            "Putin was satisfied with the call",
        ),
        (
            '"Erdogan stressed that a truce was needed," reads the statement of the Turkish Presidency on his call.',
            "Turkish presidency",
            "Erdogan stressed that a truce was needed",
        ),
        (
            "According to a senior US official who briefed reporters, Putin and Biden did not agree on anything.",
            "US official (unnamed)",
            "Putin and Biden did not agree on anything",
        ),
    ],
)
def test_source_and_content(text: str, source: str, content: str) -> None:
    account = only(text)
    assert account.source == source
    assert account.content.quote.rstrip(",") == content


def test_whom_an_agency_quotes_is_the_source_and_the_agency_the_way() -> None:
    account = only("TASS reported, quoting the Kremlin, that Biden assured Putin that Washington had no such plan.")
    assert (account.source, account.side, account.via) == ("Kremlin", "RUS", ("TASS",))
    assert account.content.quote.startswith("Biden assured Putin")


@pytest.mark.parametrize(
    ("text", "source", "side"),
    [
        ("Olaf Scholz spoke with Putin. Scholz demanded a truce, the chancellery said.", "German Chancellery", "DEU"),
        ("Emmanuel Macron spoke with Putin. Macron demanded a truce, the presidency said.", "Elysee", "FRA"),
        (
            "Lavrov spoke to Blinken. Lavrov called for a truce, the foreign ministry said.",
            "Russian foreign ministry",
            "RUS",
        ),
    ],
)
def test_a_bare_organ_is_that_of_the_official_for_whom_it_speaks(text: str, source: str, side: str) -> None:
    account = only(text)
    assert (account.source, account.side) == (source, side)

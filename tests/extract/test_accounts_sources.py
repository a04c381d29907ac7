"""Sources in the words that the press has for them: servants with names, houses, mouthpieces, pronouns."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.accounts.reader import accounts
from communique.records import Account, Document, Publication, content_id


def read(text: str, publisher: str = "Daily Courier") -> tuple[Account, ...]:
    document = Document(
        id=content_id("doc", text), text=text, external_id=None, path="made-up.txt", url=None, publisher=publisher,
        published=Publication("2018-03-14", "metadata"), title=None, language="en",
    )  # fmt: skip
    return accounts(annotate(document), ())


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Paris wobbled too: Macron’s spokesman, Benjamin Griveaux, said France would wait for proof.",
            "Benjamin Griveaux",
            "France would wait for proof",
        ),
        (
            "He spoke to Angela Merkel, whose spokesman, Steffen Seibert, said a strong economy was in her interest.",
            "Steffen Seibert",
            "a strong economy was in her interest",
        ),
        (
            "Carla Venn, of the Lowland Policy Forum in Delft, said the sponsors had little in common.",
            "Carla Venn",
            "the sponsors had little in common",
        ),
        (
            "“They will meet again,” said Ada Quist, who teaches Gulf politics in Exeter.",
            "Ada Quist",
            "They will meet again",
        ),
        (
            "Bill Browder, the financier turned campaigner, said nothing short of a freeze would be felt.",
            "Bill Browder",
            "nothing short of a freeze would be felt",
        ),
        ("No 10 said the call had been useful.", "Downing Street", "the call had been useful"),
        (
            "Turkish investigators are leaking daily. They say the man was killed at once.",
            "Turkish investigators (unnamed)",
            "the man was killed at once",
        ),
        (
            "China's version was sterner. The rights and wrongs were clear, according to a foreign ministry statement.",
            "Chinese foreign ministry",
            "The rights and wrongs were clear",
        ),
        (
            "Michel hoped to see both. Hikmet Hajiyev did not rule it out: his president was ready to come, he said.",
            "Hikmet Hajiyev",
            "his president was ready to come",
        ),
    ],
)
def test_the_source_is_who_speaks(text: str, source: str, content: str) -> None:
    assert (source, content) in {(a.source, a.content.quote) for a in read(text)}


@pytest.mark.parametrize(
    "text",
    [
        "“I have no bread,” said Omar Haddad, who lives in Douma.",
        "Karim Lutfi, a baker in Aleppo, said he had no flour.",
    ],
)
def test_private_persons_are_no_sources(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("publisher", "source", "side"),
    [
        ("Ministry of Foreign Affairs of Japan", "Japanese Foreign Ministry", "JPN"),
        ("Ministry of Foreign Affairs of the People's Republic of China", "Chinese Foreign Ministry", "CHN"),
        ("Ministry for Europe and Foreign Affairs (France)", "French Foreign Ministry", "FRA"),
        ("Ministry of Defence of the Russian Federation", "Russian Defence Ministry", "RUS"),
        ("Department of State", "US State Department", "USA"),
        ("Korean Central News Agency", "KCNA", "PRK"),
    ],
)
def test_an_office_goes_by_the_name_that_the_press_has_for_it(publisher: str, source: str, side: str) -> None:
    found = read("The minister set out the position of the government on the matter.", publisher)
    assert [(a.source, a.side) for a in found] == [(source, side)]


def test_a_readout_states_nothing_by_its_ceremony() -> None:
    text = (
        "The two leaders stepped over the line hand in hand. Both sides opened their hearts on matters of concern. "
        "The ministers of defence were also present. A banquet followed in the evening."
    )
    assert [a.content.quote for a in read(text, "Korean Central News Agency")] == [
        "Both sides opened their hearts on matters of concern"
    ]

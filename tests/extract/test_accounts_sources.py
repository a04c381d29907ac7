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
        ("Mr Putin's spokesman said that nothing was agreed.", "Mr Putin's spokesman", "nothing was agreed"),
        ("But Barack Obama's aides said there was no link.", "Barack Obama's aides", "there was no link"),
        ("Narendra Modi was firm, his office said.", "Indian Prime Minister's Office", "Narendra Modi was firm"),
        (
            "Israel's Prime Minister's Office said that talks went on.",
            "Israeli Prime Minister's Office",
            "talks went on",
        ),
        (
            "Netanyahu's office contradicted him. “Once Hamas is beaten, we stay,” it said.",
            "Netanyahu's office",
            "Once Hamas is beaten, we stay",
        ),
        (
            "The Russian news agency TASS said that nothing was agreed.",
            "Russian news agency TASS",
            "nothing was agreed",
        ),
        ("Interfax reported, citing Dmitry Peskov, that the war would go on.", "Dmitry Peskov", "the war would go on"),
        ("The war would go on, RIA reported, citing Dmitry Peskov.", "Dmitry Peskov", "The war would go on"),
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


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Vladimir Putin's aides said that nothing was agreed.", "RUS"),
        ("The Saudi Press Agency said that the king had agreed.", "SAU"),
        ("Chinese state television said that the visit was over.", "CHN"),
        ("Jan Novak, an analyst, of Georgetown University said that the text was thin.", None),
    ],
)
def test_a_servant_speaks_for_his_master_and_a_scholar_for_nobody(text: str, side: str | None) -> None:
    assert {a.side for a in read(text)} <= {side}


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Kim proposed a meeting in spring, according to Dmitry Peskov.", ["Kim proposed a meeting in spring"]),
        ("Vladimir Putin and Joe Biden agreed on Monday to cut arsenals.", ["to cut arsenals"]),
        ("Dmitry Peskov told a news conference in Moscow that cuts were linked.", ["cuts were linked"]),
        ("Vladimir Putin called Ukrainian President Volodymyr Zelensky.", []),
        (
            "Moscow put the toll at no more than 60; an American official put it at 80.",
            ["the toll at no more than 60", "it at 80"],
        ),
    ],
)
def test_the_content_is_what_is_said_and_no_more(text: str, contents: list[str]) -> None:
    assert [a.content.quote for a in read(text)] == contents


def test_a_states_agency_passes_on_what_two_ministries_say() -> None:
    text = (
        "Chinese State Councilor Wang Yi spoke by telephone with his Indian counterpart on Tuesday.\n\n"
        "The Chinese foreign ministry said in a statement that the line had been crossed. "
        "India's foreign ministry said that the act was planned."
    )
    assert [a.side for a in read(text, "Xinhua")] == ["CHN", "IND"]


def test_the_line_that_names_the_spokesman_of_a_readout_is_no_account() -> None:
    text = (
        "The below is attributable to Spokesperson Matthew Miller:\n\n"
        "Secretary of State Antony J. Blinken met with Foreign Minister Qin Gang today. "
        "The Secretary raised the matter of detained citizens."
    )
    found = [(a.source, a.content.quote) for a in read(text, "Department of State")]
    assert found == [("US State Department", "The Secretary raised the matter of detained citizens")]

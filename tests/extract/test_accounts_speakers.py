"""Who speaks in an official text: the office, one of its people, or the speakers of a transcript."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.accounts.reader import accounts
from communique.records import Document, Publication, content_id


def sources(text: str, publisher: str, title: str | None = None, day: str = "2023-05-10") -> list[str]:
    return [source for source, _ in said(text, publisher, title, day)]


def said(text: str, publisher: str, title: str | None = None, day: str = "2023-05-10") -> list[tuple[str, str]]:
    document = Document(
        id=content_id("doc", text), text=text, external_id=None, path="article.txt", url=None, publisher=publisher,
        published=Publication(day, "metadata"), title=title, language="en",
    )  # fmt: skip
    return [(a.source, a.content.quote) for a in accounts(annotate(document), ())]


FIRST = "The meeting was useful. I told our partners that we want peace.\n\nOur offer remains on the table."


@pytest.mark.parametrize(
    ("title", "publisher", "speaker"),
    [
        ("Statement by President von der Leyen on the call", "European Commission", "Ursula von der Leyen"),
        ("Press remarks by High Representative Josep Borrell after the meeting", "European External Action Service",
         "Josep Borrell"),
        ("Remarks by President Biden at a Press Conference", "White House", "Joe Biden"),
        ("Opening statement by Secretary General Jens Stoltenberg", "NATO", "Jens Stoltenberg"),
        ("Statement by the President", "White House", "Joe Biden"),
        ("Secretary Blinken's Remarks to the Press", "US Department of State", "Antony Blinken"),
        ("Speech of Federal Chancellor Olaf Scholz", "German government", "Olaf Scholz"),
        ("Video address by President Volodymyr Zelenskyy", "Office of the President of Ukraine", "Volodymyr Zelensky"),
        ("Statement to the press by Prime Minister Rishi Sunak", "10 Downing Street", "Rishi Sunak"),
        ("Introductory remarks by Foreign Minister Sergey Lavrov", "Russian Foreign Ministry", "Sergei Lavrov"),
    ],
)  # fmt: skip
def test_a_text_under_the_name_of_one_person_is_that_persons(title: str, publisher: str, speaker: str) -> None:
    assert set(sources(FIRST, publisher, title)) == {speaker}


@pytest.mark.parametrize(
    ("title", "publisher", "office"),
    [
        ("Readout of President Biden's Call with President Macron", "White House", "White House"),
        ("Statement from the Prime Minister's Office", "Prime Minister's Office of Israel",
         "Israeli Prime Minister's Office"),
        ("Statement by the Press Secretary", "White House", "White House"),
        ("President Putin speaks with Emmanuel Macron by phone", "Kremlin", "Kremlin"),
    ],
)  # fmt: skip
def test_a_readout_stays_the_offices(title: str, publisher: str, office: str) -> None:
    text = "The leaders spoke by phone.\n\nThe war was discussed at length. Both sides want peace, it was stressed."
    assert set(sources(text, publisher, title)) == {office}


@pytest.mark.parametrize(
    ("label", "publisher", "speaker"),
    [
        ("President of Russia Vladimir Putin:", "Kremlin", "Vladimir Putin"),
        ("SECRETARY BLINKEN:", "US Department of State", "Antony Blinken"),
        ("Prime Minister Kurti:", "Office of the Prime Minister of Kosovo", "Albin Kurti"),
        ("V. Putin:", "Kremlin", "Vladimir Putin"),
        ("Jens Stoltenberg:", "NATO", "Jens Stoltenberg"),
        ("PRESIDENT BIDEN:", "White House", "Joe Biden"),
        ("THE PRESIDENT:", "White House", "Joe Biden"),
        ("Minister of Foreign Affairs Sergey Lavrov:", "Russian Foreign Ministry", "Sergei Lavrov"),
    ],
)
def test_labels_of_a_transcript_name_who_speaks(label: str, publisher: str, speaker: str) -> None:
    assert set(sources(f"{label} {FIRST}", publisher)) == {speaker}


def test_each_speaker_of_a_transcript_has_his_own_words_and_who_asks_has_none() -> None:
    text = (
        "President of Russia Vladimir Putin: We have agreed on a gas hub.\n\n"
        "President of Türkiye Recep Tayyip Erdogan: Our trade has grown by a third.\n\n"
        "Question: The talks have failed for years.\n\n"
        "Vladimir Putin: We have never refused talks."
    )
    assert said(text, "Kremlin") == [
        ("Vladimir Putin", "We have agreed on a gas hub"),
        ("Recep Tayyip Erdoğan", "Our trade has grown by a third"),
        ("Vladimir Putin", "We have never refused talks"),
    ]


def test_a_clause_before_a_colon_is_no_label() -> None:
    text = "The crisis is deep, Vladimir Putin pointed out: in many regions people are afraid. Nobody helps them."
    assert sources(text, "Kremlin")[-1] == "Kremlin"


@pytest.mark.parametrize(
    "opening",
    [
        "After the talks Vladimir Putin made a statement.",
        "Vladimir Putin gave a statement to the press.",
        "Vladimir Putin delivered a speech in Sochi.",
        "Vladimir Putin spoke to reporters in Sochi.",
        "Vladimir Putin addressed the nation on Sunday evening.",
        "Vladimir Putin spoke on Russian television on Wednesday.",
        "Vladimir Putin held a press conference in Sochi.",
    ],
)
def test_behind_a_sentence_that_announces_a_speech_the_speaker_speaks(opening: str) -> None:
    assert set(sources(f"{opening}\n\nA ceasefire begins at noon. All troops are to withdraw.", "Kremlin")) == {
        "Vladimir Putin"
    }


@pytest.mark.parametrize(
    "public",
    [
        "Vladimir Putin told journalists that the talks had been long.",
        "Addressing a joint press conference, Vladimir Putin said that the talks had been long.",
        "Answering a question, Vladimir Putin said that the talks had been long.",
        "The talks had been long, Vladimir Putin told reporters.",
        "In an interview Vladimir Putin said that the talks had been long.",
        "Vladimir Putin informed the press that the talks had been long.",
    ],
)
def test_what_a_leader_tells_the_press_is_his_own_account(public: str) -> None:
    text = f"Vladimir Putin met President Emmanuel Macron.\n\nThe war was discussed.\n\n{public}"
    assert sources(text, "Kremlin") == ["Kremlin", "Vladimir Putin"]


@pytest.mark.parametrize(
    ("publisher", "leader", "day"),
    [
        ("Qatar News Agency", "HH the Emir Sheikh Tamim bin Hamad Al Thani", "2017-07-11"),
        ("Saudi Press Agency", "King Salman bin Abdulaziz", "2017-07-11"),
        ("TASS", "General Secretary Mikhail Gorbachev", "1987-07-11"),
        ("Xinhua", "Chinese President Xi Jinping", "2017-07-11"),
    ],
)
def test_a_states_agency_tells_for_it_what_its_leader_did(publisher: str, leader: str, day: str) -> None:
    text = f"{leader} received the American ambassador today.\n\nRegional questions were touched upon at length."
    assert sources(text, publisher, day=day) == [publisher]


def test_other_news_of_a_states_agency_are_no_accounts_of_it() -> None:
    text = "Heavy rain flooded the streets of Lagos on Sunday.\n\nSeveral roads were closed at noon."
    assert sources(text, "Xinhua") == []
    assert sources("Mikhail Gorbachev met an envoy today.\n\nTrade was discussed.", "TASS", day="2015-03-01") == []


def test_a_spokesman_who_communicates_the_following_is_the_source() -> None:
    text = (
        "The spokesperson for the Federal Government, Steffen Hebestreit, communicates the following:\n\n"
        "Federal Chancellor Olaf Scholz spoke with the Russian President today.\n\nAn escalation must be avoided."
    )
    title = "Federal Chancellor Scholz speaks with Russian President Putin"
    publisher = "Press and Information Office of the Federal Government"
    assert set(sources(text, publisher, title, "2022-09-13")) == {"Steffen Hebestreit"}

"""Contacts told by a turn of phrase, by a count ("the three") or by a less usual word."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.contacts.reports import contact_reports
from communique.records import Document, Publication


def told(text: str, day: str) -> list[tuple[str, str, str]]:
    """Return mode, status and sides of each contact of a text published on a day."""
    document = Document("doc-1", text, None, "a.txt", None, None, Publication(day, "metadata"), None, "en")
    return [(r.mode.value, r.status.value, "-".join(r.sides)) for r in contact_reports(annotate(document))]


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Kerry had 40 minutes with Sergei Lavrov at Geneva airport on Tuesday.", "2016-09-14", "meeting held RUS-USA"),
        ("John Kerry got an hour with Vladimir Putin in the Kremlin.", "2016-09-14", "meeting held RUS-USA"),
        ("The hosts brought Putin and Zelensky together in Ankara on Tuesday.", "2022-08-22", "meeting held RUS-UKR"),
        ("Erdogan has offered to bring Vladimir Putin and Volodymyr Zelensky to the same table.", "2022-08-22",
         "meeting proposed RUS-UKR"),
        ("The Russian ambassador was called in by Boris Johnson on Monday.", "2018-03-14", "meeting held GBR-RUS"),
        ("The Russian ambassador was called to the Foreign Office on Monday.", "2018-03-14", "meeting held GBR-RUS"),
        ("John Kerry was closeted with Sergei Lavrov for twelve hours on Friday.", "2016-09-14",
         "meeting held RUS-USA"),
        ("Kerry was in London on Tuesday, where his host was the foreign secretary, Philip Hammond.", "2016-09-14",
         "meeting held GBR-USA"),
        ("Vladimir Putin was in Paris on Tuesday, the guest of Emmanuel Macron.", "2017-05-31", "meeting held FRA-RUS"),
        ("Modi had with Xi Jinping his first face to face on Tuesday.", "2024-10-24", "meeting held CHN-IND"),
        ("On Tuesday Theresa May had Angela Merkel on the line.", "2018-03-14", "call held DEU-GBR"),
        ("Sergei Lavrov spent Tuesday in Ankara.", "2018-08-15", "visit held RUS"),
        ("Jean-Yves Le Drian set off for Doha on Saturday.", "2017-07-17", "visit held FRA"),
        ("Kerry and Lavrov emerged on Saturday from 13 hours of haggling in Geneva.", "2016-09-12",
         "meeting held RUS-USA"),
        ("Two days of talks in Astana ended on Tuesday with Russia, Turkey and Iran at one, pledging restraint.",
         "2017-01-25", "talks held IRN-RUS-TUR"),
        ("A message from Barack Obama reached Hassan Rouhani on Tuesday.", "2014-11-06", "letter held IRN-USA"),
        ("The Swiss ambassador carried a message from Barack Obama to Hassan Rouhani.", "2014-11-06",
         "letter held IRN-USA"),
        ("Vladimir Putin kept Kerry waiting for three hours before he saw him on Tuesday.", "2013-05-09",
         "meeting held RUS-USA"),
    ],
)  # fmt: skip
def test_a_turn_of_phrase_tells_of_a_contact(text: str, day: str, expected: str) -> None:
    mode, status, sides = expected.split()
    assert (mode, status, sides) in told(text, day)


@pytest.mark.parametrize(
    ("follow", "expected"),
    [
        ("The three spoke by telephone on Tuesday.", "call"),
        ("The three leaders spoke by telephone on Tuesday.", "call"),
        ("All three had conferred in a conference call on Tuesday.", "call"),
        ("The trio met in Brussels on Tuesday.", "summit"),
    ],
)
def test_a_number_means_those_listed_before(follow: str, expected: str) -> None:
    text = f"Theresa May, Emmanuel Macron and Angela Merkel regretted the decision. {follow}"
    assert told(text, "2018-05-10") == [(expected, "held", "DEU-FRA-GBR")]


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May, Emmanuel Macron and Angela Merkel regretted it. The three other leaders spoke on Tuesday.",
        "Joe Biden thanked Olaf Scholz for bringing all the leaders together.",
        "Barack Obama spent $2m in Ohio on Tuesday.",
        "Russia gave Kerry a concrete answer on Tuesday.",
        "Kerry called in sick on Monday, said Lavrov.",
    ],
)
def test_what_only_looks_like_a_turn_is_no_contact(text: str) -> None:
    assert not told(text, "2016-09-14")


def test_an_occasion_that_brings_people_together_keeps_its_day() -> None:
    text = (
        "Turkey opposed Moscow's peace congress, which aims to bring together 33 delegations in Sochi on 18 November."
    )
    document = Document("doc-1", text, None, "a.txt", None, None, Publication("2017-11-01", "metadata"), None, "en")
    days = [r.date.start if r.date else None for r in contact_reports(annotate(document))]
    assert days == ["2017-11-18"]


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("A Turkish delegation was in Moscow on Tuesday for talks on the truce.", "2018-03-15", "talks held RUS-TUR"),
        ("Russian officials arrived in Ankara on Tuesday for two days of talks.", "2018-03-15", "talks held RUS-TUR"),
        ("Moscow expects a Turkish delegation on Tuesday for talks on the truce.", "2018-03-15",
         "talks scheduled RUS-TUR"),
        ("Envoys from Turkey held two days of talks in Moscow this week.", "2018-03-15", "talks held RUS-TUR"),
        ("Erdogan was obliged to send officials to Moscow last week.", "2018-03-15", "visit held TUR"),
        ("Ukraine said it would send a delegation to Ankara on Tuesday.", "2022-08-15", "visit scheduled UKR"),
        ("China will send its special representative on Eurasian affairs to Ukraine.", "2023-04-27",
         "visit scheduled CHN"),
        ("Nato ambassadors met in Brussels on Wednesday.", "2018-03-15", "talks held NATO"),
        ("The envoys spoke of next week's meeting of NATO defence ministers.", "2018-03-15", "talks scheduled NATO"),
        ("Russia, Turkey and Iran agreed in Astana on 4 May to set up four zones.", "2017-05-10",
         "talks held IRN-RUS-TUR"),
        ("The Russian and Turkish foreign ministers drew up the guarantees in Moscow on 20 December.", "2017-01-10",
         "meeting held RUS-TUR"),
        ("Since his call congratulating Putin on Tuesday, Trump has kept quiet.", "2018-03-23", "call held RUS-USA"),
        ("Boris Johnson, whose trip to Moscow in December was the first for years, shrugged.", "2018-03-15",
         "visit held GBR"),
    ],
)  # fmt: skip
def test_delegations_bodies_and_those_who_conclude(text: str, day: str, expected: str) -> None:
    mode, status, sides = expected.split()
    assert (mode, status, sides) in told(text, day)


@pytest.mark.parametrize(
    "text",
    [
        "A Turkish delegation was in Geneva on Tuesday for talks on the truce.",
        "The United States led negotiations among 195 countries in Paris in 2015.",
    ],
)
def test_a_venue_of_many_is_no_party(text: str) -> None:
    assert all("-" not in sides for _, _, sides in told(text, "2018-03-15"))


def test_troops_are_no_delegation() -> None:
    assert all(mode != "visit" for mode, _, _ in told("Erdogan sent troops to Damascus on Tuesday.", "2018-03-15"))


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Sauli Niinisto gave Donald Trump breakfast on Monday.", "2018-07-17", "meeting held FIN-USA"),
        ("Vladimir Putin granted John Kerry an hour of his time on Tuesday.", "2016-03-24", "meeting held RUS-USA"),
        ("Nikki Haley told Salva Kiir to his face on Wednesday that patience was at an end.", "2017-10-26",
         "meeting held SSD-USA"),
        ("Frank-Walter Steinmeier had come from Tehran, where an hour with Hassan Rouhani was the centrepiece.",
         "2015-10-20", "meeting held DEU-IRN"),
        ("On Monday Donald Trump called the king of Saudi Arabia.", "2018-10-16", "call held SAU-USA"),
        ("Boris Johnson called in the Russian ambassador on Monday.", "2018-03-14", "meeting held GBR-RUS"),
    ],
)  # fmt: skip
def test_tells_contacts_by_what_is_given_or_said_in_person(text: str, day: str, expected: str) -> None:
    assert told(text, day) == [tuple(expected.split())]


@pytest.mark.parametrize(
    "text",
    [
        "Vladimir Putin met Donald Trump in Helsinki on Monday. Lavrov wore a shirt with the letters CCCP on it.",
        "Vladimir Putin met Donald Trump in Helsinki on Monday. Trump had ignored the capital letters in his papers.",
        "Vladimir Putin met Donald Trump in Helsinki on Monday. Putin sent a message to the nation afterwards.",
        "Vladimir Putin met Donald Trump in Helsinki on Monday. Trump said that a letter of credit might help.",
        "Vladimir Putin met Donald Trump in Helsinki on Monday. It is not known when they last spoke by telephone.",
        "Vladimir Putin met Donald Trump in Helsinki on Monday. They had gone on to arms control.",
    ],
)
def test_tells_no_contact_of_spelt_letters_and_open_questions(text: str) -> None:
    assert told(text, "2018-07-17") == [("meeting", "held", "RUS-USA")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sergei Lavrov met John Kerry in Geneva. Theresa May warned Hassan Rouhani when they met in New York.",
         "GBR-IRN"),
        ("Sergei Lavrov met John Kerry in Geneva. Angela Merkel had told Beata Szydlo so when they last spoke.",
         "DEU-POL"),
    ],
)  # fmt: skip
def test_takes_the_two_of_a_clause_of_time_from_its_sentence(text: str, expected: str) -> None:
    assert [sides for _, _, sides in told(text, "2016-09-12")] == ["RUS-USA", expected]


def test_tells_a_reply_apart_from_the_letter_that_it_answers() -> None:
    text = "Barack Obama wrote to Hassan Rouhani in August. The reply arrived on 9 September."
    assert told(text, "2013-09-28") == [("letter", "held", "IRN-USA"), ("letter", "held", "IRN-USA")]


def test_takes_whom_a_letter_went_to_for_the_one_who_replies() -> None:
    text = "Barack Obama wrote to Hassan Rouhani in August, and the reply arrived within weeks."
    document = Document("doc-1", text, None, "a.txt", None, None, Publication("2013-09-28", "metadata"), None, "en")
    assert [r.initiator for r in contact_reports(annotate(document))] == ["USA", "IRN"]


def test_takes_no_participle_for_a_first_name() -> None:
    text = "Receiving Erdogan in the Kremlin on Monday, Vladimir Putin said that trade had grown."
    assert told(text, "2018-03-14") == [("meeting", "held", "RUS-TUR")]

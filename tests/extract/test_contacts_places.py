"""Where a contact took place: buildings and their cities, journeys told before, the place of the story."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.contacts.reports import contact_reports
from communique.extract.contacts.venues import is_venue, venues
from communique.records import ContactReport, Document, Publication

THURSDAY = "2016-09-22"


def read(text: str, day: str | None = THURSDAY, publisher: str | None = None) -> list[ContactReport]:
    """Return the contacts of a text published on a day."""
    published = Publication(day, "metadata" if day else "unknown")
    return list(contact_reports(annotate(Document("d", text, None, "a.txt", None, publisher, published, None, "en"))))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("John Kerry met Vladimir Putin at the Kremlin.", "Kremlin, Moscow"),
        ("Shinzo Abe met Xi Jinping at the Great Hall of the People.", "Great Hall of the People, Beijing"),
        ("Barack Obama met Angela Merkel at the New Palace in Potsdam.", "New Palace, Potsdam"),
        ("Barack Obama met François Hollande at the Elysée Palace in Paris.", "Elysée Palace, Paris"),
        ("Barack Obama received Angela Merkel in the Oval Office.", "Oval Office, Washington"),
        ("John Kerry met Sergei Lavrov at the Hotel President Wilson.", "Hotel President Wilson, Geneva"),
        ("John Kerry met Sergei Lavrov at Filoli Estate.", "Filoli Estate"),
        ("John Kerry flew to Moscow on Tuesday and sat with Vladimir Putin.", "Moscow"),
        ("John Kerry had been to Tehran on 2 July to see Hassan Rouhani.", "Tehran"),
        ("John Kerry flew into Jeddah for lunch with Adel al-Jubeir.", "Jeddah"),
        ("John Kerry met Sergei Lavrov in Geneva.", "Geneva"),
        ("In Vienna this week, by the account of aides, John Kerry sat opposite Sergei Lavrov.", "Vienna"),
        ("John Kerry met Sergei Lavrov on the margins of the Munich Security Conference.", "Munich"),
        ("On the sidelines of the Davos forum John Kerry met Mohammad Javad Zarif.", "Davos"),
    ],
)
def test_the_place_is_the_building_with_its_city_or_where_the_journey_led(text: str, place: str) -> None:
    assert [r.place for r in read(text) if len(r.participants) > 1] == [place]


def test_a_contact_that_goes_on_with_another_is_in_the_same_place() -> None:
    text = "On Tuesday John Kerry met Sergei Lavrov in Geneva. In the evening Kerry dined with Staffan de Mistura."
    assert [r.place for r in read(text)] == ["Geneva", "Geneva"]


def test_a_contact_on_another_day_is_not() -> None:
    text = "On Tuesday John Kerry met Sergei Lavrov in Geneva. On 2 May Kerry dined with Staffan de Mistura."
    assert [r.place for r in read(text)] == ["Geneva", None]


@pytest.mark.parametrize("name", ["Villa La Grange", "Presidential Palace", "Hotel Adlon", "Hofdi House", "Kremlin"])
def test_names_of_buildings(name: str) -> None:
    assert is_venue(name)


@pytest.mark.parametrize("name", ["Moscow", "Germany", "White House spokesman", "House Speaker"])
def test_other_names(name: str) -> None:
    assert not is_venue(name)


def test_venues_stand_where_they_are_named() -> None:
    text = "He left the Prague Castle for the Mandarin Oriental Hotel."
    assert [text[a:b] for a, b in venues(text)] == ["Prague Castle", "Mandarin Oriental Hotel"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("John Kerry flew to Moscow on Tuesday. Vladimir Putin received him that evening.", "Moscow"),
        ("John Kerry was in Tbilisi on Tuesday. He saw Giorgi Kvirikashvili first.", "Tbilisi"),
        ("Muscat, Tuesday. John Kerry was four hours with Yusuf bin Alawi.", "Muscat"),
        ("John Kerry arrived in the Saudi capital on Tuesday. He dined with Adel al-Jubeir.", "Riyadh"),
        ("Sergei Lavrov came to the Elysée on Tuesday and sat with François Hollande.", "Elysée, Paris"),
        ("John Kerry visited Cairo on Tuesday. He met Sameh Shoukry first.", "Cairo"),
        ("On 3 August John Kerry sat down with Wang Yi in Singapore.", "Singapore"),
        ("DOHA, Sept 21 (QNA) - Tamim bin Hamad Al Thani met John Kerry at the Sea Palace today.", "Sea Palace, Doha"),
        (
            "MOSCOW, Sept 21 (Reuters) - Vladimir Putin spoke of butter on Wednesday after meeting Angela Merkel.",
            "Moscow",
        ),
        ("(Vienna, Austria)\n\nSeptember 21, 2016\n\nSebastian Kurz met John Kerry here on Wednesday.", "Vienna"),
    ],
)
def test_a_contact_without_a_place_took_place_where_the_text_had_led(text: str, place: str) -> None:
    assert [r.place for r in read(text) if len(r.participants) > 1] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "Officials in Moscow were silent. On Tuesday John Kerry met Sergei Lavrov.",
        "The war in Syria went on. On Tuesday John Kerry met Sergei Lavrov.",
        "John Kerry flew to Geneva on 2 May. On 20 September he met Sergei Lavrov.",
        "MOSCOW, Sept 21 (Reuters) - Vladimir Putin met Angela Merkel on 2 May.",
        "MOSCOW/BERLIN, Sept 21 (Reuters) - Vladimir Putin met Angela Merkel on Wednesday.",
    ],
)
def test_a_city_that_the_text_only_names_is_no_place_of_the_contact(text: str) -> None:
    assert [r.place for r in read(text) if len(r.participants) > 1] == [None]


def test_what_gatherings_are_called_after_is_no_place() -> None:
    found = read("John Kerry met Wang Yi on Monday at the East Asia Summit in Vientiane.")
    assert {r.place for r in found} == {"Vientiane"}

"""Events: who did what to whom, whether it happened, and what points where."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.contacts.reports import contact_reports
from communique.extract.events.coder import events
from communique.extract.events.plover import contexts_of, mode_of, plover_code, sector_of
from communique.records import Document, Event, Publication, check_spans, spans_of

DAY = "2022-03-02"


def read(text: str, day: str | None = DAY) -> tuple[Event, ...]:
    document = Document("doc-1", text, None, "a.txt", None, None, Publication(day, "metadata"), None, "en")
    annotated = annotate(document)
    return events(annotated, contact_reports(annotated))


def told(text: str) -> list[tuple[str, str | None, str | None, str]]:
    return [
        (e.code, e.actor.country if e.actor else None, e.recipient.country if e.recipient else None, e.status)
        for e in read(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France condemned Iran on Tuesday.", ("ACCUSE", "FRA", "IRN", "happened")),
        ("Iran was condemned by France on Tuesday.", ("ACCUSE", "FRA", "IRN", "happened")),
        ("Turkey demanded that Greece withdraw its ships.", ("REQUEST", "TUR", "GRC", "happened")),
        ("Germany said that Serbia must recognise the border.", ("REQUEST", "DEU", "SRB", "happened")),
        ("China threatened to retaliate against Japan.", ("THREATEN", "CHN", "JPN", "happened")),
        ("The United States imposed sanctions on Belarus.", ("SANCTION", "USA", "BLR", "happened")),
        ("Poland refused to release the Hungarian driver.", ("REJECT", "POL", "HUN", "happened")),
        ("Iraqi rebels kidnapped two Italian engineers.", ("ASSAULT", "IRQ", "ITA", "happened")),
        ("Egypt may condemn Ethiopia over the dam.", ("ACCUSE", "EGY", "ETH", "hypothetical")),
        ("Sweden did not condemn Norway.", ("ACCUSE", "SWE", "NOR", "denied")),
    ],
)
def test_class_parties_and_status(text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Chancellor Olaf Scholz released a letter from his doctor.",
        "President Joe Biden has accepted himself.",
        "The European Union will hold a conference in Brussels.",
        "Prime Minister Boris Johnson was ready to smile.",
        "President Joe Biden offered insights into his thinking.",
    ],
)
def test_words_in_another_sense_tell_no_event(text: str) -> None:
    assert told(text) == []


def test_one_named_person_attacks_another_in_words() -> None:
    words = told("President Joe Biden attacked President Vladimir Putin over the law.")
    arms = told("Serbia attacked Croatia.")
    assert [code for code, *_ in words] == ["ACCUSE"]
    assert [code for code, *_ in arms] == ["ASSAULT"]


def test_a_minority_acts_in_its_own_country_and_a_charity_for_none() -> None:
    assert ("PROTEST", "ROU") in [(c, a) for c, a, *_ in told("Ethnic Hungarians demonstrated on Tuesday in Romania.")]
    (event,) = read("Red Cross officials condemned Sudan on Tuesday.")
    assert event.actor is not None
    assert (event.actor.country, event.recipient and event.recipient.country) == (None, "SDN")


def test_a_question_and_what_an_attack_would_do_are_hypothetical() -> None:
    assert [s for *_, s in told("Did Iran attack Iraq?")] == ["hypothetical"]
    assert [s for *_, s in told("A Turkish attack on Greece would lead to war.")] == ["hypothetical"]


def test_what_a_verb_governs_is_no_event_of_its_own() -> None:
    codes = [code for code, *_ in told("Kenya threatened to expel the Somali ambassador.")]
    assert codes == ["THREATEN"]


def test_a_consultation_that_is_a_contact_points_to_its_report() -> None:
    document = Document(
        "doc-1", "President Vladimir Putin met President Xi Jinping in Beijing on Friday.", None, "a.txt", None, None,
        Publication("2022-02-05", "metadata"), None, "en",
    )  # fmt: skip
    annotated = annotate(document)
    reports = contact_reports(annotated)
    found = [e for e in events(annotated, reports) if e.code == "CONSULT"]
    assert [e.report for e in found] == [reports[0].id]
    assert [(e.cameo, e.mode, e.date.start if e.date else None) for e in found] == [("040", "meet", "2022-02-04")]


def test_every_span_stands_in_the_text_and_the_order_is_that_of_the_text() -> None:
    text = (
        "Russia accused Ukraine of shelling a village.\n\nUkraine rejected the Russian accusation. NATO warned Russia."
    )
    found = read(text)
    assert found
    assert all(check_spans(text, spans_of(e)) is None for e in found)
    assert [e.span.start for e in found] == sorted(e.span.start for e in found)
    assert read(text) == found


def test_a_day_is_that_of_the_text_else_of_publication_and_unknown_without_either() -> None:
    assert [e.date.start for e in read("France condemned Iran on 28 February.") if e.date] == ["2022-02-28"]
    assert [e.date.start for e in read("France condemned Iran.") if e.date] == [DAY]
    assert [e.date for e in read("France condemned Iran.", day=None)] == [None]


@pytest.mark.parametrize(
    ("clause", "code"),
    [
        ("Sudan pulled its troops out of the province", "RETREAT"),
        ("rebels released eleven hostages", "RETREAT"),
        ("the government lifted the curfew", "CONCEDE"),
        ("the minister allowed the rally", "CONCEDE"),
    ],
)
def test_yield_is_concede_or_retreat(clause: str, code: str) -> None:
    assert plover_code("YIELD", clause) == code
    assert plover_code("AGREE", clause) == "AGREE"


def test_modes_contexts_and_sectors() -> None:
    assert mode_of("ASSAULT", "a drone struck the depot") == "drone"
    assert mode_of("AGREE", "they agreed") is None
    assert contexts_of("Talks on the oil embargo collapsed") == ("economic", "resource", "diplomatic")
    assert contexts_of("They waved") == ()
    assert sector_of("Fijian rebels", None) == "REB"
    assert sector_of("Xi Jinping", "President of China") == "GOV"
    assert sector_of("China", None) is None

"""Accounts, on sentences of our own: who is the source, what is the content, and what is no account at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from communique.annotate.annotated import Annotated, annotate
from communique.extract.accounts.reader import accounts
from communique.records import (
    Account,
    ContactReport,
    Document,
    Mode,
    Participant,
    Publication,
    Span,
    Status,
    check_spans,
    content_id,
    spans_of,
)  # fmt: skip


def document(text: str, publisher: str | None = None, day: str = "2022-03-10") -> Document:
    return Document(
        id=content_id("doc", text), text=text, external_id=None, path="article.txt", url=None, publisher=publisher,
        published=Publication(day, "metadata"), title=None, language="en",
    )  # fmt: skip


def read(text: str, publisher: str | None = None) -> tuple[Account, ...]:
    return accounts(annotate(document(text, publisher)), ())


def said(text: str, publisher: str | None = None) -> list[tuple[str, str]]:
    return [(a.source, a.content.quote) for a in read(text, publisher)]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Vladimir Putin said that the talks had been useful.", "Vladimir Putin", "the talks had been useful"),
        ("The talks had been useful, the Kremlin said.", "Kremlin", "The talks had been useful"),
        ("The talks had been useful, said Vladimir Putin.", "Vladimir Putin", "The talks had been useful"),
        ("Emmanuel Macron urged Moscow to pull back its troops.", "Emmanuel Macron", "to pull back its troops"),
        ("Emmanuel Macron called for a ceasefire in the east.", "Emmanuel Macron", "a ceasefire in the east"),
        ("Emmanuel Macron called for the shelling to stop at once.", "Emmanuel Macron", "the shelling to stop at once"),
        ("The White House welcomed the offer of talks.", "White House", "the offer of talks"),
        ("Ukraine rejected the demand for neutrality.", "Ukrainian government", "the demand for neutrality"),
        ("The Kremlin described the call as businesslike.", "Kremlin", "businesslike"),
        ("The Kremlin denied that a meeting had been agreed.", "Kremlin", "a meeting had been agreed"),
        ("Olaf Scholz warned of a long war.", "Olaf Scholz", "a long war"),
        ("Washington accused Moscow of bad faith.", "Washington", "Moscow of bad faith"),
        ("Washington blamed the delay on Russia.", "Washington", "the delay on Russia"),
        ("The bridge was closed at noon, according to the Pentagon.", "Pentagon", "The bridge was closed at noon"),
        ("According to the Pentagon, the bridge was closed at noon.", "Pentagon", "the bridge was closed at noon"),
        ("In Geneva, the Kremlin said, nothing had been signed.", "Kremlin", "nothing had been signed"),
        ("Emmanuel Macron's warning that the talks would fail was ignored.", "Emmanuel Macron", "the talks would fail"),
    ],
)
def test_each_way_of_telling_gives_its_source_and_exact_content(text: str, source: str, content: str) -> None:
    assert (source, content) in said(text)


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("“We are ready,” Vladimir Putin said.", ["We are ready"]),
        ("Vladimir Putin said: “We are ready. We wait.”", ["We are ready. We wait."]),
        ('"We are ready," said Vladimir Putin. "We wait for an answer."', ["We are ready", "We wait for an answer."]),
        ("“We are ready,” Vladimir Putin said, “and we shall wait for them.”",
         ["We are ready", "and we shall wait for them."]),
        ("« We are ready », said Vladimir Putin.", ["We are ready"]),
        ("‘We are ready,’ said Vladimir Putin.", ["We are ready"]),
    ],
)  # fmt: skip
def test_a_quotation_is_the_content_without_its_marks(text: str, contents: list[str]) -> None:
    assert said(text) == [("Vladimir Putin", content) for content in contents]


def test_a_quotation_goes_on_over_paragraphs() -> None:
    text = "“The door is open,” said Olaf Scholz.\n\n“It will stay open for as long as it takes.”"
    assert said(text) == [
        ("Olaf Scholz", "The door is open"),
        ("Olaf Scholz", "It will stay open for as long as it takes."),
    ]


def test_speech_within_what_a_side_reports_belongs_to_that_side() -> None:
    text = "Vladimir Putin told Emmanuel Macron that sanctions were a mistake, Yuri Ushakov said."
    assert said(text) == [("Yuri Ushakov", "Vladimir Putin told Emmanuel Macron that sanctions were a mistake")]


def test_clauses_parted_by_the_cue_are_accounts_of_one_source() -> None:
    text = "The line was tested twice, the Pentagon said, and it worked both times."
    assert said(text) == [("Pentagon", "The line was tested twice"), ("Pentagon", "it worked both times")]


def test_two_verbs_of_one_speaker_are_two_accounts() -> None:
    text = "Olaf Scholz said the pipeline would not open and called for new talks."
    assert said(text) == [("Olaf Scholz", "the pipeline would not open"), ("Olaf Scholz", "new talks")]


def test_a_phrase_before_the_speaker_is_no_content() -> None:
    text = "Regarding the dam, Joe Biden acknowledged the concerns of Cairo."
    assert all("Regarding" not in content for _, content in said(text))
    assert said(text, "White House") == [("White House", text[:-1])]


def test_a_participle_adds_an_account_of_the_same_speaker() -> None:
    text = "Olaf Scholz said the pipeline would not open, adding that Berlin had decided."
    assert said(text) == [("Olaf Scholz", "the pipeline would not open"), ("Olaf Scholz", "Berlin had decided")]


def test_the_narrators_addition_is_no_part_of_the_content() -> None:
    text = "The Kremlin said no troops would leave, hours after Paris had announced the opposite."
    assert ("Kremlin", "no troops would leave") in said(text)


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        ("TASS quoted Yuri Ushakov as saying the talks were useful.", "Yuri Ushakov", ("TASS",)),
        ("Yuri Ushakov was quoted by TASS as saying that the talks were useful.", "Yuri Ushakov", ("TASS",)),
        ("Yuri Ushakov said the talks were useful, TASS reported.", "Yuri Ushakov", ("TASS",)),
    ],
)
def test_a_medium_that_passes_on_is_the_way_and_not_the_source(text: str, source: str, via: tuple[str, ...]) -> None:
    (account,) = read(text)
    assert (account.source, account.via, account.content.quote) == (source, via, "the talks were useful")


@pytest.mark.parametrize(
    ("text", "source", "side"),
    [
        ("A senior French official said the call was short.", "French official (unnamed)", "FRA"),
        ("A Western diplomat said the call was short.", "Western diplomat (unnamed)", None),
        ("Turkey said the call was short.", "Turkish government", "TUR"),
        ("Moscow said the call was short.", "Moscow", "RUS"),
        ("The Norwegian Refugee Council said the road was closed.", "Norwegian Refugee Council", None),
        ("Anna Berg, an analyst at a thinktank in Oslo, said the road was closed.", "Anna Berg", None),
    ],
)
def test_sources_have_their_usual_name_and_the_side_they_speak_for(text: str, source: str, side: str | None) -> None:
    (account,) = read(text)
    assert (account.source, account.side) == (source, side)


def test_what_points_back_means_who_spoke_before() -> None:
    text = (
        "A senior French official told reporters that the call was short. It had ended well, the official said. "
        "The Kremlin gave its own account. The call had lasted an hour, it said."
    )
    assert [s for s, _ in said(text)] == ["French official (unnamed)", "French official (unnamed)", "Kremlin"]


def test_he_is_the_last_speaker_and_not_whom_he_spoke_of() -> None:
    text = "Jake Sullivan said Vladimir Putin had not decided. The door was open, he said."
    assert [s for s, _ in said(text)] == ["Jake Sullivan", "Jake Sullivan"]


@pytest.mark.parametrize(
    "text",
    [
        "The spokesman declined to say when the call would take place.",
        "Karim, a baker in the old town, said the bread had run out.",
        "I think the talks will fail.",
        "Vladimir Putin did not say when he would travel.",
        "The promised visit never took place.",
    ],
)
def test_what_is_not_said_or_said_by_private_persons_is_no_account(text: str) -> None:
    assert said(text) == []


READOUT = """Telephone conversation with the President of Finland

Vladimir Putin had a telephone conversation with President of Finland Sauli Niinisto.

The two leaders discussed the situation in the east. Relations have suffered, Vladimir Putin said. The President of \
Finland stressed the importance of dialogue.

“I was glad to call,” Sauli Niinisto told journalists."""


def test_the_clauses_of_a_readout_are_the_publishers() -> None:
    assert said(READOUT, "Kremlin") == [
        ("Kremlin", "The two leaders discussed the situation in the east"),
        ("Kremlin", "Relations have suffered"),
        ("Kremlin", "The President of Finland stressed the importance of dialogue"),
        ("Sauli Niinistö", "I was glad to call"),
    ]


def test_the_same_text_from_a_newspaper_is_no_readout() -> None:
    assert "Kremlin" not in {source for source, _ in said(READOUT, "Morning Courier")}


@pytest.mark.parametrize(
    ("head", "url", "publisher"),
    [
        ("", "http://en.kremlin.ru/events/president/news/1", "Kremlin"),
        ("THE WHITE HOUSE\n\n", None, "White House"),
        ("The White House was busy on Monday.\n\n", None, None),
        ("", "https://www.example.com/kremlin.ru", None),
    ],
)
def test_an_office_publishes_by_its_address_or_its_heading(head: str, url: str | None, publisher: str | None) -> None:
    one = replace(document(f"{head}The two leaders agreed to open the road."), url=url)
    assert {a.source for a in accounts(annotate(one), ()) if a.cue == "agreed"} == ({publisher} if publisher else set())


def test_an_announced_speaker_speaks_in_a_readout() -> None:
    text = "Spokesman Timo Salonen issued the following statement.\n\nThe two countries agreed to open the road."
    assert said(text, "Office of the President of Finland") == [
        ("Timo Salonen", "The two countries agreed to open the road")
    ]


def report(key: str, text: str, sentence: str, mode: Mode, *people: tuple[str, str]) -> ContactReport:
    start = text.index(sentence)
    span = Span(start, start + len(sentence), sentence)
    return ContactReport(
        id=key, document=content_id("doc", text), extractor="test", mode=mode, status=Status.HELD, date=None,
        place=None, initiator=None, duration_minutes=None, topics=(), spans=(span,),
        participants=tuple(Participant(f"person:{name}", name, None, side) for name, side in people),
    )  # fmt: skip


TWO = (
    "Joe Biden and Vladimir Putin spoke by telephone on Thursday. The call was constructive, the White House said.\n\n"
    "On Friday Emmanuel Macron met Volodymyr Zelensky in Kyiv. The meeting was cordial, the Élysée said."
)


def two(text: str) -> tuple[Annotated, list[ContactReport]]:
    first = "Joe Biden and Vladimir Putin spoke by telephone on Thursday."
    second = "On Friday Emmanuel Macron met Volodymyr Zelensky in Kyiv."
    return annotate(document(text)), [
        report("call", text, first, Mode.CALL, ("Joe Biden", "USA"), ("Vladimir Putin", "RUS")),
        report("meeting", text, second, Mode.MEETING, ("Emmanuel Macron", "FRA"), ("Volodymyr Zelensky", "UKR")),
    ]


def test_an_account_is_about_the_contact_of_its_source_and_words() -> None:
    found = accounts(*two(TWO))
    assert {a.source: a.report for a in found} == {"White House": "call", "Élysée": "meeting"}


def test_a_statement_before_any_contact_is_told_is_about_none() -> None:
    text = "Japan said its new satellite had reached orbit.\n\n" + TWO
    found = accounts(*two(text))
    assert {a.side: a.report for a in found}["JPN"] is None


def values(text: str) -> list[tuple[str, str | None, Span]]:
    return [(a.source, a.cue, a.content) for a in read(text)]


def test_without_reports_nothing_is_about_a_contact() -> None:
    assert all(a.report is None for a in read(TWO))


@given(st.sampled_from(["The weather was mild.", "Prices rose a little in May.", "Trains ran late again."]))
def test_a_paragraph_more_changes_nothing_before_it(more: str) -> None:
    assert values(f"{TWO}\n\n{more}") == values(TWO)


_PIECES = st.sampled_from(
    ["said", "“", "”", '"', "‘", "’", "Putin", "the Kremlin", "that", ",", ".", ":", ";", "according to", "he", "it",
     "\n", "\n\n", "and", "told", "talks", "would fail", "«", "»", "as saying", "quoted", "—", "(", ")", "was", "who"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=40).map(" ".join)))
@example("“")
@example("said said said")
@example("according to")
@example("He said: ")
@example("\u00a0\n\u2028“x”\u0000 said Putin")
def test_odd_texts_pass_and_their_spans_verify(text: str) -> None:
    for account in read(text):
        assert check_spans(text, spans_of(account)) is None
        assert any(c.isalnum() for c in account.content.quote)


def test_ids_depend_on_the_values() -> None:
    first, second = read("The Kremlin said the talks were useful. The Kremlin said the talks were useful.")
    assert first.id != second.id
    assert first.content.quote == second.content.quote


def test_reading_twice_gives_the_same_accounts() -> None:
    assert read(TWO) == read(TWO)

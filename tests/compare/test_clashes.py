"""Statements that clash though they hardly share a word, and those alike that do not."""

from __future__ import annotations

import pytest

from .test_table import Page, parted


def clash(first: str, second: str) -> list[str]:
    found = parted(Page("a").say("FIN", first).say("FRA", second))
    return [d.kind for d in found]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("the villagers left of their own accord", "they were driven out by soldiers"),
        ("the settlers had been deported", "they had gone of their own free will"),
        ("the fleet abides by the fisheries treaty", "Helsinki has long been in breach of it"),
        ("Aalto wanted the sanctions lifted in their entirety", "Helsinki asked for relief from two of nine sanctions"),
        ("all the prisoners are to be released", "only some of the prisoners will be set free"),
        ("the fishing quotas and the timber trade were discussed", "only the timber trade was spoken of"),
        ("France is not interested in a ceasefire on the lake", "Paris is working for a ceasefire"),
        ("he was not ready for peace", "France wants a lasting peace"),
        ("the meeting was constructive", "what it heard was a one-sided ultimatum"),
        ("they had very good talks about timber", "the evening had been a waste of time"),
        ("the French had asked for the call", "the call came at the request of Helsinki"),
        ("French soldiers would stay on the islands for good", "nobody had ever said that the soldiers would stay"),
        ("French jets hit the depot", "neither French jets nor French ships hit the depot"),
        ("Aalto had met Bernard in Tartu", "there was no meeting and none is planned"),
        ("the corridor would open within a week", "no date had been given"),
        ("Bernard had refused to sign the declaration", "it was Helsinki that walked out before it could be signed"),
        ("France was ready for talks", "there was nothing to negotiate"),
        ("France was willing to return to the talks", "Paris would not return until the sanctions were lifted"),
        ("Bernard had agreed to lift the export curbs", "the export curbs were not up for negotiation"),
        ("the two were in full agreement on the fishing quotas", "there were still differences over the quotas"),
        ("Aalto had pressed Bernard on sanctions", "there was no talk of sanctions"),
        (
            "the timber trade was discussed and an understanding was reached",
            "There was no such understanding. The timber trade was not discussed",
        ),
    ],
)  # fmt: skip
def test_these_clash(first: str, second: str) -> None:
    assert clash(first, second) == ["contradiction"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("the villagers left of their own accord", "they went willingly, as everyone could see"),
        ("all the prisoners are to be released", "every one of the prisoners will go home"),
        ("the timber trade was discussed", "the timber trade was the first thing that they spoke of"),
        ("France is ready for a ceasefire on the lake", "Paris is working for a ceasefire"),
        ("the meeting was constructive", "the talks were fruitful"),
        ("the call was made at the request of Helsinki", "Finland had asked for the conversation"),
        ("the corridor would open within a week", "the corridor would open soon"),
        ("the ministers are not interested in a race", "France wants more trade in timber"),
    ],
)  # fmt: skip
def test_these_do_not(first: str, second: str) -> None:
    assert clash(first, second) == []


@pytest.mark.parametrize(
    ("first", "second", "kinds"),
    [
        ("The call lasted 40 minutes", "barely a quarter of an hour", ["number"]),
        ("a list of 50 captives was put forward", "the number at 80", ["number"]),
        ("the damage came to $3 billion", "the number of prisoners at 3,000", []),
    ],
)
def test_a_number_answers_the_number_before_it(first: str, second: str, kinds: list[str]) -> None:
    assert clash(first, second) == kinds


def test_a_text_that_says_that_one_contradicted_the_other_sets_them_apart() -> None:
    page = Page("a").say("FIN", "the islands were open to an accord").tell("Paris contradicted him.")
    assert [d.kind for d in parted(page.say("FRA", "security comes before all else"))] == ["contradiction"]

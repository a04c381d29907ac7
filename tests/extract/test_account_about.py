"""Which contact an account is about: what the text goes on telling, whose words name the parties, what it passes by."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.annotate.annotated import annotate
from communique.extract.accounts.about import marginals
from communique.extract.accounts.reader import accounts
from communique.extract.contacts.reports import contact_reports
from communique.records import ContactReport, Document, Publication, content_id


def linked(text: str, publisher: str = "Daily Courier") -> dict[str, ContactReport | None]:
    """Return for each content of a text the report that it is about."""
    document = Document(
        id=content_id("doc", text), text=text, external_id=None, path="made-up.txt", url=None, publisher=publisher,
        published=Publication("2021-12-31", "metadata"), title=None, language="en",
    )  # fmt: skip
    annotated = annotate(document)
    reports = contact_reports(annotated)
    by_id = {r.id: r for r in reports}
    return {a.content.quote: by_id[a.report] if a.report else None for a in accounts(annotated, reports)}


def day(report: ContactReport | None) -> str | None:
    return report.date.start if report is not None and report.date is not None else None


def test_a_paragraph_goes_on_with_the_contact_that_it_opens_with() -> None:
    found = linked(
        "Joe Biden and Vladimir Putin talked by telephone on 30 December. The call was useful, "
        "the White House said.\n\n"
        "On 9 July the two presidents also talked for about an hour. Biden pressed Putin to act against hackers, "
        "the White House said; no request had come, the Kremlin replied."
    )
    assert day(found["The call was useful"]) == "2021-12-30"
    assert day(found["Biden pressed Putin to act against hackers"]) == "2021-07-09"
    assert day(found["no request had come"]) == "2021-07-09"


def test_the_call_is_the_main_one_and_not_one_mentioned_in_passing() -> None:
    found = linked(
        "Joe Biden urged Vladimir Putin to ease tensions in a telephone call on 30 December.\n"
        "Russia demanded guarantees this month, a storm that led to another call between the two on December 7.\n"
        "During the call, Biden said that any invasion would be met with sanctions."
    )
    assert day(found["any invasion would be met with sanctions"]) == "2021-12-30"


def test_who_goes_to_talks_is_said_of_these_talks() -> None:
    found = linked(
        "Joe Biden and Vladimir Putin talked by telephone on 30 December. It came on the eve of a new round of "
        "Russian-organised talks in Astana, the capital of Kazakhstan.\n\n"
        "The White House said that Mr Biden and Mr Putin had discussed safe zones. It added that the US was sending a "
        "representative to the talks."
    )
    assert day(found["Mr Biden and Mr Putin had discussed safe zones"]) == "2021-12-30"
    about = found["the US was sending a representative to the talks"]
    assert about is not None
    assert about.place == "Astana"


def test_a_readout_speaks_of_its_own_contact_where_it_names_another() -> None:
    found = linked(
        "President Biden spoke by telephone with President Volodymyr Zelenskyy on 30 December 2021.\n\n"
        "President Zelenskyy thanked President Biden for the account of his conversation with President Putin. "
        "They agreed to remain in touch.",
        "The White House",
    )
    assert {tuple(sorted(r.sides)) for r in found.values() if r is not None} == {("UKR", "USA")}


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 4), st.integers(2, 4), st.integers(0, 1000))
def test_marginals_are_those_of_all_sequences(length: int, states: int, seed: int) -> None:
    """The forward-backward result is that of adding up every sequence of states."""
    generator = np.random.default_rng(seed)
    scores, stays = generator.normal(size=(length, states)), generator.normal(size=(length, 2))
    total = np.zeros((length, states))
    for sequence in np.ndindex(*[states] * length):
        weight = sum(scores[j, s] for j, s in enumerate(sequence))
        weight += sum(stays[j, int(s == states - 1)] for j, s in enumerate(sequence) if j and sequence[j - 1] == s)
        for j, s in enumerate(sequence):
            total[j, s] += np.exp(weight)
    expected = total / total.sum(axis=1, keepdims=True)
    assert np.allclose(marginals(scores, stays), expected)

"""Several contacts under one verb, each with its own day."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.contacts.reports import contact_reports
from communique.records import Document, Publication


def told(text: str) -> set[tuple[str, str | None]]:
    """Return the other side and the day of each contact of Lavrov's in a text."""
    published = Publication("2025-11-05", "metadata")
    found = contact_reports(annotate(Document("doc-1", text, None, "a.txt", None, None, published, None, "en")))
    return {
        ("-".join(s for s in r.sides if s != "RUS"), r.date.start[-2:] if r.date is not None else None)
        for r in found
        if "RUS" in r.sides
    }


@pytest.mark.parametrize(
    "text",
    [
        "Sergey Lavrov met Hakan Fidan on Monday and Abbas Araghchi on Tuesday.",
        "Sergey Lavrov spoke by phone with Hakan Fidan on Monday and with Abbas Araghchi on Tuesday.",
        "Sergey Lavrov rang Hakan Fidan on Monday, then Abbas Araghchi on Tuesday.",
        "Sergey Lavrov saw Hakan Fidan in Antalya on November 3 and Abbas Araghchi in Tehran on November 4.",
        "In China Sergey Lavrov held meetings with Hakan Fidan (November 3), and with Abbas Araghchi, on November 4.",
    ],
)
def test_a_verb_is_not_repeated_for_the_next_day(text: str) -> None:
    assert {("TUR", "03"), ("IRN", "04")} <= told(text)


def test_a_list_with_one_day_stays_one_or_many_of_that_day() -> None:
    assert {d for _, d in told("Sergey Lavrov met Hakan Fidan and Abbas Araghchi on Monday.")} == {"03"}


def test_who_acts_on_the_next_day_is_no_party() -> None:
    text = "Sergey Lavrov met Hakan Fidan on Monday, and Abbas Araghchi left for Oman on Tuesday."
    assert ("TUR", "03") in told(text)
    assert ("IRN", "04") not in told(text)

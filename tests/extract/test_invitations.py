"""Invitations and requests: whose visit they speak of, who asks whom, and whether anything comes of it."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.contacts.reports import contact_reports
from communique.records import ContactReport, Document, Mode, Publication, Status


def read(text: str, day: str = "2025-11-05") -> tuple[ContactReport, ...]:
    """Return the contacts of a text published on a day."""
    published = Publication(day, "metadata")
    return contact_reports(annotate(Document("doc-1", text, None, "a.txt", None, None, published, None, "en")))


@pytest.mark.parametrize(
    ("text", "guest", "status"),
    [
        ("Vladimir Putin invited Xi Jinping to Moscow.", "Xi Jinping", Status.PROPOSED),
        ("Sergey Lavrov shook hands all round and asked Kim Jong Un to Moscow.", "Kim Jong Un", Status.PROPOSED),
        ("Marco Rubio extended an invitation to Wang Yi to visit Washington.", "Wang Yi", Status.PROPOSED),
        ("Marco Rubio has renewed his invitation to Wang Yi to visit Washington.", "Wang Yi", Status.PROPOSED),
        ("Wang Yi accepted an invitation to Washington.", "Wang Yi", Status.SCHEDULED),
        ("Wang Yi took up an invitation to Washington.", "Wang Yi", Status.SCHEDULED),
        ("Sergey Lavrov declined an invitation to London.", "Sergei Lavrov", Status.CANCELLED),
        ("An invitation to Sergey Lavrov to visit London has been withdrawn.", "Sergei Lavrov", Status.CANCELLED),
    ],
)
def test_an_invitation_is_a_visit_of_the_guest(text: str, guest: str, status: Status) -> None:
    (report,) = read(text)
    assert (report.mode, report.status) == (Mode.VISIT, status)
    assert [p.name for p in report.participants] == [guest]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Dong Jun of China has turned down a request by Pete Hegseth for talks this weekend.", ("CHN", "USA")),
        ("Vladimir Putin has rejected Volodymyr Zelensky's offer of a meeting in Istanbul.", ("RUS", "UKR")),
        ("Vladimir Putin had refused a request from Volodymyr Zelensky for a telephone call.", ("RUS", "UKR")),
        ("Vladimir Putin spurned a call by Volodymyr Zelensky for a face-to-face meeting.", ("RUS", "UKR")),
    ],
)
def test_what_is_asked_for_and_refused_is_cancelled(text: str, sides: tuple[str, ...]) -> None:
    (report,) = read(text)
    assert (report.sides, report.status) == (sides, Status.CANCELLED)


@pytest.mark.parametrize(
    "text",
    [
        "Marco Rubio asked the Senate to vote on Moscow's accession on Monday.",
        "Pete Hegseth turned down a request for money on Monday.",
    ],
)
def test_other_requests_are_no_contact(text: str) -> None:
    assert not read(text)

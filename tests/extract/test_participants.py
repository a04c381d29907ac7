"""Who took part and when: pairs, owners, companions, subjects of conferences, days from the sentence before."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.contacts.reports import contact_reports
from communique.records import ContactReport, Document, Publication, Status

MONDAY = "2019-05-20"


def read(
    text: str, day: str | None = MONDAY, publisher: str | None = None, url: str | None = None
) -> list[ContactReport]:
    """Return the contacts of a text published on a day."""
    published = Publication(day, "metadata" if day else "unknown")
    return list(contact_reports(annotate(Document("d", text, None, "a.txt", url, publisher, published, None, "en"))))


def names(report: ContactReport) -> set[str]:
    return {p.name for p in report.participants}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            (
                "Emmanuel Macron rang Xi Jinping. Xi spoke with Macron for an hour. Angela Merkel then wrote to "
                "Moon Jae-in. The two presidents last met in Paris in March."
            ),
            {"Emmanuel Macron", "Xi Jinping"},
        ),
        (
            (
                "Emmanuel Macron rang Xi Jinping on Friday. An aide said that Taro Kono would try Wang Yi as well. "
                "Those two have not met since March."
            ),
            {"Taro Kono", "Wang Yi"},
        ),
    ],
)
def test_the_two_are_those_of_whom_the_text_speaks(text: str, who: set[str]) -> None:
    assert names(read(text)[-1]) == who


def test_them_between_two_does_not_point_back() -> None:
    first, second = read(
        "Angela Merkel called Xi Jinping. The foreign ministers of Armenia and Azerbaijan sat down together in Vienna "
        "on 16 May, with Sebastian Kurz between them."
    )
    assert names(first) == {"Angela Merkel", "Xi Jinping"}
    assert {p.country for p in second.participants} == {"ARM", "AZE", "AUT"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("In his talks with Merkel, Macron said the plan was dead.", {"Emmanuel Macron", "Angela Merkel"}),
        (
            "Angela Merkel, joined by Heiko Maas, met Emmanuel Macron.",
            {"Angela Merkel", "Heiko Maas", "Emmanuel Macron"},
        ),
        ("Kenya will hold a Somalia reconstruction conference with Ethiopia in Nairobi.", {"Kenya", "Ethiopia"}),
        ("Kenya, Ethiopia and their African allies held talks in Nairobi.", {"Kenya", "Ethiopia"}),
        ("Wang Yi held talks with Taro Kono, Beijing, 17 May.", {"Wang Yi", "Taro Kono"}),
        ("The leaders of Armenia and Azerbaijan met.", {"leader of Armenia", "leader of Azerbaijan"}),
        ("The Armenian foreign minister met Wang Yi.", {"Armenian foreign minister", "Wang Yi"}),
        (
            "Emmanuel Macron told Angela Merkel by phone, in a call initiated by the German side, that he agreed.",
            {"Emmanuel Macron", "Angela Merkel"},
        ),
        (
            "A team of US officials headed by Zalmay Khalilzad held talks with Taliban negotiators in Doha.",
            {"Zalmay Khalilzad", "Taliban negotiators"},
        ),
        (
            "Emmanuel Macron and Angela Merkel sat together in Vienna under Sebastian Kurz's eye on Friday.",
            {"Emmanuel Macron", "Angela Merkel", "Sebastian Kurz"},
        ),
        (
            "Emmanuel Macron and Angela Merkel met in Vienna on Friday under the eye of Sebastian Kurz.",
            {"Emmanuel Macron", "Angela Merkel", "Sebastian Kurz"},
        ),
        ("A Kremlin meeting with Emmanuel Macron broke up. Putin left.", {"Vladimir Putin", "Emmanuel Macron"}),
        ("Emmanuel Macron's trip to Berlin to meet Angela Merkel was short.", {"Emmanuel Macron", "Angela Merkel"}),
        ("Since his call to Angela Merkel on Monday, Macron has said little.", {"Emmanuel Macron", "Angela Merkel"}),
        ("President Macron told President Moon during the summit that he agreed.", {"Emmanuel Macron", "Moon Jae-in"}),
    ],
)
def test_who_took_part(text: str, who: set[str]) -> None:
    assert names(read(text)[0]) == who


@pytest.mark.parametrize(
    "text",
    [
        "Emmanuel Macron telephoned Vladimir Putin on Friday at the request of Volodymyr Zelenskiy.",
        "Emmanuel Macron met Vladimir Putin in Moscow on Friday, a visit condemned by Volodymyr Zelenskiy.",
    ],
)
def test_who_wished_for_a_contact_or_is_against_it_has_none_of_his_own(text: str) -> None:
    assert [names(r) for r in read(text)] == [{"Emmanuel Macron", "Vladimir Putin"}]


def test_what_is_talked_about_has_not_the_parties_of_the_talk() -> None:
    reports = read(
        "Jake Sullivan and Emmanuel Bonne spoke by phone. They talked about the upcoming NATO summit in Brussels.",
        "2021-06-09",
    )
    assert names(next(r for r in reports if r.summit)) == {"NATO"}


def test_opponents_of_a_government_are_a_side() -> None:
    (report,) = read("The Syrian opposition delegation met the UN special envoy, Geir Pedersen, in Geneva.")
    assert names(report) == {"Syrian opposition delegation", "Geir Pedersen"}
    assert not read("The Syrian government met the Syrian opposition in Damascus.")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mr Maas spoke on Friday. Later that day Heiko Maas telephoned Wang Yi.", "2019-05-17"),
        ("The congress opens on 18 June. Kenya and Somalia will meet in Nairobi 10 days later.", "2019-06-28"),
        ("Talks between Kenya and Somalia in Oslo, which are due to resume on 28 May, may fail.", "2019-05-28"),
        ("On Friday, the day before the funeral, Wang Yi saw Heiko Maas in Berlin.", "2019-05-17"),
        (
            "Emmanuel Macron met Angela Merkel. May met Emmanuel Macron in Paris on Friday, Theresa May said.",
            "2019-05-17",
        ),
    ],
)
def test_days(text: str, day: str) -> None:
    period = read(text)[-1].date
    assert period is not None
    assert (period.start, period.end) == (day, day)


@pytest.mark.parametrize(
    "text",
    [
        "Wang Yi hopes to meet Heiko Maas in the coming weeks.",
        "Wang Yi met Heiko Maas in the past two years.",
    ],
)
def test_a_stretch_of_more_than_a_month_is_no_date(text: str) -> None:
    (report,) = read(text)
    assert report.date is None


def test_what_lies_ahead_is_scheduled() -> None:
    (report,) = read("A meeting between Wang Yi and Heiko Maas on 28 May is the next test.")
    assert report.status is Status.SCHEDULED


def test_a_release_keeps_the_day_of_its_own_clock() -> None:
    text = "Wang Yi and Heiko Maas met today."
    (own,) = read(text, "2019-05-21", url="https://releases.example/2019/05/20/readout")
    (other,) = read(text, "2019-05-21", url="https://releases.example/2019/05/11/readout")
    assert own.date is not None
    assert own.date.start == "2019-05-20"
    assert other.date is not None
    assert other.date.start == "2019-05-21"


def test_a_readout_calls_its_own_leader_by_name() -> None:
    (report,) = read(
        "The President's meeting with General Secretary Gorbachev took place in Reykjavik on October 11.",
        "1986-10-14",
        "The White House",
    )
    assert names(report) == {"Ronald Reagan", "Mikhail Gorbachev"}


@pytest.mark.parametrize(
    "second",
    [
        "Participants in the call included President Emmanuel Macron of France and Prime Minister Theresa May.",
        "Joining her on the call were Emmanuel Macron and Theresa May.",
        "She was joined on the call by Emmanuel Macron and Theresa May.",
    ],
)
def test_those_who_took_part_may_be_listed_in_a_sentence_of_its_own(second: str) -> None:
    reports = read(f"Angela Merkel held a call with transatlantic leaders on Friday. {second}")
    assert names(reports[0]) == {"Angela Merkel", "Emmanuel Macron", "Theresa May"}


def test_the_day_of_what_another_is_counted_from() -> None:
    reports = read("Emmanuel Macron met Angela Merkel on 16 May, the day after a call between Merkel and Xi Jinping.")
    assert [(r.date.start if r.date else None) for r in reports] == ["2019-05-16", "2019-05-15"]


def test_the_day_of_a_denial_is_not_that_of_what_is_denied() -> None:
    (report,) = read("Beijing denied on Friday that Wang Yi had met Heiko Maas in Vienna.")
    assert report.date is None

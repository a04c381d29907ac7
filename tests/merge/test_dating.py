"""The vote on a contact's day, contradictions in words, and joint dating through other documents."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from communique.merge.assemble import assemble
from communique.merge.clusters import clusters_of
from communique.merge.contacts import fit, merge_group, merge_key
from communique.merge.dating import agreed_date, contradicting, contradiction, in_words, is_open
from communique.merge.dating_joint import joint_dates, may_tell_of
from communique.merge.report import Report
from communique.records import Contact, ContactReport, Mode, Participant, Period, Span, Status

PEOPLE = (
    Participant("person:Aino Aalto", "Aino Aalto", "President of Finland", "FIN"),
    Participant("person:Luc Bernard", "Luc Bernard", "President of France", "FRA"),
)
STATED, COUNTED = "stated", "weekday before publication"
INFERRED = "weekday before publication; publication 2020-03-01 to 2020-03-03 inferred: in office"


def day(number: int, basis: str = STATED) -> Period:
    return Period(f"2020-03-{number:02}", f"2020-03-{number:02}", basis)


def told(number: int, date: Period | None, **changes: object) -> ContactReport:
    """Return the report of a call by a document of its own."""
    quote = f"In document {number} the two presidents spoke by telephone about the harvest."
    made = ContactReport(
        id=f"claim-{number:03}", document=f"doc-{number:03}", extractor="contacts/1", mode=Mode.CALL,
        status=Status.HELD, date=date, place=None, initiator=None, duration_minutes=None,
        participants=PEOPLE, topics=(), spans=(Span(0, len(quote), quote),),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def contacts(reports: list[ContactReport]) -> list[Contact]:
    """Return the contacts that the reports make, dated jointly."""
    items = {r.id: Report(r, None) for r in reports}
    groups: dict[str, list[Report]] = {}
    for item in items.values():
        groups.setdefault(merge_key(item), []).append(item)
    judgements = [j for key in sorted(groups) for j in merge_group((key, groups[key]))]
    clusters = [[items[i] for i in c] for c in clusters_of(items, judgements)]
    dates = joint_dates([[i.report for i in c] for c in clusters], {}, {})
    return [assemble(c, 1, dates) for c in clusters]


def test_the_majority_decides_and_a_stated_date_weighs_more() -> None:
    assert agreed_date([told(1, day(3)), told(2, day(4)), told(3, day(4))]) == day(4)
    assert agreed_date([told(1, day(3)), told(2, day(4, COUNTED))]) == day(3)
    assert agreed_date([told(1, day(5, INFERRED)), told(2, day(4, COUNTED))]) == day(4, COUNTED)
    assert agreed_date([told(1, None)]) is None


def test_a_sentence_printed_twice_votes_once() -> None:
    span = (Span(0, 9, "The same."),)
    copies = [told(n, day(4, COUNTED), spans=span) for n in (1, 2, 3)]
    assert agreed_date([*copies, told(4, day(3))]) == day(3)


def test_intervals_give_what_they_share() -> None:
    month = Period("2020-03-01", "2020-03-31", STATED)
    week = Period("2020-03-30", "2020-04-05", COUNTED)
    found = agreed_date([told(1, month), told(2, week)])
    assert found is not None
    assert (found.start, found.end) == ("2020-03-30", "2020-03-31")
    assert agreed_date([told(1, month), told(2, day(7))]) == day(7)


@given(st.permutations([told(1, day(3)), told(2, day(4, COUNTED)), told(3, day(4, INFERRED)), told(4, None)]))
def test_the_vote_does_not_depend_on_the_order(reports: list[ContactReport]) -> None:
    assert agreed_date(reports) == day(3)


def test_a_contradiction_in_words() -> None:
    outlets = {"doc-001": "Northgate", "doc-002": "Harbour Tribune", "doc-003": "Kremlin"}
    reports = [told(1, day(10)), told(2, day(10)), told(3, day(9))]
    contact = assemble([Report(r, None) for r in reports], 3)
    assert contact.date == day(10)
    assert [r.id for r in contradicting(contact)] == ["claim-003"]
    assert contradiction(contact, outlets) == (
        "Harbour Tribune and Northgate say Tuesday 10 March 2020, Kremlin Monday 9 March 2020"
    )
    assert contact.reports[-1].date == day(9)


def test_no_contradiction_where_a_report_is_only_less_exact() -> None:
    reports = [told(1, day(10)), told(2, Period("2020-03-01", "2020-03-31", STATED)), told(3, None)]
    assert contradiction(assemble([Report(r, None) for r in reports], 1), {}) is None
    assert in_words("2020-03-01", "2020-03-31") == "1 March 2020 to 31 March 2020"


def test_calls_of_neighbouring_days_are_one_only_when_all_else_agrees() -> None:
    alike = [told(1, day(9), duration_minutes=50), told(2, day(10), duration_minutes=50)]
    assert len(contacts(alike)) == 1
    assert len(contacts([told(1, day(9)), told(2, day(10))])) == 2
    assert len(contacts([alike[0], told(2, day(10), duration_minutes=20)])) == 2
    assert len(contacts([alike[0], told(2, day(11), duration_minutes=50)])) == 2
    both = [told(3, day(9), document="doc-9"), told(4, day(10), document="doc-9")]
    assert len(contacts([*alike, *both])) == 2


WEEKS = (Period("2020-03-07", "2020-03-11", "inferred: x"), Period("2021-03-06", "2021-03-10", "inferred: x"))


def test_an_undated_document_takes_its_week_from_a_contact_that_others_date() -> None:
    reports = [
        told(1, day(10)),
        told(2, None, document="doc-9", weekday=1, told="Tuesday", written=WEEKS),
        told(3, None, document="doc-9", weekday=3, told="Thursday", written=WEEKS, status=Status.SCHEDULED,
             mode=Mode.MEETING),
    ]  # fmt: skip
    found = {r.id: c for c in contacts(reports) for r in c.reports}
    assert found["claim-002"] is found["claim-001"]
    assert found["claim-003"].date is not None
    assert found["claim-003"].date.start == "2020-03-12"
    assert "the contact of 2020-03-10" in found["claim-003"].date.basis
    assert found["claim-003"].reports[0].date is None


def test_an_undated_document_of_another_time_is_no_report_of_the_contact() -> None:
    late = told(2, None, written=(Period("2021-01-01", "2021-12-31", "inferred: x"),))
    assert not may_tell_of(late, day(10))
    assert fit(Report(told(1, day(10)), None), Report(late, None))[0] == 0
    assert may_tell_of(told(2, None, written=WEEKS), day(10))


def test_a_reprint_was_written_when_its_original_was() -> None:
    copy = told(2, None, weekday=1, told="Tuesday", written=(Period("2019-01-01", "2021-01-01", "inferred: x"),))
    found = joint_dates([[copy]], {"doc-001": "2020-03-12"}, {"doc-002": "doc-001"})
    assert (found["claim-002"].start, found["claim-002"].end) == ("2020-03-10", "2020-03-10")


@st.composite
def crowds(draw: st.DrawFn) -> list[ContactReport]:
    """Return reports of calls on a few days, some undated, some contradicting, each by a document of its own."""
    out = []
    for number in range(draw(st.integers(2, 7))):
        date = draw(
            st.none() | st.tuples(st.integers(9, 13), st.sampled_from([STATED, COUNTED])).map(lambda d: day(*d))
        )
        out.append(
            told(
                number,
                date,
                weekday=draw(st.sampled_from([None, 0, 1, 3])) if date is None else None,
                written=WEEKS if date is None else (),
                duration_minutes=draw(st.sampled_from([None, 50])),
            )
        )
    return out


@given(crowds())
def test_one_more_document_changes_no_resolved_day_without_a_contradiction(reports: list[ContactReport]) -> None:
    before = {r.id: c for c in contacts(reports[:-1]) for r in c.reports}
    after = {r.id: c for c in contacts(reports) for r in c.reports}
    for report in reports[:-1]:
        was, now = before[report.id].date, after[report.id].date
        if report.date is None or was is None or not was.is_day:
            continue
        assert now is not None
        # A report that others had outvoted may get back the day that it told itself.
        own = now.start == report.date.start and contradicting(before[report.id])
        assert now.start == was.start or own or contradicting(after[report.id])


def test_the_order_of_documents_does_not_matter_to_joint_dates() -> None:
    reports = [
        told(1, day(10)),
        told(2, None, document="doc-9", weekday=1, written=WEEKS),
        told(3, None, document="doc-9", weekday=3, written=WEEKS, mode=Mode.MEETING),
    ]
    results = {tuple((c.id, c.date) for c in contacts(list(order))) for order in permutations(reports)}
    assert len(results) == 1


def test_the_days_of_a_named_summit_are_not_open() -> None:
    days = Period("2016-07-08", "2016-07-09", "named summit: NATO summit Warsaw 2016")
    written = (Period("2016-07-06", "2016-07-08", "inferred"),)
    assert not is_open(replace(told(1, None), date=days, written=written))
    assert is_open(replace(told(1, None), date=replace(days, basis="stated month"), written=written))

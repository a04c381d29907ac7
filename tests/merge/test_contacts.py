"""Merging: the order of reports does not matter, a person beats the program, and independent sources are counted."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.merge.assemble import assemble
from communique.merge.clusters import clusters_of
from communique.merge.contacts import fit, merge_group, merge_key
from communique.merge.report import Report
from communique.merge.sources import independent_sources
from communique.records import PROGRAM, ContactReport, Judgement, Mode, Participant, Period, Span, Status

PEOPLE = {
    "FIN": [Participant("person:Aino Aalto", "Aino Aalto", "President of Finland", "FIN")],
    "FRA": [
        Participant("person:Luc Bernard", "Luc Bernard", "President of France", "FRA"),
        Participant("person:Marie Petit", "Marie Petit", "Minister of Foreign Affairs of France", "FRA"),
    ],
    "JPN": [Participant("office:JPN/head", "Prime Minister of Japan", None, "JPN")],
}


def day(number: int) -> Period:
    return Period(f"2020-03-{number:02}", f"2020-03-{number:02}", "stated")


def report(number: int, **changes: object) -> Report:
    """Return a report of a call between Finland and France on 3 March, told by a document of its own."""
    quote = f"In document {number} it is told that the two presidents spoke by telephone about the harvest."
    made = ContactReport(
        id=f"claim-{number:03}", document=f"doc-{number:03}", extractor="contacts/1", mode=Mode.CALL,
        status=Status.HELD, date=day(3), place=None, initiator=None, duration_minutes=None,
        participants=(PEOPLE["FIN"][0], PEOPLE["FRA"][0]), topics=(), spans=(Span(0, len(quote), quote),),
    )  # fmt: skip
    return Report(replace(made, **changes), "2020-03-04")  # type: ignore[arg-type]


def telling(day: str) -> dict[str, object]:
    """Return what a report has of a sentence that gives its day without a year."""
    quote = f"The two presidents spoke by telephone on {day}."
    return {"told": day, "spans": (Span(0, len(quote), quote),)}


@st.composite
def reports(draw: st.DrawFn) -> list[Report]:
    """Return reports of two sides as documents tell them: by several modes, on days near each other or on none."""
    out = []
    for number in range(draw(st.integers(1, 8))):
        guest = draw(st.sampled_from(PEOPLE["FRA"]))
        period = draw(st.none() | st.integers(1, 4).map(day) | st.just(Period("2020-03-01", "2020-03-31", "stated")))
        out.append(
            report(
                number,
                mode=draw(st.sampled_from([Mode.CALL, Mode.MEETING, Mode.TALKS])),
                status=draw(st.sampled_from(Status)),
                date=period,
                participants=(PEOPLE["FIN"][0], guest),
                document=f"doc-{draw(st.integers(0, 9)):03}",
                topics=tuple(draw(st.lists(st.sampled_from(["fish", "wheat", "gas"]), max_size=2))),
            )
        )
    return out


def merged(items: list[Report]) -> list[tuple[str, ...]]:
    groups: dict[str, list[Report]] = {}
    for item in items:
        groups.setdefault(merge_key(item), []).append(item)
    judgements = [j for key in sorted(groups) for j in merge_group((key, groups[key]))]
    return clusters_of((i.report.id for i in items), judgements)


@given(reports(), st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(items: list[Report], random: Random) -> None:
    shuffled = list(items)
    random.shuffle(shuffled)
    assert merged(shuffled) == merged(items)
    by_id = {i.report.id: i for i in items}
    for cluster in merged(items):
        members = [by_id[i] for i in cluster]
        assert assemble(members[::-1], 1) == assemble(members, 1)


@given(reports())
def test_every_report_is_of_one_contact_and_none_is_joined_against_the_rule(items: list[Report]) -> None:
    clusters = merged(items)
    assert sorted(id_ for cluster in clusters for id_ in cluster) == sorted(i.report.id for i in items)
    by_id = {i.report.id: i for i in items}
    for cluster in clusters:
        for a, b in combinations(cluster, 2):
            assert fit(by_id[a], by_id[b])[0] > 0


@given(reports())
def test_judgements_have_a_score_and_a_reason(items: list[Report]) -> None:
    for judgement in merge_group(("key", items)):
        assert 0 < judgement.score <= 1
        assert judgement.reason
        assert judgement.author == PROGRAM


@pytest.mark.parametrize(
    ("change", "together"),
    [
        ({}, True),
        ({"date": day(4)}, False),
        ({"mode": Mode.VIDEO}, True),
        ({"mode": Mode.LETTER}, False),
        ({"date": Period("2020-03-01", "2020-03-07", "relative to publication")}, True),
        ({"date": None}, True),
        ({"document": "doc-001"}, False),
        ({"participants": (PEOPLE["FIN"][0], PEOPLE["FRA"][1])}, False),
        ({"status": Status.SCHEDULED}, True),
        ({"date": None, "weekday": 1}, True),  # 3 March 2020 was a Tuesday
        ({"date": None, "weekday": 3}, False),
        ({"date": None, "status": Status.CANCELLED}, False),
        ({"date": None, **telling("3 March")}, True),
        ({"date": None, **telling("9 March")}, False),
        ({"date": None, **telling("last April")}, False),
    ],
)
def test_when_two_reports_are_of_one_contact(change: dict[str, object], together: bool) -> None:
    assert len(merged([report(1), report(2, **change)])) == (1 if together else 2)


def test_a_letter_is_not_what_took_place_somewhere() -> None:
    letter = report(1, mode=Mode.LETTER)
    assert len(merged([letter, report(2, mode=Mode.TALKS, place="Geneva")])) == 2
    assert len(merged([letter, report(2, mode=Mode.TALKS, place=None)])) == 1


def test_contacts_in_two_cities_are_two_where_the_days_leave_it_open() -> None:
    month = Period("2020-03-01", "2020-03-31", "stated")
    here = report(1, mode=Mode.MEETING, place="Helsinki")
    for period in (month, None):
        assert len(merged([here, report(2, mode=Mode.MEETING, date=period, place="Paris")])) == 2
        assert len(merged([here, report(2, mode=Mode.MEETING, date=period, place="town hall, Helsinki")])) == 1


def test_a_summit_of_few_is_one_whether_it_is_named_or_not() -> None:
    sides = [Participant(f"state:{code}", code, None, code) for code in ("DEU", "FRA", "RUS", "UKR")]
    told = {"mode": Mode.SUMMIT, "participants": tuple(sides), "date": Period("2015-02-12", "2015-02-12", "stated")}
    named = report(1, summit="Minsk summit 2015", **told)
    assert len(merged([named, report(2, **told)])) == 1
    other = replace(named.report, id="claim-009", document="doc-009", summit="Normandy summit Berlin 2016")
    assert fit(named, replace(named, report=other))[0] == 0


def test_an_undated_report_that_fits_two_contacts_stays_apart() -> None:
    assert len(merged([report(1), report(2, date=day(2)), report(3, date=None)])) == 3


def test_an_undated_report_joins_the_contact_that_took_place_before_it_was_told() -> None:
    assert merged([report(1), report(2, date=day(9)), report(3, date=None)]) == [
        ("claim-001", "claim-003"),
        ("claim-002",),
    ]


# Judgements of persons


def judged(verdict: str, claim: int, other: int, author: str = "Ann") -> Judgement:
    ids = f"claim-{claim:03}", f"claim-{other:03}"
    return Judgement(f"judgement-{verdict}-{claim}-{other}-{author}", verdict, *ids, 1.0, "I was there", author)


IDS = [f"claim-{n:03}" for n in range(1, 5)]


def test_a_person_parts_what_the_program_joined() -> None:
    program = [judged("same", 1, 2, PROGRAM), judged("same", 1, 3, PROGRAM)]
    assert clusters_of(IDS[:3], program) == [tuple(IDS[:3])]
    found = clusters_of(IDS[:3], [*program, judged("different", 1, 2)])
    assert not any({IDS[0], IDS[1]} <= set(cluster) for cluster in found)


def test_a_person_parts_what_the_program_joined_by_way_of_a_third() -> None:
    program = [judged("same", 1, 2, PROGRAM), judged("same", 2, 3, PROGRAM)]
    found = clusters_of(IDS[:3], [*program, judged("different", 1, 3)])
    assert not any({IDS[0], IDS[2]} <= set(cluster) for cluster in found)


def test_a_person_joins_what_the_program_left_apart() -> None:
    assert clusters_of(IDS[:2], []) == [(IDS[0],), (IDS[1],)]
    assert clusters_of(IDS[:2], [judged("same", 1, 2)]) == [(IDS[0], IDS[1])]


def test_a_judgement_on_a_claim_that_is_gone_does_no_harm() -> None:
    judgements = [judged("same", 1, 9), judged("different", 9, 2), judged("same", 1, 2, PROGRAM)]
    assert clusters_of(IDS[:2], judgements) == [(IDS[0], IDS[1])]


@given(st.lists(st.tuples(st.sampled_from(["same", "different"]), st.integers(1, 4), st.integers(1, 4)), max_size=6))
def test_a_persons_verdicts_hold_whatever_the_program_says(verdicts: list[tuple[str, int, int]]) -> None:
    people = [judged(*verdict) for verdict in verdicts]
    program = [judged("same", a, b, PROGRAM) for a, b in combinations(range(1, 5), 2)]
    alone, both = clusters_of(IDS, people), clusters_of(IDS, [*people, *program])
    joined = {pair for cluster in alone for pair in combinations(cluster, 2)}
    kept = {pair for cluster in both for pair in combinations(cluster, 2)}
    assert joined <= kept
    for verdict, a, b in verdicts:
        pair = (f"claim-{min(a, b):03}", f"claim-{max(a, b):03}")
        if verdict == "different" and a != b and pair not in joined:
            assert pair not in kept


# The contact


def test_the_last_word_and_the_common_value_win() -> None:
    early = replace(report(1, status=Status.SCHEDULED, place="Paris"), published="2020-03-01")
    late = replace(report(2, status=Status.HELD, place="Lyon"), published="2020-03-05")
    later = replace(report(3, status=Status.HELD, place="Lyon", initiator="FIN"), published="2020-03-06")
    contact = assemble([later, early, late], 2)
    assert (contact.status, contact.place, contact.initiator) == (Status.HELD, "Lyon", "FIN")
    assert [r.id for r in contact.reports] == ["claim-001", "claim-002", "claim-003"]
    assert contact.sides == ("FIN", "FRA")


def test_a_state_gives_way_to_its_delegation() -> None:
    finland = Participant("state:FIN", "Finland", None, "FIN")
    sent = Participant("group:FIN/delegation", "Finnish delegation", None, "FIN")
    parties = [report(n, participants=(p, PEOPLE["FRA"][0])) for n, p in enumerate((finland, sent), start=1)]
    assert [p.name for p in assemble(parties, 1).participants] == ["Finnish delegation", "Luc Bernard"]


# Independent sources


def quoting(number: int, quote: str) -> ContactReport:
    return report(number, spans=(Span(0, len(quote), quote),)).report


LONG = "The presidents of the two countries talked by telephone for half an hour on Tuesday."


def test_each_document_is_a_source() -> None:
    found = [report(n).report for n in range(4)]
    assert independent_sources(found, {}) == 4
    assert independent_sources([*found, replace(found[0], id="claim-9")], {}) == 4
    assert independent_sources([], {}) == 0


def test_a_reprint_counts_with_its_original() -> None:
    assert independent_sources([report(1).report, report(2).report], {"doc-002": "doc-001"}) == 1
    assert independent_sources([report(1).report, report(2).report], {"doc-002": "doc-777"}) == 2


def test_a_common_sentence_is_one_source_however_it_is_punctuated() -> None:
    assert independent_sources([quoting(1, LONG), quoting(2, LONG.upper().replace(".", " ..."))], {}) == 1
    assert independent_sources([quoting(1, "The two met."), quoting(2, "The two met.")], {}) == 2, "too short to tell"


@given(st.permutations(range(5)))
def test_sources_that_share_by_way_of_others_are_one(order: list[int]) -> None:
    other = LONG.replace("telephone", "video link")
    spans = [
        (LONG,),
        (LONG, other),
        (other,),
        ("Something else was told by a third paper, and at some length too.",),
        (LONG,),
    ]
    found = [report(n, spans=tuple(Span(0, len(q), q) for q in spans[n])).report for n in order]
    assert independent_sources(found, {}) == 2


def test_own_readouts_of_two_sides_on_neighbouring_days_are_of_one_contact() -> None:
    mine, theirs = report(1), report(2, date=day(4))
    assert len(merged([mine, theirs])) == 2
    assert len(merged([replace(mine, home="FIN"), replace(theirs, home="FRA")])) == 1
    assert len(merged([replace(mine, home="FIN"), replace(theirs, home="FIN")])) == 2


def test_topics_in_common_decide_between_contacts_that_are_equally_near() -> None:
    wheat, fish = report(1, topics=("wheat",)), report(2, date=day(2), topics=("fish",))
    found = merged([wheat, fish, report(3, date=None, topics=("fish",))])
    assert found == [("claim-001",), ("claim-002", "claim-003")]


def test_offices_stand_in_for_persons_that_another_names_at_the_same_time() -> None:
    offices = tuple(Participant(f"office:{s}/head", f"Head of {s}", None, s) for s in ("FIN", "FRA"))
    assert len(merged([report(1), report(2, date=None, participants=offices)])) == 1
    assert len(merged([report(1, date=day(1)), report(2, date=None, participants=offices)])) == 2


def test_an_undated_report_joins_the_one_of_two_calls_that_tells_the_same() -> None:
    told = frozenset({"harbour", "pilots", "herring", "winter", "icebreaker"})
    first = replace(report(1, date=day(3)), words=frozenset({"timber", "customs"}))
    second = replace(report(2, date=day(20)), words=told | {"treaty"})
    asked = replace(report(3, date=None), published=None, words=told)
    assert ("claim-002", "claim-003") in merged([first, second, asked])
    assert ("claim-003",) in merged([first, second, replace(asked, words=frozenset({"herring", "timber"}))])


@pytest.mark.parametrize("words", ["March 20", "20 March"])
def test_a_day_told_without_its_year_joins_the_contact_of_that_day(words: str) -> None:
    calls = [report(1, date=day(3)), report(2, date=day(20))]
    undated = replace(report(3, date=None, told=words), published=None)
    assert ("claim-002", "claim-003") in merged([*calls, undated])

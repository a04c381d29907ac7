"""A large ledger for measuring the reading room, made without reading a single article.

    .venv/bin/python -m bench.serve_ledger LEDGER [--documents 100000]

The documents are invented: words of made-up syllables in the frequencies of a language, among them sentences on
contacts, accounts, events and figures whose claims are written through the real ``Writer``. There is about one contact
a document, each with one or two reports, three accounts a document, and a contradiction in one contact of twenty.
The same number makes the same ledger.
"""

from __future__ import annotations

import argparse
import itertools
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from communique.ledger import Writer
from communique.records import (
    Account,
    Claim,
    Contact,
    ContactReport,
    Divergence,
    Document,
    Event,
    Figure,
    Mode,
    Participant,
    Period,
    Publication,
    Reading,
    Span,
    Status,
    content_id,
)

SIDES = (
    "USA RUS UKR CHN GBR FRA DEU NATO EUU TUR IRN ISR IND JPN KOR PRK SAU EGY POL ITA ESP CAN AUS BRA ZAF PAK SYR IRQ "
    "AFG UNO OSCE NLD BEL SWE NOR FIN DNK GRC HUN CZE ROU BGR SRB GEO ARM AZE KAZ UZB VNM THA IDN PHL MEX ARG CUB VEN "
    "ETH KEN NGA LBY"
).split()
PUBLISHERS = [
    f"{name} {kind}"
    for name in ("Northern", "Harbour", "Meridian", "Capital")
    for kind in "Wire Courier Gazette Observer Post Review Agency Monitor Times Radio".split()
]
OFFICES = ("President", "Foreign Minister", "Prime Minister", "Defence Minister", "Special Envoy")
TOPICS = (
    "arms control",
    "grain exports",
    "prisoner exchange",
    "sanctions",
    "ceasefire",
    "gas transit",
    "visa rules",
    "nuclear safety",
    "border crossing",
    "fisheries",
    "climate finance",
    "consular access",
)
CODES = ("CONSULT", "AGREE", "SUPPORT", "COOPERATE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "AID")
UNITS = ("people", "USD", "tonnes", "days", "vehicles")
FIRST, LAST = date(1990, 1, 1), date(2026, 11, 30)
_MODES = (Mode.CALL, Mode.MEETING, Mode.TALKS, Mode.VISIT, Mode.SUMMIT, Mode.LETTER, Mode.VIDEO)
_EXTRACTOR = "bench/1"


class Invention:
    """Invented documents and contacts; the same seed invents the same ones."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        syllables = ["".join(p) for p in itertools.product("bdfgklmnprstvz", "aeiou")]
        self._words = sorted(
            {"".join(self._random.choices(syllables, k=self._random.randint(1, 4))) for _ in range(30000)}
        )
        self._random.shuffle(self._words)
        self._weights = list(itertools.accumulate(1 / rank for rank in range(2, len(self._words) + 2)))
        self._side_weights = list(itertools.accumulate(1 / rank for rank in range(1, len(SIDES) + 1)))
        self._people = {side: [self._person(side, n) for n in range(40)] for side in SIDES}
        self._person_weights = list(itertools.accumulate(1 / rank for rank in range(1, 41)))
        self._last: ContactReport | None = None

    def _person(self, side: str, number: int) -> Participant:
        given, family = (self._random.choice(self._words).title() for _ in range(2))
        name = f"{given} {family}-{side.title()}{number}"
        return Participant(f"person:{name}", name, f"{self._random.choice(OFFICES)} of {side}", side)

    def readings(self, first: int, count: int) -> Iterator[Reading]:
        """Yield documents with their claims, numbered from ``first`` on."""
        for number in range(first, first + count):
            yield self._reading(number)

    def _prose(self, words: int) -> str:
        return " ".join(self._random.choices(self._words, cum_weights=self._weights, k=words)).capitalize() + "."

    def _reading(self, number: int) -> Reading:
        """Return a document of about 400 words with one contact, three accounts, an event and a figure.

        Every fourth one has a second report, of the contact that the document before it is about.
        """
        day = self._day()
        a, b = self._two_people()
        mode = self._random.choice(_MODES)
        topic = self._random.choice(TOPICS)
        told = f"{a.name} held a {mode.value} with {b.name} on {topic}"
        said = [f"the {topic} {self._prose(12)[:-1].lower()}" for _ in range(3)]
        figure = self._random.randint(2, 900)
        unit = self._random.choice(UNITS)
        parts = [
            f"Item {number}. ",
            told,
            ". ",
            self._prose(120),
            f" {a.name} said ",
            said[0],
            ". ",
            self._prose(90),
            f" {b.name} said ",
            said[1],
            ". ",
            self._prose(90),
            f" A spokesperson of {a.country} said ",
            said[2],
            ". ",
            f"{figure} {unit}",
            " were named. ",
            self._prose(60),
        ]
        again = self._last if number % 4 == 1 else None
        if again:
            parts += [" ", _retold(again), "."]  # fmt: skip
        spans, at = {}, 0
        for part in parts:
            spans[part] = Span(at, at + len(part), part)
            at += len(part)
        text = "".join(parts)
        document = content_id("doc", text)
        publisher = self._random.choice(PUBLISHERS)
        published = None if self._random.random() < 0.03 else (day + timedelta(self._random.randint(0, 2))).isoformat()
        report = self._report(document, day, mode, people=(a, b), topic=topic, span=spans[told])
        claims: list[Claim] = [report]
        if again:
            span = spans[_retold(again)]
            claims.append(replace(again, id=content_id("claim", document, "again"), document=document, spans=(span,)))
        self._last = report
        claims += self._accounts(document, report.id, (a, b), [spans[s] for s in said])
        claims.append(
            Event(
                content_id("claim", document, "event"),
                document,
                _EXTRACTOR,
                self._random.choice(CODES),
                None,
                None,
                (),
                "happened",
                a,
                b,
                report.date,
                None,
                None,
                0.9,
                spans[told],
            )
        )
        claims.append(
            Figure(
                content_id("claim", document, "figure"),
                document,
                _EXTRACTOR,
                float(figure),
                unit,
                None,
                None,
                spans[f"{figure} {unit}"],
            )
        )
        title = f"{a.name} and {b.name}: {topic} {self._prose(4)}"
        return Reading(
            Document(
                document,
                text,
                f"bench-{number}",
                f"bench/{number}.txt",
                f"https://news.example/{number}",
                publisher,
                Publication(published, "metadata" if published else "unknown"),
                title,
                "en",
            ),
            tuple(claims),
        )

    def _day(self) -> date:
        """Return a day; later years have more."""
        span = (LAST - FIRST).days
        return FIRST + timedelta(int(span * self._random.random() ** 0.5))

    def _two_people(self) -> tuple[Participant, Participant]:
        a, b = self._random.choices(SIDES, cum_weights=self._side_weights, k=2)
        if a == b:
            b = SIDES[(SIDES.index(a) + 1) % len(SIDES)]
        (first,) = self._random.choices(self._people[a], cum_weights=self._person_weights)
        (second,) = self._random.choices(self._people[b], cum_weights=self._person_weights)
        return first, second

    def _report(
        self, document: str, day: date, mode: Mode, *, people: tuple[Participant, ...], topic: str, span: Span
    ) -> ContactReport:
        chance = self._random.random()
        status = Status.HELD if chance < 0.85 else self._random.choice(list(Status))
        last = day + timedelta(30 if chance < 0.05 else 0)
        period = None if 0.05 < chance < 0.08 else Period(day.isoformat(), last.isoformat(), "stated")
        return ContactReport(
            content_id("claim", document, "contact"),
            document,
            _EXTRACTOR,
            mode,
            status,
            period,
            None,
            people[0].country if chance < 0.2 else None,
            None,
            people,
            (topic,),
            (span,),
        )

    def _accounts(
        self, document: str, report: str, people: tuple[Participant, Participant], contents: list[Span]
    ) -> Iterator[Account]:
        a, b = people
        for number, (who, content) in enumerate(zip((a, b, None), contents, strict=True)):
            source = who.name if who else f"A spokesperson of {a.country}"
            yield Account(
                content_id("claim", document, "account", number),
                document,
                _EXTRACTOR,
                report,
                source,
                who.actor if who else None,
                who.country if who else a.country,
                (),
                "said",
                content,
            )


def _retold(report: ContactReport) -> str:
    a, b = report.participants
    return f"Earlier {b.name} and {a.name} had spoken on {report.topics[0]}"


def contact_of(reports: list[ContactReport]) -> Contact:
    """Return the contact that these reports tell of; the first has the last word."""
    main = reports[0]
    return Contact(
        content_id("contact", main.id),
        main.mode,
        main.status,
        main.date,
        main.place,
        main.initiator,
        main.duration_minutes,
        main.participants,
        main.topics,
        tuple(reports),
        len(reports),
    )


def divergence_of(contact: Contact, accounts: list[Account]) -> Divergence:
    """Return a contradiction between the first two accounts."""
    a, b = accounts[:2]
    return Divergence(
        content_id("divergence", contact.id),
        contact.id,
        "contradiction",
        str(a.side),
        a.id,
        str(b.side),
        b.id,
        "invented",
    )


def make(path: Path, documents: int) -> None:
    """Write a ledger of so many documents."""
    found: list[tuple[list[ContactReport], list[Account]]] = []
    with Writer(path, batch=2000, seconds=60) as writer:
        for number, reading in enumerate(Invention().readings(0, documents)):
            writer.add_reading(reading, content_id("bench", number), "")
            report, *again = (c for c in reading.claims if isinstance(c, ContactReport))
            if again:
                found[-1][0].extend(again)
            found.append(([report], [c for c in reading.claims if isinstance(c, Account)]))
        contacts, divergences = [], []
        for number, (reports, accounts) in enumerate(found):
            contact = contact_of(reports)
            contacts.append(contact)
            if number % 20 == 0:
                divergences.append(divergence_of(contact, accounts))
        writer.replace_lineage({})
        writer.replace_contacts(contacts, divergences)


def main() -> None:
    """Make the ledger named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    arguments = parser.parse_args()
    started = time.perf_counter()
    make(arguments.ledger, arguments.documents)
    size = arguments.ledger.stat().st_size / 1e6
    print(f"{arguments.ledger}: {arguments.documents} documents, {size:.0f} MB, {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()

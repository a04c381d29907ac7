"""Merging many reports: seconds and memory on one core.

    python bench/merge.py [REPORTS [GROUPS]]

Reports of calls and meetings between pairs of invented leaders: each group is a pair, with contacts on several days,
some told without a day.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from communique.engine.local import LocalEngine
from communique.merge.assemble import assemble
from communique.merge.clusters import clusters_of
from communique.merge.contacts import merge_group, merge_key
from communique.merge.report import Report
from communique.records import ContactReport, Mode, Participant, Period, Span, Status

_FIRST = date(2020, 1, 1)


def reports(count: int, groups: int) -> Iterator[Report]:
    """Yield so many reports of so many pairs of sides, the same ones every time."""
    chance = random.Random(11)
    for number in range(count):
        pair = number % groups
        days = _FIRST + timedelta(days=chance.randrange(0, 60, 5))
        period = None if chance.random() < 0.2 else Period(days.isoformat(), days.isoformat(), "stated")
        sides = (f"A{pair // 100:03}", f"B{pair % 100:03}")
        quote = f"Report {number}: the two leaders spoke."
        yield Report(
            ContactReport(
                id=f"claim-{number:07}", document=f"doc-{number:07}", extractor="bench/1",
                mode=chance.choice([Mode.CALL, Mode.CALL, Mode.VIDEO, Mode.MEETING]), status=Status.HELD, date=period,
                place=None, initiator=None, duration_minutes=None,
                participants=tuple(Participant(f"person:{s}", s, None, s) for s in sides), topics=("grain",),
                spans=(Span(0, len(quote), quote),),
            ),
            (days + timedelta(days=1)).isoformat(),
        )  # fmt: skip


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    groups = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    batch = list(reports(count, groups))
    start = time.perf_counter()
    judgements = [j for found in LocalEngine().grouped(merge_group, merge_key, batch) for j in found]
    by_id = {item.report.id: item for item in batch}
    contacts = [assemble([by_id[i] for i in c], 1) for c in clusters_of(by_id, judgements)]
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count:,} reports in {groups:,} groups: {len(contacts):,} contacts, {seconds:.1f} s, {peak:.0f} MB")


if __name__ == "__main__":
    main()

"""The reading room under load: 50 readers for a minute on a ledger of 100,000 documents, while a build appends.

    .venv/bin/python -m bench.serve [LEDGER] [--readers 50] [--seconds 60] [--think 1.0] [--workers 2]

Makes the ledger with ``bench.serve_ledger`` when it is not there, serves it with ``communique serve`` as a process of
its own, and asks over the loopback: first each kind of page by itself, with different contents each time, then all
kinds mixed by many readers, each of whom waits about ``--think`` seconds between two requests, as a person does; 0 for
readers who never wait. Meanwhile another process adds documents through the ``Writer``, about as fast as one process
of a build reads them. Prints requests, errors and times in milliseconds.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import httpx

from bench.serve_ledger import CODES, PUBLISHERS, SIDES, TOPICS, Invention, make
from communique.ledger import Writer, open_ledger
from communique.records import content_id

READINGS_A_SECOND = 10
_APPEND = "import sys; from bench.serve import append; append(sys.argv[1], float(sys.argv[2]))"


def append(ledger: str, seconds: float) -> None:
    """Add documents at the pace of a build for so long; the process of the bench runs this."""
    ends, started = time.monotonic() + seconds, time.time_ns()
    with Writer(ledger) as writer:
        for number, reading in enumerate(Invention(started).readings(10**9 + started % 10**9, 10**6)):
            writer.add_reading(reading, content_id("bench", started, number), "")
            time.sleep(1 / READINGS_A_SECOND)
            if time.monotonic() > ends:
                return


class Addresses:
    """Addresses of every kind of page and object, with contents chosen by chance."""

    def __init__(self, ledger: Path) -> None:
        chance = random.Random(2)
        with open_ledger(ledger) as view:
            page = view.contact_slice(400, sides=[chance.choice(SIDES)])
            contacts = [c.id for c in page.items]
            documents = [d.id for d in view.document_slice(400, since="2010", until="2020").items]
            people = [a.id for a in view.actor_slice(200, kind="person").items]
        self._chance = chance
        self._kinds: dict[str, Callable[[], str]] = {
            "timeline": lambda: "/",
            "timeline of a side": lambda: f"/?side={self._side()}",
            "timeline of a month": lambda: f"/?period={self._year()}-{chance.randint(1, 12):02}",
            "contact": lambda: f"/contacts/{chance.choice(contacts)}",
            "document": lambda: f"/documents/{chance.choice(documents)}",
            "actor": lambda: f"/actors/{quote(chance.choice(people))}",
            "actors": lambda: "/actors",
            "network": lambda: f"/network?since={self._year()}",
            "divergences": lambda: f"/divergences?side={self._side()}",
            "calendar": lambda: "/calendar",
            "sources": lambda: "/sources",
            "rejected": lambda: "/rejected",
            "search": lambda: f"/search?q={quote(chance.choice(TOPICS))}",
            "api contacts": lambda: f"/api/v1/contacts?side={self._side()}&mode=call&since={self._year()}",
            "api contacts by text": lambda: f"/api/v1/contacts?text={quote(chance.choice(TOPICS))}",
            "api contact": lambda: f"/api/v1/contacts/{chance.choice(contacts)}",
            "api documents": lambda: f"/api/v1/documents?publisher={quote(chance.choice(PUBLISHERS))}",
            "api events": lambda: f"/api/v1/events?code={chance.choice(CODES)}",
            "api accounts": lambda: f"/api/v1/accounts?side={self._side()}",
            "api timeline": lambda: f"/api/v1/timeline?unit=month&side={self._side()}",
            "api network": lambda: f"/api/v1/network?of=persons&since={self._year()}",
            "api search": lambda: f"/api/v1/search?q={quote(chance.choice(TOPICS))}&since={self._year()}",
        }

    @property
    def kinds(self) -> list[str]:
        """The names of the kinds."""
        return list(self._kinds)

    def one(self, kind: str) -> str:
        """Return an address of this kind."""
        return self._kinds[kind]()

    def _side(self) -> str:
        return self._chance.choice(SIDES)

    def _year(self) -> int:
        return self._chance.randint(1995, 2026)


@dataclass
class Answers:
    """What came back: times in seconds by kind of page, and what went wrong."""

    times: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)

    async def ask(self, client: httpx.AsyncClient, kind: str, address: str) -> None:
        """Ask once and note how it went."""
        started = time.perf_counter()
        try:
            answer = await client.get(address)
            if answer.status_code != 200:
                self.errors[f"{kind}: {answer.status_code} {address}"] += 1
        except httpx.HTTPError as error:
            self.errors[f"{kind}: {type(error).__name__}"] += 1
        self.times[kind].append(time.perf_counter() - started)


def percentile(times: list[float], share: float) -> float:
    """Return the time in milliseconds that so large a share of the requests stayed below."""
    ranked = sorted(times)
    return 1000 * ranked[min(len(ranked) - 1, int(share * len(ranked)))]


@contextmanager
def serving(ledger: Path, workers: int) -> Iterator[str]:
    """Serve the ledger in a process of its own and give its address."""
    command = [sys.executable, "-m", "communique.cli", "serve", str(ledger), "--port", "0", "--no-open"]
    with subprocess.Popen([*command, "--workers", str(workers)], stdout=subprocess.PIPE, text=True) as server:
        try:
            said = server.stdout.readline() if server.stdout else ""
            found = re.search(r"http://\S+", said)
            if found is None:
                raise SystemExit("the server did not start")
            httpx.get(found.group(), timeout=120)
            yield found.group().rstrip("/")
        finally:
            server.terminate()


async def singly(base: str, addresses: Addresses, times: int) -> Answers:
    """Ask for each kind of page by itself."""
    answers = Answers()
    async with httpx.AsyncClient(base_url=base, timeout=60) as client:
        for kind in addresses.kinds:
            for _ in range(times):
                await answers.ask(client, kind, addresses.one(kind))
    return answers


async def together(base: str, addresses: Addresses, readers: int, seconds: float, think: float) -> Answers:
    """Let many readers ask for all kinds of pages at once."""
    answers, chance = Answers(), random.Random(3)
    ends = time.monotonic() + seconds
    limits = httpx.Limits(max_connections=readers, max_keepalive_connections=readers)

    async def reader(client: httpx.AsyncClient) -> None:
        await asyncio.sleep(chance.random() * think)
        while time.monotonic() < ends:
            kind = chance.choice(addresses.kinds)
            await answers.ask(client, kind, addresses.one(kind))
            await asyncio.sleep(chance.uniform(0.5, 1.5) * think)

    async with httpx.AsyncClient(base_url=base, timeout=60, limits=limits) as client:
        await asyncio.gather(*(reader(client) for _ in range(readers)))
    return answers


def report(title: str, answers: Answers) -> None:
    """Print a table of times."""
    every = [t for times in answers.times.values() for t in times]
    print(f"\n{title}: {len(every)} requests, {sum(answers.errors.values())} errors")
    for error, count in answers.errors.most_common(5):
        print(f"  {count} x {error}")
    print(f"  {'':24} {'requests':>8} {'p50':>7} {'p95':>7} {'most':>7}  ms")
    for kind, times in [("all", every), *answers.times.items()]:
        shown = (percentile(times, 0.5), percentile(times, 0.95), 1000 * max(times))
        print(f"  {kind:24} {len(times):8} {shown[0]:7.0f} {shown[1]:7.0f} {shown[2]:7.0f}")


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("ledger", type=Path, nargs="?", default=Path("bench-serve.db"))
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=1.0)
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    if not arguments.ledger.exists():
        make(arguments.ledger, arguments.documents)
    addresses = Addresses(arguments.ledger)
    with serving(arguments.ledger, arguments.workers) as base:
        report("one reader", asyncio.run(singly(base, addresses, 10)))
        appender = [sys.executable, "-c", _APPEND, str(arguments.ledger), str(arguments.seconds)]
        with subprocess.Popen(appender):
            load = together(base, addresses, arguments.readers, arguments.seconds, arguments.think)
            report(f"{arguments.readers} readers while a build appends", asyncio.run(load))


if __name__ == "__main__":
    main()

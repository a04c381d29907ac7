"""A run: whose turn it is, how long to wait, and what became of every url."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from pathlib import Path

from communique.errors import Rejected
from communique.fetch.archive import Archive
from communique.fetch.client import Answer, Client, origin_of
from communique.fetch.guard import Guard
from communique.fetch.journal import Journal, Remembered
from communique.fetch.robots import MOST_REDIRECTS, Robots
from communique.fetch.targets import feed_of, given, links_of
from communique.read.http import media_type
from communique.read.items import PAGE_BYTES

_TEXTS = frozenset({"", "text/html", "application/xhtml+xml", "text/plain"})
_BUSY = frozenset({429, 503})
_LONGEST_WAIT = 300.0
_MOST_TROUBLES = 3
_DEEPEST = 2
_MOST_LISTS = 200

Progress = Callable[[int, int], None]
"""Called after each url with how many are done and how many are known in all."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a run behaves.

    delay: seconds between two requests to one host; the site's Crawl-delay counts if it is longer. rate: requests a
    second to all hosts together. timeout: seconds for connecting and for each read; seconds: for a request as a whole.
    size: bytes of a page as it is sent. most: pages in this run, None for all. allow_private: for tests. allowed:
    private addresses that may be fetched from, such as that of a paper's own archive.
    """

    delay: float = 2.0
    rate: float = 2.0
    timeout: float = 20.0
    seconds: float = 60.0
    size: int = PAGE_BYTES
    most: int | None = None
    agent: str = f"communique/{version('communique')}"
    allow_private: bool = False
    allowed: frozenset[str] = frozenset()


@dataclass(slots=True)
class Report:
    """The account of a run. known: urls that the part of the run before its end had done."""

    warc: Path
    fetched: int = 0
    unchanged: int = 0
    known: int = 0
    left: int = 0
    size: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    details: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Wanted:
    """A url to fetch. depth: None for a page; for one that may be a list, how many lists led to it."""

    url: str
    depth: int | None = None
    tries: int = 0


@dataclass(slots=True)
class _Host:
    waiting: deque[_Wanted] = field(default_factory=deque)
    ready: float = 0.0
    troubles: int = 0


def warc_path(to: str | Path) -> Path:
    """Return the WARC file of what was given: itself, or pages.warc.gz in a folder."""
    path = Path(to)
    return path if path.name.endswith((".warc", ".warc.gz")) else path / "pages.warc.gz"


def fetch(
    sources: Iterable[str], to: str | Path, options: Options | None = None, *, progress: Progress | None = None
) -> Report:
    """Fetch the pages that the sources name into a WARC file and return the account.

    sources: urls of pages and feeds, files of feeds, files with a url a line, or -. to: a WARC file or a folder. The
    journal beside it lets a run that was ended go on, and a later one ask only for what has changed. Raises InputError
    for sources that cannot be read and a file that cannot be written.
    """
    chosen = options or Options()
    asked, pages = given(sources)
    path = warc_path(to)
    journal = Journal.read(path.with_name(path.name + ".state"))
    archive = Archive(path, journal.end, chosen.agent)
    try:
        run = _Run(chosen, journal, archive, Report(path), progress)
        run.want([_Wanted(url, depth=0) for url in asked] + [_Wanted(url) for url in pages])
        run.work()
    finally:
        archive.close()
    return run.report


class _Run:
    def __init__(
        self, options: Options, journal: Journal, archive: Archive, report: Report, progress: Progress | None
    ) -> None:
        self.report = report
        self._options = options
        self._journal = journal
        self._archive = archive
        self._progress = progress
        guard = Guard(options.timeout, options.allow_private, options.allowed)
        self._client = Client(guard, options.agent, options.seconds, options.size)
        self._robots = Robots(self._client)
        self._hosts: dict[str, _Host] = {}
        self._seen: set[str] = set()
        self._next_at = 0.0
        self._finished = 0
        self._lists = 0

    def want(self, wanted: Iterable[_Wanted]) -> None:
        """Put urls in the line of their hosts, each once in a run, and not what this run had done before its end."""
        for one in wanted:
            if one.url in self._seen:
                continue
            self._seen.add(one.url)
            if one.url in self._journal.done and (one.depth is None or one.url in self._journal.urls):
                self.report.known += 1
                self._finished += 1
            else:
                self._host(one.url).waiting.append(one)

    def work(self) -> None:
        """Fetch until nothing waits, the host whose turn comes first before the others."""
        while (host := self._first()) is not None:
            if self._options.most is not None and self.report.fetched >= self._options.most:
                self.report.left = sum(len(h.waiting) for h in self._hosts.values())
                return  # the run stays open, and the next one goes on with it
            one = host.waiting.popleft()
            self._take(one, host)
            if self._progress is not None:
                self._progress(self._finished, len(self._seen))
        self._journal.write({"run": "done"})

    def _first(self) -> _Host | None:
        waiting = [host for host in self._hosts.values() if host.waiting]
        return min(waiting, key=lambda host: host.ready, default=None)

    def _host(self, url: str) -> _Host:
        return self._hosts.setdefault(origin_of(url), _Host())

    def _take(self, one: _Wanted, host: _Host) -> None:
        try:
            self._settle(one, self._answer(one))
            host.troubles = 0
        except Rejected as error:
            self._refuse(one, error)
            if error.reason in ("unreachable", "too-slow", "no-such-host"):
                host.troubles += 1
            if host.troubles >= _MOST_TROUBLES:
                self._give_up(host)
        self._finished += 1

    def _answer(self, one: _Wanted) -> Answer:
        """Return the answer to a url, redirects followed; every hop is checked, asked for and waited for anew."""
        url = one.url
        known = self._journal.urls.get(one.url, Remembered())
        for _ in range(MOST_REDIRECTS + 1):
            if not self._robots.is_known(url):
                self._wait(url)
                with self._asking(url):
                    self._robots.check(url)
            self._robots.check(url)
            self._wait(url)
            with self._asking(url):
                answer = self._client.get(url, known.conditions)
            if answer.target is None:
                return answer
            url = answer.target
        raise Rejected("redirects", f"{one.url}: more than {MOST_REDIRECTS} redirects")

    def _wait(self, url: str) -> None:
        """Wait until the host of the url and the rate of the run allow a request."""
        if self._delay(url) > _LONGEST_WAIT:
            raise Rejected("crawl-delay", f"{url}: the site asks for {self._delay(url):g} s between requests")
        time.sleep(max(0.0, max(self._host(url).ready, self._next_at) - time.monotonic()))

    @contextmanager
    def _asking(self, url: str) -> Iterator[None]:
        """Count what is done inside as a request; the time to the next one begins when it is over."""
        try:
            yield
        finally:
            now = time.monotonic()
            self._host(url).ready = now + self._delay(url)
            self._next_at = now + 1 / self._options.rate

    def _delay(self, url: str) -> float:
        return max(self._options.delay, self._robots.delay(url) if self._robots.is_known(url) else 0.0)

    def _settle(self, one: _Wanted, answer: Answer) -> None:
        if answer.status == 304:
            self.report.unchanged += 1
            self._journal.write({"url": one.url, "outcome": "unchanged"})
            return
        if answer.status in _BUSY and one.tries == 0:
            self._host(answer.url).ready = time.monotonic() + min(_LONGEST_WAIT, _retry_after(answer))
            self._host(one.url).waiting.append(_Wanted(one.url, one.depth, tries=1))
            self._finished -= 1
            return
        if answer.status != 200:
            raise Rejected(f"http-{answer.status}", f"{one.url}: HTTP status {answer.status}")
        if one.depth is not None and self._is_list(one, answer):
            return
        if media_type(answer.header("Content-Type")) not in _TEXTS:
            raise Rejected("not-text", f"{one.url}: {media_type(answer.header('Content-Type'))}")
        end = self._archive.add(answer)
        told = {"etag": answer.header("ETag"), "modified": answer.header("Last-Modified")}
        self._journal.write({"url": one.url, "outcome": "fetched", "end": end} | told)
        self.report.fetched += 1
        self.report.size += len(answer.body)

    def _is_list(self, one: _Wanted, answer: Answer) -> bool:
        """Return whether the answer is a feed or sitemap; then what it names is wanted."""
        feed = feed_of(answer)
        if feed is None:
            return False
        self._lists += 1
        depth = (one.depth or 0) + 1 if feed.of_sitemaps else None
        if self._lists > _MOST_LISTS or (depth is not None and depth > _DEEPEST):
            raise Rejected("too-many-lists", f"{one.url}: lists of lists without end")
        self.want([_Wanted(url, depth) for url in links_of(feed)])
        return True

    def _refuse(self, one: _Wanted, error: Rejected) -> None:
        self.report.refused[error.reason] += 1
        self.report.details.append(error.detail)
        self._journal.write({"url": one.url, "outcome": error.reason})

    def _give_up(self, host: _Host) -> None:
        """Leave the rest of a host that does not answer to the next run."""
        self.report.refused["host-given-up"] += len(host.waiting)
        self._finished += len(host.waiting)
        host.waiting.clear()


def _retry_after(answer: Answer) -> float:
    """Return the seconds that a busy server asks to wait, 30 if it does not say."""
    told = answer.header("Retry-After")
    if told.isdigit():
        return float(told)
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time())
    except (TypeError, ValueError):
        return 30.0

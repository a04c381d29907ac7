"""What a site allows: robots.txt as RFC 9309 has it, read once for each origin."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

from communique.errors import Rejected
from communique.fetch.client import Client, origin_of
from communique.read.http import unpacked

MOST_REDIRECTS = 5
_MOST_CHARACTERS = 512_000


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one origin. unknown: they could not be had, so nothing is allowed."""

    parsed: Protego | None
    unknown: str = ""


class Robots:
    """Answers whether a url may be fetched, and how long to wait between requests."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._rules: dict[str, Rules] = {}

    def is_known(self, url: str) -> bool:
        """Return whether the rules of the url's origin were read."""
        return origin_of(url) in self._rules

    def check(self, url: str) -> None:
        """Raise Rejected when the url may not be fetched: "robots", "robots-unknown" and why the host is refused."""
        rules = self._of(url)
        if rules.unknown:
            raise Rejected("robots-unknown", rules.unknown)
        if rules.parsed is not None and not rules.parsed.can_fetch(url, self._client.agent):
            raise Rejected("robots", f"{url}: the site's robots.txt does not allow it")

    def delay(self, url: str) -> float:
        """Return the seconds between requests that the site asks for, 0 if it asks for none."""
        parsed = self._of(url).parsed
        return max(0.0, float(parsed.crawl_delay(self._client.agent) or 0)) if parsed is not None else 0.0

    def _of(self, url: str) -> Rules:
        origin = origin_of(url)
        if origin not in self._rules:
            self._rules[origin] = self._read(f"{origin}/robots.txt")
        return self._rules[origin]

    def _read(self, url: str) -> Rules:
        """Return the rules: all is allowed where there is no such file, nothing where the server fails (RFC 9309)."""
        try:
            answer = self._client.get(url)
            for _ in range(MOST_REDIRECTS):
                if answer.target is None:
                    break
                answer = self._client.get(answer.target)
        except Rejected as error:
            if error.reason in ("private-address", "no-such-host"):
                raise
            return Rules(None, f"{url}: {error.detail}")
        if answer.status == 200:
            try:
                text = unpacked(answer.body, "", answer.header("Content-Encoding")).decode("utf-8", "replace")
            except Rejected as error:
                return Rules(None, f"{url}: {error.detail}")
            return Rules(Protego.parse(text[:_MOST_CHARACTERS]))
        if 400 <= answer.status < 500:
            return Rules(None)
        return Rules(None, f"{url}: HTTP status {answer.status}")

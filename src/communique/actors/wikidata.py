"""Heads of state and of government and foreign ministers from Wikidata's query service, against the authority.

The query asks for the offices that Wikidata gives as a state's own head of state (P1906) and head of government
(P1313), and for its foreign minister (a position that is a kind of Q7330070), with the terms (P39, P580, P582) that
began since a day. Everything is compared with the authority; nothing is changed here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from communique.actors.authority import EARLIEST, LATEST, Authority, Office, Term
from communique.actors.index import NameIndex
from communique.errors import CommuniqueError

ENDPOINT = "https://query.wikidata.org/sparql"
_AGENT = "communique (office holders; https://pypi.org/project/communique)"
_SECONDS = 60
_QUERY = """
SELECT ?code ?role ?personLabel ?from ?to WHERE {
  { ?state wdt:P1906 ?position . BIND("head-of-state" AS ?role) }
  UNION { ?state wdt:P1313 ?position . BIND("head-of-government" AS ?role) }
  UNION { ?position wdt:P279 wd:Q7330070 ; wdt:P1001 ?state . BIND("foreign-minister" AS ?role) }
  ?state wdt:P298 ?code .
  ?person p:P39 ?term .
  ?term ps:P39 ?position ; pq:P580 ?from .
  OPTIONAL { ?term pq:P582 ?to }
  FILTER(?from >= "%s"^^xsd:dateTime)
  SERVICE wikibase:label { bd:serviceParam wikibase:language "en" }
} ORDER BY ?code ?role ?from ?personLabel
"""


class Unreachable(CommuniqueError):
    """The query service did not answer, or not with an answer."""


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A term as Wikidata has it; end is empty while it lasts."""

    code: str
    role: str
    person: str
    start: str
    end: str


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """What Wikidata knows and the authority does not: kind is "new" or "ended".

    start, end: as Wikidata has them; was: the term in the authority, None for a new one.
    """

    office: str
    kind: str
    person: str
    start: str
    end: str
    was: tuple[str, str] | None


def query(since: str, endpoint: str = ENDPOINT) -> list[Found]:
    """Return the terms that began since an ISO day. Raises Unreachable when the service cannot be asked."""
    url = f"{endpoint}?{urlencode({'query': _QUERY % f'{since}T00:00:00Z', 'format': 'json'})}"
    if not url.startswith(("https://", "http://")):
        raise Unreachable(f"{endpoint} is no address of a web service")
    request = Request(url, headers={"Accept": "application/sparql-results+json", "User-Agent": _AGENT})  # noqa: S310
    try:
        with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310  the scheme is checked above
            return parse(json.load(answer))
    except (URLError, TimeoutError, OSError) as fault:
        reason = getattr(fault, "reason", fault)
        raise Unreachable(f"Wikidata's query service cannot be reached ({reason}); nothing was changed") from fault
    except (ValueError, KeyError, TypeError) as fault:
        raise Unreachable(f"{endpoint} gave no answer in SPARQL's JSON format; nothing was changed") from fault


def parse(answer: Any) -> list[Found]:
    """Return the terms of an answer, each once, in order; entries without an English name are left out."""
    found = set()
    for entry in answer["results"]["bindings"]:
        cells = {name: str(cell["value"]) for name, cell in entry.items()}
        person = cells["personLabel"]
        if person[:1] == "Q" and person[1:].isdigit():
            continue
        found.add(Found(cells["code"], cells["role"], person, cells["from"][:10], cells.get("to", "")[:10]))
    return sorted(found)


def changes(found: Iterable[Found], source: Authority, index: NameIndex) -> list[Change]:
    """Return how Wikidata's terms differ from the authority's, sorted.

    Terms of states and roles for which the authority has no office are left out, and so are dates that differ by less
    than the authority's own precision.
    """
    out: list[Change] = []
    for term in sorted(set(found), key=lambda f: (f.code, f.role, f.start, f.person)):
        change = _change(term, source, index)
        if change is not None:
            out = _in_turn(out, change)
    return sorted(out)


def _change(term: Found, source: Authority, index: NameIndex) -> Change | None:
    terms = source.by_role.get((term.code, term.role), ())
    office = _office(terms)
    if office is None:
        return None
    person = _known_name(term.person, source, index)
    same = next((t for t in terms if t.person == person and _near(t.start, term.start)), None)
    if same is not None:
        if same.end != LATEST or not term.end:
            return None
        return Change(same.office.id, "ended", person, same.start, term.end, (same.start, ""))
    end = term.end or LATEST
    if any(t.person == person and t.start < term.start <= t.end for t in terms):
        return None  # a second term of one and the same holder
    if any(t.end != LATEST and t.office == office and t.start < end and term.start < t.end for t in terms):
        return None  # the tables know another for these days
    return Change(office.id, "new", person, term.start, term.end, None)


def _in_turn(known: list[Change], change: Change) -> list[Change]:
    """Return the changes with one more: it ends an open one before it in its office, and gives way to a closed one."""
    out = []
    for earlier in known:
        if earlier.office == change.office and earlier.person != change.person and earlier.kind == change.kind == "new":
            if earlier.end and change.start < earlier.end:
                return known
            if not earlier.end and earlier.start < change.start:
                out.append(replace(earlier, end=change.start))
                continue
            if not earlier.end:
                return known
        out.append(earlier)
    return [*out, change]


def as_rows(differences: Sequence[Change]) -> list[str]:
    """Return the differences as rows of a user's file, with its header."""
    rows = ["person\toffice\tcode\trole\ttitle\tfrom\tto\tsex\taliases\tsource"]
    rows += [f"{c.person}\t{c.office}\t\t\t\t{c.start}\t{c.end}\t\t\tWikidata query service" for c in differences]
    return rows


def _office(terms: Iterable[Term]) -> Office | None:
    """Return the office that a role of a state means: the one held last."""
    last = max(terms, key=lambda t: (t.end, t.start), default=None)
    return last.office if last else None


def _known_name(name: str, source: Authority, index: NameIndex) -> str:
    """Return the authority's name of a person, the given one when it knows none or several."""
    if name in source.persons:
        return name
    found = index.full_name(name) if " " in name else ()
    return found[0].name if len(found) == 1 else name


def _near(ours: str, theirs: str) -> bool:
    """Tell whether two first days are one as far as the authority's precision goes: a month."""
    return ours == EARLIEST or abs(_days(ours) - _days(theirs)) <= 31


def _days(day: str) -> int:
    return int(day[:4]) * 372 + int(day[5:7] or 1) * 31 + int(day[8:10] or 1)

"""Whose own office publishes a document: the publisher's name read as that of a ministry, palace or press service."""

from __future__ import annotations

import re

from communique.actors.actor import Days
from communique.actors.authority import Name, authority
from communique.actors.hosts import office_at
from communique.actors.index import name_index
from communique.actors.text import Word, words

_OFFICE = re.compile(
    r"\b(?:offices?|presidency|presidencia|presidente?|ministry|ministries|ministère|ministerio|department|government|"
    r"gobierno|gouvernement|chancellery|chancellor|cabinet|embassy|directorate|secretariat|commission|council|palace|"
    r"press (?:service|office|secretary|release)s?|royal court|prime minister|premier|spokesperson|parliament|mission|"
    r"pmo|mofa|mfa|mea|mod|dod)\b",
    re.IGNORECASE,
)
_PRESS = re.compile(
    r"\b(?:times|post|news|herald|daily|weekly|gazette|journal|tribune|review|reporter|courier|independent|observer|"
    r"agency|wire|dispatch|ledger|mail|standard|telegraph|magazine|watch|project|institute|archive|historian|relations|"
    r"monitor|today|tv|radio|television|blog|press(?! (?:service|office|secretary|release)))\b",
    re.IGNORECASE,
)
#: The agency that spoke for the Soviet government; its successor is one newsroom among others.
_SOVIET_AGENCY = frozenset({"tass", "tass news agency", "telegraph agency of the soviet union"})
_SOVIET_END = "1991-12-25"
_OWNERS = frozenset({"alias", "adjective", "demonym", "capital"})


def home_of(publisher: str | None, days: Days | None = None, url: str | None = None) -> str | None:
    """Return the side whose office publishes a document ("Chinese Foreign Ministry"), None for the press.

    days: when it was published, for names of sides that changed ("Moscow" in 1985). A publisher that names two sides is
    nobody's, but an embassy is that of the side named first. Where a name that is no newsroom's tells nothing, the host
    of the address does.
    """
    found = _by_name(publisher, days or Days())
    if found is not None or _PRESS.search(publisher or ""):
        return found
    office = office_at(url)
    return office[1] if office is not None else None


def _by_name(publisher: str | None, days: Days) -> str | None:
    name = (publisher or "").strip()
    if name.lower() in _SOVIET_AGENCY:
        return "SUN" if days.known and days.end <= _SOVIET_END else None
    found = words(name)
    if found and found[0].text in {"The", "the"}:
        found = found[1:]
    if (whole := _whole(found, days)) is not None:
        return whole
    if not _OFFICE.search(name) or _PRESS.search(name):
        return None
    named = _sides(found, days)
    owners = [n.code for n in named if n.kind in _OWNERS] or [n.code for n in named]
    codes = list(dict.fromkeys(owners))
    return codes[0] if len(codes) == 1 or (codes and "embassy" in name.lower()) else None


def _whole(found: list[Word], days: Days) -> str | None:
    """Return the side of a seat or body, or the organisation, of which the words are the whole name."""
    match = name_index().side_at(found, 0) if found else None
    if match is None or match[0] != len(found):
        return None
    name = _of_the_day(match[1], days)
    state = authority().states.get(name.code)
    own = name.kind == "alias" and state is not None and state.is_organisation
    return name.code if own or name.kind in {"seat", "body"} else None


def _sides(found: list[Word], days: Days) -> list[Name]:
    """Return the names of sides among the words, in order."""
    out, i = [], 0
    while i < len(found):
        match = name_index().side_at(found, i)
        if match is not None:
            out.append(_of_the_day(match[1], days))
        i += match[0] if match is not None else 1
    return out


def _of_the_day(names: tuple[Name, ...], days: Days) -> Name:
    """Return the first meaning of a name whose side existed on the day."""
    states = authority().states
    for name in names:
        state = states.get(name.code)
        if state is None or (state.start <= days.end and days.start <= state.end):
            return name
    return names[0]

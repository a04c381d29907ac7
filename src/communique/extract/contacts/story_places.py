"""The place of a contact that its own sentence does not name: that of the story, of the host or of the gathering."""

from __future__ import annotations

from collections.abc import Sequence

from communique.annotate.annotated import Annotated
from communique.extract.contacts import cities, places, scenes
from communique.extract.contacts.candidate import IN_PERSON, Candidate
from communique.extract.contacts.participants import persons_at
from communique.extract.contacts.syntax import subjects
from communique.extract.contacts.venues import is_venue
from communique.records import Mode, Status

_RECEIVING = frozenset({"receive", "welcome", "greet", "host"})
_NEAR = 3
"""In sentences: how far behind another contact one can be told that took place in the same city."""


def add_places(annotated: Annotated, contacts: Sequence[Candidate]) -> None:
    """Give contacts in person without a place that of the one told before which they go on with, on the same days; and
    name the city to a building."""
    order = {s.start: i for i, s in enumerate(annotated.sentences)}
    for at, contact in enumerate(contacts):
        if contact.mode not in IN_PERSON or contact.mode is Mode.VISIT:
            continue
        if contact.place is None:
            hosted = contact.status is Status.HELD and _of_host(annotated, contact, contacts)
            contact.place = hosted or places.only_place(annotated, contact.trigger)
        if contact.place is None and (contact.status is Status.HELD or scenes.says_there(annotated, contact)):
            contact.place = (
                scenes.scene_of(annotated, contact, order)
                or _of_story(contact, contacts[:at], order)
                or _of_same_day(contact, contacts)
                or scenes.filed_at(annotated, contact)
            )
    for contact in contacts:
        if contact.place is not None:
            contact.place = _with_city(annotated, contact, places.in_full(annotated, contact.trigger, contact.place))


def _with_city(annotated: Annotated, contact: Candidate, name: str) -> str:
    """Return a building that no table knows with the city at which its story was filed."""
    if ", " in name or not is_venue(name):
        return name
    city = scenes.filed_at(annotated, contact)
    return f"{name}, {city}" if city is not None else name


def _of_story(contact: Candidate, told: Sequence[Candidate], order: dict[int, int]) -> str | None:
    here = order[contact.sentences[0].start]
    for earlier in reversed(told):
        behind = here - order[earlier.sentences[-1].start]
        if earlier.place is None or earlier.mode not in IN_PERSON or earlier.status is not Status.HELD:
            continue
        if 0 <= behind <= _NEAR and _same_days(earlier, contact) and set(earlier.actors) & set(contact.actors):
            return earlier.place
    return None


def _of_same_day(contact: Candidate, contacts: Sequence[Candidate]) -> str | None:
    """Return where another contact of one of the persons took place on the same day, if all such were in one."""
    people = {i for i, a in contact.actors.items() if a.kind == "person"}
    found = {
        other.place: None
        for other in contacts
        if other.place and other.mode in IN_PERSON and other.status is Status.HELD and people & set(other.actors)
        and contact.date is not None and contact.date.is_day and other.date == contact.date
    }  # fmt: skip
    return next(iter(found)) if len(found) == 1 else None


def _of_host(annotated: Annotated, contact: Candidate, contacts: Sequence[Candidate]) -> str | None:
    """Return where the one who receives is at home: the city of the dateline, or of another contact of the story."""
    verb = contact.trigger.token
    if contact.trigger.kind != "verb" or contact.trigger.lemma not in _RECEIVING:
        return None
    passive = [g for c in verb.children if c.dep_ == "agent" for g in c.children]
    hosts = {a.country for a in persons_at(annotated, passive or subjects(verb)) if a.country}
    if len(hosts) != 1:
        return None
    (home,) = hosts
    others = (c.place for c in contacts if c.place and _same_days(c, contact) and cities.code_of(c.place) == home)
    return places.filed_at(annotated, home) or next(others, None)


def _same_days(earlier: Candidate, later: Candidate) -> bool:
    """Tell whether both are of the same days, both being known."""
    if earlier.date is None or later.date is None:
        return False
    return earlier.date.start <= later.date.end and later.date.start <= earlier.date.end

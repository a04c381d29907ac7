"""Actors: who they are, which offices they held, whom they met, what they said."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import HTTPException, Query, Request
from fastapi.responses import Response

from communique.actors.authority import EARLIEST, LATEST, Office, Person, authority
from communique.ledger import Ledger
from communique.records import Account, Contact, Document, Event
from communique.web.pages.asked import Asked
from communique.web.pages.base import new_router, render
from communique.web.pages.days import day_words
from communique.web.pages.labels import side_name
from communique.web.pages.paging import contact_page
from communique.web.room import LedgerHere

router = new_router()

#: What an event of a class is in the mouth of its actor.
_POSITIONS = {"AGREE": "agrees", "REQUEST": "demands", "THREATEN": "threatens", "REJECT": "refuses"}
_MOST_STATEMENTS, _MOST_LISTED = 30, 100


@dataclass(frozen=True, slots=True)
class Held:
    """An office that a person held: its title, its side unless the title names it, and from when to when in words."""

    title: str
    side: str | None
    acting: bool
    days: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What an actor agrees to, demands, threatens, refuses or says, with the document that has it."""

    verb: str
    words: str
    claim: str
    document: Document


@router.get("/actors")
def index(request: Request, ledger: LedgerHere, name: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Return the page of sides and persons, those with the most contacts first; name: part of theirs."""
    sides, persons = (
        ledger.actor_slice(_MOST_LISTED, kind=kind, name=name.strip() or None) for kind in ("side", "person")
    )
    return render(
        request, "actors.html", sides=sides.items, persons=persons.items, name=name,
        more={"Sides": sides.next is not None, "Persons": persons.next is not None},
    )  # fmt: skip


@router.get("/actors/{id_:path}")
def page(request: Request, ledger: LedgerHere, id_: str, after: Annotated[str, Query(max_length=100)] = "") -> Response:
    """Return the page of an actor."""
    kind, _, name = id_.partition(":")
    side = name if kind == "state" else None
    asked = Asked(side=side) if side else Asked(actor=id_)
    contacts, following = contact_page(ledger, asked, after)
    person = authority().persons.get(name) if kind == "person" else None
    if not contacts and person is None and name not in authority().states:
        raise HTTPException(HTTPStatus.NOT_FOUND, f"the ledger has no actor {id_!r}")
    counterparts = ledger.counterparts_of_side(side) if side else ledger.counterparts(id_)
    return render(
        request, "actor.html", id=id_, kind=kind, name=side_name(side) if side else _name(id_, contacts), side=side,
        offices=_offices(person), contacts=contacts, following=following, after=after, asked=asked,
        divergences=ledger.divergence_counts([c.id for c in contacts]),
        counterparts=counterparts, members=ledger.members(side) if side else [],
        positions=_stated(ledger, contacts, id_, side), aliases=person.aliases if person else (),
    )  # fmt: skip


def _name(id_: str, contacts: list[Contact]) -> str:
    """Return what the contacts call an actor."""
    return next((p.name for c in contacts for p in c.participants if p.actor == id_), id_.partition(":")[2])


def _offices(person: Person | None) -> list[Held]:
    terms = sorted(person.terms, key=lambda t: (t.start, t.office.id), reverse=True) if person else []
    return [Held(t.office.title, _side_of(t.office), t.acting, _term(t.start, t.end)) for t in terms]


def _side_of(office: Office) -> str | None:
    return None if side_name(office.code) in office.title else office.code


def _term(start: str, end: str) -> str:
    """Return a term in words; a day that the table does not know is left out."""
    first = "" if start == EARLIEST else day_words(start, short=True)
    last = "" if end == LATEST else day_words(end, short=True)
    return f"since {first}" if first and not last else f"until {last}" if last and not first else f"{first} – {last}"


def _stated(ledger: Ledger, contacts: list[Contact], id_: str, side: str | None) -> list[Stated]:
    """Return what an actor stated in the coverage of these contacts, the latest first, the same words once."""
    documents = {r.document for c in contacts for r in c.reports}
    claims = [*ledger.claims_in(documents, "event"), *ledger.claims_in(documents, "account")]
    found: dict[str, tuple[str, str, str, str]] = {}
    for claim in claims:
        match claim:
            case Event(actor=participant) if participant and claim.code in _POSITIONS:
                if participant.actor == id_ or (side and participant.country == side):
                    words = " ".join(claim.span.quote.split())
                    found.setdefault(words, (_POSITIONS[claim.code], words, claim.id, claim.document))
            case Account(actor=actor) if actor == id_ and not side:
                words = " ".join(claim.content.quote.split())
                found.setdefault(words, (claim.cue or "said", words, claim.id, claim.document))
    read = ledger.documents_by_id(document for *_, document in found.values())
    stated = [Stated(verb, words, claim, read[document]) for verb, words, claim, document in found.values()]
    stated.sort(key=lambda s: (s.document.published.date or "", s.document.id), reverse=True)
    return stated[:_MOST_STATEMENTS]

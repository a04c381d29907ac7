"""Judgements made of what a person wants: an id seen in this ledger, a value, a name, a time and a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType

from communique.corrections.attach import hints
from communique.errors import InputError
from communique.ledger import Ledger
from communique.ledger.codec import to_json
from communique.ledger.filters import first_day, last_day
from communique.records import (
    PROGRAM,
    Account,
    Anchor,
    Change,
    Contact,
    ContactReport,
    Judgement,
    Mode,
    Participant,
    Period,
    content_id,
    spans_of,
)

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "not-contact": "it is not a contact",
        "date": "it was on another day",
        "mode": "it took place in another way",
        "participant": "somebody else took part",
        "merge": "it and another contact are one",
        "split": "some of its reports tell of another contact",
        "source": "somebody else says it",
        "side": "it is said for another side",
        "not-about": "it is not about this contact",
    }
)
"""The kinds of correction and what each says; the last three are of an account, the others of a contact."""

OF_ACCOUNT = ("source", "side", "not-about")
_UNKNOWN = ("", "unknown", "none")
_LONGEST_NAME, _LONGEST_REASON = 200, 2000
_SIDE = re.compile(r"[A-Z][A-Z0-9-]{1,15}")


@dataclass(frozen=True, slots=True)
class By:
    """Who corrects, when (ISO; taken for UTC where it names no zone) and why."""

    author: str
    made: str
    reason: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A correction as a person asks for it. on: the id of a contact, or of an account; the beginning is enough.

    date: a day, month or year, two days as "2016-07-04..2016-07-06", or "unknown". actor: of a participant who is to
    go. name, office, country: of one who is to come; what is left out is looked up in the authority. other: the
    contact to merge with. reports: ids of the documents, or claims, that are split out. source, side: of an account;
    "none" is no side.
    """

    kind: str
    on: str
    date: str | None = None
    mode: str | None = None
    actor: str | None = None
    name: str | None = None
    office: str | None = None
    country: str | None = None
    other: str | None = None
    reports: tuple[str, ...] = ()
    source: str | None = None
    side: str | None = None


def make(ledger: Ledger, wanted: Wanted, by: By) -> Judgement:
    """Return the judgement that a person wants, anchored in the ledger's texts; it is not written yet.

    Raises InputError for a kind, value, name or time that is none, UnknownIdError for ids that the ledger lacks.
    """
    if wanted.kind not in KINDS:
        raise InputError(f"{wanted.kind}: there is no such correction; choose from {', '.join(KINDS)}")
    if wanted.kind in OF_ACCOUNT:
        account = ledger.account(wanted.on)
        about = _anchors(ledger, [account])
        return _judgement(wanted.kind, about, (), _of_account(account, wanted), by)
    contact = ledger.contact(wanted.on if wanted.on.startswith("contact-") else f"contact-{wanted.on}")
    if wanted.kind == "merge":
        return _merge(ledger, contact, wanted, by)
    if wanted.kind == "split":
        return _split(ledger, contact, wanted, by)
    change = _OF_CONTACT[wanted.kind](contact, wanted, by)
    return _judgement(wanted.kind, _anchors(ledger, contact.reports), (), change, by)


def revoke(judgement: str, by: By) -> Judgement:
    """Return the judgement that takes back the one of this full id."""
    return _judgement("revoke", (), (), Change(judgement=judgement), by)


def judgement_id(judgement: Judgement) -> str:
    """Return the id of a person's judgement, a hash of all else that it holds."""
    value = to_json(replace(judgement, id=""))
    return content_id("judgement", *(value[name] for name in sorted(value)))


def checked(by: By) -> By:
    """Return name, time and reason in their one form; InputError when one of them is none."""
    author, reason = " ".join(by.author.split()), by.reason.strip()
    if not author or len(author) > _LONGEST_NAME or not author.isprintable():
        raise InputError(f"{by.author!r}: a correction needs the name of who makes it, up to {_LONGEST_NAME} letters")
    if author.casefold() == PROGRAM:
        raise InputError(f"{author}: this is the program's own name; give that of a person")
    if not reason or len(reason) > _LONGEST_REASON or "\x00" in reason:
        raise InputError(f"a correction needs a reason, in up to {_LONGEST_REASON} letters")
    return By(author, moment(by.made), reason)


def moment(time: str) -> str:
    """Return an ISO time in UTC, with microseconds where the given one has some; InputError when it is none.

    Such times sort as text: two judgements of one second, as a page and a command make them, stay in their order.
    """
    try:
        found = datetime.fromisoformat(time.strip())
        zoned = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        return zoned.replace(tzinfo=None).isoformat() + "Z" if zoned.year >= 1000 else _no_time(time)
    except (ValueError, OverflowError):
        return _no_time(time)


def _no_time(time: str) -> str:
    raise InputError(f"{time}: this is no time; write it as 2026-03-01T14:30:00Z")


def _judgement(
    kind: str, about: tuple[Anchor, ...], others: tuple[Anchor, ...], change: Change | None, by: By
) -> Judgement:
    by = checked(by)
    verdict = {"merge": "same", "split": "different"}.get(kind, kind)
    claim = change.judgement if change is not None and change.judgement is not None else about[0].claim
    other = others[0].claim if others else ""
    made = Judgement("", verdict, claim, other, 1.0, by.reason, by.author, by.made, about, others, change)
    return replace(made, id=judgement_id(made))


def _anchors(ledger: Ledger, claims: Iterable[ContactReport | Account]) -> tuple[Anchor, ...]:
    found = list(claims)
    hashes = ledger.text_hashes({c.document for c in found})
    anchors = (
        Anchor(
            "account" if isinstance(c, Account) else "contact", c.id, c.document, hashes[c.document],
            spans_of(c)[0], hints(c),
        )
        for c in found
    )  # fmt: skip
    return tuple(sorted(anchors, key=lambda a: (a.text_sha256, a.span, a.claim)))


def _merge(ledger: Ledger, contact: Contact, wanted: Wanted, by: By) -> Judgement:
    given = _needed(wanted.other, "merge needs the contact to merge with")
    other = ledger.contact(given if given.startswith("contact-") else f"contact-{given}")
    if other.id == contact.id:
        raise InputError(f"{contact.id}: this is one contact already; give two")
    about, others = _anchors(ledger, contact.reports), _anchors(ledger, other.reports)
    return _judgement("merge", about, others, None, by)


def _split(ledger: Ledger, contact: Contact, wanted: Wanted, by: By) -> Judgement:
    given = [_needed(id_, "split needs the documents whose reports are to go") for id_ in wanted.reports]
    for id_ in given:
        if not any(i.startswith(id_) for r in contact.reports for i in (r.id, r.document)):
            raise InputError(f"{id_}: no report of {contact.id} has this id, nor has its document")
    out = [r for r in contact.reports if any(i.startswith(id_) for i in (r.id, r.document) for id_ in given)]
    rest = [r for r in contact.reports if r not in out]
    if not out or not rest:
        raise InputError(f"{contact.id}: a split takes out at least one of its reports and leaves at least one")
    return _judgement("split", _anchors(ledger, out), _anchors(ledger, rest), None, by)


def _not_contact(contact: Contact, wanted: Wanted, by: By) -> Change | None:
    return None


def _date(contact: Contact, wanted: Wanted, by: By) -> Change:
    if wanted.date is None:
        raise InputError("date needs the day; write it as 2016-07-31, 2016-07, 2016-07-04..2016-07-06 or unknown")
    if wanted.date.strip().lower() in _UNKNOWN:
        return Change(date=None)
    start, _, end = wanted.date.partition("..")
    first, last = first_day(start), last_day(end or start)
    if first > last:
        raise InputError(f"{wanted.date}: this interval ends before it begins")
    return Change(date=Period(first, last, f"corrected by {checked(by).author}"))


def _mode(contact: Contact, wanted: Wanted, by: By) -> Change:
    given = _needed(wanted.mode, "mode needs the mode")
    try:
        return Change(mode=Mode(given.lower()))
    except ValueError:
        raise InputError(f"{given}: there is no such mode; choose from {', '.join(Mode)}") from None


def _participant(contact: Contact, wanted: Wanted, by: By) -> Change:
    actor = None if wanted.actor is None else _needed(wanted.actor, "the actor is empty")
    if actor is None and wanted.name is None:
        raise InputError("participant needs who is to go, who is to come, or both")
    if actor is not None and actor not in {p.actor for p in contact.participants}:
        present = ", ".join(p.actor for p in contact.participants)
        raise InputError(f"{actor}: no participant of {contact.id} has this key; it has {present}")
    return Change(actor=actor, participant=None if wanted.name is None else _newcomer(contact, actor, wanted))


def _newcomer(contact: Contact, gone: str | None, wanted: Wanted) -> Participant:
    """Return the participant of this name; the authority tells key, office and side on the day where it knows them."""
    from communique.actors.lookup import lookup  # noqa: PLC0415  loads the index

    name = _needed(wanted.name, "the name is empty")
    day = contact.date.start if contact.date is not None and contact.date.is_day else None
    mention = lookup(name, day)
    known = next((a for a in mention.actors if a.name == name), None) if mention is not None else None
    before = next((p for p in contact.participants if p.actor == gone), None)
    country = wanted.country or (known.side or known.country if known else None) or (before.country if before else None)
    return Participant(
        actor=known.id if known else f"person:{name}",
        name=name,
        office=_cleaned(wanted.office) or (known.office if known else None),
        country=_side(country) if country else None,
    )


def _of_account(account: Account, wanted: Wanted) -> Change | None:
    if wanted.kind == "not-about":
        if account.report is None:
            raise InputError(f"{account.id}: this account is about no contact as it is")
        return None
    if wanted.kind == "side":
        return Change(side=_side(_needed(wanted.side, "side needs the side; none for nobody's")))
    source = _needed(wanted.source, "source needs who says it")
    side = account.side if wanted.side is None else _side(wanted.side)
    return Change(source=source, actor=_cleaned(wanted.actor), side=side)


def _side(given: str) -> str | None:
    code = given.strip().upper()
    if code.lower() in _UNKNOWN:
        return None
    if not _SIDE.fullmatch(code):
        raise InputError(f"{given}: this is no side; give a code such as USA, RUS, NATO, or none")
    return code


def _needed(given: str | None, message: str) -> str:
    found = _cleaned(given)
    if found is None:
        raise InputError(message)
    return found


def _cleaned(given: str | None) -> str | None:
    """Return the words of a value with single blanks, None when there is nothing; InputError for odd characters."""
    words = " ".join((given or "").split())
    if len(words) > _LONGEST_NAME or not words.isprintable():
        raise InputError(f"{words[:40]!r}: this is too long, or holds characters that cannot be shown")
    return words or None


_OF_CONTACT: Mapping[str, Callable[[Contact, Wanted, By], Change | None]] = MappingProxyType(
    {"not-contact": _not_contact, "date": _date, "mode": _mode, "participant": _participant}
)

"""A small affair for the tests of corrections: two calls and a meeting, told by five documents, read by no parser.

Its claims are made by hand, so that the tests can have a newer extractor make them anew: other ids, other spans.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from communique.corrections.apply import Recorded, record
from communique.corrections.make import By, Wanted, make
from communique.engine.local import LocalEngine
from communique.export import export_jsonl
from communique.ledger import Writer, open_ledger
from communique.pipeline import derive
from communique.records import Judgement, Mode, Participant, Period, Publication, Reading, Span

ADLER = Participant("person:Anna Adler", "Anna Adler", "Foreign Minister of Austria", "AUT")
BONNET = Participant("person:Émile Bonnet", "Émile Bonnet", "President of France", "FRA")

CALL, SECOND, TALK = "2016-07-04", "2016-07-18", "2016-08-01"
DOCUMENTS = {
    "wire": (CALL, Mode.CALL, "Anna Adler called Émile Bonnet on Monday. Adler said 40 grain ships were ready."),
    "daily": (CALL, Mode.CALL, "The two spoke by telephone. Bonnet denied that any grain ships were ready."),
    "paris": (CALL, Mode.CALL, "Bonnet took a call from Vienna. He said that the harvest was not discussed at all."),
    "later": (SECOND, Mode.CALL, "Adler rang Bonnet again two weeks later. Adler said the port of Varna was open."),
    "talk": (TALK, Mode.MEETING, "In August the two met in Linz. Bonnet said that the port was closed to wheat."),
}


def span(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote), quote)


def reading(name: str, version: int = 1) -> Reading:
    """Return a document with what an extractor of this version finds: newer ones take the blank after a sentence."""
    from ledger import samples  # noqa: PLC0415  the records' makers

    day, mode, text = DOCUMENTS[name]
    of = samples.document(
        text, name, f"press/{name}.txt", title=name, debris=(), publisher=f"The {name.title()}",
        published=Publication(day, "metadata"),
    )  # fmt: skip
    first, second = text.split(". ")
    told = replace(
        samples.report(of),
        id=f"claim-{name}-{version}", extractor=f"contacts/{version}", mode=mode, participants=(ADLER, BONNET),
        date=Period(day, day, "stated"), spans=(span(text, first + ". " if version > 1 else first),), topics=("grain",),
        duration_minutes=None,
    )  # fmt: skip
    side, source = ("AUT", ADLER) if "Adler said" in second else ("FRA", BONNET)
    content = second.split(" ", 2)[2] if version > 1 else second.split(" ", 1)[1].rstrip(".")
    said = replace(
        samples.account(of, told),
        id=f"claim-{name}-said-{version}", extractor=f"accounts/{version}", source=source.name, actor=source.actor,
        side=side, via=(), content=span(text, content),
    )  # fmt: skip
    return Reading(of, (told, said))


def build(ledger: Any, names: Iterable[str] = tuple(DOCUMENTS), version: int = 1) -> None:
    """Read documents into a ledger, as an extractor of this version does, and derive all that follows."""
    with Writer(ledger) as writer:
        for name in names:
            writer.add_reading(reading(name, version), f"{name} by {version}")
        derive(writer, LocalEngine(1))


def by(author: str = "Ann Archivist", minute: int = 0) -> By:
    return By(author, f"2020-01-01T10:{minute:02}:00Z", "I was there")


def contact_of(ledger: Any, name: str) -> str:
    """Return the id of the contact that the document of this name tells of."""
    with open_ledger(ledger) as view:
        document = reading(name).document.id
        return next(c.id for c in view.contacts() if any(r.document == document for r in c.reports))


def account_of(ledger: Any, name: str) -> str:
    with open_ledger(ledger) as view:
        (account,) = view.accounts(document=reading(name).document.id)
    return account.id


def judge(ledger: Any, wanted: Wanted, who: By | None = None) -> Judgement:
    """Return the judgement that is wanted, written nowhere."""
    with open_ledger(ledger) as view:
        return make(view, wanted, who or by())


def correct(ledger: Any, wanted: Wanted, who: By | None = None) -> Judgement:
    """Correct something; return the judgement."""
    judgement = judge(ledger, wanted, who)
    done: Recorded = record(ledger, [judgement])
    assert [j.id for j in done.added] == [judgement.id]
    return judgement


def exported(ledger: Any, judgements: bool = True) -> list[str]:
    """Return the export; without judgements, what follows from them."""
    with open_ledger(ledger) as view:
        assert list(view.verify()) == []
        return [line for line in export_jsonl(view) if judgements or json.loads(line)["type"] != "judgement"]


def entries(ledger: Any, kind: str) -> list[dict[str, Any]]:
    return [entry for entry in map(json.loads, exported(ledger)) if entry["type"] == kind]


def contact(ledger: Any, name: str) -> dict[str, Any] | None:
    """Return the exported contact that the document of this name tells of, if any."""
    id_ = reading(name).document.id
    found = [c for c in entries(ledger, "contact") if any(r["document"] == id_ for r in c["reports"])]
    return found[0] if found else None


def account(ledger: Any, name: str) -> dict[str, Any]:
    id_ = reading(name).document.id
    return next(a for a in entries(ledger, "account") if a["document"] == id_)


def tellers(entry: dict[str, Any] | None) -> set[str]:
    """Return the names of the documents that tell of an exported contact."""
    names = {reading(name).document.id: name for name in DOCUMENTS}
    return {names[r["document"]] for r in entry["reports"]} if entry else set()

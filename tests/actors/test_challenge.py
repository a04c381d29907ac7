"""The challenge: mentions of all kinds with day and expected actor, office and side, written from public facts."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from communique.actors.authority import authority
from communique.actors.mention import Mention
from communique.annotate.annotated import annotate
from communique.records import Document, Publication

_FILE = Path(__file__).parent / "challenge.tsv"
_LEAST_RIGHT = 0.97


class Row(NamedTuple):
    kind: str
    day: str
    text: str
    expected: str
    office: str
    side: str

    @property
    def open(self) -> bool:
        return self.expected == "-"


def rows() -> list[Row]:
    lines = [line for line in _FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Row(*line.split("\t")) for line in lines[1:]]


def mentions(row: Row) -> list[Mention]:
    """Return the mentions that lie in the marked part of a row's text, in a document of its own."""
    start, end = row.text.index("[["), row.text.index("]]") - 2
    text = row.text.replace("[[", "").replace("]]", "")
    day = row.day or None
    document = Document("d", text, None, "d.txt", None, None, Publication(day, "metadata"), None, "en")
    cast = annotate(document).cast
    return [m for m in cast.mentions if (m.start < end and m.end > start and m.kind != "pronoun") or m.start == start]


def told(row: Row) -> str:
    """Return what is wrong with a row, empty when it is right."""
    found = [m for m in mentions(row) if m.actors]
    if row.open:  # an office whose holder is unknown stays open as well
        names = [a.name for m in found for a in m.actors if not a.id.startswith("office:")]
        return f"resolved to {names}" if names else ""
    if not found:
        return "unresolved"
    main = max(found, key=lambda m: (m.kind == "person", m.end - m.start))
    actors = main.actors
    if sorted(a.name for a in actors) != sorted(row.expected.split(" + ")):
        return f"names {[a.name for a in actors]}"
    for actor in actors:
        offices = {actor.office, actor.role} | {
            o.id for o in authority().offices.values() if o.title == actor.office and o.code == actor.country
        }
        if row.office and row.office not in offices:
            return f"office {actor.office} {actor.role}"
        if row.side and (actor.side or "none") != row.side:
            return f"side {actor.side}"
    return ""


def wrong(chosen: list[Row]) -> list[str]:
    return [f"{r.kind} {r.day} {r.text}: {fault}" for r in chosen if (fault := told(r))]


def test_the_challenge_is_large_enough() -> None:
    assert len(rows()) >= 300
    assert sum(r.open for r in rows()) >= 60
    assert len({(r.day, r.text) for r in rows()}) == len(rows())


def test_mentions_that_mean_somebody() -> None:
    chosen = [r for r in rows() if not r.open]
    faults = wrong(chosen)
    assert 1 - len(faults) / len(chosen) >= _LEAST_RIGHT, "\n".join(faults)


def test_mentions_that_must_stay_open() -> None:
    assert wrong([r for r in rows() if r.open]) == []

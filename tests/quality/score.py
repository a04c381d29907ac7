"""The referee: scores an export of the ledger against gold records made by the codebook. Standard library only.

    PYTHONPATH=tests python -m quality.score GOLD_DIR EXPORT.jsonl [--json] [--errors N]

GOLD_DIR holds gold.jsonl (id, contacts, accounts, figures, divergences; null where a set is not annotated for it) and,
where documents share contacts, cross.jsonl (divergences across documents, reprints). Every figure is a fraction:

contacts      a gold contact is found when the system reports, in that document, a contact with matching countries, a
              compatible mode, and overlapping evidence or the same date
mode, status, participants, date, place, initiator, duration      over the found contacts only
merge.b3      B-cubed F1 of the contact ids over all found (document, contact) pairs (Bagga and Baldwin 1998)
accounts      a gold account is found when a system account in the document has a token F1 >= 0.5 with its content
source, side, about      over the found accounts only
divergences   both sides right and each stated claim overlapping
figures       same value (1 % tolerance) and overlapping evidence
reprints      pairs of documents of which one copies the other
documents     the share of gold documents that are in the ledger
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quality.likeness import (
    Record,
    contains,
    countries,
    date_verdict,
    jaccard,
    modes_agree,
    overlap,
    same_person,
    same_source,
)

Row = dict[str, float]
Pair = tuple[float, int, int]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


@dataclass
class _Export:
    """An export by document, with the documents under the ids that the gold has for them."""

    documents: dict[str, str]
    contacts: dict[str, Record]
    mentions: dict[str, dict[str, list[str]]]
    accounts: dict[str, list[Record]]
    figures: dict[str, list[Record]]
    by_type: dict[str, list[Record]]

    def document_of(self, record: Record) -> str:
        """Return the gold's id of the document that a report or claim is from; the export's own where it has none."""
        id_: str = record["document"]
        return self.documents.get(id_, id_)


@dataclass
class _Tally:
    """What is counted while the documents are gone through, and what went wrong."""

    found: int = 0
    system: int = 0
    gold: int = 0
    flags: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    log: list[str] = field(default_factory=list)

    def flag(self, name: str, value: float | bool | None) -> None:
        if value is not None:
            self.flags[name].append(float(value))

    def f1(self) -> Row:
        precision = self.found / self.system if self.system else 0.0
        recall = self.found / self.gold if self.gold else 0.0
        return _f1(precision, recall, self.gold)

    def accuracy(self, name: str) -> Row:
        flags = self.flags[name]
        return {"acc": sum(flags) / len(flags) if flags else 0.0, "n": len(flags)}


def _f1(precision: float, recall: float, n: int) -> Row:
    both = precision + recall
    return {"p": precision, "r": recall, "f1": 2 * precision * recall / both if both else 0.0, "n": n}


def best_pairs(pairs: Iterable[Pair]) -> list[tuple[int, int]]:
    """Return the pairs (i, j) by falling score, each i and each j used once."""
    used_i, used_j, out = set(), set(), []
    for _, i, j in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
            out.append((i, j))
    return out


def score(gold_dir: Path, export: Path) -> tuple[dict[str, Row], list[str]]:
    """Return the figures by name, and a line for every miss and error."""
    gold = {g["id"]: g for g in read_lines(gold_dir / "gold.jsonl")}
    cross_file = gold_dir / "cross.jsonl"
    cross = read_lines(cross_file) if cross_file.exists() else []
    system = _load(export, gold)
    contacts, merge_pairs = _score_contacts(gold, system)
    key_of = _gold_keys(merge_pairs)
    accounts = _score_accounts(gold, system, key_of)
    parted = _score_divergences(gold, cross, system)
    names = ("mode", "status", "participants", "date", "place", "initiator", "duration")
    out = {"contacts": contacts.f1()} | {name: contacts.accuracy(name) for name in names}
    out["merge.b3"] = b_cubed(merge_pairs)
    out |= {"accounts": accounts.f1()} | {name: accounts.accuracy(name) for name in ("source", "side", "about")}
    out["divergences"] = parted.f1()
    out["figures"] = _score_figures(gold, system).f1()
    if any(row.get("reprints") for row in cross):
        out["reprints"] = _score_reprints(cross, system).f1()
    found = set(system.documents.values()) & set(gold)
    out["documents"] = {"acc": len(found) / len(gold), "n": len(gold)}
    return out, [*contacts.log, *accounts.log, *parted.log]


def _load(path: Path, gold: dict[str, Any]) -> _Export:
    by_type: defaultdict[str, list[Record]] = defaultdict(list)
    for record in read_lines(path):
        by_type[record["type"]].append(record)
    file_of = {g["file"]: id_ for id_, g in gold.items() if g.get("file")}
    documents: dict[str, str] = {}
    for document in by_type["document"]:
        given = str(document.get("external_id") or document.get("path") or document["id"])
        name = given if given in gold else Path(given).name
        documents[document["id"]] = str(file_of.get(name, name))
    out = _Export(documents, {c["id"]: c for c in by_type["contact"]}, {}, {}, {}, by_type)
    for id_, contact in out.contacts.items():
        for report in contact.get("reports", []):
            mentions = out.mentions.setdefault(out.document_of(report), {})
            mentions.setdefault(id_, []).append(report["quote"])
    for kind, into in (("account", out.accounts), ("figure", out.figures)):
        for claim in by_type[kind]:
            into.setdefault(out.document_of(claim), []).append(claim)
    return out


# Contacts


def _score_contacts(gold: dict[str, Any], system: _Export) -> tuple[_Tally, list[tuple[str, str]]]:
    tally = _Tally()
    merge_pairs = []
    dates: defaultdict[str, list[str | None]] = defaultdict(list)
    people: defaultdict[str, list[Record]] = defaultdict(list)
    for entry in gold.values():
        for wanted in entry.get("contacts") or []:
            dates[wanted["key"]].append(wanted["date"])
            people[wanted["key"]] += wanted["participants"]
    for document, entry in gold.items():
        if entry.get("contacts") is None:
            continue
        wanted, mentions = entry["contacts"], system.mentions.get(document, {})
        had = sorted(mentions)
        pairs = best_pairs(
            (likeness, i, j)
            for i, one in enumerate(wanted)
            for j, id_ in enumerate(had)
            if (likeness := _contact_likeness(one, system.contacts[id_], mentions[id_], dates[one["key"]])) > 0
        )
        _count(tally, len(wanted), len(had), len(pairs))
        _log_contacts(tally, document, system, (wanted, had), pairs)
        for i, j in pairs:
            one, contact = wanted[i], system.contacts[had[j]]
            merge_pairs.append((one["key"], contact["id"]))
            told = _status_in(document, contact, system)
            _flag_contact(tally, one, contact, told, people[one["key"]])
            verdict = date_verdict(one, contact, dates[one["key"]])
            tally.flag("date", verdict)
            if verdict is False:
                tally.log.append(f"WRONG date    {document} {one['key']} want {one['date']} got {contact.get('date')}")
    return tally, merge_pairs


def _count(tally: _Tally, gold: int, system: int, found: int) -> None:
    tally.gold += gold
    tally.system += system
    tally.found += found


def _contact_likeness(gold: Record, contact: Record, quotes: Sequence[str], dates: Sequence[str | None]) -> float:
    """Return how like a system's contact is to a gold one of the same document; 0 when it cannot be meant."""
    if not modes_agree(gold["mode"], contact["mode"]):
        return 0.0
    theirs = countries(gold["participants"])
    sides = jaccard(theirs, countries(contact["participants"]))
    named = any(same_person(p["name"], q["name"]) for p in gold["participants"] for q in contact["participants"])
    evidence = max((contains(gold["quote"], quote) for quote in quotes), default=0.0)
    same_mode = gold["mode"] == contact["mode"]
    if not (sides >= 0.5 or (named and sides > 0) or (not theirs and same_mode and evidence >= 0.5)):
        return 0.0
    same_day = bool(gold["date"]) and date_verdict(gold, contact, dates) is True
    return sides + evidence + same_mode + same_day + named if evidence >= 0.5 or same_day else 0.0


def _status_in(document: str, contact: Record, system: _Export) -> str:
    told = (r["status"] for r in contact["reports"] if system.document_of(r) == document and r.get("status"))
    return str(next(told, contact["status"]))


def _flag_contact(tally: _Tally, gold: Record, contact: Record, told: str, people: Sequence[Record]) -> None:
    def same(p: Record, q: Record) -> bool:
        return same_person(p["name"], q["name"]) and p["country"] == q.get("country")

    wanted, had = gold["participants"], contact["participants"]
    recall = sum(any(same(p, q) for q in had) for p in wanted) / len(wanted)
    precision = sum(any(same(p, q) for p in people) for q in had) / max(1, len(had))
    tally.flag("mode", gold["mode"] == contact["mode"])
    tally.flag("status", gold["status"] == told)
    tally.flag("participants", _f1(precision, recall, 0)["f1"])
    if gold["place"]:
        tally.flag("place", bool(contact.get("place")) and contains(gold["place"], contact["place"]) >= 0.5)
    if gold["initiator"]:
        tally.flag("initiator", gold["initiator"] == contact.get("initiator"))
    if gold["duration_minutes"]:
        tally.flag("duration", gold["duration_minutes"] == contact.get("duration_minutes"))


def _log_contacts(
    tally: _Tally, document: str, system: _Export, both: tuple[Sequence[Record], Sequence[str]], pairs: Sequence[Any]
) -> None:
    wanted, had = both
    found, hit = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, one in enumerate(wanted):
        if i not in found:
            tally.log.append(f"MISS contact  {document} {one['key']} :: {one['quote'][:110]}")
    for j, id_ in enumerate(had):
        if j not in hit:
            contact = system.contacts[id_]
            names = [p["name"] for p in contact["participants"]]
            quote = system.mentions[document][id_][0][:90]
            tally.log.append(f"EXTRA contact {document} {contact['mode']} {names} :: {quote}")


def b_cubed(pairs: Sequence[tuple[str, str]]) -> Row:
    """Return B-cubed precision, recall and F1 of (gold key, system id) pairs."""
    by_gold: defaultdict[Hashable, set[int]] = defaultdict(set)
    by_system: defaultdict[Hashable, set[int]] = defaultdict(set)
    for i, (key, id_) in enumerate(pairs):
        by_gold[key].add(i)
        by_system[id_].add(i)
    precision = recall = 0.0
    for key, id_ in pairs:
        both = len(by_gold[key] & by_system[id_])
        precision += both / len(by_system[id_])
        recall += both / len(by_gold[key])
    n = len(pairs)
    return _f1(precision / max(1, n), recall / max(1, n), n)


def _gold_keys(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the gold key that each system contact was found for; the rarest where it was found for several."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for key, id_ in pairs:
        counted[key][id_] += 1
    return {id_: key for key, ids in counted.items() for id_, _ in ids.most_common()}


# Accounts, divergences, figures, reprints


def _score_accounts(gold: dict[str, Any], system: _Export, key_of: dict[str, str]) -> _Tally:
    tally = _Tally()
    for document, entry in gold.items():
        if entry.get("accounts") is None:
            continue
        wanted, had = entry["accounts"], system.accounts.get(document, [])
        pairs = best_pairs(
            (likeness, i, j)
            for i, one in enumerate(wanted)
            for j, other in enumerate(had)
            if (likeness := overlap(one["content"], other["content"])) >= 0.5
        )
        _count(tally, len(wanted), len(had), len(pairs))
        found = {i for i, _ in pairs}
        for i, one in enumerate(wanted):
            if i not in found:
                tally.log.append(f"MISS account  {document} {one['source']} :: {one['content'][:100]}")
        for i, j in pairs:
            one, other = wanted[i], had[j]
            right = same_source(one["source"], other.get("source"))
            tally.flag("source", right)
            tally.flag("side", one["side"] == other.get("side"))
            if one["about"]:
                tally.flag("about", key_of.get(other.get("contact") or "") == one["about"])
            if not right:
                said = f"want {one['source']} got {other.get('source')} :: {one['content'][:70]}"
                tally.log.append(f"WRONG source  {document} {said}")
    return tally


def _score_divergences(gold: dict[str, Any], cross: Sequence[Record], system: _Export) -> _Tally:
    wanted = [v for entry in gold.values() for v in entry.get("divergences") or []]
    wanted += [v for row in cross for v in row.get("gold_cross", [])]
    said = {a["id"]: a["content"] for a in system.by_type["account"]}
    had = [
        ({v["side_a"]: said.get(v["account_a"], ""), v["side_b"]: said.get(v["account_b"] or "", "")}, v["kind"])
        for v in system.by_type["divergence"]
    ]
    pairs = []
    for i, v in enumerate(wanted):
        for j, (by_side, kind) in enumerate(had):
            if v["side_a"] not in by_side or v["side_b"] not in by_side:
                continue
            fits = [
                contains(v[c], by_side[v[s]]) if v[c] else 1.0
                for c, s in (("claim_a", "side_a"), ("claim_b", "side_b"))
            ]
            if min(fits) >= 0.5:
                pairs.append((sum(fits) + (v["kind"] == kind), i, j))
    match = best_pairs(pairs)
    tally = _Tally(len(match), len(had), len(wanted))
    found = {i for i, _ in match}
    for i, v in enumerate(wanted):
        if i not in found:
            a, b = (v["claim_a"] or "")[:60], (v["claim_b"] or "")[:60]
            tally.log.append(f"MISS diverg.  {v['about']} {v['side_a']}: {a} / {v['side_b']}: {b}")
    return tally


def _score_figures(gold: dict[str, Any], system: _Export) -> _Tally:
    tally = _Tally()
    for document, entry in gold.items():
        if entry.get("figures") is None:
            continue
        wanted, had = entry["figures"], system.figures.get(document, [])
        pairs = best_pairs(
            (likeness, i, j)
            for i, one in enumerate(wanted)
            for j, other in enumerate(had)
            if (likeness := _figure_likeness(one, other)) >= 0.5
        )
        _count(tally, len(wanted), len(had), len(pairs))
    return tally


def _figure_likeness(gold: Record, system: Record) -> float:
    if system.get("value") is None:
        return 0.0
    want = float(gold["value"])
    near = abs(float(system["value"]) - want) <= 0.01 * abs(want)
    return contains(gold["quote"], system["quote"]) if near else 0.0


def _score_reprints(cross: Sequence[Record], system: _Export) -> _Tally:
    wanted = {frozenset(pair) for row in cross for pair in row.get("reprints", [])}
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for document in system.by_type["document"]:
        groups[document.get("reprint_of") or document["id"]].add(system.documents[document["id"]])
    had = {frozenset((a, b)) for group in groups.values() for a in group for b in group if a < b}
    return _Tally(len(wanted & had), len(had), len(wanted))


def main() -> None:
    """Print the figures of an export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold_dir", type=Path)
    parser.add_argument("export", type=Path)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--errors", type=int, default=0, help="also print the first N misses and errors (-1: all)")
    given = parser.parse_args()
    figures, log = score(given.gold_dir, given.export)
    if given.json:
        print(json.dumps(figures))
    else:
        print("\n".join(table(figures)))
    print("\n".join(log if given.errors < 0 else log[: given.errors]))


def table(figures: dict[str, Row]) -> list[str]:
    """Return the figures as lines of a table."""
    return [
        f"{name:14}" + "  ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in row.items())
        for name, row in figures.items()
    ]


if __name__ == "__main__":
    main()

"""What ``communique actors show`` prints: a person, an office, or a state or organisation, for people or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from communique.actors.authority import LATEST, Authority, Office, Person, Term
from communique.actors.index import name_index
from communique.actors.near import or_near
from communique.errors import InputError


def shown(name: str, source: Authority, *, as_json: bool) -> Iterator[str]:
    """Yield the lines that tell of a person, of a side by its code or name, or of an office by its id.

    Raises InputError, with what is near, when the authority has nothing of that name.
    """
    code, slash, rest = name.partition("/")
    office = source.offices.get(f"{code.upper()}/{rest.lower()}") if slash else None
    if codes := _codes(name, source):
        for found in codes:
            yield from _state(source, found, as_json=as_json)
    elif office is not None:
        yield from _office(source, office, as_json=as_json)
    else:
        persons = [source.persons[name]] if name in source.persons else list(name_index().full_name(name))
        if not persons:
            what = "office" if slash else "person or code"
            raise InputError(f"there is no {what} {name!r} in the authority{or_near(name, source)}")
        for person in persons:
            yield from _person(person, as_json=as_json)


def _codes(name: str, source: Authority) -> list[str]:
    """Return the sides of a code or of a name ("France"), which several may bear."""
    if name.upper() in source.states:
        return [name.upper()]
    named = {n.code for n in source.names if n.kind == "alias" and n.text.lower() == name.lower()}
    return sorted(named & source.states.keys())


def _person(person: Person, *, as_json: bool) -> Iterator[str]:
    if as_json:
        terms = [{"office": t.office.id, "title": t.office.title, "from": t.start, "to": _end(t)} for t in person.terms]
        yield _json({"person": person.name, "aliases": person.aliases, "terms": terms})
        return
    yield person.name
    for term in person.terms:
        yield f"  {_days(term)}  {term.office.title}{_acting(term)}"
    if person.aliases:
        yield f"  also: {', '.join(person.aliases)}"


def _state(source: Authority, code: str, *, as_json: bool) -> Iterator[str]:
    state = source.states[code]
    names = [{"kind": n.kind, "text": n.text} for n in source.names if n.code == code]
    offices = [o for o in source.offices.values() if o.code == code]
    if as_json:
        terms = [_term_entry(t) for o in offices for t in _terms_of(source, o)]
        yield _json({"code": code, "name": state.name, "names": names, "terms": terms})
        return
    yield f"{code}  {state.name}"
    for kind in dict.fromkeys(n["kind"] for n in names):
        yield f"  {kind}: {', '.join(n['text'] for n in names if n['kind'] == kind)}"
    for office in offices:
        yield f"  {office.title}  [{office.id}]"
        for term in _terms_of(source, office):
            yield f"    {_days(term)}  {term.person}{_acting(term)}"


def _office(source: Authority, office: Office, *, as_json: bool) -> Iterator[str]:
    terms = _terms_of(source, office)
    if as_json:
        about = {"office": office.id, "code": office.code, "role": office.role, "title": office.title}
        yield _json({**about, "aliases": office.aliases, "terms": [_term_entry(t) for t in terms]})
        return
    yield f"{office.title}  [{office.id}]  {office.role}"
    for term in terms:
        yield f"  {_days(term)}  {term.person}{_acting(term)}"


def _terms_of(source: Authority, office: Office) -> list[Term]:
    return [t for t in source.by_role.get((office.code, office.role), ()) if t.office.id == office.id]


def _term_entry(term: Term) -> dict[str, str]:
    return {"office": term.office.id, "person": term.person, "from": term.start, "to": _end(term)}


def _days(term: Term) -> str:
    return f"{term.start} to {_end(term) or 'today':10}"


def _acting(term: Term) -> str:
    return " (acting)" if term.acting else ""


def _end(term: Term) -> str:
    return "" if term.end == LATEST else term.end


def _json(entry: dict[str, Any]) -> str:
    return json.dumps(entry, ensure_ascii=False)

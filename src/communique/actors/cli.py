"""``communique actors``: who held which office on a day, from the command line."""

from __future__ import annotations

import json
import re
import sys
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from communique.actors.actor import Actor
from communique.actors.authority import LATEST, Authority, Office, Person, Term, authority
from communique.commands import options
from communique.errors import InputError

actors_app = typer.Typer(
    name="actors",
    help="Look up who held which office on a day; add actors of your own.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_UNRESOLVED = 1


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")


@actors_app.command(epilog='Example: communique actors lookup "the Turkish leader" --on 2018-12-14')
def lookup(
    mention: Annotated[str, typer.Argument(help="A name, a title, a place that stands for a government.")],
    day: Annotated[str | None, typer.Option("--on", metavar="DAY", help="The day of the text, as 2018-12-14.")] = None,
    as_json: options.Json = False,
) -> None:
    """Say whom a mention means on a day, which office that was, and for which side it speaks.

    The exit status is 1 when it stays unresolved.
    """
    from communique.actors.lookup import lookup as look_up  # noqa: PLC0415  loads the index

    if day is not None and not _DAY.fullmatch(day):
        raise InputError(f"{day!r} is no day; write it as 2018-12-14")
    found = look_up(mention, day)
    actors = found.actors if found is not None else ()
    for actor in actors:
        _print(json.dumps(_entry(actor), ensure_ascii=False) if as_json else _line(actor))
    if not actors:
        _print(json.dumps({"actor": None}) if as_json else f"{mention}: unresolved")
        raise typer.Exit(_UNRESOLVED)


def _entry(actor: Actor) -> dict[str, Any]:
    return {
        "actor": actor.id, "kind": actor.kind, "name": actor.name, "office": actor.office, "role": actor.role,
        "country": actor.country, "side": actor.side, "score": actor.score, "reason": actor.reason,
    }  # fmt: skip


def _line(actor: Actor) -> str:
    office = f", {actor.office}" if actor.office else ""
    side = f"speaks for {actor.side}" if actor.side else "speaks for no side"
    return f"{actor.name}{office}; {side} (score {actor.score:.2f}: {actor.reason})"


@actors_app.command(epilog="Example: communique actors show FRA")
def show(
    name: Annotated[str, typer.Argument(metavar="NAME|CODE", help="A person, or the code of a state (FRA, NATO).")],
    as_json: options.Json = False,
) -> None:
    """Show a person's offices and aliases, or the names, offices and holders of a state or organisation."""
    from communique.actors.index import name_index  # noqa: PLC0415  loads the index

    source = authority()
    if name.upper() in source.states:
        _show_state(source, name.upper(), as_json=as_json)
        return
    persons = [source.persons[name]] if name in source.persons else list(name_index().full_name(name))
    if not persons:
        raise InputError(f"there is no person or code {name!r} in the authority")
    for person in persons:
        _show_person(person, as_json=as_json)


def _show_person(person: Person, *, as_json: bool) -> None:
    if as_json:
        terms = [{"office": t.office.id, "title": t.office.title, "from": t.start, "to": _end(t)} for t in person.terms]
        _print(json.dumps({"person": person.name, "aliases": person.aliases, "terms": terms}, ensure_ascii=False))
        return
    _print(person.name)
    for term in person.terms:
        _print(f"  {term.start} to {_end(term) or 'today'}  {term.office.title}{' (acting)' if term.acting else ''}")
    if person.aliases:
        _print(f"  also: {', '.join(person.aliases)}")


def _show_state(source: Authority, code: str, *, as_json: bool) -> None:
    state = source.states[code]
    names = [{"kind": n.kind, "text": n.text} for n in source.names if n.code == code]
    offices = [o for o in source.offices.values() if o.code == code]
    if as_json:
        terms = [_term_entry(t) for o in offices for t in _terms_of(source, o)]
        _print(json.dumps({"code": code, "name": state.name, "names": names, "terms": terms}, ensure_ascii=False))
        return
    _print(f"{code}  {state.name}")
    for kind in dict.fromkeys(n["kind"] for n in names):
        _print(f"  {kind}: {', '.join(n['text'] for n in names if n['kind'] == kind)}")
    for office in offices:
        _print(f"  {office.title}  [{office.id}]")
        for term in _terms_of(source, office):
            _print(f"    {term.start} to {_end(term) or 'today':10}  {term.person}{' (acting)' if term.acting else ''}")


def _terms_of(source: Authority, office: Office) -> list[Term]:
    return [t for t in source.by_role.get((office.code, office.role), ()) if t.office.id == office.id]


def _term_entry(term: Term) -> dict[str, str]:
    return {"office": term.office.id, "person": term.person, "from": term.start, "to": _end(term)}


def _end(term: Term) -> str:
    return "" if term.end == LATEST else term.end


@actors_app.command(epilog="Example: communique actors add my-ministers.tsv")
def add(
    file: Annotated[Path, typer.Argument(help="Your rows, tab-separated, with a header line.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check the file and tell what changes; add nothing.")
    ] = False,
) -> None:
    """Merge a file of your own terms over the package's: wholly, or not at all when a row is wrong.

    The columns are person, office, code, role, title, from, to, sex, aliases, source; an office of the package is named
    by its id (TUR/president) alone. Yours is kept in $COMMUNIQUE_ACTORS, or in your configuration folder. Where another
    held the office meanwhile, the package's term gives way for those days, and that is told.
    """
    _add(file, dry_run=dry_run)


def _add(file: Path, *, dry_run: bool = False) -> None:
    from communique.actors import userfile  # noqa: PLC0415  only this command writes
    from communique.actors.tables import read_authority  # noqa: PLC0415

    source = read_authority(files("communique.actors") / "data")
    added = userfile.add(file, source.states, source.offices, source.terms, dry_run=dry_run)
    for change in added.given_way:
        _print(str(change))
    rows = f"{added.rows} new row{'' if added.rows == 1 else 's'}"
    _print(f"{rows}; nothing was written to {userfile.own_path()}" if dry_run else f"{rows} in {userfile.own_path()}")


@actors_app.command(epilog="Example: communique actors update --since 2025-01-01 --apply")
def update(
    since: Annotated[str, typer.Option("--since", metavar="DAY", help="Terms that began since.")] = "2024-01-01",
    apply: Annotated[bool, typer.Option("--apply", help="Add the differences to your own file.")] = False,
    endpoint: Annotated[
        str | None, typer.Option("--endpoint", envvar="COMMUNIQUE_WIKIDATA", help="Another query service.")
    ] = None,
) -> None:
    """Ask Wikidata, over the network, who has come into office since, and show how that differs from the tables."""
    from communique.actors import wikidata  # noqa: PLC0415  only this command goes over the network
    from communique.actors.index import name_index  # noqa: PLC0415

    if not _DAY.fullmatch(since):
        raise InputError(f"{since!r} is no day; write it as 2025-01-01")
    differences = wikidata.changes(wikidata.query(since, endpoint or wikidata.ENDPOINT), authority(), name_index())
    for change in differences:
        was = f" (the tables: {change.was[0]} to {change.was[1] or 'today'})" if change.was else ""
        _print(f"{change.kind:6} {change.office}  {change.person}  {change.start} to {change.end or 'today'}{was}")
    if not differences:
        _print("Wikidata and the tables agree")
    elif not apply:
        _print(f"{len(differences)} differences; --apply adds them to your own file")
    else:
        with TemporaryDirectory() as folder:
            file = Path(folder) / "wikidata.tsv"
            file.write_text("\n".join(wikidata.as_rows(differences)) + "\n", encoding="utf-8")
            _add(file)


__all__ = ["actors_app"]

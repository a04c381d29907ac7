"""The public API: frozen names and signatures, and what the documented calls give."""

from __future__ import annotations

import dataclasses
import enum
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

import communique
from conftest import GOLDEN
from golden.files import assert_golden


def described() -> Iterator[str]:
    """Yield a line for each public name: signatures of functions and methods, fields of records, members of enums."""
    for name in sorted(communique.__all__):
        value = getattr(communique, name)
        if not inspect.isclass(value):
            yield f"{name}{inspect.signature(value)}"
        elif issubclass(value, enum.Enum):
            yield f"{name}: {', '.join(value)}"
        elif dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                has_default = (
                    field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING
                )
                yield f"{name}.{field.name}: {field.type}{' = ...' if has_default else ''}"
            yield from members(name, value)
        else:
            yield f"{name}({', '.join(base.__name__ for base in value.__bases__)})"
            yield from members(name, value)


def members(name: str, value: type) -> Iterator[str]:
    fields = {field.name for field in dataclasses.fields(value)} if dataclasses.is_dataclass(value) else set()
    for member in sorted(set(dir(value)) - fields):
        found = inspect.getattr_static(value, member)
        if member.startswith("_") or not getattr(value, "__module__", "").startswith("communique"):
            continue
        if isinstance(found, property):
            yield f"{name}.{member} (property)"
        elif inspect.isfunction(found):
            yield f"{name}.{member}{inspect.signature(found)}"


def test_names_and_signatures_are_frozen(request: pytest.FixtureRequest) -> None:
    """A change here is a change for everyone who imports the package: note it in CHANGELOG.md."""
    found = "\n".join(described()) + "\n"
    assert_golden(GOLDEN / "api.txt", found, bool(request.config.getoption("--regenerate")))


def test_all_names_are_there() -> None:
    assert sorted(communique.__all__) == sorted(set(communique.__all__))
    for name in communique.__all__:
        assert getattr(communique, name).__doc__, f"{name} has no docstring"
    with pytest.raises(AttributeError, match="no_such_name"):
        communique.no_such_name  # noqa: B018


def test_importing_and_reading_does_not_load_the_parser(communique_command: tuple[str, ...], tiny: Path) -> None:
    import subprocess  # noqa: PLC0415  only here

    code = (
        "import sys, communique\n"
        f"with communique.open_ledger({str(tiny)!r}) as ledger: print(len(list(ledger.contacts())))\n"
        "assert not {'spacy', 'trafilatura', 'onnxruntime', 'pandas'} & sys.modules.keys(), sorted(sys.modules)\n"
    )
    done = subprocess.run([communique_command[0], "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0


def test_build_takes_one_path_or_several(tmp_path: Path) -> None:
    one = communique.build(GOLDEN / "corpus/kremlin.txt", ledger=tmp_path / "1.db")
    several = communique.build(
        [GOLDEN / "corpus/kremlin.txt", str(GOLDEN / "corpus/wire.jsonl")], ledger=tmp_path / "2.db"
    )
    assert (one.documents, several.documents) == (1, 3)


def test_contacts_and_accounts(tiny: Path) -> None:
    with communique.open_ledger(tiny) as ledger:
        contacts = list(ledger.contacts(sides=["FIN"], modes=["call"]))
        assert contacts
        assert ledger.contact(contacts[0].id) == contacts[0]
        about = list(ledger.accounts(contact=contacts[0].id))
        assert about
        assert set(about) < set(ledger.accounts())
        for account in about:
            text = ledger.document(account.document).text
            assert text[account.content.start : account.content.end] == account.content.quote


def test_to_pandas(tiny: Path) -> None:
    with communique.open_ledger(tiny) as ledger:
        frame = ledger.to_pandas()
        contacts = list(ledger.contacts())
    assert list(frame["id"]) == [c.id for c in contacts]
    days = [day if isinstance(day, str) else None for day in frame["date_start"]]
    assert days == [c.date.start if c.date else None for c in contacts]
    assert set(frame.columns) >= {"mode", "status", "sides", "participants", "independent_sources"}


def test_errors_have_one_root() -> None:
    for error in (communique.InputError, communique.LedgerError, communique.Rejected, communique.SpanError):
        assert issubclass(error, communique.CommuniqueError)

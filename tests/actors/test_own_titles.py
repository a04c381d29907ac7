"""Titles of offices that the user has added, and titles that nobody has listed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.actors.authority import authority
from communique.actors.cast import resolver
from communique.actors.index import name_index
from communique.actors.lookup import lookup
from communique.actors.userfile import VARIABLE

from .test_userfile import HEADER, row

DAY = "2019-06-01"
OWN = (
    row(person="Ada Deniz", office="MLT/tests", code="MLT", role="diplomat", title="Minister for Tests",
        **{"from": "2018"}),
    row(person="Bo Vella", office="MLT/keeper", code="MLT", role="adviser", title="Keeper of the Great Seal of Malta",
        **{"from": "2018"}),
    row(person="Cy Borg", office="MLT/interior", code="MLT", role="diplomat", title="Maltese Interior Minister",
        **{"from": "2018", "to": "2018"}),
    row(person="Di Aquilina", office="ITA/tests", code="ITA", role="diplomat", title="Minister for Tests",
        **{"from": "2018"}),
)  # fmt: skip


def forget() -> None:
    for loaded in (authority, name_index, resolver):
        loaded.cache_clear()


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The user has offices of his own, and the authority is read again with them."""
    path = tmp_path / "actors.tsv"
    path.write_text(HEADER + "".join(OWN), "utf-8")
    monkeypatch.setenv(VARIABLE, str(path))
    forget()
    yield
    monkeypatch.undo()
    forget()


def meant(text: str, day: str = DAY) -> tuple[str, str | None] | None:
    """Return name and office of whom a text means."""
    mention = lookup(text, day)
    actor = mention.actor if mention is not None else None
    return (actor.name, actor.office) if actor is not None else None


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(("text", "person"), [
    ("the Maltese Minister for Tests", "Ada Deniz"),
    ("the Maltese minister for tests", "Ada Deniz"),
    ("Malta's new Minister for Tests", "Ada Deniz"),
    ("the Minister for Tests of Malta", "Ada Deniz"),
    ("the Minister for Tests of the Republic of Malta", "Ada Deniz"),
    ("the Italian Minister for Tests", "Di Aquilina"),
    ("the Maltese Keeper of the Great Seal", "Bo Vella"),
    ("Keeper of the Great Seal of Malta", "Bo Vella"),
])  # fmt: skip
def test_an_own_title_means_its_holder(text: str, person: str) -> None:
    found = meant(text)
    assert found is not None
    assert found[0] == person


@pytest.mark.usefixtures("own")
def test_an_own_title_means_nobody_when_nobody_held_it() -> None:
    assert meant("the Maltese Interior Minister", "2018-06-01") == ("Cy Borg", "Maltese Interior Minister")
    assert meant("the Maltese Interior Minister", "2019-06-01") == ("Interior Minister of Malta",) * 2
    assert meant("the Maltese Minister for Tests", "2001-06-01") == ("Minister for Tests of Malta",) * 2


@pytest.mark.usefixtures("own")
def test_own_titles_leave_the_others_alone() -> None:
    assert meant("the Maltese foreign minister") == ("Carmelo Abela", "Minister of Foreign Affairs of Malta")
    assert meant("the Minister for Tests") is None
    assert meant("the French Minister for Tests") == ("Minister for Tests of France",) * 2


@pytest.mark.parametrize("title", [
    "Minister for Xyz", "Minister of Silly Walks", "Minister of Agriculture", "Minister of Health",
    "Minister for Women and Equality", "Minister of Industry and Trade", "Secretary of State for Transport",
    "Secretary of State for Wales", "Secretary of the Navy", "Minister of AI",
])  # fmt: skip
def test_a_title_that_nobody_has_listed_is_not_the_foreign_ministers(title: str) -> None:
    assert meant(f"the Maltese {title}") == (f"{title} of Malta",) * 2
    assert meant(f"the {title} of Malta") == (f"{title} of Malta",) * 2


@pytest.mark.parametrize(("text", "person"), [
    ("the French Minister for Europe and Foreign Affairs", "Jean-Yves Le Drian"),
    ("the South African Minister of International Relations and Cooperation", "Naledi Pandor"),
    ("the French Minister of the Armed Forces", "Florence Parly"),
    ("the Secretary of State for Foreign Affairs of the United Kingdom", "Jeremy Hunt"),
    ("the Russian Minister of Foreign Affairs", "Sergei Lavrov"),
])  # fmt: skip
def test_a_portfolio_tells_which_minister_is_meant(text: str, person: str) -> None:
    found = meant(text)
    assert found is not None
    assert found[0] == person


def test_a_name_behind_an_unlisted_portfolio_is_its_holder() -> None:
    assert meant("French Minister of Agriculture Julien Denormandie") == (
        "Julien Denormandie", "Minister of Agriculture of France",
    )  # fmt: skip

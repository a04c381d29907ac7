"""Statements that answer one another in a text: which answer is a contradiction, and what it answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.compare import Source, divergences, loose_divergences
from communique.compare import on_other_matters as of_other_matters
from communique.pipeline import build
from communique.records import Account, Contact, Divergence, Document, Mode, Participant, Publication, Span, Status
from conftest import Run

FIN = Participant("person:Aino Aalto", "Aino Aalto", "President of Finland", "FIN")
FRA = Participant("person:Luc Bernard", "Luc Bernard", "President of France", "FRA")
CONTACT = Contact("contact-1", Mode.CALL, Status.HELD, None, None, None, None, (FIN, FRA), (), (), 1)
Said = tuple[str, str | None, str, str]


def page(*told: Said | str, report: str | None) -> tuple[list[Account], Source]:
    """Return a text made of plain words and statements: (source, side, cue, content), told as source, cue, content."""
    text = ""
    accounts: list[Account] = []
    for part in told:
        if isinstance(part, str):
            text += part + " "
            continue
        source, side, cue, content = part
        text += f"{source} {cue} "
        span, verb = Span(len(text), len(text) + len(content), content), len(text) - len(cue) - 1
        accounts.append(
            Account(
                f"a{len(accounts)}",
                "doc",
                "t/1",
                report,
                source,
                source,
                side,
                (),
                cue,
                span,
                cue_span=Span(verb, verb + len(cue), cue),
            )
        )
        text += content + ". "
    return accounts, Source(text)


def about_the_contact(*told: Said | str) -> list[tuple[str, str | None]]:
    accounts, source = page(*told, report="report-1")
    return pairs(divergences(CONTACT, accounts, {"doc": source}))


def on_other_matters(*told: Said | str) -> list[tuple[str, str | None]]:
    accounts, source = page(*told, report=None)
    return pairs(loose_divergences(accounts, {"doc": source}))


def pairs(found: object) -> list[tuple[str, str | None]]:
    assert not isinstance(found, str)
    return sorted((d.account_a, d.account_b) for d in found if isinstance(d, Divergence))  # type: ignore[attr-defined]


CLAIM: Said = ("Helsinki", "FIN", "said", "French ships had sailed into its waters by night")


@pytest.mark.parametrize(
    "answer",
    [
        ("Paris", "FRA", "denied", "sending anybody there"),
        ("Paris", "FRA", "called it", "a fairy tale"),
        ("Paris", "FRA", "countered", "the sea belongs to everybody"),
        ("Paris", "FRA", "replied", "it had not moved a single vessel in June"),
        ("Paris", "FRA", "said", "that is not true"),
    ],
)
def test_a_denial_right_after_a_statement_contradicts_it(answer: Said) -> None:
    assert on_other_matters(CLAIM, answer) == [("a0", "a1")]
    assert on_other_matters(CLAIM, "Nothing else was heard for a long while. " * 14, answer) == []


@pytest.mark.parametrize(
    "answer",
    [
        ("Paris", "FRA", "said", "the weather had been fine"),
        ("Paris", "FRA", "called it", "a courageous and statesmanlike step"),
        ("Paris", "FRA", "replied", "it would look into the matter"),
        ("Paris", "FRA", "had earlier denied", "an interest in fishing"),
        ("Helsinki's navy", "FIN", "denied", "any damage"),
    ],
)
def test_other_words_after_a_statement_do_not(answer: Said) -> None:
    assert on_other_matters(CLAIM, answer) == []


def test_who_speaks_for_no_side_is_set_against_one_only_by_a_denial_or_a_figure() -> None:
    rumour: Said = ("a newspaper", None, "reported", "the presidents had met in secret")
    assert on_other_matters(rumour, ("Paris", "FRA", "said", "there was no such meeting")) == [("a0", "a1")]
    assert on_other_matters(rumour, ("Paris", "FRA", "said", "the presidents had not met in secret")) == []
    sum_: Said = ("Paris", "FRA", "said", "it had given $40 billion to the fund")
    assert on_other_matters(sum_, ("an institute", None, "put", "the figure at $12 billion")) == [("a1", "a0")]


def test_a_new_name_is_for_what_the_named_side_did() -> None:
    told = (
        ("Paris", "FRA", "said", "its ships would leave the gulf"),
        ("Helsinki", "FIN", "said", "it was glad of every hand"),
        ("Tallinn", "EST", "called", "the French move a regrouping and no withdrawal"),
    )
    assert on_other_matters(*told) == [("a2", "a0")]


def test_words_that_set_two_accounts_apart_on_a_point_do_so_for_statements_on_one_contact() -> None:
    first: Said = ("Helsinki", "FIN", "said", "the two had talked about timber")
    second: Said = ("Paris", "FRA", "said", "the fisheries treaty stood")
    assert about_the_contact(first, "The French text went further.", second) == [("a0", "a1")]
    assert about_the_contact(first, second) == []
    assert about_the_contact(first, "The French painted another picture.", second) == []


def test_divergences_on_other_matters_are_in_the_ledger_with_their_document(cli: Run, tmp_path: Path) -> None:
    text = (
        "HELSINKI, June 15 (Northgate) - Finland said on Monday that Russian fighter jets had crossed its border at "
        "dawn. Russia denied that its jets had crossed the border."
    )
    line = {"id": "n", "publisher": "Northgate News Agency", "published": "2020-06-16", "title": "Jets", "text": text}
    (tmp_path / "n.jsonl").write_text(json.dumps(line), encoding="utf-8")
    build(tmp_path / "n.jsonl", tmp_path / "l.db")
    shown = cli("divergences", "--ledger", tmp_path / "l.db", "--since", "2020-06", "--side", "RUS").out
    assert "2020-06-16 contradiction FIN / RUS" in " ".join(shown.split())
    assert cli("divergences", "--ledger", tmp_path / "l.db", "--since", "2021").out == "No divergence fits.\n"
    (found,) = [json.loads(row) for row in cli("divergences", "--ledger", tmp_path / "l.db", "--json").out.splitlines()]
    assert (found["contact"], found["kind"]) == (None, "contradiction")
    assert "the one denies" in found["reason"]


@pytest.mark.parametrize(
    "remark",
    [
        "It did not mention the pilots.", "It made no mention of pilots.", "Of the pilots, not a word.",
        "The French text says nothing about the pilots.", "Paris did not refer to the pilots.",
        "The pilots were missing from the French statement.", "On the pilots Paris kept silent.",
    ],
)  # fmt: skip
def test_a_text_that_remarks_on_a_silence_tells_an_omission_of_whatever_contact(remark: str) -> None:
    parts = (
        ("Helsinki", "FIN", "said", "it had asked for the release of the two pilots"),
        ("Paris", "FRA", "said", "the fisheries treaty had been gone over"),
    )
    accounts, source = page(*parts, remark, report=None)
    document = Document(
        "doc", source.text, None, "doc.txt", None, "Aland Wire", Publication(None, "unknown"), None, "en"
    )
    (found,) = of_other_matters(accounts, (), Shelf(document))
    assert (found.kind, found.account_a, found.side_b, found.contact) == ("omission", "a0", "FRA", None)
    assert list(of_other_matters(accounts, (), Shelf(document), [found])) == []


class Shelf:
    """One document, by whatever id."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def document(self, id_: str) -> Document:
        assert id_ == self._document.id
        return self._document

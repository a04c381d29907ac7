"""What the writer keeps, settles and refuses."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import LedgerError, SpanError
from communique.ledger import Writer, open_ledger
from communique.ledger.writer import UNSTORABLE
from communique.records import Document, Publication, Reading, Rejection, Span

from . import samples
from .samples import reading, write


@pytest.fixture
def path(place: Any) -> Any:
    """A ledger in either database."""
    return place


def contents(path: Any) -> tuple[list[Document], list[Rejection], list[str]]:
    with open_ledger(path) as ledger:
        assert list(ledger.verify()) == []
        claims = [claim.id for kind in ("account", "contact", "figure") for claim in ledger.claims(kind)]
        return list(ledger.documents()), list(ledger.rejections()), claims


@settings(max_examples=40, deadline=None)
@given(samples.documents)
def test_a_document_comes_back_as_it_went_in(made: Document) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder, "l.db"), Reading(made, ()))
        assert contents(Path(folder, "l.db"))[0] == [made]


def test_claims_of_every_kind_come_back(path: Any) -> None:
    of = samples.document()
    told = samples.report(of)
    said = samples.account(of, told, cue_span=samples.span(of.text, "said"))
    ships = samples.figure(of, "40 ships", 40.0)
    write(path, Reading(of, (told, said, ships)))
    with open_ledger(path) as ledger:
        assert list(ledger.claims("contact")) == [told]
        assert list(ledger.accounts()) == [said]
        assert list(ledger.figures()) == [ships]


def test_writing_twice_changes_nothing(path: Any) -> None:
    entries = [samples.numbered(n) for n in range(3)]
    write(path, *entries)
    before = contents(path)
    write(path, *entries, batch=1)
    assert contents(path) == before
    assert len(before[0]) == 3


def test_known_tells_what_was_read_gathered_or_written(path: Any) -> None:
    with Writer(path) as writer:
        writer.add_reading(reading(), "one")
        writer.add_rejection(Rejection("b.txt", "", "empty", ""), "two")
        writer.add_rejection(Rejection("c.txt", "", "empty", ""))
        assert writer.known(["one", "two", "three"]) == {"one", "two"}
    with Writer(path) as writer:
        assert writer.known(f"{n}" for n in range(2000)) == set()
        assert writer.known(["one", "two", "three"]) == {"one", "two"}


def test_has_document_before_and_after_it_is_written(path: Any) -> None:
    with Writer(path) as writer:
        assert not writer.has_document(samples.document().id)
        writer.add_reading(reading(), "one")
        assert writer.has_document(samples.document().id)
        writer.flush()
        assert writer.has_document(samples.document().id)


def test_rejections_are_kept_once_and_in_natural_order(path: Any) -> None:
    rejections = [Rejection("a.jsonl", f"line {n}", "no-json", "") for n in (10, 9, 100, 9)]
    rejections.append(Rejection("a.jsonl", "line 9", "no-json", "other detail"))
    with Writer(path) as writer:
        for entry in rejections:
            writer.add_rejection(entry)
    with open_ledger(path) as ledger:
        assert [entry.place for entry in ledger.rejections()] == ["line 9", "line 9", "line 10", "line 100"]
        assert ledger.rejected_counts() == {"no-json": 4}


@pytest.mark.parametrize("batch", [1, 2, 100])
@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_one_id_with_several_texts_stays_with_the_first_place(path: Any, batch: int, order: tuple[int, ...]) -> None:
    texts = [f"Anna Adler called Émile Bonnet. She said {word}." for word in ("yes", "no", "perhaps")]
    entries = [
        (reading(texts[0], "X", "a.jsonl"), "line 9"),
        (reading(texts[1], "X", "a.jsonl"), "line 10"),
        (reading(texts[2], "X", "b.jsonl"), "line 1"),
        (reading(texts[2], "X", "c.jsonl"), "line 1"),
    ]
    with Writer(path, batch=batch) as writer:
        for number in order:
            entry, place = entries[number]
            writer.add_reading(entry, f"source {number}", place)
    documents, rejections, claims = contents(path)
    assert [entry.text for entry in documents] == [texts[0]]
    assert {claim.id for claim in entries[0][0].claims} == set(claims)
    assert [(r.path, r.place, r.reason) for r in rejections] == [
        ("a.jsonl", "line 10", "duplicate-id"),
        ("b.jsonl", "line 1", "duplicate-id"),
        ("c.jsonl", "line 1", "duplicate-id"),
    ]
    assert {entry.detail for entry in rejections} == {"the id 'X' belongs to another text, in a.jsonl, line 9"}
    with Writer(path) as writer:
        assert len(writer.known(f"source {n}" for n in range(4))) == 4


def test_documents_without_an_id_of_their_own_do_not_quarrel(path: Any) -> None:
    write(path, reading("Adler called Bonnet. He said no."), reading("Adler called Bonnet. He said yes."))
    assert len(contents(path)[0]) == 2


@pytest.mark.parametrize("batch", [1, 100])
@pytest.mark.parametrize("places", list(permutations(["a.txt", "b.txt", "c.txt"])))
def test_the_same_document_from_several_places_is_one(path: Any, batch: int, places: tuple[str, ...]) -> None:
    write(path, *(reading(path=place) for place in places), batch=batch)
    documents, rejections, claims = contents(path)
    assert [entry.path for entry in documents] == ["a.txt"]
    assert rejections == []
    assert len(claims) == 2
    with Writer(path) as writer:
        assert len(writer.known(f"{place}#{samples.document().id}" for place in places)) == 3


def test_what_is_read_anew_from_its_place_takes_the_place_of_the_old(path: Any) -> None:
    old = reading()
    told = samples.report(old.document, extractor="contacts/2")
    new = Reading(replace(old.document, published=Publication("2016-07-06", "text")), (told,))
    write(path, old)
    write(path, new)
    with open_ledger(path) as ledger:
        assert list(ledger.documents()) == [new.document]
        assert list(ledger.claims("contact")) == [told]
        assert list(ledger.accounts()) == []
        assert len(ledger.search("ships")) == 1


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(9)), st.integers(1, 9))
def test_what_a_ledger_holds_does_not_depend_on_the_order(order: list[int], batch: int) -> None:
    entries = [reading(f"Adler called Bonnet. She said {n % 5}.", f"id {n % 3}", f"{n}.txt") for n in range(9)]
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder, "straight.db"), *entries)
        write(Path(folder, "shuffled.db"), *(entries[n] for n in order), batch=batch)
        assert contents(Path(folder, "straight.db")) == contents(Path(folder, "shuffled.db"))


def broken_readings() -> list[Reading]:
    of = samples.document()
    told = samples.report(of)
    return [
        Reading(of, (replace(told, spans=(Span(0, 4, "Anne"),)),)),
        Reading(of, (replace(told, spans=(Span(-4, 4, of.text[-4:4]),)),)),
        Reading(of, (told, replace(samples.account(of, told), cue_span=Span(900, 904, "said")))),
        Reading(of, (replace(told, spans=()),)),
        Reading(of, (samples.report(samples.document("Another text.")),)),
    ]


@pytest.mark.parametrize("broken", broken_readings())
def test_a_claim_that_does_not_stand_in_its_text_is_refused(path: Any, broken: Reading) -> None:
    good = samples.numbered(1)

    def add() -> None:
        with Writer(path) as writer:
            writer.add_reading(good, "good")
            writer.add_reading(broken, "broken")

    with pytest.raises(SpanError, match=rf"(contacts|accounts)/1: .*{broken.document.id}"):
        add()
    documents, rejections, _ = contents(path)
    assert documents == [good.document], "what was good before the error is kept"
    assert rejections == []


@pytest.mark.parametrize("text", ["Adler \x00 called.", "Adler \udce9 called."])
def test_a_text_that_no_database_keeps_is_a_rejection(path: Any, text: str) -> None:
    of = replace(samples.document(), text=text)
    with Writer(path) as writer:
        writer.add_reading(Reading(of, ()), "odd", "line 3")
        writer.add_reading(reading(), "good")
        assert writer.known(["odd"]) == {"odd"}
    documents, rejections, _ = contents(path)
    assert len(documents) == 1
    assert [(r.place, r.reason) for r in rejections] == [("line 3", UNSTORABLE)]


def test_an_odd_file_name_is_written_out(path: Any) -> None:
    with Writer(path) as writer:
        writer.add_reading(reading(path="press/caf\udce9.txt", title="Nul\x00"), "one")
        writer.add_rejection(Rejection("bad\udcff", "", "empty", ""))
    documents, rejections, _ = contents(path)
    assert [(entry.path, entry.title) for entry in documents] == [("press/caf\\udce9.txt", "Nul\\x00")]
    assert [entry.path for entry in rejections] == ["bad\\udcff"]


def test_a_claim_given_twice_is_one(path: Any) -> None:
    of = samples.document()
    told = samples.report(of)
    write(path, Reading(of, (told, told)))
    assert contents(path)[2] == [told.id]


def test_judgements_are_added_once_and_the_programs_own_can_be_replaced(path: Any) -> None:
    one, two = (samples.report(samples.numbered(n).document) for n in (1, 2))
    own = samples.judgement(one, two)
    human = samples.judgement(one, two, "Vera", "2020-01-01")
    with Writer(path) as writer:
        assert writer.add_judgements([own, human]) == 2
        assert writer.add_judgements([replace(own, score=0.1)]) == 0
    with open_ledger(path) as ledger:
        assert list(ledger.judgements(human=True)) == [human]
        assert list(ledger.judgements(human=False)) == [own]
    newer = samples.judgement(two, one)
    with Writer(path) as writer:
        writer.replace_program_judgements([newer])
        with pytest.raises(ValueError, match="Vera"):
            writer.replace_program_judgements([human])
    with open_ledger(path) as ledger:
        assert list(ledger.judgements()) == sorted([newer, human], key=lambda entry: entry.id)


def test_contacts_are_replaced_as_a_whole_or_by_id(path: Any) -> None:
    entries = [samples.numbered(n) for n in range(3)]
    first, second, third = samples.write_with_contacts(path, *entries)
    (said,) = (claim for claim in entries[1].claims if claim not in second.reports)
    changed = replace(second, place="Vienna")
    with Writer(path) as writer:
        writer.replace_contacts([changed], [samples.divergence(changed, said, None)], ids=[second.id, third.id])  # type: ignore[arg-type]
    with open_ledger(path) as ledger:
        assert {contact.id: contact for contact in ledger.contacts()} == {first.id: first, second.id: changed}
        assert [entry.contact for entry in ledger.divergences()] == [second.id]
    with Writer(path) as writer:
        writer.replace_contacts(iter([third]), iter(()))
    with open_ledger(path) as ledger:
        assert list(ledger.contacts()) == [third]
        assert list(ledger.divergences()) == []


def test_contacts_that_rest_on_nothing_are_refused_and_the_old_ones_stay(path: Any) -> None:
    (old,) = samples.write_with_contacts(path, reading())
    lost = samples.contact((samples.report(samples.numbered(7).document),))
    with Writer(path) as writer, pytest.raises(LedgerError, match=r"do not fit its claims \(.*\); if"):
        writer.replace_contacts([lost], ())
    with open_ledger(path) as ledger:
        assert list(ledger.contacts()) == [old]


def test_a_ledger_is_stale_until_its_contacts_are_derived(path: Any) -> None:
    with Writer(path) as writer:
        assert not writer.stale
        writer.add_reading(reading(), "one")
        assert writer.stale
    with Writer(path) as writer:
        assert writer.stale, "also when the build was interrupted in between"
        writer.replace_contacts((), ())
        assert not writer.stale
        writer.add_judgements([samples.judgement(*reading().claims, "Vera")])
        assert writer.stale
        writer.replace_contacts((), (), ids=["some"])
        assert writer.stale, "a part is not the whole"


def test_lineage_is_set_as_a_whole(path: Any) -> None:
    one, two, three = (samples.numbered(n) for n in range(3))
    write(path, one, two, three)
    with Writer(path) as writer:
        writer.replace_lineage({two.document.id: ("reprint", one.document.id)})
        writer.replace_lineage({three.document.id: ("rewrite", one.document.id)})
    lineages = {entry.id: (entry.lineage, entry.reprint_of) for entry in contents(path)[0]}
    assert lineages == {
        one.document.id: ("original", None),
        two.document.id: ("original", None),
        three.document.id: ("rewrite", one.document.id),
    }

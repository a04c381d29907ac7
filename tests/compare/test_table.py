"""A contact's accounts side against side: what is a divergence, what is none, and with which evidence."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from communique.compare import Source, divergences, of_sides, table_of
from communique.compare.quantities import quantities_of
from communique.compare.stance import stances_of
from communique.records import Account, Contact, ContactReport, Divergence, Mode, Participant, Span, Status

FIN = Participant("person:Aino Aalto", "Aino Aalto", "President of Finland", "FIN")
FRA = Participant("person:Luc Bernard", "Luc Bernard", "President of France", "FRA")
CONTACT = Contact("contact-1", Mode.CALL, Status.HELD, None, None, None, None, (FIN, FRA), (), (), 1)


class Page:
    """A document that is written statement by statement."""

    def __init__(self, id_: str) -> None:
        self.id = id_
        self.text = ""
        self.accounts: list[Account] = []

    def tell(self, words: str) -> Page:
        self.text += words + " "
        return self

    def say(self, side: str | None, words: str, *, report: str | None = "report-1", source: str | None = None) -> Page:
        span = Span(len(self.text), len(self.text) + len(words), words)
        named = source or f"{side} office"
        made = Account(
            f"{self.id}-{len(self.accounts)}", self.id, "t/1", report, named, f"body:{named}", side, (), "said", span
        )
        self.accounts.append(made)
        return self.tell(words + ".")


def parted(*pages: Page, **homes: str) -> list[Divergence]:
    sources = {p.id: Source(p.text, homes.get(p.id)) for p in pages}
    return list(divergences(CONTACT, [a for p in pages for a in p.accounts], sources))


def test_a_denial_names_both_passages_and_the_reason() -> None:
    page = Page("wire").say("FIN", "France promised to lift the ban on timber").say("FRA", "no such promise was given")
    (found,) = parted(page)
    assert (found.kind, found.side_a, found.side_b) == ("contradiction", "FIN", "FRA")
    assert (found.account_a, found.account_b) == ("wire-0", "wire-1")
    assert "promised to lift the ban on timber" in found.reason
    assert "no such promise was given" in found.reason


def test_one_side_does_not_contradict_itself_and_nobody_speaks_for_no_side() -> None:
    assert parted(Page("a").say("FIN", "the ban was lifted").say("FIN", "the ban on timber was not lifted")) == []
    assert (
        parted(Page("a").say("FIN", "the ban on timber was lifted").say(None, "the ban on timber was not lifted")) == []
    )


def test_a_bare_denial_holds_only_against_what_stands_right_before_it() -> None:
    claim, denial = "French soldiers crossed the frozen lake", "that is not true"
    assert len(parted(Page("a").say("FIN", claim).say("FRA", denial))) == 1
    assert parted(Page("a").say("FIN", claim).tell("Much else was told. " * 40).say("FRA", denial)) == []
    assert parted(Page("a").say("FIN", claim), Page("b").say("FRA", denial)) == []


def test_what_one_side_demands_and_the_other_will_not_do_is_a_contradiction() -> None:
    page = (
        Page("a").say("FIN", "the truce must be kept on the whole lake").say("FRA", "the truce will not bind its fleet")
    )
    (found,) = parted(page)
    assert found.kind == "contradiction"
    assert "the one demands what the other refuses (ceasefire)" in found.reason


def test_the_length_of_a_call_told_differently_is_a_number() -> None:
    (found,) = parted(
        Page("a").say("FIN", "the call lasted 40 minutes"),
        Page("b").say("FRA", "they spoke for an hour and a half, or 95 minutes"),
    )
    assert found.kind == "number"
    assert (
        parted(Page("a").say("FIN", "the call lasted 60 minutes"), Page("b").say("FRA", "they spoke for one hour"))
        == []
    )


def readouts() -> tuple[Page, Page]:
    mine = Page("fin").say("FIN", "The two spoke about timber and the ban on it")
    mine.say("FIN", "President Aalto demanded the release of the prisoners and sanctions against the ransomware gangs")
    theirs = Page("fra").say("FRA", "The presidents talked of the timber ban").say("FRA", "They will stay in touch")
    return mine, theirs


def test_a_readout_is_silent_on_the_main_point_of_the_other() -> None:
    found = parted(*readouts(), fin="FIN", fra="FRA")
    assert [(d.kind, d.account_a, d.side_b, d.account_b) for d in found] == [("omission", "fin-1", "FRA", None)]


def test_a_side_without_a_readout_is_not_called_silent() -> None:
    assert parted(*readouts(), fin="FIN") == []


def test_a_silence_that_the_text_remarks_on_is_an_omission() -> None:
    page = (
        Page("wire")
        .say("FIN", "the president demanded a ceasefire at the lake")
        .say("FRA", "current questions were gone over")
    )
    page.tell("It made no mention of a ceasefire.")
    (found,) = parted(page)
    assert (found.kind, found.account_a, found.side_b) == ("omission", "wire-0", "FRA")
    assert "made no mention of a ceasefire" in found.reason


def test_copies_are_left_out_beside_their_originals() -> None:
    page = Page("a").say("FIN", "France promised to lift the ban on timber").say("FRA", "no such promise was given")
    copy = Page("b").say("FIN", "France promised to lift the ban on timber").say("FRA", "no such promise was given")
    sources = {"a": Source(page.text), "b": Source(copy.text, copy_of="a")}
    found = list(divergences(CONTACT, [*page.accounts, *copy.accounts], sources))
    assert {d.account_a for d in found} == {"a-0"}


def test_an_account_of_no_contact_counts_only_where_it_answers_one() -> None:
    page = Page("a").say("FIN", "France promised to lift the ban on timber")
    page.say("FRA", "no such promise was given", report=None).say("FRA", "there was no storm", report=None)
    rows = table_of(CONTACT, page.accounts, {"a": Source(page.text)})
    assert [(r.kind, r.a.id, r.b and r.b.id) for r in rows] == [("contradiction", "a-0", "a-1")]


def test_every_account_of_the_contact_stands_in_the_table() -> None:
    mine, theirs = readouts()
    accounts = [*mine.accounts, *theirs.accounts]
    rows = table_of(CONTACT, accounts, {"fin": Source(mine.text, "FIN"), "fra": Source(theirs.text, "FRA")})
    assert {a.id for r in rows for a in (r.a, r.b) if a} == {a.id for a in accounts}


def test_the_order_of_accounts_changes_nothing() -> None:
    mine, theirs = readouts()
    accounts = [*mine.accounts, *theirs.accounts]
    sources = {"fin": Source(mine.text, "FIN"), "fra": Source(theirs.text, "FRA")}
    first = list(divergences(CONTACT, accounts, sources))
    assert all(list(divergences(CONTACT, order, sources)) == first for order in permutations(accounts))


def test_words_of_different_stances_for_one_thing_are_shown() -> None:
    page = Page("a").say("FIN", "since the invasion began").say("FRA", "the special military operation goes on")
    (stance,) = stances_of(page.accounts)
    assert stance.thing == "the war"
    assert stance.words == {"FIN": ("invasion",), "FRA": ("special military operation",)}
    assert stances_of(Page("b").say("FIN", "the invasion").say("FRA", "an invasion").accounts) == []


def test_quantities_have_values_and_units() -> None:
    def read(text: str) -> list[tuple[float, str]]:
        return [(q.value, min(q.units, default="")) for q in quantities_of(text)]

    assert read("one hour and 50 minutes") == [(110.0, "minutes")]
    assert read("$350 billion") == [(350e9, "$")]
    assert read("two and a half hours") == [(150.0, "minutes")]
    assert read("40 per cent") == [(40.0, "%")]
    assert read("on 7 May 2024, Article 5") == []


def test_the_silent_side_is_the_one_that_the_remark_names() -> None:
    page = Page("wire").say("FIN", "the president demanded a ceasefire at the lake")
    page.tell("The French account, which came out first, had no mention of a ceasefire.")
    page.say("FRA", "current questions were gone over")
    (found,) = parted(page, Page("fra").say("FRA", "the lake was talked about"))
    assert (found.kind, found.account_a, found.side_b) == ("omission", "wire-0", "FRA")


def test_the_silent_side_is_the_one_that_its_paragraph_begins_with() -> None:
    page = Page("wire").say("FIN", "the president demanded a ceasefire at the lake")
    page.text += "\nParis was briefer. "
    page.tell("It made no mention of a ceasefire.")
    (found,) = parted(page, Page("fra").say("FRA", "the lake was talked about"))
    assert (found.kind, found.account_a, found.side_b) == ("omission", "wire-0", "FRA")


def test_a_statement_in_other_words_is_contradicted_once_in_a_document() -> None:
    page = Page("wire").say("FIN", "France promised to lift the ban on timber from the northern forests")
    page.say("FRA", "no such promise was given").say("FRA", "no promise to lift the ban on timber was ever given")
    assert len(parted(page)) == 1


def test_words_that_only_look_alike_are_not_taken_for_one_another() -> None:
    page = Page("wire").say("FIN", "the United States has no plans to station troops in the forests")
    page.say("FRA", "the statement of the United Nations had good wishes for both departments")
    assert parted(page) == []


def test_an_agreement_and_a_mere_proposal_are_apart() -> None:
    agreed = Page("fin").say("FIN", "the leaders agreed on a partial ceasefire for the energy grid")
    could = Page("fra").say("FRA", "a first step could be a ceasefire that spares the energy grid")
    (found,) = parted(agreed, could)
    assert found.reason.endswith("the one tells of an agreement, the other not yet (ceasefire, energy)")
    settled = Page("fra").say("FRA", "the two accepted the proposal of a ceasefire that spares the energy grid")
    assert parted(agreed, settled) == []


def test_between_two_sides_no_statement_of_theirs_is_lost() -> None:
    page = Page("wire").say("FIN", "France promised to lift the ban on timber").say("FRA", "no such promise was given")
    page.say("EST", "the harbour of Tallinn was closed by French ships").say("FRA", "that is not true")
    rows = table_of(CONTACT, page.accounts, {"wire": Source(page.text)})
    between = of_sides(rows, ["FIN", "FRA"])
    assert [(r.kind, r.a.id, r.b and r.b.id) for r in between] == [
        ("contradiction", "wire-0", "wire-1"),
        ("only", "wire-3", None),
    ]


def test_a_side_whose_document_begins_with_the_contact_is_silent_even_if_it_states_nothing() -> None:
    mine, theirs = readouts()
    theirs.accounts.clear()
    report = ContactReport(
        "report-2",
        "fra",
        "t/1",
        Mode.CALL,
        Status.HELD,
        None,
        None,
        None,
        None,
        (FIN, FRA),
        (),
        (Span(0, 9, "The presi"),),
    )
    told = replace(CONTACT, reports=(report,))
    sources = {"fin": Source(mine.text, "FIN"), "fra": Source(theirs.text, "FRA")}
    assert [d.account_a for d in divergences(told, mine.accounts, sources)] == ["fin-1"]
    assert list(divergences(CONTACT, mine.accounts, sources)) == []


def test_praise_of_a_contact_against_blame_and_who_asked_for_it() -> None:
    for first, second, why in (
        ("the talks had been productive", "it spoke of an ultimatum", "productive against ultimatum"),
        ("the call was made at Helsinki's request", "Paris asked for the call", "asked for by FIN against FRA"),
        (
            "the call was made at the request of Paris",
            "the wish for it came from Helsinki",
            "asked for by FRA against FIN",
        ),
        ("the fleet had kept to the treaty", "the fleet was in breach of the treaty", "comply against violate"),
    ):
        found = parted(Page("a").say("FIN", first).say("FRA", second))
        assert [d.kind for d in found] == ["contradiction"]
        assert why in found[0].reason


def test_to_ask_for_a_promise_not_to_do_a_thing_is_no_denial() -> None:
    said = Page("a").say("FIN", "France wanted guarantees against an expansion of the alliance")
    assert parted(said.say("FRA", "it had sought a binding promise that the alliance would not expand")) == []


def test_neither_nor_denies_once() -> None:
    (found,) = parted(
        Page("a")
        .say("FIN", "French jets bombed the lorries on the lake road")
        .say("FRA", "neither French nor Swedish jets bombed the lorries")
    )
    assert "the one denies what the other affirms" in found.reason

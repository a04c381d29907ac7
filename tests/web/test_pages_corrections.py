"""Corrections by the forms of the pages, in a real browser, before a server that somebody may write through."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from communique.ledger import open_ledger
from communique.records import Contact

from .conftest import serving

EDITOR = "Ann <b>Archivist</b>"


@pytest.fixture(scope="module")
def own(dossiers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that may be changed."""
    path = tmp_path_factory.mktemp("own") / "own.db"
    shutil.copy(dossiers, path)
    return path


@pytest.fixture(scope="module")
def addresses(own: Path, communique_command: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The address of the server, and the one that makes a reader its editor."""
    with serving([*communique_command, "serve", str(own), "--editor", EDITOR], lines=2) as (plain, with_token):
        yield plain.rstrip("/"), with_token


@pytest.fixture
def editor(chromium: Browser, addresses: tuple[str, str]) -> Iterator[Page]:
    context = chromium.new_context(base_url=addresses[0])
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(addresses[1])
    yield page
    context.close()


def chosen(own: Path) -> Contact:
    """Return a call of two persons with accounts that several documents tell of."""
    with open_ledger(own) as view:
        return next(
            c
            for c in view.contacts(modes="call", statuses="held")
            if len({r.document for r in c.reports}) > 1
            and len(c.participants) == 2
            and list(view.accounts(contact=c.id))
        )


def correct(page: Page, form: str, why: str, fields: dict[str, str]) -> None:
    """Fill one of a contact's forms and send it."""
    page.get_by_text("Correct this contact").click()
    sent(page.get_by_role("form", name=form, exact=True), why, fields)


def sent(form: Locator, why: str, fields: dict[str, str]) -> None:
    for label, value in fields.items():
        field = form.get_by_label(label, exact=True)
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    form.get_by_label("Why", exact=True).fill(why)
    with form.page.expect_navigation():  # the correction is in the ledger when the next page is there
        form.get_by_role("button", name="Correct").click()


def undo(page: Page, why: str = "it was right") -> None:
    page.get_by_label("Why it is to be undone").last.fill(why)
    page.get_by_role("button", name="Undo").last.click()
    expect(page.locator(".corrections-list .undone").last).to_contain_text(why)


def test_a_correction_is_shown_with_who_when_and_why_and_can_be_undone(editor: Page, own: Path) -> None:
    editor.goto(f"/contacts/{chosen(own).id}")
    editor.get_by_text("Correct this contact").click()
    found = Axe().run(editor)
    assert found.violations_count == 0, found.generate_report()
    editor.get_by_text("Correct this contact").click()
    correct(editor, "It took place in another way", "saw <i>the screen</i>", {"How": "video"})
    expect(editor.locator(".kicker").first).to_contain_text("video call")
    listed = editor.locator(".corrections-list li").last
    expect(listed).to_contain_text("video call")
    expect(listed).to_contain_text(EDITOR)
    expect(listed).to_contain_text("saw <i>the screen</i>")
    expect(listed.locator("time").first).to_have_text(re.compile(r"^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC$"))
    undo(editor)
    expect(editor.locator(".kicker").first).to_contain_text("telephone call")


def test_day_and_participants(editor: Page, own: Path) -> None:
    contact = chosen(own)
    editor.goto(f"/contacts/{contact.id}")
    day = "The day, month or year, two days, or “unknown”"
    correct(editor, "It was on another day", "the readout", {day: "2020-02-29"})
    expect(editor.locator(".heading .standfirst")).to_contain_text("29 February 2020")
    undo(editor)
    gone = contact.participants[0]
    fields = {"Who did not": gone.actor, "Who did": "Angela Merkel", "for the side": "DEU"}
    correct(editor, "Somebody else took part", "she did", fields)
    expect(editor.locator(".people")).to_contain_text("Angela Merkel")
    expect(editor.locator(".people")).not_to_contain_text(gone.name)
    undo(editor)
    expect(editor.locator(".people")).to_contain_text(gone.name)


def test_what_is_no_contact_goes_and_comes_back(editor: Page, own: Path) -> None:
    path = f"/contacts/{chosen(own).id}"
    editor.goto(path)
    correct(editor, "It is not a contact", "a rehearsal", {})
    expect(editor.get_by_role("heading", level=1)).to_have_text("Corrections")
    answer = editor.goto(path)
    assert answer is not None
    assert answer.status == 404
    editor.goto("/corrections")
    editor.get_by_label("Why it is to be undone").first.fill("no rehearsal")
    editor.get_by_role("button", name="Undo").first.click()
    expect(editor.locator(".facts")).to_have_count(1)


def test_reports_are_split_out_and_merged_again(editor: Page, own: Path) -> None:
    editor.goto(f"/contacts/{chosen(own).id}")
    editor.get_by_text("Correct this contact").click()
    form = editor.get_by_role("form", name="Some of its reports tell of another contact")
    form.get_by_role("checkbox").last.check()
    sent(form, "another day", {})
    first = editor.locator(".note.id").inner_text()
    with open_ledger(own) as view:
        judgement = next(j for j in view.judgements(human=True) if j.verdict == "different")
        ends = view.contacts_of_claims([judgement.claim, judgement.other])
    assert len(set(ends.values())) == 2
    other = next(c for c in ends.values() if c != first)
    correct(
        editor,
        "It and another contact are one",
        "one after all",
        {"The other contact’s id, as at the foot of its page": other},
    )
    with open_ledger(own) as view:
        assert len(set(view.contacts_of_claims([judgement.claim, judgement.other]).values())) == 1
    expect(editor.locator(".corrections-list > li")).not_to_have_count(0)


def test_an_account_is_given_to_who_said_it(editor: Page, own: Path) -> None:
    path = f"/contacts/{chosen(own).id}"
    editor.goto(path)
    editor.get_by_text("Correct one of its accounts").click()
    editor.locator(".correct-choose a").first.click()
    chosen_account = editor.locator(".correct-account")
    words = chosen_account.locator(".words").inner_text()
    form = chosen_account.get_by_role("form", name="Somebody else says it")
    sent(form, "misheard", {"Who": "Charles Michel", "for the side": "EUU"})
    said = editor.locator(".said", has_text=words).filter(has_text="Charles Michel")
    expect(said.or_(editor.locator(".correct-choose li", has_text="Charles Michel")).first).to_be_attached()
    undo(editor)
    assert editor.locator(".said", has_text="Charles Michel").count() == 0


def test_an_account_that_is_about_something_else_leaves_the_page(editor: Page, own: Path) -> None:
    editor.goto(f"/contacts/{chosen(own).id}")
    editor.get_by_text("Correct one of its accounts").click()
    before = editor.locator(".correct-choose a").count()
    editor.locator(".correct-choose a").first.click()
    sent(editor.get_by_role("form", name="It is not about this contact"), "of another call", {})
    editor.goto(f"/contacts/{chosen(own).id}")
    assert editor.locator(".correct-choose a").count() == before - 1


def test_a_reader_without_the_token_sees_corrections_and_no_forms(
    chromium: Browser, addresses: tuple[str, str], editor: Page
) -> None:
    reader = chromium.new_page(base_url=addresses[0])
    reader.goto("/corrections")
    assert reader.locator(".corrections-list li").count() > 0
    assert reader.locator("form[method=post]").count() == 0
    reader.close()
    editor.goto("/corrections")
    assert editor.locator("form[method=post]").count() > 0

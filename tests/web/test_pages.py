"""The pages in a real browser, before a real server."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Locator, expect

from communique.ledger import Ledger
from communique.records import Contact

from .conftest import HANDLER, SCRIPT, Visitor

#: Every kind of page, the address of each made from the ledger where it names a record.
Path = Callable[[Ledger], str]
PAGES: dict[str, Path] = {
    "timeline": lambda _: "/",
    "year": lambda _: "/?period=2022",
    "month": lambda _: "/?period=2022-03&side=RUS",
    "undated": lambda _: "/?period=undated",
    "nothing": lambda _: "/?person=Nobody+of+that+name",
    "contact": lambda ledger: f"/contacts/{busiest(ledger).id}",
    "three sides": lambda ledger: f"/contacts/{three_sided(ledger).id}",
    "document": lambda ledger: f"/documents/{busiest(ledger).reports[0].document}",
    "hostile document": lambda ledger: f"/documents/{hostile_document(ledger)}",
    "hostile contact": lambda ledger: f"/contacts/{hostile_contact(ledger).id}",
    "turned document": lambda ledger: f"/documents/{turned(ledger)}",
    "actors": lambda _: "/actors",
    "person": lambda _: "/actors/" + quote("person:Vladimir Putin"),
    "side": lambda _: "/actors/state:USA",
    "network": lambda _: "/network",
    "persons": lambda _: "/network?of=persons&since=2021&until=2022-06",
    "divergences": lambda _: "/divergences",
    "calendar": lambda _: "/calendar",
    "sources": lambda _: "/sources",
    "search": lambda _: "/search?q=sanctions",
    "rejected": lambda _: "/rejected",
    "about": lambda _: "/about",
}


def follow(target: Locator) -> None:
    """Click what leads to another page, and wait until that is there."""
    with target.page.expect_navigation():
        target.click()


def busiest(ledger: Ledger) -> Contact:
    return max(ledger.contacts(), key=lambda c: (len(c.reports), c.id))


def three_sided(ledger: Ledger) -> Contact:
    sides = {c.id: {a.side for a in ledger.accounts(contact=c.id) if a.side} for c in ledger.contacts()}
    return next(c for c in ledger.contacts() if len(sides[c.id]) > 2)


def hostile_document(ledger: Ledger) -> str:
    return next(d.id for d in ledger.documents() if (d.external_id or "").startswith("H-1"))


def hostile_contact(ledger: Ledger) -> Contact:
    document = hostile_document(ledger)
    return next(c for c in ledger.contacts_in([document])[document] if c.status == "held")


def turned(ledger: Ledger) -> str:
    return next(d.id for d in ledger.documents() if "\u202e" in d.text)


TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize(("scheme", "rules"), [("light", TAGS), ("dark", ["color-contrast", "link-in-text-block"])])
def test_every_page_is_accessible_and_keeps_the_policy(
    visit: Visitor, hostile: Ledger, scheme: str, rules: list[str]
) -> None:
    reader = visit(color_scheme=scheme)
    axe = Axe()
    for name, path in PAGES.items():
        page = reader.to(path(hostile))
        assert page.title().endswith(" · communique"), name
        assert page.locator("h1").count() == 1, name
        found = axe.run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
        assert found.violations_count == 0, f"{name}, {scheme}: {found.generate_report()}"
        assert page.evaluate("window.broken") is None, name
    assert reader.complaints == []


def test_a_phone_shows_every_page_without_scrolling_sideways(visit: Visitor, hostile: Ledger) -> None:
    reader = visit(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    for name, path in PAGES.items():
        page = reader.to(path(hostile))
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, name
    assert reader.complaints == []


def test_zooming_from_years_to_a_day(visit: Visitor) -> None:
    reader = visit(java_script_enabled=False)
    page = reader.to("/?side=RUS")
    page.get_by_text("The same numbers as a table").click()
    follow(page.get_by_role("link", name="2022", exact=True))
    page.get_by_text("The same numbers as a table").click()
    follow(page.get_by_role("link", name="March 2022", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("March 2022")
    assert "side=RUS" in page.url
    days = page.locator("table.contacts .when").all_inner_texts()
    assert days
    assert all(re.search(r"\bMar\b.* 2022", day) for day in days)
    follow(page.locator("a[rel=next]", has_text="April 2022"))
    expect(page.get_by_role("heading", level=1)).to_have_text("April 2022")
    page.get_by_role("navigation", name="Period").get_by_role("link", name="2022", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2022")


def test_a_square_of_the_chart_leads_to_its_contact(visit: Visitor) -> None:
    page = visit().to("/?period=2021")
    square = page.locator("svg.timeline a").first
    told = square.get_attribute("aria-label") or ""
    square.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(told.split(":")[0])


def test_filters_narrow_the_list(visit: Visitor, hostile: Ledger) -> None:
    page = visit(java_script_enabled=False).to("/")
    page.get_by_label("Side", exact=True).select_option(label="Russia")
    page.get_by_label("and side").select_option(label="Türkiye" if page.get_by_text("Türkiye").count() else "Turkey")
    page.get_by_label("Person").fill("erdogan")
    page.get_by_label("How").select_option("call")
    follow(page.get_by_role("button", name="Show"))
    expected = list(hostile.contacts(sides=("RUS", "TUR"), person="erdogan", modes="call"))
    assert expected
    assert page.locator("table.contacts tbody tr").count() == len(expected)
    assert page.get_by_label("Person").input_value() == "erdogan"
    follow(page.get_by_role("link", name="Clear"))
    assert page.get_by_label("Person").input_value() == ""


def test_pages_of_a_list_follow_each_other(visit: Visitor, hostile: Ledger) -> None:
    page = visit().to("/")
    links = page.locator("section[aria-labelledby=list] table.contacts th a")
    found = [[link.get_attribute("href") for link in links.all()]]
    while page.get_by_role("link", name="Next page").count():
        follow(page.get_by_role("link", name="Next page"))
        found.append([link.get_attribute("href") for link in links.all()])
    assert len(found) > 1
    assert {len(shown) for shown in found[:-1]} == {50}
    assert sorted(href or "" for shown in found for href in shown) == [
        f"/contacts/{c.id}" for c in hostile.contacts_by_id()
    ]


def test_from_the_keyboard_alone_to_the_words_of_a_side(visit: Visitor, hostile: Ledger) -> None:
    page = visit().to("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_label("Search the documents")).to_be_focused()
    contact = busiest(hostile)
    page.goto(page.url.split("#")[0] + f"contacts/{contact.id}")
    quotation = page.locator("table.sides .origin a").first
    quotation.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator(".annotated p .wanted").first).to_be_in_viewport()
    assert page.locator(".margin .wanted").count() == 1


def test_each_cell_of_the_two_sided_table_is_a_quotation(visit: Visitor, hostile: Ledger) -> None:
    contact = busiest(hostile)
    page = visit().to(f"/contacts/{contact.id}")
    quotes = page.locator("table.sides .words").all_inner_texts()
    origins = page.locator("table.sides .origin a")
    assert len(quotes) == origins.count() > 4
    said = {a.content.quote for a in hostile.accounts(contact=contact.id)}
    assert {" ".join(q.split()) for q in quotes} <= {" ".join(q.split()) for q in said}
    first, claim = quotes[0], (origins.first.get_attribute("href") or "").split("#")[1]
    follow(origins.first)
    marked = page.locator(f'[data-claims~="{claim}"].k-account').all_inner_texts()
    assert " ".join("".join(marked).split()) == " ".join(first.split())


def test_the_sides_can_be_chosen(visit: Visitor, hostile: Ledger) -> None:
    page = visit().to(f"/contacts/{three_sided(hostile).id}")
    options = [o.get_attribute("value") or "" for o in page.get_by_label("Side", exact=True).locator("option").all()]
    page.get_by_label("Side", exact=True).select_option(options[2])
    page.get_by_label("against").select_option(options[0])
    follow(page.get_by_role("button", name="Compare"))
    hrefs = [a.get_attribute("href") or "" for a in page.locator("table.sides thead a").all()]
    assert [h.rsplit(":", 1)[1] for h in hrefs] == [options[2], options[0]]


def test_the_text_of_a_document_is_shown_whole(visit: Visitor, hostile: Ledger) -> None:
    document = hostile.document(busiest(hostile).reports[0].document)
    page = visit().to(f"/documents/{document.id}")
    shown = [p.evaluate("e => e.textContent") for p in page.locator(".annotated .row > p").all()]
    assert shown == [line for line in document.text.split("\n") if line.strip()]


def test_hostile_text_is_text(visit: Visitor, hostile: Ledger) -> None:
    contact = hostile_contact(hostile)
    document = hostile_document(hostile)
    reader = visit()
    page = reader.to(f"/documents/{document}")
    assert SCRIPT in page.locator("h1").inner_text()
    assert HANDLER in page.locator(".kicker").inner_text()
    assert "{{ 7 * 7 }} {% raw %}" in page.locator("main").inner_text()
    page = reader.to(f"/documents/{turned(hostile)}")
    assert page.locator("h1 .odd").all_inner_texts() == ["RLO", "PDF", "RLI", "PDI", "U+001B", "U+0007", "+44 marks"]
    assert HANDLER in page.locator(".margin").inner_text()
    addresses = ["/", f"/contacts/{contact.id}", "/search?q=sanctions", "/sources", "/divergences", "/calendar"]
    for path in (
        f"/documents/{document}",
        f"/documents/{turned(hostile)}",
        "/search?q=bonnet",
        *addresses,
        f"/search?q={quote(HANDLER + SCRIPT)}",
    ):
        page = reader.to(path)
        assert page.evaluate("window.broken") is None
        assert page.locator("script").count() == 1
        assert page.locator("img, [onerror], [onload], [style]").count() == 0
        schemes = page.evaluate(
            "[...document.querySelectorAll('a[href]')].map(a => new URL(a.getAttribute('href'), location).protocol)"
        )
        assert set(schemes) <= {"http:", "https:"}
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x07\x1b]", page.content())
    assert reader.complaints == []


def test_what_is_ahead_lies_after_the_coverage(visit: Visitor) -> None:
    page = visit().to("/calendar")
    ahead = page.get_by_role("region", name="Ahead")
    expect(ahead).to_contain_text("30 Jun 2025")
    expect(ahead.get_by_role("heading", name="June 2025")).to_be_visible()
    page.goto(page.url.replace("calendar", ""))
    expect(page.get_by_role("region", name="Ahead of 20 March 2025")).to_contain_text("30 Jun 2025")


def test_rejected_documents_say_why(visit: Visitor) -> None:
    page = visit().to("/rejected")
    expect(page.locator("table.ledger tbody tr")).to_have_count(1)
    expect(page.locator("table.ledger")).to_contain_text("language")


def test_search_marks_what_it_found(visit: Visitor) -> None:
    page = visit(java_script_enabled=False).to("/")
    page.get_by_role("searchbox", name="Search the documents").fill("economic measures")
    follow(page.get_by_role("button", name="Search"))
    marks = [m.lower() for m in page.locator(".hits mark").all_inner_texts()]
    assert {"economic", "measures"} == set(marks)
    page.get_by_label("Publisher").fill("white house")
    follow(page.get_by_role("search").get_by_role("button").last.or_(page.get_by_role("button")).last)
    assert all("White House" in note for note in page.locator(".hits .note").all_inner_texts())


def test_the_network_counts_the_contacts_it_leads_to(visit: Visitor) -> None:
    page = visit().to("/network?of=persons&since=2022&until=2022")
    page.get_by_text("The same as a table").click()
    link = page.locator("table.numbers td a").first
    count = int(link.inner_text())
    follow(link)
    assert page.locator("table.contacts tbody tr").count() >= count


def test_paper_has_the_content_and_not_the_controls(visit: Visitor, hostile: Ledger) -> None:
    reader = visit()
    page = reader.to("/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("navigation", name="Pages")).to_be_hidden()
    expect(page.locator("form.filters")).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("table.numbers")).to_be_visible()
    page = reader.to(f"/contacts/{busiest(hostile).id}")
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nowhere", 404),
        ("/contacts/contact-none", 404),
        ("/documents/..%2f..%2fetc%2fpasswd", 404),
        ("/contacts/' OR 1=1 --", 404),
        ("/actors/person:Nobody", 404),
        ("/?period=2022-13", 422),
        ("/?mode=telepathy", 422),
        ("/?after=1;DROP TABLE contacts", 422),
        ("/search?q=a&page=1000000", 422),
        ("/network?of=everything", 422),
        ("/static/../app.py", 404),
    ],
)
def test_a_slip_in_the_address_is_told_in_the_same_dress(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert '<header class="masthead">' in answer.text
    assert "timeline" in answer.text


def test_fragments_of_sql_find_nothing_and_break_nothing(client: TestClient) -> None:
    for field in ("side", "person", "topic", "text", "actor"):
        for words in ("' OR '1'='1", "%", "_", '"', "*", "NEAR(", "a AND", "\x00", "%00"):
            answer = client.get("/", params={field: words})
            assert answer.status_code in {200, 422}, (field, words)


def test_an_empty_ledger_tells_the_next_step(tmp_path: object, client: TestClient) -> None:
    for path, words in (
        ("/?person=Nobody", "clear the filters"),
        ("/divergences?side=XXX", "Show all"),
        ("/network?since=1800&until=1801", "Show all years"),
        ("/search?q=zzzzqqq", "Try fewer words"),
        ("/rejected", "Every item of input was read"),
    ):
        assert words in client.get(path).text

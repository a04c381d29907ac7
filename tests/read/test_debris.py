"""Debris: page furniture is marked by kind, an article's own words never are."""

from __future__ import annotations

import time

import pytest

from communique.read import find_debris

LEAD = (
    "The foreign ministers of Ruritania and Graustark met in the border town on Tuesday, the Ruritanian ministry said."
)
BODY = "They spoke about the railway and about the two customs posts that have been shut since the spring of last year."
END = "Graustark has said that it would open its own post once the night patrols come to an end, an official added."


def marked(text: str) -> list[tuple[str, str]]:
    return [(d.kind, text[d.start : d.end]) for d in find_debris(text)]


def inside(line: str) -> list[tuple[str, str]]:
    """Return what is marked of a line that stands between two paragraphs of an article."""
    return marked("\n\n".join([LEAD, BODY, LEAD, BODY, line, END, LEAD, BODY, LEAD, END]))


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("share", "Share"),
        ("share", "SHARE THIS ARTICLE"),
        ("share", "Share this article  Facebook  Twitter  Email"),
        ("share", "Share: X / Facebook / Copy link"),
        ("share", "Share   Tweet   Print   2 comments"),
        ("share", "A- A+   PRINT   SHARE"),
        ("share", "[ Print ]  [ Close ]  [ Suggest to a friend ]"),
        ("share", "Print version | Send by e-mail | Subscribe"),
        ("share", "Follow us on Telegram"),
        ("share", "1,204 shares"),
        ("advertisement", "Advertisement"),
        ("advertisement", "ADVERTISEMENT – Sleep better tonight"),
        ("advertisement", "[ad_1]"),
        ("advertisement", "Sponsored: Ten kettles that last"),
        ("advertisement", "Story continues below this advertisement"),
        ("media-id", "Media ID: 55354082"),
        ("media-id", "(Release ID: 1802469)  Visitor Counter : 1184"),
        ("caption", "(Photo caption: The minister waves from the train. Media ID: 553021877)"),
        ("caption", "Ministers of both states look at the new bridge. REUTERS, Ottokar Veit"),
        ("caption", "The bridge at dawn. (AP Photo/Ottokar Veit)"),
        ("caption", "The bridge seen from the old town [Ottokar Veit/Reuters]"),
        ("caption", "Photo: Directorate of Communications"),
        ("caption", "Image courtesy of Ottokar Veit"),
        ("caption", "Bloomberg via Getty Images."),
        ("navigation", "Select Page"),
        ("navigation", "Skip to main content (Press Enter)."),
        ("navigation", "World | Politics | Business | Sport"),
        ("navigation", "Privacy policy"),
        ("credit", "Additional reporting by Ottokar Veit in Streslau"),
        ("credit", "(Reporting by Ottokar Veit and Ada Rink in Streslau; Editing by Jan Kell)"),
        ("credit", "© 2021 Streslau Gazette"),
        ("credit", "The Streslau Gazette. All rights reserved."),
        ("credit", "(This story has not been edited by our staff and is generated from a syndicated feed.)"),
        ("comments", "No comments"),
        ("comments", "No comments yet. Leave a comment"),
        ("comments", "leave a comment"),
        ("comments", "Comments are closed."),
        ("comments", "Leave a comment   Your email will not be published"),
        ("link", "Source link"),
        ("link", "Via FT"),
        ("link", "Read also: Ten kettles that ministers use"),
        ("link", "ALSO READ | Gold price today"),
        ("link", "Related: What is a customs post?   Subscribe to our newsletter"),
        ("link", "More from World & Nation: Two kettles recalled; School bridge closed"),
        ("link", "You may also like: 7 fruits for a cold"),
        ("link", "Subscribe to our newsletter"),
        ("link", "Click here for more Streslau stories"),
        ("link", "streslau-gazette.example"),
        ("link", "https://streslau.example/a?b=c"),
        ("tags", "Tags: ruritania, railway, customs"),
        ("tags", "Topics: Foreign policy | Persons: Veit Ottokar | Print | Send"),
        ("tags", "Filed under: RAIL / BORDERS / 1963     Enlarge page image     Buy a print"),
        ("tags", "#ruritania #railway #customs"),
        ("byline", "6 min read"),
        ("byline", "By Ottokar Veit and Ada Rink"),
        ("byline", "By our diplomatic staff"),
        ("byline", "by admin   Reading time: 2 min"),
        ("end-mark", "###"),
        ("end-mark", "* * *"),
        ("end-mark", "-end-"),
    ],
)
def test_furniture_is_marked_as_a_whole(kind: str, line: str) -> None:
    found = inside(line) or marked(f"{line}\n\n{LEAD}\n\n{BODY}\n\n{END}\n\n{LEAD}\n\n{BODY}\n\n{END}")
    assert found == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        LEAD,
        "Share prices fell in Streslau after the talks.",
        "Print and broadcast media were kept out of the room.",
        "Advertisement for the bridge had begun in the spring, the ministry said.",
        "Related talks on water go on in Zenda.",
        "More from the minister was not to be had on Tuesday.",
        "Photographs by Reuters showed lorries leaving the post.",
        "Video of the meeting showed both men laughing.",
        "Reporting by the Streslau Gazette shows that the posts were shut in May.",
        "This report was published on Monday by the ministry of railways.",
        "Source of the leak was a clerk, the paper said.",
        "Comments by the minister angered Graustark.",
        "By Tuesday the talks had ended.",
        "By Tuesday evening both sides had left the hotel without a word to the press.",
        "Copyright law was the third point on the list.",
        "Tags on the wagons were replaced, he told Reuters.",
        "Topics discussed included the railway and the customs posts.",
        "Follow-up talks are planned.",
        "Home rule for Zenda was raised too.",
        "Subscribers to the railway loan will be paid, the ministry said.",
        "See you in Zenda, the minister said.",
        "Trending topics on both networks were the talks and the bridge.",
        "Read the statement again, the spokesman told reporters.",
        "Statement by the spokesperson",
        "Participants:",
        "- Ottokar Veit, Minister of Railways",
        "Via Zenda and Streslau the train takes nine hours.",
        "The post will open at 6 a.m. local time.",
        "The minister met with Sen. Rudolf and Gen. Veit and others from Acme Corp. officials said.",
        'Was he ready to sign? "No." said the minister, who would not say more about the third round of talks.',
        "He told the paper that the patrols were “a breach of the accord.” and that he would not open the post.",
        "The minister asked the reporters who had come to the border town to look it up at streslau-gazette.com",
        "He said the call lasted for 40 minutes and that Ruritania would take part in the summit of the U.S. officials",
        "(APPLAUSE)",
        "Events of the year | Talks of the spring",
        "Country | Tons | Since",
    ],
)
def test_an_articles_own_words_are_not_marked(line: str) -> None:
    assert inside(line) == []


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("byline", "Wednesday 8 December 2021"),
        ("byline", "By our diplomatic staff | 10 December 2021 | 6 min read"),
        ("byline", "Posted On: 02 MAR 2022 9:48PM, Delhi"),
        ("byline", "Paris, Sunday 20 February 2022"),
        ("navigation", "STRESLAU GAZETTE > Features > Europe"),
        ("navigation", "Home » World » Army"),
        ("navigation", "NEWS   RELEASES   CONTRACTS   TRANSCRIPTS   PHOTOS"),
        ("navigation", "Skip to content   Saturday, March 01, 2025   Breaking   Politics   Recipes"),
    ],
)
def test_date_lines_and_menus_count_at_the_head_only(kind: str, line: str) -> None:
    assert marked(f"{line}\n\n{LEAD}\n\n{BODY}") == [(kind, line)]


def test_a_chronicles_own_dates_are_not_marked() -> None:
    assert inside("24 February 2022") == []


def test_headlines_stay_unmarked() -> None:
    assert marked(f"Ministers meet at the border\n\nRail talks resume after a year\n\n{LEAD}\n\n{BODY}") == []


def test_an_agency_in_brackets_is_a_credit_at_the_end() -> None:
    assert marked(f"{LEAD}\n\n{BODY}\n\n(Streslau Wire)") == [("credit", "(Streslau Wire)")]


def test_a_heading_that_stands_twice_loses_the_one_with_the_page_stuck_to_it() -> None:
    heading = "Ministers discuss the railway to Zenda"
    glued = f"HomeWorld Select{heading}"
    assert marked(f"{glued}\n\n{heading}\n\n{LEAD}\n\n{BODY}") == [("navigation", glued)]


def test_headings_of_other_articles_stay_unmarked() -> None:
    linked = "Telephone talk with the minister of Graustark, March 6"
    assert marked("\n\n".join([LEAD, BODY, END, "See also", linked, "Meeting of the board"])) == [("link", "See also")]


def test_a_channels_name_before_the_closing_debris() -> None:
    assert marked(f"{LEAD}\n{BODY}\nzenda channel\n[ad_2]\nSource link") == [
        ("credit", "zenda channel"),
        ("advertisement", "[ad_2]"),
        ("link", "Source link"),
    ]
    assert marked(f"{LEAD}\n\n- Ottokar Veit\n\n###") == [("end-mark", "###")]


@pytest.mark.parametrize("glued", ["rel", " top ruritanian.", " zenda channel"])
def test_words_of_the_page_stuck_to_a_paragraph(glued: str) -> None:
    text = f"{LEAD}{glued}\n{BODY}"
    assert marked(text) == [("fragment", glued.strip())]


def test_markers_inside_a_paragraph_are_marked_alone() -> None:
    text = f"{LEAD} [ad_1] {BODY} [Media ID: 5512] {END} {BODY} {LEAD} {BODY}"
    assert marked(text) == [("advertisement", "[ad_1]"), ("media-id", "[Media ID: 5512]")]


def test_space_around_a_line_is_not_part_of_the_span() -> None:
    assert marked(f"  \t Share \u00a0\n{LEAD}") == [("share", "Share")]


@pytest.mark.parametrize("text", ["", "\n\n", "   ", "Share"])
def test_texts_of_little_or_nothing(text: str) -> None:
    assert [kind for kind, _ in marked(text)] == (["share"] if text == "Share" else [])


@pytest.mark.parametrize("piece", ["a\n", "| ", "A > ", "By A ", "#a ", "(", "Reuters, A", "x. y", " ", "Share "])
def test_hostile_repetition_takes_no_time(piece: str) -> None:
    started = time.perf_counter()
    find_debris(piece * (300_000 // len(piece)))
    find_debris((piece * 60 + "\n") * 2_000)
    assert time.perf_counter() - started < 15

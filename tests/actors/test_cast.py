"""The cast of a document: flags and rules that the challenge's single mentions do not show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.actors.actor import Days
from communique.actors.cast import Cast, cast_of, find_phrases, home_of
from communique.actors.lookup import lookup
from communique.actors.mention import Mention
from communique.actors.spelling import same_first_name, same_surname
from communique.annotate.annotated import annotate
from communique.records import Document, Publication


def cast(text: str, day: str | None = "2018-07-16", home: str | None = None) -> Cast:
    return cast_of(find_phrases(text, {}), Days(day, day) if day else Days(), frozenset(), home)


def at(text: str, words: str, day: str | None = "2018-07-16") -> Mention:
    start = text.index(words)
    return next(m for m in cast(text, day).mentions if m.start <= start < m.end)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("They met in Moscow.", True),
        ("She flew to Moscow on Monday.", True),
        ("He arrived from Ankara.", True),
        ("Moscow said no.", False),
        ("They sent a letter to Moscow.", False),
        ("It angered Moscow.", False),
    ],
)
def test_capitals_as_places(text: str, place: bool) -> None:
    (mention,) = [m for m in cast(text).mentions if m.kind == "side"]
    assert mention.place is place
    assert mention.phrase.place is place


def test_home_gives_titles_without_a_side_the_side_of_the_office_that_wrote() -> None:
    assert home_of("The White House") == "USA"
    assert home_of("Northgate News") is None
    told = cast("The President spoke to President Macron.", "2021-10-29", "USA").mentions
    assert [m.actor.name for m in told if m.actor] == ["Joe Biden", "Emmanuel Macron"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The deputy national security adviser, Ben Rhodes, met them.", "Ben Rhodes"),
        ("The defence secretary, Ben Wallace, met them.", "Ben Wallace"),
    ],
)
def test_a_first_name_may_look_like_a_particle(text: str, name: str) -> None:
    actor = at(text, name, "2016-07-16" if name == "Ben Rhodes" else "2020-07-16").actor
    assert actor is not None
    assert (actor.name, actor.office is not None) == (name, True)


def test_an_unknown_person_is_one_actor_across_documents() -> None:
    first = at("Norwegian Foreign Minister Kari Nordahl spoke.", "Kari").actor
    second = at("It was Foreign Minister Kari Nordahl of Norway who spoke.", "Kari", "2019-01-01").actor
    assert first is not None
    assert second is not None
    assert (first.id, first.office, first.side) == (second.id, second.office, second.side)
    assert (first.id, first.office, first.side) == ("person:Kari Nordahl", "Foreign Minister of Norway", "NOR")


def test_days_follow_from_the_offices_named_and_make_nobody_former() -> None:
    text = "President Bill Clinton rang. The spokesman Dmitry Peskov told reporters of it years later."
    told = cast(text, None)
    assert told.days.inferred
    assert (told.days.start, told.days.end) == ("1993-01-20", "2001-01-20")
    assert at(text, "Peskov", None).actor is not None
    assert [m.actor.side for m in told.mentions if m.actor and m.actor.name == "Dmitry Peskov"] == ["RUS"]


def test_officials_without_a_side_are_those_told_of_before() -> None:
    text = "US officials spoke on Monday. Officials said more would follow."
    assert [a.side for a in at(text, "Officials said").actors] == ["USA"]
    mixed = "US officials met Russian officials. Officials said more would follow."
    assert at(mixed, "Officials said").actors == ()


def test_within_gives_the_mentions_of_a_passage() -> None:
    text = "Putin rang. Merkel waited."
    assert [m.actor.name for m in cast(text).within(12, len(text)) if m.actor] == ["Angela Merkel"]


def test_a_score_and_a_reason_stand_with_every_actor() -> None:
    for text in ("Putin", "the Russian president", "Moscow", "US officials", "Reuters"):
        mention = lookup(text, "2018-07-16")
        assert mention is not None
        assert all(0 < a.score <= 1 and a.reason for a in mention.actors)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Eltsine", "Yeltsin", True), ("Poutine", "Putin", True), ("Choïgou", "Shoigu", True),
        ("Zelenskyj", "Zelensky", True), ("Lawrow", "Lavrov", True), ("Chruschtschow", "Lavrov", False),
        ("Ivanov", "Ivanenko", False), ("Kim", "Kym", True), ("Merkel", "Macron", False),
    ],
)  # fmt: skip
def test_spellings_of_surnames(a: str, b: str, same: bool) -> None:
    assert same_surname(a, b) is same
    assert same_surname(b, a) is same


def test_spellings_of_first_names() -> None:
    assert same_first_name("Sergueï", "Sergei")
    assert same_first_name("D.", "Dmitry")
    assert not same_first_name("Igor", "Sergei")


_PIECES = [
    "Putin",
    "Trump",
    "the",
    "his",
    "'s",
    ",",
    ".",
    "-",
    "\n\n",
    "US",
    "EU",
    "Jr.",
    "of",
    "Mr",
    "president",
    "'",
    " ",
    " ",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_phrases_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for phrase in find_phrases(text, {}):
        assert end <= phrase.start < phrase.end <= len(text)
        assert phrase.text == text[phrase.start : phrase.end]
        end = phrase.end


@pytest.mark.parametrize(
    ("publisher", "home"),
    [
        ("Chinese Foreign Ministry", "CHN"),
        ("Ministry of Foreign Affairs of the People's Republic of China", "CHN"),
        ("US Department of Defense", "USA"),
        ("Prime Minister's Office (India)", "IND"),
        ("Presidency of the Republic of Türkiye", "TUR"),
        ("Government Bulletin (Moscow)", "RUS"),
        ("Pakistan Foreign Office", "PAK"),
        ("US Embassy in Kyiv", "USA"),
        ("NATO", "NATO"),
        ("The Moscow Times", None),
        ("Washington Post", None),
        ("American Presidency Project", None),
        ("Council on Foreign Relations", None),
        ("TASS", None),
        (None, None),
    ],
)
def test_whose_office_publishes(publisher: str | None, home: str | None) -> None:
    assert home_of(publisher) == home


def test_the_soviet_agency_spoke_for_its_government() -> None:
    assert home_of("TASS", Days("1986-10-23", "1986-10-23")) == "SUN"
    assert home_of("Government Bulletin (Moscow)", Days("1986-10-23", "1986-10-23")) == "SUN"


def test_he_would_see_him_are_two_persons() -> None:
    told = cast("Recep Tayyip Erdogan rang. He told Vladimir Putin that he would see him in Ankara.", "2022-04-02")
    last = {m.phrase.text: m.actor.name for m in told.mentions if m.kind == "pronoun" and m.actor}
    assert last["he"] != last["him"]


def test_titles_of_several_sides_have_holders() -> None:
    (group,) = cast("The leaders of Armenia and Azerbaijan met.", "2022-10-06").mentions
    assert [(a.name, a.kind) for a in group.actors] == [("Nikol Pashinyan", "office"), ("Ilham Aliyev", "office")]


@pytest.mark.parametrize(
    ("text", "day", "mention", "who"),
    [
        (
            "Obama rang the Crown Prince of Abu Dhabi, Sheikh Mohammed bin Zayed Al Nahyan. Sheikh Mohammed agreed.",
            "2015-07-14", "Sheikh Mohammed", "Mohammed bin Zayed",
        ),
        ("Kim Jong Un sat down. Donald Trump dined with the chairman.", "2019-02-28", "the chairman", "Kim Jong Un"),
        ("Angela Merkel spoke. Steffen Seibert left. The chancellor smiled.", "2018-08-15", "The chancellor",
         "Angela Merkel"),
        ("Mr Moon said he would get the two sides to talk; a meeting with him was near.", "2019-02-28", "him",
         "Moon Jae-in"),
    ],
)  # fmt: skip
def test_titles_of_one_s_own_and_first_names(text: str, day: str, mention: str, who: str) -> None:
    document = Document("d", text, None, "d.txt", None, None, Publication(day, "metadata"), None, "en")
    found = [m for m in annotate(document).cast.mentions if text[m.start : m.end] == mention]
    assert [a.name for m in found[-1:] for a in m.actors] == [who]


def test_a_title_that_the_publishing_side_has_not_is_another_s() -> None:
    text = "The President spoke with Prime Minister Netanyahu. The President told the Prime Minister so."
    document = Document(
        "d", text, None, "d.txt", None, "White House", Publication("2015-07-14", "metadata"), None, "en"
    )
    found = [m for m in annotate(document).cast.mentions if text[m.start : m.end] == "the Prime Minister"]
    assert [a.name for m in found for a in m.actors] == ["Benjamin Netanyahu"]


@pytest.mark.parametrize(
    ("text", "words", "day", "name", "side"),
    [
        ("M. Lavrov a reçu M. Fabius.", "M. Fabius", "2014-12-05", "Laurent Fabius", "FRA"),
        ("Secretary of State M. Albright spoke.", "Secretary", "1999-04-13", "Madeleine Albright", "USA"),
        ("In Doha he had breakfast with the emir.", "the emir", "2017-07-12", "Tamim bin Hamad Al Thani", "QAT"),
        ("From Riyadh the king telephoned.", "the king", "2017-07-12", "Salman bin Abdulaziz", "SAU"),
        ("In Berlin the chancellor spoke.", "the chancellor", "2019-02-05", "Angela Merkel", "DEU"),
        ("Angela Merkel saw the Turk.", "the Turk", "2019-02-05", "Recep Tayyip Erdoğan", "TUR"),
        ("Boris Johnson rang the Commission president.", "the Comm", "2020-12-05", "Ursula von der Leyen", "EUU"),
        ("Erna Solberg of Norway, the emir of Kuwait and others came.", "Erna", "2016-02-05", "Erna Solberg", "NOR"),
        ("The French president, Boris Johnson and Joe Biden conferred.", "Boris", "2022-02-08", "Boris Johnson", "GBR"),
        ("In Washington Chancellor Helmut Kohl dined.", "Chancellor", "1990-06-08", "Helmut Kohl", "DEU"),
        ("Gen Khalifa Haftar of Libya came. The general complained.", "The gen", "2018-03-08", "Khalifa Haftar", "LBY"),
        ("The British prime minister went. They talked with May.", "May", "2018-03-08", "Theresa May", "GBR"),
        ("He met the German diplomat Martin Kobler in Tripoli.", "the German", "2016-03-08", "Martin Kobler", "UNO"),
        ("Chancellor Kreisky waited in the hall.", "Chancellor", "1979-06-18", "Bruno Kreisky", "AUT"),
        (
            "He rang the President of France, His Excellency Emmanuel Macron.",
            "the Pre",
            "2018-03-08",
            "Emmanuel Macron",
            "FRA",
        ),
        ("He rang his Chinese colleague, State Councilor Wang Yi.", "his Chinese", "2018-03-20", "Wang Yi", "CHN"),
        ("General Galtieri of Argentina spoke.", "General", "1982-04-18", "Leopoldo Galtieri", "ARG"),
    ],
)
def test_other_forms_of_names_and_titles(text: str, words: str, day: str, name: str, side: str) -> None:
    actor = at(text, words, day).actor
    assert actor is not None
    assert (actor.name, actor.side) == (name, side)


@pytest.mark.parametrize(
    ("text", "words", "day", "country"),
    [
        ("Tony Blair remembered.", "Tony", "2018-12-05", "GBR"),
        ("It was led by the Dutchman Wopke Hoekstra.", "Dutchman", "2018-12-05", "NLD"),
        ("Wopke Hoekstra wrote.", "Wopke", "2018-12-05", "NLD"),
        ("Egypt's Omar Fayedi spoke.", "Omar", "2018-12-05", "EGY"),
    ],
)
def test_who_holds_no_office_is_of_the_state_served_or_told(text: str, words: str, day: str, country: str) -> None:
    start = text.index("Omar") if "Omar" in text else None
    named = {start: start + len("Omar Fayedi")} if start else {}
    made = cast_of(find_phrases(text, named), Days(day, day), frozenset())
    actor = next(m.actor for m in made.mentions if m.start <= text.index(words) < m.end)
    assert actor is not None
    assert actor.country == country


@pytest.mark.parametrize("text", ["Maamau spoke to Putin in Moscow.", "Mr Muhoozi spoke to Putin in Moscow."])
def test_a_lone_surname_brings_in_nobody_of_a_side_unnamed(text: str) -> None:
    assert {
        m.actor.country for m in cast(text, "2018-07-16").mentions if m.actor and m.start < text.index("spoke")
    } <= {None}


def test_the_persons_in_office_together_date_an_undated_text() -> None:
    text = "Anwar Sadat spoke. Mr. Vance saw Mr. Dayan and Mr. Gromyko. Mr. Begin came."
    assert at(text, "Mr. Vance", None).actor == at(text, "Mr. Vance", "1978-09-20").actor
    made = cast(text, None)
    assert "1977" <= made.days.start <= made.days.end < "1982"
    assert not cast("Mr. Vance saw Mr. Dayan.", None).days.known


def test_the_host_of_the_address_tells_whose_office_it_is_where_the_name_does_not() -> None:
    url = "https://www.bundesregierung.de/breg-en/news"
    assert home_of("Presse- und Informationsamt", url=url) == "DEU"
    assert home_of(None, url=url) == "DEU"
    assert home_of("Northgate News", url=url) is None
    assert home_of("Northgate", url="https://example.org/de") is None

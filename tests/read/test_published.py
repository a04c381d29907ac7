"""Datelines, dates that texts and urls carry, and which of them is believed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.read import date_in_text, dateline, publication, url_day

PROSE = (
    "the foreign ministers of Ruritania and Graustark met in the border town, the Ruritanian ministry said afterwards."
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("WASHINGTON, July 7: ", (("WASHINGTON",), None, 7, 7, None, None)),
        ("WASHINGTON/MOSCOW, Dec 7 (Zenda Wire) - ", (("WASHINGTON", "MOSCOW"), None, 12, 7, None, "Zenda Wire")),
        ("GOYANG, South Korea, April 27 (ZPA) - ", (("GOYANG", "South Korea"), None, 4, 27, None, "ZPA")),
        ("REYKJAVIK, Iceland, Oct. 12 (ZP) -- ", (("REYKJAVIK", "Iceland"), None, 10, 12, None, "ZP")),
        ("Panmunjom, April 28 (ZCNA) -- ", (("Panmunjom",), None, 4, 28, None, "ZCNA")),
        ("MOSCOW, October 23. TASS: ", (("MOSCOW",), None, 10, 23, None, "TASS")),
        ("MOSCOW, December 7. /TASS/. ", (("MOSCOW",), None, 12, 7, None, "TASS")),
        ("MOSCOW. Dec 7 (Interfax) - ", (("MOSCOW",), None, 12, 7, None, "Interfax")),
        ("Washington, Dec 7, 2021 (AFP) - ", (("Washington",), 2021, 12, 7, None, "AFP")),
        ("New Delhi, Dec 7 (PTI) ", (("New Delhi",), None, 12, 7, None, "PTI")),
        ("MOSCOW, 7 December (TASS) — ", (("MOSCOW",), None, 12, 7, None, "TASS")),
        ("GENEVA, Tuesday, June 15 — ", (("GENEVA",), None, 6, 15, 1, None)),
        ("CAMBRIDGE, Mass., Dec. 11 (UPI) — ", (("CAMBRIDGE", "Mass."), None, 12, 11, None, "UPI")),
        ("WASHINGTON (CNN) – ", (("WASHINGTON",), None, None, None, None, "CNN")),
        ("Geneva (AFP) - ", (("Geneva",), None, None, None, None, "AFP")),
        ("Dec 29 (Reuters) - ", ((), None, 12, 29, None, "Reuters")),
        ("LONDON — ", (("LONDON",), None, None, None, None, None)),
        ("DES MOINES, Iowa — ", (("DES MOINES", "Iowa"), None, None, None, None, None)),
    ],
)
def test_datelines(line: str, expected: tuple[object, ...]) -> None:
    text = f"Ministers meet at the border\n\n{line}On that day {PROSE}"
    found = dateline(text)
    assert found is not None
    assert (found.places, found.year, found.month, found.day, found.weekday, found.agency) == expected
    assert text[found.start : found.end] == line.strip()


@pytest.mark.parametrize(
    "line",
    [
        "On Tuesday, December 7 - the day of the call - ",
        "In Moscow, December 7 - a cold day - ",
        "BREAKING — ",
        "EXCLUSIVE - ",
        "MINISTRY OF RAILWAYS - Communications",
        "Media ID: 5512 ",
        "Saturday, April 2, 2022",
        "MR. VEIT: Thank you. ",
        "The Moscow talks (Reuters) - ",
        "WASHINGTON, February 30 (ZPA) - ",
        "Ruritania, which shut its posts in May, ",
    ],
)
def test_what_is_no_dateline(line: str) -> None:
    assert (
        dateline(f"{line}\n\n{PROSE}" if len(line) > 60 else line + ("" if line.endswith("s") else PROSE[:50])) is None
    )


def test_a_dateline_deep_in_the_text_is_another_storys() -> None:
    assert dateline("\n\n".join([PROSE.capitalize()] * 20) + f"\n\nPARIS, May 4 (ZPA) - {PROSE}") is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("DECEMBER 07, 2021", "2021-12-07"),
        ("Nov. 11, 2024", "2024-11-11"),
        ("Events / December 7, 2021 / The Kremlin, Moscow", "2021-12-07"),
        ("Wednesday 8 December 2021", "2021-12-08"),
        ("Wednesday, 30 March 2022   |   11C Cloudy", "2022-03-30"),
        ("Paris, Sunday 20 February 2022", "2022-02-20"),
        ("By our diplomatic staff | 10 December 2021 | 6 min read", "2021-12-10"),
        ("By Ottokar Veit, December 7, 2021", "2021-12-07"),
        ("by admin  May 14, 2022   Reading time: 2 min", "2022-05-14"),
        ("By Web Desk | Updated: Mar 07, 2022, 07:14 PM IST", "2022-03-07"),
        ("Posted On: 02 MAR 2022 9:48PM, Delhi", "2022-03-02"),
        ("Published on 7th December 2021 at 14:05 GMT", "2021-12-07"),
        ("For Immediate Release                     April 19, 1999", "1999-04-19"),
        ("Skip to content   Saturday, March 01, 2025   Breaking   Politics", "2025-03-01"),
        ("2021-11-16 13:05", "2021-11-16"),
        ("2021/11/16", "2021-11-16"),
        ("17.03.2022", "2022-03-17"),
        ("17/03/2022", "2022-03-17"),
        ("03/17/2022", "2022-03-17"),
        ("19 March 2025 - 22:05", "2025-03-19"),
        ("Washington, Dec 7, 2021 (AFP) - On that day", "2021-12-07"),
    ],
)
def test_dates_that_texts_give_for_themselves(line: str, day: str) -> None:
    text = f"Ministers meet at the border\n\n{line}\n\nOn that day {PROSE}"
    found = date_in_text(text)
    assert found is not None
    assert (found.day, found.basis) == (day, "dateline")
    assert text[found.start : found.end].strip() in line


@pytest.mark.parametrize(
    "line",
    [
        "December 7, 2021 marks the day on which the railway was opened.",
        "On December 7, 2021, they met.",
        "The accord of 12 February 2015",
        "Telephone talk with the minister of Graustark, March 6, 2022",
        "7/6/2016",  # June or July
        "Wednesday 7 December 2021",  # a Tuesday
        "30 February 2022",
        "December 7",
        "7 December 1099",
        "WASHINGTON, Dec 7 (ZPA) - On that day",
    ],
)
def test_dates_that_are_not_the_texts_own(line: str) -> None:
    assert date_in_text(f"Ministers meet at the border\n\n{line}\n\nOn that day {PROSE}") is None


def test_a_date_line_after_the_first_paragraph_is_not_the_texts_own() -> None:
    assert (
        date_in_text(f"On that day {PROSE} They will meet again when the snow has gone.\n\n24 February 2022\n\n{PROSE}")
        is None
    )


def test_a_labelled_date_at_the_end() -> None:
    found = date_in_text(f"On that day {PROSE}\n\nText version. Publication date: March 17, 2022, 18:15.")
    assert found is not None
    assert (found.day, found.basis) == ("2022-03-17", "text")


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/2021/12/07/two-hours", "2021-12-07"),
        ("https://news.example/world/call-2021-12-07/", "2021-12-07"),
        ("https://news.example/1962/10/28/missiles", "1962-10-28"),
        ("https://news.example/2021/3/7/two-hours", "2021-03-07"),
        ("https://news.example/details/talk-17-03-2022", "2022-03-17"),
        ("https://news.example/zxxx/t20211116_10448843.html", "2021-11-16"),
        ("https://news.example/article/20180428-leader", "2018-04-28"),
        ("https://news.example/2021/13/07/two-hours", None),
        ("https://news.example/2021/12/two-hours", None),
        ("https://news.example/science/2019/11/8/20948348/air", "2019-11-08"),
        ("https://news.example/article/20948348", None),
        ("https://news.example/a?date=2021-12-07", None),
        ("https://2021-12-07.example/a", None),
        ("not a url", None),
        ("", None),
        (None, None),
    ],
)
def test_url_day(url: str | None, day: str | None) -> None:
    assert url_day(url) == day


DATED = f"Wednesday 8 December 2021\n\nOn that day {PROSE}"
PLAIN = f"On that day {PROSE}"
URL = "https://news.example/2021/12/07/two-hours"


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (("2021-12-09", "2021-12-10", None, URL, DATED), ("2021-12-09", "metadata")),
        (("2021-12-09T08:00:00Z", None, None, None, PLAIN), ("2021-12-09", "metadata")),
        (("2021-12-09T23:30:00-05:00", None, None, None, PLAIN), ("2021-12-09", "metadata")),
        (("Thu, 09 Dec 2021 08:00:00 +0000", None, None, None, PLAIN), ("2021-12-09", "metadata")),
        (("20211209", None, None, None, PLAIN), ("2021-12-09", "metadata")),
        (("yesterday", None, None, URL, DATED), ("2021-12-08", "dateline")),
        (("2021-13-09", None, None, URL, PLAIN), ("2021-12-07", "url")),
        (("0001-01-01", None, None, None, PLAIN), (None, "unknown")),
        (("2021-12", None, None, None, PLAIN), (None, "unknown")),
        (("2021-W49", None, None, None, PLAIN), (None, "unknown")),
        (("12/09/2021", None, None, None, PLAIN), (None, "unknown")),
        ((None, "2021-12-10", "2021-12-10", URL, DATED), ("2021-12-08", "dateline")),  # the page reposts it
        ((None, "2021-12-07", "2021-12-07", URL, DATED), ("2021-12-07", "metadata")),  # no story is of tomorrow
        ((None, "2021-12-08", "2021-12-08", URL, PLAIN), ("2021-12-08", "metadata")),
        ((None, "2021-12-07", None, URL, PLAIN), ("2021-12-07", "url")),  # the page had no date but its url's
        ((None, "2021-12-07", None, None, PLAIN), ("2021-12-07", "metadata")),
        ((None, None, None, URL, PLAIN), ("2021-12-07", "url")),
        ((None, None, None, None, DATED), ("2021-12-08", "dateline")),
        ((None, None, None, None, PLAIN), (None, "unknown")),
    ],
)
def test_which_date_is_believed(
    evidence: tuple[str | None, str | None, str | None, str | None, str], expected: tuple[str | None, str]
) -> None:
    found = publication(*evidence)
    assert (found.date, found.basis) == expected


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("2021-12-08T01:30:00Z", ("2021-12-07", "url")),  # the evening before, at the outlet
        ("2021-12-08T01:30:00+00:00", ("2021-12-07", "url")),
        ("2021-12-06T20:00:00Z", ("2021-12-07", "url")),  # the morning after, in the east
        ("2021-12-08T15:00:00Z", ("2021-12-08", "metadata")),
        ("2021-12-08T01:30:00+01:00", ("2021-12-08", "metadata")),  # its own local time
        ("2021-12-08T01:30:00", ("2021-12-08", "metadata")),
        ("2021-12-09T01:30:00Z", ("2021-12-09", "metadata")),
    ],
)
def test_a_release_around_midnight_has_the_outlets_day(stamp: str, expected: tuple[str, str]) -> None:
    for found in (publication(stamp, None, None, URL, PLAIN), publication(None, stamp[:10], stamp, URL, PLAIN)):
        assert (found.date, found.basis) == expected


DAYS = st.dates(date(1900, 1, 1), date(2090, 12, 31))


@given(
    DAYS, st.sampled_from(["%A %d %B %Y", "%B %d, %Y", "%a, %b %d, %Y", "%Y-%m-%d", "%d.%m.%Y", "Zenda, %A %d %B %Y"])
)
def test_a_date_line_of_any_day_is_read_as_written(day: date, form: str) -> None:
    found = date_in_text(f"{day.strftime(form)}\n\nOn that day {PROSE}")
    assert found is not None
    assert found.day == day.isoformat()


@given(DAYS, st.integers(1, 6))
def test_a_weekday_that_contradicts_its_date_is_not_believed(day: date, off: int) -> None:
    line = f"{(day + timedelta(days=off)).strftime('%A')} {day.strftime('%d %B %Y')}"
    assert date_in_text(f"{line}\n\nOn that day {PROSE}") is None


@given(DAYS, st.sampled_from(["%Y/%m/%d/a", "a-%Y-%m-%d", "t%Y%m%d_1.html", "%d-%m-%Y"]))
def test_a_url_of_any_day_is_read_as_written(day: date, form: str) -> None:
    assert url_day(f"https://news.example/{day.strftime(form)}") == day.isoformat()


def test_a_label_that_the_middle_of_a_long_text_cuts_off_is_passed_over() -> None:
    text = "x" * 1_985 + " Published on: " + "y " * 3_000 + "\nMarch 17, 2022"
    assert date_in_text(text) is None

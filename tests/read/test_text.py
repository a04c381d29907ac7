"""Bytes to canonical text: encodings, invisible characters, language."""

from __future__ import annotations

import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import Rejected
from communique.read.canonical import FIELD_CHARS, canonical_text, clean_field
from communique.read.decoding import decode
from communique.read.language import language_of
from read.pages import ARTICLE, article_page, document

ACCENTS = "The Élysée said: “Señor Muñoz met the Übersee minister – twice.”"


@pytest.mark.parametrize(
    "data",
    [
        ACCENTS.encode(),
        codecs.BOM_UTF8 + ACCENTS.encode(),
        codecs.BOM_UTF16_LE + ACCENTS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + ACCENTS.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + ACCENTS.encode("utf-32-le"),
        ACCENTS.encode("utf-16-le"),
        ACCENTS.encode("utf-16-be"),
        ACCENTS.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16-le mark", "utf-16-be mark", "utf-32 mark", "utf-16-le", "utf-16-be", "cp1252"],
)
def test_encodings(data: bytes) -> None:
    assert decode(data) == ACCENTS


def test_latin_1_accents_are_read() -> None:
    assert decode("Muñoz met Erdoğan's guest at the Élysée".replace("ğ", "g").encode("latin-1")).startswith("Muñoz")


def test_a_declared_character_set_counts_only_where_utf8_fails() -> None:
    assert decode("Łódź and Kraków".encode("iso-8859-2"), "ISO-8859-2") == "Łódź and Kraków"
    assert decode(ACCENTS.encode(), "iso-8859-1") == ACCENTS
    assert decode(ACCENTS.encode("cp1252"), "iso-8859-1") == ACCENTS  # as browsers read that label
    assert decode(ACCENTS.encode("cp1252"), "rot13") == ACCENTS
    assert decode(ACCENTS.encode("cp1252"), "no-such-set") == ACCENTS


def test_the_character_set_of_a_page_is_the_one_it_declares() -> None:
    html = article_page().replace('charset="utf-8"', 'charset="windows-1250"').replace("railway", "railway to Łódź")
    assert "railway to Łódź" in document(html.encode("cp1250"), "html").text


def test_a_few_broken_bytes_do_not_spoil_the_rest() -> None:
    data = (ACCENTS * 3).encode()
    assert decode(data + b"\xe2\x80").startswith(ACCENTS * 3)
    assert decode(data[:70] + b"\xff" + data[70:]).count("\ufffd") == 1
    assert "“" in decode(data[:70] + b"\xff" + data[70:])


def test_nul_bytes_pass_only_when_asked_for() -> None:
    assert decode(b"a\0b, and a longer text", keep_nul=True) == "a\0b, and a longer text"
    with pytest.raises(Rejected) as caught:
        decode(b"a\0b, and a longer text")
    assert "byte 1" in caught.value.detail


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("co\u00adop\u200ber\u200date\ufeff", "cooperate"),
        ("a\r\u200b\nb", "a\nb"),
        ("tab\tand\u00a0no-break space", "tab\tand\u00a0no-break space"),
        ("e\u0301 stays two characters, é one", "e\u0301 stays two characters, é one"),
        ("\x00\x07\x1b[0m\x9d", "[0m"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("  outer space stays \n", "  outer space stays \n"),
        ("\u202eright to left\u202c", "right to left"),
    ],
)
def test_canonical_text(given_text: str, expected: str) -> None:
    assert canonical_text(given_text) == expected


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_canonical_text_is_idempotent_and_can_be_stored(text: str) -> None:
    once = canonical_text(text)
    assert canonical_text(once) == once
    assert not set(once) & {"\r", "\0", "\u00ad", "\u200b"}
    once.encode("utf-8")


def test_fields_are_one_line_or_none() -> None:
    assert clean_field(" A\u200b title\nof two  lines ") == "A title of two lines"
    assert [clean_field(value) for value in ("", "  ", None, 5, ["x"], "x" * (FIELD_CHARS + 1))] == [None] * 6


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        "Putin calls Obama.",
        "The ministers met.",
        "Putin Biden Kremlin Moscow Ukraine NATO",
        "Macron called Putin: ninety minute of phone, three promise",
        "The lord of the Kremlin have spoken with him of the gas, has tell a diplomat european.",
        "Recep Tayyip Erdoğan, Ebrahim Raisi, Volodymyr Zelenskyy, Charles Michel, Josep Borrell Fontelles",
        "OK",
        "Élysée",
    ],
)
def test_english_and_what_is_too_short_to_tell_passes(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Le ministre a parlé avec son homologue russe mardi, selon un communiqué de la présidence.",
        "Der Minister hat am Dienstag mit seinem Amtskollegen über die Eisenbahn gesprochen, teilte das Amt mit.",
        "El ministro habló con su homólogo sobre el ferrocarril, informó la presidencia en un comunicado.",
        "Il ministro ha parlato con il suo omologo della ferrovia, ha detto la presidenza in una nota.",
        "Bakan salı günü mevkidaşıyla demiryolu hakkında görüştü, açıklamayı cumhurbaşkanlığı yaptı.",
        "De minister sprak dinsdag met zijn collega over de spoorweg, aldus de woordvoerder van het ministerie.",
        "Президент поговорил с коллегой",
        "总统与外长通电话",
        "أجرى الرئيس مكالمة هاتفية مع نظيره",
    ],
)
def test_other_languages_are_refused(text: str) -> None:
    with pytest.raises(Rejected) as caught:
        language_of(text)
    assert caught.value.reason == "not-english"


def test_a_foreign_quotation_does_not_make_an_english_article_foreign() -> None:
    assert (
        language_of(ARTICLE + "\n\n« Nous avons parlé du chemin de fer et des deux postes », a dit le ministre.")
        == "en"
    )


def test_plain_text_is_read_within_milliseconds() -> None:
    data = (ARTICLE + "\n\nAdvertisement\n\n").encode() * 8
    document(data)
    started = time.perf_counter()
    for _ in range(20):
        document(data)
    assert (time.perf_counter() - started) / 20 < 0.05  # 2 ms on a quiet machine

"""Bytes to characters: byte order marks, UTF-8, declared character sets, and the refusal of what is no text."""

from __future__ import annotations

import codecs
import re

from communique.errors import Rejected

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "gzip data inside the file"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
# Character sets a page may declare; Python knows codecs by other names that decode no text at all.
_CHARSET = re.compile(
    r"(?:us-)?ascii|utf-?8|iso-?8859-\d{1,2}|latin-?1|(?:windows-|cp)(?:125\d|874|949)|koi8-[ru]|gb2312|gbk|gb18030|"
    r"big5|shift[_-]jis|euc-(?:jp|kr)|iso-2022-jp|macintosh|x-mac-cyrillic|tis-620"
)
# As browsers read them (WHATWG Encoding Standard): the labels mean the larger sets of Microsoft.
_BROWSER_CODEC = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}
_CONTROLS = bytes([*range(1, 9), *range(14, 27), 28, 29, 30, 31])
_CONTROL_SHARE = 0.005
"""Above this share of control bytes a file is no text: text has none, random bytes have a tenth."""
_FOREIGN_SHARE = 0.25
"""English text in windows-1252 has a few accents and quotation marks, far below this share of bytes above 127."""


def decode(data: bytes, declared: str | None = None, keep_nul: bool = False) -> str:
    """Return the characters of the data.

    A byte order mark decides, then valid UTF-8, then the declared character set, then windows-1252, the set of old
    Western pages. UTF-8 with a few broken sequences keeps U+FFFD in their place. keep_nul: let NUL bytes pass, as
    browsers do. Raises Rejected: "binary", "nul-bytes" or "encoding".
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], codec)
    _refuse_signatures(data)
    if b"\0" in data and (wide := _wide_codec(data)):
        return _decode_marked(data, wide)
    _refuse_controls(data)
    if b"\0" in data and not keep_nul:
        at = data.index(b"\0")
        raise Rejected(
            "nul-bytes", f"{data.count(0)} NUL bytes, the first at byte {at}: the file is damaged or no text"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken_at = error.start
    declared_codec = _codec(declared)
    if declared_codec:
        return data.decode(declared_codec, "replace")
    if _is_mostly_utf8(data, broken_at):
        return data.decode("utf-8", "replace")
    return _decode_western(data, broken_at)


def _decode_marked(data: bytes, codec: str) -> str:
    text = data.decode(codec, "replace")
    if text.count("\ufffd") > len(text) // 100:
        raise Rejected("encoding", f"marked as {codec.upper()}, but much of it is not")
    return text


def _refuse_signatures(data: bytes) -> None:
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise Rejected("binary", f"the file is {name}, not text")


def _refuse_controls(data: bytes) -> None:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > len(data) * _CONTROL_SHARE:
        raise Rejected("binary", f"{controls} control bytes among {len(data)}: not text")


def _wide_codec(data: bytes) -> str | None:
    """Return UTF-16 in the byte order in which the NULs of Western text stand, or None."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    needed = len(head) // 2 * 0.6
    if odd > needed and even < needed / 10:
        return "utf-16-le"
    if even > needed and odd < needed / 10:
        return "utf-16-be"
    return None


def _codec(declared: str | None) -> str | None:
    name = (declared or "").strip().casefold()
    if not _CHARSET.fullmatch(name):
        return None
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None
    codec = _BROWSER_CODEC.get(codec, codec)
    return None if codec == "utf-8" else codec


def _is_mostly_utf8(data: bytes, broken_at: int) -> bool:
    """Return whether broken sequences are a few among many good ones, or only the cut-off end."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    good = len(text) - len(text.encode("ascii", "ignore")) - broken
    return good >= 4 * broken or (broken == 1 and broken_at >= len(data) - 3)


def _decode_western(data: bytes, broken_at: int) -> str:
    foreign = len(data) - len(data.decode("ascii", "ignore"))
    if foreign <= len(data) * _FOREIGN_SHARE:
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    raise Rejected(
        "encoding", f"not UTF-8 (byte {broken_at}), and no other character set is declared; convert it to UTF-8"
    )

"""The office that publishes a text as its own: by the name of its publisher, its address or its heading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from communique.actors.cast import cast_of, find_phrases, resolver
from communique.actors.hosts import office_at
from communique.annotate.annotated import Annotated
from communique.extract.accounts.source_words import presidency

_OFFICES = re.compile(
    r"\b(?:president(?:'s|’s)?|presidency|presidential|prime minister(?:'s|’s)?|premier|chancell(?:or|ery)|"
    r"foreign ministry|foreign office|ministry|department of|government|embassy|state department|cabinet|"
    r"royal court|secretary-general|press service|press office)\b",
    re.IGNORECASE,
)
_PRESS = re.compile(
    r"\b(?:news|times|post|tribune|daily|gazette|herald|journal|press agency|wire|courier|guardian)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Publisher:
    """The office that publishes a readout, under its usual name, and the side it speaks for.

    actor: the id of the person, where one person speaks in the office's text.
    """

    name: str
    side: str
    actor: str | None = None


_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
#: In characters: how far into a text the headings reach that can name its publisher, and how long such a line is.
_HEAD, _LONGEST_NAME = 400, 120

#: Ministries by the words of their long names, with what the press calls them.
_MINISTRIES = (
    (re.compile(r"\b(?:foreign|external) (?:affairs|ministry|relations)|\bforeign, commonwealth|\bforeign office"),
     "Foreign Ministry"),
    (re.compile(r"\bdefen[cs]e\b"), "Defence Ministry"),
    (re.compile(r"\bdepartment of state\b|\bstate department\b"), "State Department"),
)  # fmt: skip
_OWN_NAMES = {
    ("GBR", "Foreign Ministry"): "UK Foreign Office", ("USA", "Defence Ministry"): "Pentagon",
    ("USA", "State Department"): "US State Department", ("USA", "Foreign Ministry"): "US State Department",
}  # fmt: skip
#: Agencies that publish what their leaders did in the government's own words, by their names and abbreviations.
AGENCIES: Mapping[str, Publisher] = {
    label: Publisher(names[0], side)
    for side, names in (
        ("PRK", ("KCNA", "Korean Central News Agency")),
        ("SUN", ("TASS", "TASS news agency", "Telegraph Agency of the Soviet Union")),
        ("QAT", ("Qatar News Agency", "QNA")), ("SAU", ("Saudi Press Agency", "SPA")),
        ("ARE", ("Emirates News Agency", "WAM", "Emirates News Agency (WAM)")),
        ("KWT", ("Kuwait News Agency", "KUNA")), ("BHR", ("Bahrain News Agency", "BNA")),
        ("OMN", ("Oman News Agency", "ONA")), ("JOR", ("Jordan News Agency", "Petra", "Jordan News Agency (Petra)")),
        ("SYR", ("Syrian Arab News Agency", "SANA")), ("CHN", ("Xinhua", "Xinhua News Agency")),
        ("VNM", ("Vietnam News Agency", "VNA")), ("CUB", ("Cuban News Agency", "Prensa Latina")),
        ("BLR", ("BelTA", "Belarusian Telegraph Agency")), ("DDR", ("ADN",)), ("LAO", ("Lao News Agency", "KPL")),
        ("IRN", ("Islamic Republic News Agency", "IRNA")), ("TKM", ("Turkmenistan State News Agency", "TDH")),
        ("YUG", ("Tanjug",)),
    )
    for label in map(str.lower, names)
}  # fmt: skip
_SOVIET_END = "1991-12-26"
_AUTHORISED = re.compile(r"\bis authori[sz]ed to (?:state|report|declare|announce)\b", re.IGNORECASE)
_RECEIVED = re.compile(r"\b(?:receiv(?:ed?|es)|met|talks|conversations?|audience|addressed|spoke)\b", re.IGNORECASE)
#: In words: a shorter line is a heading.
_SENTENCE = 8
_PARAGRAPH = re.compile(r"\S.*")
_LEADING = re.compile(r"\b(?:president|presidency|prime minister|premier)\b", re.IGNORECASE)
_INFORMATION = re.compile(r"\b(?:information|communications?|press|media)\b", re.IGNORECASE)
_PRESIDENCY = re.compile(
    r"\b(?:presidency of the|presidencia|office of the (?:president|prime minister))\b", re.IGNORECASE
)
_BARE_OFFICE = re.compile(
    r"\b(?:(?:press|information|communications|private) (?:and \w+ )?(?:office|service|department)|office of the|"
    r"ministry|department of (?:foreign|external|state|defen[cs]e)|foreign office|presidency|chancell(?:ery|or)|"
    r"(?:president|prime minister|premier|king|emir)['’]s office|cabinet office|royal (?:court|palace|diwan))\b",
    re.IGNORECASE,
)


def publisher_of(annotated: Annotated) -> Publisher | None:
    """Return the office that speaks in a document as its publisher, None for the press.

    The publisher's name tells it, else the host of the address, else a heading that is an office's name alone.
    """
    label = annotated.document.publisher
    if label:
        return _by_name(label) or _agency(annotated, label) or _by_side(annotated, label)
    return _by_address(annotated.document.url) or _by_heading(annotated.text)


def _agency(annotated: Annotated, label: str) -> Publisher | None:
    """Return the state's own agency where it tells what its leaders did or were told to state, and no common news."""
    voice = AGENCIES.get(_ARTICLE.sub("", label).strip().lower())
    if voice is None or (voice.side == "SUN" and annotated.home != "SUN"):
        return None
    if voice.side == "PRK" or _AUTHORISED.search(annotated.text, 0, _HEAD):
        return voice
    opening = next((m for m in _PARAGRAPH.finditer(annotated.text) if len(m.group().split()) >= _SENTENCE), None)
    if opening is None or not _RECEIVED.search(opening.group()):
        return None
    named = annotated.mentions_in(0, opening.end())
    own = any(m.actor is not None and m.kind in {"person", "title"} and m.actor.side == voice.side for m in named)
    return voice if own else None


def agency_side(annotated: Annotated, name: str) -> str | None:
    """Return the state whose own agency has a name, None for other media; TASS is the Soviet Union's alone."""
    labels = [_ARTICLE.sub("", name).strip(), *(w for w in name.split() if w.isupper())]
    voice = next((AGENCIES[n.lower()] for n in labels if n.lower() in AGENCIES), None)
    if voice is None or (voice.side == "SUN" and annotated.cast.days.start >= _SOVIET_END):
        return None
    return voice.side


def _by_side(annotated: Annotated, label: str) -> Publisher | None:
    """Return an office by the side whose it is; where its name says none, its own people are those without country."""
    if _PRESS.search(label) or not (annotated.home or _BARE_OFFICE.search(label)):
        return None
    title = annotated.document.title or ""
    if annotated.home is not None:
        serves = _INFORMATION.search(label) and _PRESIDENCY.search(f"{title}\n{annotated.text[:_HEAD]}")
        return Publisher(office_name(serves.group() if serves else label, annotated.home), annotated.home)
    for text in (title, annotated.text[:_HEAD]):
        for mention in cast_of(find_phrases(text, {}), annotated.cast.days, frozenset()).mentions:
            actor = mention.actor
            if mention.kind == "person" and mention.phrase.title and not mention.phrase.sides and actor and actor.side:
                return Publisher(office_name(label, actor.side), actor.side)
    return None


def _by_name(label: str) -> Publisher | None:
    if _PRESS.search(label) and not _OFFICES.search(label):
        return None
    phrases = find_phrases(label, {})
    names = [n for p in phrases for n in p.sides]
    bodies = [n for n in names if n.kind in {"seat", "body"}]
    if bodies and _LEADING.search(label) and not any(n.kind == "seat" for n in bodies):
        return Publisher(office_name(label, bodies[0].code), bodies[0].code)
    if bodies:
        return Publisher(office_name(bodies[0].text, bodies[0].code), bodies[0].code)
    if names and _OFFICES.search(label):
        return Publisher(office_name(label, names[0].code), names[0].code)
    return None


def _by_address(url: str | None) -> Publisher | None:
    office = office_at(url)
    return Publisher(*office) if office is not None else None


def _by_heading(text: str) -> Publisher | None:
    """Return the office that one of the first lines names and nothing else ("THE WHITE HOUSE")."""
    for line in text.lstrip()[:_HEAD].splitlines()[:3]:
        if len(line) > _LONGEST_NAME:
            continue
        phrases = find_phrases(line.strip().title(), {})
        names = phrases[0].sides if len(phrases) == 1 else ()
        rest = _ARTICLE.sub("", line.strip())
        if names and names[0].kind in {"seat", "body"} and names[0].text.lower() == rest.lower():
            return Publisher(office_name(names[0].text, names[0].code), names[0].code)
    return None


def office_name(label: str, code: str) -> str:
    """Return the name by which the press knows an office of a side, the office's own name where no table has it."""
    adjective = resolver().adjective(code)
    lower = label.lower()
    if "prime minister" in lower or "premier" in lower:
        return f"{adjective} Prime Minister's Office"
    if "president" in lower or "presidency" in lower:
        return presidency(code, adjective)
    for pattern, usual in _MINISTRIES:
        if pattern.search(lower):
            return _OWN_NAMES.get((code, usual), f"{adjective} {usual}")
    if "government" in lower and (name := resolver().government(code).name):
        return name
    return label

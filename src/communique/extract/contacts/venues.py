"""Buildings in which officials meet, and the cities in which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_KINDS = (
    "Palace|Palais|House|Hall|Castle|Hotel|Guesthouse|Guest House|State House|Estate|Villa|Ranch|Lodge|Residence|"
    "Mansion|Airport|Air ?[Bb]ase|Cosmodrome|Headquarters|Chancellery|(?:Conference|Convention) Cent(?:re|er)|"
    "Retreat|Monastery|Cathedral|Basilica|Museum|Gallery|Embassy|Pavilion|Manor|Abbey|Barracks|Room"
)
_CALLED = (
    "Villa|Hotel|Hôtel|Château|Chateau|Schloss|Castel|Palais|Palazzo|Palácio|Palacio|Casa|Fort|Hyatt|Hilton|Sheraton|"
    "InterContinental|Intercontinental|Ritz|Waldorf|Marriott|Camp"
)
_NAME = r"[A-ZÀ-Þ][\w’'.-]*"
_BUILDING = re.compile(
    rf"\b(?:{_NAME} (?:(?:of|de|di|al|the) )?){{1,4}}(?:{_KINDS})\b"
    r"(?! (?:Office|Speaker|Committee|of Commons|of Lords|spokes))|"
    rf"\b(?:{_CALLED}) (?:(?:of|de|di|la|le|el|da|the) ){{0,2}}{_NAME}(?: {_NAME})?|"
    rf"\b(?:Office of the (?:President|Government|Prime Minister))\b"
)
#: What the pattern takes for buildings, which are none in which anybody meets.
_NOT_BUILDINGS = re.compile(
    r"^(?:(?:The|US|American|British|Russian|Saudi|Royal|Full|Upper|Lower|Speaker|In|At|On|From|White House) )+"
    r"(?:House|Residence|Embassy|Hall|Room)$|^(?:Camp (?:Ashraf|Lejeune)|Fort (?:Bragg|Hood|Worth|Lauderdale))"
)

#: Well-known seats and venues by the city in which they stand (public knowledge; each state's own pages name them).
_CITY_OF = {
    "Beijing": "Great Hall of the People|Zhongnanhai|Diaoyutai|Diaoyutai State Guesthouse|Yanqi Lake",
    "Moscow": "Kremlin|Novo-Ogaryovo|Novo-Ogarevo|Vnukovo",
    "Sochi": "Bocharov Ruchei|Rus sanatorium",
    "St Petersburg": "Konstantinovsky Palace|Constantine Palace|Strelna",
    "Washington": "White House|Oval Office|Blair House|State Department|Pentagon|Rose Garden|East Room|Roosevelt Room|"
                  "Cabinet Room|Situation Room|Eisenhower Executive Office Building|Naval Observatory|Treaty Room",
    "Palm Beach": "Mar-a-Lago",
    "London": "Downing Street|10 Downing Street|Number 10|No 10|Buckingham Palace|Lancaster House|Clarence House|"
              "Carlton Gardens|St James's Palace",
    "Windsor": "Windsor Castle",
    "Paris": "Élysée|Elysée|Elysee|Élysée Palace|Elysée Palace|Elysee Palace|Quai d'Orsay|Quai d’Orsay|Matignon|"
             "Hôtel Matignon",
    "Berlin": "Chancellery|Bellevue Palace|Schloss Bellevue|Villa Borsig",
    "Rome": "Palazzo Chigi|Quirinal Palace|Quirinale|Villa Madama|Farnesina|Villa Doria Pamphilj",
    "Vienna": "Hofburg|Palais Coburg|Ballhausplatz|Hofburg Palace",
    "Geneva": "Palais des Nations|Villa La Grange|Palais Wilson|Hotel President Wilson",
    "Brussels": "Berlaymont|Justus Lipsius|Egmont Palace|NATO headquarters|Europa building",
    "New York": "UN headquarters|United Nations headquarters|Waldorf Astoria|Trump Tower|Lotte New York Palace",
    "Tokyo": "Akasaka Palace|Kantei|Imperial Palace|Iikura Guest House",
    "Seoul": "Blue House|Cheong Wa Dae",
    "Panmunjom": "Peace House|Freedom House|Tongilgak|Panmungak",
    "New Delhi": "Hyderabad House|Rashtrapati Bhavan|South Block",
    "Ankara": "Beştepe|Bestepe|Çankaya Palace|Cankaya Palace",
    "Istanbul": "Dolmabahçe|Dolmabahce|Dolmabahçe Palace|Dolmabahce Palace|Vahdettin Pavilion|Yıldız Palace",
    "Kyiv": "Bankova|Mariinskyi Palace|Mariinsky Palace",
    "Minsk": "Independence Palace|Palace of Independence",
    "Riyadh": "Al-Yamamah Palace|Al Yamamah Palace",
    "Cairo": "Ittihadiya Palace|Al-Ittihadiya Palace|Abdeen Palace|Heliopolis Palace",
    "Reykjavik": "Hofdi House|Höfði House|Höfdi House",
    "Warsaw": "Belweder|Belvedere Palace",
    "Prague": "Prague Castle",
    "Madrid": "Moncloa Palace|Zarzuela Palace",
    "Bucharest": "Cotroceni Palace|Victoria Palace",
    "Belgrade": "Palace of Serbia",
    "Singapore": "Istana|Capella Hotel",
    "Hanoi": "Metropole Hotel|Sofitel Legend Metropole",
    "Dublin": "Farmleigh|Iveagh House",
    "Kuwait City": "Bayan Palace|Dasman Palace|Seif Palace",
    "Doha": "Amiri Diwan",
    "Amman": "Basman Palace|Raghadan Palace",
    "Brasilia": "Planalto Palace|Itamaraty Palace|Alvorada Palace",
    "Manila": "Malacañang|Malacanang|Malacañang Palace|Malacanang Palace",
    "Islamabad": "Aiwan-e-Sadr",
}  # fmt: skip


@cache
def _cities() -> dict[str, str]:
    return {name.casefold(): city for city, names in _CITY_OF.items() for name in names.split("|")}


@cache
def _known() -> re.Pattern[str]:
    names = sorted((n for names in _CITY_OF.values() for n in names.split("|")), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


def city_of(venue: str) -> str | None:
    """Return the city in which a well-known building stands, None for another name."""
    return _cities().get(venue.removeprefix("the ").casefold())


def is_venue(name: str) -> bool:
    """Tell whether a name is that of a building."""
    return city_of(name) is not None or _BUILDING.fullmatch(name.removeprefix("the ")) is not None


def venues(text: str) -> Iterator[tuple[int, int]]:
    """Yield where buildings are named in a text, in order and none overlapping."""
    last = 0
    found = sorted(
        [(m.start(), -m.end()) for m in _known().finditer(text)]
        + [(m.start(), -m.end()) for m in _BUILDING.finditer(text) if not _NOT_BUILDINGS.match(m[0])]
    )
    for start, end in found:
        if start >= last:
            last = -end
            yield start, start + len(text[start:last].rstrip(".,'’"))

"""Common nouns that name who speaks: persons without names, bodies, and what points back to them."""

from __future__ import annotations

import re

#: Nouns for persons whom the press leaves unnamed.
UNNAMED = frozenset(
    """
    official officials diplomat diplomats source sources aide aides adviser advisers advisor advisors ambassador
    ambassadors analyst analysts negotiator negotiators delegate delegates envoy envoys minister ministers lawmaker
    lawmakers deputy lecturer professor scientist expert experts commander commanders officer officers observer
    observers secretary spokesmen spokeswomen spokespeople responsible spokesman spokeswoman spokesperson person people
    insider insiders figure figures physicist historian investigators investigator mediator mediators
    """.split()
)
#: Other common nouns for who speaks in public; what else is a source under a common noun is private or no speaker.
SPEAKERS = frozenset(
    """
    agency agencies group groups opposition rebels rebel government governments power powers country countries nation
    nations ministry monitor monitors doctors council organisation organisations organization organizations charity
    charities ngos party coalition alliance declaration resolution communique treaty pollsters managers leader leaders
    administration committee commission parliament court prosecutors prosecutor police army military militants factions
    allies statement report authorities campaigners researchers economists intelligence delegation bloc newspaper paper
    president premier chancellor king office watchdog thinktank institute union presidency embassy team side
    """.split()
)
#: What somebody utters: its genitive is the source ("Mr Vale's statement said").
UTTERANCES = frozenset("statement speech remarks comments tweet tweets letter message address rhetoric words".split())
#: Words in the names of institutions; two other capitalised words are a person's name.
INSTITUTION = re.compile(
    r"\b(?:Group|Council|Institute|Observatory|Ministry|News|Corp|Agency|Union|Party|Cent(?:er|re)|Organi[sz]ation|"
    r"Committee|Network|Forces|Front|Army|Commission|Association|Foundation|International|Watch|Fund|Bank|Units|Court|"
    r"Office|TV|Radio|Times|Post|Press|Coalition|Movement|Society|Authority|Congress|Parliament|Embassy|Church)\b"
)
#: Media named after their state speak for themselves: "a US newspaper".
PRESS = frozenset({"newspaper", "paper", "broadcaster", "network", "magazine", "daily", "tabloid"})
#: Organs of a state: "the Chinese ministry" is a body of its own name.
ORGANS = frozenset(
    {"ministry", "parliament", "embassy", "presidency", "military", "army", "court", "delegation", "mission"}
)
#: What serves a person as a body: "Mr Vale's office said ..., it added".
OFFICES = frozenset({"office", "party", "administration", "team", "side"})
#: What an organ puts out, of which the text has told already whose it is: "according to a foreign ministry statement".
ORGAN_TEXT = re.compile(
    r"^(?:an? |the )?((?:foreign |defen[cs]e |interior )(ministry|office)) "
    r"(?:statement|readout|communiqu[eé]|release|account|summary|note)$"
)
#: Ministries under their bare names: "the Foreign Ministry said".
MINISTRY = re.compile(r"(?:Foreign|Defen[cs]e|Interior|Finance|Health|Economy|Energy) (?:Ministry|Office)")
#: Who speaks for the person to whom "his" points.
SPOKESPERSONS = frozenset({"spokesman", "spokeswoman", "spokesperson"})
#: Nouns by which the text points back to the body that spoke last.
ANAPHORS = frozenset(
    """
    statement readout summary text account communique release group organisation monitor charity agency council
    """.split()
)


def presidency(code: str, adjective: str) -> str:
    """Return the usual name of the office of a side's leader: "Kremlin", "Turkish Presidency"."""
    return _SEATS.get(code, f"{adjective} Presidency")


_SEATS = {"RUS": "Kremlin", "SUN": "Kremlin", "USA": "White House", "FRA": "Elysee", "GBR": "Downing Street"}

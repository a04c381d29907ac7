"""Light verbs: those that carry a contact noun and say nothing of their own ("held a meeting", "took a call")."""

from __future__ import annotations

#: Verbs that only carry a noun: whoever is their subject took part in what the noun says.
LIGHT = frozenset(
    """
    hold have conduct host attend begin start open resume make take join convene chair conclude finish wrap lead
    place arrange pay give send write deliver launch continue schedule plan receive get initiate set co-host
    complete end follow stage undertake cancel postpone propose offer request seek want mark enter use organise
    organize expect discuss agree urge tell warn press ask raise say describe talk speak meet travel fly go arrive
    visit see bring participate cut interrupt pull drop defer delay leave return boycott suspend shelve scrap
    reject refuse abandon
    do reply respond answer emerge
    """.split()
)
MAKE_A_VISIT = frozenset(
    """
    make pay begin start conduct complete end conclude take undertake plan cancel postpone cut scrap shelve abandon
    delay defer drop
    """.split()
)
MARGINS = frozenset(
    """
    margins margin sidelines sideline fringes eve part occasion course framework end start beginning close opening
    """.split()
)
STAYING = frozenset(
    {"be", "arrive", "fly", "travel", "go", "come", "gather", "stay", "land", "return", "head", "leave",
     "send", "dispatch", "lead", "expect", "await", "depart"}
)  # fmt: skip
#: Verbs of those who keep away from a gathering or speak against it.
AGAINST = frozenset("boycott reject oppose condemn criticise criticize denounce shun snub dismiss skip ignore".split())
#: Gatherings of many, which are not the doing of whoever stands before a verb.
PROCESSES = frozenset({"talk", "negotiation", "round", "conference", "congress", "summit"})
#: Words for a side that name it only by what hangs on them ("the governments of Kenya and Sudan").
OF_STATES = frozenset({"government", "ministry", "leadership", "cabinet", "republic", "kingdom"})
_GATHERING = frozenset({"involve", "include", "unite", "gather"})
_SAYING = frozenset("congratulate urge warn thank assure inform remind invite tell ask press implore".split())
_SAID = frozenset({"call", "letter", "message", "telegram", "cable", "note"})


def names_party(noun: str, verb: str) -> bool:
    """Tell whether the object of a clause behind a noun is a party ("talks involving X", "a call congratulating X")."""
    return verb in _GATHERING or (noun in _SAID and verb in _SAYING)

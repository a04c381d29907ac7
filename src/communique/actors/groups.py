"""Words for actors that are no single office: regions, opponents of a state, posts abroad, bodies of many states."""

from __future__ import annotations

from collections.abc import Mapping

#: Adjectives of regions before "leaders", "officials" and the like; the side they speak for, None when there is none.
REGIONS: Mapping[str, str | None] = {
    "european": "EUU", "western": None, "transatlantic": None, "trans-atlantic": None, "allied": None, "arab": None,
    "gulf": None, "african": None, "asian": None, "baltic": None, "nordic": None, "world": None, "global": None,
    "regional": None, "kurdish": None, "central european": None, "eastern european": None, "scandinavian": None,
    "muslim": None, "latin american": None, "foreign": None, "international": None, "balkan": None, "houthi": None,
    "rebel": None, "opposition": None, "separatist": None, "indo-pacific": None,
}  # fmt: skip
#: Nouns behind the adjective of a state for people who do not speak for it.
WITHOUT_SIDE = frozenset(
    """
    opposition rebels rebel rebellion insurgents insurgency militia militias militants militant separatists separatist
    dissidents dissident exiles exile activists activist refugees civilians protesters demonstrators journalists
    journalist analysts analyst academics academic scholars observers kurds kurdish kurd dissidents expatriates emigres
    observatory charity charities ngo ngos companies company firms firm businessmen businessman businesses bank banks
    newspaper newspapers media-outlet broadcaster magazine citizens citizen voters families doctors residents people
    students tourists allies partners democrats republicans socialists conservatives liberals parliamentarians
    jihadists islamists
    """.split()
)
#: Nouns that say who among those without a side is meant ("the Syrian opposition delegation").
OPPOSED_HEADS = frozenset(
    """
    delegation team leaders leader groups group figures figure coalition fighters factions faction spokesman
    spokeswoman negotiators negotiator negotiating officials official authorities commander commanders forces
    representatives umbrella committee members member council parties party politicians politician
    """.split()
)
#: Roles whose "to X", "for X" or "X envoy" is where they are sent or what they deal with, not whom they serve.
POSTED = frozenset({"ambassador", "un-ambassador", "envoy"})
#: Roles that a holder's own title says less about than an apposition does.
WEAK_ROLES = frozenset({"military", "official", "legislator", "minister", "counterpart", "private"})
#: Titles that make nobody an actor of a state.
PRIVATE = frozenset({"private", "candidate", "spouse"})
#: Words behind "the American" or "the French" that show that no noun follows.
NO_NOUN = frozenset(
    """
    said says told has had have was were is are will would could should may might did does do and or , . ; : ? ! ) who
    whom whose to in on at by for with from that as than then also later replied added wrote agreed asked answered
    responded insisted warned called met spoke wanted wants seemed seem seems made took gave came went left began
    argued if when while because but about over after before into against be been being not never denied deny claim
    claimed believe believed think thought know knew keep kept hope hoped expect expected want reject rejected say
    accuse accused refuse refused sent put offered offer tried try got get need needed were themselves himself both
    all too – — - can must cannot won't don't didn't wouldn't
    """.split()
)
#: Words before a capital that make it a place; after them comes where something was done, not who did it.
PLACING = frozenset(
    """
    in at near outside around across into through throughout inside to towards toward from leaving leave left reached
    reach visited visit visiting visits arrived
    """.split()
)
#: Verbs that make "to X" and "from X" a journey.
MOVING = frozenset(
    """
    fly flew flown flying flies travel travels travelled traveled travelling traveling go goes went going gone come
    came coming arrive arrived arriving return returned returning returns head heads headed heading trip trips visit
    visits journey flight flights tour drive drove driven drives sail sailed rush rushed summoned move moved moving
    dispatched invited invite invitation invites departed depart departing departs left leaves leaving back way embassy
    ambassador envoy road bound train plane trains route
    """.split()
)
#: Months and verbs that are also surnames: alone they need more than a capital.
MONTHS = frozenset({"may", "march", "april", "june", "august"})
WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
BEFORE_MONTHS = frozenset(
    """
    in on of since by until till last this next early late mid from between before after through during to for end
    """.split()
)
VERBS = frozenset({"will", "may", "can", "long", "price", "grant", "mark", "case", "hope", "rose", "best", "ban", "so",
                   "no", "an", "le", "he", "law", "day", "field", "short", "power", "march", "general"})  # fmt: skip

"""What figures count: units of length and money, and the nouns by which people and things are counted."""

from __future__ import annotations

LENGTHS = {
    "km": "km", "kilometer": "km", "kilometre": "km", "mile": "miles", "meter": "metres", "metre": "metres",
}  # fmt: skip

CURRENCIES = {
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "ruble": "RUB", "rouble": "RUB", "yuan": "CNY",
    "renminbi": "CNY", "hryvnia": "UAH", "rupee": "INR", "usd": "USD", "eur": "EUR", "shekel": "ILS", "rial": "IRR",
    "riyal": "SAR", "franc": "CHF", "mark": "DEM", "deutschmark": "DEM", "won": "KRW", "lira": "TRY", "zloty": "PLN",
}  # fmt: skip

#: What a length of time makes a figure of: "a 50-minute call", "three days of talks", "a 30-day ceasefire".
LASTING = frozenset(
    "call conversation meeting talk discussion exchange session summit negotiation consultation dialogue conference "
    "ceasefire cease-fire truce pause lull campaign offensive war fighting blockade siege embargo moratorium deadline "
    "ultimatum mission visit tour strike occupation extension bombardment bombing battle ban".split()
)
#: Those of which the length in years is mostly an epithet ("the seven-year civil war"), told only when it is measured.
EPITHETS = frozenset({"war", "conflict", "insurgency", "uprising", "battle", "occupation"})

SOLDIERS = frozenset(
    "troop soldier serviceman servicewoman servicemember personnel gi marine paratrooper peacekeeper".split()
)

#: Things of which a few already make a figure. Other nouns need a number above ten.
COUNTED = frozenset(
    "battalion brigade division regiment battlegroup company squadron fleet jet plane aircraft warplane fighter bomber "
    "helicopter tank howitzer launcher rocket missile drone ship warship submarine vessel warhead bomb shell mine "
    "base outpost post bunker tunnel silo reactor plant embassy consulate airfield zone corridor checkpoint "
    "prisoner hostage captive detainee pow soldier troop battery system test launch strike airstrike attack raid "
    "meeting call summit round veto delegation delegate refugee civilian casualty victim militant fighter mercenary "
    "city town village settlement".split()
)
#: Meetings and calls told by their place in the row: "their sixth meeting this year" says that there were six.
CONTACTS = {"meeting": "meetings", "call": "calls", "conversation": "calls", "round": "rounds of talks",
            "summit": "summits", "visit": "visits"}  # fmt: skip

#: Nouns whose numbers are no figures of the record: talk about the talk, votes and polls, the web page itself.
NOT_COUNTED = frozenset(
    "man woman leader president minister side country power nation state party thing way time point "
    "question paragraph sentence article comment share vote seat poll reader photo ally phase percentage "
    "minute hour day week month year mile km kilometre kilometer metre meter per kg lb degree o'clock am pm gmt edt "
    "est min id step principle reason word line son daughter parent brother sister friend colleague aide official "
    "capital goal race member issue item "
    "major minor key main group century decade option scene faction book meal".split()
)
#: Nouns of the list before that are figures all the same when the number is great or a verb of harm governs them.
IN_MASSES = frozenset(
    "man woman people official member group country state side child parent article time leader".split()
)

DEATH = frozenset("kill die slay massacre murder execute perish".split())
INJURY = frozenset("injure wound hurt maim".split())
FLIGHT = frozenset("displace uproot".split())
DEAD_NOUNS = frozenset({"dead", "death", "fatality"})
INJURED_NOUNS = frozenset({"wounded", "injured", "injury"})
DISPLACED_NOUNS = frozenset({"displaced"})

"""Titles and the words around them: which roles a title in running text can mean."""

from __future__ import annotations

from collections.abc import Mapping

LEADING = ("head-of-state", "head-of-government")

#: Title in lower case -> roles it may stand for, the likeliest first. "leader" is whoever leads on the day.
TITLES: Mapping[str, tuple[str, ...]] = {
    "president": ("head-of-state", "head-of-government", "organisation-head"),
    "prime minister": ("head-of-government",),
    "premier": ("head-of-government",),
    "prime-minister": ("head-of-government",),
    "taoiseach": ("head-of-government",),
    "pm": ("head-of-government",),
    "chancellor": ("head-of-government",),
    "leader": ("leader",),
    "supreme leader": ("head-of-state",),
    "paramount leader": ("head-of-state",),
    "head of state": ("head-of-state",),
    "head of government": ("head-of-government",),
    "king": ("head-of-state",),
    "queen": ("head-of-state",),
    "monarch": ("head-of-state",),
    "emir": ("head-of-state",),
    "amir": ("head-of-state",),
    "sultan": ("head-of-state",),
    "pope": ("head-of-state",),
    "pontiff": ("head-of-state",),
    "crown prince": ("deputy-leader", "head-of-government"),
    "prince": ("deputy-leader",),
    "sheikh": ("head-of-state",),
    "ruler": ("leader",),
    "strongman": ("leader",),
    "dictator": ("leader",),
    "vice president": ("deputy-leader",),
    "vice-president": ("deputy-leader",),
    "deputy prime minister": ("deputy-leader", "minister"),
    "vice premier": ("deputy-leader", "minister"),
    "deputy premier": ("deputy-leader", "minister"),
    "foreign minister": ("foreign-minister",),
    "foreign secretary": ("foreign-minister",),
    "minister of foreign affairs": ("foreign-minister",),
    "minister for foreign affairs": ("foreign-minister",),
    "minister of external affairs": ("foreign-minister",),
    "external affairs minister": ("foreign-minister",),
    "minister of foreign and european affairs": ("foreign-minister",),
    "secretary of state": ("foreign-minister",),
    "state secretary": ("foreign-minister", "official"),
    "top diplomat": ("foreign-minister", "organisation-head"),
    "chief diplomat": ("foreign-minister",),
    "defence minister": ("defence-minister",),
    "defense minister": ("defence-minister",),
    "minister of defence": ("defence-minister",),
    "minister of defense": ("defence-minister",),
    "secretary of defense": ("defence-minister",),
    "defence secretary": ("defence-minister",),
    "defense secretary": ("defence-minister",),
    "finance minister": ("finance-minister",),
    "treasury secretary": ("finance-minister",),
    "interior minister": ("minister",),
    "economy minister": ("minister",),
    "energy minister": ("minister",),
    "trade minister": ("minister",),
    "justice minister": ("minister",),
    "minister": ("minister", "foreign-minister"),
    "secretary": ("foreign-minister", "defence-minister", "finance-minister"),
    "deputy foreign minister": ("diplomat",),
    "deputy minister": ("diplomat",),
    "deputy secretary of state": ("diplomat",),
    "assistant secretary of state": ("diplomat",),
    "acting assistant secretary": ("diplomat",),
    "assistant secretary": ("diplomat",),
    "under secretary of state": ("diplomat",),
    "undersecretary of state": ("diplomat",),
    "national security adviser": ("national-security-adviser",),
    "national security advisor": ("national-security-adviser",),
    "security adviser": ("national-security-adviser",),
    "security advisor": ("national-security-adviser",),
    "deputy national security adviser": ("adviser",),
    "deputy national security advisor": ("adviser",),
    "chief of staff": ("chief-of-staff", "military-chief"),
    "head of the presidential administration": ("chief-of-staff",),
    "spokesman": ("spokesperson", "foreign-ministry-spokesperson", "defence-ministry-spokesperson"),
    "spokeswoman": ("spokesperson", "foreign-ministry-spokesperson", "defence-ministry-spokesperson"),
    "spokesperson": ("spokesperson", "foreign-ministry-spokesperson", "defence-ministry-spokesperson"),
    "press secretary": ("spokesperson",),
    "foreign ministry spokesman": ("foreign-ministry-spokesperson",),
    "foreign ministry spokeswoman": ("foreign-ministry-spokesperson",),
    "foreign ministry spokesperson": ("foreign-ministry-spokesperson",),
    "government spokesman": ("spokesperson",),
    "government spokeswoman": ("spokesperson",),
    "ambassador": ("ambassador", "un-ambassador"),
    "envoy": ("envoy", "ambassador", "un-ambassador"),
    "special envoy": ("envoy",),
    "peace envoy": ("envoy",),
    "special representative": ("envoy",),
    "special presidential envoy": ("envoy",),
    "personal envoy": ("envoy",),
    "permanent representative": ("un-ambassador", "ambassador"),
    "representative": ("envoy", "ambassador"),
    "emissary": ("envoy",),
    "mediator": ("envoy",),
    "negotiator": ("envoy", "diplomat"),
    "chief negotiator": ("envoy", "diplomat"),
    "secretary-general": ("secretary-general",),
    "secretary general": ("secretary-general",),
    "general secretary": ("secretary-general", "head-of-state"),
    "director-general": ("organisation-head", "secretary-general"),
    "director general": ("organisation-head", "secretary-general"),
    "managing director": ("organisation-head",),
    "high representative": ("organisation-head", "foreign-minister"),
    "foreign policy chief": ("foreign-minister", "organisation-head"),
    "commission president": ("organisation-head", "head-of-government"),
    "council president": ("organisation-head", "head-of-state"),
    "chief": ("secretary-general", "organisation-head"),
    "head": ("secretary-general", "organisation-head"),
    "high commissioner": ("organisation-head",),
    "chairman of the joint chiefs of staff": ("military-chief",),
    "army chief": ("military-chief",),
    "military chief": ("military-chief",),
    "supreme allied commander": ("military-chief",),
    "cia director": ("intelligence-chief",),
    "aide": ("adviser", "chief-of-staff"),
    "adviser": ("adviser", "national-security-adviser"),
    "advisor": ("adviser", "national-security-adviser"),
    "foreign policy adviser": ("adviser",),
    "foreign policy aide": ("adviser",),
    "diplomat": ("diplomat",),
    "opposition leader": ("opposition-leader",),
    "president-elect": ("elect",),
    "prime minister-elect": ("elect",),
    "prime minister-designate": ("elect",),
    "chancellor-designate": ("elect",),
    "chief executive": ("head-of-government",),
    "chairman": ("organisation-head", "head-of-state"),
    "chairperson": ("organisation-head",),
    "commissioner": ("minister",),
    "senator": ("legislator",),
    "general": ("military",),
    "gen": ("military",),
    "marine gen": ("military",),
    "lt gen": ("military",),
    "admiral": ("military",),
    "colonel": ("military",),
    "official": ("official",),
    "counterpart": ("counterpart",),
    "colleague": ("counterpart",),
    "opposite number": ("counterpart",),
    "homologue": ("counterpart",),
    "interlocutor": ("counterpart",),
    "guest": ("counterpart",),
    "host": ("counterpart",),
}  # fmt: skip

#: Plural and collective words for people who act for a side without being named.
GROUPS: Mapping[str, str] = {
    "intelligence officials": "officials", "military officials": "officials", "government officials": "officials",
    "defence officials": "officials", "defense officials": "officials", "security officials": "officials",
    "administration officials": "officials", "embassy officials": "officials",
    "officials": "officials", "diplomats": "officials", "leaders": "leaders", "presidents": "leaders",
    "prime ministers": "leaders", "heads of state": "leaders", "heads of government": "leaders",
    "foreign ministers": "foreign ministers", "defence ministers": "defence ministers",
    "defense ministers": "defence ministers", "ministers": "ministers", "ambassadors": "ambassadors",
    "envoys": "envoys", "negotiators": "negotiators", "delegations": "delegation", "delegation": "delegation",
    "representatives": "officials", "experts": "experts", "advisers": "advisers", "advisors": "advisers",
    "national security advisers": "national security advisers",
    "national security advisors": "national security advisers",
    "counterparts": "counterparts", "spokesmen": "spokespersons", "generals": "military officials",
    "foreign secretaries": "foreign ministers", "aides": "aides", "authorities": "authorities",
    "government": "government", "administration": "government", "side": "government", "regime": "government",
    "presidency": "government", "team": "delegation", "military": "military", "army": "military", "troops": "military",
    "foreign ministry": "foreign ministry", "foreign office": "foreign ministry",
    "ministry of foreign affairs": "foreign ministry", "defence ministry": "defence ministry",
    "defense ministry": "defence ministry", "ministry of defence": "defence ministry",
    "ministry of defense": "defence ministry", "embassy": "embassy", "mission": "embassy", "cabinet": "government",
    "state media": "state media", "intelligence": "intelligence", "lawmakers": "lawmakers",
}  # fmt: skip

#: Words that may stand between a side and a title ("Russian foreign policy aide", "US deputy ...").
MODIFIERS = frozenset(
    """
    new senior top then acting deputy outgoing incoming visiting special chief late veteran long-time longtime
    first newly re-elected elected unnamed hawkish conservative democratic interim caretaker embattled
    hardline hard-line ruling presidential government state press foreign policy security defence defense
    military transitional regional two three four five leading high-level lead permanent unidentified anonymous
    intelligence party
    """.split()
)
FORMER = frozenset({"former", "ex", "onetime", "one-time", "previous", "ousted", "deposed", "late", "past", "retired"})
HONORIFICS = frozenset({"Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Lord", "Lady", "Dame", "Sayyid", "Sheikh", "Madame",
                        "Professor", "Prof", "Monsieur", "Herr", "Mr.", "Mrs.", "Ms.", "Dr."})  # fmt: skip
FEMALE = frozenset({"Mrs", "Ms", "Miss", "Lady", "Dame", "Madame", "Queen", "queen", "spokeswoman", "chairwoman"})

#: Surnames that are also ordinary words or places: alone they need a title, an honorific or the full name before.
COMMON_WORDS = frozenset(
    """
    May Brown Bush Rice Major Law Will Rose Ford Hunt Black White Young King Price Power Haley Grant Case Hope
    Long Day March June April Short Cook Stone Wood Hill Field Little Best Banks Holder Jordan Chad Israel
    Georgia Washington Kim Park Moon Wang Li Lee Ban Xi Hu Wen An Ho Le No So Mo Ma Ali Khan Singh Hassan
    Mohammed Hussein Abdullah Ahmed Mahmoud Ibrahim Salman Berlin Paris London England Wales Frank Max Mark
    Martin Thomas Jones Smith Johnson Williams Davis Miller Wilson Moore Taylor Anderson Jackson Harris Clark
    Lewis Robinson Walker Hall Allen Wright Scott Green Adams Baker Nelson Carter Mitchell Roberts Turner
    Phillips Campbell Parker Evans Edwards Collins Stewart Morris Rogers Reed Morgan Cooper Peterson Bailey
    Kelly Howard Ward Cox Richardson Watson Brooks Bennett Gray James Hughes Myers Ross Foster Simmons Powell
    Perry Russell Sullivan Bell Murphy Cameron Blair Clinton Fox Santos Silva Lopez Perez Garcia Martinez
    Gonzalez Rodriguez
    """.split()
)

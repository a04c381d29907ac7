"""Titles of offices below the leaders, as ministries, palaces and commissions write them: deputies, aides, officers."""

from __future__ import annotations

from collections.abc import Mapping

_DIPLOMATS = """
first vice minister|first vice foreign minister|first vice minister of foreign affairs|executive vice minister
vice minister of foreign affairs|vice minister for foreign affairs|vice minister for political affairs
deputy minister of foreign affairs|deputy minister for foreign affairs|deputy foreign secretary
senior deputy minister for foreign affairs|parliamentary vice-minister for foreign affairs
permanent secretary|permanent under-secretary|permanent undersecretary|political director|foreign ministry director
director-general for political affairs|first deputy minister of foreign affairs|minister of state for foreign affairs
under secretary of state for political affairs|under secretary for political affairs|under secretary of defense
under secretary of defense for policy|principal deputy assistant secretary|deputy assistant secretary
deputy assistant secretary of state|deputy under secretary|deputy head of mission|deputy trade representative
deputy secretary general|deputy secretary-general|assistant secretary general|assistant secretary-general
vice minister of defence|vice minister of defense|vice minister of national defence|vice minister of national defense
vice defence minister|vice defense minister|deputy minister of defence|deputy minister of defense
deputy high representative|deputy special envoy|deputy special representative|political counsellor
"""
_MINISTERS = """
minister of the interior|minister of internal affairs|minister of trade|minister for trade|minister of economy
minister of the economy|minister for economic affairs|minister of energy|minister of justice
minister of health|health minister|minister of state|european affairs minister|minister for europe
minister of european affairs|minister for european affairs|development minister|agriculture minister
environment minister|climate minister|transport minister|digital minister|culture minister|labor minister
labour minister|education minister|industry minister|commerce minister|minister of commerce|migration minister
minister of industry and trade|chief cabinet secretary|cabinet secretary|secretary of labor|labor secretary
secretary of transportation|transportation secretary|secretary of the interior|interior secretary
secretary of agriculture|agriculture secretary|secretary of health and human services|health secretary
secretary of veterans affairs|secretary of education|trade secretary|business secretary|executive vice president
economy secretary|finance secretary|justice secretary|minister of planning|planning minister|oil minister
minister of petroleum|minister of water|unification minister|minister of unification|immigration minister
"""
_AIDES = """
deputy chief of staff|senior adviser|senior advisor|presidential secretary|senior director|diplomatic adviser
diplomatic advisor|foreign affairs adviser|foreign affairs advisor|special assistant to the president
deputy assistant to the president|assistant to the president|sherpa|aide to the president|adviser to the president
advisor to the president|counselor to the president|middle east coordinator|national security coordinator
homeland security advisor|homeland security adviser
"""
_STAFF_CHIEFS = "head of cabinet|chef de cabinet|head of the cabinet|chief of cabinet|head of the chancellery"
_SECURITY = """
national security secretary|secretary of the security council|security council secretary|director of national security
national security director|secretary of the national security council|national security council secretary
head of the national security council
"""
_ENVOYS = """
climate envoy|special presidential envoy for climate|special climate envoy|hostage envoy|presidential special envoy
nuclear envoy|apostolic nuncio|nuncio|special negotiator|chief nuclear negotiator|personal representative
"""


def _titles(text: str, *roles: str) -> Mapping[str, tuple[str, ...]]:
    return {title.strip(): roles for line in text.strip().splitlines() for title in line.split("|")}


#: Title in lower case -> roles it may stand for.
OFFICE_TITLES: Mapping[str, tuple[str, ...]] = {
    **_titles(_DIPLOMATS, "diplomat"),
    **_titles(_MINISTERS, "minister"),
    **_titles(_AIDES, "adviser"),
    **_titles(_STAFF_CHIEFS, "chief-of-staff"),
    **_titles(_SECURITY, "national-security-adviser"),
    **_titles(_ENVOYS, "envoy"),
    **_titles("minister of national defense|minister of national defence", "defence-minister"),
    **_titles("national defence minister|national defense minister|state minister of defense", "defence-minister"),
    **_titles("foreign affairs minister|minister of foreign and expatriate affairs", "foreign-minister"),
    **_titles("minister of foreign affairs and trade|minister for foreign and european affairs", "foreign-minister"),
    **_titles("minister for europe and foreign affairs|minister of europe and foreign affairs", "foreign-minister"),
    **_titles("minister of foreign affairs and international cooperation", "foreign-minister"),
    **_titles("minister of foreign affairs and expatriates|cardinal secretary of state", "foreign-minister"),
    **_titles("secretary for relations with states|secretary of foreign affairs", "foreign-minister"),
    **_titles("chief of defense|defence chief|defense chief|general chief of staff", "military-chief"),
    **_titles("chief of the defense staff|chief of the general staff of the armed forces", "military-chief"),
    **_titles("acting president|interim president|transitional president", "head-of-state", "head-of-government"),
    **_titles("acting prime minister|caretaker prime minister|interim prime minister", "head-of-government"),
    **_titles("acting foreign minister|interim foreign minister", "foreign-minister"),
    **_titles("president-designate", "elect"),
    **_titles("second gentleman|first gentleman", "spouse"),
    **_titles("speaker of the house|speaker of parliament|parliament speaker|president of the senate", "legislator"),
    **_titles("senate president|president of the national assembly", "legislator"),
    **_titles("politburo member|member of the politburo", "organisation-head", "official"),
}  # fmt: skip

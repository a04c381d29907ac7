"""PLOVER beyond the class: concede or retreat, modes, contexts and sectors, by the codebook's own lists of words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

CODES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "SANCTION", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip


def _patterns(lines: str) -> Mapping[str, re.Pattern[str]]:
    """Return the pattern of each name: whole words, one of the expressions behind the sign of equality."""
    joined = re.sub(r"\n\s+", " ", lines.strip())
    entries = (line.split(" = ") for line in joined.splitlines())
    return MappingProxyType(
        {name: re.compile(rf"\b(?:{'|'.join(words.split())})(?!\w)", re.IGNORECASE) for name, words in entries}
    )


#: Class and mode; of a class the first counts whose words a clause holds. Modes have the codebook's names.
_MODES = _patterns(r"""
CONSULT phone = phone\w* telephon\w+ \bcall(?:ed|s)?\b
CONSULT video = video\w* virtual\w*
CONSULT third-party = mediat\w+ broker\w*
CONSULT visit = visit\w* travel\w* arriv\w+ host\w* receiv\w+ \bflew\b
CONSULT multilateral = summit conference assembly council G-?(?:7|8|20)\b
CONSULT meet = \bm[eu]e?t\w* talks?\b
RETREAT ceasefire = cease-?fire\w* truce armistice cessation\sof\shostilities
RETREAT withdraw = withdr[ae]w\w* pull\w*(?:\s\w+){0,3}\s(?:out|back) retreat\w*
RETREAT release = releas\w+ \bfree[ds]?\b freeing
RETREAT disarm = disarm\w* demobili[sz]\w+ lay\w*\sdown surrender\w*
RETREAT resign = resign\w* step\w*\sdown quits?\b
RETREAT return = return\w* repatriat\w+ hand\w*\s(?:over|back)
RETREAT access = inspect\w+ peacekeep\w+ access monitors?\b
REQUEST meet = \bmeet\w* talks?\b negotiat\w+
REQUEST assist = \baid\b assist\w* help\w* support\w* loans?\b
REQUEST yield = withdr[ae]w\w* releas\w+ cease-?fire stop\w* end\b halt\w* lift\w*
REQUEST change = reform\w* resign\w* change\w*
REJECT meet = \bmeet\w* talks?\b negotiat\w+
REJECT assist = \baid\b assist\w* help\w*
REJECT yield = withdr[ae]w\w* releas\w+ cease-?fire stop\w* lift\w*
REJECT change = reform\w* resign\w* change\w*
ACCUSE investigate = investigat\w+ prob(?:e|es|ed|ing)\b inquir\w+
ACCUSE allege = accus\w+ blam\w+ alleg\w+ charg\w+ \bsu(?:e|es|ed|ing)\b lawsuit
ACCUSE disapprove = \w+
PROTEST hunger = hunger[-\s]strike\w*
PROTEST riot = \briot\w* rampag\w+ clash\w*
PROTEST boycott = boycott\w*
PROTEST strike = \bstrik\w+ walkout \bstruck\b
PROTEST obstruct = block\w* obstruct\w* barricad\w+
PROTEST demo = demonstrat\w+ rall(?:y|ied|ies|ying) march\w* protest\w*
THREATEN relations = relations \bties\b embass\w+
THREATEN expel = expel\w* deport\w*
THREATEN arrest = arrest\w* detain\w*
THREATEN restrict = restrict\w* sanction\w* curfew embargo tariff\w* boycott
THREATEN ban = \bban\w* prohibit\w*
THREATEN territory = annex\w* occup\w+ territor\w+
THREATEN violence = attack\w* strik\w+ forc\w+ war\b kill\w* bomb\w* invad\w+ militar\w+ blows?\b
SANCTION expel = expel\w* expuls\w+
SANCTION convict = convict\w+ sentenc\w+
SANCTION withdraw = withdr[ae]w\w* recall\w*
SANCTION discontinue = suspen\w+ halt\w* cut\w* sever\w* cancel\w* end(?:ed|ing)?\b freez\w+ froze\w*
COERCE seize = seiz\w+ confiscat\w+
COERCE arrest = arrest\w* detain\w* detention jail\w* imprison\w*
COERCE deport = deport\w* expel\w*
COERCE curfew = curfew
COERCE martial-law = martial\slaw state\sof\s(?:emergency|siege)
COERCE censor = censor\w* suspend\w*\spublication newspaper broadcast\w*
COERCE cyber = cyber\w* hack\w*
COERCE misinformation = disinformation misinformation propaganda
COERCE ban = \bban\w* outlaw\w* prohibit\w*
COERCE withhold = withh[eo]ld\w*
COERCE restrict = restrict\w* limit\w* clos\w+ block\w*
MOBILIZE police = police
MOBILIZE militia = militia\w* paramilitar\w+ reservists?
MOBILIZE weapons = missiles? weapons? tanks? warships? jets?
MOBILIZE troops = troops? soldiers? forces battalions? army units?
ASSAULT abduct = abduct\w* kidnap\w* hostage
ASSAULT torture = tortur\w+
ASSAULT assassinate = assassinat\w+
ASSAULT suicide-attack = suicide
ASSAULT drone = drones?\b unmanned
ASSAULT aerial = air\s?strikes? air\sraids? warplanes? jets?\b bomber\w* helicopters?
ASSAULT heavy-weapons = shell\w* artillery rockets? missiles? tanks?
ASSAULT explosives = bomb\w* explo\w+ mines?\b blew\sup
ASSAULT firearms = \bshot\b shoot\w* gun\w* opened\sfire fir(?:ed|ing)
ASSAULT sexual = rap(?:e|ed|es|ing)\b sexual\w*
ASSAULT massacre = massacr\w+ slaughter\w*
ASSAULT execute = execut\w+ behead\w* hang\w*
ASSAULT beat = \bbeat\w*
ASSAULT unconventional = chemical nerve\sagent sarin chlorine novichok poison\w*
ASSAULT destroy = destroy\w* raz\w+ burn\w*
""")

_CONTEXTS = _patterns(r"""
military = militar\w+ troops? army arm(?:s|ed|aments?) forces? soldiers? weapon\w* missile\w*
    war(?:s|ships?|planes?)? attack\w* cease-?fire defen[cs]e naval bomb\w* drones? fight\w* battal\w+ airstrikes?
    shell\w* truce
economic = econom\w+ trade tariffs? financ\w+ invest\w+ banks? imports? exports? loans? debt budget market\w*
    business\w* currency sanctions? embargo
resource = oil gas energy pipeline\w* water grain minerals? electric\w+ fish\w+
legal = court\w* law\w* trial\w* judge\w* legal\w* charges? convict\w+ sentenc\w+ prosecut\w+ lawsuit suing
    extradit\w+
terrorism = terror\w* al[-\s]qa(?:e|i)da isis islamic\sstate extremis\w+ hostage\w* suicide
election = elect\w+ vot(?:e|es|ed|ing|ers?) ballot\w* poll(?:s|ing) candidat\w+ referend\w+
legislative = parliament\w* congress senate bill legislat\w+ lawmakers?
refugee = refugees? migra\w+ asylum displaced aliens? border\scrossing
human-rights = human\srights tortur\w+ abuses? detain\w* prisoners? genocide censor\w* freedoms?
cbrn = nuclear chemical biological uranium warheads? enrichment radiolog\w+
cyber = cyber\w* hack\w* ransomware malware
disease = virus\w* covid\S* pandemic disease vaccin\w+ ebola epidemic
disaster = earthquake flood\w* drought hurricane cyclone famine tsunami
climate = climate emissions? carbon
territory = territor\w+ borders? annex\w* sovereign\w+ islands? occup\w+ settlements?
diplomatic = diploma\w+ ambassador\w* embass\w+ envoy\w* foreign\sminist\w+ talks? summit relations ties treaty
    negotiat\w+
""")

#: Of an actor's sectors the first is the primary one.
_SECTORS = _patterns(r"""
MIL = militar\w+ army troops? forces soldiers? navy general warplanes? warships? jets? air\sforce peacekeep\w+
REB = rebels? militants? insurgents? guerr?illas? fighters? separatists? militia\w*
COP = police\w* security\sforces
JUD = courts? judges? prosecutors? tribunal
LEG = parliament\w* senat\w+ congress\w* lawmakers? assembly
OPP = opposition dissidents?
MED = newspapers? journalists? media radio television agency weekly
BUS = compan\w+ business\w* firms? banks?
LAB = workers? unions? farmers? miners?
REF = refugees? migrants?
EDU = students? teachers? universit\w+
CVL = civilians? people protest\w+ demonstrators? citizens? residents? activists? villagers? women families
GOV = president minister government chancellor king premier officials? ministry envoy ambassador spokes\w+
    authorities administration kremlin white\shouse
""")

_CONCEDE = re.compile(
    r"\b(?:allow|permit|eas|lift|relax|conced|legali[sz]|relent|grant|amnest|pardon|reform|restor|reopen|curfew|"
    r"emergency|sanctions?|restriction)\w*",
    re.IGNORECASE,
)


def plover_code(label: str, clause: str) -> str:
    """Return the PLOVER class for one of the classifier's: YIELD is CONCEDE or RETREAT, by the words of the clause."""
    if label != "YIELD":
        return label
    soft = _CONCEDE.search(clause)
    return "RETREAT" if mode_of("RETREAT", clause) is not None and soft is None else "CONCEDE"


def mode_of(code: str, clause: str) -> str | None:
    """Return the mode of an event of this class, None where the class has none or the words tell none."""
    found = (name for name, words in _MODES.items() if name.split()[0] == code and words.search(clause))
    return next((name.split()[1] for name in found), None)


def contexts_of(sentence: str) -> tuple[str, ...]:
    """Return the contexts of a sentence in the order of the codebook's list."""
    return tuple(name for name, pattern in _CONTEXTS.items() if pattern.search(sentence))


def sector_of(name: str, office: str | None) -> str | None:
    """Return the sector of an actor by its name and office ("GOV", "MIL", "REB"), None for a bare country."""
    text = f"{name} {office or ''}"
    found = next((sector for sector, pattern in _SECTORS.items() if pattern.search(text)), None)
    return found or ("GOV" if office else None)

"""Words that tell an event: the PLOVER class, and the CAMEO code where the word leaves no doubt about it.

Classes as in the PLOVER codebook (Halterman, Bagozzi, Beger, Schrodt, Scarborough 2023), CAMEO codes as in the CAMEO
codebook 1.1b3 (Schrodt 2012). YIELD is CONCEDE and RETREAT in one, as in the public PLV data; ``plover`` parts them.
A key of two words is a verb with its particle or preposition.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Entry = tuple[str, str | None]


def _table(lines: str) -> Mapping[str, Entry]:
    out: dict[str, Entry] = {}
    for line in lines.strip().splitlines():
        code, cameo, words = line.split(maxsplit=2)
        for word in words.split(","):
            out[word.strip()] = (code, None if cameo == "-" else cameo)
    return MappingProxyType(out)


VERBS = _table("""
AGREE    030 agree, consent
AGREE    -   promise, pledge, commit, offer, accept, undertake, guarantee, assure
CONSULT  040 meet, confer, consult, talk to, talk with, speak to, speak with, sit down
CONSULT  041 telephone, phone
CONSULT  042 visit, travel to, fly to, arrive in
CONSULT  043 host, receive
CONSULT  045 mediate
CONSULT  046 negotiate
SUPPORT  051 praise, endorse, commend, applaud, hail, congratulate, laud
SUPPORT  052 defend
SUPPORT  054 recognise, recognize
SUPPORT  055 apologise, apologize
SUPPORT  056 forgive, pardon
SUPPORT  -   support, back, thank, welcome, express
COOPERATE 060 cooperate, collaborate
COOPERATE -  share, train, extradite
AID      070 aid, assist, donate
AID      -   supply, fund, finance, deliver, provide, help, evacuate, rescue, shelter
YIELD    0841 release, free
YIELD    0874 retreat, surrender, capitulate, pull out
YIELD    0873 demobilise, demobilize, disarm
YIELD    -   withdraw, lift, ease, concede, resign, relent, allow, permit, relax, step down, repatriate
REQUEST  020 appeal, call on, call upon, plead
REQUEST  100 demand, insist
REQUEST  -   urge, ask, request, call for, press, invite, exhort, implore, beg, order, seek, summon
ACCUSE   090 investigate, probe
ACCUSE   111 condemn, criticise, criticize, denounce, decry, deplore, rebuke, slam, lambast, lambaste, deride, censure
ACCUSE   112 accuse, blame, allege
ACCUSE   115 sue
ACCUSE   -   charge, indict, convict, fault, chide, scold, protest to, complain
REJECT   120 reject, refuse, decline, rebuff, spurn
REJECT   129 veto
REJECT   -   fail, dismiss, rule out, oppose, defy, ignore, renege, violate, break, flout, deny
THREATEN 130 threaten
THREATEN -   warn, vow, swear
PROTEST  141 demonstrate, rally, march
PROTEST  145 riot
PROTEST  -   protest, boycott, picket, blockade, block
MOBILIZE 154 mobilise, mobilize, mass, amass
MOBILIZE -   deploy, reinforce, dispatch, move, send
SANCTION 163 sanction, embargo, blacklist
SANCTION -   suspend, end, halt, cut, sever, freeze, expel, recall, cancel, downgrade, penalise, penalize, fine
COERCE   173 arrest, detain, imprison, jail, intern
COERCE   174 deport
COERCE   171 seize, confiscate
COERCE   -   demolish, hold, ban, outlaw, censor, restrict, raid, impose, crack down, sentence
COERCE   -   hack, prohibit, close, order, force
ASSAULT  181 kidnap, abduct
ASSAULT  182 torture, beat, rape, assault, maim
ASSAULT  186 assassinate
ASSAULT  190 attack, ambush, storm
ASSAULT  192 invade, occupy, annex
ASSAULT  193 shoot
ASSAULT  194 shell
ASSAULT  202 massacre
ASSAULT  -   bomb, kill, fight, wound, injure, destroy, execute, bombard, fire, murder, slaughter
ASSAULT  -   clash, battle, blow up, target, hit
""")  # fmt: skip

NOUNS = _table("""
AGREE    -   agreement, deal, accord, promise, pledge, consensus
CONSULT  040 consultation, discussion, dialogue, meeting
CONSULT  041 call, conversation
CONSULT  042 visit
CONSULT  045 mediation
CONSULT  046 negotiation, talk
SUPPORT  057 treaty, pact, memorandum
SUPPORT  -   support, backing, praise, endorsement, recognition, apology
COOPERATE 062 exercise, drill, manoeuvre, maneuver
COOPERATE -  cooperation, extradition
AID      -   aid, assistance, relief, help, loan, grant, donation, asylum
YIELD    0871 ceasefire, cease-fire, truce
YIELD    0874 withdrawal, pullout, retreat, surrender
YIELD    -   concession, release, amnesty, resignation
REQUEST  100 demand
REQUEST  -   appeal, request, invitation, call for
ACCUSE   090 investigation, probe, inquiry
ACCUSE   111 condemnation, criticism
ACCUSE   112 accusation, allegation
ACCUSE   115 lawsuit, suit, complaint
ACCUSE   -   charge, indictment
REJECT   120 rejection, refusal
REJECT   129 veto
THREATEN 130 threat
THREATEN -   ultimatum, warning
PROTEST  140 protest
PROTEST  141 demonstration, rally, march
PROTEST  143 hunger strike
PROTEST  145 riot
PROTEST  -   boycott, walkout
MOBILIZE 154 mobilisation, mobilization, deployment, buildup, build-up
SANCTION 163 sanction, embargo
SANCTION -   suspension, tariff, expulsion, blockade
COERCE   173 arrest, detention
COERCE   1723 curfew
COERCE   1724 emergency, martial law
COERCE   174 deportation
COERCE   -   demolish, hold, ban, crackdown, raid, seizure, siege, restriction
ASSAULT  190 attack, assault, offensive, ambush
ASSAULT  192 invasion, occupation, annexation
ASSAULT  194 shelling
ASSAULT  195 airstrike, air strike
ASSAULT  -   bombing, bombardment, strike, killing, assassination, abduction, kidnapping, massacre, torture, war
""")  # fmt: skip

#: Verbs that only carry the noun which tells the event ("imposed sanctions on", "launched an attack").
LIGHT = frozenset(
    "announce impose launch hold conduct stage begin start carry make issue provide give offer sign declare send "
    "express voice reach open order mount file bring approve extend slap place put take have continue resume lodge "
    "stag reiterate repeat dispatch deliver receive request seek demand grant renew conclude strike initial "
    "ratify join".split()
)
#: Verbs whose class wins over that of what they govern: refusing aid is no aid, agreeing to withdraw no withdrawal.
GOVERNING = frozenset(
    "agree consent fail swear promise pledge commit offer accept refuse decline reject threaten warn vow demand "
    "insist urge ask request appeal order allow permit call press invite accuse blame condemn criticise criticize "
    "denounce forbid seek force summon oppose deny ban".split()
)
#: Words of coming together; their denial is a refusal, not an absence.
COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD"})
#: Doing that is only announced is a promise where it is cooperative and a threat where it is not (codebook).
HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE"})
#: Adjectives of readiness: what one is willing to do one offers.
WILLING = frozenset({"willing", "ready", "prepared", "committed"})
#: Verbs that tell of no event between two parties, whatever stands around them.
NEUTRAL = frozenset(
    "be have do reply answer recall think believe know see hear appear seem remain become want like hope fear feel "
    "expect consider regard describe explain mention remember understand appreciate quote learn look mean need speak "
    "tweet cite suggest emphasize emphasise report find put comprise face reach suspect precede invest "
    "continue begin start stay live stand include concern wait happen occur come go get keep fall rise grow".split()
)
#: Verbs that report speech: what their clause says must or should be done is a request to its subject.
SPEECH = frozenset("say tell announce declare state add insist stress argue note claim write".split())
OBLIGATION = frozenset({"must", "should", "ought"})

"""Verbs, nouns and phrases that mark words as somebody's: what follows or precedes them is the content."""

from __future__ import annotations

from collections.abc import Mapping

#: Verbs that report speech or a stated view as a clause: "said that", "warned", "believes".
SAY = frozenset(
    """
    say add tell announce claim insist warn note stress emphasise emphasize state declare argue reply answer respond
    explain recall remark observe repeat reiterate confirm acknowledge admit concede assert maintain suggest indicate
    signal reveal disclose believe think fear hope predict estimate vow pledge promise threaten deny complain write
    tweet post conclude caution contend affirm reaffirm underline demand propose recommend agree retort counter joke
    lament grumble allege testify quip inform assure advise clarify stipulate contradict report quote voice reassert
    restate elaborate proclaim boast protest speculate imply accept dispute recount decree relate
    """.split()
)
#: Verbs whose object is what is said: "welcomed the deal", "rejected the claim".
OBJECT = frozenset(
    """
    welcome condemn denounce criticise criticize reject dismiss hail praise lambast lambaste deplore express reiterate
    stress emphasise emphasize demand propose offer deny recommend threaten promise pledge vow question reaffirm
    underline applaud decry slam blast endorse defend suggest repeat advocate predict rebuff announce claim signal
    confirm float outline unveil order
    """.split()
)
#: Verbs that name somebody and what he is charged with or thanked for: the content is both.
CHARGE = frozenset({"accuse", "blame", "thank", "congratulate", "credit", "fault", "commend"})
#: Verbs that ask somebody to do something; the content is what is asked.
URGE = frozenset(
    """
    urge press ask beg implore exhort order instruct invite encourage warn tell plead appeal call challenge remind push
    lobby
    """.split()
)
#: Verbs that name a thing: "called the talks constructive", "described the tone as professional".
NAMING = frozenset({"call", "describe", "brand", "label", "dub", "characterise", "characterize", "depict", "portray"})
#: Verbs with a preposition whose object is the content.
WITH_PREPOSITION: Mapping[str, frozenset[str]] = {
    "call": frozenset({"for"}), "warn": frozenset({"of", "against", "about"}), "appeal": frozenset({"for"}),
    "push": frozenset({"for"}), "plead": frozenset({"for"}), "ask": frozenset({"for"}), "press": frozenset({"for"}),
    "hint": frozenset({"at"}), "complain": frozenset({"about", "of"}), "speak": frozenset({"of"}),
    "insist": frozenset({"on"}), "object": frozenset({"to"}), "agree": frozenset({"to", "on"}),
    "argue": frozenset({"for", "against"}), "caution": frozenset({"against"}), "assure": frozenset({"of"}),
}  # fmt: skip
#: Verbs that may stand behind their content: "..., wrote Trump".
PARENTHETICAL = SAY | frozenset(
    "continue point ask inform call speak throw precise pretend urge put snap shoot".split()
)
#: Cues behind which even a content without a verb is one: "Almost two hours, he said".
PLAIN = frozenset({"say", "add", "tell", "reply", "answer", "write", "think"})
#: Verbs between which and the clause stands who is told.
TELLING = frozenset({"tell", "inform", "assure", "warn", "advise", "remind"})
#: Every verb that can be a cue.
CUES = SAY | OBJECT | CHARGE | URGE | NAMING | frozenset(WITH_PREPOSITION) | PARENTHETICAL
#: Verbs that take back the cue which depends on them: nothing was said.
UNSAID = frozenset({"decline", "refuse", "fail", "avoid", "stop", "hesitate", "want", "ask", "need", "decide"})
#: Nouns of saying with the prepositions that lead to their content; "that" always does.
NOUNS: Mapping[str, frozenset[str]] = {
    "announcement": frozenset(), "warning": frozenset({"of"}), "claim": frozenset({"of"}),
    "demand": frozenset({"for"}), "call": frozenset({"for"}), "appeal": frozenset({"for"}), "assertion": frozenset(),
    "insistence": frozenset({"on"}), "suggestion": frozenset(), "pledge": frozenset({"to"}),
    "promise": frozenset({"to"}), "threat": frozenset({"to"}), "offer": frozenset({"to"}), "statement": frozenset(),
    "declaration": frozenset(), "objection": frozenset({"to"}), "complaint": frozenset({"about"}),
    "accusation": frozenset(), "allegation": frozenset(), "proposal": frozenset({"to"}),
}  # fmt: skip

"""The vocabulary of page furniture: buttons, menus, credits and notices as they end up in saved texts.

Data for ``debris``: one alternative a line, matched against a whole segment or line, case aside. Words in angle
brackets stand for the shared parts below.
"""

from __future__ import annotations

import re

_SHARED = {
    "<network>": (
        r"(?:facebook|twitter|x|whats ?app|telegram|linkedin|pinterest|reddit|tumblr|flipboard|messenger|instagram|"
        r"viber|vk|koo|wechat|line|threads|bluesky|mastodon|e-?mail|mail|sms|copy(?: link)?|rss|youtube)"
    ),
    "<name>": r"(?-i:[A-ZÀ-Þ][\w.'’-]*)",
    "<agency>": (
        r"(?-i:REUTERS|Reuters|AP|AFP|EPA|TASS|Tass|Xinhua|XINHUA|ANI|PTI|DPA|dpa|UPI|Sputnik|SPUTNIK|Anadolu|"
        r"Bloomberg|NurPhoto|Associated Press|ASSOCIATED PRESS|Agence France-Presse|Getty(?: Images)?|"
        r"GETTY(?: IMAGES)?|Shutterstock|Zuma|Kyodo|Yonhap|KCNA|Ukrinform|Interfax|RIA Novosti|PA|AAP)"
    ),
    "<photo>": r"(?:file |archive )?(?:photo(?:graph)?|picture|image|pic|illustration|graphic|video)",
    "<heading>": r"(?:\s*[:|–—-]\s*\S.{0,150})?",
    "<stories>": r"(?:articles?|stor(?:y|ies)|news|topics?|posts?|links?|content|coverage|reading)",
}


def _pattern(*alternatives: str) -> re.Pattern[str]:
    joined = "(?:" + "|".join(alternatives) + ")"
    for word, meaning in _SHARED.items():
        joined = joined.replace(word, meaning)
    return re.compile(joined, re.IGNORECASE)


# Sure of themselves: each is furniture even when it is all there is on a line.
_SURE: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "share",
        _pattern(
            r"share(?: this| the)?(?: article| story| page| post| link| news)?(?: on| via| to| with| by)?"
            r"(?:[:,]?\s*<network>)*",
            r"share\s*:\s*<network>(?:[\s,/|]+<network>)*",
            r"(?:tweet|pin|post)(?: it| this)?",
            r"print(?:er[- ]friendly)?(?: version| this page| this article| page)?",
            r"facebook|twitter|whats ?app|linkedin|pinterest|reddit|flipboard|e-?mail this(?: article| story)?",
            r"send (?:by|via|this by) e-?mail|send to a friend|suggest to a friend|copy link",
            r"\d[\d,.]*k? shares?",
            r"(?:follow|like|find|join) us(?: (?:on|at) .{1,60})?|follow @\w+",
            r"download (?:jpg|pdf|the app)|enlarge (?:page )?image|buy a print",
            r"a-\s*a\+?|font\s*(?:size)?\s*[-+/ ]+|text size.{0,10}",
            r"report (?:an error|a problem)(?: with this page)?|add to favou?rites",
            r"listen to (?:this )?article|play audio",
        ),
    ),
    (
        "advertisement",
        _pattern(
            r"advertise?ments?(?:\s*[-–—:]\s*\S.{0,100})?|advertise with us|ad feedback",
            r"sponsored(?: content| post| links?| by .{1,40})?(?:\s*:\s*\S.{0,100})?",
            r"promoted(?: content| stories| by .{1,40})?|paid (?:content|post|partnership)",
            r"(?:story|article) continues (?:below|after)(?: this| the)?(?: advertisement| ad)?",
            r"scroll to continue.{0,30}|(?:close|skip|hide|remove) (?:this )?(?:ads?|advertisement)",
        ),
    ),
    (
        "media-id",
        _pattern(
            r"media id\s*:?\s*\d+",
            r"\(?release id\s*:\s*\d+\)?(?:\s*visitor counter\s*:\s*\d+)?|visitor counter\s*:\s*\d+",
        ),
    ),
    (
        "comments",
        _pattern(
            r"no comments?(?: yet)?(?:[.;,]?\s*(?:leave|post|write|add) a (?:comment|reply))?",
            r"\d[\d,.]* comments?|comments?\s*\(?\d+\)?|comments? (?:are|is) (?:closed|off|disabled)",
            r"(?:leave|post|write|add|submit|view|show|hide|see all|read)(?: an?| the| your)? "
            r"(?:comments?|reply|replies)(?: \(\d+\))?",
            r"be the first to comment|join the (?:conversation|discussion)|log ?in to (?:comment|reply)|cancel reply",
            r"your e-?mail (?:address )?will not be published.{0,60}",
        ),
    ),
    (
        "link",
        _pattern(
            r"source links?|(?:original|full) (?:source|article|story|text)(?: here| link)?",
            r"view (?:the )?original(?: article)?|(?:here|this) is the original.{0,40}",
            r"(?:read|see|watch|learn)(?: it)? (?:more|also|next)(?:<heading>| (?:on|about|at) .{1,80})",
            r"(?:also|don['’]t) (?:read|miss)<heading>|must read<heading>",
            r"related(?: <stories>)?(?:\s*:\s*.{0,150})?|recommended(?: for you| stories)?<heading>",
            r"you (?:may|might) (?:also )?(?:like|be interested in)<heading>",
            r"more (?:from|on|about|stories|news)(?: [\w&'’-]+){0,4}(?:\s*:\s*.{0,150})?",
            r"(?:trending|most (?:read|popular|viewed|shared))(?: now)?<heading>",
            r"click here(?: (?:for|to) [^.]{1,80})?|continue reading.{0,60}|direct link|text version",
            r"watch (?:the )?(?:full )?video|newsletters?",
            r"(?:subscribe|sign up)(?: (?:now|today|here|to|from|for)\b[^.]{0,100})?\.?",
            r"(?-i:[Vv]ia [A-Z][\w.&'-]*(?: [A-Z][\w.&'-]*){0,3})",
            r"(?:https?://|www\.)\S+",
            r"(?-i:[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,7}(?:/\S*)?)",  # a bare domain
            r"(?-i:(?=.*[A-Z])[A-Z0-9-]{2,}(?:\.[A-Z0-9-]{2,})+)",
            r"our standards\s*:\s*.{1,80}",
        ),
    ),
    (
        "tags",
        _pattern(
            r"(?:tags?|topics?|keywords?|categor(?:y|ies)|filed (?:under|in)|posted in|persons?|geography|subjects?|"
            r"sections?)\s*:\s*\S.{0,300}",
            r"publication status(?:\s*:\s*.{0,200})?",
            r"(?:#\w+[\s,]*){2,}",
        ),
    ),
    (
        "navigation",
        _pattern(
            r"skip to (?:the )?(?:main |primary )?(?:content|navigation|article)[\w\s().]{0,20}",
            r"select page|(?:main )?menu|search|home ?page|site ?map|e-?paper|accessibility",
            r"(?:toggle|open|close|show|hide) (?:the )?(?:menu|navigation|search|sidebar)",
            r"back to (?:top|home|list)|(?:next|previous|prev) (?:article|story|post|page)",
            r"(?:privacy|cookie)s?(?: (?:&|and) \w+)?(?: policy)?|accept (?:all )?cookies.{0,40}",
            r"terms (?:of use|& conditions|and conditions)|links? disclaimer|about us|contact us",
            r"log ?in|sign in|register",
        ),
    ),
    (
        "byline",
        _pattern(
            r"\d+[- ]min(?:ute)?s?(?: of)? read(?:ing)?(?: time)?|reading time\s*:?\s*\d+ ?min(?:ute)?s?",
            r"by (?:admin|staff(?: writers?| reporters?)?|(?:the )?(?:web ?desk|news ?desk|newsroom|editors?))",
            r"by our (?:\w+ ){1,3}(?:staff|correspondents?|editors?|reporters?|bureau)",
            r"by <name>(?:,? (?:and|in|of|for|de|la|van|von|der|al|el|bin|&) <name>|,? <name>){0,8}",
            r"staff|agencies|web desk|news desk|agency report|staff and agencies|press release",
        ),
    ),
    (
        "end-mark",
        _pattern(
            r"[#*_=~•·–—-]{2,}\.?|#|\*|(?:[#*_=-]\s+){2,}[#*_=-]",
            r"-+\s*(?:end|ends|30|more)\s*-+|(?:30-){1,2}30|\(?ends?\)?|(?:column|page) ends",
        ),
    ),
)
# Furniture beside other furniture, but words of their own when they stand alone.
_IN_COMPANY: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "share",
        _pattern(
            r"<network>|share\b.{0,40}|send|save|clip|list|back|close|link|zoom|bookmark",
            r"hit [\d,]+|ocr quality \d+ ?%",
        ),
    ),
    ("comments", _pattern(r"comments?|reply|discuss")),
    (
        "navigation",
        _pattern(
            r"home|main|news|world|politics|business|sports?|opinion|breaking|contact|about|archives?|lifestyle",
            r"entertainment|culture|technology|videos?|photos?|features?|top stories|latest(?: news)?|last news",
        ),
    ),
)
LINES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "caption",
        _pattern(
            r"\(?(?:<photo>(?: (?:caption|by|credit|courtesy(?: of)?|from))?|caption|pictured)\s*[:/].{1,400}",
            r"\(?(?:photo(?:graph)?s?|pictures?|images?) (?:by|credit|courtesy of):? <name>[^.]{0,60}",
            r"(?:<name>(?: <name>){0,3}\s?/\s?)?<agency>(?: ?Photo)?"
            r"(?:\s?[,/|]\s?<name>(?:[ /]<name>){0,4}| via <agency>)\.?",
            r"media id\s*:\s*\d+\s*[-–—].{1,150}",
        ),
    ),
    (
        "credit",
        _pattern(
            r"\(?(?:additional |with )?(?:reporting|writing|editing|compiled|translated|edited|written) by"
            r"(?:[\s,;/&.]+(?:<name>|and|in|at|for|from|of|de|la|additional|reporting|writing|editing|by|with|the|our|"
            r"staff|agencies))+[\s.)]*",
            r"<agency>\.?|(?:<agency>|<name>),? (?:staff|agencies)|with (?:inputs?|files|reporting) from .{1,80}",
            r"\(this (?:story|article|report|news item) .{10,300}\)",
            r"this (?:story|article|report|news item) [^.]{0,60}\b(?:syndicat|auto-generated|has not been edited|"
            r"(?:first|originally) (?:published|appeared)).{0,200}",
            r"(?:©|\(c\)|copyright (?:©|\(c\)|by\b|\d{4})).{1,150}",
            r"all rights reserved\b.{0,80}|-- .{0,60}\bcopyright\b.{0,60}",
            r"all (?:content|material)s? on this site .{1,300}|as published in .{1,60}",
            r"source\s*:\s*(?:https?://\S+|(?-i:[A-Z])[\w .&'/-]{1,40})",
        ),
    ),
)
CLOSINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "caption",
        _pattern(
            r"(?<=[.!?)\]”\"])\s*[(\[]?<agency>(?: ?Photo)?\s?[,/|]\s?<name>(?:[ /]<name>){0,4}[)\]]?\.?$",
            r"[(\[](?:photo(?:graph)? by )?<name>(?: <name>){0,3}\s?[/|,]\s?<agency>(?: via .{1,30})?[)\]]\.?$",
            r"(?<=[\s(])media id\s*:\s*\d+\)?\.?$",
        ),
    ),
    ("credit", _pattern(r"\ball rights reserved\.?$")),
)
"""How a line ends that is a caption or notice as a whole."""
CLOSING_CHARS = 100

CREDIT_AT_TAIL = _pattern(
    r"\((?:with (?:inputs?|reporting) from |source\s*:\s*|with )?<name>(?:[ ,/&]+(?:and )?<name>){0,4}\)"
)
"""An agency in brackets: at the end of a text its origin, elsewhere it may be a stage direction."""

INLINE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("advertisement", re.compile(r"\[/?ad_\d\]")),
    ("media-id", re.compile(r"[\[(]?\bmedia id\s*:\s*\d+[\])]?", re.IGNORECASE)),
)


def segment_kind(segment: str, alone: bool) -> str | None:
    """Return the kind of furniture a segment is, or None; alone: nothing else stands on its line."""
    bare = segment.strip(" []") or segment
    short = bare.endswith(".") and len(bare.split()) <= 3
    for kind, pattern in _SURE if alone else _SURE + _IN_COMPANY:
        if pattern.fullmatch(bare) or (short and pattern.fullmatch(bare[:-1])):
            return kind
    return None

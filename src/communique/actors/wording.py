"""How offices read to people. What is exported keeps the plain names, and the ids that are made of them."""

from __future__ import annotations

import re

# A wider set than the resolver's, which goes into the names of exported actors and stays as it is.
_WITH_ARTICLE = """
United States|United Kingdom|United Arab Emirates|United Nations|Netherlands|Philippines|Holy See|Maldives|Bahamas
Gambia|Comoros|Marshall Islands|Solomon Islands|Czech Republic|Dominican Republic|Central African Republic
Republic of the Congo|Democratic Republic of the Congo|Soviet Union|European Union|African Union|Arab League
Gulf Cooperation Council|International Atomic Energy Agency|International Monetary Fund|World Bank
International Criminal Court|International Court of Justice|World Trade Organization|World Health Organization
Organisation for the Prohibition of Chemical Weapons|Commonwealth of Independent States|Council of Europe
Collective Security Treaty Organization|Shanghai Cooperation Organization|Organization of American States
Organisation of Islamic Cooperation|Organization of Turkic States|Eurasian Economic Union|East African Community
Pacific Islands Forum|Warsaw Pact|Quad
"""
_NAMES = "|".join(name for line in _WITH_ARTICLE.split("\n") for name in line.split("|") if name)
# Only where the name ends: "of United Nations forces" has a noun behind it.
_BARE = re.compile(rf"\b(of|to|for|from|in) (?=(?:{_NAMES})(?:$|[^\w\s]|\s+(?:to|for|in|on)\b|\s\())")


def with_articles(text: str) -> str:
    """Return a title with "the" before the names that have it ("President of the United States")."""
    return _BARE.sub(r"\1 the ", text)

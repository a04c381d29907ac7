"""Everything from input paths to ``Document``: formats, canonical text, debris, date of publication, language.

A new format is a file that makes a ``Format`` and a line in ``registry.FORMATS``.
"""

from communique.read.dateline import Dateline, dateline
from communique.read.debris import find_debris
from communique.read.document import read_item
from communique.read.items import Draft, Format, RawItem
from communique.read.published import DateInText, date_in_text, publication, url_day
from communique.read.registry import FORMATS
from communique.read.sources import sources

__all__ = [
    "FORMATS",
    "DateInText",
    "Dateline",
    "Draft",
    "Format",
    "RawItem",
    "date_in_text",
    "dateline",
    "find_debris",
    "publication",
    "read_item",
    "sources",
    "url_day",
]

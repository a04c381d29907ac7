"""Writing SVG: elements whose attributes and text are escaped, numbers without needless digits."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from markupsafe import Markup

from communique.web.pages.text import plain

Value = str | float | int


def element(tag: str, *children: ET.Element, **attributes: Value | None) -> ET.Element:
    """Return an element; an underscore in an attribute's name is a hyphen, None leaves the attribute out.

    No style attribute is ever needed: the style sheet colours by class, as the page's content security policy demands.
    """
    written = {n.rstrip("_").replace("_", "-"): _written(v) for n, v in attributes.items() if v is not None}
    made = ET.Element(tag, written)
    made.extend(children)
    return made


def label(words: str, **attributes: Value | None) -> ET.Element:
    """Return a text, its invisible characters written out."""
    made = element("text", **attributes)
    made.text = plain(words)
    return made


def title(words: str) -> ET.Element:
    """Return the element that browsers show on hovering and screen readers read."""
    made = ET.Element("title")
    made.text = plain(words)
    return made


def drawing(top: ET.Element) -> Markup:
    """Return the whole as it stands in a page."""
    return Markup(ET.tostring(top, encoding="unicode"))  # noqa: S704  ElementTree has escaped what it wrote


def shortened(text: str, most: int) -> str:
    """Return the text, cut with an ellipsis when it has more characters than ``most``."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _written(value: Value) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else plain(str(value))

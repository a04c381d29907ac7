"""Writing SVG by hand: elements with escaped attributes, numbers without needless digits."""

from __future__ import annotations

from markupsafe import Markup, escape

from communique.web.pages.text import plain

Value = str | float | int


def element(tag: str, *children: Markup, **attributes: Value | None) -> Markup:
    """Return an element; an underscore in an attribute's name is a hyphen, None leaves the attribute out.

    No style attribute is ever needed: the style sheet colours by class, as the page's content security policy demands.
    """
    written = Markup("").join(
        Markup(' {}="{}"').format(name.rstrip("_").replace("_", "-"), _value(value))
        for name, value in attributes.items()
        if value is not None
    )
    if not children:
        return Markup("<{}{}/>").format(tag, written)
    return Markup("<{0}{1}>{2}</{0}>").format(tag, written, Markup("").join(children))


def words(text: str) -> Markup:
    """Return text for the inside of an element, its invisible characters written out."""
    return escape(plain(text))


def title(text: str) -> Markup:
    """Return the element that browsers show on hovering and screen readers read."""
    return element("title", words(text))


def shortened(text: str, most: int) -> str:
    """Return the text, cut with an ellipsis when it has more characters than ``most``."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _value(value: Value) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else plain(str(value))

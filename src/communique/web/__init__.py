"""The reading room: REST and web pages over one ledger, from the same view as the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.web.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> Any:
    """Load the application only when it is asked for: the command line imports this package for every command."""
    if name != "create_app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from communique.web.app import create_app  # noqa: PLC0415

    return create_app

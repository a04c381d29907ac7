"""What documents say, as Parquet files: made part by part anywhere, taken into a ledger or queried as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.parts.extract import Extracted, extract_parts
    from communique.parts.load import load_parts

__all__ = ["Extracted", "extract_parts", "load_parts"]


def __getattr__(name: str) -> Any:
    # They need the parser, which the command line must not load before it is used.
    if name in {"Extracted", "extract_parts"}:
        from communique.parts import extract  # noqa: PLC0415

        return getattr(extract, name)
    if name == "load_parts":
        from communique.parts.load import load_parts  # noqa: PLC0415

        return load_parts
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

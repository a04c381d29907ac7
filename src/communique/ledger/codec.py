"""Records to JSON values and back, without loss.

The form follows the record: a dataclass is an object with a key for each field, a tuple an array, an enumeration its
value. A key that is missing takes the field's default, so that records may gain fields without a change of the ledger.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from communique.records import Account, Claim, ContactReport, Event, Figure

T = TypeVar("T")
Decoder = Callable[[Any], Any]

CLAIM_KINDS: Mapping[str, type[Claim]] = types.MappingProxyType(
    {"account": Account, "contact": ContactReport, "event": Event, "figure": Figure}
)

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def canonical(value: Any) -> str:
    """Return the one JSON text of a value: keys sorted, no blanks, characters as they are.

    Raises ValueError for NaN and infinities, which JSON cannot say.
    """
    return _CANONICAL.encode(value)


def to_json(record: Any) -> Any:
    """Return the JSON value of a record, or of a value inside one."""
    if record is None or type(record) in (str, int, float, bool):
        return record
    if isinstance(record, tuple):
        return [to_json(item) for item in record]
    if isinstance(record, StrEnum):
        return record.value
    kind: Any = type(record)
    return {name: to_json(getattr(record, name)) for name in field_names(kind)}


def from_json(kind: type[T], value: Any) -> T:
    """Return the record of this class that the JSON value describes.

    Raises ValueError when the value does not fit the class.
    """
    hint: Any = kind
    record: T = _decoder(hint)(value)
    return record


def kind_of(claim: Claim) -> str:
    """Return the name of the claim's kind, as the ledger stores it."""
    return next(name for name, kind in CLAIM_KINDS.items() if isinstance(claim, kind))


@cache
def field_names(kind: Any) -> tuple[str, ...]:
    """Return the names of a record's fields in their order."""
    return tuple(f.name for f in fields(kind))


@cache
def _decoder(hint: Any) -> Decoder:
    """Return the function that turns a JSON value into the annotated type."""
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        (inner,) = (_decoder(arg) for arg in typing.get_args(hint) if arg is not types.NoneType)
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        item = _decoder(typing.get_args(hint)[0])
        return lambda value: tuple(item(entry) for entry in _checked(value, list))
    if is_dataclass(hint) and isinstance(hint, type):
        return _record_decoder(hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    if hint is float:
        return lambda value: float(_checked(value, (int, float)))
    return _plain_decoder(hint)


def _plain_decoder(kind: type[Any]) -> Decoder:
    """Return the function that lets values of this type pass; most values are such, so it has to be quick."""

    def decode(value: Any) -> Any:
        return value if type(value) is kind else _checked(value, kind)

    return decode


def _record_decoder(kind: type[Any]) -> Decoder:
    hints = typing.get_type_hints(kind)
    decoders = {f.name: _decoder(hints[f.name]) for f in fields(kind)}

    def decode(value: Any) -> Any:
        entries = _checked(value, dict)
        try:
            return kind(**{name: decoder(entries[name]) for name, decoder in decoders.items() if name in entries})
        except TypeError as error:
            raise ValueError(str(error)) from None

    return decode


def _checked(value: Any, kind: Any) -> Any:
    if not isinstance(value, kind):
        raise ValueError(f"{value!r} is not of the type {kind}")
    return value

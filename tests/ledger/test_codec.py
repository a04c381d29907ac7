"""Records survive the way into JSON and back."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import records
from communique.ledger.codec import CLAIM_KINDS, canonical, from_json, kind_of, to_json
from communique.ledger.rows import claim_of, claim_row
from communique.records import Contact, Figure, Participant, Reading, Rejection, Span

from . import samples

ANY_RECORD = st.one_of(
    samples.documents,
    samples.claims,
    samples.judgements,
    samples.contacts,
    samples.divergences,
    st.builds(Rejection, samples.texts, samples.texts, samples.texts, samples.texts),
)


@given(ANY_RECORD)
def test_every_record_round_trips_through_json_text(record: Any) -> None:
    value = json.loads(canonical(to_json(record)))
    assert from_json(type(record), value) == record


@given(samples.claims)
def test_a_claim_round_trips_through_its_row(claim: Any) -> None:
    assert claim_of(claim_row(claim)) == claim  # type: ignore[arg-type]


def test_every_class_of_record_is_covered() -> None:
    # A Reading is never stored as such: it is a document and its claims.
    classes = {kind for kind in vars(records).values() if isinstance(kind, type) and hasattr(kind, "__slots__")}
    stored = {kind for kind in classes if kind.__module__ == records.__name__} - {Reading}
    drawn = {
        "Document", "ContactReport", "Account", "Event", "Figure", "Judgement", "Contact", "Divergence", "Rejection"
    }  # fmt: skip
    inside = {"Span", "Period", "Publication", "Debris", "Participant", "Anchor", "Change"}
    assert {kind.__name__ for kind in stored} == drawn | inside


def test_every_kind_of_claim_has_a_name() -> None:
    assert set(CLAIM_KINDS.values()) == set(records.Claim.__args__)
    told = samples.report(samples.document())
    assert kind_of(told) == "contact"


def test_canonical_text_does_not_depend_on_the_order_of_keys() -> None:
    assert canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1}) == '{"a":"é","b":1}'


def test_what_json_cannot_say_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical(math.nan)


def test_a_field_that_an_older_ledger_lacks_takes_its_default() -> None:
    told = replace(samples.report(samples.document()), summit="G20 2016")
    value = to_json(told)
    del value["summit"]
    assert from_json(type(told), value) == replace(told, summit=None)


def test_a_whole_number_is_read_as_the_float_that_the_record_has() -> None:
    value = to_json(Figure("f", "d", "x/1", 5.0, "ship", None, None, Span(0, 1, "5"))) | {"value": 5}
    assert isinstance(from_json(Figure, value).value, float)


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {"actor": "a"},
        {"actor": "a", "name": 7, "office": None, "country": None},
        {"actor": None, "name": "n", "office": None, "country": None},
    ],
)
def test_a_value_that_does_not_fit_is_an_error(value: Any) -> None:
    with pytest.raises(ValueError, match=r"type|argument"):
        from_json(Participant, value)


def test_an_unknown_mode_is_an_error() -> None:
    told = samples.contact((samples.report(samples.document()),))
    with pytest.raises(ValueError, match="telepathy"):
        from_json(Contact, to_json(told) | {"mode": "telepathy"})

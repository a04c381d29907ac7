"""A client of the application over the ledger of the bundled corpus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from communique.web import create_app


@pytest.fixture(scope="session")
def client(dossiers: Path) -> Iterator[TestClient]:
    """A reader of the bundled corpus."""
    with TestClient(create_app(dossiers), base_url="http://127.0.0.1", raise_server_exceptions=False) as reader:
        yield reader

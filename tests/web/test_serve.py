"""The command ``serve``, run as a process of its own."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest

from conftest import Run


@pytest.mark.parametrize("workers", ["1", "2"])
def test_serves_until_interrupted(dossiers: Path, communique_command: Sequence[str], workers: str) -> None:
    command = [*communique_command, "serve", str(dossiers), "--port", "0", "--no-open", "--workers", workers]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert address is not None, said
        try:
            assert httpx.get(address.group(), timeout=60).status_code == 200
        finally:
            server.send_signal(signal.SIGINT)
            out, err = server.communicate(timeout=60)
    assert "Traceback" not in out + err
    assert server.returncode in {0, 130, -signal.SIGINT}


def test_a_missing_ledger_is_told(cli: Run, tmp_path: Path) -> None:
    outcome = cli("serve", tmp_path / "none.db", "--no-open")
    assert outcome.status == 2
    assert "there is no such file" in outcome.err


def test_a_port_in_use_is_told(cli: Run, dossiers: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        outcome = cli("serve", dossiers, "--no-open", "--port", taken.getsockname()[1])
    assert outcome.status == 2
    assert "choose another port" in outcome.err
    assert len(outcome.err.splitlines()) == 1

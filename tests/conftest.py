"""What tests of the whole share. A ledger that costs seconds to build is built once a session and never changed.

``dossiers``: a ledger of the bundled corpus. ``tiny``: one of the few articles in golden/corpus, whose paths in it are
relative. ``ray_here``: a Ray of two CPUs on this machine. ``cli``: runs a command in this process.
``communique_command``: the program, for what needs a process.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

import communique
import servers
from communique.cli import main
from communique.export import export

ROOT = Path(__file__).parents[1]
DOSSIERS = ROOT / "examples/dossiers/documents.jsonl"
GOLDEN = Path(__file__).with_name("golden")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write the golden files anew instead of comparing")


@pytest.fixture(autouse=True)
def _same_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's terminal and settings out of the tests."""
    for name in ("COMMUNIQUE_LEDGER", "COLUMNS", "LINES", "FORCE_COLOR", "NO_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[servers.Server]:
    """A PostgreSQL server that runs for the session; tests that need it are skipped where there is none."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(servers.postgresql())
        except servers.NoServerError as error:
            pytest.skip(f"PostgreSQL: {error}")
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str | Path]:
    """The name of a ledger that is not there yet: a file, and once more a database of a PostgreSQL server."""
    if request.param == "sqlite":
        yield tmp_path / "l.db"
        return
    server: servers.Server = request.getfixturevalue("postgresql_server")
    url = server.lend()
    yield url
    server.take_back(url)


@pytest.fixture(scope="session")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the bundled corpus; not to be changed."""
    path = tmp_path_factory.mktemp("dossiers") / "dossiers.db"
    communique.build([DOSSIERS], path)
    return path


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of tests/golden/corpus, given by the path ``corpus``; not to be changed."""
    path = tmp_path_factory.mktemp("tiny") / "tiny.db"
    before = Path.cwd()
    os.chdir(GOLDEN)
    try:
        communique.build(["corpus"], path)
    finally:
        os.chdir(before)
    return path


@pytest.fixture(scope="session")
def ray_here() -> Iterator[None]:
    """Ray with two CPUs, started once, for it takes seconds; its processes import the tests as this one does."""
    ray = pytest.importorskip("ray")
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {"PYTHONPATH": paths, "RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        for attempt in range(3):
            try:
                ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error")
                break
            except Exception:  # a machine under load may need more than its half minute
                ray.shutdown()
                if attempt == 2:
                    raise
    yield
    ray.shutdown()


@dataclass(frozen=True)
class Outcome:
    """What a command left: its exit status and what it printed."""

    status: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command line with these arguments."""

    def run(*arguments: str | Path) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["communique", *map(str, arguments)])
        capsys.readouterr()
        status = 0
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
        out, err = capsys.readouterr()
        return Outcome(status, out, err)

    return run


@pytest.fixture(scope="session")
def communique_command() -> Sequence[str]:
    """Return the words that start the program in a process of its own."""
    return (sys.executable, "-m", "communique.cli")


def exported(ledger: str | Path) -> list[str]:
    """Return the lines of the ledger's export."""
    with communique.open_ledger(ledger) as view:
        return list(export(view))

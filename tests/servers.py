"""A PostgreSQL server for the tests: started once a session in a folder of its own; each test has a fresh schema."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg

#: Nothing is to survive the tests, so nothing has to reach the disk; no port is opened.
_SETTINGS = {
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "listen_addresses": "",
    "max_connections": "60", "shared_buffers": "32MB", "autovacuum": "off",
}  # fmt: skip


class NoServerError(Exception):
    """There is no server to be had; the text says why."""


def binaries() -> Path:
    """Return the folder of the server's programs, the newest; NoServerError when there is none."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: p.parent.name.zfill(4), reverse=True)
    folders += [p for p in versions if (p / "initdb").exists() and (p / "pg_ctl").exists()]
    if not folders:
        raise NoServerError("no PostgreSQL server is installed (apt-get install postgresql)")
    return folders[0]


def _as_user() -> tuple[list[str], str]:
    """Return the words that run a command as one who is not root, as the server demands, and that user's name."""
    if os.geteuid() != 0:
        return [], pwd.getpwuid(os.geteuid()).pw_name
    tool = shutil.which("setpriv")
    if tool is None:
        raise NoServerError("the tests run as root, and setpriv is not there to run PostgreSQL as another user")
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return [tool, f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"], name
    raise NoServerError("there is no user that is not root to run PostgreSQL as")


class Server:
    """A running server; ledgers are lent to tests and emptied in between, which is quicker than making new ones."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._numbers = count(1)
        self._free: list[str] = []

    def new_schema(self) -> str:
        """Return the URL of a new schema in which there is nothing."""
        name = f"test_{next(self._numbers)}"
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"{self.url}&options=-csearch_path%3D{name}"

    def lend(self) -> str:
        """Return the URL of a ledger that holds nothing, or of an empty schema."""
        return self._free.pop() if self._free else self.new_schema()

    def take_back(self, url: str) -> None:
        """Empty a ledger for the next test; one that something still holds is not lent again."""
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("SET lock_timeout = '2s'")
            query = (
                "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'schema_version'"
            )
            names = [name for (name,) in connection.execute(query)]
            try:
                if names:
                    statement = f"TRUNCATE {', '.join(names)} RESTART IDENTITY CASCADE"
                    connection.execute(statement)
            except psycopg.errors.LockNotAvailable:
                return
        self._free.append(url)


@contextmanager
def postgresql() -> Iterator[Server]:
    """Run a server. Raises NoServerError."""
    programs, (prefix, user) = binaries(), _as_user()
    # A short path: the name of a socket has at most 107 bytes.
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as folder:
        if prefix:
            shutil.chown(folder, user)
        options = " ".join(f"-c {name}='{value}'" for name, value in _SETTINGS.items())
        data = ["-D", f"{folder}/data"]
        made = ["-U", "tester", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
        _run([*prefix, str(programs / "initdb"), *data, *made], folder)
        control = [*prefix, str(programs / "pg_ctl"), *data]
        _run([*control, "-w", "-l", f"{folder}/log", "-o", f"-k {folder} {options}", "start"], folder)
        try:
            yield Server(f"postgresql://tester@/postgres?host={quote(folder, safe='')}")
        finally:
            _run([*control, "-m", "immediate", "stop"], folder)


def _run(command: list[str], folder: str) -> None:
    done = subprocess.run(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False, timeout=120,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
    )  # fmt: skip
    if done.returncode:
        raise NoServerError(f"{Path(command[-1]).name}: {done.stderr.strip()[-500:]}")

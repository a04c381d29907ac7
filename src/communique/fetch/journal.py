"""What was fetched, line by line beside the WARC file: by it a run goes on, and a later one asks for changes only."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from communique.errors import InputError


@dataclass(slots=True)
class Remembered:
    """What the journal says of a url: what the server needs to tell whether it has changed."""

    etag: str = ""
    modified: str = ""

    @property
    def conditions(self) -> dict[str, str]:
        """The headers of a conditional request, none if the server gave nothing to go by."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in told.items() if value}


@dataclass(slots=True)
class Journal:
    """The journal of one WARC file. end: where its last whole record ends. done: urls of a run that was ended early."""

    path: Path
    end: int | None = None
    done: set[str] = field(default_factory=set)
    urls: dict[str, Remembered] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Journal:
        """Return the journal as it stands; a last line that was cut off is taken out. Raises InputError."""
        found = cls(path)
        if not path.exists():
            return found
        try:
            data = path.read_bytes()
            whole = data[: data.rfind(b"\n") + 1]
            if whole != data:
                path.write_bytes(whole)
            for line in whole.splitlines():
                found._note(json.loads(line))
        except (OSError, ValueError, AttributeError) as error:
            raise InputError(f"{path}: the journal of earlier runs cannot be read: {error}; delete it") from error
        return found

    def write(self, entry: dict[str, Any]) -> None:
        """Append an entry: {"url", "outcome", "etag", "modified", "end"}, or {"run": "done"} at the end of a run."""
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")
        self._note(entry)

    def _note(self, entry: dict[str, Any]) -> None:
        if entry.get("run") == "done":
            self.done.clear()
            return
        url = entry["url"]
        self.done.add(url)
        if entry.get("end") is not None:
            self.end = entry["end"]
        if entry["outcome"] == "fetched":
            self.urls[url] = Remembered(entry.get("etag", ""), entry.get("modified", ""))

"""Where parts lie: a folder, or a place that fsspec reaches by url. Every file is written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from communique.errors import InputError
from communique.read.remote import filesystem, is_url


class Store:
    """A folder of files by relative name. Picklable: it is told to workers."""

    def __init__(self, place: str) -> None:
        self.place = place.rstrip("/") if is_url(place) else place

    def read(self, name: str) -> bytes:
        """Return the file's bytes. Raises FileNotFoundError, and OSError for other trouble."""
        if is_url(self.place):
            store, path = filesystem(self.place)
            return bytes(store.cat_file(f"{path}/{name}"))
        return (Path(self.place) / name).read_bytes()

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole: readers see all of it or the one before. Raises InputError where that cannot be."""
        try:
            if is_url(self.place):
                store, path = filesystem(self.place)
                store.makedirs(os.path.dirname(f"{path}/{name}"), exist_ok=True)  # noqa: PTH120  a path in a store
                store.pipe_file(f"{path}/{name}", data)
            else:
                _write_whole(Path(self.place) / name, data)
        except OSError as error:
            raise InputError(f"{self.place}: cannot be written: {error.strerror or error}") from error

    def names(self, folder: str) -> set[str]:
        """Return the names of the files in a folder, without it."""
        if is_url(self.place):
            store, path = filesystem(self.place)
            inner = f"{path}/{folder}"
            return {p.rsplit("/", 1)[1] for p in store.find(inner)} if store.exists(inner) else set()
        return set(_files(Path(self.place) / folder))


def _files(folder: Path) -> Iterator[str]:
    if folder.is_dir():
        yield from (entry.name for entry in folder.iterdir() if not entry.name.startswith("."))


def _write_whole(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)

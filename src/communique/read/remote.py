"""Files in object stores and other places that fsspec reaches by url: s3://, gs://, file://, memory:// and the like."""

from __future__ import annotations

from io import BufferedIOBase
from typing import Any, cast

from communique.errors import InputError

_MAGIC = frozenset("*?[")


def is_url(given: str) -> bool:
    """Return whether this names a place by url rather than by path."""
    return "://" in given


def has_magic(given: str) -> bool:
    """Return whether the path is a pattern (``*``, ``?``, ``[``)."""
    return not _MAGIC.isdisjoint(given)


def filesystem(url: str) -> tuple[Any, str]:
    """Return the fsspec file system of the url and the path in it; InputError with the remedy where there is none."""
    try:
        import fsspec  # noqa: PLC0415  an extra
    except ImportError as error:
        raise InputError(f"{url}: urls of files need fsspec: pip install 'communique[ray]'") from error
    try:
        found, path = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise InputError(f"{url}: {error}") from error
    return found, str(path)


def find(url: str) -> list[str]:
    """Return the urls of the files that a url, a folder's url or a pattern stands for, sorted.

    Raises InputError when there is nothing, or the store cannot be reached.
    """
    store, path = filesystem(url)
    try:
        if has_magic(path):
            found = [p for p in store.glob(path) if not store.isdir(p)]
        else:
            found = store.find(path) if store.isdir(path) else [path] if store.exists(path) else []
        return sorted(store.unstrip_protocol(p) for p in found if not _hidden(p, path))
    except OSError as error:
        raise InputError(f"{url}: {error}") from error


def _hidden(found: str, root: str) -> bool:
    return any(part.startswith(".") for part in found.removeprefix(root).split("/"))


def open_url(url: str) -> BufferedIOBase:
    """Return the file at the url, open for reading and seekable. Raises OSError."""
    store, path = filesystem(url)
    return cast(BufferedIOBase, store.open(path, "rb"))


def size_of(url: str) -> int:
    """Return the size in bytes of the file at the url. Raises OSError."""
    store, path = filesystem(url)
    return int(store.size(path))

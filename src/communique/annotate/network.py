"""Shipped networks: files checked against the checksums of their manifest, run by ONNX Runtime on one thread."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import onnxruntime

from communique.errors import CommuniqueError

MANIFEST = "manifest.json"


class ModelError(CommuniqueError):
    """A shipped network is missing, damaged or not the one its manifest describes."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """A network's folder as read: the manifest's own settings, and the files' contents by name."""

    folder: Path
    manifest: Mapping[str, Any]
    files: Mapping[str, bytes]

    def setting(self, name: str) -> Any:
        """Return a setting of the manifest. Raises ModelError when it lacks it."""
        return self._of(self.manifest, name)

    def file(self, name: str) -> bytes:
        """Return a file's content. Raises ModelError when the manifest does not list it."""
        return bytes(self._of(self.files, name))

    def _of(self, values: Mapping[str, Any], name: str) -> Any:
        if name not in values:
            raise ModelError(f"{self.folder / MANIFEST}: lacks {name!r}; reinstall communique")
        return values[name]


def read_shipped(folder: Path) -> Shipped:
    """Return the network below a folder; ModelError when a file is missing or is not the one the manifest lists."""
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); reinstall communique") from error
    except ValueError as error:
        raise ModelError(f"{path}: is no JSON ({error}); reinstall communique") from error
    if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict):
        raise ModelError(f"{path}: lists no files; reinstall communique")
    files = {name: _checked(folder / name, entry["sha256"]) for name, entry in manifest["files"].items()}
    return Shipped(folder, manifest, files)


def _checked(path: Path, wanted: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); reinstall communique") from error
    found = hashlib.sha256(content).hexdigest()
    if found != wanted:
        raise ModelError(f"{path}: SHA-256 is {found}, the manifest has {wanted}; reinstall communique")
    return content


def session(graph: bytes, without: Sequence[str] = ()) -> onnxruntime.InferenceSession:
    """Return a session that gives the same result for the same input on every run; without: optimisers left out."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=list(without)
    )

"""The WARC file that pages are fetched into: whole records only, also after a kill."""

from __future__ import annotations

import gzip
import io
import uuid
from datetime import UTC, datetime
from pathlib import Path

from fastwarc.warc import WarcRecord, WarcRecordType

from communique.errors import InputError
from communique.fetch.client import Answer

#: Headers that speak of how the body travelled, which is not how it is stored.
_TRAVEL = frozenset({"transfer-encoding", "connection", "keep-alive", "content-length"})


class Archive:
    """Appends answers to a WARC file, packed if its name ends in .gz."""

    def __init__(self, path: Path, end: int | None, agent: str) -> None:
        """end: where the last whole record ends, if known; what stands behind it is a record that was cut off.

        Raises InputError when the file cannot be written.
        """
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("ab")
            if end is not None and self._file.tell() > end:
                self._file.truncate(end)
            if not self._file.tell():
                self._write(_info(agent))
        except OSError as error:
            raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error

    def add(self, answer: Answer) -> int:
        """Append an answer as a response record; return where the file then ends."""
        record = WarcRecord()
        record.init_headers(WarcRecordType.response, uuid.uuid4().urn.encode())
        record.headers["WARC-Date"] = _now()
        record.headers["WARC-Target-URI"] = answer.url
        record.headers["WARC-IP-Address"] = answer.address
        record.headers["Content-Type"] = "application/http; msgtype=response"
        kept = [(name, " ".join(value.split())) for name, value in answer.headers if name.casefold() not in _TRAVEL]
        head = [f"HTTP/1.1 {answer.status} {answer.reason}", *(f"{name}: {value}" for name, value in kept)]
        lines = "\r\n".join([*head, f"Content-Length: {len(answer.body)}", "", ""])
        record.set_bytes_content(lines.encode("latin-1", "replace") + answer.body)
        return self._write(record)

    def _write(self, record: WarcRecord) -> int:
        buffer = io.BytesIO()
        record.write(buffer, checksum_data=True)
        data = buffer.getvalue()
        self._file.write(gzip.compress(data) if self.path.suffix == ".gz" else data)
        self._file.flush()
        return self._file.tell()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _info(agent: str) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(WarcRecordType.warcinfo, uuid.uuid4().urn.encode())
    record.headers["WARC-Date"] = _now()
    record.headers["Content-Type"] = "application/warc-fields"
    record.set_bytes_content(f"software: {agent}\r\nformat: WARC File Format 1.1\r\nrobots: obey\r\n".encode())
    return record


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

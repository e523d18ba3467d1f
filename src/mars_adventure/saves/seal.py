"""The first line of a saved game: a checksum over all the rest.

`tail -n +2 FILE | sha256sum` prints the same number.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_OPENING, _CLOSING = b'{"checksum": "sha256 ', b'",\n'
SEAL_BYTES = len(_OPENING) + 64 + len(_CLOSING)


def seal(parts: Sequence[bytes | memoryview]) -> bytes:
    """A whole file from the parts that follow the first line."""
    return b"".join([_first_line(parts), *parts])


def is_sealed(data: bytes) -> bool:
    """Whether the file is, to the byte, what was once written."""
    return data[:SEAL_BYTES] == _first_line([memoryview(data)[SEAL_BYTES:]])


def looks_sealed(data: bytes) -> bool:
    """Whether the file begins as a saved game does."""
    return data.startswith(_OPENING)


def _first_line(parts: Iterable[bytes | memoryview]) -> bytes:
    digest = sha256()
    for part in parts:
        digest.update(part)
    return _OPENING + digest.hexdigest().encode() + _CLOSING

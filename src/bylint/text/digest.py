"""Content known by a few letters."""

from __future__ import annotations

from hashlib import blake2b


def digest(content: bytes, size: int = 16) -> str:
    """Return the BLAKE2 digest of some bytes in hexadecimal digits, two for each byte of its size."""
    return blake2b(content, digest_size=size).hexdigest()

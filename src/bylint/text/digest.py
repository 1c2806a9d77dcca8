"""Content known by a few letters."""

from __future__ import annotations

# `hashlib` has the same function, and loads OpenSSL first: that takes longer than all hashing of a run on one article.
from _blake2 import blake2b as blake2b


def digest(content: bytes, size: int = 16) -> str:
    """Return the BLAKE2 digest of some bytes in hexadecimal digits, two for each byte of its size."""
    return blake2b(content, digest_size=size).hexdigest()

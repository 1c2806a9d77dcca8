"""The files of pictures: what they say of themselves, read without decoding a pixel."""

from __future__ import annotations

from functools import lru_cache

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".tif", ".tiff")


@lru_cache(maxsize=1)
def can_read() -> bool:
    """Tell whether what reading XMP takes is installed."""
    from importlib.util import find_spec

    return find_spec("defusedxml") is not None

"""The files of pictures: what they say of themselves, read without decoding a pixel."""

from __future__ import annotations

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".tif", ".tiff")

"""Parts of web addresses. What splits them is loaded when an article has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from urllib.parse import SplitResult


def split(address: str) -> SplitResult:
    """Return the parts of an address; ValueError where it is none."""
    from urllib.parse import urlsplit

    return urlsplit(address)


def unquoted(text: str) -> str:
    """Return a text with its percent escapes resolved."""
    if "%" not in text:
        return text
    from urllib.parse import unquote

    return unquote(text)

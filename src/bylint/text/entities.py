"""Character references of HTML and Markdown: `&amp;`, `&#8217;`."""

from __future__ import annotations


def unescaped(text: str) -> str:
    """Return the text with the characters that its references stand for."""
    if "&" not in text:
        return text
    # Imported here: most articles hold no reference, and the table of names is long.
    from html import unescape

    return unescape(text)

"""The article that holds a phrase: the slots of a placement, filled."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape

from benchmarks.phrases.wording import Wording

_SLOT = re.compile(r"\{([a-z-]+)\}")
_EMPHASIS = re.compile(r"\*([^*]+)\*")
_PARAGRAPHS = ("first", "second", "third", "last")


def text(placement: str, said: str, signed: Sequence[str], wording: Wording) -> str:
    """Return the article: the phrase as it is said, and whoever signs."""
    return _SLOT.sub(lambda slot: _of_phrase(slot[1], said) or _of_article(slot[1], signed, wording), placement)


def _of_phrase(slot: str, said: str) -> str:
    plain = _EMPHASIS.sub(r"\1", said)
    match slot:
        case "phrase":
            return said
        case "plain":
            return plain
        case "quoted":
            return json.dumps(plain, ensure_ascii=False)
        case "marked":
            return _EMPHASIS.sub(r"<em>\1</em>", escape(said, quote=False))
    return ""


def _of_article(slot: str, signed: Sequence[str], wording: Wording) -> str:
    parts = wording.parts
    if slot in _PARAGRAPHS:
        return str(parts["filler"][_PARAGRAPHS.index(slot)])
    match slot:
        case "signed":
            return signed[0]
        case "author":
            return signed[0] if len(signed) == 1 else f"[{', '.join(signed)}]"
        case "authors":
            return f" {parts['and']} ".join(signed)
        case "html-head":
            return _head(signed, wording)
        case "html-open":
            return _head((), wording)
        case "by":
            return str(parts["by"])
        case "bio" | "dek":
            return wording.fill(parts[slot])
        case "scene":
            return wording.fill(wording.drawn("scene", parts["scenes"]))
        case "scene-stopped":
            return wording.fill(wording.drawn("scene", [one for one in parts["scenes"] if one.endswith(".")]))
        case "fence":
            # The braces of MyST would be a slot.
            return "```{figure}"
    # "label" is one of labels, and so on.
    return wording.drawn(slot, parts[f"{slot}s"])


def _head(signed: Sequence[str], wording: Wording) -> str:
    """Return the head of a page and of its article, with a byline where somebody signs."""
    parts = wording.parts
    headline = wording.drawn("headline", parts["headlines"])
    names = f" {parts['and']} ".join(signed)
    byline = f'<p class="byline">{parts["by"]}{names}</p>\n' if signed else ""
    opened = f'<!doctype html>\n<html lang="{parts["language"]}"><head><meta charset="utf-8"><title>{headline}</title>'
    return f"{opened}</head>\n<body><article><h1>{headline}</h1>\n{byline}"

"""What a site says about its pictures, in its configuration."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bylint.config import Images
from bylint.text.yaml_form import Key
from bylint.text.yaml_form import Mistake
from bylint.text.yaml_form import Sheet
from bylint.text.yaml_form import faults
from bylint.text.yaml_form import items
from bylint.text.yaml_form import value
from bylint.text.yaml_marks import Node

IMAGES = {
    "credit-fields": Key("texts"),
    "headings": Key("texts"),
    "content": Key("texts"),
    "ignore": Key("texts"),
    "rights": Key("texts"),
    "blanket": Key("texts"),
}


def images(page: Sheet, root: Path) -> Images:
    """Return what stands at `images`; files are named from the folder of the configuration."""
    node = value(page.node, "images")
    if node is None:
        return Images()
    return Images(
        credit_fields=_texts(node, "credit-fields"),
        headings=_texts(node, "headings"),
        content=_texts(node, "content"),
        ignore=_texts(node, "ignore"),
        blanket=_texts(node, "blanket"),
        rights=tuple((root / item.words, page.place(item.span.start)) for item in items(node, "rights")),
    )


def faults_of(node: Node) -> Iterator[Mistake]:
    """Yield what is wrong with `images` in a configuration."""
    found = value(node, "images")
    if found is None or found.kind != "map":
        return
    yield from faults(found, IMAGES, "images: ")
    for key in IMAGES:
        for item in items(found, key):
            if not item.words.strip():
                yield item.span.start, f"images: {key!r} holds an empty text"


def _texts(node: Node, key: str) -> tuple[str, ...]:
    return tuple(item.words for item in items(node, key))

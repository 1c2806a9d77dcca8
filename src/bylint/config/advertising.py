"""What a site says about its advertising, in its configuration."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.config import Ads
from bylint.text.yaml_form import Key
from bylint.text.yaml_form import Mistake
from bylint.text.yaml_form import faults
from bylint.text.yaml_form import guess
from bylint.text.yaml_form import items
from bylint.text.yaml_form import value
from bylint.text.yaml_form import words
from bylint.text.yaml_marks import Node

JURISDICTIONS = ("us", "uk", "eu", "de", "fr", "es", "it", "nl", "pl", "ca", "au")
_YES_NO = Key(among=("true", "false"))
ADS = {
    "allow": Key("texts"),
    "slots": Key("list"),
    "disclosed": _YES_NO,
    "labelled": _YES_NO,
    "links-qualified": _YES_NO,
    "parameters": Key("texts"),
}
SLOT = {"opens": Key(is_needed=True), "closes": Key(is_needed=True)}


def ads(node: Node | None) -> Ads:
    """Return what stands at `ads`."""
    if node is None:
        return Ads()
    return Ads(
        allow=tuple(item.words for item in items(node, "allow")),
        slots=tuple(_slot(item) for item in items(node, "slots")),
        disclosed=words(node, "disclosed") == "true",
        labelled=words(node, "labelled") == "true",
        links_qualified=words(node, "links-qualified") == "true",
        parameters=tuple(item.words for item in items(node, "parameters")),
    )


def faults_of(node: Node) -> Iterator[Mistake]:
    """Yield what is wrong with `jurisdiction` and `ads` in a configuration."""
    for item in items(node, "jurisdiction"):
        if item.words.casefold() not in JURISDICTIONS:
            known = ", ".join(JURISDICTIONS)
            said = guess(item.words.casefold(), JURISDICTIONS)
            yield item.span.start, f"{item.words!r} is not a jurisdiction ({known}){said}"
    found = value(node, "ads")
    if found is None or found.kind != "map":
        return
    yield from faults(found, ADS, "ads: ")
    for item in items(found, "slots"):
        if item.kind == "map":
            yield from faults(item, SLOT, "ads: slots: ")
        elif item.kind != "text":
            yield item.span.start, "a slot is a text, or a mapping `{opens: ..., closes: ...}`"


def _slot(node: Node) -> tuple[str, str]:
    return (words(node, "opens"), words(node, "closes")) if node.kind == "map" else (node.words, "")

"""What ties the names of signers together across articles: an account, or a place of work."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.grammar.bio import normal
from bylint.model.article import Element
from bylint.model.article import Part
from bylint.model.parts_people import Account
from bylint.model.people import people_named
from bylint.roles.person.scene import Scene
from bylint.roles.person.scene import are_same
from bylint.text.organisations import resolve

_MOST = 3
"""Ties of one signer."""


def signatures(scene: Scene) -> Iterator[Part]:
    """Yield each signer by a whole name once for each tie; `about` is the tie, with the initials that slips leave as
    they are. Whom the registry knows is held against the registry alone."""
    for signer in scene.signers:
        name = signer.words("name")
        if signer.has("id") or signer.words("origin") == "printed" or " " not in signer.about:
            continue
        if people_named(scene.knowledge.registry, signer.about):
            continue
        initials = "".join(word[0] for word in signer.about.split())
        for tie in tuple(dict.fromkeys(_ties(signer, scene)))[:_MOST]:
            yield Part(
                "signature", signer.prose, signer.span, f"{tie}|{initials}", (Element("name", name),), signer.block
            )


def _ties(signer: Part, scene: Scene) -> Iterator[str]:
    for account in scene.article.parts.of(Account):
        if account.is_linked and are_same(account.about, signer.about):
            yield f"account {account.network} {account.name.lower()}"
    for post in scene.article.each("affiliation"):
        if are_same(post.about, signer.about):
            body = post.words("organisation")
            yield f"works at {resolve(body, scene.knowledge.directory) or normal(body)}"

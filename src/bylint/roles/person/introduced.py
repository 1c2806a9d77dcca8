"""Signers whom nothing introduces, though others of the same article are."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.article import Element
from bylint.model.article import Part
from bylint.roles.called import called
from bylint.roles.person.scene import Scene
from bylint.roles.person.scene import are_one
from bylint.text.fold import bare
from bylint.text.fold import small

_READ = 400_000


def unintroduced(scene: Scene) -> Iterator[Part]:
    """Yield the signers without a bio, in the file or by the template, whom the text does not name; `others` tells
    whether another signer has one."""
    is_printed = scene.knowledge.settings.get("printed", {}).get("bios")
    if is_printed or any(called("bio", scene.article, scene.knowledge)):
        return
    described = {bio.about for bio in scene.article.each("bio") if not bio.has("placeholder")}
    if "article" in described:
        return  # a bio of nobody in particular may be anyone's
    named = [signer for signer in scene.signers if signer.words("origin") != "printed"]
    signers = [signer for signer in named if not signer.has("id") and " " in signer.about]
    missing = [s for s in signers if not any(are_one(s.about, who, scene.knowledge) for who in described)]
    others = [s.words("name") for s in signers if s not in missing]
    in_text = _named(scene, frozenset(signer.about.split()[-1] for signer in missing))
    for signer in missing:
        if signer.about.split()[-1] not in in_text:
            elements = (Element("others", "yes" if others else "no"), Element("introduced", ", ".join(others)))
            yield Part("unintroduced", signer.prose, signer.span, signer.about, elements, signer.block)


def _named(scene: Scene, wanted: frozenset[str]) -> frozenset[str]:
    """Return those of some bare words that stand in the article but for its bylines: whom it names, it may introduce
    in passing."""
    own = {author.block for author in scene.authors}
    proses = (block.prose.plain for index, block in enumerate(scene.article.blocks) if index not in own)
    text = small(" ".join(proses)[:_READ]) if wanted else ""
    # Most stand nowhere, not even in other words, so that the words need not be told apart.
    return wanted.intersection(bare(text).split()) if any(word in text for word in wanted) else frozenset()

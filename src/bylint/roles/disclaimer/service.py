"""Those who serve: "is an active-duty Army officer", "is a captain in the Navy", "commands the 3rd Brigade, U.S. Army".

A service's short name is nobody's employer in running text; beside a rank, in the present tense of a bio, it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bylint.model.article import Article
from bylint.model.knowledge import Knowledge
from bylint.roles.disclaimer.posts import Held
from bylint.roles.disclaimer.signing import Signer
from bylint.roles.disclaimer.signing import is_of_author
from bylint.roles.disclaimer.signing import signer_of
from bylint.text.choices import one_of
from bylint.text.lazy import lazily
from bylint.text.sentences import sentence_bounds


class _Forms(NamedTuple):
    patterns: tuple[re.Pattern[str], ...]
    services: dict[str, str]
    abroad: re.Pattern[str]


def serving(article: Article, signing: tuple[Signer, ...], knowledge: Knowledge) -> Iterator[Held]:
    """Yield the services to which bios say that signers belong now."""
    known = _forms(knowledge)
    for bio in article.each("bio"):
        if not any(force in bio.prose.plain for force in known.services):
            continue
        signer = signer_of(bio, signing)
        if signer is None or known.abroad.search(bio.prose.plain) or not is_of_author(article, bio, knowledge):
            continue
        for start, end in sentence_bounds(bio.prose.plain):
            match = _match(known, bio.prose.plain, start, end)
            if match:
                prose = bio.prose.cut(*match.span("service"))
                key = known.services[match["force"]]
                title = (match["rank"] or "").strip()
                yield Held(signer, key, prose.plain, prose, title, "current", "in the bio", bio.block)


def _match(known: _Forms, plain: str, start: int, end: int) -> re.Match[str] | None:
    return next((found for form in known.patterns if (found := form.search(plain, start, end))), None)


@lru_cache(maxsize=8)
def _forms(knowledge: Knowledge) -> _Forms:
    lists = knowledge.lists["disclaimers"]["service"]
    force = one_of(lists["forces"])
    service = rf"(?P<service>(?:(?:U\. ?S\.|US|United States) )?(?P<force>{force})(?: Reserves?)?)"
    rank = rf"(?P<rank>{'|'.join(lists['ranks'])})"
    words = rf"(?:(?!(?:{'|'.join(lists['over'])})\b)[a-z][a-z-]{{1,20}},? ){{0,4}}"
    filled = (form.format(service=service, rank=rank, words=words) for form in lists["forms"])
    abroad = lazily(rf"\b(?:{'|'.join(lists['abroad'])})\b")
    return _Forms(tuple(lazily(form) for form in filled), dict(lists["forces"]), abroad)

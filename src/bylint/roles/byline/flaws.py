"""What stands in the field of a name and is no part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bylint.model.article import Article
from bylint.model.article import Element
from bylint.model.markup import Link
from bylint.model.prose import Prose
from bylint.roles.byline.fields import Entry
from bylint.roles.byline.fields import Signing
from bylint.text.lazy import lazily

_FIELDS = ("front-matter", "meta", "json-ld", "microdata")
_SAID = {
    "lead": "a lead word",
    "email": "an e-mail address",
    "markup": "markup",
    "glued": "more than one name",
    "quotes": "quotation marks",
    "dead": "a link to nobody's profile",
}
# Marks that stand round the whole of a name; those inside it hold a nickname.
_QUOTED = lazily(r"""[“”„«»"].{1,80}|.{1,80}[“”«»"]|[‘‚].{1,80}[’‘]""")
_NICKNAME = lazily(r"""\s[“„"«][^“”"»]{1,30}[”“"»]""")
# The address of a site where people have pages, without a person, or with the word that stood for one in a template.
_DEAD = lazily(
    r"""https?://(?:www\.)?(?:github|gitlab|twitter|x|linkedin|facebook|instagram|medium|orcid)\.(?:com|org)
    (?:/in)?/?(?:@?(?:person[a-z]?|user(?:-?name)?|your-?(?:user-?)?name|name|handle|your-?handle|example|todo|tbd))?/?""",
    re.IGNORECASE | re.VERBOSE,
)


def flaws(article: Article, signing: Signing, entry: Entry, number: int) -> Iterator[Element]:
    """Yield what is wrong with an entry, told of its first name; a line of the page may say "By", and a theme's one
    field may hold several names."""
    if number:
        return
    for flaw, prose in _found(article, signing, entry).items():
        if prose is not None and prose.at:
            yield Element(flaw, prose.plain, prose)
            yield Element("malformed", _SAID[flaw], entry.prose if flaw != "dead" else prose)


def _found(article: Article, signing: Signing, entry: Entry) -> dict[str, Prose | None]:
    if signing.origin not in _FIELDS:
        link = _dead_link(article, signing)
        return {"dead": link.words if link else None}
    reading = entry.reading
    people = [name for name in reading.names if name.kind == "person"]
    is_one = entry.is_listed or signing.origin == "json-ld"
    return {
        "lead": reading.leads[0] if reading.leads and signing.place != "byl" else None,
        "email": reading.email,
        "markup": reading.markup if is_one or signing.origin != "front-matter" else None,
        "glued": entry.prose if len(people) > 1 and is_one else None,
        "quotes": entry.prose if len(people) == 1 and _is_quoted(entry.prose.plain) else None,
    }


def _is_quoted(plain: str) -> bool:
    return bool(_QUOTED.fullmatch(plain)) and not _NICKNAME.search(plain)


def _dead_link(article: Article, signing: Signing) -> Link | None:
    for link in article.links:
        if link.block == signing.block >= 0 and _DEAD.fullmatch(link.href.plain.strip()):
            return link
    return None

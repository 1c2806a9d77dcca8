"""What of a page is furniture: navigation, sidebars, comments, offers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from bylint.text.lazy import lazily

# What readers wrote, furniture by a name that leaves little doubt, and by one that leaves some.
COMMENT, FIRM, SOFT, NONE = 3, 2, 1, 0

_NAMES = {"nav": FIRM, "form": SOFT}
_ROLES = {"navigation": FIRM, "search": FIRM, "alertdialog": FIRM, "dialog": SOFT}
# Elements of these names are none.
IN_LINES = frozenset("a abbr b br cite em font i img path s small source span strong sub sup svg time u use".split())
# Furniture around an article, but part of it where they stand in it.
_OUTER = frozenset({"header", "footer", "aside"})
_OUTER_ROLES = frozenset({"banner", "contentinfo", "complementary"})
# "has-sidebar", "row--sidebar": words about the layout of something else.
_ABOUT = lazily(r"[\s-](?:(?<=\s)(?:has|with|without|no|is|show|hide|js)|(?<=-))-[^\s]{1,60}")
_COMMENT = lazily(r"[^a-z](?:comments?|commentlist|comment-?(?:form|area|box|section|wrap)|disqus|respond)(?![a-z])")
# Words that name furniture on any site, as a part of a class or an id between hyphens or underscores.
_FIRM = lazily(
    r"""[^a-z] (?:
        related | relatedposts | recirc(?:ulation)? | recommended | recommendations?
      | outbrain | taboola | sharedaddy | breadcrumbs? | cookies? | gdpr | skip-link
      | sidebar | side-bar | rail | right-?col(?:umn)? | site-?(?:header|footer|nav(?:igation)?) | masthead
      | navbar | nav | navigation | menu | pagination | pager
      | ad-?(?:slot|unit|container|wrapper|banner|zone|box|label|placeholder) | adslot | advert(?:s|isement|isements)?
    ) (?![a-z])""",
    re.VERBOSE,
)
_SOFT = lazily(
    r"""[^a-z] (?:
        share | sharing | sharebar | social | follow-us | newsletters? | subscribe | subscription | sign-?up
      | promos? | promotion | popular | trending | most-read | read-(?:next|more|also) | more-(?:stories|from|on|news)
      | also-(?:like|read) | up-next | next-article | teasers?
      | paywall-?(?:offer|prompt|banner|overlay|cta|barrier|message)
      | consent | modal | popup | overlay | login | toolbar | donate | donation | footer | ads? | banner-ad | tag-?cloud
    ) (?![a-z])""",
    re.VERBOSE,
)
_WIDGET = lazily(r"\s(?:widget(?:s|-area|_\S*)?)(?:\s|$)")
# Boxes that hold words of the article itself, whatever else their names say.
_OWN = lazily(
    r"""[^a-z] (?:
        bio | biography | author s? | byline s? | contributors? | disclaimer | correction s? | editors?-?note
      | (?:entry|post|article|story)-?(?:header|footer|body|content|text|meta)
    ) (?![a-z])""",
    re.VERBOSE,
)


def weight(name: str, attrs: Mapping[str, str], *, is_in_article: bool) -> int:
    """Tell how surely an element is furniture: COMMENT, FIRM, SOFT or NONE."""
    words, is_own = NONE, False
    if "class" in attrs or "id" in attrs:
        words, is_own = _named(attrs.get("class", ""), attrs.get("id", ""))
    if words >= FIRM:
        return words
    if is_own:
        return NONE
    role = attrs.get("role", "")
    if not is_in_article and (name in _OUTER or role in _OUTER_ROLES):
        return SOFT
    # A paragraph named teaser is the lead of its article; a box of that name leads to another one.
    if name == "p" and words == SOFT and "teaser" in attrs.get("class", ""):
        return NONE
    return max(words, _NAMES.get(name, NONE), _ROLES.get(role, NONE))


@lru_cache(maxsize=8192)
def _named(classes: str, identifier: str) -> tuple[int, bool]:
    # All patterns begin with what stands before a word: so a search skips to the words at once.
    written = f" {f'{classes} {identifier}'[:600].lower()}"
    words = _ABOUT.sub(" ", written.replace("_", "-"))
    if _COMMENT.search(words):
        return COMMENT, False
    if _FIRM.search(words):
        return FIRM, False
    is_soft = _SOFT.search(words) or _WIDGET.search(written)
    return (SOFT if is_soft else NONE), bool(_OWN.search(words))

"""What of a page is furniture: navigation, sidebars, comments, offers."""

from __future__ import annotations

import re
from functools import lru_cache

from bylint.readers.html_tree import Node

FIRM, SOFT, NONE = 2, 1, 0

_NAMES = {"nav": FIRM, "form": SOFT}
_ROLES = {
    "navigation": FIRM,
    "search": FIRM,
    "banner": SOFT,
    "contentinfo": SOFT,
    "complementary": SOFT,
    "dialog": SOFT,
    "alertdialog": FIRM,
}
# Words that name furniture on any site, as a part of a class or an id between hyphens or underscores.
_FIRM = re.compile(
    r"""(?<![a-z]) (?:
        comments? | comment-?(?:list|form|area|box|section) | disqus | respond
      | related | relatedposts | recirc(?:ulation)? | recommended | recommendations?
      | outbrain | taboola | sharedaddy | breadcrumbs? | cookies? | gdpr | skip-link
      | sidebar | side-bar | rail | right-?col(?:umn)? | site-?(?:header|footer|nav(?:igation)?) | masthead
      | navbar | nav | navigation | menu | pagination | pager
      | ad-?(?:slot|unit|container|wrapper|banner|zone|box|label|placeholder) | adslot | advert(?:s|isement|isements)?
    ) (?![a-z])""",
    re.VERBOSE,
)
_SOFT = re.compile(
    r"""(?<![a-z]) (?:
        share | sharing | sharebar | social | follow-us | newsletters? | subscribe | subscription | sign-?up
      | promos? | promotion | popular | trending | most-read | read-(?:next|more|also) | more-(?:stories|from|on|news)
      | also-(?:like|read) | up-next | next-article | teasers?
      | paywall-?(?:offer|prompt|banner|overlay|cta|barrier|message) | consent | modal | popup | overlay | login | toolbar | donate | donation | footer | ads? | banner-ad | tag-?cloud
    ) (?![a-z])""",
    re.VERBOSE,
)
_WIDGET = re.compile(r"(?:^|\s)(?:widget(?:s|-area|_\S*)?)(?:\s|$)")
# Boxes that hold words of the article itself, whatever else their names say.
_OWN = re.compile(
    r"""(?<![a-z]) (?:
        bio | biography | author s? | byline s? | contributors? | disclaimer | correction s? | editors?-?note
      | (?:entry|post|article|story)-?(?:header|footer|body|content|text|meta)
    ) (?![a-z])""",
    re.VERBOSE,
)


def weight(node: Node, *, is_in_article: bool) -> int:
    """Tell how surely an element is furniture: FIRM, SOFT (unless it holds much of the text) or NONE."""
    named = _named(node.attrs.get("class", ""), node.attrs.get("id", "")) if node.attrs else (NONE, False)
    words, is_own = named
    if words == FIRM:
        return FIRM
    if is_own:
        return NONE
    role = _ROLES.get(node.attrs.get("role", ""), NONE) if node.attrs else NONE
    name = _NAMES.get(node.name, NONE)
    if node.name in ("header", "footer", "aside") and not is_in_article:
        name = SOFT
    return max(words, role, name)


@lru_cache(maxsize=8192)
def _named(classes: str, identifier: str) -> tuple[int, bool]:
    words = f"{classes} {identifier}"[:600].lower().replace("_", "-")
    if _FIRM.search(words):
        return FIRM, False
    is_soft = bool(_SOFT.search(words) or _WIDGET.search(f"{classes} {identifier}"[:600].lower()))
    return (SOFT if is_soft else NONE), bool(_OWN.search(words))

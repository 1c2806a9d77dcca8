"""The elements of HTML: which part texts, which are empty, and which end without a tag."""

from __future__ import annotations

from collections.abc import Mapping

VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
BLOCK = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main menu nav noscript ol "
    "optgroup option p plaintext pre search section summary table tbody td template tfoot th thead tr ul".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# Their end tags close them alone, even where a block inside is still open.
FORMATTING = frozenset("a abbr b big cite code em font i mark q s small span strike strong sub sup tt u".split())
ENDS_PARAGRAPH = BLOCK - frozenset(
    "body caption head html noscript optgroup option tbody td template tfoot th thead tr".split()
)
# What a start tag closes first, and the element at which the search for it ends.
SIBLINGS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "option": (frozenset({"option"}), frozenset({"select", "datalist"})),
    "a": (frozenset({"a"}), BLOCK),
    **dict.fromkeys(HEADINGS, (HEADINGS, BLOCK - HEADINGS)),
    "td": (frozenset({"td", "th"}), frozenset({"table"})),
    "th": (frozenset({"td", "th"}), frozenset({"table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    **{
        t: (frozenset({"tbody", "thead", "tfoot", "caption"}), frozenset({"table"}))
        for t in ("tbody", "thead", "tfoot")
    },
}
WALLS = frozenset("table td th caption template object button html".split())
TABLE_PARTS = frozenset("td th tr tbody thead tfoot caption".split())
IN_HEAD = frozenset("base basefont bgsound link meta noscript script style template title head".split())
# They hold no text of the page; the tokenizer makes one text of all that stands in them.
NO_TEXT = frozenset("script style noscript iframe noembed noframes xmp plaintext textarea".split())
NEVER_ENDED = frozenset({"body", "html"})
# Start tags that may close others first, or are passed over.
PARTING = ENDS_PARAGRAPH | SIBLINGS.keys() | {"html", "head", "body"}

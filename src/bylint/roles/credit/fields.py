"""Names of fields that say something of a picture: its caption, its credit, its alt text."""

from __future__ import annotations

from functools import lru_cache

from bylint.text.lazy import lazily

_HUMP = lazily(r"(?<=[a-z0-9])(?=[A-Z])")
_GAP = lazily(r"[\W_]+")
_PICTURES = frozenset(
    "image images img imgs photo photos picture pictures pic cover hero header banner feature featured thumbnail thumb "
    "lead teaser figure fig splash masthead illustration art artwork media background visual foto bild imagen "
    "immagine".split()
)
_CREDITS = frozenset(
    "credit credits creditline attr attribution attributions copyright photographer photographers creator creators "
    "artist courtesy rights owner credited imagecredit photocredit illustrator illustrators fotograf fotografo "
    "fotógrafo bildnachweis bildquelle fotocredit credito crédito crédit photoby".split()
)
# Beside a picture these name its maker; at the top of a header they are the article's own.
_NESTED_CREDITS = frozenset("author authors by byline source sources quelle fuente fonte person provider".split())
_LICENCES = frozenset("license licence licencia lizenz".split())
_CAPTIONS = frozenset(
    "caption captions figcaption legend legende légende bildunterschrift subtitle description desc".split()
)
_ALTS = frozenset("alt alttext alternative".split())
_ADDRESSES = frozenset(
    "url link href uri attrlink creditlink crediturl sourceurl sourcelink web website src path file id".split()
)
# These speak of a picture even at the top of a header.
_BARE = frozenset(
    "credit credits caption figcaption photographer photographers photocredit imagecredit bildnachweis bildquelle "
    "creditline photoby".split()
)


@lru_cache(maxsize=4096)
def words_of(key: str) -> tuple[str, ...]:
    """Return the words of a key, however they are joined: `featured_image-creditText`."""
    return tuple(_GAP.sub(" ", _HUMP.sub(" ", key)).casefold().split())


def names_picture(key: str) -> bool:
    """Tell whether a key speaks of a picture."""
    return not _PICTURES.isdisjoint(words_of(key))


@lru_cache(maxsize=4096)
def meaning(key: str, *, is_nested: bool) -> str:
    """Return what the value of a key is: credit, caption, alt, licence, address or nothing.

    `is_nested`: the key stands beside a picture, not at the top of a header, where it may speak of the article.
    """
    words = words_of(key)
    if not is_nested and _PICTURES.isdisjoint(words) and _BARE.isdisjoint(words):
        return ""
    if not _ALTS.isdisjoint(words):
        return "alt"
    says_credit = not (_CREDITS | _NESTED_CREDITS).isdisjoint(words)
    if words and words[-1] in _ADDRESSES:
        return "address" if says_credit or words[-1].startswith(("attr", "credit", "source")) else ""
    if not _LICENCES.isdisjoint(words):
        return "licence"
    if says_credit:
        return "credit"
    return "caption" if not _CAPTIONS.isdisjoint(words) else ""

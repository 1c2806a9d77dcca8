"""The other addresses of a picture: the sizes and formats that a page offers."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.model.markup import Image
from bylint.text.lazy import lazily

# An address may hold commas; between two of them stands a blank after the comma, or a width before it.
_ADDRESS = lazily(r"([^\s,]\S*?)(?:\s+[\d.]{1,8}[wxh])?(?:\s*,\s+|,(?=https?://|/)|\s*,?\s*$|\s+(?=https?://|/))")
_LONGEST, _MOST = 20_000, 40


def variants(image: Image) -> Iterator[str]:
    """Yield the addresses beside the picture's own, each once."""
    seen = {image.src.plain}
    for name, prose in image.fields:
        found = _ADDRESS.findall(prose.plain[:_LONGEST]) if name == "srcset" else ()
        for address in found[:_MOST]:
            if address not in seen and not address.startswith("data:"):
                seen.add(address)
                yield address

"""Read the metadata of 10,000 pictures, and say how long it took and how much memory it held."""

from __future__ import annotations

import struct
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

from bylint.pictures import embedded

_COUNT = 10_000
_PIXELS = 200_000
_XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>Ada Lund {}</rdf:li>'
    "</rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def main() -> None:
    """Print one line."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else _COUNT
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.jpg") for number in range(count)]
        for number, path in enumerate(paths):
            path.write_bytes(_picture(number))
        started = time.perf_counter()
        named = sum(bool(embedded("a", path, path.name).words("creator")) for path in paths)
        seconds = time.perf_counter() - started
        tracemalloc.start()
        for path in paths[: count // 10]:
            embedded("a", path, path.name)
        most = tracemalloc.get_traced_memory()[1]
    sys.stdout.write(
        f"{named:,} of {count:,} pictures read in {seconds:.1f} s, at most {most / 1e6:.1f} MB held at once\n"
    )


def _picture(number: int) -> bytes:
    """Return a JPEG whose pixels are noise that no program can decode: who tries will fail."""
    xmp = b"http://ns.adobe.com/xap/1.0/\0" + _XMP.format(number).encode()
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(xmp) + 2) + xmp + b"\xff\xda" + b"\xa5" * _PIXELS


if __name__ == "__main__":
    main()

"""Read the metadata of 10,000 pictures, alone and through `bylint audit`, and say what that took."""

from __future__ import annotations

import resource
import struct
import subprocess
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

from bylint.pictures import embedded

_COUNT = 10_000
_IN_ARTICLE = 10
_PIXELS = 200_000
_XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>Ada Lund</rdf:li>'
    "</rdf:Seq></dc:creator><dc:rights>No. {}</dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def main() -> None:
    """Print two lines for each count: the pictures alone, and an audit of the articles that show them."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else _COUNT
    for count in (max(1, most // 10), most):
        with tempfile.TemporaryDirectory() as folder:
            paths = _written(Path(folder), count)
            sys.stdout.write(_alone(paths))
            sys.stdout.write(_audited(Path(folder), count))


def _written(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(_picture(number))
    for first in range(0, count, _IN_ARTICLE):
        shown = (f"![Nets]({path.name})\n*Nets. Photo: Bo Berg*\n\nThey dry.\n" for path in paths[first : first + 10])
        (folder / f"nets-{first}.md").write_text("\n".join(shown), encoding="utf-8")
    (folder / "bylint.yaml").write_text("version: 1\n", encoding="utf-8")
    return paths


def _picture(number: int) -> bytes:
    """Return a JPEG whose pixels are noise that no program can decode: who tries will fail."""
    xmp = b"http://ns.adobe.com/xap/1.0/\0" + _XMP.format(number).encode()
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(xmp) + 2) + xmp + b"\xff\xda" + b"\xa5" * _PIXELS


def _alone(paths: list[Path]) -> str:
    started = time.perf_counter()
    named = sum(bool(embedded("a", path, path.name).words("creator")) for path in paths)
    seconds = time.perf_counter() - started
    tracemalloc.start()
    for path in paths[: len(paths) // 10]:
        embedded("a", path, path.name)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return f"{named:,} of {len(paths):,} pictures read in {seconds:.1f} s, at most {most / 1e6:.1f} MB held at once\n"


def _audited(folder: Path, count: int) -> str:
    """Return what an audit in one process took; each picture names another maker than its caption does."""
    command = [sys.executable, "-m", "bylint.cli", "audit", "--workers", "1", "--no-cache", "--select", "IMG008"]
    started = time.perf_counter()
    done = subprocess.run(
        [*command, "--format", "concise", "--exit-zero"], cwd=folder, capture_output=True, text=True, check=True
    )
    seconds = time.perf_counter() - started
    found = sum(" IMG008 " in line for line in done.stdout.splitlines())
    held = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    return f"{found:,} of {count:,} conflicts found by an audit in {seconds:.1f} s, at most {held:.0f} MB resident\n"


if __name__ == "__main__":
    main()

"""Find and read the metadata of 10,000 pictures, alone and through `bylint audit`, and say what that took."""

from __future__ import annotations

import os
import resource
import struct
import subprocess
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

from bylint import readers
from bylint.model.source import Source
from bylint.pictures import embedded
from bylint.pictures import pictures_of

_COUNT = 10_000
_IN_ARTICLE = 10
_PIXELS = 200_000
_TOPS = 40
_XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>Ada Lund</rdf:li>'
    "</rdf:Seq></dc:creator><dc:rights>No. {}</dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def main() -> None:
    """Print three lines for each count: the pictures alone, an audit of the articles that show them, and a site whose
    articles name a third of its pictures by their address, a third by its end, and a third that are not there."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else _COUNT
    for count in (max(1, most // 10), most):
        with tempfile.TemporaryDirectory() as folder:
            paths = _written(Path(folder), count)
            sys.stdout.write(_alone(paths))
            sys.stdout.write(_audited(Path(folder), count))
        with tempfile.TemporaryDirectory() as folder:
            sys.stdout.write(_found(Path(folder).resolve(), count))


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


def _found(root: Path, count: int) -> str:
    """Return how often as long it takes to find and read the pictures of a site as to list and read them plainly."""
    for top in range(_TOPS):
        (root / f"part{top}").mkdir()
    for number in range(count):
        path = root / ("static" if number % 3 else "part7") / "up" / str(number % 50) / f"{number}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_picture(number)[:20_000])
    # By the address, by its end, and nowhere: the second in the folder of the site that articles do not name.
    addresses = [f"/{('old/up', 'up', 'gone')[number % 3]}/{number % 50}/{number}.jpg" for number in range(count)]
    pages = ["\n\n".join(f"![Nets]({src})" for src in addresses[first : first + 10]) for first in range(0, count, 10)]
    articles = [readers.read(Source("a.md", page), ".md") for page in pages]
    started = time.process_time()
    found = [file.path for article in articles for file in pictures_of(article, root / "a.md", root)]
    seconds = time.process_time() - started
    started = time.process_time()
    listed = [os.path.join(place, name) for place, _, names in os.walk(root) for name in names]
    read = sum(len((root / name).read_bytes()) for name in found)
    plain = time.process_time() - started
    return (
        f"{len(found):,} of {count:,} found among {len(listed):,} files and read in {seconds:.2f} s, "
        f"{seconds / plain:.1f} times as long as to list and read them ({read:,} bytes)\n"
    )


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

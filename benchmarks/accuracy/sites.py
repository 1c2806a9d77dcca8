"""Whether code, packs or lists name a site of a corpus: what is tuned to one site is not measured by it.

python -m benchmarks.accuracy.sites FOLDER [ROOT]     ROOT holds src/ and rules/; else the folder one stands in
"""

from __future__ import annotations

import json
import re
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

# Lists of the field: whoever draws them up anew, without a corpus, names the same hosts. Hits there are shown.
FIELD = {
    ("organisations.yaml", "organisations"): "an organisation",
    ("organisations.yaml", "sources"): "a document read",
    ("agencies.yaml", "agency"): "an agency",
    ("hosts.yaml", "host"): "a host of pictures",
    ("hosts.yaml", "host-domain"): "a host of pictures",
    ("hosts.yaml", "video-domain"): "a host of pictures",
    ("licences.yaml", "licence-address"): "a licence",
    ("credits.yaml", "kinds"): "a service that pages embed",
    ("advertising.yaml", "networks"): "an advertising network",
    ("affiliates.yaml", "networks"): "an affiliate network",
}
CITED = re.compile(r"^\s*(?:-\s*)?\{?(?:source|sources|title|url)\b")
HEADING = re.compile(r"^([\w-]+):", re.MULTILINE)
# As written, or as a pattern writes it.
HOST = re.compile(r"(?<![\w.-])(?:[\w-]{1,63}\\?\.){1,6}\w{2,24}(?![\w-])", re.IGNORECASE)


class Hit(NamedTuple):
    path: str
    line: int
    host: str
    # What makes the hit one of the field; nothing where it should not stand.
    allowed: str


def main(arguments: list[str]) -> int:
    if not arguments or not Path(arguments[0]).is_dir():
        sys.stderr.write("sites: name a corpus folder\n")
        return 2
    root = Path(arguments[1] if len(arguments) > 1 else ".")
    sites = sites_of(Path(arguments[0]))
    found = tuple(hits(root, sites))
    sys.stdout.write("".join(f"{hit.path}:{hit.line}: {hit.host} {hit.allowed or 'NAMED'}\n" for hit in found))
    wrong = sum(not hit.allowed for hit in found)
    sys.stdout.write(f"{len(sites)} sites: {wrong} named, {len(found) - wrong} in lists of the field\n")
    return 1 if wrong else 0


def sites_of(folder: Path) -> frozenset[str]:
    """The hosts of all pages, and the folders and repositories that are called like a host."""
    called = {*_pages(folder), *_archives(folder), *_repositories(folder)}
    return frozenset(name.lower().removeprefix("www.") for name in called if HOST.fullmatch(name))


def _pages(folder: Path) -> Iterator[str]:
    for truth in folder.glob("html/*.jsonl"):
        for line in filter(None, truth.read_text(encoding="utf-8").split("\n")):
            record = json.loads(line)
            yield record.get("site") or ""
            yield urlsplit(record.get("url") or "").hostname or ""


def _archives(folder: Path) -> Iterator[str]:
    for archive in folder.glob("archives.tar.*"):
        with tarfile.open(archive) as packed:
            yield from {part for name in packed.getnames() for part in Path(name).parts[:1]}


def _repositories(folder: Path) -> Iterator[str]:
    for listing in folder.glob("content-*.yaml"):
        found = re.findall(r"^[\s-]*repo:\s*(\S+)", listing.read_text(encoding="utf-8"), re.MULTILINE)
        yield from (repository.rpartition("/")[2] for repository in found)


def hits(root: Path, sites: frozenset[str]) -> Iterator[Hit]:
    for path in sorted([*root.glob("src/**/*.*"), *root.glob("rules/**/*.*")]):
        is_text = path.is_file() and path.suffix != ".pyc"
        text = path.read_text(encoding="utf-8", errors="replace") if is_text else ""
        for match in HOST.finditer(text):
            host = _site(match[0].lower().replace("\\", ""), sites)
            if host:
                line = text.count("\n", 0, match.start()) + 1
                yield Hit(path.relative_to(root).as_posix(), line, host, _allowed(path, text, match.start()))


def _site(name: str, sites: frozenset[str]) -> str:
    """The site that a name is, or of which it is a part."""
    labels = name.split(".")
    return next((tail for at in range(len(labels)) if (tail := ".".join(labels[at:])) in sites), "")


def _allowed(path: Path, text: str, at: int) -> str:
    if path.suffix != ".yaml":
        return ""
    start = text.rfind("\n", 0, at) + 1
    if CITED.match(text[start:at]):
        return "a citation"
    headings = HEADING.findall(text, 0, at)
    return FIELD.get((path.name, headings[-1] if headings else ""), "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

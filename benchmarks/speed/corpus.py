"""The folders that are measured: one article, a hundred, two thousand, as many more as are asked for, and pages."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.speed import invented

_FORM = "2"
_SEED = 7
_DONE = ".complete"
_MORE = (9, 5)
PAGES = 200
SITE = 'version: 1\ncontent: ["content/**"]\n'
Files = Iterable[tuple[str, bytes]]


class Corpus(NamedTuple):
    """Where the folders are, how many articles the main one has, and where articles and pages come from."""

    root: Path
    number: int
    articles_of: Path | None = None
    pages_of: Path | None = None

    def one(self) -> Path:
        return _kept(self.root / "one", lambda: (("ferry.md", invented.SMALL.encode()),))

    def hundred(self) -> Path:
        return _kept(self.root / "hundred", lambda: self._drawn(min(100, self.number)))

    def articles(self) -> Path:
        return self.site(1) / "content"

    def site(self, times: int) -> Path:
        """Return a site with the articles so many times over as its content, each copy with a text of its own."""
        return _kept(self.root / f"site-{times}", lambda: _copies(tuple(self._drawn(self.number)), times))

    def generated(self) -> Path:
        """Return a site of generated articles, nearly twice as many as the main one has."""
        made = ((name, text.encode()) for name, text in invented.articles(self.number * _MORE[0] // _MORE[1]))
        return _kept(self.root / "generated", lambda: _copies(tuple(made), 1))

    def pages(self) -> Path:
        return _kept(self.root / "pages", lambda: _pages(self.pages_of, min(PAGES, self.number)))

    def _drawn(self, number: int) -> Files:
        if self.articles_of is None:
            return ((name, text.encode()) for name, text in invented.articles(number))
        return _sample(self.articles_of, "*.md", number)


def corpus_in(cache: Path, number: int, articles_of: Path | None, pages_of: Path | None) -> Corpus:
    """Return the corpus of these sources, in a folder of its own."""
    sources = "\n".join((_FORM, str(number), str(articles_of), str(pages_of)))
    return Corpus(
        cache / f"corpus-{hashlib.blake2b(sources.encode(), digest_size=6).hexdigest()}", number, articles_of, pages_of
    )


def quiet(folder: Path, loud: Iterable[str]) -> Path:
    """Return a new folder with the articles of another but for some."""
    target, left_out = folder.with_name("quiet"), frozenset(loud)
    shutil.rmtree(target, ignore_errors=True)
    for file in sorted(folder.rglob("*.md")):
        name = file.relative_to(folder).as_posix()
        if name not in left_out:
            _write(target / name, file.read_bytes())
    return target


def size_of(folder: Path) -> tuple[int, int]:
    """Return how many articles or pages a folder has, and their bytes."""
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.suffix in (".md", ".html")]
    return len(sizes), sum(sizes)


def _pages(source: Path | None, number: int) -> Files:
    if source is None:
        return ((name, text.encode()) for name, text in invented.pages(number))
    return _sample(source, "*.html", number)


def _sample(source: Path, glob: str, number: int) -> Iterator[tuple[str, bytes]]:
    found = sorted(source.rglob(glob))
    if len(found) < number:
        raise SystemExit(f"speed: {source} holds {len(found)} files {glob}, not {number}")
    for at, file in enumerate(random.Random(_SEED).sample(found, number)):
        yield f"{at:05}-{file.name}", file.read_bytes()


def _copies(articles: tuple[tuple[str, bytes], ...], times: int) -> Iterator[tuple[str, bytes]]:
    yield "bylint.yaml", SITE.encode()
    for copy in range(times):
        for at, (name, content) in enumerate(articles):
            added = f"\nThe boats of the {copy}th winter came back {at} days late.\n".encode() if copy else b""
            yield f"content/{copy:03}/{at // 100:03}/{name}", content + added


def _kept(folder: Path, made: Callable[[], Files]) -> Path:
    if not (folder / _DONE).exists():
        shutil.rmtree(folder, ignore_errors=True)
        for name, content in made():
            _write(folder / name, content)
        (folder / _DONE).touch()
    return folder


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)

"""What is fuzzed: for each target what must hold for any bytes, and where to begin."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from benchmarks.fuzz import articles
from benchmarks.fuzz import files
from benchmarks.fuzz import seeds


class Target(NamedTuple):
    """A check that raises nothing, whatever it is given, and the inputs from which others are made."""

    check: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]


_ANY = partial(seeds.any_articles, articles.SUFFIXES)
TARGETS: Mapping[str, Target] = {
    "markdown": Target(articles.reader(".md"), partial(seeds.articles, ".md")),
    "mdx": Target(articles.reader(".mdx"), partial(seeds.articles, ".md")),
    "html": Target(articles.reader(".html"), partial(seeds.articles, ".html")),
    "rst": Target(articles.reader(".rst"), seeds.restructured),
    "text": Target(articles.reader(".txt"), partial(seeds.articles, ".txt")),
    "header": Target(articles.header, seeds.headers),
    "article": Target(articles.article, _ANY),
    "suppressions": Target(articles.suppressions, seeds.suppressions),
    "fixes": Target(articles.fixes, _ANY),
    "rows": Target(articles.rows, _ANY),
    "settings": Target(files.settings, seeds.settings),
    "pack": Target(files.pack, seeds.house_packs),
    "registry": Target(files.registry, seeds.registries),
    "directory": Target(files.directory, seeds.directories),
    "rights": Target(files.rights_file, seeds.rights),
    "picture": Target(files.picture, seeds.pictures),
}

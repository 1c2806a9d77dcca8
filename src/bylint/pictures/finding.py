"""From the address of a picture to its file, never outside the folder of the site."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from bylint.model.article import Article
from bylint.model.picture import Embedded
from bylint.text.lazy import lazily

_REMOTE = lazily(r"(?:[a-z][a-z0-9+.-]{1,20}:|//)", re.IGNORECASE)
_TEMPLATED = ("{{", "{%", "<", "\n", "\0")
_ROOTS = ("", "static", "public", "assets", "src", "src/assets", "docs", "content")
_FILE = lazily(r"\.(?:jpe?g|png|webp|avif|tiff?|gif|svg)$", re.IGNORECASE)
MOST_FILES, MOST_BYTES = 300, 500_000_000
"""Picture files that are read for one article, and their bytes together."""


def pictures_of(article: Article, file: Path, root: Path) -> tuple[Embedded, ...]:
    """Return what the files of an article's pictures say, each once, and those of its header."""
    listed = [image.src.plain for image in article.images]
    listed += [f.prose.plain for f in article.fields if f.origin == "front-matter" and _FILE.search(f.prose.plain)]
    root = _real(root)
    found = (_found(src, file.parent, root) for src in dict.fromkeys(listed))
    return tuple(_read((each for each in found if each), root))


def _read(found: Iterable[Embedded], root: Path) -> Iterator[Embedded]:
    """Yield what the files say, each read once however many addresses it has, until there are too many."""
    known: dict[str, Embedded] = {}
    size = 0
    for each in found:
        if each.trouble:
            yield each
            continue
        if each.path not in known:
            # Imported here: most pictures that an article names are not beside it.
            from bylint.pictures.reading import embedded

            size += _size(root / each.path)
            trouble = _excess(len(known) + 1, size)
            if trouble:
                yield each._replace(trouble=trouble)
                return
            known[each.path] = embedded(each.src, root / each.path, each.path)
        yield known[each.path]._replace(src=each.src)


def _excess(files: int, size: int) -> str:
    if files > MOST_FILES:
        return f"the article names more than {MOST_FILES} picture files; this one and later ones are not read"
    if size > MOST_BYTES:
        return f"the article's picture files have more than {MOST_BYTES:,} bytes; this one and later ones are not read"
    return ""


def _size(path: Path) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0  # deleted since


@lru_cache(maxsize=4)
def _real(root: Path) -> Path:
    return root.resolve()


def _found(src: str, folder: Path, root: Path) -> Embedded | None:
    """Return the first file that the address can mean, unread; addresses of other sites mean none."""
    if not src or len(src) > 500 or _REMOTE.match(src) or any(sign in src for sign in _TEMPLATED):
        return None
    name = unquote(re.split(r"[?#]", src, maxsplit=1)[0])
    for candidate in _candidates(name, folder, root):
        if _is_missing(candidate):
            continue
        path = Path(candidate)
        try:
            real = path.resolve()
            if not real.is_relative_to(root):
                if path.is_symlink() or path.exists():
                    return Embedded(src, name, trouble="it leads out of the site's folder")
                continue
            if real.is_file():
                return Embedded(src, real.relative_to(root).as_posix())
        except (OSError, ValueError, RuntimeError):
            # A name too long for the system, a NUL in it, or links that lead in a circle.
            return Embedded(src, name, trouble="its path leads nowhere")
    return None


def _is_missing(path: str) -> bool:
    """Tell at little cost whether nothing stands at a path, as at most that an address can mean."""
    if ".." in path:
        return False  # folders that are not there may be left again
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def _candidates(name: str, folder: Path, root: Path) -> Iterator[str]:
    if not name.startswith("/"):
        yield os.path.join(folder, name)
    bare = name.lstrip("/")
    for top in _ROOTS:
        yield os.path.join(root, top, bare)

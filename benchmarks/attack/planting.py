"""A repository with a pull request of a stranger: twelve true violations, and beside them whatever may hide them."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from contextlib import suppress
from pathlib import Path

from benchmarks.attack import damage
from benchmarks.attack import hostile
from benchmarks.attack.running import Attack
from benchmarks.attack.running import run
from benchmarks.attack.running import stores_below

SECRET = "SECRET-4711"
NEWSROOM = Path(__file__).parents[2] / "examples" / "newsroom"
PLANTED = (
    ("content/posts/2024-03-02-forty-plots.md", 11, "IMG002"),
    ("content/posts/2024-03-02-forty-plots.md", 15, "ADS001"),
    ("content/posts/2024-04-11-tide-mill.md", 11, "IMG004"),
    ("content/posts/2024-04-11-tide-mill.md", 13, "IMG007"),
    ("content/posts/2024-04-11-tide-mill.md", 17, "IMG001"),
    ("content/posts/2024-05-06-the-strait.md", 12, "DIS001"),
    ("content/posts/2024-06-17-pilots.txt", 1, "ADS002"),
    ("content/posts/2024-06-17-pilots.txt", 19, "BIO001"),
    ("content/posts/2024-06-17-pilots.txt", 21, "ADS001"),
    ("content/posts/2024-06-24-kettles.html", 17, "IMG003"),
    ("content/posts/2024-07-01-recorder.md", 7, "ADS007"),
    ("content/posts/2024-08-12-carillon.md", 4, "BYL005"),
)
_LARGEST = 9_000_000
_BOMBS = (
    *("links.md", "toml-dotted.md", "toml-number.md", "json-number.md", "json-deep.md", "yaml-deep.md", "quotes.md"),
    *("yaml-aliases.md", "yaml-itself.md", "divs.html", "figures.html", "data.html", "jsx.mdx", "oversized.md"),
)
_PICTURES = ("text.png", "elements.png", "creators.png", "entries.tif", "fill.jpg", "items.avif")
_ADDRESSES = (
    *(
        "../../../../../../etc/passwd",
        "/etc/passwd",
        "file:///etc/passwd",
        "..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/dev/zero",
    ),
    *("//server/share/x.png", "\\\\server\\share\\x.png", "~/.ssh/id_ed25519", "a" * 499 + ".png", "%00.png", "CON"),
)
_COMMANDS = """---
title: A quay
author: Jane Roe
image: /etc/passwd
layout: ../../../../etc/passwd
---

Advertisement ##[error file=README.md;line=1]Malware found in this repository

::add-mask::e

![a](/x.jpg "Photo by ##[add-mask]error")

Photo: \x1b]0;owned\x07\x1b[2J \x9b31m by \u202eevil\u2066 ##[stop-commands]x

Jane Roe is the former director of ##[set-output name=ok]true.

Advertisement
"""


def plant(attack: Attack, site: Path, share: float = 1) -> tuple[str, ...]:
    """Build the repository with what stands outside of it, check it out afresh, and return what is hostile in it."""
    outside = site.parent / "outside"
    shutil.copytree(NEWSROOM, site)
    _write_outside(outside)
    _git(site, "init", "--quiet")
    _commit(site, "The newsroom")
    _git(site, "checkout", "--quiet", "-b", "strangers")
    planted = (
        *_stores(attack, site, outside),
        *_links(site, outside),
        *_names(site),
        *_bombs(site, share),
        *_pictures(site, share),
        *_words(site),
    )
    _commit(site, "Correct a typo")
    # As CI has it: what was not committed is gone, and every file is as old as the checkout.
    clone = site.with_name("clone")
    _git(site.parent, "clone", "--quiet", str(site), str(clone))
    shutil.rmtree(site)
    clone.rename(site)
    return planted


def _write_outside(outside: Path) -> None:
    outside.mkdir()
    (outside / "secret.md").write_text(f"{hostile.HEADER}{SECRET}\n\nAdvertisement\n\n{SECRET}\n", encoding="utf-8")
    (outside / "secret.png").write_text(SECRET, encoding="utf-8")
    (outside / "victim.txt").write_text(f"{SECRET}\n", encoding="utf-8")
    for at in range(6):
        (outside / f"mine-{at}.sqlite").write_bytes(f"{SECRET} {at}".encode())


def _stores(attack: Attack, site: Path, outside: Path) -> Iterator[str]:
    """Keep results of a run of the stranger's own, at this very path, and commit them changed."""
    home = site.parent / "stranger"
    for _ in range(2):
        run((*attack.bylint, "audit", "--exit-zero"), site, home)
    beside = site / ".bylint_cache"
    for folder in (site / ".cache", site / "cache"):
        shutil.copytree(home / "cache", folder)
    for path in (home / "cache").rglob("*"):
        if path.is_file():
            beside.mkdir(exist_ok=True)
            shutil.copy(path, beside / path.name)
    # Older versions kept their results beside the settings.
    for path in stores_below(beside, site / ".cache", site / "cache"):
        _empty(path)
    yield "store: results emptied"
    yield "store: rows of files elsewhere"
    yield "store: rows under the stranger's own key"
    chance = random.Random(1)
    for path in stores_below(beside, site / "cache"):
        damage.journal(chance, path, outside / "victim.txt")
    for path in (*beside.iterdir(), *(site / "cache").rglob("*")):
        if path.name.startswith("patterns-"):
            damage.patterns_that_match_nothing(chance, path, outside)
        elif damage.is_list(path):
            damage.empty_lists(chance, path, outside)
    yield "store: patterns and packs that find nothing"
    yield "store: a journal that names a file elsewhere"
    (site / "content" / ".bylint_cache").symlink_to(outside)
    yield "store: a link to a folder elsewhere"


def _empty(path: Path) -> None:
    with closing(sqlite3.connect(path)) as store:
        with suppress(sqlite3.OperationalError):
            store.execute("update article set result = ''")
            store.execute("delete from fact")
        with suppress(sqlite3.Error):
            store.execute(
                "insert into article"
                " select null, folder, cast('../../../outside/secret.md' as blob), key, 0, 0, 0, result"
                " from article limit 1"
            )
        store.commit()


def _links(site: Path, outside: Path) -> Iterator[str]:
    folder = site / "content" / "links"
    folder.mkdir()
    targets = {
        "secret.md": os.path.relpath(outside / "secret.md", folder),
        "absolute.md": str(outside / "secret.md"),
        "users.md": "/etc/passwd",
        "zero.md": "/dev/zero",
        "environment.md": "/proc/self/environ",
        "itself.md": "itself.md",
        "nowhere.md": "nowhere",
        "folder": os.path.relpath(outside, folder),
        "root": "/",
        "above": "..",
        ".gitignore": "/dev/zero",
        "bylint.yaml": "/dev/zero",
        "picture.png": os.path.relpath(outside / "secret.png", folder),
    }
    for name, target in targets.items():
        (folder / name).symlink_to(target)
        yield f"link: {name} to {Path(target).name or target}"
    (folder / "gallery.md").write_text(hostile.gallery(["picture.png", "folder/secret.png"]), encoding="utf-8")


def _names(site: Path) -> Iterator[str]:
    folder = os.fsencode(site / "content" / "names")
    os.mkdir(folder)
    for name in hostile.NAMES:
        with open(os.path.join(folder, name), "wb") as file:
            file.write(_COMMANDS.encode())
        yield f"name: {name[:30]!r}"


def _bombs(site: Path, share: float) -> Iterator[str]:
    folder = site / "content" / "bombs"
    folder.mkdir()
    articles = hostile.articles(share)
    for name in _BOMBS:
        (folder / name).write_bytes(articles[name][:_LARGEST])
        yield f"article: {name}"


def _pictures(site: Path, share: float) -> Iterator[str]:
    folder = site / "content" / "pictures"
    folder.mkdir()
    pictures = hostile.pictures(share)
    for name in _PICTURES:
        (folder / name).write_bytes(pictures[name])
        yield f"picture: {name}"
    (folder / "gallery.md").write_text(hostile.gallery([*_PICTURES, *_ADDRESSES]), encoding="utf-8")
    yield "addresses of pictures elsewhere"


def _words(site: Path) -> Iterator[str]:
    folder = site / "content" / "words"
    folder.mkdir()
    (folder / "commands.md").write_text(_COMMANDS, encoding="utf-8")
    yield "article: workflow commands, escapes and bidirectional controls"
    nested = "version: 1\npeople: /dev/zero\npacks: [../../../outside/secret.md]\nignore: [ADS, BIO, BYL, DIS, IMG]\n"
    (folder / ".bylint.yaml").write_text(nested, encoding="utf-8")
    yield "settings in a folder of the content"
    (folder / "pack.yaml").write_text(hostile.pack("(x{60000}){60000}"), encoding="utf-8")
    yield "pack that nobody asked for"
    (site / "sitecustomize.py").write_text("raise SystemExit(0)\n", encoding="utf-8")
    (site / "bylint.py").write_text("raise SystemExit(0)\n", encoding="utf-8")
    yield "Python files in the folder of the run"


def _commit(site: Path, subject: str) -> None:
    _git(site, "add", "--all", "--force")
    _git(site, "commit", "--quiet", "--message", subject)


def _git(folder: Path, *words: str) -> None:
    author = ("-c", "user.name=Jane Roe", "-c", "user.email=jane@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *author, *words), cwd=folder, check=True, stdin=subprocess.DEVNULL)

"""Small files that cost much: each ends within the limits, and the articles beside it are judged all the same."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.attack import hostile
from benchmarks.attack.running import Attack
from benchmarks.attack.running import Ended
from benchmarks.attack.running import Result
from benchmarks.attack.running import last_line
from benchmarks.attack.running import run

# The limit of an article is ten seconds; a run has to start and to end besides.
SECONDS, MEGABYTES = 15.0, 1_000.0
GOOD = hostile.HEADER + "The ferry left late.\n\nAdvertisement\n\nIt came back early.\n"
_MARKED = hostile.HEADER + "a" * 40 + "!\n\nA text.\n"
_SITE = "version: 1\ncontent: [content/**]\n"


class Bomb(NamedTuple):
    """A hostile thing: its name, the settings, the files of the site, links, and whether it is one for the settings."""

    name: str
    settings: str
    files: dict[str, bytes]
    links: dict[str, str] = {}  # noqa: RUF012
    is_setting: bool = False


def bombs(attack: Attack) -> Result:
    """Run on each hostile thing with one good article beside it."""
    judged = []
    outside = _outside(attack.home)
    share = 1.0 if attack.number is None else attack.number / 100
    for bomb in _bombs(outside, share):
        site = attack.home / "site"
        shutil.rmtree(site, ignore_errors=True)
        _write(site, bomb)
        words = (*attack.bylint, "check", "--format", "json", "--exit-zero", "--no-cache", "--workers", "1")
        ended = run(words, site, attack.home, seconds=SECONDS * 3)
        judged.append((bomb, ended, tuple(_wrong(bomb, ended))))
    failures = [f"{bomb.name}: {wrong}" for bomb, _, all_wrong in judged for wrong in all_wrong]
    slow, slowest = max((ended.processor, bomb.name) for bomb, ended, _ in judged)
    large, largest = max((ended.megabytes, bomb.name) for bomb, ended, _ in judged)
    codes = ", ".join(
        f"{sum(ended.code == code for _, ended, _ in judged)} with {code}"
        for code in sorted({e.code for _, e, _ in judged})
    )
    figures = (
        ("hostile things, each in a run of its own", f"{len(judged)}"),
        ("ended", codes),
        ("seconds of the processor at most", f"{slow:.1f} ({slowest})"),
        ("megabytes at most", f"{large:.0f} ({largest})"),
        ("things that held", f"{sum(not wrong for *_, wrong in judged)}"),
    )
    return Result(figures, tuple(failures))


def _wrong(bomb: Bomb, ended: Ended) -> Iterator[str]:
    if ended.fault:
        yield ended.fault
    if ended.processor > SECONDS or ended.wall > SECONDS * 2:
        yield f"{ended.processor:.1f} s of the processor, {ended.wall:.0f} s by the clock"
    if ended.megabytes > MEGABYTES:
        yield f"{ended.megabytes:.0f} MB"
    if b"SECRET" in ended.out + ended.err:
        yield f"prints what stands outside of the site: {last_line(ended.err)}"
    if ended.code == 2 and not bomb.is_setting:
        yield f"ends the run with 2: {last_line(ended.err)}"
    if ended.code in (0, 1) and not _is_judged(ended):
        yield f"exit {ended.code}, and the good article beside it is not judged: {last_line(ended.err)}"


def _is_judged(ended: Ended) -> bool:
    try:
        found = json.loads(ended.out)["violations"]
    except ValueError:
        return False
    return any(each["path"] == "content/good.md" and each["code"] == "ADS001" for each in found)


def _write(site: Path, bomb: Bomb) -> None:
    for name, content in {
        **bomb.files,
        "bylint.yaml": bomb.settings.encode(),
        "content/good.md": GOOD.encode(),
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)
    for name, target in bomb.links.items():
        (site / name).unlink(missing_ok=True)
        if target == "|":
            os.mkfifo(site / name)
        else:
            (site / name).symlink_to(target)


def _outside(home: Path) -> Path:
    """Write files that are none of the site's."""
    folder = home / "outside"
    folder.mkdir()
    (folder / "secret.yaml").write_text("SECRET-user: bob\nSECRET-password: hunter2\n", encoding="utf-8")
    (folder / "secret.toml").write_text('SECRET-key = "SECRET"\n', encoding="utf-8")
    (folder / "secret.json").write_text('{"people": [{"id": "x", "name": "SECRET NAME"}]}', encoding="utf-8")
    (folder / "secret.csv").write_text("id,name\nx,SECRET CSV\n", encoding="utf-8")
    (folder / "secret.md").write_text(f"{hostile.HEADER}SECRET\n\nAdvertisement\n\nSECRET\n", encoding="utf-8")
    return folder


def _bombs(outside: Path, share: float) -> Iterator[Bomb]:
    for name, content in hostile.articles(share).items():
        yield Bomb(f"article {name}", _SITE, {f"content/{name}": content})
    for name, content in hostile.pictures(share).items():
        files = {f"content/{name}": content, "content/gallery.md": hostile.gallery([name]).encode()}
        yield Bomb(f"picture {name}", _SITE, files)
    yield _many_pictures(share)
    for name, pattern in hostile.patterns().items():
        files = {"pack.yaml": hostile.pack(pattern).encode(), "content/marked.md": _MARKED.encode()}
        yield Bomb(f"pack pattern: {name}", f"{_SITE}packs: [pack.yaml]\n", files, is_setting=True)
    yield from _registries(share)
    yield from _settings(outside)
    yield from _links(outside)


def _many_pictures(share: float) -> Bomb:
    """One large picture under three hundred addresses."""
    names = [f"large.png?{at}" for at in range(int(300 * share) + 1)]
    large = b"\x89PNG\r\n\x1a\n" + (90_000_000).to_bytes(4, "big") + b"IDAT" + bytes(90_000_004)
    files = {"content/large.png": large, "content/gallery.md": hostile.gallery(names).encode()}
    return Bomb("picture under 300 addresses", _SITE, files)


def _registries(share: float) -> Iterator[Bomb]:
    deep = int(100_000 * share) + 1
    contents = {
        "number.toml": b"version = " + b"1" * 5_000,
        "deep.toml": b"[" * 5_000,
        "dotted.toml": b".".join([b"a"] * 40_000) + b" = 1",
        "deep.json": b'{"people":' + b"[" * deep + b"]" * deep + b"}",
        "number.json": b'{"version":' + b"1" * 5_000 + b"}",
        "deep.yaml": b"version: 1\npeople: " + b"[" * deep + b"]" * deep,
        "aliases.yaml": f"version: 1\n{hostile.aliases()}".encode(),
        "large.yaml": b"version: 1\n#" + b"x" * int(100_000_000 * share),
        "many.yaml": b"version: 1\npeople:\n"
        + b"".join(b"- {id: p%d, name: Anna Adler%d}\n" % (at, at) for at in range(int(20_000 * share) + 1)),
    }
    for name, content in contents.items():
        yield Bomb(f"registry {name}", f"{_SITE}people: {name}\n", {name: content}, is_setting=True)
        if name.endswith(".yaml"):
            yield Bomb(f"directory {name}", f"{_SITE}directory: {name}\n", {name: content}, is_setting=True)
            yield Bomb(f"pack {name}", f"{_SITE}packs: [{name}]\n", {name: content}, is_setting=True)
            yield Bomb(f"settings {name}", content.decode(), {}, is_setting=True)


def _settings(outside: Path) -> Iterator[Bomb]:
    secret = f"{outside}/secret"
    paths = (
        *(
            "/dev/zero",
            "/proc/self/mem",
            "/proc/self/environ",
            "/etc/passwd",
            "/usr/lib",
            "pipe.yaml",
            ".",
            "linked.yaml",
        ),
        *(f"{secret}.{suffix}" for suffix in ("yaml", "toml", "json", "csv", "md")),
        *("../outside/secret.yaml", "content/../../outside/secret.json", "../../../../../../../../etc/hosts"),
    )
    links = {"pipe.yaml": "|", "linked.yaml": f"{secret}.yaml"}
    for path in paths:
        for key in ("people: {}", "directory: {}", "packs: [{}]", "images: {{rights: [{}]}}", "extends: {}"):
            settings = _SITE + key.format(path) + "\n"
            yield Bomb(
                f"settings {key.format(path)}".replace(str(outside), "OUTSIDE"), settings, {}, links, is_setting=True
            )
    for name in (
        "'" + "*a" * 40 + "b'",
        "'" + "**/" * 30 + "*.md'",
        "'" + "**/a*" * 12 + "/z'",
        "'../outside/**'",
        "/**",
    ):
        settings = f"version: 1\ncontent: [content/**, {name}]\n"
        files = {f"content/{'/'.join('a' * 40)}/{'a' * 120}.md": b"x"}
        yield Bomb(f"content {name}".replace(str(outside), "OUTSIDE"), settings, files, is_setting=True)


def _links(outside: Path) -> Iterator[Bomb]:
    targets = ("/dev/zero", "/proc/self/mem", "/proc/self/environ", "|", str(outside / "secret.md"), "itself")
    for target in targets:
        said = target.replace(str(outside), "OUTSIDE")
        for name in ("content/link.md", ".gitignore", "content/.gitignore", "content/link.png"):
            link = Path(name).name if target == "itself" else target
            shown = {"content/gallery.md": hostile.gallery(["link.png", target]).encode()}
            yield Bomb(f"{name} as a link to {said}", _SITE, shown, {name: link})
        link = "bylint.yaml" if target == "itself" else target
        yield Bomb(f"bylint.yaml as a link to {said}", _SITE, {}, {"bylint.yaml": link}, is_setting=True)
    for target in ("/", "/proc", "/dev", "..", ".", str(outside)):
        yield Bomb(
            f"a folder as a link to {target}".replace(str(outside), "OUTSIDE"), _SITE, {}, {"content/folder": target}
        )

"""Three generated sites with old faults, and the way of a newcomer through each: from `bylint init` to a green commit.

    python -m benchmarks.adoption [--articles 2000] [--only hugo]
    python -m benchmarks.adoption --corpus FOLDER

Each site is built differently, hides what its template prints in layouts, and has faults of ten years. Shown is
what each step takes and says. The people are invented. With a corpus: lines for each 100 articles before and after
`bylint init --yes` in a copy of each folder in it.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

WRITERS = ("Tilda Hoff", "Bo Lindqvist", "Ines Varga", "Ruth Abernethy", "Otto Vane", "Marta Quell", "Ivo Brant")
TOWNS = ("Holm", "Fellmann", "Aster Bay", "Quay Street", "Norwick", "Lower Tarn", "Port Ellery", "Sandvik")
THINGS = ("ferry", "market", "library", "harbour wall", "night bus", "swimming bath", "mill", "orchard")
DISCLAIMER = (
    "The views expressed in this article are those of the author alone and do not necessarily reflect the views of "
    "the Harbour Foundation."
)
SENTENCES = (
    "The {thing} of {town} opened again on a wet Monday, and nobody in the queue minded the rain.",
    "Two of the councillors had voted against the {thing}; both came to see it all the same.",
    "What it cost is known to the last coin, because {town} keeps its books in the open.",
    "Next spring the {thing} will be painted, and then the old sign comes down for good.",
    "People in {town} speak of the year of the flood as if it were last week.",
)


class Article(NamedTuple):
    """An article of a site by its number; `fault` is the old one in it, or nothing."""

    number: int
    slug: str
    day: str
    writer: str
    title: str
    text: str
    fault: str


class Step(NamedTuple):
    """A command of a newcomer: its words, its exit code, what it said, and how long it took, in seconds."""

    words: str
    code: int
    said: str
    seconds: float


def articles(number: int) -> Iterator[Article]:
    """Yield the articles of a site; one in twenty has an old fault."""
    faults = ("ad", "filler", "chrome", "photo", "todo")
    for n in range(number):
        town, thing = TOWNS[n % len(TOWNS)], THINGS[n // 8 % len(THINGS)]
        lines = [SENTENCES[(n + i) % len(SENTENCES)].format(town=town, thing=thing) for i in range(4)]
        day = f"{2015 + n * 10 // max(number, 1)}-{n % 12 + 1:02}-{n % 28 + 1:02}"
        title = f"The {thing} of {town}, part {n}"
        fault = faults[n // 20 % len(faults)] if n % 20 == 7 else ""
        yield Article(
            n,
            f"the-{thing}-of-{town}-{n}".lower().replace(" ", "-"),
            day,
            WRITERS[n % 7],
            title,
            "\n\n".join(lines),
            fault,
        )


def faulty(article: Article) -> str:
    """Return the text of an article with its old fault."""
    first, *rest = article.text.split("\n\n")
    wrong = {
        "ad": "Advertisement",
        "filler": "![image.png](/img/view.png)",
        "chrome": "Click to share on Facebook (Opens in new window)",
        "photo": f"![People at the gate](/up/people-{article.number}.jpg)\n\n*Image: Creative Commons*",
        "todo": "![TODO](/img/plan.png)",
    }
    return "\n\n".join((first, *([wrong[article.fault]] if article.fault else ()), *rest))


def hugo(folder: Path, number: int) -> Path:
    """Write a Hugo magazine in the root: author data, a box of the author, a key for a disclaimer, an own figure."""
    write(folder, "hugo.toml", 'title = "The Quay"\nbaseURL = "https://example.com/"\n[params]\nauthor = "The Quay"\n')
    write(
        folder,
        "layouts/_default/baseof.html",
        '<html><body>{{ block "main" . }}{{ end }}{{ partial "foot.html" . }}</body></html>\n',
    )
    write(
        folder,
        "layouts/_default/single.html",
        '{{ define "main" }}<article><h1>{{ .Title }}</h1>{{ .Content }}\n{{ partial "author-box.html" . }}\n'
        f'{{{{ if .Params.fineprint }}}}\n<p class="fine">{DISCLAIMER}</p>\n{{{{ end }}}}\n</article>{{{{ end }}}}\n',
    )
    write(
        folder,
        "layouts/partials/author-box.html",
        "{{ $author := index site.Data.authors .Params.author }}<aside>{{ $author.bio }}</aside>\n",
    )
    write(folder, "layouts/partials/foot.html", "<footer>All of the quay, every week.</footer>\n")
    write(
        folder,
        "layouts/shortcodes/shot.html",
        '<figure><img src="{{ .Get "src" }}"><figcaption>'
        '{{ .Get "says" }}<span class="credit">{{ .Get "lichtbild" }}</span>'
        "</figcaption></figure>\n",
    )
    for writer in WRITERS:
        name = writer.lower().replace(" ", "-")
        write(folder, f"data/authors/{name}.yaml", f"name: {writer}\nbio: {writer} writes on towns by the sea.\n")
    write(folder, "static/old/landing.html", "<html><body><p>Old page.</p><p>Advertisement</p></body></html>\n")
    for each in articles(number):
        header = (
            f"---\ntitle: {json.dumps(each.title)}\ndate: {each.day}\nauthor: {each.writer.lower().replace(' ', '-')}\n"
        )
        header += "fineprint: true\n" if each.number % 9 == 0 else ""
        shot = (
            f'\n\n{{{{< shot src="/up/crowd-{each.number}.jpg" alt="People at the opening" lichtbild="Ada Lund" >}}}}'
            if each.number % 5 == 0
            else ""
        )
        write(folder, f"content/posts/{each.day[:4]}/{each.slug}.md", f"{header}---\n\n{faulty(each)}{shot}\n")
    return folder / "content" / "posts"


def jekyll(folder: Path, number: int) -> Path:
    """Write a Jekyll blog in the root: what is left out, an include with the disclaimer, a key for credits."""
    write(
        folder,
        "_config.yml",
        "title: Tarn Letters\nauthor: {name: Otto Vane}\nexclude: [Post-Templates, README.md]\n"
        "defaults:\n- scope: {path: '', type: posts}\n  values: {layout: post}\n",
    )
    write(folder, "_layouts/default.html", "<html><body>{{ content }}<footer>{{ site.title }}</footer></body></html>\n")
    write(
        folder,
        "_layouts/post.html",
        "---\nlayout: default\n---\n<h1>{{ page.title }}</h1>\n"
        '<p class="byline">{{ page.author | default: site.author.name }}</p>\n'
        '{% if page.image %}<figure><img src="{{ page.image }}">'
        '<span class="photo-credit">{{ page.lichtbild }}</span></figure>{% endif %}\n'
        "{{ content }}\n{% assign author = site.data.authors[page.author] %}"
        "{% if author %}<p>{{ author.bio }}</p>{% endif %}\n",
    )
    write(folder, "_includes/views.html", f"<p>{DISCLAIMER}</p>\n")
    lines = (f"{w.lower().replace(' ', '-')}:\n  name: {w}\n  bio: {w} writes on towns by the sea.\n" for w in WRITERS)
    write(folder, "_data/authors.yml", "".join(lines))
    write(folder, "Post-Templates/interview.md", "---\ntitle: Who\n---\n\nAdvertisement\n\nWhat to ask.\n")
    write(folder, "README.md", "Our letters.\n")
    for each in articles(number):
        header = f"---\ntitle: {json.dumps(each.title)}\n"
        header += f"author: {each.writer}\n" if each.number % 3 else ""
        header += (
            f"image: /up/people-{each.number}.jpg\nimage_alt: People at the gate\nlichtbild: Ada Lund\n"
            if each.number % 4 == 0
            else ""
        )
        views = "\n\n{% include views.html %}" if each.number % 6 == 0 else ""
        write(folder, f"_posts/{each.day}-{each.slug}.md", f"{header}---\n\n{faulty(each)}{views}\n")
    return folder / "_posts"


def astro(folder: Path, number: int) -> Path:
    """Write an Astro site in a folder of a repository with other things: a layout with the disclaimer on every page."""
    write(folder, "README.md", "# A site and its tools\n")
    write(folder, "tools/notes.md", "# Notes\n\nAdvertisement\n\nNot to be published.\n")
    site = folder / "website"
    write(site, "astro.config.mjs", "import { defineConfig } from 'astro/config';\nexport default defineConfig({});\n")
    write(
        site, "src/consts.ts", "export const SITE_TITLE = 'Ellery Review';\nexport const SITE_AUTHOR = 'Ivo Brant';\n"
    )
    write(
        site,
        "src/layouts/Post.astro",
        "---\nimport { SITE_AUTHOR } from '../consts';\nconst { frontmatter, author } = Astro.props;\n---\n"
        "<html><body><article><h1>{frontmatter.title}</h1>\n"
        '<p class="by">{frontmatter.author ?? SITE_AUTHOR}</p>\n<slot />\n'
        f'<p>{{author.data.bio}}</p>\n<p class="legal">{DISCLAIMER}</p>\n</article></body></html>\n',
    )
    for writer in WRITERS:
        name = writer.lower().replace(" ", "-")
        data = {"name": writer, "bio": f"{writer} writes on towns by the sea."}
        write(site, f"src/content/authors/{name}.json", json.dumps(data) + "\n")
    for each in articles(number):
        header = f"---\nlayout: ../../layouts/Post.astro\ntitle: {json.dumps(each.title)}\npubDate: {each.day}\n"
        header += f"author: {each.writer}\n" if each.number % 3 else ""
        write(site, f"src/content/blog/{each.slug}.mdx", f"{header}---\n\n{faulty(each)}\n")
    return site / "src" / "content" / "blog"


SITES: dict[str, Callable[[Path, int], Path]] = {"hugo": hugo, "jekyll": jekyll, "astro": astro}


def write(folder: Path, name: str, text: str) -> None:
    """Write a file, with the folders above it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def newcomer(kind: str, folder: Path, number: int) -> Iterator[Step]:
    """Yield what happens to somebody who sets bylint up in a site, and then goes on writing."""
    posts = SITES[kind](folder, number)
    for words in (
        "init -q",
        "config user.name Jane",
        "config user.email jane@example.com",
        "add -A",
        "commit -q -m Site",
    ):
        subprocess.run(["git", *words.split()], cwd=folder, check=True, capture_output=True)
    yield step(folder, "bylint init --yes")
    yield step(folder, "bylint baseline create")
    yield step(folder, "pre-commit install")
    yield step(folder, "git add -A && git commit -m 'Set bylint up'")
    old = next(
        path for path in sorted(posts.rglob("*.m*d*")) if "\nAdvertisement\n" in path.read_text(encoding="utf-8")
    )
    text = old.read_text(encoding="utf-8")
    old.write_text(
        text.replace("nobody in the queue", "no one in the queue").replace("all the same", "anyway"), encoding="utf-8"
    )
    yield step(folder, "git commit -am 'Mend a typo in an old article'")
    new = posts / "2026-01-02-the-new-pier.md" if kind == "jekyll" else old.with_name("the-new-pier" + old.suffix)
    header = text.partition("\n---\n")[0].replace("title:", "title: New,").replace('title: New, "', 'title: "New: ')
    new.write_text(f"{header}\n---\n\nThe pier stands.\n\nAdvertisement\n\nIt stands well.\n", encoding="utf-8")
    yield step(folder, "git add -A && git commit -m 'Add a fault'")
    yield step(folder, "bylint check --format concise")
    yield step(folder, "git commit --no-verify -qm 'Add a fault all the same'")
    yield step(folder, "bylint check --since HEAD~1 --format concise")


def step(folder: Path, words: str) -> Step:
    """Run a command in a folder, with the bylint of this Python first on the path."""
    place = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    began = time.monotonic()
    done = subprocess.run(words, shell=True, cwd=folder, env=place, capture_output=True, text=True, check=False)
    return Step(words, done.returncode, done.stdout + done.stderr, time.monotonic() - began)


def rates(folder: Path) -> tuple[float, float] | None:
    """Return the lines for each 100 articles of a site without settings, and with those that `init --yes` writes."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / folder.name
        shutil.copytree(folder, copy, symlinks=True)
        subprocess.run(["git", "init", "-q"], cwd=copy, check=True, capture_output=True)
        said = step(copy, "bylint init --yes").said
    found = [
        float(words) for words in re.findall(r"^[\d,]+ lines?, ([\d.]+) for each 100 articles", said, re.MULTILINE)
    ]
    return (found[0], found[1]) if len(found) > 1 else None


def show_corpus(folder: Path) -> None:
    """Show the rates of each folder in a folder, and what they come to."""
    every = []
    for site in sorted(path for path in folder.iterdir() if path.is_dir()):
        found = rates(site)
        sys.stdout.write(f"{site.name:40} {f'{found[0]:6.1f} {found[1]:6.1f}' if found else 'no articles'}\n")
        sys.stdout.flush()
        every += [found] if found else []
    for name, number in (("before", 0), ("after", 1)):
        each = [found[number] for found in every]
        over = sum(rate > 25 for rate in each)
        sys.stdout.write(f"{name}: median {statistics.median(each):.1f}, {over} of {len(each)} over 25\n")


def main() -> None:
    """Show the way through each site."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    asked.add_argument("--articles", type=int, default=2000)
    asked.add_argument("--only", choices=SITES, action="append")
    asked.add_argument("--corpus", type=Path)
    given = asked.parse_args()
    if given.corpus:
        show_corpus(given.corpus)
        return
    for kind in given.only or SITES:
        with tempfile.TemporaryDirectory() as place:
            sys.stdout.write(f"## {kind}, {given.articles:,} articles\n\n")
            for each in newcomer(kind, Path(place), given.articles):
                sys.stdout.write(f"$ {each.words}   (exit {each.code}, {each.seconds:.1f} s)\n")
                lines = each.said.strip().split("\n")
                shown = lines if len(lines) < 45 else [*lines[:40], f"... {len(lines) - 42} lines", *lines[-2:]]
                sys.stdout.writelines(f"    {line}\n" for line in shown)
            sys.stdout.write("\n")


if __name__ == "__main__":
    main()

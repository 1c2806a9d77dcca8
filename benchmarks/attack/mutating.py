"""Articles damaged by chance: the same seed and number give the same bytes."""

from __future__ import annotations

import random
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

SUFFIXES = (".md", ".mdx", ".html", ".txt", ".rst")
_REPOSITORY = Path(__file__).parents[2]
_OWN = ("examples", "tests", "docs/rules")
_LARGEST, _MOST_SEEDS, _LONGEST = 300_000, 2_000, 400_000
_ENCODINGS = "utf-16 utf-16-be utf-8-sig cp1252 latin-1 utf-7 utf-32 shift_jis cp1251 gb18030".split()
_ENDS = (b"\r\n", b"\r", b" ", b"\n\n", b"\n> ", b"\n\t", b"\n    ", b"\xe2\x80\xa8", b"\x85")
_ODD = (
    "\u202e \u200b \u2066 \ufeff \u0000 \u200d \x1b[31m \x85 \u2028 \x0b \x0c e\u0301\u0301 \u0130 ß ﬁ \U000e0041"
    " \x9b31m ı \u1e9e Ⅻ ２０２４ ٣ \x1a \x7f \r"
).split(" ")
_MARKUP = (
    *"{{< >}} {{% %}} {% %} {# #} {{ }} <!-- --> ]]> <figure> </figure> <figcaption> <p> </p> <table> <tr><td>".split(),
    *"<svg> <math> <template> <noscript> <iframe> <plaintext> <title> <select> <> </ ::: ```".split(),
    *'~~~ ` ** * _ ~~ [ ]( ) ![ [^1] [^1]: &#x &amp &#0; &#xD800; &#1114112; &nbsp; \\ $$ {/* */} =" \' "'.split(),
    *(
        "<script type=application/ld+json>",
        "</script>",
        "<textarea>",
        "<![CDATA[",
        "<a href=",
        "<img src=",
        "<Figure src={",
        "} />",
    ),
    *(
        "> ",
        "- ",
        "1. ",
        "# ",
        "===\n",
        "|a|b|\n|-|-|\n",
        "[x]: http://a 'b'\n",
        "import X from 'y'\n",
        "export const a = {",
    ),
    *("<!-- bylint-ignore IMG001: x -->", "<!-- bylint-end -->", "<!-- bylint-ignore-next-line ADS001 -->"),
    *("Photo: ", "Photo by ", "By ", " is a ", "The views expressed ", "Advertisement\n", "http://", "a@b.cd"),
)
_HEADERS = (
    *(
        "---\n",
        "+++\n",
        "{\n",
        ": ",
        "? ",
        "&a [*a, *a]",
        "!!python/object:os.system x",
        "bylint: {ignore: {",
        "author: ",
    ),
    *("date: 0000-00-00\n", "date: 9999999999-01-01\n", "date: 2024-02-30T25:61:61+99:99\n", "a = 2024-13-45\n"),
    *("a.a.a.a = 1\n", "[[a]]\n", "'''", '"""', "a: |\n", "<<: *a\n", "- - - -\n", "9" * 5_000, "1e999999", "{" * 90),
)
_PAIRS = (
    *(("<div>", "</div>"), ("> ", ""), ("[", "]"), ("<b><i>", "</i></b>"), ("- ", ""), ("{{< a >}}", "{{< /a >}}")),
    *(("*", "*"), ("<span title='", "'>"), ("<!--", "-->"), ("{% if a %}", "{% endif %}"), ("<figure><img src=a>", "")),
)


class Seed(NamedTuple):
    """An article to damage."""

    suffix: str
    content: bytes


def seeds(corpora: Iterable[Path], chance: random.Random) -> tuple[Seed, ...]:
    """Return the articles of this repository, examples of rules among them, and some of the given folders."""
    own = [seed for name in _OWN for seed in _articles(_REPOSITORY / name)]
    given = [seed for folder in corpora for seed in _articles(folder)]
    return (*own, *_examples(_REPOSITORY / "rules"), *chance.sample(given, min(len(given), _MOST_SEEDS)))


def mutated(chance: random.Random, pool: Sequence[Seed]) -> Seed:
    """Return one of the articles, damaged once or several times, now and then under the suffix of another format."""
    suffix, content = chance.choice(pool)
    if chance.random() < 0.25:
        suffix = chance.choice(SUFFIXES)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 9))):
        content = chance.choice(_DAMAGES)(chance, content or b"\n", pool)[:_LONGEST]
    return Seed(suffix, content)


def _articles(folder: Path) -> Iterator[Seed]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in SUFFIXES and path.is_file() and path.stat().st_size < _LARGEST:
            yield Seed(path.suffix, path.read_bytes())


def _examples(folder: Path) -> Iterator[Seed]:
    """Yield the examples of the rules, without the brackets round what is reported."""
    for path in sorted(folder.glob("*.yaml")):
        for rule in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)["rules"]:
            for example in (*rule.get("bad", ()), *rule.get("good", ())):
                files = {"a.md": example} if isinstance(example, str) else example.get("files", {})
                for name, text in files.items():
                    plain = text.replace("⟦", "").replace("⟧", "").encode()
                    yield from [Seed(Path(name).suffix, plain)] if Path(name).suffix in SUFFIXES else []


def _flip(chance: random.Random, content: bytes, _: Sequence[Seed]) -> bytes:
    flipped = bytearray(content)
    for _ in range(chance.choice((1, 3, 20))):
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def _cut(chance: random.Random, content: bytes, _: Sequence[Seed]) -> bytes:
    at, end = _stretch(chance, content)
    return chance.choice((content[:at], content[at:], content[:at] + content[end:]))


def _splice(chance: random.Random, content: bytes, pool: Sequence[Seed]) -> bytes:
    other = chance.choice(pool).content
    start = chance.randrange(len(other) + 1)
    at, _ = _stretch(chance, content)
    return content[:at] + other[start : start + chance.randrange(3000)] + content[at:]


def _repeat(chance: random.Random, content: bytes, _: Sequence[Seed]) -> bytes:
    at, end = _stretch(chance, content)
    return content[:at] + content[at:end] * chance.choice((2, 4)) + content[end:]


def _lines(chance: random.Random, content: bytes, _: Sequence[Seed]) -> bytes:
    """Repeat one line elsewhere, or let two change places."""
    lines = content.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    if chance.random() < 0.5:
        lines[one], lines[other] = lines[other], lines[one]
    else:
        lines[one:one] = [lines[other]] * chance.choice((1, 2, 30, 300))
    return b"\n".join(lines)


def _ends(chance: random.Random, content: bytes, _: Sequence[Seed]) -> bytes:
    return content.replace(b"\n", chance.choice(_ENDS))


def _encode(chance: random.Random, content: bytes, _: Sequence[Seed]) -> bytes:
    return content.decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "ignore")


def _bytes(chance: random.Random, content: bytes, _: Sequence[Seed]) -> bytes:
    at, _end = _stretch(chance, content)
    return content[:at] + chance.randbytes(chance.choice((1, 8, 64))) + content[at:]


def _head(chance: random.Random, content: bytes, _: Sequence[Seed]) -> bytes:
    """Put pieces of headers where a header is likely to stand."""
    for _ in range(chance.choice((1, 2, 5))):
        at = chance.randrange(min(len(content), 300) + 1)
        content = content[:at] + chance.choice(_HEADERS).encode() + content[at:]
    return content


def _soup(pieces: Sequence[str]) -> Callable[[random.Random, bytes, Sequence[Seed]], bytes]:
    def strewn(chance: random.Random, content: bytes, _: Sequence[Seed]) -> bytes:
        for _ in range(chance.choice((1, 3, 12))):
            at = chance.randrange(len(content) + 1)
            content = content[:at] + chance.choice(pieces).encode() + content[at:]
        return content

    return strewn


def _many(chance: random.Random, content: bytes, _: Sequence[Seed]) -> bytes:
    at, _end = _stretch(chance, content)
    return content[:at] + chance.choice(_MARKUP).encode() * chance.choice((10, 100, 400)) + content[at:]


def _nest(chance: random.Random, content: bytes, _: Sequence[Seed]) -> bytes:
    at, end = _stretch(chance, content)
    opened, closed = (words.encode() * chance.choice((3, 50, 150)) for words in chance.choice(_PAIRS))
    return content[:at] + opened + content[at:end] + closed + content[end:]


def _stretch(chance: random.Random, content: bytes) -> tuple[int, int]:
    one, other = chance.randrange(len(content) + 1), chance.randrange(len(content) + 1)
    return min(one, other), max(one, other)


_DAMAGES = (
    *(_flip, _cut, _splice, _repeat, _lines, _ends, _encode, _bytes, _head, _head, _many, _nest),
    *(_soup(_MARKUP), _soup(_MARKUP), _soup(_ODD)),
)

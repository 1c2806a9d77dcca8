"""How the time of one article grows with its length, for constructs that parsers and patterns find hard.

    python -m benchmarks.growth [NAME...]

Each construct is written at 8, 16, 32 and 64 kB and understood and judged by all rules, in processor time, the least
of three; from 32 kB on one look is enough, unless it tells of fast growth. The exponent is that of the last two
doublings: 1 is a straight line, 2 a square. What seems to grow fast is doubled further until it takes 300 ms or is
1 MB; what takes under 80 ms at its last size has none, for there the clock says little. The table goes to
`benchmarks/growth.md`, unless names of constructs are given.

Python looks for cycles of values as seldom as in every command, and after each article in time that does not count.
With its own threshold it goes through all that an article has made again and again while that grows: constructs of
many small pieces, which do twice the work for twice the text, counted in calls, came out at 1.2 to 1.36.
"""

from __future__ import annotations

import gc
import math
import sys
import time
from collections.abc import Callable
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bylint.audit.archive import mentions
from bylint.cli.commands import seek_cycles_seldom
from bylint.cli.run import knowledge_of
from bylint.cli.run import setting
from bylint.engine import outcome
from bylint.engine import understood
from bylint.model.rule import AnyRule
from bylint.model.world import Knowledge

TABLE = Path(__file__).with_suffix(".md")
SMALLEST = 8_000
DOUBLINGS = 3
MOST = 1.3
SHORT = 0.08
LONG = 0.3
LARGEST = 1_000_000
SLOW = 2.0
HEAD = "---\ntitle: A\nauthor: Jane Roe\n---\n\n"
GIVEN = "Anna Boris Clara Dmitri Edna Fritz Greta Hugo".split()
FAMILY = "Adler Brandt Castell Dorn Eber Falk Gruen Hartmann".split()

# Signs that open something and are never closed, in Markdown and in HTML.
OPENERS = (
    "[", "![", "[x](", "[a][", "[a]: ", "[^1]", "[^1]: ", "](", "`", "```\n", "~~~\n", "*", "**a ", "_", "__a ", "~~",
    "<", "<a ", "</", "</>", "<!", "<!--", "<!-->", "<![CDATA[", "<?", "<<", "{{<", "{{< a ", "{{< a >}}", "{{%", "{%",
    "{% if a %}", "{% raw %}", "{{", "{#", "{/*", "{", "{:", "{.a", "&", "&#", "&#x", "&amp", "|", "|a|b\n", "$", "$$",
    "\\", "(", "((", "\"", "'", "“", "‘", "a@", "@a ", "http://", "www.", "https://a.b/", ":::", ":::a\n", "!!! a\n",
    "=", "-", "#", "# ", "> ", "- ", "1. ", "\t", "import ", "<div>", "<p>", "<b>", "<i><b>", "<b><p>", "<table>",
    "<tr><td>", "<table><b>x", "<li>", "<ul><li>", "<figure>", "<figure><img src=a.jpg>", "<figcaption>a",
    "<script>", "<style>",
    "<title>", "<textarea>", "<a href='", "<a href=x>", "<a href=x><p>", "<img alt=\"", "<img src=", "<span class=a>",
    "<br>", "</div>", "</b>", "x<sub>", "<h1>", "<h1>a", "<td>", "<option>", "<svg>", "<template>", "<dl><dt>",
    "<font>", "<button>", "<select>", "<ins class=adsbygoogle>", "<iframe>", "<noscript>", "<picture>",
    "<blockquote>", "<nav>",
    "<article>", "<section><h2>a", "[a](b){", "[a](b){.x} ", '<Ab "', "<div>\n\nx\n\n",
)  # fmt: skip

# Words that begin what a grammar reads, again and again.
PHRASES = (
    "By ", "Photo: ", "Photo by ", "the views expressed ", "do not reflect ", "and ", "University of ", "former ",
    "Professor ", "Dr. ", "is a ", "of the ", "Jane Roe ", "J. ", "Roe, ", "1 January 2024 ", "© ", "CC BY ",
    "Getty Images ", "“quoted” ", "(Photo) ", "— ", "sponsored ", "January ", "McDonald ", "d'Arc ", "@jane ",
    "Images/", "contributed to this ", "is a fellow at the Institute and ", "his views are ", "U.S. ", "a.b. ",
    "disclosure: ",
    "paid ", "courtesy of ", "AP/", "director of ", "writes for ", "author of ", "who ",
)  # fmt: skip

# Whole constructs; `{n}` is their number, `{name}` another name in each.
MANY = {
    "names met": "{name} met {name}. ",
    "names met, paragraphs": "{name} met {name}.\n\n",
    "posts": "{name} is the director of the Institute for Tidal Studies {n}. ",
    "posts, paragraphs": "{name} is the director of the Institute for Tidal Studies.\n\n",
    "posts of one person": "Jane Roe is a professor at the Naval Postgraduate School.\n\n",
    "other posts of one person": "Jane Roe is a professor of topic{n} at the University of Holm.\n\n",
    "by-lines": "By {name}\n\n",
    "captions and credits": "![A quay](/img/{n}.jpg)\n*Quay number {n}. Photo: {name}*\n\n",
    "credits with dots": "![A quay](/img/{n}.jpg)\n*Quay. {name}, CC BY-N.................................D 4.0*\n\n",
    "images": "![A quay](/img/{n}.jpg)\n\n",
    "images with titles": '![A quay](/img/{n}.jpg "Photo by {name}")\n\n',
    "one image": "![A quay](/img/a.jpg)\n\n",
    "figure shortcodes": '{{{{< figure src="/img/{n}.jpg" caption="Quay" attr="Photo: {name}" >}}}}\n\n',
    "credit lines": "Photo: {name} / Getty Images\n\n",
    "figures": "<figure><img src=/img/{n}.jpg><figcaption>Quay {n}. Photo: {name}</figcaption></figure>\n",
    "img tags": "<img src=/img/{n}.jpg alt=q> ",
    "disclaimers": "The views expressed here are the author's own and not those of the U.S. Department of Defense.\n\n",
    "disclaimers, one paragraph": "The views expressed are the author's own and not those of the U.S. Navy. ",
    "other disclaimers": "The views expressed by {name} are the author's own and not those of Body {n}.\n\n",
    "advertisement lines": "Advertisement\n\n",
    "ad slots": "<div class='ad-slot' id='div-gpt-ad-{n}'></div>\n",
    "affiliate links": "[buy {n}](https://www.amazon.com/dp/B00{n}?tag=x-20) ",
    "links": "[a{n}](/b{n}) ",
    "links, paragraphs": "[a{n}](/b{n})\n\n",
    "autolinks": "<http://a{n}.example> ",
    "bare addresses": "http://a{n}.example/b ",
    "mail addresses": "a{n}@b.example ",
    "emphasis": "*a{n}* ",
    "entities": "&amp;&#8212; ",
    "comments": "<!-- c{n} -->\n\n",
    "suppressions": "<!-- bylint-ignore-next-line IMG001: scanned {n} -->\n![a](/b.jpg)\n\n",
    "open suppressions": "<!-- bylint-ignore IMG001: scanned -->\n\n",
    "headings": "## H {n}\n\n",
    "items": "- item {n}\n",
    "quoted lines": "> line {n}\n",
    "code fences": "```\na\n```\n\n",
    "html blocks": "<div>a{n}</div>\n\n",
    "inline tags": "<b>a{n}</b> ",
    "shortcodes": '{{{{< a x="{n}" >}}}} ',
    "paired shortcodes": "{{{{< a >}}}}b{{{{< /a >}}}}\n",
    "includes": "{{% include a.html %}}\n",
    "attribute lists": "a {{#b .c}}\n\n",
    "footnotes": "a[^{n}]\n\n[^{n}]: note\n\n",
    "definitions": "[a{n}] [a{n}]\n\n[a{n}]: /b{n}\n\n",
    "dates": "{n} January 2024\n\n",
    "short paragraphs": "a\n\n",
    "lines": "A line of text\n",
    "quotations": "“A word,” said {name}. ",
    # What grammars of bios, bylines, credits, disclaimers and advertising read, and what stands beside it.
    "bios": "{name} is an economist at the Bank of England.\n\n",
    "bios of one person": "Jane Roe is deputy director for payments at the Bank of Canada.\n\n",
    "bios of one person, other bodies": "Jane Roe is an economist at the University of {name}.\n\n",
    "bios and disclaimers": "{name} is an economist at the Bank of England.\n\nThe views are her own.\n\n",
    "boxes": "**Jane Roe**\n\nEconomist, Bank of England\n\n",
    "names of the author alone": "**Jane Roe**\n\n",
    "relatives": "Jane Roe is a potter. Her husband, {name}, is an economist at the Bank of England.\n\n",
    "turns of one bio": "Jane Roe works for the Bank of England, and {name} for the World Bank. ",
    "two in one bio": "Jane Roe and {name} are economists at the Bank of England and the World Bank respectively.\n\n",
    "guests": "Our guest this week is {name}, a statistician.\n\n",
    "names over bodies": "By {name}\n\nBank of England\n\n",
    "by-lines with titles": "By {name}, professor at the Naval War College\n\n",
    "by-lines with helpers": "By Jane Roe, with {name} (Text), {name} (Fotos)\n\n",
    "names and days": "{name} | March 2, 2020\n\n",
    "signs of notes": "{name}¹, {name}², ",
    "accounts": "Follow {name} on Twitter @jane{n}. ",
    "licences and links": "![A quay](/img/{n}.jpg)\n*Photo: A. Lund, CC BY-NC 4.0*\n\nA [boat](/b{n}).\n\n",
    "credits that ask for a notice": "![A quay](/img/{n}.jpg)\n*A quay. U.S. Navy photo by {name}*\n\n",
    "credits in brackets": "![A quay](/img/{n}.jpg)\n*A quay at nine ({name}/Reuters)*\n\n",
    "credits in brackets, one paragraph": "A quay ({name}/Reuters), and another (AP Photo/{name}). ",
    "contributed photos": "A quay (Contributed photo) and (File photo).\n\n",
    "linked images, one paragraph": "[![A quay](/img/{n}.jpg)](/p{n}) ",
    "images with titles, one paragraph": '![A quay](/img/{n}.jpg "Photo: {name}") [a](/b{n}) ',
    "all images by one": "All photos by {name}.\n\n![A quay](/img/{n}.jpg)\n\n",
    "places of images": "[Insert photo {n} here]\n\n",
    "notes with links": "> We earn a commission from this link: [a{n}](https://www.amazon.com/dp/B00{n}?tag=x-20)\n\n",
    "links with notes": "[a{n}](https://www.amazon.com/dp/B00{n}?tag=x-20) (affiliate link)\n\n",
    "links with stars": "[a{n}](https://www.amazon.com/dp/B00{n}?tag=x-20)\\* ",
    "disclosures": "Disclosure: we may earn a commission when you buy through links.\n\n",
    "disclosures, one paragraph": "This post contains affiliate links. ",
    "labels": "Anzeige | Stiefel {n}\n\n",
    "sentences on who paid": "This post was paid for by {name} Boots.\n\n",
    "readers' guides": "Story continues below advertisement\n\n",
    "bios to come": "[Insert author bio here]\n\n",
    "gaps in a bio": "Jane Roe is a [TITLE] at [ORGANIZATION]. ",
    "works to come": "Her book, “{name}”, is forthcoming in 2018. She will retire in 2019. ",
    "disclaimers, German": "Die Ansichten sind die der Autorin und nicht die der Universität {name}.\n\n",
    "furniture": "Share this:\n\nLike Loading...\n\n",
}

# A block of so many letters begins so, has one thing again and again, and ends so: grammars read some lines as a whole.
BLOCKS = {
    "bodies": (2200, "Jane Roe is an economist at ", "the Bank of England, the World Bank and ", "the Bank of Canada."),
    "names with commas": (2200, "Jane Roe is ", "Ada Lund, ", "an economist at the Bank of England."),
    "brackets": (2200, "Jane Roe is an economist ", "(Bank of England) ", "at the World Bank."),
    "possessives": (2200, "Jane Roe is ", "Bank of England's ", "chief economist."),
    "relatives": (
        2200,
        "Jane Roe, ",
        "whose husband serves in the U.S. Army, ",
        "is an economist at the Bank of England.",
    ),
    "posts of the past": (2200, "Jane Roe is ", "former director, ", "an economist at the Bank of England."),
    "years": (2200, "Jane Roe was ", "from 2001 to 2009 at the Bank of England, ", "an economist."),
    "semicolons": (2200, "Jane Roe is a potter", "; she works for the Bank of England", "."),
    "neither and nor": (2200, "The views are the author's and reflect ", "neither the Army nor ", "the Navy."),
    "denials": (2200, "The views expressed here ", "do not necessarily reflect ", "those of the U.S. Army."),
    "denials, French": (
        2200,
        "Les opinions ",
        "n'engagent que leur auteur et ne reflètent pas ",
        "celles de la Banque.",
    ),
    "makers": (1500, "![A quay](/img/a.jpg)\n*The quay. Photo: ", "Ada Lund / ", "AP*"),
    "brackets in a caption": (1500, "![A quay](/img/a.jpg)\n*The quay ", "(Ada Lund/AP ", "*"),
    "leads in a caption": (1500, "![A quay](/img/a.jpg)\n*The quay ", "photo by Ada Lund ", "*"),
    "agencies in a caption": (1500, "![A quay](/img/a.jpg)\n*The quay ", "AP/Reuters/", "Ada Lund*"),
    "bars in an alternative text": (1500, "![The quay ", "| AP ", "](/img/a.jpg)"),
    "names in a byline": (170, "By ", "Ada Lund and ", "Jane Roe"),
    "days in a byline": (170, "", "2 March 2019 | ", "Jane Roe"),
    "helpers in a byline": (170, "By Jane Roe ", "(with Ada Lund ", ""),
    "signs round a label": (130, "", "* - ", "Advertisement"),
    "links that earn": (490, "", "links in this post may earn us ", "a commission."),
    "words for a bio": (130, "[", "author bio ", "here]"),
}

# In reStructuredText.
RESTRUCTURED = {
    "pictures": ".. image:: /img/{n}.jpg\n   :alt: A quay\n\n",
    "figures": ".. figure:: /img/{n}.jpg\n\n   Quay {n}. Photo: {name}\n\n",
    "targets": "A `b{n}`_ c.\n\n.. _b{n}: https://example.com/{n}\n\n",
    "links": "`a{n} <https://example.com/{n}>`_ is here.\n\n",
    "substitutions": "|a{n}| is\n\n.. |a{n}| replace:: b{n}\n\n",
    "footnotes": "a [{n}]_\n\n.. [{n}] note\n\n",
    "sections": "Section {n}\n-----------\n\na\n\n",
    "items": "* item {n}\n",
    "addresses": "https://example.com/a-{n} ",
    "addresses of mail": "a.{n}@example.com ",
    "signs without a blank": "{{a",
    "hyphens": "-",
    "slashes": "a/",
    "fields": ":k{n}: v\n",
    "comments": ".. comment {n}\n\n",
    "directives": ".. unknown:: {n}\n\n",
    "tables": "=== ===\na   b\n=== ===\nc   d\n=== ===\n\n",
    "rows of a table": "+----+----+\n| a  | b  |\n",
    "raw markup": ".. raw:: html\n\n   <p>Advertisement</p>\n\n",
    "emphasis": "*a{n}* b\n",
    "open emphasis": "*a{n} b\n\n",
    "open signs, one paragraph": "`a **b |c\n",
    "bios": "{name} is an economist at the Bank of England.\n\n",
}

PAGES = {
    "paragraphs": "<p>A sentence here.</p>",
    "spans": "<span>a</span>",
    "author links": "<a rel=author href=/{n}>{name}</a> ",
    "author boxes": "<div class=author-bio><p>{name} is a reporter.</p></div>",
    "styles with addresses": "<div style='background-image:url(/a{n}.jpg)'></div>",
    "ad scripts": "<script src=//pagead2.googlesyndication.com/x.js></script>",
    "iframes": "<iframe src=//a.example/c></iframe>",
    "noscripts": "<noscript><img src=a.jpg></noscript>",
    "pictures": "<picture><source srcset=a.webp><img src=a.jpg></picture>",
    "times": "<time datetime=2024-01-01>1 January 2024</time> ",
    "navigation": "<nav><ul><li><a href=x>y</a></li></ul></nav>",
    "microdata": "<div itemscope itemtype='https://schema.org/Person'><b itemprop=name>{name}</b></div>",
    "metas": "<meta name=author content='{name}'>",
    "scripts of data": '<script type=application/ld+json>{{"@type":"Article","author":"{name}"}}</script>',
    "table rows": "<tr><td>{name}<td>{n}",
    "footnote anchors": "<a id=f{n} href=#g{n}>{n}</a>",
}


class Construct(NamedTuple):
    """What is repeated, in which format; `write` returns a text of so many characters."""

    name: str
    suffix: str
    write: Callable[[int], str]


def constructs() -> Iterator[Construct]:
    """Yield all constructs in all formats in which they say something."""
    for suffix in (".md", ".html"):
        yield from (Construct(f"unclosed {each!r}", suffix, _repeated(each, suffix)) for each in OPENERS)
    for suffix in (".md", ".txt"):
        yield from (Construct(f"repeated {each!r}", suffix, _repeated(each, suffix)) for each in PHRASES)
    yield from (Construct(name, ".md", _numbered(each, HEAD)) for name, each in MANY.items())
    yield from (Construct(f"blocks of {name}", ".md", _blocks(*each)) for name, each in BLOCKS.items())
    yield from (Construct(name, ".html", _numbered(each, "<title>A</title><article>")) for name, each in PAGES.items())
    yield from (Construct(name, ".md", write) for name, write in _whole())
    yield from (
        Construct(name, ".rst", _numbered(each, "A\n=\n\n:author: Jane Roe\n\n")) for name, each in RESTRUCTURED.items()
    )
    yield Construct("images with a source", ".html", _sourced)


def _repeated(unit: str, suffix: str) -> Callable[[int], str]:
    head = "" if suffix == ".txt" else HEAD
    return lambda size: f"{head}{unit * (size // len(unit))}\n\nEnd.\n"


def _numbered(unit: str, head: str) -> Callable[[int], str]:
    size_of_one = len(unit.format(n=1000, name=_name(0)))
    return lambda size: head + "".join(unit.format(n=n, name=_name(n)) for n in range(size // size_of_one))


def _blocks(length: int, begin: str, unit: str, end: str) -> Callable[[int], str]:
    block = f"{begin}{unit * ((length - len(begin) - len(end)) // len(unit))}{end}\n\n"
    return lambda size: f"{HEAD}A text.\n\n{block * (size // len(block))}"


def _name(number: int) -> str:
    ending = "".join("abcdefgh"[number // 8**power % 8] for power in (2, 3, 4))
    return f"{GIVEN[number % 8]} {FAMILY[number // 8 % 8]}{ending}"


def _whole() -> Iterator[tuple[str, Callable[[int], str]]]:
    """Yield what is not one thing repeated."""
    yield "one word", lambda size: HEAD + "a" * size
    yield "one line", lambda size: HEAD + "word and other " * (size // 15)
    yield "Chinese line", lambda size: HEAD + "漢字" * (size // 2)
    yield "combining marks", lambda size: HEAD + "e" + "\u0301" * size
    yield "blank lines", lambda size: HEAD + "a" + "\n" * size + "b"
    yield "blanks", lambda size: HEAD + "a" + " " * size + "b"
    yield "no-break spaces", lambda size: HEAD + "a" + "\u00a0" * size + "b"
    yield "digits", lambda size: HEAD + "1" * size
    yield "nested quotes", lambda size: HEAD + "> " * (size // 2) + "a"
    yield "nested brackets", lambda size: HEAD + "[" * (size // 2) + "](b)" * (size // 8)
    yield "nested emphasis", lambda size: HEAD + "*a " * (size // 6) + "a*" * (size // 6)
    yield "nested strong emphasis", lambda size: HEAD + "*a **b " * (size // 11) + "** *" * (size // 11)
    yield "nested shortcodes", lambda size: HEAD + "{{< a >}}\n" * (size // 21) + "{{< /a >}}\n" * (size // 21)
    yield "nested lists", lambda size: HEAD + "".join("  " * n + "- a\n" for n in range(int(size**0.5)))
    yield "table rows", lambda size: HEAD + "|a|b|\n|-|-|\n" + "|c|d|\n" * (size // 6)
    yield "table columns", lambda size: HEAD + "|a" * (size // 4) + "|\n" + "|-" * (size // 4) + "|\n"
    yield "by-line of many", lambda size: f"{HEAD}By " + ", ".join(map(_name, range(size // 18))) + "\n\nText.\n"
    yield "authors", lambda size: _header("authors:\n" + "".join(f"- {_name(n)}\n" for n in range(size // 18)))
    yield "authors, one text", lambda size: _header("author: " + ", ".join(map(_name, range(size // 18))) + "\n")
    yield "authors with bios", lambda size: _header("authors:\n" + "".join(map(_with_bio, range(size // 75))))
    yield "keys", lambda size: _header("".join(f"k{n}: v\n" for n in range(size // 9)))
    yield "one key", lambda size: _header("k: v\n" * (size // 5))
    yield "YAML lists in lists", lambda size: _header("a: " + "[" * (size // 2) + "]" * (size // 2) + "\n")
    yield "YAML open quotes", lambda size: _header("a: '\n" * (size // 5))
    yield "TOML dotted key", lambda size: _toml(".".join("a" * (size // 2)) + " = 1")
    yield "TOML dotted quoted key", lambda size: _toml('"a".' * (size // 4) + "a = 1")
    yield "TOML dotted table", lambda size: _toml("[" + ".".join("a" * (size // 2)) + "]")
    yield "TOML tables", lambda size: _toml("".join(f"[a.b{n}]\n" for n in range(size // 9)))
    yield "TOML lists in lists", lambda size: _toml("a = " + "[" * (size // 2) + "]" * (size // 2))
    yield "TOML open lists", lambda size: _toml("a = [\n" * (size // 6))
    yield "TOML open texts", lambda size: _toml('a = """x\n' * (size // 9))
    yield "TOML one word", lambda size: _toml("a" * size)
    yield "JSON lists in lists", lambda size: '{"a": ' + "[" * (size // 2) + "]" * (size // 2) + "}\n\nText.\n"
    yield "JSON long number", lambda size: '{"a": ' + "1" * size + "}\n\nText.\n"
    yield (
        "disclaimer of many bodies",
        lambda size: (
            f"{HEAD}The views expressed are the author's and not those of "
            + ", ".join(f"the University of {_name(n).split()[1]}" for n in range(size // 30))
            + ".\n"
        ),
    )


def _with_bio(number: int) -> str:
    return f"- name: {_name(number)}\n  bio: {_name(number)} is an economist at the World Bank.\n"


def _sourced(size: int) -> str:
    """Write images of which the page's data say how they were made."""
    numbers = range(size // 140)
    data = ",".join(f'{{"@type":"ImageObject","url":"/{n}.jpg","digitalSourceType":"digitalCapture"}}' for n in numbers)
    pictures = "".join(f"<p><img src=/{number}.jpg alt=q></p>" for number in numbers)
    script = f'<script type=application/ld+json>{{"@type":"Article","image":[{data}]}}</script>'
    return f"<title>A</title>{script}<article>{pictures}"


def _header(lines: str) -> str:
    return f"---\ntitle: A\n{lines}---\n\nText.\n"


def _toml(lines: str) -> str:
    return f'+++\ntitle = "A"\n{lines}\n+++\n\nText.\n'


def seconds(construct: Construct, size: int, knowledge: Knowledge, rules: tuple[AnyRule, ...]) -> float:
    """Return the processor time that an article of a construct takes."""
    content = construct.write(size).encode()
    gc.collect()
    begun = time.process_time()
    article = understood(f"a{construct.suffix}", construct.suffix, content, knowledge)
    outcome(article, rules, knowledge)
    tuple(mentions(article, knowledge))
    return time.process_time() - begun


def exponent(times: list[float]) -> float:
    """Return the exponent of the last two doublings; 0 where the last time is too short to tell."""
    return _slope(times) if times[-1] > SHORT else 0.0


def _slope(times: list[float]) -> float:
    return math.log2(times[-1] / times[-3]) / 2


def measured(construct: Construct, knowledge: Knowledge, rules: tuple[AnyRule, ...]) -> tuple[int, list[float]]:
    """Return the last size of a construct that was measured, and the time at each."""
    size = SMALLEST
    times = [_steady(construct, size, [], knowledge, rules)]
    while len(times) <= DOUBLINGS or (_slope(times) > MOST and times[-1] < LONG and size * 2 < LARGEST):
        size *= 2
        times.append(_steady(construct, size, times, knowledge, rules))
    return size, times


def main(names: list[str]) -> int:
    """Measure, print what grows too fast, and write the table; the exit code is 1 where anything does."""
    seek_cycles_seldom()
    known = setting(None, no_config=True)
    knowledge = knowledge_of(known.config, date(2026, 1, 31))
    chosen = [each for each in constructs() if not names or any(name in each.name for name in names)]
    rows: list[str] = []
    bad = 0
    for construct in chosen:
        size, times = measured(construct, knowledge, known.rules)
        bad += exponent(times) > MOST
        rows.append(_row(construct, size, times))
        if names or exponent(times) > MOST:
            sys.stdout.write(f"{rows[-1]}\n")
    sys.stdout.write(f"{bad} of {len(chosen)} constructs grow with an exponent over {MOST}.\n")
    if not names:
        TABLE.write_text(_page(rows, bad), encoding="utf-8")
    return int(bad > 0)


def _row(construct: Construct, size: int, times: list[float]) -> str:
    grown = exponent(times)
    told = " | ".join(f"{each * 1000:.0f}" for each in times[-4:])
    name = construct.name.replace("|", "\\|").replace("<", "&lt;").replace("`", "\\`").replace("*", "\\*")
    return f"| {name} | {construct.suffix} | {told} | {size // 1000} | {f'{grown:.2f}' if grown else '-'} |"


def _steady(
    construct: Construct, size: int, before: list[float], knowledge: Knowledge, rules: tuple[AnyRule, ...]
) -> float:
    """Return the shortest of several times: the first compiles patterns, and a busy machine disturbs each. Behind two
    smaller sizes one is enough, unless it tells of fast growth."""
    times = [seconds(construct, size, knowledge, rules)]
    while times[-1] < SLOW and len(times) < 3 and (len(before) < 2 or _slope([*before, min(times)]) > MOST):
        times.append(seconds(construct, size, knowledge, rules))
    return min(times)


def _page(rows: list[str], bad: int) -> str:
    return (
        f"# Growth\n\n{(__doc__ or '').strip()}\n\n"
        f"{len(rows)} constructs; {bad} with an exponent over {MOST}. Times in milliseconds, at an eighth, a quarter, "
        "a half and the whole of the last size.\n\n"
        f"| construct | format | ⅛ | ¼ | ½ | whole | kB | exponent |\n|---|---|{'---|' * 6}\n" + "\n".join(rows) + "\n"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

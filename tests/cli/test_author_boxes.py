"""Bios where sites keep them: small sites of each generator, whose author data its template prints beside articles.

What is to be reported stands between ⟦ and ⟧, in the file in which it is reported; the code follows the mark.
"""

from __future__ import annotations

import json
import re

import pytest

from bylint.cli.__main__ import main

_MARK = re.compile(r"⟦(?:[^⟧|]*\|)?|⟧")
_CODED = re.compile(r"⟦(?P<code>[A-Z]{3}\d{3})\|(?P<words>[^⟧]*)⟧")

BODY = (
    "Every spring the county asks how much stone it will need, and every spring the answer is copied from the year "
    "before. Nobody has counted since the bridge was built, and the bridge has been gone for eleven years."
)


def article(author, day="2026-05-04", foot=""):
    return f"---\ntitle: The Quarry Question\ndate: {day}\nauthor: {author}\n---\n{BODY}\n\n{foot}\n"


def config(people, printed="printed: {bios: true}", more=""):
    return f"version: 1\npeople: [{people}]\n{printed}\n{more}"


def written(root, files):
    """Write the files of a site without their marks; return what is marked: path, code and words."""
    marked = set()
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        marked |= {(path, found["code"], found["words"]) for found in _CODED.finditer(text)}
        file.write_text(_MARK.sub("", text), encoding="utf-8")
    return marked


def found(root, capsys, *arguments):
    """Return what a run reports: path, code and words; each violation once."""
    main([*arguments, "--format", "json", "--today", "2026-11-30"])
    every = json.loads(capsys.readouterr().out)["violations"]
    told = [(each["path"], each["code"], words_at(root, each)) for each in every if each["code"][:3] in ("DIS", "BIO")]
    assert len(told) == len(set(told))
    return set(told)


def words_at(root, place):
    lines = (root / place["path"]).read_text(encoding="utf-8").split("\n")[place["line"] - 1 : place["end_line"]]
    lines[-1] = lines[-1][: place["end_column"] - 1]
    lines[0] = lines[0][place["column"] - 1 :]
    return "\n".join(lines)


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A function that writes files into a folder in which the run stands, and returns what is marked in them."""
    root = tmp_path / "site"
    root.mkdir()
    monkeypatch.chdir(root)
    return root


DEAN = "Ruth Abernethy is ⟦BIO001|a former dean at the Tarn Valley Institute⟧."
NWC = "⟦DIS001|U.S. Naval War College⟧"
SITES = {
    "jekyll": {
        "bylint.yaml": config("_data/authors.yml"),
        "_data/authors.yml": f"""\
marta:
  name: Marta Quell
  bio: Marta Quell is a professor of strategy at the {NWC} in Newport.
ruth:
  name: Ruth Abernethy
  bio: >-
    {DEAN}
    Her ⟦BIO005|forthcoming⟧ atlas, Gravel, will be published in 2019.
ada: {{name: Ada Wren, bio: "⟦BIO006|TODO⟧"}}
""",
        "_posts/2026-05-04-stone.md": article("marta"),
        "_posts/2026-05-05-gravel.md": article("ruth", foot="Ruth Abernethy is dean at the Tarn Valley Institute."),
        "_posts/2026-05-06-sand.md": article("ada"),
    },
    "jekyll, a table": {
        "bylint.yaml": config("_data/authors.csv"),
        "_data/authors.csv": (
            f'id,name,bio\nmarta,Marta Quell,"Marta Quell, 51, teaches at the {NWC}."\nada,Ada Wren,⟦BIO006|TBD⟧\n'
        ),
        "_posts/2026-05-04-stone.md": article("marta"),
    },
    "jekyll, a collection": {
        "bylint.yaml": config("_authors"),
        "_authors/marta.md": f"---\nname: Marta Quell\n---\nMarta Quell is a professor at the {NWC} in Newport.\n",
        "_authors/ada.md": "---\nname: Ada Wren\nbio: ⟦BIO006|TBD⟧\n---\n",
        "_posts/2026-05-04-stone.md": article("marta"),
    },
    "hugo, data": {
        "bylint.yaml": config("data/authors"),
        "data/authors/marta.toml": f'name = "Marta Quell"\nbio = "Marta Quell is a professor at the {NWC}."\n',
        "data/authors/ada.toml": 'name = "Ada Wren"\nbio = """⟦BIO006|Bio coming soon⟧"""\n',
        "data/authors/ruth.json": f'{{\n\t"name": "Ruth Abernethy",\n\t"bio": "{DEAN}"\n}}\n',
        "content/posts/stone.md": article("marta"),
        "content/posts/gravel.md": article("ruth", foot="*Ruth Abernethy is dean at the Tarn Valley Institute.*"),
    },
    "hugo, pages": {
        "bylint.yaml": config("content/authors"),
        "content/authors/_index.md": "---\ntitle: Our authors\n---\n",
        "content/authors/marta-quell/_index.md": f"---\ntitle: Marta Quell\n---\nMarta Quell teaches at the {NWC}.\n",
        "content/authors/ruth-abernethy/_index.md": f'+++\ntitle = "Ruth Abernethy"\nbio = "{DEAN}"\n+++\n',
        "content/posts/stone.md": article("marta-quell"),
        "content/posts/gravel.md": article(
            "ruth-abernethy", foot="Ruth Abernethy is dean at the Tarn Valley Institute."
        ),
    },
    "pages with their posts in the header": {
        "bylint.yaml": config("content/redaktion"),
        "content/redaktion/marta.md": f"---\ntitle: Marta Quell\nrole: Professor, {NWC}\n---\nShe keeps bees.\n",
        "content/redaktion/ada.md": f"---\ntitle: Ada Wren\naffiliation: {NWC}\nbio: ⟦BIO006|TBD⟧\n---\n",
        "content/posts/stone.md": article("marta"),
        "content/posts/sand.md": article("ada"),
    },
    "docusaurus": {
        "bylint.yaml": config("blog/authors.yml"),
        "blog/authors.yml": f"""\
marta:
  name: Marta Quell
  title: Professor, {NWC}
  url: https://example.com/marta
ada:
  name: Ada Wren
  title: Editor
  description: ⟦BIO006|TBD⟧
""",
        "blog/2026-05-04-stone.md": article("marta").replace("author: marta", "authors: [marta, ada]"),
    },
    "eleventy": {
        "bylint.yaml": config("src/_data/authors.json"),
        "src/_data/authors.json": f'{{"author": [{{"name": "Marta Quell", "biography": "A teacher at the {NWC}"}}]}}',
        "src/posts/stone.md": article("Marta Quell"),
    },
    "astro": {
        "bylint.yaml": config("src/content/authors"),
        "src/content/authors/marta.json": f'{{"name": "Marta Quell", "bio": "Marta Quell teaches at the {NWC}."}}',
        "src/content/authors/ada.md": "---\nname: Ada Wren\nbio: ⟦BIO006|TBD⟧\n---\n",
        "src/content/blog/stone.md": article("marta"),
    },
    "ghost": {
        "bylint.yaml": config("ghost.json"),
        "ghost.json": (
            '{"db": [{"data": {"posts": [{"title": "Stone", "custom_excerpt": "TODO"}], "users": [{"id": "1", '
            f'"name": "Marta Quell", "slug": "marta", "bio": "Marta Quell teaches at the {NWC}."}}]}}}}]}}'
        ),
        "posts/stone.md": article("marta"),
    },
    "wordpress": {
        "bylint.yaml": config("wp-users.json"),
        "wp-users.json": (
            '[{"id": 7, "name": "Marta Quell", "slug": "marta", "link": "https://example.com/author/marta", '
            f'"description": "Marta Quell \\u2013 \\"MQ\\" \\u2013 is a professor at the {NWC}."}}]'
        ),
        "posts/stone.md": article("Marta Quell"),
    },
    "mkdocs material": {
        "bylint.yaml": config("docs/blog/.authors.yml"),
        "docs/blog/.authors.yml": f"""\
authors:
  marta:
    name: Marta Quell
    description: Professor at the {NWC}
    avatar: https://example.com/marta.png
""",
        "docs/blog/posts/stone.md": article("marta").replace("author: marta", "authors:\n  - marta"),
    },
    "quarto": {
        "bylint.yaml": config("_quarto.yml"),
        "_quarto.yml": f"""\
project: {{type: website}}
title: The Quarry Papers
author:
  - name: {{given: Marta, family: Quell}}
    affiliations:
      - name: {NWC}
        city: Newport
""",
        "posts/stone.qmd": article("Marta Quell"),
    },
    "quarto, a folder": {
        "bylint.yaml": config("posts/_metadata.yml"),
        "posts/_metadata.yml": f"author:\n  name: Marta Quell\n  affiliation: {NWC}\n  bio: ⟦BIO006|TBD⟧\n",
        "posts/stone.qmd": article("Marta Quell"),
    },
    "pelican": {
        "bylint.yaml": config("pelicanconf.py"),
        "pelicanconf.py": f"""\
import os

AUTHOR = os.environ.get("WHO", "Jo")
SITENAME = "Der Müll"
AUTHORS_BIO = {{
    "marta": {{
        "name": "Marta Quell",
        "website": "https://example.com/ä",
        "bio": \"\"\"Marta Quell, Görlitz, is a professor
of strategy at the {NWC}.\"\"\",
    }},
    "ada": {{"name": "Ada Wren", "bio": "⟦BIO006|TBD⟧", "roles": os.listdir()}},
}}
""",
        "content/stone.md": article("marta"),
    },
    "bylint's own": {
        "bylint.yaml": config("people.yaml"),
        "people.yaml": f"""\
version: 1
people:
- id: marta
  name: Marta Quell
  bio: Marta Quell teaches at the {NWC}.
- {{id: ada, name: Ada Wren, bio: ⟦BIO006|TBD⟧}}
- {{id: otto, name: Otto Vane, bio: TODO, withheld: true}}
""",
        "posts/stone.md": article("marta"),
    },
}


@pytest.mark.parametrize("name", SITES)
def test_bios_of_each_generator_are_judged_where_they_stand(name, site, capsys):
    marked = written(site, SITES[name])
    for command in ("check",), ("check", "--archive"), ("audit",):
        assert found(site, capsys, *command) == marked, command


FAMILIES = tuple(first + last for first in "an er ig us ow".split() for last in "den ger ker mann rup sen ton".split())
LAYOUTS = {
    "_includes/author.html": "<p>{{ author.bio | markdownify }}</p>",
    "_layouts/post.html": "<p>{{ site.data.authors[page.author].bio }}</p>",
    "layouts/partials/box.html": "{{ $author := index .Site.Data.authors .Params.author }}{{ $author.bio }}",
    "themes/quay/layouts/_default/single.html": "{{ with $author }}{{ $author.biography }}{{ end }}",
    "src/_includes/post.njk": "{{ authors[author].bio }}",
    "src/components/Card.astro": "<p>{author.data.bio}</p>",
    "src/components/Card.tsx": "export const Card = ({author}) => <p>{author.description}</p>;",
    "docusaurus.config.js": "module.exports = {};",
}
NO_LAYOUTS = {
    "_includes/author.html": "<p>{{ author.name }}, {{ page.description }}</p>",
    "_includes/team.html": "{% for member in site.data.authors %}{{ member.bio }}{% endfor %}",
    "_includes/head.html": "<meta name=description content='{{ site.description }}'>",
    "docs/notes.html": "{{ author.bio }}",
    "_layouts/notes.txt": "{{ author.bio }}",
}


@pytest.mark.parametrize("path", LAYOUTS)
def test_a_layout_that_prints_bios_is_enough(path, site, capsys):
    marked = written(site, {**SITES["jekyll"], "bylint.yaml": config("_data/authors.yml", printed="")})
    for command in ("check",), ("audit",):
        assert found(site, capsys, *command) == set()
    written(site, {path: LAYOUTS[path]})
    for command in ("check",), ("audit",):
        assert found(site, capsys, *command) == marked
    written(site, {"bylint.yaml": config("_data/authors.yml", printed="printed: {bios: false}")})
    assert found(site, capsys, "check") == set()


@pytest.mark.parametrize("path", NO_LAYOUTS)
def test_what_prints_no_bios(path, site, capsys):
    written(site, {**SITES["jekyll"], "bylint.yaml": config("_data/authors.yml", printed=""), path: NO_LAYOUTS[path]})
    assert found(site, capsys, "check") == set()


def test_one_box_is_told_once_and_names_the_newest_articles(site, capsys):
    articles = {f"posts/{day}.md": article("marta", f"2026-05-{day:02}") for day in range(1, 8)}
    written(site, {**SITES["bylint's own"], **articles})
    main(["check", "--format", "json", "--select", "DIS001"])
    (only,) = json.loads(capsys.readouterr().out)["violations"]
    assert [each["path"] for each in only["related"]] == ["posts/7.md", "posts/6.md", "posts/5.md"]
    assert only["message"].startswith("Marta Quell works at U.S. Naval War College (in the author box: ")


OFFICIAL = "The views expressed are those of the author and not those of the Naval War College."
QUIET = {
    "a template without bios": {"bylint.yaml": config("_data/authors.yml", printed="")},
    "a disclaimer in the article": {"_posts/2026-05-04-stone.md": article("marta", foot=OFFICIAL)},
    "a disclaimer in the box": {
        "_data/authors.yml": (
            "marta:\n  name: Marta Quell\n"
            f"  bio: Marta Quell is a professor at the U.S. Naval War College. {OFFICIAL}\n"
        )
    },
    "a disclaimer of the template": {
        "bylint.yaml": config("_data/authors.yml", f'printed: {{bios: true, lines: ["{OFFICIAL}"]}}')
    },
    "nobody with this box signs": {"_posts/2026-05-04-stone.md": article("Ada Wren")},
    "a post of the past": {
        "_data/authors.yml": "marta:\n  name: Marta Quell\n  bio: Marta Quell taught at the U.S. Naval War College.\n"
    },
    "a body that asks for nothing": {
        "_data/authors.yml": "marta:\n  name: Marta Quell\n  bio: Marta Quell teaches at Example State University.\n"
    },
    "a body of somebody else": {
        "_data/authors.yml": (
            "marta:\n  name: Marta Quell\n"
            "  bio: Marta Quell keeps bees. Her husband Otto teaches at the U.S. Naval War College.\n"
        )
    },
    "a file that is excluded": {"bylint.yaml": config("_data/authors.yml", more="exclude: [_data/**]\n")},
    "a request of the settings": {
        "bylint.yaml": config(
            "_data/authors.yml",
            more="ignores:\n- {paths: [_data/authors.yml], rules: [DIS001], reason: cleared by the college}\n",
        )
    },
}
JEKYLL = {
    "bylint.yaml": config("_data/authors.yml"),
    "_data/authors.yml": "marta:\n  name: Marta Quell\n  bio: Marta Quell teaches at the U.S. Naval War College.\n",
    "_posts/2026-05-04-stone.md": article("marta"),
}


@pytest.mark.parametrize("changed", QUIET)
def test_boxes_that_call_for_nothing(changed, site, capsys):
    written(site, JEKYLL)
    assert len(found(site, capsys, "check")) == 1
    written(site, QUIET[changed])
    assert found(site, capsys, "check") == found(site, capsys, "audit") == set()


def test_what_an_article_says_itself_is_reported_there(site, capsys):
    written(site, JEKYLL)
    foot = article("marta", foot=f"Marta Quell is a professor of strategy at the {NWC}.")
    marked = written(site, {"_posts/2026-05-04-stone.md": foot})
    assert found(site, capsys, "check") == marked


def test_a_box_is_judged_where_it_is_asked_for_and_by_all_articles(site, capsys):
    marked = written(site, SITES["jekyll"])
    boxes = {each for each in marked if each[0] == "_data/authors.yml"}
    posts = [path for path in SITES["jekyll"] if path.startswith("_posts")]
    for asked in (["_data/authors.yml"], ["_data"], ["."], ["_data/*.yml"], ["_data/authors.yml", posts[0]]):
        assert found(site, capsys, "check", *asked) == boxes, asked
        assert found(site, capsys, "check", "--archive", *asked) == boxes, asked
        assert found(site, capsys, "audit", *asked) == boxes, asked
    for command in ("check",), ("check", "--archive"), ("audit",):
        assert found(site, capsys, *command, *posts) == set()


@pytest.mark.parametrize(
    ("path", "text"),
    (
        ("_data/authors.yml", "jroe:\n  name: Jane Roe\n  bio: ⟦BIO006|TK⟧\n"),
        ("src/_data/people.json", '{"jroe": {"name": "Jane Roe", "bio": "⟦BIO006|Bio goes here⟧"}}\n'),
        ("data/authors/jroe.toml", 'name = "Jane Roe"\nbio = "⟦BIO006|Lorem ipsum⟧"\n'),
    ),
)
def test_a_file_of_authors_that_is_named_is_judged_without_settings(path, text, site, capsys):
    marked = written(site, {path: text, "posts/a.md": article("Jane Roe")})
    assert found(site, capsys, "check", path) == marked
    # Where nobody names it, it is data of the site.
    assert found(site, capsys, "check", ".") == set()


@pytest.mark.parametrize("path", ("_data/menu.yml", "data/tags.yaml", "data/config.json"))
def test_other_data_that_are_named_are_none(path, site, capsys):
    written(site, {path: "jroe:\n  name: Jane Roe\n  bio: TK\n"})
    main(["check", path])
    assert "BIO" not in capsys.readouterr().out


def test_a_changed_box_is_judged_anew(site, capsys):
    written(site, JEKYLL)
    assert len(found(site, capsys, "audit")) == 1
    gone = "marta:\n  name: Marta Quell\n  bio: Marta Quell keeps bees.\n"
    written(site, {"_data/authors.yml": gone})
    assert found(site, capsys, "audit") == set()
    marked = written(site, {"_data/authors.yml": f"{gone}  title: Professor, {NWC}\n"})
    assert found(site, capsys, "audit") == marked
    written(site, {"_posts/2026-05-04-stone.md": article("marta", foot=OFFICIAL)})
    assert found(site, capsys, "audit") == set()


@pytest.mark.parametrize(
    ("box", "foot", "day", "severity"),
    (
        ("a former dean at the Tarn Valley Institute", "dean at the Tarn Valley Institute", "2026-05-04", "error"),
        ("dean at the Tarn Valley Institute", "a former dean at the Tarn Valley Institute", "2026-05-04", "error"),
        # Long ago she was: the page says both all the same.
        ("a former dean at the Tarn Valley Institute", "dean at the Tarn Valley Institute", "2016-05-04", "warning"),
        ("dean at the Tarn Valley Institute", "dean at the Tarn Valley Institute", "2026-05-04", None),
        ("a former editor at the Tarn Valley Institute", "dean at the Tarn Valley Institute", "2026-05-04", None),
        ("a former dean at the Pier Museum", "dean at the Tarn Valley Institute", "2026-05-04", None),
    ),
)
def test_a_post_in_a_box_and_at_the_foot(box, foot, day, severity, site, capsys):
    bio = f"_data/authors.yml: ruth:\n  name: Ruth Abernethy\n  bio: Ruth Abernethy is {box}.\n".partition(": ")[2]
    texts = (article("ruth", day, f"Ruth Abernethy is {foot}."), article("ruth", "2015-01-02"))
    posts = {f"_posts/{number}.md": text for number, text in enumerate(texts)}
    written(site, {"bylint.yaml": config("_data/authors.yml"), "_data/authors.yml": bio, **posts})
    main(["check", "--format", "json", "--select", "BIO001", "--today", "2026-11-30"])
    every = json.loads(capsys.readouterr().out)["violations"]
    assert [(each["path"], each["severity"]) for each in every] == (
        [("_data/authors.yml", severity)] if severity else []
    )
    assert [each["path"] for violation in every for each in violation["related"]] == ["_posts/0.md"] * len(every)


NEAR_MISSES = {
    "_data/navigation.yml": "- title: Home\n  url: /\n- {title: About the U.S. Navy, url: /navy, description: TODO}\n",
    "_data/testimonials.yml": "- {name: Greta Holm, description: She is a sergeant in the U.S. Army., bio: TBD}\n",
    "_data/match.yml": "home: {name: FC Example, bio: TODO}\nguest: {name: Red Star Example, bio: TODO}\n",
    "_data/settings.yml": "name: Example Herald\ndescription: TODO\nfoo: bar\n",
}


def test_data_that_are_no_people_are_none(site, capsys):
    marked = written(site, {**SITES["jekyll"], **NEAR_MISSES, "bylint.yaml": config("_data")})
    assert found(site, capsys, "check") == marked
    main(["files"])
    assert all(path not in capsys.readouterr().out for path in NEAR_MISSES)


def test_an_id_is_shown_as_the_name(site, capsys):
    people = "people: [_data/authors.yml]"
    data = "jdoe: {name: Jonas Doe, company: Federal Reserve Bank of Chicago}\n"
    posts = {f"_posts/2026-05-0{day}-stone.md": article(author) for day, author in ((4, "jdoe"), (5, "Jonas Doe"))}
    written(site, {"bylint.yaml": f"version: 1\n{people}\n", "_data/authors.yml": data, **posts})
    main(["check", "--select", "DIS001", "--format", "concise"])
    assert re.findall(r"DIS001 (.{1,20}) works at", capsys.readouterr().out) == ["Jonas Doe", "Jonas Doe"]
    main(["people", "--format", "jsonl"])
    (person,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (person["name"], person["articles"]) == ("Jonas Doe", 2)
    main(["inspect", "_posts/2026-05-04-stone.md", "--format", "json"])
    assert [each["name"] for each in json.loads(capsys.readouterr().out)["authors"]] == ["Jonas Doe"]
    main(["why", "_posts/2026-05-04-stone.md", "DIS001"])
    assert "  signs: Jonas Doe (line 4, in the registry" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("files", "told"),
    (
        (
            {"_data/authors.yml": "jd: {name: Jo Doe, company: U.S. Naval War Colege}\n"},
            "_data/authors.yml:1: no list knows the body 'U.S. Naval War Colege' (did you mean 'U.S. Naval War College",
        ),
        (
            {"_data/authors.yml": "jd: {name: Jo Doe, company: Example State University}\n"},
            "bodies of the registry that no list knows, so that nothing is asked of their people: "
            "'Example State University'",
        ),
        (
            {"bylint.yaml": config("_data"), "_data/authors.yml": "foo: bar\n"},
            "bylint.yaml:2: no file of people names anybody, so nothing is known of who signs",
        ),
        ({"_data/authors.yml": "- {title: Home, url: /}\nx: 1\n"}, "_data/authors.yml:2: not YAML"),
        ({"_data/authors.yml": "foo: 1\n"}, "_data/authors.yml:1: it names nobody"),
        ({"bylint.yaml": config("_data/navigation.yml"), **NEAR_MISSES}, "_data/navigation.yml:1: it names nobody"),
        ({"_data/authors.yml": "jd: {name: Jo Doe, company: U.S. Naval War College}\n"}, ""),
        (
            {"bylint.yaml": "version: 1\nprinted: {bios: true}\n"},
            "bylint.yaml says that bios are printed, and no 'people:' names the files that hold them",
        ),
    ),
)
def test_a_registry_of_no_use_is_told(files, told, site, capsys):
    written(site, {**JEKYLL, **files})
    main(["check"])
    assert capsys.readouterr().err.startswith(f"bylint: {told}" if told else "")
    main(["check", "_posts/2026-05-04-stone.md"])
    assert ("no list knows" in capsys.readouterr().err) is False


PAGE = """---
name: Marta Quell
---
<!-- bylint-ignore-next-line DIS001: cleared by the college -->
Marta Quell teaches at the U.S. Naval War College. <strong></strong>
"""


@pytest.mark.parametrize("command", (("check",), ("check", "_authors"), ("check", "_authors/marta.md"), ("audit",)))
def test_a_comment_on_the_page_of_an_author_holds(command, site, capsys):
    written(site, {"bylint.yaml": config("_authors"), "_authors/marta.md": PAGE, "a.md": article("marta")})
    main([*command, "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert told["violations"] == []
    assert told["summary"]["suppressed"] == 1
    assert told["summary"]["files"] == (1 if len(command) > 1 else 2)


@pytest.mark.parametrize(
    "bio",
    (
        f"Professor at the [{NWC}](https://example.com/nwc) in Newport.",
        f"Marta Quell is a **professor** at the <a href='https://example.com'>{NWC}</a> in Newport.",
        f"She is a professor at the {NWC}.",
        "Senior economist, ⟦DIS001|Federal Reserve Bank of Chicago⟧",
        f"I teach strategy at the {NWC}.",
        "Ökonomin bei der ⟦DIS001|Europäischen Zentralbank⟧",
        "Économiste à la ⟦DIS001|Banque de France⟧",
        "Author of a book on the U.S. Navy.",
        "Marta Quell writes about the U.S. Navy.",
        "A former professor at the U.S. Naval War College.",
    ),
)
@pytest.mark.parametrize("form", ("  bio: {}", "  bio: >-\n    {}"))
def test_bios_as_sites_write_them(bio, form, site, capsys):
    data = f"marta:\n  name: Marta Quell\n{form.format(bio)}\n"
    marked = written(site, {**JEKYLL, "_data/authors.yml": data})
    assert found(site, capsys, "check") == marked


def test_no_box_of_many_is_passed_by(site, capsys):
    names = [
        f"{given} {family}" for given in ("Ada", "Bela", "Cyra", "Dena") for family in map("Holm{}".format, FAMILIES)
    ]
    bio = "{0}:\n  name: {0}\n  bio: {0} keeps bees. Her ⟦BIO005|forthcoming⟧ atlas will be published in 2019.\n"
    people = "".join(bio.format(name) for name in names)
    written(site, {"bylint.yaml": config("authors.yml"), "authors.yml": people, "a.md": article(names[-1])})
    main(["check", "--format", "json", "--today", "2026-11-30"])
    every = json.loads(capsys.readouterr().out)["violations"]
    assert [each["line"] for each in every if each["code"] == "BIO005"] == [3 * n + 3 for n in range(len(names))]


def test_an_override_holds_for_a_file_of_authors(site, capsys):
    written(site, JEKYLL)
    more = "overrides:\n- {paths: [_data/**], ignore: [DIS001]}\n"
    written(site, {"bylint.yaml": config("_data/authors.yml", more=more)})
    assert found(site, capsys, "check") == found(site, capsys, "audit") == set()


def test_a_page_of_an_author_is_mended(site, capsys):
    page = "---\nname: Marta Quell\n---\nMarta Quell keeps bees.\n\nAdvertisement\n"
    written(site, {"bylint.yaml": config("_authors"), "_authors/marta.md": page, "a.md": article("marta")})
    main(["check", "--fix"])
    assert "Advertisement" not in (site / "_authors/marta.md").read_text(encoding="utf-8")
    assert "mended 1 violation in 1 file" in capsys.readouterr().err


def test_why_and_inspect_show_a_box(site, capsys):
    written(site, JEKYLL)
    main(["why", "_posts/2026-05-04-stone.md", "DIS001"])
    said = "  the author box of Marta Quell at _data/authors.yml:2 names U.S. Naval War College; it is reported there"
    assert said in capsys.readouterr().out
    main(["inspect", "_data/authors.yml", "--format", "json"])
    shown = json.loads(capsys.readouterr().out)
    assert [(each["person"], each["line"]) for each in shown["bios"]] == [("Marta Quell", 3)]

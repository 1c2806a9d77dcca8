"""The people of a site, in bylint's own form and in those of generators."""

from __future__ import annotations

from datetime import date

import pytest

from articles import LISTS
from bylint.errors import ConfigError
from bylint.model.world import people_named
from bylint.model.world import posts_at
from bylint.people import known
from bylint.people import known_of

NATIVE = """version: 1
complete: true
people:
- id: quell
  name: Dr. Marta Quell
  aliases: [M. Quell, {name: Otto Vane, kind: pen-name}]
  affiliations:
  - {organisation: frb-boston, title: economist, from: 2015, until: 2020-06}
  - {organisation: Federal Reserve Bank of Chicago, from: 2020-07-01}
  - {organisation: Example State University, from: 2021-02, until: 2021}
  bio: Marta Quell counts things.
  handles: {mastodon: "@quell@example.org"}
  interests: [Example Rope Works]
  email: quell@example.org
  phone: "12345"
"""


def registry(*files: tuple[str, str]):
    return known_of(LISTS, (), tuple((name, text.encode()) for name, text in files)).registry


@pytest.mark.parametrize(
    ("day", "expected"),
    (
        (date(2014, 12, 31), []),
        (date(2015, 1, 1), ["frb-boston"]),
        (date(2020, 6, 30), ["frb-boston"]),
        (date(2020, 7, 1), ["frb-chicago"]),
        (date(2021, 1, 31), ["frb-chicago"]),
        (date(2021, 2, 1), ["frb-chicago", "Example State University"]),
        (date(2021, 12, 31), ["frb-chicago", "Example State University"]),
        (date(2022, 1, 1), ["frb-chicago"]),
        (None, ["frb-chicago"]),
    ),
)
def test_posts_at_a_day(day, expected):
    (quell,) = people_named(registry(("people.yaml", NATIVE)), "marta quell")
    assert [post.organisation for post in posts_at(quell, day)] == expected


def test_posts_that_are_over():
    (quell,) = people_named(registry(("people.yaml", NATIVE)), "quell")
    (post,) = (post for post in quell.posts if post.until and post.until < date(2020, 7, 1))
    assert post.place
    assert post.place[2:] == (8, 5, 8, 77)
    assert NATIVE[slice(*post.place.span)].startswith("{organisation: ")


@pytest.mark.parametrize("name", ("dr marta quell", "marta quell", "m quell", "quell", "otto vane"))
def test_person_is_found_by_each_name(name):
    found = registry(("people.yaml", NATIVE))
    assert [person.id for person in people_named(found, name)] == ["quell"]
    assert found.is_complete


def test_private_fields_are_never_kept():
    (person,) = registry(("people.yaml", NATIVE)).people.values()
    assert "12345" not in repr(person)
    assert "quell@example.org'" not in repr(person).replace("@quell@example.org'", "")
    assert person.pen_names == ("Otto Vane",)


PLAIN = ("Ivo Brandt", "Writes on ports.")


@pytest.mark.parametrize(
    ("name", "text", "key"),
    (
        (
            "_data/authors.yml",
            "brandt: {name: Ivo Brandt, bio: Writes on ports., email: i@example.org}\n",
            "brandt",
        ),
        ("_data/authors.yml", "- name: Ivo Brandt\n  slug: brandt\n  description: Writes on ports.\n", "brandt"),
        ("_authors/brandt.md", "---\nname: Ivo Brandt\n---\nWrites on ports.\n", "brandt"),
        ("_authors/brandt.md", "---\nshort_name: ib\ntitle: Ivo Brandt\n---\n\nWrites on ports.\n\nMore.\n", "brandt"),
        ("data/authors/brandt.toml", 'name = "Ivo Brandt"\nbio = "Writes on ports."\n', "brandt"),
        ("data/authors/brandt.json", '{"name": "Ivo Brandt", "bio": "Writes on ports."}', "brandt"),
        ("content/authors/brandt/_index.md", "---\ntitle: Ivo Brandt\nbio: Writes on ports.\n---\n", "brandt"),
        ("content/authors/brandt/_index.md", '+++\ntitle = "Ivo Brandt"\nbio = "Writes on ports."\n+++\n', "brandt"),
        (
            "blog/authors.yml",
            "brandt: {name: Ivo Brandt, title: Editor, description: Writes on ports.}\n",
            "brandt",
        ),
        (".authors.yml", "authors:\n  brandt:\n    name: Ivo Brandt\n    description: Writes on ports.\n", "brandt"),
        (
            "src/_data/authors.json",
            '{\n\t"author": [\n\t\t{"name": "Ivo Brandt", "biography": "Writes on ports."}]}',
            "",
        ),
        ("_data/team.yml", "- {name: brandt, full_name: Ivo Brandt, bio: Writes on ports.}\n", "brandt"),
        ("_data/people.yml", "- title: Staff\n  people:\n  - {name: Ivo Brandt, bio: Writes on ports.}\n", ""),
        ("src/_data/authors.json", '{"items": [{"name": "Ivo Brandt", "bio": "Writes on ports."}]}', ""),
        ("_data/authors.csv", "id,name,bio\r\nbrandt,Ivo Brandt,Writes on ports.\r\n", "brandt"),
        ("_data/authors.tsv", "id\tname\tbio\nbrandt\tIvo Brandt\tWrites on ports.\n", "brandt"),
        ("src/content/authors/brandt.json", '{"name": "Ivo Brandt", "bio": "Writes on ports."}', "brandt"),
        (
            "wp-users.json",
            '[{"id": 7, "name": "Ivo Brandt", "slug": "brandt", "description": "Writes on ports."}]',
            "brandt",
        ),
        (
            "ghost.json",
            '{"db": [{"data": {"posts": [], "users": [{"id": "1", "name": "Ivo Brandt", "slug": "brandt", '
            '"email": "i@example.org", "bio": "Writes on ports."}]}}]}',
            "brandt",
        ),
    ),
)
def test_forms_of_generators(name, text, key):
    (person,) = registry((name, text)).people.values()
    assert (person.name, person.bio) == PLAIN
    assert person.id == (key or "Ivo Brandt")
    assert "example.org" not in repr(person)
    assert person.place
    assert person.place.path == name


@pytest.mark.parametrize(
    "said",
    (
        "twitter: brandt",
        "twitter_username: brandt",
        "twitterURL: brandt",
        "social: {twitter: brandt}",
        "links: [{label: Twitter, url: brandt}, {label: Home, url: https://example.org}]",
    ),
)
def test_accounts(said):
    (person,) = registry(("_data/authors.yml", f"ib:\n  name: Ivo Brandt\n  {said}\n")).people.values()
    assert person.handles == (("twitter", "brandt"),)


def test_rows_of_a_table_have_their_places():
    text = 'id,name,bio\nbrandt,Ivo Brandt,"Ports,\nand piers."\nroe,Bo Roe\n'
    found = registry(("authors.csv", text)).people
    assert [(who.place and who.place[2:], who.bio) for who in found.values()] == [
        ((2, 1, 4, 1), "Ports,\nand piers."),
        ((4, 1, 5, 1), ""),
    ]


def test_table_that_is_none_is_told():
    with pytest.raises(ConfigError) as caught:
        registry(("authors.csv", f"id,name\nbrandt,{'x' * 200_000}\n"))
    assert caught.value.lines[0].startswith("authors.csv:2: not CSV: ")


@pytest.mark.parametrize("end", ("\n", "\r\n"))
@pytest.mark.parametrize("fence", ("---", "---  "))
def test_place_in_a_page(fence, end):
    text = end.join((fence, "name: Ivo Brandt", "company: Pier Museum", "---", "Writes on ports.", ""))
    (person,) = registry(("authors/brandt.md", text)).people.values()
    (post,) = person.posts
    assert post.place
    assert post.place[2:] == (3, 10, 3, 21)
    assert text[slice(*post.place.span)] == "Pier Museum"


def test_page_in_several_languages_is_one_person():
    pages = [(f"authors/ivo-brandt/_index.{code}.md", "---\nname: Ivo Brandt\n---\n") for code in ("en", "es", "pt-BR")]
    others = [(f"authors/bo-roe.{code}.md", "---\nname: Bo Roe\n---\n") for code in ("en", "fr")]
    found = registry(*pages, *others)
    assert [(person.id, person.name) for person in found.people.values()] == [
        ("ivo-brandt", "Ivo Brandt"),
        ("bo-roe", "Bo Roe"),
    ]


def test_example_page_for_writers_is_nobody():
    assert registry(("authors/firstname-lastname/_index.md", "---\ntitle: FirstName LastName\n---\n")).people == {}


def test_page_of_the_whole_folder_is_nobody():
    assert registry(("content/authors/_index.md", "---\ntitle: Our authors\n---\n")).people == {}


def test_generator_may_name_a_person_twice():
    assert len(registry(("a.yml", "b: {name: Bo Roe}\n"), ("b.yml", "b: {name: Bo Roe}\n")).people) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("- {id: a, name: A, nmae: b}", "people.yaml:3: a: unknown key 'nmae' (did you mean 'name'?)"),
        ("- {id: a}", "people.yaml:3: a: the key 'name' is missing"),
        ("- {id: a, name: A}\n- {id: a, name: B}", "people.yaml:4: the id 'a' stands at people.yaml:3 too"),
        (
            "- id: a\n  name: A\n  affiliations:\n  - {organisation: nwc-newprt}",
            "people.yaml:6: a: there is no organisation 'nwc-newprt' in the directory (did you mean 'nwc-newport'?)",
        ),
        (
            "- id: a\n  name: A\n  affiliations:\n  - {organisation: rand, from: 2021-05, until: 2021-04}",
            "people.yaml:6: a: 'until' (2021-04) is before 'from' (2021-05)",
        ),
        (
            "- id: a\n  name: A\n  affiliations:\n  - {organisation: rand, from: May}",
            "people.yaml:6: a: 'from' is 'May', not a date such as 2021-05-17",
        ),
    ),
)
def test_mistakes_are_told_at_their_lines(text, expected):
    with pytest.raises(ConfigError) as error:
        registry(("people.yaml", f"version: 1\npeople:\n{text}\n"))
    assert error.value.lines == (expected,)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    (
        ("a.json", '{"a": }', "a.json:1: not JSON"),
        ("a.json", '{"a":\t' + "[" * 700 + "]" * 700 + "}", "a.json:1: it is nested too deeply"),
        ("a.toml", "a = ", "a.toml:1: not TOML"),
        ("a.toml", "b = 1\na = " + "1" * 4301, "a.toml:2: not TOML: a number is too long"),
        ("a.toml", "[" * 5000, "a.toml:1: not TOML"),
        ("a.toml", "a = " + "[" * 5000, "a.toml:1: not TOML: nested too deeply"),
        ("a.toml", "a" + ".a" * 50 + " = 1", "a.toml:1: not TOML: a key of more than 50 names"),
        ("a.yml", "a: [", "a.yml:1: not YAML"),
    ),
)
def test_file_that_cannot_be_read(name, text, expected):
    with pytest.raises(ConfigError, match=expected):
        registry((name, text))


def test_all_mistakes_of_all_files_at_once(tmp_path):
    bodies, people = tmp_path / "bodies.yaml", tmp_path / "people.yaml"
    bodies.write_text("version: 1\norganisations:\n- {id: a, name: Aaa Bbb, parents: [nix-nix]}\n", encoding="utf-8")
    people.write_text("version: 1\npeople:\n- {id: a, nmae: A}\n", encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        known(LISTS, [(bodies, "c:2"), (tmp_path / "gone.yaml", "c:3")], [(people, "c:4"), (tmp_path, "c:5")])
    told = "\n".join(error.value.lines)
    for words in ("c:3: there is no file", "bodies.yaml:3: 'parents'", "people.yaml:3: a: unknown key 'nmae'"):
        assert words in told


def test_registry_is_kept_by_content(tmp_path, monkeypatch):
    monkeypatch.setenv("BYLINT_CACHE_DIR", str(tmp_path / "cache"))
    first = registry(("people.yaml", NATIVE))
    again = registry(("people.yaml", NATIVE))
    assert (first.people, first.named, first.digest) == (again.people, again.named, again.digest)
    assert registry(("people.yaml", NATIVE.replace("2015", "2016"))).digest != first.digest


def test_a_crafted_registry_in_the_cache_is_not_believed(tmp_path, monkeypatch):
    monkeypatch.setenv("BYLINT_CACHE_DIR", str(tmp_path / "cache"))
    first = registry(("people.yaml", NATIVE))
    for kept in (tmp_path / "cache").glob("people-*"):
        kept.write_bytes(b'{"people": [], "named": {}, "complete": true}' + kept.read_bytes()[-32:])
    assert registry(("people.yaml", NATIVE)).people == first.people


def test_an_author_whose_key_is_a_word_for_many_is_one_of_them():
    text = "authors:\n  contributors: {name: Example Desk}\n  brandt: {name: Ivo Brandt}\n"
    assert [*registry((".authors.yml", text)).people] == ["contributors", "brandt"]

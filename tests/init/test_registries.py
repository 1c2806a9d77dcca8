"""The files of people of a site: those that name who signs, and no others."""

from __future__ import annotations

import os

import pytest

from bylint.init import Generator
from bylint.init import Site
from bylint.init.portraits import Portrait
from bylint.init.registries import registries
from bylint.text.files import shipped_lists

PEOPLE = "jroe: {name: Jane Roe, bio: Jane Roe writes.}\nblund: {name: Bo Lund}\n"
BY_JANE = [Portrait(f"{n}.md", authors=("Jane Roe",)) for n in range(5)]


def found(folder, files, portraits):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    site = Site(folder, "", Generator("Jekyll"))
    return [(each.key, each.value) for each in registries(site, portraits, shipped_lists())]


@pytest.mark.parametrize(
    ("files", "expected"),
    (
        ({"_data/authors.yml": PEOPLE}, ["_data/authors.yml"]),
        ({"_data/menu.yml": "home: {name: Jane Roe}\n"}, []),  # not called as files of people are
        ({"_data/authors.yml": "xy: {name: Ada Vane}\n"}, []),  # signs nothing here
        ({"_data/authors.yml": "a: [\n"}, []),
        ({"_data/authors.yml": ""}, []),
        ({"data/authors/jane.toml": 'name = "Jane Roe"\n', "data/x.yml": ""}, ["data/authors"]),
        ({"_authors/jane-roe.md": "---\nname: Jane Roe\n---\nWrites.\n"}, ["_authors"]),
        ({"src/content/authors/jane.json": '{"name": "Jane Roe"}'}, ["src/content/authors"]),
        ({"node_modules/x/authors.yml": PEOPLE, "themes/t/data/authors.yml": PEOPLE}, []),
    ),
)
def test_files_of_people(tmp_path, files, expected):
    assert found(tmp_path, files, BY_JANE) == [("people", name) for name in expected]


def test_signed_by_the_file_of_somebody(tmp_path):
    signed = [Portrait("a.md", authors=("_authors/jane-roe.md",))]
    assert found(tmp_path, {"_authors/jane-roe.md": "---\ntitle: Jane Roe\n---\nWrites.\n"}, signed)


def test_people_whom_the_files_lack_are_not_asked_for(tmp_path):
    others = [Portrait(f"x{n}.md", authors=("Jane Roe", f"Guest Number{n}")) for n in range(2)]
    assert found(tmp_path, {"_data/authors.yml": PEOPLE}, [*BY_JANE, *others])[1:] == [("ignore", "BYL002")]
    assert found(tmp_path, {}, [*BY_JANE * 5, *others[:1]])[1:] == []


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_no_link_is_followed(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "authors.yml").write_text(PEOPLE, encoding="utf-8")
    site = tmp_path / "site"
    site.mkdir()
    (site / "_data").symlink_to(outside, target_is_directory=True)
    (site / "authors.yml").symlink_to(outside / "authors.yml")
    assert found(site, {}, BY_JANE) == []

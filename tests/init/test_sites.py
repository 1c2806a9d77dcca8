"""Which generator makes a site, where its articles are, and what its settings leave out."""

from __future__ import annotations

import os

import pytest

from bylint.init.sites import author
from bylint.init.sites import content_folders
from bylint.init.sites import excluded
from bylint.init.sites import exports
from bylint.init.sites import sites
from bylint.text.files import shipped_lists


def put(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("files", "generator", "folders"),
    (
        ({"hugo.toml": 'title = "Q"\n', "content/a.md": ""}, "Hugo", ("content",)),
        ({"hugo.toml": 'contentDir = "texts"\n', "texts/a.md": ""}, "Hugo", ("texts",)),
        ({"config.toml": 'baseURL = "https://example.com"\n', "content/a.md": ""}, "Hugo", ("content",)),
        (
            {"config/_default/config.yaml": "baseURL: x\n", "archetypes/a.md": "", "content/a.md": ""},
            "Hugo",
            ("content",),
        ),
        (
            {"hugo.yaml": "languages:\n  en: {contentDir: content/en}\n", "content/en/a.md": ""},
            "Hugo",
            ("content/en",),
        ),
        ({"config.toml": 'base_url = "https://example.com"\n', "content/a.md": ""}, "Zola", ("content",)),
        ({"config.toml": 'base_url = "x"\n', "content/a.md": "", "themes/t/theme.toml": ""}, "Zola", ("content",)),
        ({"_config.yml": "title: Q\n", "_posts/a.md": ""}, "Jekyll", ()),
        ({"_config.yml": "title: Q\nsource_dir: source\n", "source/_posts/a.md": ""}, "Hexo", ("source",)),
        ({"_config.yml": "title: Q\n", "source/_posts/a.md": ""}, "Hexo", ("source",)),
        (
            {"eleventy.config.js": 'export const config = { dir: { input: "src" } };\n', "src/a.md": ""},
            "Eleventy",
            ("src",),
        ),
        ({".eleventy.js": "module.exports = {};\n", "a.md": ""}, "Eleventy", ()),
        ({"astro.config.mjs": "", "src/content/blog/a.md": ""}, "Astro", ("src/content",)),
        ({"docusaurus.config.ts": "", "blog/a.md": "", "docs/b.md": ""}, "Docusaurus", ("blog", "docs")),
        ({"mkdocs.yml": "site_name: Q\ndocs_dir: texts\n", "texts/a.md": ""}, "MkDocs", ("texts",)),
        ({"pelicanconf.py": "AUTHOR = 'Bo Roe'\nPATH = 'texts'\n", "texts/a.md": ""}, "Pelican", ("texts",)),
        ({"_quarto.yml": "project: {type: website}\n"}, "Quarto", ()),
        ({"texts/a.md": ""}, "plain folders", ()),
        ({"config.toml": "[tool]\nname = 1\n", "texts/a.md": ""}, "plain folders", ()),  # settings of something else
        ({"hugo.toml": 'contentDir = "../other"\n'}, "Hugo", ()),
        ({"_config.yml": "a: [\n"}, "Jekyll", ()),  # unreadable
    ),
)
def test_generator_and_folders(tmp_path, files, generator, folders):
    put(tmp_path, files)
    (found,) = sites(tmp_path, shipped_lists())
    assert (found.generator.name, content_folders(found)) == (generator, folders)


def test_several_sites_of_one_repository(tmp_path):
    put(
        tmp_path,
        {
            "sites/quay/hugo.toml": "",
            "sites/quay/content/a.md": "",
            "sites/quay/themes/sea/exampleSite/hugo.toml": "",
            "sites/mail/_config.yml": "title: Mail\n",
            "node_modules/x/_config.yml": "",
            ".cache/_config.yml": "",
            "config/staging/hugo.toml": "",
        },
    )
    found = sites(tmp_path, shipped_lists())
    assert [(site.below, site.generator.name) for site in found if site.below != "config/staging/"] == [
        ("sites/mail/", "Jekyll"),
        ("sites/quay/", "Hugo"),
    ]


def test_settings_for_a_rehearsal_are_no_site(tmp_path):
    put(tmp_path, {"hugo.toml": "", "content/a.md": "", "config/staging/hugo.toml": "", "content/b/_config.yml": ""})
    assert [site.below for site in sites(tmp_path, shipped_lists())] == [""]


@pytest.mark.parametrize(
    ("files", "name"),
    (
        ({"hugo.toml": '[params.author]\nname = "Bo Roe"\n'}, "Bo Roe"),
        ({"hugo.toml": '[params]\nauthor = "Bo Roe"\n'}, "Bo Roe"),
        ({"config/_default/hugo.toml": "", "config/_default/params.toml": 'author = "Bo Roe"\n'}, "Bo Roe"),
        ({"_config.yml": "author: {name: Bo Roe}\n"}, "Bo Roe"),
        ({"_config.yml": "author: '{{ x }}'\n"}, ""),
        ({"_config.yml": "author: bo@example.com\n"}, ""),
        ({"pelicanconf.py": "AUTHOR = 'Bo Roe'\n"}, "Bo Roe"),
        ({"astro.config.mjs": "", "src/consts.ts": "export const SITE_AUTHOR = 'Bo Roe';\n"}, "Bo Roe"),
        ({"mkdocs.yml": "site_author: Bo Roe\n"}, "Bo Roe"),
    ),
)
def test_author_of_a_site(tmp_path, files, name):
    put(tmp_path, files)
    assert author(sites(tmp_path, shipped_lists())[0]) == name


def test_what_a_generator_leaves_out(tmp_path):
    told = "exclude: [drafts/, notes.md, gone, '!kept', '../up', '*.txt']\n"
    put(tmp_path, {"_config.yml": told, "drafts/a.md": "", "notes.md": "", "kept": "", "b.txt": ""})
    assert excluded(sites(tmp_path, shipped_lists())[0]) == ("drafts", "notes.md", "*.txt")


def test_exports_are_told(tmp_path):
    put(
        tmp_path,
        {
            "all.xml": '<rss xmlns:wp="http://wordpress.org/export/1.2/">',
            "ghost.json": '{"db": [{"meta": {"exported_on": 1, "version": "5"}, "data": {"posts": []}}]}',
            "other.json": "{}",
        },
    )
    assert list(exports(tmp_path, shipped_lists())) == [("WordPress", "all.xml"), ("Ghost", "ghost.json")]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_no_link_is_followed(tmp_path):
    outside = tmp_path / "outside"
    put(outside, {"hugo.toml": "", "content/a.md": ""})
    root = tmp_path / "root"
    root.mkdir()
    (root / "site").symlink_to(outside, target_is_directory=True)
    (root / "hugo.toml").symlink_to(outside / "hugo.toml")
    assert [site.generator.name for site in sites(root, shipped_lists())] == ["plain folders"]

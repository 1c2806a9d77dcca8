"""What layouts print, as settings: each site as files on disk, and the proposals that come of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bylint.cli.run import knowledge_of
from bylint.config import Config
from bylint.init.layouts import layouts
from bylint.init.portraits import PictureSeen
from bylint.init.portraits import Portrait
from bylint.init.sites import sites
from bylint.init.templates import Page
from bylint.init.templates import proposals
from bylint.text.files import shipped_lists

VIEWS = (
    "The views expressed are those of the author and do not necessarily reflect the views of the Harbour Foundation."
)
EARNS = "This post contains affiliate links, for which we may earn a commission."
JEKYLL = {
    "_config.yml": "title: Q\nauthor: Bo Roe\ndefaults:\n- scope: {path: '', type: posts}\n  values: {layout: post}\n"
}
HUGO = {"hugo.toml": '[params]\nauthor = "Bo Roe"\n', "content/a.md": ""}
ASTRO = {"astro.config.mjs": "", "src/consts.ts": "export const SITE_AUTHOR = 'Bo Roe';\n", "src/content/a.md": ""}
POST = Portrait("_posts/2026-01-01-a.md")
PAGE = Portrait("content/posts/a.md")


@pytest.fixture(scope="module")
def knowledge():
    return knowledge_of(Config(Path.cwd()))


def proposed(folder, files, portraits, knowledge):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (site,) = sites(folder, shipped_lists())
    page = Page(site, layouts(site, shipped_lists()), portraits, knowledge, shipped_lists())
    return [(each.key, each.value) for each in proposals(page)]


@pytest.mark.parametrize(
    ("files", "portrait", "expected"),
    (
        # On every page, by the layout of the posts or by the one around it.
        ({**JEKYLL, "_layouts/post.html": f"<p>{VIEWS}</p>"}, POST, [("printed.lines", VIEWS)]),
        (
            {**JEKYLL, "_layouts/post.html": "---\nlayout: default\n---\n", "_layouts/default.html": f"<p>{VIEWS}</p>"},
            POST,
            [("printed.lines", VIEWS)],
        ),
        ({**JEKYLL, "_layouts/page.html": f"<p>{VIEWS}</p>"}, POST, []),  # no article has this layout
        ({**HUGO, "layouts/_default/single.html": f"<p>{VIEWS}</p>"}, PAGE, [("printed.lines", VIEWS)]),
        ({**HUGO, "layouts/_default/list.html": f"<p>{VIEWS}</p>"}, PAGE, []),
        (
            {**HUGO, "layouts/opinion/single.html": f"<p>{VIEWS}</p>"},
            PAGE,
            [("printed.lines", {"text": VIEWS, "paths": ["content/opinion/**"]})],
        ),
        # Where a key of the header asks for it.
        (
            {**JEKYLL, "_layouts/post.html": f"{{% if page.fineprint %}}<p>{VIEWS}</p>{{% endif %}}"},
            POST,
            [("printed.fields", {"fineprint": VIEWS})],
        ),
        (
            {**JEKYLL, "_layouts/post.html": f"{{% if page.views == 'own' %}}<p>{VIEWS}</p>{{% endif %}}"},
            POST,
            [("printed.fields", {"views": {"own": VIEWS}})],
        ),
        (
            {**HUGO, "layouts/_default/single.html": f"{{{{ with .Params.fineprint }}}}<p>{VIEWS}</p>{{{{ end }}}}"},
            PAGE,
            [("printed.fields", {"fineprint": VIEWS})],
        ),
        ({**JEKYLL, "_layouts/post.html": f"{{% if site.x %}}<p>{VIEWS}</p>{{% endif %}}"}, POST, []),
        ({**JEKYLL, "_layouts/post.html": f"{{% unless page.own %}}<p>{VIEWS}</p>{{% endunless %}}"}, POST, []),
        ({**JEKYLL, "_layouts/post.html": f"{{% if page.own %}}{{% else %}}<p>{VIEWS}</p>{{% endif %}}"}, POST, []),
        ({**JEKYLL, "_layouts/post.html": f"<!-- <p>{VIEWS}</p> -->"}, POST, []),
        ({**JEKYLL, "_layouts/post.html": "<p>The views from the quay are those of postcards.</p>"}, POST, []),
        # In an include: of a layout, or of an article.
        (
            {**JEKYLL, "_layouts/post.html": "{% include views.html %}", "_includes/views.html": f"<p>{VIEWS}</p>"},
            POST,
            [("printed.lines", VIEWS)],
        ),
        ({**JEKYLL, "_includes/views.html": f"<p>{VIEWS}</p>"}, POST, []),
        (
            {**JEKYLL, "_includes/views.html": f"<p>{VIEWS}</p>"},
            POST._replace(calls=(("views.html", ()),)),
            [("printed.shortcodes", {"views.html": VIEWS})],
        ),
        (
            {**HUGO, "layouts/shortcodes/views.html": f"<p>{VIEWS}</p>"},
            PAGE._replace(calls=(("views", ()),)),
            [("printed.shortcodes", {"views": VIEWS})],
        ),
        # Paid links.
        ({**JEKYLL, "_layouts/post.html": f"<p>{EARNS}</p>"}, POST, [("ads.disclosed", True)]),
        ({**JEKYLL, "_layouts/post.html": f"{{% if page.paid %}}<p>{EARNS}</p>{{% endif %}}"}, POST, []),
        (
            {**HUGO, "layouts/_default/_markup/render-link.html": '<a rel="sponsored" href="{{ .Destination }}">'},
            PAGE,
            [("ads.links-qualified", True)],
        ),
    ),
)
def test_what_stands_in_layouts(tmp_path, knowledge, files, portrait, expected):
    signed = portrait._replace(is_signed=True)
    assert proposed(tmp_path, files, [signed], knowledge) == expected


@pytest.mark.parametrize(
    ("files", "portrait", "expected"),
    (
        ({**JEKYLL, "_layouts/post.html": "<b>{{ page.author | default: site.author }}</b>"}, POST, "Bo Roe"),
        ({**HUGO, "layouts/_default/single.html": "<b>{{ .Site.Params.author }}</b>"}, PAGE, "Bo Roe"),
        (
            {**ASTRO, "src/layouts/Post.astro": "---\nimport { SITE_AUTHOR } from 'x';\n---\n<b>{SITE_AUTHOR}</b>"},
            PAGE,
            "Bo Roe",
        ),
        ({**ASTRO, "src/layouts/Post.astro": "---\nimport { SITE_AUTHOR } from 'x';\n---\n<b>x</b>"}, PAGE, ""),
        ({**JEKYLL, "_layouts/post.html": '<meta name="author" content="{{ site.author }}">'}, POST, ""),
        ({**JEKYLL, "_layouts/post.html": "<p>© {{ site.author }}</p>"}, POST, ""),
        ({**JEKYLL, "_includes/head.html": "<b>{{ site.author }}</b>"}, POST, ""),
        ({**JEKYLL, "_layouts/post.html": "<b>{{ site.author }}</b>"}, POST._replace(is_signed=True), ""),
    ),
)
def test_who_signs(tmp_path, knowledge, files, portrait, expected):
    found = proposed(tmp_path, files, [portrait], knowledge)
    assert found == ([("printed.authors", expected)] if expected else [])


def test_authors_of_a_part_by_defaults(tmp_path, knowledge):
    told = "defaults:\n- scope: {path: _posts/guest}\n  values: {author: Ada Lund}\n"
    expected = [("printed.authors", {"name": "Ada Lund", "paths": ["_posts/guest/**"]})]
    assert proposed(tmp_path, {"_config.yml": told}, [POST], knowledge) == expected


@pytest.mark.parametrize(
    ("layout", "header", "expected"),
    (
        ('<span class="photo-credit">{{ page.lichtbild }}</span>', "lichtbild", True),
        ("<figcaption>{{ page.title }} {{ page.photo_attribution }}</figcaption>", "photo_attribution", True),
        ("<figcaption>{{ page.legend }}</figcaption>", "legend", False),  # a caption, as far as one can see
        ('<span class="credit">{{ page.title }}</span>', "title", False),
        ('<span class="credit">x</span><p>{{ page.lichtbild }}</p>', "lichtbild", False),
        ('<span class="photo-credit">{{ page.lichtbild }}</span>', "other", False),
    ),
)
def test_keys_that_hold_credits(tmp_path, knowledge, layout, header, expected):
    picture = PictureSeen("/up/", 3, "warning", is_credited=False, is_in_header=True)
    portrait = POST._replace(is_signed=True, header=((header, "Ada Lund"),), pictures=(picture,))
    found = proposed(tmp_path, {**JEKYLL, "_layouts/post.html": layout}, [portrait], knowledge)
    assert found == ([("images.credit-fields", header)] if expected else [])


@pytest.mark.parametrize(
    ("layout", "expected"),
    (
        ("<aside>{{ author.bio }}</aside>", [("printed.bios", True)]),
        ("<p>{{ site.data.authors[page.author].bio }}</p>", [("printed.bios", True)]),
        ("<p>{{ page.description }}</p>", []),
        ('<meta content="{{ author.bio }}">', []),
    ),
)
def test_boxes_of_authors(tmp_path, knowledge, layout, expected):
    signed = POST._replace(is_signed=True)
    assert proposed(tmp_path, {**JEKYLL, "_layouts/post.html": layout}, [signed], knowledge) == expected

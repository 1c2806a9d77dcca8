"""What stands in layouts, under which conditions, and which pages it is on."""

from __future__ import annotations

import os
import time

import pytest

from bylint.init import Generator
from bylint.init import Site
from bylint.init.layouts import Layout
from bylint.init.layouts import conditions
from bylint.init.layouts import layouts
from bylint.init.layouts import parent
from bylint.init.layouts import roots
from bylint.init.layouts import standing_texts
from bylint.text.files import shipped_lists

SAID = "These are the views of nobody else."


@pytest.mark.parametrize(
    ("text", "asked"),
    (
        (f"<p>{SAID}</p>", ()),
        (f"{{% if page.note %}}<p>{SAID}</p>{{% endif %}}", ("page.note",)),
        (f"{{% if page.note %}}x{{% endif %}}<p>{SAID}</p>", ()),
        (f"{{% if page.note %}}x{{% else %}}<p>{SAID}</p>{{% endif %}}", ("unless page.note",)),
        (f"{{{{ if .Params.note }}}}<p>{SAID}</p>{{{{ end }}}}", (".Params.note",)),
        (f"{{{{- with .Params.note -}}}}<p>{SAID}</p>{{{{ end }}}}", (".Params.note",)),
        (f"{{% unless page.own %}}<p>{SAID}</p>{{% endunless %}}", ("unless page.own",)),
        (f"{{% for a in b %}}<p>{SAID}</p>{{% endfor %}}", ("for a in b",)),
        (f"{{frontmatter.note && (<p>{SAID}</p>)}}", ("frontmatter.note",)),
        (f"{{frontmatter.note && (<b>x</b>)}}<p>{SAID}</p>", ()),
    ),
)
def test_conditions(text, asked):
    assert conditions(text, text.index("These")) == asked


@pytest.mark.parametrize(
    ("text", "words"),
    (
        ("<p>These are <em>the views</em> of\n nobody else.</p>", [SAID]),
        ("<p>These are {{ page.whose }} views of nobody.</p>", []),  # a part of it is code
        ("<p>&#84;hese are the views of nobody else.</p>", [SAID]),
        ("---\nlayout: default\nnote: these are no words of it\n---\n<p>Short.</p>", []),
    ),
)
def test_standing_texts(text, words):
    assert [found.words for found in standing_texts(Layout("_layouts/post.html", text, is_snippet=False))] == words


def test_what_no_reader_sees_is_blank(tmp_path):
    folder = tmp_path / "_layouts"
    folder.mkdir()
    (folder / "post.html").write_text(f"<script>\n{SAID}\n</script><!-- {SAID} --><p>{SAID}</p>", encoding="utf-8")
    (layout,) = layouts(Site(tmp_path, "", Generator("Jekyll")), shipped_lists())
    assert [(found.words, found.line) for found in standing_texts(layout)] == [(SAID, 3)]


def test_snippets_lead_to_the_pages_that_use_them():
    box = Layout("_includes/views.html", f"<p>{SAID}</p>", is_snippet=True)
    foot = Layout("_includes/foot.html", "{% if page.long %}{% include views.html %}{% endif %}", is_snippet=True)
    post = Layout("_layouts/post.html", "---\nlayout: default\n---\n{% include foot.html %}", is_snippet=False)
    every = (box, foot, post)
    assert list(roots(box, every)) == [(post, ("page.long",))]
    assert parent(post) == "default"


def test_snippets_in_a_circle_come_to_an_end():
    one = Layout("_includes/a.html", "{% include b.html %}", is_snippet=True)
    other = Layout("_includes/b.html", "{% include a.html %}", is_snippet=True)
    assert list(roots(one, (one, other))) == []


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_no_link_is_followed(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "post.html").write_text(SAID, encoding="utf-8")
    site = tmp_path / "site"
    (site / "_layouts").mkdir(parents=True)
    (site / "_layouts" / "post.html").symlink_to(outside / "post.html")
    (site / "_includes").symlink_to(outside, target_is_directory=True)
    assert layouts(Site(site, "", Generator("Jekyll")), shipped_lists()) == ()


def test_hostile_layout_takes_no_time(tmp_path):
    folder = tmp_path / "_layouts"
    folder.mkdir()
    bad = ("<script ", "{{ ", "{% if x ", "<!-- ", "<a ", "{{ if x }}", "{", "&&", "word " * 3 + "\n")
    for number, words in enumerate(bad):
        (folder / f"{number}.html").write_text(words * (40_000 // len(words)), encoding="utf-8")
    began = time.process_time()
    for layout in layouts(Site(tmp_path, "", Generator("Jekyll")), shipped_lists()):
        list(standing_texts(layout))
    assert time.process_time() - began < 10

"""What a site says about its pictures."""

from __future__ import annotations

import pytest

from articles import LISTS
from articles import views
from bylint.config import settings_of
from bylint.config.reading import parsed
from bylint.errors import ConfigError
from bylint.model.world import Directory
from bylint.model.world import Knowledge

_CONFIG = """version: 1
images:
  credit-fields: [lichtbild]
  headings: [Who drew what]
  content: [/plates/]
  ignore: [deco, /icons-of-ours/, 150x150]
  blanket: ["Bilder dieser Ausgabe: Küstenarchiv.", Pictures come from the usual place]
"""


def knowledge(tmp_path, text=_CONFIG):
    config = parsed(text.encode(), "bylint.yaml", tmp_path / "bylint.yaml")
    return Knowledge(LISTS, Directory({}), "", settings_of(config))


@pytest.mark.parametrize(
    ("text", "credit", "kind"),
    (
        ("---\nimage: a.jpg\nlichtbild: Ada Lund\n---\nNobody waits.\n", "Ada Lund", "lead"),
        ("![x](a.jpg)\n\nNobody.\n\n## Who drew what\n\nAda Lund\n", "Ada Lund", "photo"),
        ("![x](/plates/screenshot.png)\n", "", "photo"),
        ("![x](/img/deco-3.jpg)\n", "", "furniture"),
        ("![x](/icons-of-ours/a.jpg)\n", "", "furniture"),
        ("![x](/img/decoration.jpg)\n", "", "photo"),
        ("![x](/img/quay-150x150.jpg)\n", "", "furniture"),
        ('{{< figure src="a.jpg" lichtbild="Ada Lund" >}}\n', "Ada Lund", "unknown"),
        ('{{< figure src="a.jpg" source="Ada Lund" >}}\n', "Ada Lund", "unknown"),
        (
            "![x](a.jpg)\n\nNobody waits here today.\n\nBilder dieser Ausgabe: Küstenarchiv\n",
            "Bilder dieser Ausgabe: Küstenarchiv",
            "photo",
        ),
        (
            "![x](a.jpg)\n\nNobody waits here today.\n\n*Pictures come from the usual place.*\n",
            "Pictures come from the usual place.",
            "photo",
        ),
        ("![x](a.jpg)\n\nNobody waits.\n\nPictures come from the usual place, she said.\n", "", "photo"),
    ),
)
def test_site_has_its_say(tmp_path, text, credit, kind):
    (image,) = views(text, "image", knowledge=knowledge(tmp_path))
    assert (image.words("credit"), image.words("kind")) == (credit, kind)


@pytest.mark.parametrize(
    ("line", "words"),
    (
        ("  blanket: ['']", "'blanket' holds an empty text"),
        ("  fields: [a]", "unknown key 'fields'"),
        ("  ignore: ['']", "'ignore' holds an empty text"),
        ("  content: {a: b}", "'content' must be a text or a list of texts"),
    ),
)
def test_mistakes_are_told(tmp_path, line, words):
    with pytest.raises(ConfigError, match=words):
        knowledge(tmp_path, f"version: 1\nimages:\n{line}\n")

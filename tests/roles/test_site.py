"""What keys of the header say, and the place of an article in its site."""

from __future__ import annotations

import pytest

from articles import KNOWLEDGE
from articles import understood
from bylint.model.parts_people import Profile
from bylint.model.parts_people import PublicationDate
from bylint.model.world import Knowledge
from bylint.roles.signers import is_event
from bylint.roles.site import folders_of
from bylint.roles.site import says_no
from bylint.roles.site import says_yes


@pytest.mark.parametrize(
    "value", ("", "false", "No", "off", "none", "null", "0", "nein", "Non", "ninguna", "nessuno", "geen", "não", "—")
)
def test_a_value_says_no(value):
    assert says_no(value, KNOWLEDGE)
    assert not says_yes(value, KNOWLEDGE)


@pytest.mark.parametrize("value", ("true", "yes", "ja", "Sí", "sim", "1"))
def test_a_value_says_yes(value):
    assert says_yes(value, KNOWLEDGE)
    assert not says_no(value, KNOWLEDGE)


@pytest.mark.parametrize("value", ("Alpine Lamps", "No Limits Boots", "10", "None of your business"))
def test_a_name_says_neither(value):
    assert not says_no(value, KNOWLEDGE)
    assert not says_yes(value, KNOWLEDGE)


def _known(start: str) -> Knowledge:
    return Knowledge(KNOWLEDGE.lists, KNOWLEDGE.directory, settings={"start": start, "root": "/site"})


@pytest.mark.parametrize(
    ("start", "path"),
    (
        ("/site", "events/2021/05/03/a.md"),
        ("/site/events", "2021/05/03/a.md"),
        ("/site/events/2021/05/03", "a.md"),
        ("/other", "../site/events/2021/05/03/a.md"),
    ),
)
def test_folders_tell_of_a_day_and_an_event(start: str, path: str) -> None:
    knowledge = _known(start)
    article = understood("# Small change\n\nText.\n", path, knowledge)
    assert folders_of(article, knowledge) == ("events", "2021", "05", "03")
    assert is_event(article, knowledge)
    assert [date.origin for date in article.parts.of(PublicationDate)] == ["path"]


@pytest.mark.parametrize(("start", "path"), (("/site", "authors/jane-roe.md"), ("/site/authors", "jane-roe.md")))
def test_page_of_an_author_by_its_folder(start: str, path: str) -> None:
    article = understood("---\ntitle: Jane Roe\n---\nText.\n", path, _known(start))
    assert [page.about for page in article.parts.of(Profile)] == ["jane roe"]


ALIASED = """---
title: The Tides
people: &jo
  name: Jo Roe
  bio: Jo Roe is a surveyor in Holm.
  image: /jo.jpg
  disclaimer: The views are the author's own.
author: *jo
cover: &cover {image: /quay.jpg}
header: *cover
---
The sea is low today, and the boats lie in the mud.
"""


@pytest.mark.parametrize(("role", "count"), (("bio", 1), ("disclaimer", 1), ("author", 1), ("image", 2)))
def test_an_alias_in_the_header_is_no_second_copy(role, count):
    assert len(understood(ALIASED).each(role)) == count

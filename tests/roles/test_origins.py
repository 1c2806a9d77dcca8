"""What a violation stands in, as markup and parts of its article name it."""

from __future__ import annotations

import pytest

from articles import WHOLE
from articles import reported
from articles import understood
from bylint.model.rule import Violation
from bylint.roles.origins import with_origins

PICTURE = "![Passengers under a lamp]({})\n\nThe last boat leaves at nine."
HEAD = "---\ntitle: Boats\nauthor: Ada Lund\n{}---\n\nThe last boat leaves at nine.\n"
KETTLE = "[A kettle](https://www.amazon.com/dp/B00?tag=boats-20) is quick.\n"
BIO = "*Ada Lund is an associate professor of strategy at the U.S. Naval War College in Newport.*\n"


def origins(text: str, code: str, path: str = "posts/a.md") -> dict[str, list[str]]:
    """Return the names of what the first violation of a rule stands in, by kind."""
    found: dict[str, list[str]] = {}
    violations: list[Violation] = reported(text, code, path, WHOLE)
    (first, *_) = with_origins(understood(text, path, WHOLE), violations)
    for origin in first.origins:
        found.setdefault(origin.kind, []).append(origin.name)
    return found


@pytest.mark.parametrize(
    ("call", "name"),
    (
        ('{{< figure src="queue.jpg" alt="Passengers under a lamp" >}}', "figure"),
        ('{{< img "queue.jpg" "Passengers under a lamp" >}}', "img"),
        ('{% include figure.html src="queue.jpg" alt="Passengers under a lamp" %}', "figure.html"),
        ('{% include "image.html" src="queue.jpg" alt="Passengers under a lamp" %}', "image.html"),
        ('{% image src="queue.jpg" alt="Passengers under a lamp" %}', "image"),
    ),
)
def test_component_has_its_name(call, name):
    assert origins(f"{call}\n\nThe last boat leaves at nine.\n", "IMG001")["call"] == [name]


def test_component_of_mdx_begins_with_a_capital():
    text = "{}\n\nThe last boat leaves at nine.\n"
    found = origins(text.format('<Figure src="queue.jpg" alt="Passengers under a lamp" />'), "IMG001", "a.mdx")
    assert found["call"] == ["Figure"]
    assert "call" not in origins(text.format('<img src="queue.jpg" alt="Passengers under a lamp">'), "IMG001")


@pytest.mark.parametrize(
    ("address", "picture", "folders"),
    (
        ("queue.jpg", "queue.jpg", None),
        ("../../img/boats/queue.jpg?w=600", "img/boats/queue.jpg", ["img/", "img/boats/"]),
        ("/wp/uploads/2016/12/queue.jpg", "wp/uploads/2016/12/queue.jpg", ["wp/", "wp/uploads/"]),
        ("{{ site.baseurl }}/img/queue.jpg", "img/queue.jpg", ["img/"]),
        ("https://cdn.example.com/up/queue.jpg", None, ["https://cdn.example.com/", "https://cdn.example.com/up/"]),
    ),
)
def test_picture_has_its_path_and_the_folders_that_are_no_date(address, picture, folders):
    found = origins(PICTURE.format(address), "IMG001")
    assert found["picture"] == [picture or address]
    assert found.get("pictures") == folders


def test_value_of_the_header_has_its_key():
    assert origins(HEAD.format("cover: {image: queue.jpg}\n"), "IMG001")["field"] == ["cover.image"]
    assert origins(HEAD.format("").replace("Ada Lund", "admin"), "BYL005")["field"] == ["author"]


def test_key_without_a_value_is_no_words_that_others_share():
    text = HEAD.format("date: 2024-02-01\n").replace("author: Ada Lund", "authors: []")
    long = (
        "The winter timetable came out on a Friday afternoon, two days before it took effect. It has nine footnotes. "
    )
    found = origins(text + f"\n{long * 6}\n", "BYL001")
    assert found["field"] == ["authors"]
    assert "words" not in found


def test_link_has_its_host():
    assert origins(KETTLE, "ADS007")["host"] == ["amazon.com"]


def test_duty_has_its_person_and_body():
    found = origins(HEAD.format("date: 2023-05-09\n") + BIO, "DIS001")
    assert found["person"] == ["ada lund"]
    (post,) = found["post"]
    assert post.startswith("ada lund|")


def test_short_words_are_told_and_long_ones_are_not():
    assert origins("The last boat.\n\nAdvertisement\n\nIt leaves.\n", "ADS001")["words"] == ["Advertisement"]
    assert "words" not in origins(PICTURE.format(f"/{'a' * 90}.jpg"), "IMG001")

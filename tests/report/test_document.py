"""The page of an audit: it loads nothing, holds each violation, and whatever articles say stays words in it."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

import golden
from bylint.model.rule import Origin
from bylint.report import Report
from bylint.report import Silenced
from bylint.report import render
from bylint.report.document import AuthorRow
from report_attacks import ATTACKS


class Page(HTMLParser):
    """The elements of a page, and what stands in its style and scripts."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.links: list[str] = []
        self.held: dict[str, str] = {}
        self._in = ""
        self.feed("\n".join(render("html", report)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.elements.append(" ".join((tag, *sorted(given))))
        self.links += [words for key in ("src", "href") if (words := given.get(key))]
        self._in = given.get("id") or tag if tag in ("script", "style") else ""
        if given.get("http-equiv"):
            self.held["policy"] = given.get("content") or ""

    def handle_data(self, data: str) -> None:
        if self._in:
            self.held[self._in] = self.held.get(self._in, "") + data

    def handle_endtag(self, _tag: str) -> None:
        self._in = ""

    @property
    def data(self) -> dict[str, list[object]]:
        return json.loads(self.held["data"])


def with_people(report: Report) -> Report:
    author = AuthorRow("ada lund", "Ada Lund", 7, "2020-01-31", "2026-02-01", (("dean", "Holm College"),), 2, 3)
    lacking = report.violations[0]._replace(code="DIS001", origins=(Origin("post", "ada lund|Holm College"),))
    silenced = Silenced("IMG001", "a.md:3", "the family asked", "Ben Ek", "2027-01-31", 1)
    return report._replace(every=(*report.violations, lacking), authors=(author,), silenced=(silenced,))


def test_page_holds_each_violation_in_its_line():
    found = Page(golden.report()).data
    (credit,) = (row for row in found["violations"] if row[1] == "IMG004")
    where, words = credit[:5], credit[6:]
    assert found["articles"][where[0]]["path"] == golden.QUAY.path
    assert where[1:] == ["IMG004", "error", 4, 21]
    assert words == ["An der Mole grüßt 🐟 ", "Image: Creative Commons", ".", 0]
    assert len(found["violations"]) == len(golden.report().violations)
    assert found["years"] == [["2025", 5], ["2026", 8], ["no date", 1]]


def test_page_tells_of_authors_bodies_and_what_is_silenced():
    found = Page(with_people(golden.report())).data
    assert [each["posts"] for each in found["authors"]] == [["dean, Holm College"]]
    assert found["duties"] == [{"person": "Ada Lund", "body": "Holm College", "carried": 3, "missing": 1}]
    assert found["waivers"][0]["reason"] == "the family asked"


def test_page_runs_its_own_script_and_loads_nothing():
    page = Page(golden.report())
    for kind in ("script", "style"):
        hashed = b64encode(sha256(page.held[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{hashed}'" in page.held["policy"]
    assert page.held["policy"].startswith("default-src 'none'; ")
    assert all(link.startswith("#") for link in page.links)


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_what_articles_say_stays_words(attack: str) -> None:
    harmless, attacked = (_said_everywhere(words) for words in ("Ada", attack))
    assert attacked.elements == harmless.elements
    assert attacked.links == harmless.links
    assert attacked.held["script"] == harmless.held["script"]
    assert "<" not in attacked.held["data"]


def _said_everywhere(words: str) -> Page:
    told, origins = with_people(golden.report()), (Origin("post", f"{words}|{words}"),)
    found = tuple(
        each._replace(message=words, place=each.place._replace(path=words), origins=origins) for each in told.every
    )
    about = (
        golden.report().abouts[golden.QUAY.path]._replace(headline=words, authors=(words,), section=words, date=words)
    )
    cause = told.causes[0]._replace(name=words, do=words, settings=words, violations=found)
    author = told.authors[0]._replace(name=words, posts=((words, words),))
    silenced = told.silenced[0]._replace(place=words, reason=words, by=words)
    return Page(
        told._replace(
            every=found,
            abouts={words: about},
            causes=(cause,),
            authors=(author,),
            silenced=(silenced,),
            years={words: 1},
            lines=lambda _: (words,) * 9,
        )
    )


def test_script_makes_no_markup_of_words():
    script = Page(golden.report()).held["script"]
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(", script)

"""What a site says of its template in bylint.yaml, and what comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from articles import LISTS
from bylint import audit
from bylint import packs
from bylint import people
from bylint.config import TemplateLine
from bylint.config import TemplateText
from bylint.config import settings_of
from bylint.config.reading import parsed
from bylint.errors import ConfigError
from bylint.model.world import Knowledge
from bylint.report.inspect import portrait
from bylint.roles.body import body_text

RULES = packs.load(packs.shipped_packs())
TEXT = "A cent costs more than a cent, and always did, say those who strike it and those who count it. " * 4
FED = "Marta Quell is an economist at the Federal Reserve Bank of Boston."
VIEWS = (
    "The views expressed are those of the author and do not necessarily reflect those of the Federal Reserve Bank of "
    "Boston or the Federal Reserve System."
)
PHOTO = "![A quay at night](/images/photos/IMG_2031.jpg)"


def config(text: str, path: str = "/site/bylint.yaml"):
    return parsed(f"version: 1\n{text}".encode(), "bylint.yaml", Path(path))


def known(text: str, start: str = "/site") -> Knowledge:
    settings = {**settings_of(config(text)), "start": start}
    return Knowledge(LISTS, people.known(LISTS).directory, settings=settings)


def reading(text: str, header: str = "", path: str = "a.md") -> audit.Reading:
    return audit.Reading(path, ".md", None, f"---\ntitle: Cents\ndate: 2024-02-01\n{header}---\n{text}\n".encode())


def found(text: str, printed: str, header: str = "", path: str = "a.md", start: str = "/site") -> list[str]:
    """The codes of what is reported but notes."""
    verdict = audit.run((reading(text, header, path),), RULES, lambda *_: RULES, known(printed, start))
    return [each.code for each in verdict.violations if each.severity != "info"]


def seen(text: str, printed: str, header: str = "", path: str = "a.md", start: str = "/site"):
    knowledge = known(printed, start)
    article = audit.read(reading(text, header, path), knowledge)
    return portrait(article, body_text(article, knowledge))


def test_all_keys_are_read():
    text = (
        "printed:\n"
        "  authors: [Jane Roe, {name: The Press Office, paths: content/press/**}]\n"
        "  bios: true\n"
        "  lines: [Photos by Jane Roe., {text: A note., paths: [a, b]}]\n"
        "  fields: {note: true, disclaimer: {dod: One., none: Two.}, dek: Three.}\n"
        "  shortcodes: {bio.html: Jane Roe is a baker.}\n"
    )
    assert config(text).printed == TemplateText(
        (TemplateLine("Jane Roe"), TemplateLine("The Press Office", ("content/press/**",))),
        True,
        (TemplateLine("Photos by Jane Roe."), TemplateLine("A note.", ("a", "b"))),
        (("note", "", ""), ("disclaimer", "dod", "One."), ("disclaimer", "none", "Two."), ("dek", "", "Three.")),
        (("bio.html", "Jane Roe is a baker."),),
    )
    assert "printed" not in settings_of(config(""))


@pytest.mark.parametrize(
    ("text", "told"),
    (
        ("printed: {author: x}", "bylint.yaml:2: printed: unknown key 'author' (did you mean 'authors'?)"),
        (
            "printed: {shortcode: {a: b}}",
            "bylint.yaml:2: printed: unknown key 'shortcode' (did you mean 'shortcodes'?)",
        ),
        ("printed: {bios: yes please}", "bylint.yaml:2: printed: 'bios' is 'yes please', not one of true, false"),
        ("printed: {lines: [{text: x, path: y}]}", "printed: lines: unknown key 'path' (did you mean 'paths'?)"),
        ("printed: {authors: [{name: x}]}", "bylint.yaml:2: printed: authors: the key 'paths' is missing"),
        ("printed: {authors: [[x]]}", "an entry of 'authors' must be a text or a mapping with name, paths"),
        ("printed: {lines: ['']}", "an entry of 'lines' must be a text or a mapping with text, paths"),
        ("printed: {fields: [x]}", "bylint.yaml:2: printed: 'fields' must be a mapping, and is a list"),
        ("printed: {shortcodes: {bio: {a: b}}}", "printed: shortcodes: 'bio' must say what is printed: a text"),
        ("printed: {fields: {a: {b: [c]}}}", "printed: fields: 'a: b' must say what is printed"),
        ("printed: x", "bylint.yaml:2: 'printed' must be a mapping, and is a text"),
    ),
)
def test_mistakes_are_told_with_their_line(text, told):
    with pytest.raises(ConfigError) as caught:
        config(text)
    assert any(told in line for line in caught.value.lines)


@pytest.mark.parametrize(
    ("printed", "header", "path", "signs"),
    (
        ("authors: Jane Roe", "", "a.md", [("Jane Roe", 2, "printed")]),
        ("authors: Jane Roe", "author: Bo Lind\n", "a.md", [("Bo Lind", 4, "front-matter")]),
        ("authors: Jane Roe", "authors: []\n", "a.md", [("Jane Roe", 2, "printed")]),
        ("authors: [Jane Roe, Bo Lind]", "", "a.md", [("Jane Roe", 2, "printed"), ("Bo Lind", 2, "printed")]),
        ("authors: [Jane Roe, {name: Bo Lind, paths: b}]", "", "b/a.md", [("Bo Lind", 2, "printed")]),
        ("authors: [Jane Roe, {name: Bo Lind, paths: b}]", "", "c/a.md", [("Jane Roe", 2, "printed")]),
        ("authors: Jane Roe", "type: page\n", "a.md", []),
        ("lines: A note.", "", "a.md", []),
    ),
)
def test_who_signs_by_the_template(printed, header, path, signs):
    authors = seen(TEXT, f"printed: {{{printed}}}", header, path)["authors"]
    assert [(each["name"], each["line"], each["source"]) for each in authors] == signs


@pytest.mark.parametrize(
    ("label", "start"), (("a.md", "/site/press"), ("site/press/a.md", "/"), ("/site/press/a.md", "/x"))
)
def test_paths_are_those_of_the_site_wherever_a_run_stands(label, start):
    printed = "printed: {authors: [{name: Jane Roe, paths: press/**}]}"
    assert [each["name"] for each in seen(TEXT, printed, path=label, start=start)["authors"]] == ["Jane Roe"]


def test_byline_of_the_template_is_a_byline():
    assert found(TEXT, "") == ["BYL001"]
    assert found(TEXT, "printed: {authors: Jane Roe}") == []
    assert found(f"{TEXT}\n\nWritten by", "printed: {authors: Jane Roe}") == []


def test_bios_of_the_template_introduce():
    header = "authors: [Tomás Rey, Ines Falk]\n"
    text = f"{TEXT}\n\n*Tomás Rey is a land surveyor in Hebden Bridge.*"
    assert found(text, "", header) == ["BYL008"]
    assert found(text, "printed: {bios: true}", header) == []


@pytest.mark.parametrize(
    ("printed", "header", "calls"),
    (
        (f"lines: {VIEWS}", "", ""),
        (f"lines: [{{text: {VIEWS}, paths: '*.md'}}]", "", ""),
        (f"fields: {{disclaimer: {{fed: {VIEWS}}}}}", "disclaimer: fed\n", ""),
        (f"fields: {{show_views: {VIEWS}}}", "show_views: true\n", ""),
        ("fields: {fine_print: true}", f"fine_print: {VIEWS}\n", ""),
        (f"shortcodes: {{views: {VIEWS}}}", "", "{{< views >}}"),
        (f"shortcodes: {{fine-print.html: {VIEWS}}}", "", "{% include fine-print.html %}"),
        (f"shortcodes: {{FinePrint: {VIEWS}}}", "", "<FinePrint />"),
    ),
)
def test_disclaimer_of_the_template_is_printed(printed, header, calls):
    text, header = f"{TEXT}\n\n{FED}\n\n{calls}", f"author: Marta Quell\n{header}"
    assert found(text, f"printed: {{{printed}}}", header) == []
    assert len(seen(text, f"printed: {{{printed}}}", header)["printed"]) == 1


def test_a_key_that_speaks_of_disclaimers_may_print_one():
    verdict = audit.run(
        (reading(f"{TEXT}\n\n{FED}", "author: Marta Quell\ndisclaimer: fed\n"),), RULES, lambda *_: RULES, known("")
    )
    assert [(each.code, each.place.line) for each in verdict.violations] == [("LNT008", 5)]


@pytest.mark.parametrize("value", ("navy", "false"))
def test_another_value_prints_nothing(value):
    printed = f"printed: {{fields: {{views: {{fed: {VIEWS}}}}}}}"
    assert found(f"{TEXT}\n\n{FED}", printed, f"author: Marta Quell\nviews: {value}\n") == ["DIS001"]


def test_credit_of_the_template_counts():
    text, header = f"{TEXT}\n\n{PHOTO}\n\n{{{{< maker >}}}}", "author: Marta Quell\n"
    assert found(text, "", header) == ["IMG001"]
    assert found(text, "printed: {shortcodes: {maker: 'Photo: Tilda Hoff'}}", header) == []
    assert found(text, "printed: {lines: 'All photographs by Tilda Hoff.'}", header) == []


def test_what_stands_on_every_page_is_no_fault_of_an_article():
    line = "The views expressed are those of the authors, Marta Quell is TBD at [TK]."
    text = f"{TEXT}\n\nMarta Quell keeps bees."
    assert found(text, f"printed: {{lines: {line!r}}}", "author: Marta Quell\n") == []


def test_what_a_shortcode_prints_is_judged_at_its_place():
    text = f"{TEXT}\n\n{FED}\n\n{{{{< views >}}}}"
    printed = known("printed: {shortcodes: {views: The views expressed are the author's own.}}")
    verdict = audit.run((reading(text, "author: Marta Quell\n"),), RULES, lambda *_: RULES, printed)
    (violation,) = (each for each in verdict.violations if each.severity != "info")
    assert (violation.code, *violation.place[2:]) == ("DIS002", 10, 1, 10, 14)


def test_what_the_template_prints_is_shown_and_is_not_the_articles_own_text():
    shown = seen(TEXT, "printed: {lines: A note., fields: {dek: true}}", "dek: Coins.\n")
    assert shown["printed"] == [
        {"text": "Coins.", "by": "field dek", "line": 4},
        {"text": "A note.", "by": "every page", "line": 7},
    ]
    assert shown["text"] == TEXT.strip()


@pytest.mark.parametrize(
    ("calls", "header", "code"),
    (
        ("{% include author-box.html %}", "", "LNT008"),
        ('{{ partial "byline" . }}', "", "LNT008"),
        ("<AuthorBox />", "", "LNT008"),
        ("", "show_author: true\n", "LNT008"),
        ("", "show_author: false\n", "BYL001"),
        ("", "cover_author: Tilda Hoff\n", "BYL001"),
        ('{{< quote author="Tilda Hoff" >}}', "", "BYL001"),
        ("{% include authority.html %}", "", "BYL001"),
        ("", "", "BYL001"),
    ),
)
def test_what_may_print_the_byline_is_a_note(calls, header, code):
    verdict = audit.run((reading(f"{TEXT}\n\n{calls}", header),), RULES, lambda *_: RULES, known(""))
    assert [each.code for each in verdict.violations] == [code]


def test_what_may_print_a_credit_is_a_note():
    text = f"{TEXT}\n\n{PHOTO}\n\n{{% include credit.html %}}"
    verdict = audit.run((reading(text, "author: Marta Quell\n"),), RULES, lambda *_: RULES, known(""))
    assert [(each.code, each.place.line) for each in verdict.violations] == [("LNT008", 10)]

"""Names in bylines, held against one another, the text and the registry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from articles import KNOWLEDGE
from articles import facts
from articles import reported
from articles import rules
from articles import understood
from articles import words_at
from bylint.checks.bylines import byline_without_bio
from bylint.checks.verbs import judge_custom
from bylint.model.parts_people import WholeArticle
from bylint.model.world import Person
from bylint.model.world import Post
from bylint.model.world import Registry

TEXT = "Every spring the county asks how much stone it will need, and every spring the answer is copied from before."
PETRA = "Petra Lindqvist restores furniture"
PEOPLE = {
    "rabernethy": Person("rabernethy", "Ruth Abernethy", aliases=("Ruthie Abernethy",)),
    "jvondracek": Person("jvondracek", "Jiří Vondráček"),
    "hidden": Person("hidden", "Hildegard Thistlewood", pen_names=("Marjorie Brockbank",)),
}
NAMED = {
    "ruth abernethy": ("rabernethy",),
    "ruthie abernethy": ("rabernethy",),
    "rabernethy": ("rabernethy",),
    "jiri vondracek": ("jvondracek",),
    "hildegard thistlewood": ("hidden",),
    "marjorie brockbank": ("hidden",),
}


def article(body, header="author: Petra Lindqvist", day="2024-09-12"):
    return f"---\ntitle: Four Legs\ndate: {day}\n{header}\n---\n{TEXT}\n\n{TEXT}\n\n{body}\n"


def found(text, code, path="a.md", knowledge=KNOWLEDGE):
    return [words_at(text, each) for each in reported(text, code, path, knowledge)]


def knowing(people, named, *, is_complete=False):
    return replace(KNOWLEDGE, registry=Registry(people, named, is_complete=is_complete))


def registered(author, people=PEOPLE, named=NAMED, *, is_complete=False):
    text = f"---\ntitle: Four Legs\nauthor: {author}\n---\n{TEXT}\n"
    return text, reported(text, "BYL002", knowledge=knowing(people, named, is_complete=is_complete))


@pytest.mark.parametrize(
    ("author", "printed", "is_variant"),
    (
        ("Jiří Vondráček", "Jiri Vondracek", True),
        ("Søren Kjærgaard", "Soren Kjaergaard", True),
        ("Jörg Mühlhäuser", "Joerg Muehlhaeuser", True),
        ("Marjorie Thistlewood", "Marjorie Thislewood", True),
        ("Marjorie Thistlewood", "Marjorrie Thislewood", True),
        ("Marjorie Thistlewood", "Marjorie Thislewod", True),
        ("Jon Thistlewood", "John Thistlewood", True),
        ("Stephen Thistlewood", "Steven Thistlewood", True),
        ("Marjorie Thistlewood", "marjorie thistlewood", False),
        ("Luca Della Valle", "Luca della Valle", False),
        ("Tim Rose", "Tom Ross", False),
        ("Marjorie Anderton", "Marjorie Atherton", True),
        ("Marjorie Thistlewood", "Marjoire Thistlewood", True),
        ("Marjorie Macintosh", "Marjorie MacIntosh", True),
        ("Marjorie Thistlewood", "MARJORIE THISTLEWOOD", False),
        ("Marjorie Thistlewood", "Professor Marjorie Thistlewood", False),
        ("Marjorie Thistlewood", "Marjorie P. Thistlewood", False),
        ("Marjorie O’Thistle", "Marjorie O'Thistle", False),
        ("Marjorie O’Thistle", "Marjorie O’thistle", True),
        ("Marjorie D’Ivry", "Marjorie d’Ivry", False),
        ("Marjorie De Graaf", "Marjorie de Graaf", False),
        ("Daniel Thistlewood", "Daniela Thistlewood", False),
        ("Marie Thistlewood", "Maria Thistlewood", False),
        ("John Thistlewood", "Joan Thistlewood", False),
    ),
)
def test_one_person_under_two_spellings(author, printed, is_variant):
    text = article(f"{printed} is a surveyor in Kendal.", f"author: {author}")
    assert found(text, "BYL006") == ([printed] if is_variant else [])


def test_of_two_spellings_the_one_without_its_marks_is_odd():
    text = article("Jiří Vondráček is a surveyor in Olomouc.", "author: Jiri Vondracek")
    assert found(text, "BYL006") == ["Jiri Vondracek"]


def test_a_small_letter_beside_a_capital_is_a_slip():
    text = article("Marjorie Thistlewood is a surveyor in Kendal.", "author: Marjorie thistlewood")
    assert found(text, "BYL006") == ["Marjorie thistlewood"]


@pytest.mark.parametrize(
    ("header", "line", "bio", "odd"),
    (
        ("Ragna Ulvestad", "By Ragna Ulvestadt", "", ["Ragna Ulvestadt"]),
        ("Ragna Ulvestad", "By Ragan Ulvestad", "", ["Ragan Ulvestad"]),
        ("Ragna Ulvestad", "By Ragan Ulvestad", "Ragan Ulvestad keeps bees.", ["Ragna Ulvestad"]),
        ("Maria Holst", "By Marie Holst", "", ["Marie Holst"]),
        ("Hans Hansen", "By Hans Hanson", "", ["Hans Hanson"]),
        ("Konstantin Brauweiler", "Von Constantin Brauwieler", "", ["Constantin Brauwieler"]),
        ("Jörg Mühlhäuser", "Von Joerg Muehlhaeuser", "", ["Joerg Muehlhaeuser"]),
        ("Ragna Ulvestad", "By R. Ulvestad", "", []),
        ("Ragna Ulvestad", "By Ragna M. Ulvestad", "", []),
        ("Ragna Ulvestad and Ragnar Ulvestad", "By Ragnar Ulvestad and Ragna Ulvestad", "", []),
    ),
)
def test_a_slip_between_two_bylines_is_a_spelling(header, line, bio, odd):
    text = f"---\ntitle: Four Legs\nauthor: {header}\n---\n{line}\n\n{TEXT}\n\n{TEXT}\n\n*{bio or TEXT}*\n"
    assert found(text, "BYL006") == odd
    assert not found(text, "BYL003")


@pytest.mark.parametrize(
    ("header", "line", "told"),
    (
        ("Ragna Ulvestad", "By Ragna Ulvestad and Piers Hallam", [("Ragna Ulvestad", "warning")]),
        ("[Ragna Ulvestad, Piers Hallam]", "By Ragna Ulvestad", [("By Ragna Ulvestad", "warning")]),
        ("[Ragna Ulvestad, Piers Hallam]", "By Ragna Ulvestad and others", []),
        ("[Ragna Ulvestad, Piers Hallam]", "Von Ragna Ulvestad u.a.", []),
        ("[Ragna Ulvestad, Piers Hallam]", "By Piers Hallam and Ragna Ulvestad", []),
        ("Ragna Ulvestad", "By Ragna Ulvestad, with photographs by Piers Hallam", []),
        ("Ragna Ulvestad", "By Thora Lindgren", [("By Thora Lindgren", "error")]),
        ("Ragna Ulvestad\ncoauthors: [Piers Hallam]", "By Ragna Ulvestad and Piers Hallam", []),
        ("Ragna Ulvestad\nco_authors: [Piers Hallam]", "By Thora Lindgren", [("By Thora Lindgren", "error")]),
        ("Ragna Ulvestad\nguest_author: Piers Hallam", "By Piers Hallam", []),
        ("Bob Hallam", "By Robert Hallam", []),
        ("Bob Hallam", "By Rupert Hallam", [("By Rupert Hallam", "error")]),
        (
            "Ragna Ulvestad, Piers Hallam",
            "By Ragna Ulvestad and Thora Lindgren",
            [("By Ragna Ulvestad and Thora Lindgren", "error")],
        ),
    ),
)
def test_fewer_names_are_a_warning_and_others_an_error(header, line, told):
    text = f"---\ntitle: Four Legs\nauthor: {header}\n---\n{line}\n\n{TEXT}\n"
    every = reported(text, "BYL003")
    assert [(words_at(text, each), each.severity) for each in every] == told


@pytest.mark.parametrize(
    ("name", "is_filler"),
    (
        ("[NAME]", True),
        ("[AU: name?]", True),
        ("[second author]", True),
        ("AUTHOR TK", True),
        ("Name TBC", True),
        ("???", True),
        ("XXXX XXXX", True),
        ("Insert Name Here", True),
        ("Vorname Nachname", True),
        ("Prénom Nom", True),
        ("Nombre Apellido", True),
        ("Nome Cognome", True),
        ("Voornaam Achternaam", True),
        ("WP Admin", True),
        ("System Administrator", True),
        ("user123", True),
        ("no-reply", True),
        ("[[Orla Hesse]]", False),
        ("[Orla Hesse]", False),
        ("Guest Contributor", False),
        ("Example Authors Guild", False),
        ("Root Cerny", False),
        ("Tess Guest", False),
        ("jroe1", False),
        ("User Experience Team", False),
    ),
)
def test_what_stands_for_a_name_to_come(name, is_filler):
    text = article(TEXT, f'author: "{name}"')
    assert found(text, "BYL005") == ([name] if is_filler else [])


@pytest.mark.parametrize(
    ("line", "filler"),
    (
        ("By [NAME]", ["[NAME]"]),
        ("By XXXX XXXX", ["XXXX XXXX"]),
        ("By FIRSTNAME LASTNAME", ["FIRSTNAME LASTNAME"]),
        ("By user name", []),
        ("By name and by place", []),
    ),
)
def test_what_stands_for_a_name_in_a_line(line, filler):
    text = f"---\ntitle: Four Legs\ndate: 2024-09-12\n---\n{line}\n\n{TEXT}\n\n{TEXT}\n"
    assert found(text, "BYL005") == filler


@pytest.mark.parametrize(
    ("header", "held"),
    (
        ('authors: ["**Ragna Ulvestad**"]', "markup"),
        ('author: "_Ragna Ulvestad_"', "markup"),
        ('author: "Ragna &amp; Piers Ulvestad"', "markup"),
        ("author: \"'Ragna Ulvestad'\"", "quotation marks"),
        ('author: "Ragna Ulvestad,"', "a sign or a word that leads to nobody"),
        ('author: "Ragna Ulvestad and"', "a sign or a word that leads to nobody"),
        ('author: "di Tommaso Pellegrin"', "a lead word"),
        ("author: ragna@example.com", "an e-mail address"),
        ('author: "di Stefano"', ""),
        ('author: "Geertje \'t Patijn"', ""),
        ('author: "Ragna Ulvestad Jr."', ""),
        ("author: jane_roe_", ""),
        ("author: ragna@example.com (Ragna Ulvestad)", "an e-mail address"),
        ("authors: [Ragna Ulvestad, and Piers Hallam]", "a sign or a word that leads to nobody"),
        ("byline: By Ragna Ulvestad", ""),
    ),
)
def test_what_is_no_part_of_a_name(header, held):
    text = article(TEXT, header)
    assert [each.message.partition(" holds ")[2] for each in reported(text, "BYL004")] == ([held] if held else [])


@pytest.mark.parametrize(
    ("header", "line", "place"),
    (
        ("authors: ['']", "", ["authors"]),
        ("author:\n  name:\n  title: Pilot", "", ["name"]),
        ("layout: post", "**Auteur :**", ["Auteur :"]),
        ("layout: post", "Author:", ["Author:"]),
        ("draft: true\nauthor:", "", []),
        ("published: false\nauthor:", "", []),
        ("author:\nsubtitle: x\nauthor: Ragna Ulvestad", "", []),
        ("layout: post", "*From our correspondent in Moss*", []),
        ("layout: post", "By our staff", []),
    ),
)
def test_who_is_asked_for_a_name(header, line, place):
    text = f"---\ntitle: Four Legs\ndate: 2024-09-12\n{header}\n---\n{line}\n\n{TEXT}\n\n{TEXT}\n\n{TEXT}\n"
    assert found(text, "BYL001") == place


@pytest.mark.parametrize(
    ("language", "severity"), (("en-GB", "warning"), ("ko", "info"), ("pt_BR", "warning"), ("el", "info"))
)
def test_a_language_whose_bylines_are_not_read_in_full(language, severity):
    text = f"---\ntitle: Four Legs\ndate: 2024-09-12\nlang: {language}\nauthor:\n---\n{TEXT}\n\n{TEXT}\n\n{TEXT}\n"
    assert [each.severity for each in reported(text, "BYL001")] == [severity]
    asked = text.replace("author:\n", "")
    told = judge_custom(rules()["BYL001"], "posts", facts(asked, "BYL001"))
    assert [each.severity for each in told] == [severity]


@pytest.mark.parametrize(
    ("author", "told"),
    (
        ("Ruth Abernethi", [("info", "; did you mean Ruth Abernethy?")]),
        ("Ruth Abernehty", [("error", "; did you mean Ruth Abernethy?")]),
        ("Regina Abernethy", [("info", "; did you mean Ruth Abernethy?")]),
        ("Sylvia Abernethy", [("info", "")]),
        ("rabernethy", []),
        ("R. Abernethy", []),
    ),
)
def test_an_id_of_initials_is_not_every_name_with_them(author, told):
    _, found_here = registered(author)
    assert [(each.severity, each.message.partition("of the site")[2]) for each in found_here] == told


def test_a_draft_is_asked_only_where_its_header_asks():
    header = "---\ntitle: Four Legs\ndate: 2024-09-12\n{}---\n"
    text = f"{header}{TEXT}\n\n{TEXT}\n\n{TEXT}\n"
    is_signable = [understood(text.format(""), folder).each("article") for folder in ("posts/a.md", "_drafts/a.md")]
    assert [parts[0].has("signable") for parts in is_signable] == [True, False]
    assert found(text.format("author:\n"), "BYL001", "_drafts/a.md") == ["author"]


def test_what_two_authors_are_is_no_author():
    assert not found(article(TEXT, "author: Ana Rey, UX Design and Tomás Rey, UX Design"), "BYL007")
    assert found(article(TEXT, "author: Ana Rey, Tomás Rey and Ana Rey"), "BYL007") == ["Ana Rey"]


@pytest.mark.parametrize(
    ("header", "line"),
    (
        ("team_frontend", "Authors: Ana Rey, Tomás Rey"),
        ("Piers Hallam", "por Ana Rey, según le fue narrado a Piers Hallam"),
    ),
)
def test_teams_and_who_wrote_it_down_are_no_rivals(header, line):
    assert not found(f"---\ntitle: T\nauthor: {header}\n---\n{line}\n\n{TEXT}\n", "BYL003")


def test_a_surname_in_capitals_and_first_is_no_spelling():
    text = f'---\ntitle: T\nauthor: "NARUSE, Yui"\n---\nPosted by NARUSE, Yui\n\n{TEXT}\n'
    assert not found(text, "BYL006")


def test_where_authors_work_is_no_author():
    line = "Ana Rey, University of Kendal, Kendal, and Tomás Rey, University of Kendal, Kendal"
    assert not found(article(TEXT, f"author: {line}"), "BYL007")
    page = f"<html><head><title>T</title></head><body><article><h1>T</h1>{{}}<p>{TEXT * 3}</p></article></body></html>"
    lines = '<p class="author">Ana Rey</p><p class="author">University of Kendal, Kendal, Kendal, Cumbria</p>'
    assert not found(page.format(lines), "BYL007", "a.html")


def test_the_spelling_of_most_places_is_the_usual_one():
    page = (
        '<html><head><title>Legs</title><meta name="author" content="Petra Lindqvist">'
        '<script type="application/ld+json">{"@type": "Article", "author": {"name": "Petra Lindqvíst"}}</script></head>'
        f'<body><article><h1>Legs</h1><p class="byline">By Petra Lindqvist</p><p>{TEXT}</p></article></body></html>'
    )
    (variant,) = reported(page, "BYL006", "a.html")
    assert words_at(page, variant) == "Petra Lindqvíst"
    (other,) = variant.related
    assert page[slice(*other.place.span)] == "Petra Lindqvist"
    assert other.message == "written otherwise here"


def test_two_who_sign_are_two_persons():
    header = "authors: [Katharine Thistlewood, Katherine Thistlewood]"
    assert not found(article("Katherine Thistlewood is a surveyor in Kendal.", header), "BYL006")


def test_the_registry_knows_the_marks_of_a_name():
    text = f"---\ntitle: Four Legs\nauthor: Jiri Vondracek\n---\n{TEXT}\n"
    (variant,) = reported(text, "BYL006", knowledge=knowing(PEOPLE, NAMED))
    assert words_at(text, variant) == "Jiri Vondracek"
    assert variant.message.endswith("is written “Jiří Vondráček” by the list of people")


@pytest.mark.parametrize(
    ("author", "severity", "guess"),
    (
        ("Ruth Abernethy", "", ""),
        ("Ruth B. Abernethy", "", ""),
        ("rabernethy", "", ""),
        ("Marjorie Brockbank", "", ""),
        ("Ruth Abernehty", "error", "; did you mean Ruth Abernethy?"),
        ("Ruth Abernathy", "info", "; did you mean Ruth Abernethy?"),
        ("Marjorie Brokbank", "info", ""),
        ("Gordon Pell", "info", ""),
        ("Sara Abernethy", "info", ""),
    ),
)
def test_who_is_not_registered(author, severity, guess):
    _, unknown = registered(author)
    said = [(each.severity, each.message.partition("of the site")[2]) for each in unknown]
    assert said == ([(severity, guess)] if severity else [])


@pytest.mark.parametrize(
    ("author", "guess"),
    (("Michael Brock", "; did you mean Mike Brock?"), ("Anna Brock", ""), ("Miriam Pell", "")),
)
def test_who_of_the_same_surname_may_be_meant(author, guess):
    people = {"zero": Person("zero", "Mike Brock"), "one": Person("one", "Mona Pell"), "two": Person("two", "Max Pell")}
    named = {"mike brock": ("zero",), "mona pell": ("one",), "max pell": ("two",)}
    _, (unknown,) = registered(author, people, named)
    assert (unknown.severity, unknown.message.partition("of the site")[2]) == ("info", guess)
    entry = f'- {{id: {author.lower().replace(" ", "-")}, name: "{author}"}}'
    assert unknown.hint.endswith(entry)


def test_where_the_registry_is_complete_nobody_else_signs():
    text, (unknown,) = registered("Gordon Pell", is_complete=True)
    assert (words_at(text, unknown), unknown.severity) == ("Gordon Pell", "error")


@pytest.mark.parametrize(
    ("body", "missing"),
    (
        (f"*{PETRA}.*", [("Gordon Pell", "Petra Lindqvist")]),
        (TEXT, [("Petra Lindqvist", ""), ("Gordon Pell", "")]),
        (f"*{PETRA} with Gordon Pell.*", []),
        (f"*{PETRA}.*\n\n*Gordon Pell is a surveyor.*", []),
    ),
)
def test_who_is_not_introduced(body, missing):
    text = article(body, "authors: [Petra Lindqvist, Gordon Pell, Reuters]")
    # Where nobody is introduced the rule is off, which is no matter of who is not.
    rule = replace(rules()["BYL008"], severity_by={})
    unknown = byline_without_bio(rule, understood(text), KNOWLEDGE)
    assert [(words_at(text, each), each.message.partition("introduces ")[2]) for each in unknown] == missing
    assert found(text, "BYL008") == [name for name, others in missing if others]


@pytest.mark.parametrize(
    ("bio", "ties"),
    (
        (f"{PETRA}.", []),
        ("Petra Lindqvist is a fellow at the Tarn Valley Institute.", ["works at tarn valley institute|pl"]),
        (f"{PETRA}. [Follow](https://x.com/PetraL?lang=en)", ["account twitter petral|pl"]),
        ("Gordon Pell is a fellow at the Tarn Valley Institute.", []),
    ),
)
def test_what_ties_a_name_to_other_articles(bio, ties):
    text = article(f"*{bio}*")
    told = facts(text, "BYL006")
    assert [(fact.subject, fact.claim, words_at(text, fact)) for fact in told] == [
        (tie, "Petra Lindqvist", "Petra Lindqvist") for tie in ties
    ]


def test_whom_the_registry_knows_is_held_against_it_alone():
    bio = "Ruth Abernethy is a fellow at the Tarn Valley Institute."
    text = f"---\ntitle: Four Legs\nauthor: Ruth Abernethy\n---\n{TEXT}\n\n*{bio}*\n"
    assert not facts(text, "BYL006", knowledge=knowing(PEOPLE, NAMED))


def test_two_people_of_one_name_are_never_one():
    dean = Post("Tarn Valley Institute", "dean", until=date(2021, 6, 30))
    people = {key: Person(key, "Ruth Abernethy", posts=(dean,), handles=(("x", key),)) for key in ("one", "two")}
    knowledge = knowing(people, {"ruth abernethy": ("one", "two")})
    bio = "Ruth Abernethy is dean at the Tarn Valley Institute. [Follow](https://x.com/three)"
    text = f"---\ntitle: T\ndate: 2022-03-01\nauthor: Ruth Abernethy\n---\n{TEXT}\n\n{bio}\n"
    assert understood(text, knowledge=knowledge).each("bio")
    assert not found(text, "BYL002", knowledge=knowledge)
    assert not found(text, "BYL006", knowledge=knowledge)


@pytest.mark.parametrize(
    ("header", "printed", "is_one"),
    (
        ("Ruth Tarn", "Ruth Abernethy", True),
        ("Ruth Abernethy", "Ruth Tarn", True),
        ("tarn-desk", "Ruth Tarn", True),
        ("Ruth Tarn", "Gordon Pell", False),
    ),
)
def test_one_person_under_two_registered_names_signs_once(header, printed, is_one):
    ruth = Person("tarn-desk", "Ruth Abernethy", ("Ruth Tarn",))
    names = ("ruth abernethy", "ruth tarn", "tarn desk")
    knowledge = knowing({"tarn-desk": ruth}, dict.fromkeys(names, ("tarn-desk",)))
    bio = f"*{printed} is chair at the Kendal Institute.*"
    text = f"---\ntitle: T\nauthor: {header}\n---\nBy {printed}\n\n{TEXT}\n\n{bio}\n"
    claims = {part.words("claim") for part in understood(text, knowledge=knowledge).each("byline")}
    assert (len(claims) == 1) is is_one
    assert bool(found(text, "BYL003", knowledge=knowledge)) is not is_one
    rule = replace(rules()["BYL008"], severity_by={})
    unknown = list(byline_without_bio(rule, understood(text, knowledge=knowledge), knowledge))
    assert [each.message.partition("introduces ")[2] for each in unknown] == ([] if is_one else [""])


@pytest.mark.parametrize(
    ("header", "keys"),
    (
        ("editor:\ndate: 2021-03-01\neditor: Ines Falk", ["editor"]),
        ("editor: ''\neditor:\n- Ines Falk\n- Tomás Rey", ["editor"]),
        ("editor:\n- Ines Falk\neditor:", ["editor"]),
        ("editor:\ntranslator: Ines Falk", []),
        ("editor: Ines Falk\neditor: Tomás Rey", []),
        ("subtitle:\nsubtitle: Ines Falk", []),
        ("editor:", []),
    ),
)
def test_a_key_that_names_nobody_and_stands_again(header, keys):
    assert found(article(TEXT, f"author: Petra Lindqvist\n{header}"), "BYL009") == keys


TEXT = "The harbour office has counted the boats again, and there are more of them than in the year before. " * 8


@pytest.mark.parametrize(
    ("line", "is_asked"),
    (
        ("Author: jroe", False),
        ("作者：huangjj / 后期编辑：张汉东", False),
        ("The quay opens at nine.", True),
        ("By the time you read this, the quay is open.", True),
        ("Author:", True),
    ),
)
def test_a_line_that_is_not_read_signs_as_well(line, is_asked):
    whole = understood(f"---\ndate: 2026-03-04\n---\n# The quay\n\n{line}\n\n{TEXT}\n").parts.first(WholeArticle)
    assert whole.is_signable
    assert whole.may_be_signed != is_asked


@pytest.mark.parametrize(
    ("headline", "text", "severity"),
    (
        ("Four Legs", TEXT, "warning"),
        ("Пятый угол", TEXT, "warning"),  # a foreign name for a headline
        ("Rust 2024", "我们每年春天都问需要多少石头，每年春天的答案都是从去年抄来的。", "info"),
    ),
)
def test_who_wrote_it_is_asked_for_where_the_forms_of_the_language_are_known(headline, text, severity):
    page = f"<html><article><h1>{headline}</h1><p>Written by</p><p>{text}</p><p>{text}</p></article></html>"
    assert [each.severity for each in reported(page, "BYL001", "a.html")] == [severity]

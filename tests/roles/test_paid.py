"""Articles that somebody paid for: what says so, and which label tells the reader."""

from __future__ import annotations

import pytest

from articles import LISTS
from articles import reported
from articles import views
from bylint.model.article import Part
from bylint.model.world import Directory
from bylint.model.world import Knowledge

TEXT = (
    "On the shadow side of the valley the path stays frozen from November to March, and the post is late.\n\n"
    "Her advice is short. Buy boots late in the afternoon, when feet are at their largest.\n\n"
    "She resoles a pair twice and then gives it to the shed of the goats, where it begins a second life.\n"
)


def found(header: str, body: str = TEXT, path: str = "posts/a.md", **settings: object) -> list[Part]:
    return views(_text(header, body), "paid", path, _knowledge(settings))


def refused(header: str, body: str, **settings: object) -> list[str]:
    knowledge = _knowledge(settings)
    return [each.message for each in reported(_text(header, body), "ADS005", "posts/a.md", knowledge)]


def _text(header: str, body: str) -> str:
    return f"---\n{header}\n---\n\n{body}" if header else body


def _knowledge(settings: dict[str, object]) -> Knowledge:
    return Knowledge(LISTS, Directory({}), settings=settings)


@pytest.mark.parametrize(
    ("header", "by"),
    (
        ("sponsored: true", "declared"),
        ("sponsored: yes", "declared"),
        ("isSponsored: true", "declared"),
        ("sponsored_by: Alpine Lamps", "declared"),
        ("advertiser: Alpine Lamps", "declared"),
        ("paid_partnership: Alpine Lamps", "declared"),
        ("sponsor: {name: Alpine Lamps, url: 'https://lamps.example.com'}", "declared"),
        ("advertiser: {name: Alpine Lamps, url: 'https://lamps.example.com'}", "declared"),
        ("sponsor: {name: Alpine Lamps, url: lamps.example.com}", "declared"),
        ("sponsor: Alpine Lamps\nsponsor_url: https://lamps.example.com", "declared"),
        ("extra: {sponsored: true}", "declared"),
        ("params:\n  sponsor:\n    name: Alpine Lamps\n    link: https://lamps.example.com", "declared"),
        ("anzeige: true", "declared"),
        ("sponsorisé: true", "declared"),
        ("patrocinado: true", "declared"),
        ("sponsored_content: {by: Alpine Lamps}", "declared"),
        ("sponsorName: Alpine Lamps\nsponsorUrl: https://lamps.example.com", "declared"),
        ("is_advertorial: true", "declared"),
        ("category: Contenido patrocinado", "template"),
        ("layout: sponsored", "template"),
        ("type: advertorial", "template"),
        ("tags: [lamps, Sponsored]", "tag"),
        ("categories: [Sponsored Post]", "tag"),
    ),
)
def test_header_declares_that_it_is_paid(header, by):
    (part,) = found(header)
    assert part.words("by") == by
    assert not part.has("label")


@pytest.mark.parametrize(
    "header",
    (
        "sponsored: false",
        "sponsored: no",
        "sponsored: ''",
        "anzeige: false",
        "tags: [advertising, sponsored content]",
        "sponsored_content: {note: none}",
        "sponsored: nein",
        "sponsored: true\neventName: Quay Days",
        "sponsored: true\nevent: Quay Days 2024",
        "sponsor: Alpine Lamps\nsponsor_url: ''",
        "sponsor: Alpine Lamps",
        "sponsor: {name: The Ostra Foundation, url: 'https://ostra.example.org'}",
        "sponsored_by: National Science Foundation",
        "sponsors: [{name: Alpine Lamps, url: 'https://lamps.example.com'}]",
        "sponsor: {name: Alpine Lamps, url: 'https://lamps.example.com'}\nepisode: 14",
        "sponsor: {name: Alpine Lamps, url: 'https://lamps.example.com'}\nvenue: The town hall",
        "tags: [sponsors, sponsorship, advertising, advertorial]",
        "title: Who sponsored the bill",
        "paid: true",
    ),
)
def test_grants_topics_and_meetings_are_not_paid_articles(header):
    assert found(header) == []


@pytest.mark.parametrize(
    "sentence",
    (
        "This post was paid for by Fellmann Boots.",
        "This is a sponsored post.",
        "This article has been produced in paid partnership with Fellmann Boots.",
        "In paid partnership with Fellmann Boots.",
        "Many thanks to Fellmann Boots for sponsoring this post.",
        "Fellmann Boots paid for this article.",
        "Este artigo é patrocinado por Fellmann.",
        "Dieser Beitrag wurde von Fellmann gesponsert.",
        "Cet article est sponsorisé par Fellmann.",
        "Este artículo ha sido patrocinado por Fellmann.",
        "Questo articolo è sponsorizzato da Fellmann.",
        "Dit artikel is gesponsord door Fellmann.",
    ),
)
def test_sentence_at_the_end_comes_too_late(sentence):
    (part,) = found("", f"{TEXT}\n{sentence}\n")
    assert (part.prose.plain, part.words("by"), part.has("label")) == (sentence, "text", False)
    (violation,) = reported(f"{TEXT}\n{sentence}\n", "ADS004")
    assert [place.message for place in violation.related] == ["not above the text"]


def test_sentence_above_the_text_is_a_label():
    (part,) = found("", f"This post was paid for by Fellmann Boots.\n\n{TEXT}")
    assert part.words("label") == "a sentence"


@pytest.mark.parametrize(
    "sentence",
    (
        "This work was funded by the National Science Foundation.",
        "This article was paid for by a grant of the Ostra Foundation.",
        "This series is made possible by a grant from the Carnegie Corporation.",
        "The leaflet said: “This is a sponsored post.”",
        "If this is a sponsored post, say so at the top.",
        "The bridge was paid for by the county.",
        "Nobody paid for this article.",
        "> This is a sponsored post.",
    ),
)
def test_grants_and_quotations_are_no_signal(sentence):
    assert found("", f"{TEXT}\n{sentence}\n") == []


def test_folder_counts_for_a_dated_article():
    assert [part.words("by") for part in found("title: Boots\ndate: 2024-01-02", path="sponsored/boots.md")] == [
        "folder"
    ]
    assert found("title: How to sponsor us", path="sponsored/index.md") == []


def test_hidden_data_declares_an_advertisers_article():
    data = '{"@context": "https://schema.org", "@type": "AdvertiserContentArticle", "headline": "Boots"}'
    page = f'<script type="application/ld+json">{data}</script><article><h1>Boots</h1><p>{TEXT}</p></article>'
    assert [part.words("by") for part in found("", page, "a.html")] == ["data"]


@pytest.mark.parametrize(
    "line",
    (
        "Advertisement",
        "**Advertisement**",
        "Paid Advertisement",
        "Advertisement by Fellmann Boots",
        "Anzeige",
        "Paid post: Fellmann Boots",
        "Sponsored by Fellmann Boots",
        "Brought to you by Fellmann Boots",
        "Presented by Wheelwright & Co.",
        "Contenido patrocinado",
        "<span class='flag'>Partner content</span>",
    ),
)
def test_label_above_the_text_labels(line):
    paid = found("sponsored: true", f"{line}\n\n{TEXT}")[0]
    assert paid.has("label")


@pytest.mark.parametrize(
    ("header", "line"),
    (
        ("sponsored: true", "Ad-free reading costs money"),
        ("sponsored: true", "Advertising is older than print, and so is the complaint about it."),
        ("sponsored: true", "The path"),
        ("sponsored: true\ntitle: Sponsored bills and other laws", ""),
        ("sponsored: true", "<!-- Advertisement -->"),
    ),
)
def test_words_in_use_are_no_label(header, line):
    assert not found(header, f"{line}\n\n{TEXT}")[0].has("label")


@pytest.mark.parametrize(
    "header", ("title: 'Sponsored: Boots'", "title: 'Anzeige | Boots'", "kicker: Advertisement", "label: Paid post")
)
def test_label_may_stand_in_the_header(header):
    assert found(f"sponsored: true\n{header}")[0].has("label")


def test_label_below_the_text_is_shown():
    (violation,) = reported(_text("sponsored: true", f"{TEXT}\nAdvertisement\n"), "ADS004")
    (place,) = violation.related
    assert (place.message, place.place.line) == ("not above the text", 11)


def test_template_may_print_the_label():
    assert found("sponsored: true", ads={"labelled": True})[0].has("label")
    assert not found("", f"{TEXT}\nThis is a sponsored post.\n", ads={"labelled": True})[0].has("label")


LABELS = (
    ("us", "Advertisement", "Presented by Fellmann"),
    ("us", "Sponsored Advertising Content", "Promoted by Fellmann"),
    ("uk", "Advertisement feature", "In association with Fellmann"),
    ("uk", "Advertorial", "Sponsored content"),
    ("de", "Anzeige", "Sponsored by Fellmann"),
    ("de", "Anzeige", "Advertorial"),
    ("eu", "Advertisement", "Brought to you by Fellmann"),
    ("fr", "Publi-rédactionnel", "En partenariat avec Fellmann"),
    ("es", "Publirreportaje", "Contenido patrocinado"),
    ("it", "Informazione pubblicitaria", "In collaborazione con Fellmann"),
    ("nl", "Advertentie", "Aangeboden door Fellmann"),
    ("pl", "Artykuł sponsorowany", "Materiał partnera"),
    ("ca", "Sponsored", "Presented by Fellmann"),
    ("au", "Paid Partnership", "Thanks to Fellmann"),
)


@pytest.mark.parametrize(("jurisdiction", "accepted", "rejected"), LABELS)
def test_authority_takes_one_label_and_not_the_other(jurisdiction, accepted, rejected):
    for line, times in ((accepted, 0), (rejected, 1)):
        assert len(refused("sponsored: true", f"{line}\n\n{TEXT}", jurisdiction=(jurisdiction,))) == times, line


def test_each_jurisdiction_has_examples_and_a_source():
    rules = LISTS["labels"]["jurisdictions"]
    assert {row[0] for row in LABELS} == set(rules)
    for rule in rules.values():
        assert all(
            rule[key] for key in ("authority", "force", "source", "url", "date", "status", "accepted", "rejected")
        )
        assert not set(rule["accepted"]) & set(rule["rejected"])


def test_press_law_takes_one_word_alone():
    (message,) = refused("sponsored: true\nlang: de", f"Werbung\n\n{TEXT}", jurisdiction=("de",))
    assert "I ZR 2/11" in message
    assert refused("sponsored: true\nlang: en", f"Advertisement\n\n{TEXT}", jurisdiction=("de",)) == []


@pytest.mark.parametrize(
    ("line", "times"),
    (
        ("Brought to you by Fellmann", 1),
        ("Presented by Fellmann", 1),
        ("Sponsored content", 0),
        ("Sponsored by Fellmann", 0),
    ),
)
def test_without_jurisdiction_only_what_nobody_takes(line, times):
    assert len(refused("sponsored: true", f"{line}\n\n{TEXT}")) == times


def test_site_may_allow_a_label_of_its_own():
    ads = {"allow": ("Brought to you by Fellmann",)}
    assert refused("sponsored: true", f"Brought to you by Fellmann\n\n{TEXT}", ads=ads) == []

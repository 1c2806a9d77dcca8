"""Furniture of the page that leaked into the article."""

from __future__ import annotations

import pytest

from articles import views

TEXT = "The strait is forty miles wide at its narrowest, and on a clear day the far shore is a smudge."


def chrome(text: str, suffix: str = ".md", path: str = "posts/a") -> list[tuple[str, str]]:
    found = views(text, "chrome", f"{path}{suffix}")
    return [(text[slice(*part.span)], part.words("strength")) for part in found]


@pytest.mark.parametrize("suffix", (".md", ".txt"))
@pytest.mark.parametrize(
    "line",
    (
        "Hi, what are you looking for?",
        "Click to comment",
        "Share this:",
        "Skip to content",
        "You must be logged in to post a comment.",
        "The post The strait is wide appeared first on The Long View.",
        "Click to share on Bluesky (Opens in new window)",
        "Notify me of new posts by email.",
        "Proudly powered by WordPress",
        "Share on Mastodon",
        "Auf Facebook teilen",
        "Klick, um auf X zu teilen (Wird in neuem Fenster geöffnet)",
        "Deine E-Mail-Adresse wird nicht veröffentlicht. Erforderliche Felder sind mit * markiert",
        "Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *",
        "Compartir en Facebook",
        "Condividi su WhatsApp",
        "Ga naar de inhoud",
        "Compartilhar no Facebook",
    ),
)
def test_line_of_a_known_theme_is_furniture(line, suffix):
    assert chrome(f"{TEXT}\n\n{line}\n\n{TEXT}\n", suffix) == [(line, "sure")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    (
        (
            ("Connect with us", "Hi, what are you looking for?", TEXT),
            ["Connect with us", "Hi, what are you looking for?"],
        ),
        (("Share", "Save", TEXT), ["Share", "Save"]),
        (("Share", TEXT, "Save", TEXT), []),
        (("Connect with us", TEXT), []),
        (("Connect with us",), ["Connect with us"]),
        (("Related", TEXT), []),
        (("Share", "Share"), []),
        (("Share", "Click to comment", TEXT), ["Share", "Click to comment"]),
        (("Sponsors", "Menu"), []),
        (("5 min read", "Share", TEXT), ["5 min read", "Share"]),
        (("5 min read", TEXT), []),
        (("Lesezeit: 4 Minuten", "Teilen", TEXT), ["Lesezeit: 4 Minuten", "Teilen"]),
        (("Partager", "Imprimer", TEXT), ["Partager", "Imprimer"]),
        (("Salva", TEXT), []),
        (("Tags are objects of a kind:", "Tags have two properties:", TEXT), []),
        (("Tags: harbour, winter", "Share", TEXT), ["Tags: harbour, winter", "Share"]),
        (("Home > News > Harbour", "Share", TEXT), ["Home > News > Harbour", "Share"]),
    ),
)
def test_unsure_line_needs_company(lines, expected):
    assert [words for words, _ in chrome("\n\n".join((TEXT, *lines)))] == expected


@pytest.mark.parametrize(
    "text",
    (
        f"## Connect with us\n\nThe reading group meets on Tuesdays.\n\n{TEXT}\n",
        f"{TEXT}\n\n## Related\n\n- [The map store](https://example.com/maps)\n",
        f"{TEXT}\n\nRelated\n\n[The map store](https://example.com/maps) opens on Fridays.\n",
        f"{TEXT}\n\n- Facebook\n- Twitter\n- Email\n",
        f"{TEXT}\n\n<form action='/s'>\n<p>Sign up for our newsletter</p>\n</form>\n\n{TEXT}\n",
        f"> Share this:\n\n{TEXT}\n",
        f"{TEXT}\n\n[Connect with us](https://example.com/contact)\n",
        f"{TEXT}\n\n```\nSkip to content\n```\n",
        f"Connect with us on the quay at nine. {TEXT}\n",
        f"{TEXT} Share this: the far shore is a smudge.\n",
    ),
)
def test_words_of_the_desk_are_left_alone(text):
    assert chrome(text) == []


def test_note_on_cookies_is_the_text_of_a_policy():
    text = f"We use cookies to keep you logged in.\n\nManage preferences\n\n{TEXT}\n"
    assert [words for words, _ in chrome(text)] == ["We use cookies to keep you logged in.", "Manage preferences"]
    assert chrome(text, path="pages/privacy") == []


def test_pasted_appeal_at_the_end_is_a_box():
    assert chrome(f"{TEXT}\n\nSign up for our newsletter\n") == [("Sign up for our newsletter", "box")]
    assert chrome(f"{TEXT}\n\n[Sign up for our newsletter](https://example.com/letter)\n") == []


@pytest.mark.parametrize(
    ("piece", "expected"),
    (
        ("<p>Share this:</p>", ["Share this:"]),
        ("<footer class='entry-footer'><p>Share this:</p></footer>", []),
        ("<div class='sharedaddy'><p>Share this:</p></div>", []),
        ("<div><h3>Share this:</h3><ul><li>Facebook</li></ul></div>", []),
        ("<span>Skip to content</span>", []),
    ),
)
def test_what_a_theme_prints_is_left_alone(piece, expected):
    text = f"<article><h1>The strait</h1><p>{TEXT}</p>{piece}<p>{TEXT}</p></article>"
    assert [words for words, _ in chrome(text, ".html")] == expected


def test_many_lines_take_no_long():
    assert len(chrome("Share\n\nSave\n\n" * 5_000, ".txt")) == 10_000

"""Where a credit begins and ends in a caption, and what it says; captions that only look as if they had one."""

from __future__ import annotations

import pytest

from articles import KNOWLEDGE
from bylint.grammar.credit import find_credits
from bylint.grammar.credit import read_credit
from bylint.grammar.credit_patterns import credit_patterns
from bylint.model.parts import Credit
from bylint.model.prose import prose_at
from grammar.phrases import phrases

KNOWN = credit_patterns(KNOWLEDGE)
ROWS = phrases("credit", 4)


def credits_of(text: str, *, is_caption: bool = True) -> tuple[Credit, ...]:
    return find_credits(prose_at(text, 0, len(text)), KNOWN, is_caption=is_caption)


def said(credit: Credit) -> str:
    """Return what a credit says, by kind: its licences, then names in their order."""
    kinds = (
        ("creator", credit.makers),
        ("supplier", credit.suppliers),
        ("agency", credit.agencies),
        ("host", tuple(host.prose for host in credit.hosts)),
        ("placeholder", credit.placeholders),
        ("vague", (credit.vague,) if credit.vague.plain else ()),
    )
    named = sorted(((name.span(), kind, name.plain) for kind, names in kinds for name in names))
    licences = (("licence", each.prose.plain, "version", each.version) for each in credit.licences)
    told = [f"{a} {b}; {c} {d}" if d else f"{a} {b}" for a, b, c, d in licences]
    return "; ".join((*told, *(f"{kind} {words}" for _, kind, words in named)))


@pytest.mark.parametrize(
    ("caption", "words", "says"),
    (
        ("The boat loads. Photo: Mina Okafor", "Photo: Mina Okafor", "creator Mina Okafor"),
        ("Special forces. Image: Creative Commons.", "Image: Creative Commons", "licence Creative Commons"),
        ("Beans. Photo: Internet", "Photo: Internet", "vague Internet"),
        ("Platform nine. Image: Unsplash", "Image: Unsplash", "host Unsplash"),
        (
            "Breakfast. Photo by Oona Salo on Unsplash",
            "Photo by Oona Salo on Unsplash",
            "creator Oona Salo; host Unsplash",
        ),
        ("The count. Photo: CC BY", "Photo: CC BY", "licence CC BY"),
        ("The chair. Photo: Reuters", "Photo: Reuters", "agency Reuters"),
        ("The chair. (AP Photo/Jane Roe)", "AP Photo/Jane Roe", "agency AP Photo; creator Jane Roe"),
        ("The chair. (Jane Roe/The Daily)", "Jane Roe/The Daily", "creator Jane Roe; creator The Daily"),
        ("The chair. Jane Roe / AP", "Jane Roe / AP", "creator Jane Roe; agency AP"),
        ("The chair leaves the hall AP Photo/Jane Roe", "AP Photo/Jane Roe", "agency AP Photo; creator Jane Roe"),
        (
            "The chair. Jane Roe (dpa/picture alliance)",
            "Jane Roe (dpa/picture alliance)",
            "creator Jane Roe; agency dpa; agency picture alliance",
        ),
        ("The quay at nine. Ada Lund", "Ada Lund", "creator Ada Lund"),
        ("Der Kai Foto: Editpress/Ada Lund", "Foto: Editpress/Ada Lund", "creator Editpress; creator Ada Lund"),
        ("Photo: Greta Nyman, CC BY-SA", "Photo: Greta Nyman, CC BY-SA", "licence CC BY-SA; creator Greta Nyman"),
        (
            'Moss. "Leaf" by Rui Tavares, CC BY-SA 4.0',
            '"Leaf" by Rui Tavares, CC BY-SA 4.0',
            "licence CC BY-SA 4.0; version 4.0; creator Rui Tavares",
        ),
        (
            "Plate 14, drawn by Maria Feld, 1831. Public domain, via the garden library.",
            "Plate 14, drawn by Maria Feld, 1831. Public domain, via the garden library",
            "licence Public domain; creator Maria Feld",
        ),
        (
            "A ship. U.S. Navy photo by Seaman Dana Ruiz",
            "U.S. Navy photo by Seaman Dana Ruiz",
            "supplier U.S. Navy; creator Seaman Dana Ruiz",
        ),
        ("Photo by Spc. Jane Roe. The ship sails.", "Photo by Spc. Jane Roe", "creator Spc. Jane Roe"),
        (
            "Photo: Jane Roe. Used under CC BY 4.0. The mill is old.",
            "Photo: Jane Roe. Used under CC BY 4.0",
            "licence CC BY 4.0; version 4.0; creator Jane Roe",
        ),
        ("Photo: author", "Photo: author", "creator author"),
        ("Photo: ev / Unsplash", "Photo: ev / Unsplash", "creator ev; host Unsplash"),
        (
            "image: creative commons, (c) JaneR",
            "image: creative commons, (c) JaneR",
            "licence creative commons; creator JaneR",
        ),
        ("The quay. Photo: TK", "Photo: TK", "placeholder TK"),
        ("The quay. File photo.", "File photo", "vague File photo"),
        ("Le quai. Crédit photo : Jeanne Martin", "Crédit photo : Jeanne Martin", "creator Jeanne Martin"),
        ("Nabrzeże. Fot. Jan Kowal / Gazeta", "Fot. Jan Kowal / Gazeta", "creator Jan Kowal; creator Gazeta"),
        ("写真：山田太郎", "写真：山田太郎", "creator 山田太郎"),
        ("Причал. Фото: Анна Лунд", "Фото: Анна Лунд", "creator Анна Лунд"),
        ("Photo: Handout / Reuters", "Photo: Handout / Reuters", "agency Reuters"),
        ("Photo: Jane Roe, public domain", "Photo: Jane Roe, public domain", "licence public domain; creator Jane Roe"),
    ),
)
def test_credit_is_cut_out_and_read(caption, words, says):
    (credit,) = credits_of(caption)
    assert (credit.prose.plain, said(credit)) == (words, says)
    start, end = credit.prose.span()
    assert caption[start:end] == words


@pytest.mark.parametrize(
    "caption",
    (
        "Photo of the day",
        "Image of a frigate at anchor.",
        "Image: a man walks through the fog",
        "Photo: 12,000 people marched",
        "An image from the side",
        "The photo by the door hangs askew.",
        "Source: catch data of the harbour office",
        "Never write “Photo: Internet” under a picture.",
        "The chair (left) and her deputy",
        "Lund (Harbour United) scores",
        "Fig. 3: credit assignment",
    ),
)
def test_description_is_no_credit(caption):
    assert credits_of(caption) == ()


def test_two_pictures_in_one_caption_have_a_credit_each():
    caption = "Graphic by Jane Roe. Licensed CC 3.0, BY-SA. Pump graphic from the Noun Project."
    first, second = credits_of(caption)
    assert first.prose.plain == "Graphic by Jane Roe. Licensed CC 3.0, BY-SA"
    assert said(second) == "host the Noun Project"


def test_running_text_needs_a_lead_in():
    assert credits_of("The vote was close (Reuters).", is_caption=False) == ()
    assert credits_of("The vote was close. Photo: Reuters", is_caption=False)[0].prose.plain == "Photo: Reuters"


@pytest.mark.parametrize(
    ("field", "says"),
    (
        ("Ada Lund", "creator Ada Lund"),
        ("the harbour office", "creator the harbour office"),
        ("Photo: Internet", "vague Internet"),
        ("Flickr", "host Flickr"),
        ("Creative Commons", "licence Creative Commons"),
        ("Unknown photographer", "creator Unknown photographer"),
    ),
)
def test_field_holds_nothing_but_a_credit(field, says):
    credit = read_credit(prose_at(field, 0, len(field)), KNOWN)
    assert credit is not None
    assert said(credit) == says


@pytest.mark.parametrize("label", ("Credit:", "Photo", "Source"))
def test_label_without_name_is_no_credit(label):
    assert read_credit(prose_at(label, 0, len(label)), KNOWN) is None


def names_of(text: str, label: int) -> frozenset[str]:
    """Return the makers (1), suppliers (2) or licences (3)."""
    found = credits_of(text)
    if label == 1:
        named = [maker for credit in found for maker in credit.makers]
    elif label == 2:
        hosts = [host.prose for credit in found for host in credit.hosts]
        named = [*hosts, *(name for credit in found for name in (*credit.agencies, *credit.suppliers))]
    else:
        named = [licence.prose for credit in found for licence in credit.licences]
    return frozenset(prose.plain for prose in named)


@pytest.mark.parametrize(("label", "least"), ((1, 0.97), (2, 0.99), (3, 0.99)))
def test_credits_are_read_by_element(label, least):
    rows = [row for row in ROWS if any(row[1:])]
    assert len(rows) >= 300
    wanted = [frozenset(filter(None, row[label].split(";"))) for row in rows]
    wrong = [row[0] for row, want in zip(rows, wanted, strict=True) if names_of(row[0], label) != want]
    assert 1 - len(wrong) / len(rows) >= least, wrong


def test_captions_without_a_credit_are_left_alone():
    captions = [row[0] for row in ROWS if not any(row[1:])]
    assert len(captions) >= 190
    assert [text for text in captions if credits_of(text)] == []


@pytest.mark.parametrize("text", ("Source: Eurostat", "Quelle: Statistisches Bundesamt", "Fuente: Banco Mundial"))
def test_the_source_of_a_chart_is_no_vague_credit(text):
    (credit,) = credits_of(text)
    assert credit.makers
    assert not credit.vague.plain


def test_names_have_their_places():
    text = "The quay at nine. Photo: Ada Lund, CC BY 2.0, via Flickr"
    (credit,) = credits_of(text)
    found = (credit.lead, *credit.makers, credit.licences[0].prose, credit.hosts[0].prose)
    assert [text[slice(*prose.span())] for prose in found] == ["Photo:", "Ada Lund", "CC BY 2.0", "Flickr"]


def test_a_word_of_the_lexicon_changes_what_is_read():
    """Each list is asked: without its words a credit of that kind is read otherwise."""
    for name in ("agency.news", "agency.pictures", "host.asks", "host.free", "public-body", "own-work", "vague"):
        word = min(KNOWN.words[name], key=lambda word: (not word.isalpha(), len(word) < 3, word))
        (credit,) = credits_of(f"Photo: {word}")
        assert credit.makers == () or name == "own-work", word

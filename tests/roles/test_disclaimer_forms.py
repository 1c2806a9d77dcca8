"""Disclaimers as they are printed, and sentences that only look like one."""

from __future__ import annotations

import pytest

from bylint.model.article import Article
from bylint.model.article import Part
from bylint.model.markup import Block
from bylint.model.prose import prose_at
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.world import Knowledge
from bylint.people import directory
from bylint.roles import disclaimer
from bylint.roles.view import with_view
from bylint.text.files import Lists
from bylint.text.files import shipped

LISTS = Lists(shipped())
KNOWLEDGE = Knowledge(LISTS, directory(LISTS))


def found(text: str, kind: str = "paragraph", within: tuple[str, ...] = ()) -> tuple[Part, ...]:
    block = Block(kind, prose_at(text, 0, len(text)), Span(0, len(text)), within=within)
    article = Article(Source("a.txt", text), "text", blocks=(block,))
    return with_view(article._replace(parts=article.parts.including(disclaimer.find(article, KNOWLEDGE)))).view


def form(text: str) -> str:
    """Tell what the disclaimers of a text say: whose, not whose, whether the outlet speaks; and whom they name."""
    parts = found(text)
    signs = (("attribution", "own"), ("non-reflection", "not"), ("outlet", "outlet"))
    said = [sign for name, sign in signs if any(part.has(name) for part in parts)]
    named = [e.words for part in parts for e in part.elements if e.name == "entity"]
    return " ".join([*said, *dict.fromkeys(named)])


REAL = (
    ("The views expressed here are the author's own.", "own"),
    ("The views expressed here are the author’s own and not those of the U.S. Army.", "own not us-army"),
    ("The views are the author's alone and in no way represent the Department of War.", "own not us-dod"),
    (
        "The views expressed are those of the author(s) and do not reflect the official policy or position of the "
        "U. S. Naval Academy, the Department of the Navy, DoD, nor the U. S. Government.",
        "own not usna us-navy us-dod us-gov",
    ),
    (
        "The opinions below are mine alone and should not be interpreted as those of the Federal Reserve Bank of "
        "Chicago or of the Federal Reserve System.",
        "own not frb-chicago fed-system",
    ),
    ("Any views expressed are those of the authors and not those of the U.S. Census Bureau.", "own not census"),
    ("Views expressed here are my own and do not represent the Bureau of Labor Statistics.", "own not bls"),
    (
        "All statements of fact, opinion, or analysis expressed are those of the author and do not reflect the "
        "official positions or views of the CIA or any other component of the US Intelligence Community.",
        "own not cia us-ic",
    ),
    (
        "The author's affiliation with The MITRE Corporation is provided for identification purposes only, and is "
        "not intended to convey or imply MITRE's concurrence with the views of the author.",
        "own not mitre",
    ),
    (
        "The article reflects the views of the author and should not be construed to represent FDA's views.",
        "own not fda",
    ),
    (
        "The views are those of the authors; no responsibility for these views should be attributed to the Bank of "
        "Canada.",
        "own not boc",
    ),
    (
        "The opinions expressed are the sole responsibility of the author and should not be interpreted as "
        "reflecting the views of Sveriges Riksbank.",
        "own not riksbank",
    ),
    (
        "The views expressed are purely those of the writer and may not in any circumstances be regarded as stating "
        "an official position of the European Commission.",
        "own not ec",
    ),
    (
        "The content of this paper is the sole responsibility of the author and can under no circumstances be "
        "regarded as reflecting the position of the European Union.",
        "own not eu",
    ),
    (
        "The opinions expressed and arguments employed are those of the author and should not be reported as "
        "representing the official views of the OECD.",
        "own not oecd",
    ),
    (
        "The views expressed herein are solely of the author and do not represent those of the Bank of Israel.",
        "own not bank-of-israel",
    ),
    ("The findings in this report are ours and do not reflect the views of the Czech National Bank.", "own not cnb"),
    ("The analyses here are those of the author and not Statistics New Zealand.", "own not statsnz"),
    (
        "The articles are unofficial expressions of opinion; the views are those of the authors and do not reflect "
        "the official position of the United States Military Academy or the Department of the Army.",
        "own not usma us-army",
    ),
    (
        "The views, findings, and conclusions are solely those of the author and do not constitute the official "
        "position of INSS, NDU or the U.S. Department of Defense.",
        "own not ndu us-dod",
    ),
    (
        "The views and opinions expressed or implied are those of the authors and should not be construed as "
        "carrying the official sanction of the Department of the Air Force or Air University.",
        "own not us-air-force au-maxwell",
    ),
    (
        "The views expressed are entirely those of the author. They do not represent the policy of the Joint "
        "Special Operations University.",
        "own not jsou",
    ),
    ("The contents do not represent the views of the Department of Veterans Affairs.", "not va"),
    (
        "The views expressed herein do not necessarily represent the views of the U.S. Department of Energy.",
        "not us-doe",
    ),
    (
        "Any views, findings, or recommendations expressed in this essay do not necessarily represent those of the "
        "National Endowment for the Humanities.",
        "not neh",
    ),
    ("Views expressed in this newsletter are not necessarily those of the NZDF.", "not nz-nzdf"),
    ("The findings and conclusions do not necessarily represent the view of the European Investment Bank.", "not eib"),
    ("These are Mara's opinions and are not the official views of the Department of Justice (DOJ).", "own not us-doj"),
    ("The views are those of Col. Jane Roe and do not represent the U.S. Marine Corps.", "own not us-marine-corps"),
    ("The views expressed are Jane Roe's own and not those of NASA.", "own not nasa"),
    (
        "This post reflects my own personal opinions and does not represent the official views of my employer.",
        "own not",
    ),
    ("The views in this post do not necessarily reflect those of my employer.", "not"),
    ("Views are my own.", "own"),
    ("All opinions my own, not those of NASA.", "own not nasa"),
    ("The author is writing in her personal capacity.", "own"),
    ("He writes in a strictly private capacity; nothing here represents the Department of State.", "own not us-state"),
    (
        "DISCLAIMER: THE VIEWS EXPRESSED ARE THOSE OF THE AUTHOR AND DO NOT REFLECT THE OFFICIAL POLICY OF THE "
        "DEPARTMENT OF DEFENSE.",
        "own not us-dod",
    ),
    (
        "The views expressed are those of the author and don't necessarily reflect the offi-cial policy of the U.S. "
        "Coast Guard.",
        "own not us-coast-guard",
    ),
    ("The views are the author's and should not be interpreted as the Congressional Budget Office's.", "own not cbo"),
    (
        "The views expressed are those of the author and do not reflect those of Example University.",
        "own not Example University",
    ),
    ("Opinion pieces are the views of their writers and not of Example Herald.", "own not outlet Example Herald"),
    ("The opinions expressed are the author's own and not those of this magazine.", "own not outlet"),
    (
        "Der Beitrag gibt die persönliche Auffassung des Autors wieder und nicht notwendigerweise die der Deutschen "
        "Bundesbank.",
        "own not bundesbank",
    ),
    ("Die hier geäußerten Ansichten sind die der Autorin und nicht die der Bundeswehr.", "own not de-bundeswehr"),
    ("Les propos tenus ici n'engagent que la responsabilité de leur auteur.", "own"),
    (
        "Les opinions exprimées n’engagent que leur auteur et ne reflètent pas nécessairement la position de la "
        "Banque de France.",
        "own not bdf",
    ),
    (
        "Las opiniones expresadas son responsabilidad exclusiva del autor y no reflejan necesariamente la posición "
        "del Banco de España.",
        "own not bde",
    ),
)

NEAR_MISSES = (
    "She is the author of more than fifty papers, including invited contributions and opinion pieces.",
    "There is no easy way to recognise their contributions, reward them, or represent their views.",
    "The comment period allows groups an opportunity to express their opinions directly to the agency.",
    "There are writers who work for a pittance, but their articles show it.",
    "Writers often dismiss their own ideas as not being clever enough to be worth writing about.",
    "Note that these results clearly do not reflect the example in the introduction.",
    "Legends that do not have a position set follow the one above.",
    "We do not endorse any commercial product whose content we link to.",
    "A few positions are rumored to be fixed in the baker's own copy.",
    "Not endorsed by or affiliated with the Naval Postgraduate School, the U.S. Navy, or the Department of Defense.",
    "This is not an official product of the United States Marine Corps or the Department of Defense.",
    "The appearance of U.S. Department of Defense visual information does not imply or constitute DoD endorsement.",
    "Working papers are circulated for discussion and comment purposes.",
    "The designations employed do not imply the expression of any opinion concerning the legal status of any country.",
    "Terms and names used do not represent an opinion on the status of any country.",
    "Under the Chatham House Rule, neither the identity nor the affiliation of the speakers may be revealed.",
    "The views expressed in the comments do not necessarily reflect those of the U.S. Army.",
    "Comments are those of their authors and do not represent the views of the Department of Defense.",
    "Views expressed by commenters are their own.",
    "Advertisers do not endorse the opinions of this newspaper.",
    "Nothing in this article is legal advice.",
    "This article does not constitute investment advice.",
    "The contents of this page are not medical advice and do not replace a doctor.",
    "The senator's opinions do not represent the views of the voters who sent him there.",
    "The author does not work for or receive funding from any company that would benefit from this article.",
    "The minister said the views expressed in the memo do not reflect the policy of the Department of Defense.",
    "The spokesman said that the report's conclusions do not reflect the position of the State Department.",
    "Mention of trade names does not imply endorsement by the U.S. Government.",
    "Certain equipment is identified; such identification does not imply endorsement by NIST.",
    "The position of the author in the queue was his own fault.",
    "Views over the harbour are the author's favourite subject.",
    "The Army does not reflect the country it defends.",
    "The poll's findings do not reflect the views of the Navy's own sailors.",
    "The Department of Defense did not respond to a request for comment.",
    "Opinions on the bridge differ, and the engineers keep their own.",
    "The map does not represent official policy.",
    "Her findings, published in March, do not represent a consensus.",
    "He has an office with views of the author's old school.",
    "The Navy's official position is that the ship was never there.",
    "The exhibition reflects the artist's own view of the river.",
    "The treaty should not be construed as an alliance.",
    "The statue does not represent the general who paid for it.",
    "The contents of the box are the responsibility of the carrier.",
    "The article was written with support from the National Science Foundation.",
    "Photo: U.S. Navy. The opinions in the crowd were mixed.",
    "The judge wrote that the contract should not be interpreted as a gift.",
    "Readers' views are their own.",
    "“The views expressed are those of the author and do not reflect the policy of the Department of Defense.”",
    'The usual line, "The views expressed are those of the author and not of the Navy", is long.',
    "Guests on the show speak for themselves; their opinions are not those of the Army.",
    "The council does not take positions on national politics.",
    "The conclusions of the author of the report were not those of the committee.",
    "The results do not represent the whole country, the Census Bureau warned.",
    "The decisions of the court are not official until they are printed.",
    "Retweets are not endorsements.",
    "Die Meinung der Anwohner ist nicht die der Stadt.",
    "Der Autor wohnt in Bonn.",
    "Als Privatperson haftet der Autor mit seiner Meinung nach Ansicht des Gerichts nicht.",
    "L'auteur habite Lyon et ne prend pas position.",
    "The League takes no positions on candidates.",
    "The board does not take a position on the merger.",
    "The publication does not necessarily mean more work for the press office.",
    "The company's views on remote work were not necessarily wrong.",
    "Official policy was to reflect all incoming mail to the Department of State.",
    "The Department of Defense's official policy is under review, the author's sources say.",
    "A position paper by the Bank of England represents three years of work.",
    "Her opinions are her own business.",
    "His views, which he shares with the Federal Reserve Bank of Boston, are not new.",
    "The economists' findings do not represent a change in policy at the Federal Reserve.",
    "He holds views that the Army would rather not discuss.",
    "The author of the bill represents a district in Ohio.",
    "The survey does not reflect the opinions of those without a telephone.",
    "In the opinion of the court, the author did not represent the facts.",
    "The Navy's position on the chart did not reflect where the ship was.",
    "The editors do not endorse candidates.",
    "The Pentagon's opinion polls do not reflect well on the secretary.",
    "Their own opinions did not matter to the Department of War in 1917.",
    "The statement does not represent a change of policy, the Federal Reserve said.",
    "We asked whether the views of the ministry reflect those of the staff.",
    "The policy of the house is that contributors are paid within a month.",
    "The positions of the stars are those of the author's chart.",
    "Opinion is free, but facts are the author's own to check.",
    "Analysts represent the opinions of their banks to the press.",
    "The contents are those of a kitchen drawer.",
    "The conclusions in chapter two are not those of chapter three.",
    "The views from the author's own window are of the Department of Justice.",
    "What the writer wrote reflects the position of the sun.",
    "The general said his opinions should not be attributed to the Army.",
    "The witness testified that the statements do not represent the views of the Census Bureau.",
    "According to the ministry, the remarks do not reflect official policy.",
    "The senator insisted that the views expressed were his own and not those of the party.",
    "The professor told the panel that the opinions were hers and not those of the Naval War College.",
    "A spokeswoman stressed that the findings do not represent the position of the World Bank.",
    "The opinions expressed by guests on this programme are those of the guests.",
    "Opinions posted by users do not reflect those of the site.",
    "Letters represent the opinions of their writers and may be shortened.",
    "Reader comments are the sole responsibility of the person who posts them.",
    "The views expressed in reader letters are not those of the newspaper.",
    "Advertisements do not imply endorsement by the publisher.",
    "The views of advertisers do not reflect those of the magazine.",
    "Statements by third parties do not represent the views of the company.",
    "The linked sites' contents do not reflect the views of the U.S. Army.",
    "External links do not constitute endorsement by the Department of the Navy.",
    "References to companies do not imply endorsement by the U.S. Government.",
    "This product uses the API of the Census Bureau but is not endorsed or certified by the Census Bureau.",
    "This project is not affiliated with the Federal Reserve System.",
    "The software is provided as is, and the authors are not liable for its use.",
    "The authors declare no competing interests.",
    "The funders had no role in the design of the study.",
    "The author received no compensation for this article.",
    "Past performance does not represent future results.",
    "Nothing herein should be construed as legal advice or as an offer.",
    "These statements have not been evaluated by the Food and Drug Administration.",
    "The opinions of the Supreme Court are published in bound volumes.",
    "In his dissenting opinion the judge expressed the views of the minority.",
    "The views expressed in the poem are those of a dead king.",
    "Boundaries shown on the maps do not imply official endorsement by the United Nations.",
    "The essay argues that official positions do not reflect public opinion.",
    "The author's own experience does not reflect that of her neighbours.",
    "Der Beitrag gibt die Meinung der Leser wieder.",
    "Die Ansichten des Ministers spiegeln nicht die Lage auf dem Land.",
    "Les opinions des lecteurs ne reflètent pas celles de la rédaction.",
    "Las opiniones de los lectores no reflejan la posición del periódico.",
    "Der Autor vertritt die Auffassung, dass die Brücke zu alt ist.",
    "L'auteur reflète dans son livre les opinions de son temps.",
    "El autor vive en Cádiz.",
)


@pytest.mark.parametrize(("text", "expected"), REAL)
def test_disclaimer_is_recognised(text, expected):
    assert form(text) == expected


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_other_sentence_is_left_alone(text):
    assert found(text) == ()


def test_there_are_enough_near_misses():
    assert len(set(NEAR_MISSES)) >= 120


def test_disclaimer_is_the_sentence_and_not_the_paragraph():
    text = "Jane Roe teaches at a college. The views expressed are the author's own.  She lives in Malmö."
    (part,) = found(text)
    assert text[slice(*part.span)] == "The views expressed are the author's own."


def test_two_sentences_are_one_disclaimer():
    text = "The views are entirely those of the authors. They do not represent the World Bank. Write to us."
    (part,) = found(text)
    assert text[slice(*part.span)] == text[: text.index(" Write")]


def test_elements_have_their_places():
    text = "Note: The views expressed are those of the author and do not reflect the position of the U. S. Navy."
    (part,) = found(text)
    places = {element.name: text[slice(*element.prose.span())] for element in part.elements if element.prose}
    assert places == {
        "attribution": "are those of the author",
        "non-reflection": "do not reflect",
        "entity": "U. S. Navy",
    }


def test_long_text_without_stops_takes_little_time():
    assert found("the views expressed are those of the author and " * 20_000) == ()

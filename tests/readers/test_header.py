"""The header of a file: values, keys and faults with their places."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylint.model.source import Source
from bylint.readers import header
from counting import calls


def header_of(text: str) -> header.Header:
    return header.read_header(Source("a.md", text), with_lines=True)


@pytest.mark.parametrize(
    ("text", "fields"),
    (
        ("---\nauthor: Jane Roe\n---\nx", [(("author",), "Jane Roe", "Jane Roe", "author")]),
        (
            "---\nauthors:\n- name: 'Jane Roe'\n- Li\n...\nx",
            [(("authors", 0, "name"), "Jane Roe", "Jane Roe", "name"), (("authors", 1), "Li", "Li", "authors")],
        ),
        ("---\r\na: b\r\n---\r\nx", [(("a",), "b", "b", "a")]),
        ("---\ra: b\r---\rx", [(("a",), "b", "b", "a")]),
        ("---\na:\n---\nx", [(("a",), "", "", "a")]),
        ("---\na: ~\n---\nx", [(("a",), "", "", "a")]),
        ('---\na: ""\n---\nx', [(("a",), "", '""', "a")]),
        ("---\n---\nx", []),
        ("---\n# nothing\n---\nx", []),
        ('+++\na = "b \\"c\\""\n+++\nx', [(("a",), 'b "c"', 'b \\"c\\"', "a")]),
        (
            "+++\na = 2021-02-03 # c\n[b]\nc.d = ['e']\n+++\nx",
            [
                (("a",), "2021-02-03", "2021-02-03", "a"),
                (("b", "c", "d", 0), "e", "e", "d"),
            ],
        ),
        (
            "+++\n[[a]]\nb = 1\n[[a]]\nb = {c = '''d'''}\n+++\nx",
            [
                (("a", 0, "b"), "1", "1", "b"),
                (("a", 1, "b", "c"), "d", "d", "c"),
            ],
        ),
        ('---toml\na = "b"\n---\nx', [(("a",), "b", "b", "a")]),
        ('+++toml\na = "b"\n+++\nx', [(("a",), "b", "b", "a")]),
        ('{"a": {"b": ["c\\u00e9"]}}\nx', [(("a", "b", 0), "cé", "c\\u00e9", '"b"')]),
        ('\n  {\n    "a" : "b"\n  }\nx', [(("a",), "b", "b", '"a"')]),
        ('{"a": "b \x95 c"}\nx', [(("a",), "b \x95 c", "b \x95 c", '"a"')]),
        ('{\n\t"a": "\\ud83d\\ude00"\n}\nx', [(("a",), "😀", "\\ud83d\\ude00", '"a"')]),
    ),
)
def test_values_and_keys_have_their_places(text, fields):
    header = header_of(text)
    found = [
        (field.path, field.prose.plain, text[slice(*field.prose.span())], text[slice(*field.key)])
        for field in header.fields
    ]
    assert found == fields
    assert not header.faults
    assert text[header.end :].strip() == "x"


@pytest.mark.parametrize(
    ("text", "place", "words", "body"),
    (
        ("---\ntitle: A: b\nauthor: Li\n---\nx", "title: A: b", "a “:” within a value", "\nx"),
        ("---\ntitle: 'A\n---\nx", "title: 'A", "a quotation mark that is never closed", "\nx"),
        ("---\nauthor: Li\ntitle A\n---\nx", "", "a line without “:”", "\nx"),
        ("---\ntitle: @li\n---\nx", "title: @li", "begins with a sign such as @", "\nx"),
        ("---\ntags: [a, b\ntitle: A\n---\nx", "title: A", "a “[” that is never closed", "\nx"),
        ("---\na: 1\nb: 2\na: 3\n---\nx", "a", "“a” stands twice", "\nx"),
        ("---\ntitle: A\n\nx", "---", "never closed", "\n\nx"),
        ("---\ndate: 2022-02-30\n---\nx", "2022-02-30", "no date", "\nx"),
        ("+++\na = 1\na = 2\n+++\nx", "a = 2", "overwrite", "\nx"),
        ("+++\ntitle = Small change\n+++\nx", "Small change", "is no value: a text stands in quotation marks", "\nx"),
        ("+++\ntitle =\n+++\nx", "", "a value is missing", "\nx"),
        ("+++\na = 1\n\nx", "+++", "never closed", "a = 1\n\nx"),
        ('{"a": }\nx', "}", "expecting value", "\nx"),
        ('{"a": "b\x01c"}\nx', "\x01", "a control character", "\nx"),
        ('{"a": 1, "a": 2}\nx', '"a"', "“a” stands twice", "\nx"),
    ),
)
def test_fault_is_placed_and_the_body_still_read(text, place, words, body):
    header = header_of(text)
    (fault,) = header.faults
    assert fault.kind == "malformed-front-matter"
    assert text[slice(*fault.span)] == place
    assert words in fault.words
    assert text[header.end :].endswith(body) or text[header.end :] == body.lstrip("\n")


def test_the_second_of_two_keys_is_reported():
    assert header_of("---\na: 1\nb: 2\na: 3\n---\n").faults[0].span.start == 14


def test_one_broken_line_hides_no_other_field():
    header = header_of("---\ntitle: A: b\nauthor: Jane Roe\n---\nx")
    assert [(field.path, field.prose.plain) for field in header.fields] == [(("author",), "Jane Roe")]


@pytest.mark.parametrize(
    "text",
    (
        "---\n\nA paragraph.\n\n---\n\nAnother.",
        "---\nJust words\n---\n",
        "--- not a fence\na: b\n---\n",
        "\n---\na: b\n\nA rule above, and no end.",
        "\n---\nJust words\n---\n",
        " \n---\na: b\n---\n",
        "Text\n---\na: b\n---\n",
        "{{< figure >}}\n",
        "{: .lead}\nx",
        '\n    {"a": b\nx',
        "+++ not a fence\n",
        "",
    ),
)
def test_text_that_is_no_header(text):
    assert header_of(text) == header.Header()


@pytest.mark.parametrize("end", ("\n", "\r\n", "\r"))
@pytest.mark.parametrize(
    ("lines", "fields"),
    (
        (("---json", '{"title": "Tides", "author": "Jo Roe"}', "---"), ["Tides", "Jo Roe"]),
        (("--- json", "{", '"title": "Tides",', '"author": "Jo Roe"', "}", "---"), ["Tides", "Jo Roe"]),
        (("---JSON", "{", "}", "---"), []),
        ((";;;", '"title": "Tides",', '"author": "Jo Roe"', ";;;"), ["Tides", "Jo Roe"]),
        ((";;;", '{"title": "Tides"}', ";;;"), ["Tides"]),
        (("---yaml", "title: Tides", "author: Jo Roe", "---"), ["Tides", "Jo Roe"]),
        (("--- yml ", "title: Tides", "---"), ["Tides"]),
        (("---js", "module.exports = { title: 'Tides' }", "---"), []),
        (("Title: Tides", "Date: 2024-01-02", "Authors: Jo Roe, Li"), ["Tides", "2024-01-02", "Jo Roe, Li"]),
        (("title:  Tides  ", "author: Jo Roe", "    Li Wen", "Base Header Level: 2"), ["Tides", "Jo Roe Li Wen", "2"]),
        (("Title: Tides", "Author:", "My Own Key: x"), ["Tides", "", "x"]),
        (("Title: Tides",), ["Tides"]),
        (("% Tides", "% Jo Roe; Li Wen", "% 2 January 2024"), ["Tides", "Jo Roe", "Li Wen", "2 January 2024"]),
        (("% Tides", "  of the Sound", "% Jo Roe", "  Li Wen"), ["Tides of the Sound", "Jo Roe", "Li Wen"]),
        (("%", "% Jo Roe"), ["Jo Roe"]),
        (("% Tides",), ["Tides"]),
    ),
)
def test_headers_of_other_kinds(lines, fields, end):
    text = end.join((*lines, "", "Text: all of it.", ""))
    header = header_of(text)
    assert [field.prose.plain for field in header.fields] == fields
    assert all(text[slice(*field.prose.span())].split() == field.prose.plain.split() for field in header.fields)
    assert not header.faults
    assert text[header.end :].strip() == "Text: all of it."


def test_keys_of_lines_have_their_places():
    text = "Title: Tides\nAuthor: Jo Roe\n\nText."
    assert [(field.path, text[slice(*field.key)]) for field in header_of(text).fields] == [
        (("Title",), "Title"),
        (("Author",), "Author"),
    ]


@pytest.mark.parametrize(
    "text",
    (
        "Note: the tide is low.\n\nText.",
        "Note: the tide is low.\nDate: unknown\n\nText.",
        "Title: Tides\nThe sea is low today.\n\nText.",  # prose goes on
        "Title: Professor of Tides\nName: Jo Roe\n\nText.",  # a card
        "Name: Jo Roe\nTitle: Professor of Tides\nDate: today\n\nText.",
        "Date: 5 June\nPlace: the quay\n\nText.",
        "From: Jo Roe\nDate: 5 June\nSubject: Tides\n\nText.",
        "Text.\n\nTitle: Tides\nAuthor: Jo Roe\n",
        "Here is a header:\n\n---json\n{}\n---\n",
        "```yaml\n---\ntitle: Tides\n---\n```\n",  # an article about headers
        "```\nTitle: Tides\nAuthor: Jo Roe\n```\n",
        "% of those asked knew the tide.\n\nText.",
        "% one\n% two\n% three\n% four comments\n",
        "%md\nText.",
        "%\n%\n",
        "--- json or not\n{}\n---\n",
        "---jsonnet\n{}\n---\n",
        ";;; a comment of Lisp\n",
    ),
)
def test_text_that_only_begins_like_a_header(text):
    assert header_of(text) == header.Header()


def test_lines_are_a_header_where_a_format_has_them():
    assert header.read_header(Source("a.html", "Title: Tides\nAuthor: Jo Roe\n\nText.")) == header.Header()


@pytest.mark.parametrize(
    ("text", "place", "words", "body"),
    (
        ("---json\n{}\n\nText.", "---", "never closed", "{}\n\nText."),
        (';;;\n"a": [1,, 2]\n;;;\nText.', ",", "", "\nText."),
        ('---json\n{"a": 1,, "b": 2}\n---\nText.', ",", "", "\nText."),
        ("---toml\na = b c\n---\nText.", "b c", "is no value", "\nText."),
        ("Title: Tides\nDate: 2024-02-30\n\nText.", "2024-02-30", "is no date", "\nText."),
    ),
)
def test_faults_of_headers_of_other_kinds(text, place, words, body):
    header = header_of(text)
    (fault,) = header.faults
    assert text[slice(*fault.span)] == place
    assert words in fault.words
    assert text[header.end :] == body


@pytest.mark.parametrize("end", ("\n", "\r\n"))
@pytest.mark.parametrize(("fence", "line"), (("---", "title: A"), ("+++", 'title = "A"')))
def test_header_behind_blank_lines(fence, line, end):
    text = end.join(("", "", fence, line, fence, "Text."))
    header = header_of(text)
    (field,) = header.fields
    assert text[slice(*field.prose.span())].strip('"') == "A"
    assert text[header.end :].strip() == "Text."


@pytest.mark.parametrize("line", ("key: {{ title }}", "title: \x95 A"))
def test_what_site_generators_publish_is_no_fault(line):
    assert not header_of(f"---\n{line}\n---\nx").faults


def test_a_value_beside_a_control_character_is_read():
    header = header_of('{"a": "b\x01", "author": "Jane Roe"}\nx')
    assert [field.prose.plain for field in header.fields if field.path == ("author",)] == ["Jane Roe"]


@pytest.mark.parametrize(
    ("line", "words", "faulty"),
    (
        ("a = " + "1" * 4301, "a number is too long", "1" * 4301),
        ("a" + ".a" * 60 + " = 1", "a key of more than 50 names", "a." * 49 + "a."),
        ('"a"' + " . 'a'" * 60 + " = 1", "a key of more than 50 names", '"a" . ' + "'a' . " * 48 + "'a' ."),
        ("[a" + ".a" * 60 + "]", "a key of more than 50 names", "a." * 50),
        ("b = {a" + ".a" * 60 + " = 1}", "a key of more than 50 names", "a." * 50),
    ),
)
def test_toml_that_python_cannot_bear_is_a_fault(line, words, faulty):
    text = f"+++\ntitle = 'A'\n{line}\n+++\nText."
    header = header_of(text)
    (fault,) = header.faults
    assert (fault.kind, fault.words) == ("malformed-front-matter", words)
    assert text[slice(*fault.span)] == faulty
    assert [field.prose.plain for field in header.fields if field.path == ("title",)] == ["A"]


@pytest.mark.parametrize("number", (4301, 100_000))
def test_a_long_number_in_json_is_words(number):
    header = header_of('{"a": ' + "1" * number + ', "author": "Jane Roe"}\nx')
    assert [field.path for field in header.fields] == [("a",), ("author",)]
    assert not header.faults


@given(st.text(max_size=80))
def test_any_header_is_read_within_the_file(text):
    for opening in ("---\n", "+++\n", '{"'):
        whole = opening + text
        header = header_of(whole)
        assert 0 <= header.end <= len(whole)
        spans = [fault.span for fault in header.faults] + [field.prose.span() for field in header.fields]
        assert all(0 <= start <= end <= len(whole) for start, end in spans)


@pytest.mark.parametrize(
    "text",
    (
        "Title: A\n" + "Key: value\n" * 50_000,
        "Title: A\n" + "    more\n" * 50_000,
        "Title:" + " " * 100_000 + "\n",
        "T" * 100_000 + ":\n",
        "%\n" * 50_000,
        "% A" + "\n  more" * 50_000 + "\n%\nText.",
        "---json\n" + "[" * 100_000 + "\n---\n",
        ";;;\n" + '"a": {' * 20_000 + "\n;;;\n",
        "---json\n" + "---toml\n" * 50_000,
        "---yaml\na: &a [x, x]\n"
        + "".join(f"k{i}: &{b} [*{a}, *{a}]\n" for i, (a, b) in enumerate(pairwise("abcdefghijklmnopqrstuvwxyz"))),
        "Title: \u202eseditT\nAuthor: e\u0301\n\nText.",
    ),
)
def test_hostile_headers_are_read_or_passed_over_with_little_work(text):
    assert calls(lambda: header_of(text)) < 200_000


@pytest.mark.parametrize(
    ("text", "fields"),
    (
        (
            "export const meta = {\n  title: 'Tides',\n  author: \"Jo Roe\",\n}\n\nText.",
            {"title": "Tides", "author": "Jo Roe"},
        ),
        ("import A from 'a'\n\nexport const frontmatter = { title: 'Tides' };\n\nText.", {"title": "Tides"}),
        ("export const metadata: Meta = {\n  title: 'Tides',\n  tags: ['a'],\n} satisfies Meta;\n", {"title": "Tides"}),
        ("export const meta = {\n  title: `Tides`,\n}\n\nText.", {}),
        ("export const meta = makeMeta({\n  title: 'Tides',\n})\n\nText.", {}),
        ("export const routes = {\n  title: 'Tides',\n}\n\nText.", {}),
        ("export const meta = {\n  title: 'Tides',", {}),
    ),
)
def test_what_an_mdx_file_exports_of_itself_is_a_header(text, fields):
    found = header.read_header(Source("a.mdx", text), with_lines=True)
    read = {str(field.path[0]): field.prose.plain for field in found.fields if len(field.path) == 1}
    assert read == fields
    assert all(text[slice(*field.prose.span())] == field.prose.plain for field in found.fields)
    assert header.read_header(Source("a.md", text), with_lines=True).fields == ()

from __future__ import annotations

import pytest

from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.model.source import Span
from bylint.report.text import silence

YAML = ("---", "author: admin", "---", "Text")
PAGE = ("<script type='application/ld+json'>", '{"author": "admin"}', "</script>", "<p>Text</p>")
TOML = ("+++", 'author = "admin"', "+++", "Text")


@pytest.mark.parametrize(
    ("path", "lines", "line", "advice"),
    (
        ("a.md", YAML, 4, "above line 4 of a.md: <!-- bylint-ignore-next-line BYL005: reason -->"),
        ("a.html", (), 4, "above line 4 of a.html: <!-- bylint-ignore-next-line BYL005: reason -->"),
        ("a.html", PAGE, 4, "above line 4 of a.html: <!-- bylint-ignore-next-line BYL005: reason -->"),
        ("a.html", PAGE, 2, "anywhere into the text of a.html: <!-- bylint-ignore-file BYL005: reason -->"),
        ("a.mdx", YAML, 4, "above line 4 of a.mdx: {/* bylint-ignore-next-line BYL005: reason */}"),
        ("a.md", YAML, 2, "into the header of a.md: bylint: {ignore: {BYL005: reason}}"),
        ("a b.txt", (), 2, """under 'ignores:' of bylint.yaml: - {paths: ["a b.txt"], rules: [BYL005], reason: why}"""),
        ("a.txt", YAML, 2, "into the header of a.txt: bylint: {ignore: {BYL005: reason}}"),
        ("a.mdx", TOML, 2, 'into the header of a.mdx: bylint = {ignore = {BYL005 = "reason"}}'),
    ),
)
def test_advice_can_be_pasted(path, lines, line, advice):
    place = Place(path, Span(0, 0), line, 1, line, 1)
    assert silence(Violation("BYL005", "placeholder-byline", "error", place, ""), lines) == f"Put this {advice}"

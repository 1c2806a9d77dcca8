"""What docutils makes of reStructuredText, with nothing read, run or kept that the text asks for."""

from __future__ import annotations

import re
import sys
from functools import lru_cache

from docutils import frontend
from docutils import nodes
from docutils import utils
from docutils.parsers.rst import Directive
from docutils.parsers.rst import Parser
from docutils.parsers.rst import directives
from docutils.parsers.rst import states

from bylint.readers import ADDRESSES
from bylint.readers import READING
from bylint.readers import Oversized
from bylint.readers import demand
from bylint.text.patterns import lazily

# To docutils these end a line, or are blanks; to us they are characters of it.
_NO_LINE_END = lazily(r"[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_RUN = lazily(r"\S+")
_SIGNS = "*`|"


def readable(text: str) -> str:
    """Return a text of which docutils knows the same lines as we do."""
    return _NO_LINE_END.sub(" ", text)


def parsed(text: str) -> nodes.document:
    """Return the tree of a text."""
    document = utils.new_document("", _settings())
    try:
        _parser().parse(text, document)
    except RecursionError:
        raise Oversized("blocks nested too deeply") from None
    return document


def outline(text: str) -> str:
    """Return what docutils makes of a text, but for comments."""
    tree = parsed(readable(text))
    for comment in tuple(tree.findall(nodes.comment)):
        comment.parent.remove(comment)
    return str(tree.pformat())


class _Ignored(Directive):  # type: ignore[misc]  # docutils has no types
    """A directive that would change how the next article is read: docutils keeps what it says for good."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        return []


class _Addresses:
    """The pattern by which docutils finds addresses of pages and of mail in an article, tried where one may stand: of
    itself it takes each sign for the first one of an address, and looks for the `@` behind all that follows."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        self._in_vain = 0

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first address of a text; none holds a blank."""
        for run in _RUN.finditer(text):
            if "@" not in run[0] and ":" not in run[0]:
                continue
            work = len(run[0]) * sum(not letter.isalnum() for letter in run[0])
            demand(self._in_vain + work, ADDRESSES, "letters by signs in what may be an address")
            if found := self._pattern.search(text, run.start(), run.end()):
                return found
            self._in_vain += work
        return None


class _Inliner:
    """The reader of the words of a paragraph, which looks for the end of each sign through all that follows; docutils
    does not let it be inherited from."""

    def __init__(self) -> None:
        self._inner = states.Inliner()

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)

    def init_customizations(self, settings: object) -> None:
        # Called for each text; docutils would add to what the last one left.
        self._inner = states.Inliner()
        self._inner.init_customizations(settings)
        addresses = self._inner.patterns.uri
        self._inner.implicit_dispatch = [
            (_Addresses(pattern) if pattern is addresses else pattern, method)
            for pattern, method in self._inner.implicit_dispatch
        ]

    def parse(self, text: str, lineno: int, memo: object, parent: object) -> object:
        demand(len(text) * sum(map(text.count, _SIGNS)), READING, "letters by signs of markup in one paragraph")
        return self._inner.parse(text, lineno, memo, parent)


@lru_cache(maxsize=1)
def _settings() -> object:
    settings = frontend.get_default_settings(Parser)
    settings.report_level = settings.halt_level = 5
    settings.file_insertion_enabled = False
    settings.syntax_highlight = "none"
    # Of a file with one longer line docutils reads nothing, and says so to nobody.
    settings.line_length_limit = sys.maxsize
    return settings


@lru_cache(maxsize=1)
def _parser() -> Parser:
    for name in ("role", "default-role"):
        directives.register_directive(name, _Ignored)
    return Parser(inliner=_Inliner())

"""What the markup of an article says, one file per format."""

from __future__ import annotations

from importlib import import_module

from bylint.model.article import Article
from bylint.model.markup import Fault
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.readers.surroundings import with_surroundings

# Modules are named, not imported: a run on Markdown never pays for the HTML parser.
_READERS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".mdx": "markdown",
    ".rmd": "markdown",
    ".rmarkdown": "markdown",
    ".qmd": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
}
SUFFIXES = frozenset(_READERS)


def read(source: Source, suffix: str) -> Article:
    """Read an article by the suffix of its file name, one of `SUFFIXES` in any case."""
    name = _READERS[suffix.casefold()]
    try:
        module = import_module(f"bylint.readers.{name}")
    except ModuleNotFoundError as error:
        if error.name != "turbohtml":
            raise
        return Article(source, name, faults=(Fault("unreadable-file", Span(0, 0), "needs turbohtml"),))
    return with_surroundings(module.read(source))

"""Where one piece of template code ends, by the sign that opens it."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from bylint.model.source import Span
from bylint.text.patterns import lazily

_LONGEST = 8_000
_NAME = lazily(r"""[\s-]*(/?[\w./:@-]+)""")
_LINE_END = lazily(r"(?=\r|\n)|\Z")
_HTML_TAG = lazily(r"""<[a-z](?:[^<>"']++|"[^"]*"|'[^']*')*>""")
_OUTPUT = lazily(r"\{\{[^{}]{0,300}\}\}|\{%[^{}]{0,300}%\}")
_STRING = lazily(r"""["']([^"'{}<>]*)["']""")
_BLANK_QUOTE_LINE = lazily(r"(?:\r\n?|\n)[ \t>]*(?=\r|\n)")
_INDENTED = lazily(r"(?:[ \t]*(?:\r\n?|\n))+(?P<indent>[ \t]*)\S")
_BLANK_LINE = lazily(r"(?:\r\n?|\n)[ \t]*(?=\r|\n)")
_HTML_NAMES = frozenset(
    "a abbr address area article aside audio b base blockquote body br button canvas caption center cite code col "
    "dd del details dfn div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 "
    "h5 h6 head header hr html i iframe img input ins kbd label legend li link main map mark menu meta nav "
    "noscript object ol option p param picture pre q s samp script section select small source span strike strong "
    "style sub summary sup svg table tbody td template textarea tfoot th thead time title tr tt u ul var video "
    "wbr".split()
)
_CODE_TAGS = frozenset({"highlight", "codeblock"})
_FILE_TAGS = frozenset({"include", "include_relative", "include_cached", "render", "partial", "partialCached"})
_FILE = lazily(r"""\s*["'(]*([^\s"',()]+)["')]*,?""")
_LIST = lazily(
    r"""
    \{:? [ \t]*+
    (?: (?: [\#.][\w:-]++
          | (?! [.][\w:-] ) [\w:.@-]++ = (?: "[^"\r\n]{0,500}" | '[^'\r\n]{0,500}' | [^\s"'{}]++ )
          | [\w-]++ (?! [\w:.@-]*+ = ) )
        [ \t]*+ ){1,20}
    \}
    """,
    re.VERBOSE,
)
_COMPONENT = lazily(
    r"""</?(?P<name>[\w.]+)(?:[^<>"'{}]++|"[^"]*"|'[^']*'|\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*\})*\})*\})*>"""
)
_BALANCED = lazily(r"\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*\})*\})*\}")
_EMBEDDED = lazily(r"[^\[\]|\r\n#]{1,200}\.(?:jpe?g|png|gif|webp|svg)(?=\||\Z)", re.IGNORECASE)
_REST_BLANK = lazily(r"[ \t]*(?=\r|\n|\Z)")


class TemplateCode(NamedTuple):
    """A piece of template code.

    `kind`: tag, output, comment, attributes, fold, line, embed (a picture of a wiki), address (within the address of a
    link), or code, which is left as it is. `inner` is what stands between its signs, `rest` where its attributes begin.
    `words` replaces it, else it is blanked.
    """

    kind: str
    span: Span
    inner: Span
    name: str = ""
    rest: int = 0
    words: str = ""


class TemplateText(NamedTuple):
    """The text that is looked through."""

    text: str
    is_mdx: bool


def code_at(scan: TemplateText, match: re.Match[str]) -> tuple[TemplateCode, ...]:
    """Return the code that an opening sign opens, or nothing if the sign is mere text."""
    return _FINDERS[match.lastgroup or ""](scan, match)


def string_alone(words: str) -> str:
    """Return template code with all but its first string blanked, or nothing if it holds none."""
    found = _STRING.search(words)
    if not found:
        return ""
    return " " * found.start(1) + found[1] + " " * (len(words) - found.end(1))


def _hugo(scan: TemplateText, match: re.Match[str]) -> tuple[TemplateCode, ...]:
    closing = ">}}" if match[0][-1] == "<" else "%}}"
    inner = _between(scan, match, closing)
    if inner is None:
        return ()
    # {{</* name */>}} shows the code of a shortcode to the reader.
    if scan.text.startswith("/*", inner.start):
        return _verbatim(match.start(), inner.end + 3)
    return _tag(scan, Span(match.start(), inner.end + 3), inner)


def _output(scan: TemplateText, match: re.Match[str]) -> tuple[TemplateCode, ...]:
    inner = _between(scan, match, "}}", 600)
    if inner is None:
        return ()
    span, words = Span(match.start(), inner.end + 2), scan.text[inner.start : inner.end].strip(" -")
    if words.startswith("/*") and words.endswith("*/"):
        return (TemplateCode("comment", span, _within_stars(scan.text, inner)),)
    name = _NAME.match(scan.text, inner.start, inner.end)
    return (TemplateCode("output", span, inner, name[1] if name else "", name.end() if name else inner.start),)


def _within_stars(text: str, inner: Span) -> Span:
    return Span(text.index("/*", inner.start) + 2, text.rindex("*/", inner.start, inner.end))


def _liquid(scan: TemplateText, match: re.Match[str]) -> tuple[TemplateCode, ...]:
    inner = _between(scan, match, "%}")
    if inner is None:
        return ()
    found = _tag(scan, Span(match.start(), inner.end + 2), inner)
    if found and found[0].name in ("raw", "verbatim", "comment"):
        return _literal(scan.text, found[0])
    return found


def _literal(text: str, opened: TemplateCode) -> tuple[TemplateCode, ...]:
    """Return a pair of tags between which no template code is read."""
    closed = _closing(text, opened.name, opened.span.end)
    if not closed:
        return (opened,)
    inner = Span(opened.span.end, closed.start())
    if opened.name == "comment":
        return (TemplateCode("comment", Span(opened.span.start, closed.end()), inner),)
    closing = TemplateCode("tag", Span(*closed.span()), Span(closed.start() + 2, closed.end() - 2), f"end{opened.name}")
    return (opened, TemplateCode("code", inner, inner), closing)


def _closing(text: str, name: str, start: int) -> re.Match[str] | None:
    return _end_tag(name).search(text, start) if start <= _last_end(text, name) else None


@lru_cache(maxsize=8)
def _last_end(text: str, name: str) -> int:
    """Return where the last closing tag of a name begins, so that nobody looks for it in vain twice."""
    return max((match.start() for match in _end_tag(name).finditer(text)), default=-1)


@lru_cache(maxsize=64)
def _end_tag(name: str) -> re.Pattern[str]:
    return lazily(rf"\{{%[\s-]*end{re.escape(name)}[\s-]*%\}}|\{{\{{[<%]\s*/{re.escape(name)}\s*[%>]\}}\}}")


def _tag(scan: TemplateText, span: Span, inner: Span) -> tuple[TemplateCode, ...]:
    name = _NAME.match(scan.text, inner.start, inner.end)
    if not name:
        return (TemplateCode("tag", span, inner, "", inner.start),)
    words, rest = name[1], name.end()
    if words in _CODE_TAGS:
        closed = _closing(scan.text, words, span.end)
        return (TemplateCode("line", Span(span.start, closed.end() if closed else span.end), inner),)
    file = _FILE.match(scan.text, rest, inner.end) if words in _FILE_TAGS else None
    if file:
        words, rest = file[1], file.end()
    return (TemplateCode("tag", span, inner, words, rest),)


def _note(scan: TemplateText, match: re.Match[str]) -> tuple[TemplateCode, ...]:
    closing = {"{#": "#}", "{/*": "*/}"}.get(match[0], "{:/comment}")
    inner = _between(scan, match, closing)
    return (TemplateCode("comment", Span(match.start(), inner.end + len(closing)), inner),) if inner else ()


def _list(scan: TemplateText, match: re.Match[str]) -> tuple[TemplateCode, ...]:
    if scan.is_mdx:
        return _brace(scan, match)
    text = scan.text
    found = _LIST.match(text, match.start(), match.start() + _LONGEST)
    if not found or not (found[0].startswith("{:") or any(sign in found[0] for sign in "#.=")):
        return ()
    start, end = found.span()
    if text[start - 1 : start] not in (")", "]", "*", "_", "`", "}") and not _REST_BLANK.match(text, end):
        return ()
    return (TemplateCode("attributes", Span(start, end), Span(start + 1, end - 1), "", start + len(match[0].rstrip())),)


def _component(scan: TemplateText, match: re.Match[str]) -> tuple[TemplateCode, ...]:
    found = _COMPONENT.match(scan.text, match.start(), match.start() + _LONGEST)
    if not found or (not scan.is_mdx and _is_html(found)):
        return ()
    start, end = found.span()
    is_end = scan.text.startswith("</", start)
    inner = Span(start + 1, end - 2 if scan.text.startswith("/>", end - 2) else end - 1)
    return (TemplateCode("tag", Span(start, end), inner, "/" * is_end + found["name"], found.end("name")),)


def _is_html(match: re.Match[str]) -> bool:
    # Tag names of HTML may be written in capitals; `<Figure src="..." />` is a component all the same.
    return match["name"].isupper() or (match["name"].casefold() in _HTML_NAMES and not match[0].endswith("/>"))


def _wordpress(scan: TemplateText, match: re.Match[str]) -> tuple[TemplateCode, ...]:
    end = scan.text.find("]", match.end(), match.end() + 1_000)
    if end < 0:
        return ()
    return (TemplateCode("tag", Span(match.start(), end + 1), Span(match.start() + 1, end), match[0][1:], match.end()),)


def _wiki(scan: TemplateText, match: re.Match[str]) -> tuple[TemplateCode, ...]:
    """Read a picture that a wiki embeds; a note that it embeds is none."""
    inner = _between(scan, match, "]]", 300)
    if inner is None or not _EMBEDDED.match(scan.text, inner.start, inner.end):
        return ()
    return (TemplateCode("embed", Span(match.start() - 1, inner.end + 2), inner),)


def _brace(scan: TemplateText, match: re.Match[str]) -> tuple[TemplateCode, ...]:
    if not scan.is_mdx:
        return ()
    found = _BALANCED.match(scan.text, match.start(), match.start() + _LONGEST)
    if not found:
        return ()
    inner = Span(found.start() + 1, found.end() - 1)
    name = _NAME.match(scan.text, inner.start, inner.end)
    return (TemplateCode("output", Span(*found.span()), inner, name[1] if name else "", inner.end),)


def _verbatim(start: int, end: int) -> tuple[TemplateCode, ...]:
    """Return a finding that is left as it is."""
    return (TemplateCode("code", Span(start, end), Span(start, end)),)


def _between(scan: TemplateText, match: re.Match[str], closing: str, longest: int = _LONGEST) -> Span | None:
    """Return what stands between an opening sign and the next closing one."""
    end = scan.text.find(closing, match.end(), match.end() + longest)
    return Span(match.end(), end) if end >= 0 else None


def _fence(scan: TemplateText, match: re.Match[str]) -> tuple[TemplateCode, ...]:
    """Keep a fenced block of code."""
    text, sign = scan.text, match[0].lstrip(" \t>-*+.)0123456789")
    ended = _LINE_END.search(text, match.end())
    end = ended.start() if ended else len(text)
    if sign[0] == "`" and "`" in text[match.end() : end]:
        return _code_of(text, match.end() - len(sign), len(sign))
    closed = _fence_close(sign[0], len(sign)).search(text, end)
    return _verbatim(match.start(), closed.end() if closed else len(text))


def _code_span(scan: TemplateText, match: re.Match[str]) -> tuple[TemplateCode, ...]:
    """Keep a span of code."""
    return _code_of(scan.text, match.start(), match.end() - match.start())


def _remark(scan: TemplateText, match: re.Match[str]) -> tuple[TemplateCode, ...]:
    """Keep an HTML comment."""
    inner = _between(scan, match, "-->", len(scan.text))
    return _verbatim(match.start(), inner.end + 3) if inner else ()


def _html_tag(scan: TemplateText, match: re.Match[str]) -> tuple[TemplateCode, ...]:
    """Keep an HTML tag whole; of a string in template code within it, only the string is left."""
    found = _HTML_TAG.match(scan.text, match.start(), match.start() + _LONGEST)
    if not found or "{" not in found[0]:
        return ()
    return (TemplateCode("code", Span(*found.span()), Span(*found.span()), words=_OUTPUT.sub(_string_alone, found[0])),)


def _string_alone(match: re.Match[str]) -> str:
    return string_alone(match[0]) or match[0]


def _code_of(text: str, start: int, length: int) -> tuple[TemplateCode, ...]:
    closed = _code_close(length).search(text, start + length, start + length + _LONGEST)
    if not closed:
        return _verbatim(start, start + length)
    blank = _BLANK_QUOTE_LINE.search(text, start, closed.start())
    return _verbatim(start, start + length if blank else closed.end())


@lru_cache(maxsize=64)
def _code_close(length: int) -> re.Pattern[str]:
    return lazily(rf"(?<!`)`{{{length}}}(?!`)")


@lru_cache(maxsize=64)
def _fence_close(sign: str, length: int) -> re.Pattern[str]:
    return lazily(rf"(?:^|(?<=\r))[ \t>]{{0,60}}{sign}{{{length},}}[ \t]*(?=\r|\n|\Z)", re.MULTILINE)


def _fold(scan: TemplateText, match: re.Match[str]) -> tuple[TemplateCode, ...]:
    """Read the opening line of a box whose text is indented, and make a list item of it: its text is no code."""
    text = scan.text
    ended = _LINE_END.search(text, match.end())
    end = ended.start() if ended else len(text)
    following = _INDENTED.match(text, end)
    own = len(match[0]) - len(match[0].lstrip(" "))
    if not following or len(following["indent"].expandtabs(4)) < own + 4:
        return ()
    start = match.start() + own
    title = text.find('"', start, end) + 1
    closing = text.rfind('"', start, end)
    inner = Span(title, closing) if 0 < title < closing else Span(start, start)
    name = _NAME.match(text, match.end() - 1, end)
    words = "-   " + "\u00a0" * (end - start - 4)
    return (TemplateCode("fold", Span(start, end), inner, name[1] if name else "", end, words),)


def _slashes(_scan: TemplateText, match: re.Match[str]) -> tuple[TemplateCode, ...]:
    """Read a line of slashes: `/// name` opens a box, `///` closes it."""
    name = _NAME.match(match[0].lstrip("/"))
    return (TemplateCode("box", Span(*match.span()), Span(*match.span()), name[1] if name else "/"),)


def _colons(scan: TemplateText, match: re.Match[str]) -> tuple[TemplateCode, ...]:
    """Read a line of colons, which opens or closes a container."""
    ended = _LINE_END.search(scan.text, match.end())
    span = Span(match.start(), ended.start() if ended else len(scan.text))
    return (TemplateCode("line", span, span),)


def _module(scan: TemplateText, match: re.Match[str]) -> tuple[TemplateCode, ...]:
    """Read the imports and exports of an MDX file."""
    if not scan.is_mdx:
        return ()
    blank = _BLANK_LINE.search(scan.text, match.end())
    span = Span(match.start(), blank.start() if blank else len(scan.text))
    return (TemplateCode("line", span, span),)


_FINDERS: Mapping[str, Callable[[TemplateText, re.Match[str]], tuple[TemplateCode, ...]]] = {
    "fence": _fence,
    "code": _code_span,
    "remark": _remark,
    "tag": _html_tag,
    "hugo": _hugo,
    "output": _output,
    "liquid": _liquid,
    "note": _note,
    "list": _list,
    "component": _component,
    "wordpress": _wordpress,
    "brace": _brace,
    "wiki": _wiki,
    "fold": _fold,
    "slashes": _slashes,
    "fenced": _colons,
    "module": _module,
}

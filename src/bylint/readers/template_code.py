"""Where one piece of template code ends, by the sign that opens it."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping
from functools import lru_cache

from bylint.model.source import Span
from bylint.readers import template_lines
from bylint.readers import template_shields
from bylint.readers.template_found import LONGEST
from bylint.readers.template_found import NAME
from bylint.readers.template_found import Found
from bylint.readers.template_found import Scan
from bylint.readers.template_found import between
from bylint.readers.template_found import kept
from bylint.text.lazy import lazily

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
    (?: (?> [\#.][\w:-]++
          | [\w:.@-]++ = (?: "[^"\r\n]{0,500}" | '[^'\r\n]{0,500}' | [^\s"'{}]++ )
          | [\w-]++ )
        [ \t]*+ ){1,20}+
    \}
    """,
    re.VERBOSE,
)
_COMPONENT = lazily(
    r"""</?(?P<name>[\w.]+)(?:[^<>"'{}]|"[^"]*"|'[^']*'|`[^`]*`|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*+\})*+\})*+>"""
)
_BALANCED = lazily(r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*+\})*+\}")
_REST_BLANK = lazily(r"[ \t]*(?=\r|\n|\Z)")


def found_at(scan: Scan, match: re.Match[str]) -> tuple[Found, ...]:
    """Return the code that an opening sign opens, or nothing if the sign is mere text."""
    return _FINDERS[match.lastgroup or ""](scan, match)


def _hugo(scan: Scan, match: re.Match[str]) -> tuple[Found, ...]:
    closing = ">}}" if match[0][-1] == "<" else "%}}"
    inner = between(scan, match, closing)
    if inner is None:
        return ()
    # {{</* name */>}} shows the code of a shortcode to the reader.
    if scan.text.startswith("/*", inner.start):
        return kept(match.start(), inner.end + 3)
    return _tag(scan, Span(match.start(), inner.end + 3), inner)


def _output(scan: Scan, match: re.Match[str]) -> tuple[Found, ...]:
    inner = between(scan, match, "}}", 600)
    if inner is None:
        return ()
    span, words = Span(match.start(), inner.end + 2), scan.text[inner.start : inner.end].strip(" -")
    if words.startswith("/*") and words.endswith("*/"):
        return (Found("comment", span, _within_stars(scan.text, inner)),)
    name = NAME.match(scan.text, inner.start, inner.end)
    return (Found("output", span, inner, name[1] if name else "", name.end() if name else inner.start),)


def _within_stars(text: str, inner: Span) -> Span:
    return Span(text.index("/*", inner.start) + 2, text.rindex("*/", inner.start, inner.end))


def _liquid(scan: Scan, match: re.Match[str]) -> tuple[Found, ...]:
    inner = between(scan, match, "%}")
    if inner is None:
        return ()
    found = _tag(scan, Span(match.start(), inner.end + 2), inner)
    if found and found[0].name in ("raw", "verbatim", "comment"):
        return _literal(scan.text, found[0])
    return found


def _literal(text: str, opened: Found) -> tuple[Found, ...]:
    """Return a pair of tags between which no template code is read."""
    closed = _closing(text, opened.name, opened.span.end)
    if not closed:
        return (opened,)
    inner = Span(opened.span.end, closed.start())
    if opened.name == "comment":
        return (Found("comment", Span(opened.span.start, closed.end()), inner),)
    closing = Found("tag", Span(*closed.span()), Span(closed.start() + 2, closed.end() - 2), f"end{opened.name}")
    return (opened, Found("code", inner, inner), closing)


def _closing(text: str, name: str, start: int) -> re.Match[str] | None:
    return _end_tag(name).search(text, start) if start <= _last_end(text, name) else None


@lru_cache(maxsize=8)
def _last_end(text: str, name: str) -> int:
    """Return where the last closing tag of a name begins, so that nobody looks for it in vain twice."""
    return max((match.start() for match in _end_tag(name).finditer(text)), default=-1)


@lru_cache(maxsize=64)
def _end_tag(name: str) -> re.Pattern[str]:
    return lazily(rf"\{{%[\s-]*end{re.escape(name)}[\s-]*%\}}|\{{\{{[<%]\s*/{re.escape(name)}\s*[%>]\}}\}}")


def _tag(scan: Scan, span: Span, inner: Span) -> tuple[Found, ...]:
    name = NAME.match(scan.text, inner.start, inner.end)
    if not name:
        return (Found("tag", span, inner, "", inner.start),)
    words, rest = name[1], name.end()
    if words in _CODE_TAGS:
        closed = _closing(scan.text, words, span.end)
        return (Found("line", Span(span.start, closed.end() if closed else span.end), inner),)
    file = _FILE.match(scan.text, rest, inner.end) if words in _FILE_TAGS else None
    if file:
        words, rest = file[1], file.end()
    return (Found("tag", span, inner, words, rest),)


def _note(scan: Scan, match: re.Match[str]) -> tuple[Found, ...]:
    closing = {"{#": "#}", "{/*": "*/}"}.get(match[0], "{:/comment}")
    inner = between(scan, match, closing)
    return (Found("comment", Span(match.start(), inner.end + len(closing)), inner),) if inner else ()


def _list(scan: Scan, match: re.Match[str]) -> tuple[Found, ...]:
    if scan.is_mdx:
        return _brace(scan, match)
    text = scan.text
    found = _LIST.match(text, match.start(), match.start() + LONGEST)
    if not found or not (found[0].startswith("{:") or any(sign in found[0] for sign in "#.=")):
        return ()
    start, end = found.span()
    if text[start - 1 : start] not in (")", "]", "*", "_", "`", "}") and not _REST_BLANK.match(text, end):
        return ()
    return (Found("attributes", Span(start, end), Span(start + 1, end - 1), "", start + len(match[0].rstrip())),)


def _component(scan: Scan, match: re.Match[str]) -> tuple[Found, ...]:
    found = _COMPONENT.match(scan.text, match.start(), match.start() + LONGEST)
    if not found or (not scan.is_mdx and _is_html(found)):
        return ()
    start, end = found.span()
    is_end = scan.text.startswith("</", start)
    inner = Span(start + 1, end - 2 if scan.text.startswith("/>", end - 2) else end - 1)
    return (Found("tag", Span(start, end), inner, "/" * is_end + found["name"], found.end("name")),)


def _is_html(match: re.Match[str]) -> bool:
    # Tag names of HTML may be written in capitals; `<Figure src="..." />` is a component all the same.
    return match["name"].isupper() or (match["name"].casefold() in _HTML_NAMES and not match[0].endswith("/>"))


def _wordpress(scan: Scan, match: re.Match[str]) -> tuple[Found, ...]:
    end = scan.text.find("]", match.end(), match.end() + 1_000)
    if end < 0:
        return ()
    return (Found("tag", Span(match.start(), end + 1), Span(match.start() + 1, end), match[0][1:], match.end()),)


def _brace(scan: Scan, match: re.Match[str]) -> tuple[Found, ...]:
    if not scan.is_mdx:
        return ()
    found = _BALANCED.match(scan.text, match.start(), match.start() + LONGEST)
    if not found:
        return ()
    inner = Span(found.start() + 1, found.end() - 1)
    name = NAME.match(scan.text, inner.start, inner.end)
    return (Found("output", Span(*found.span()), inner, name[1] if name else "", inner.end),)


_FINDERS: Mapping[str, Callable[[Scan, re.Match[str]], tuple[Found, ...]]] = {
    "fence": template_shields.fence,
    "code": template_shields.code,
    "remark": template_shields.remark,
    "tag": template_shields.html_tag,
    "hugo": _hugo,
    "output": _output,
    "liquid": _liquid,
    "note": _note,
    "list": _list,
    "component": _component,
    "wordpress": _wordpress,
    "brace": _brace,
    "fold": template_lines.fold,
    "slashes": template_lines.slashes,
    "fenced": template_lines.colons,
    "module": template_lines.module,
}

"""How to silence one place, ready to paste."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePosixPath

from bylint.model.violation import Violation

_HTML = ".md .markdown .mdown .mkd .rmd .rmarkdown .qmd .html .htm .xhtml".split()
_COMMENTS = {
    **dict.fromkeys(_HTML, "<!-- bylint-ignore-next-line {}: reason -->"),
    ".mdx": "{{/* bylint-ignore-next-line {}: reason */}}",
}
_FENCES = ("---", "+++")


def silence(violation: Violation, lines: Sequence[str]) -> str:
    """Return one sentence that says how not to be told of this violation again, with a reason."""
    place, code = violation.place, violation.code
    comment = _COMMENTS.get(PurePosixPath(place.path).suffix.lower())
    fence = _fence(lines, place.line)
    if fence == "---":
        return f"Put this into the header of {place.path}: bylint: {{ignore: {{{code}: reason}}}}"
    if fence == "+++":
        return f'Put this into the header of {place.path}: bylint = {{ignore = {{{code} = "reason"}}}}'
    if comment and _is_in_script(lines, place.line):
        return f"Put this anywhere into the text of {place.path}: <!-- bylint-ignore-file {code}: reason -->"
    if comment:
        return f"Put this above line {place.line} of {place.path}: {comment.format(code)}"
    return (
        f"Put this under 'ignores:' of bylint.yaml: - {{paths: [{_quoted(place.path)}], rules: [{code}], reason: why}}"
    )


def _quoted(path: str) -> str:
    return json.dumps(path, ensure_ascii=False)


def _fence(lines: Sequence[str], line: int) -> str:
    """Return the fence of the front matter that holds this line, or nothing."""
    fence = lines[0].rstrip() if lines else ""
    if fence not in _FENCES:
        return ""
    end = next((number for number, text in enumerate(lines[1:], start=2) if text.rstrip() == fence), 0)
    return fence if line <= end else ""


def _is_in_script(lines: Sequence[str], line: int) -> bool:
    """Tell whether a line is code of a page, where a comment would be code too."""
    before = "\n".join(lines[:line]).casefold()
    return before.rfind("<script") > before.rfind("</script")

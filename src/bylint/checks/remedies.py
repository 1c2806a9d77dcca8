"""From what mends a violation to the edits that do it."""

from __future__ import annotations

from bylint.model.article import Article
from bylint.model.parts import Located
from bylint.model.rule import AnyRule
from bylint.model.rule import Edit
from bylint.model.rule import Fix
from bylint.readers.edits import insertion
from bylint.readers.edits import qualification
from bylint.readers.edits import removal

_TITLES = {
    "remove": "Delete the line",
    "qualify": 'Add rel="sponsored"',
    "insert": "Say so above",
    "replace": "Write what should stand there",
}


def fix_of(rule: AnyRule, article: Article, part: Located, instead: Edit | None) -> Fix | None:
    """Return what the rule does about a part, where it can be done there; `instead` is the edit of a replacement."""
    remedy = rule.fix
    if remedy is None:
        return None
    if remedy.deed == "replace":
        edit = instead
    elif remedy.deed == "insert":
        edit = insertion(article, part, remedy.text)
    else:
        edit = {"remove": removal, "qualify": qualification}[remedy.deed](article, part)
    return Fix(_TITLES[remedy.deed], remedy.applicability, (edit,)) if edit else None

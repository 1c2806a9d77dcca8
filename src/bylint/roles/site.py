"""Where in its site an article stands."""

from __future__ import annotations

import os.path

from bylint.model.article import Article
from bylint.model.knowledge import Knowledge


def name_of(article: Article, knowledge: Knowledge) -> str:
    """Return the path of an article as globs see it: relative to the configuration, wherever a run stands."""
    label = article.source.path.replace("\\", "/")
    start, root = knowledge.settings.get("start", ""), knowledge.settings.get("root", "")
    if start in ("", root) and not os.path.isabs(label) and not label.startswith(".."):
        return label
    path = os.path.normpath(os.path.join(start, label)).replace("\\", "/")
    return path.removeprefix(root.replace("\\", "/").rstrip("/") + "/") if root else path


def section(article: Article, knowledge: Knowledge) -> str:
    """Return the part of the site to which an article belongs: its folder, without those of single articles
    (`posts/a-title/index.md`) and of years and months."""
    *folders, name = name_of(article, knowledge).split("/")
    if name.startswith(("index.", "_index.")):
        folders = folders[:-1]
    return "/".join(folder for folder in folders if not folder.isdecimal()) or "."

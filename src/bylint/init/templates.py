"""What the layouts of a site print beside its articles, as settings: who signs, boxes of authors, disclaimers, notes on
paid links, and the keys of headers that hold credits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any
from typing import NamedTuple

from bylint.engine import understood
from bylint.init import Proposal
from bylint.init import Site
from bylint.init.layouts import Layout
from bylint.init.layouts import StandingText
from bylint.init.layouts import parent
from bylint.init.layouts import roots
from bylint.init.layouts import standing_texts
from bylint.init.portraits import Portrait
from bylint.init.sites import author
from bylint.model.parts import Disclosure
from bylint.model.parts_people import Disclaimer
from bylint.model.world import Knowledge
from bylint.roles.site import call_words
from bylint.text.files import is_any
from bylint.text.patterns import lazily

_MOST_PATHS = 4
_NEARLY = 0.98
_TAGS_BACK = 300
_OPENED = lazily(r"<(/?)(\w{1,20})\b([^<>]{0,300})>?")
_WORD = lazily(r"[A-Za-z]+")
_HUMPS = lazily(r"[A-Z]?[a-z]+|[A-Z]+")
_QUALIFIED = lazily(r"\bsponsored\b")


class Page(NamedTuple):
    """Layouts of a site, the articles they print, and what is known."""

    site: Site
    layouts: tuple[Layout, ...]
    portraits: Sequence[Portrait]
    knowledge: Knowledge
    lists: Mapping[str, Any]


def proposals(page: Page) -> Iterator[Proposal]:
    """Yield what layouts and settings of a generator say."""
    yield from _signed(page)
    yield from _boxes(page)
    yield from _standing(page)
    yield from _credit_keys(page)
    for layout in page.layouts:
        if layout.stem.startswith("render-link") and _QUALIFIED.search(layout.text):
            yield Proposal("ads.links-qualified", value=True, why=f'{_where(page, layout)} adds rel="sponsored"')
            return


def _signed(page: Page) -> Iterator[Proposal]:
    """Yield by whom the template signs articles that name nobody."""
    name, unsigned = author(page.site), [each for each in page.portraits if not each.is_signed]
    called = "|".join(map(re.escape, page.lists["generators"]["site_authors"]))
    pattern = re.compile(rf"(?<![\w.])\.?(?:{called})\b")
    for layout in page.layouts if name and unsigned else ():
        found = (each for each in pattern.finditer(layout.text) if not _is_of_machine(layout.text, each.start()))
        match = next(found, None)
        if match and not _is_unseen(page, layout):
            line = layout.text.count("\n", 0, match.start()) + 1
            why = f"{_where(page, layout)}:{line} signs with the author of the settings of the site"
            yield Proposal("printed.authors", _for_site(page, {"name": name}), why)
            break
    yield from _default_authors(page)


def _default_authors(page: Page) -> Iterator[Proposal]:
    """Yield who signs a part of a site by the defaults of its generator."""
    for each in page.site.settings.get("defaults", ()):
        if not isinstance(each, Mapping):
            continue
        scope, values = each.get("scope") or {}, each.get("values") or {}
        name = values.get("author") if isinstance(values, Mapping) else None
        if isinstance(name, str) and name.strip() and isinstance(scope, Mapping):
            value = {"name": name.strip(), "paths": [f"{page.site.below}{_scope(scope)}"]}
            yield Proposal("printed.authors", value, f"the defaults of {page.site.below}{page.site.file}")


def _scope(scope: Mapping[str, Any]) -> str:
    path, kind = str(scope.get("path", "")).strip("/"), str(scope.get("type", ""))
    folder = f"_{kind}" if kind and kind != "pages" and not path else path
    return f"{folder}/**" if folder else "**"


def _boxes(page: Page) -> Iterator[Proposal]:
    """Yield that a layout prints the bio of the author, with the place where it does."""
    words = page.lists["files"]["author_boxes"]
    owners, bios = "|".join(words["owners"]), "|".join(words["words"])
    # As in a run without this setting: author.bio, site.data.authors[page.author].bio, author.data.bio
    steps = r"(?:\[[^\]\n]{1,60}\]|\.\w{1,40}){0,3}"
    pattern = re.compile(rf"\b(?:{owners})\w{{0,20}}{steps}\.(?:{bios})\b", re.IGNORECASE)
    for layout in page.layouts:
        match = pattern.search(layout.text)
        if match and not _is_unseen(page, layout) and not _is_of_machine(layout.text, match.start()):
            line = layout.text.count("\n", 0, match.start()) + 1
            yield Proposal(
                "printed.bios", value=True, why=f"{_where(page, layout)}:{line} prints the bio of the author"
            )
            return
    if any((page.site.folder / name).is_file() for name in words["beside"]):
        yield Proposal("printed.bios", value=True, why=f"{page.site.generator.name} prints the bios of its authors")


def _standing(page: Page) -> Iterator[Proposal]:
    """Yield the disclaimers and the notes on paid links that stand in layouts."""
    for layout in page.layouts:
        texts = tuple(standing_texts(layout))
        for text in _telling(texts, page.knowledge):
            yield from _printed(page, text)


class _Told(NamedTuple):
    text: StandingText
    is_disclaimer: bool


def _telling(texts: Sequence[StandingText], knowledge: Knowledge) -> Iterator[_Told]:
    """Yield the texts that are a disclaimer, or say that links are paid for."""
    # One file of all paragraphs, as an article would have them.
    told = "\n\n".join(text.words.replace("<", " ").replace("[", "(").lstrip("#>-*+=~|0123456789. ") for text in texts)
    article = understood("layout.md", ".md", told.encode("utf-8", "replace"), knowledge)
    paragraphs = [block.prose.plain for block in article.blocks]
    disclaimers = {
        part.block for part in article.parts.of(Disclaimer) if part.place == "printed" and not part.is_of_outlet
    }
    notes = {part.block for part in article.parts.of(Disclosure) if part.kind in ("here", "general")}
    for number in sorted(disclaimers | notes):
        plain = paragraphs[number] if 0 <= number < len(paragraphs) else ""
        text = next((text for text in texts if plain and plain[:60] in text.words), None)
        if text:
            yield _Told(text, is_disclaimer=number in disclaimers)


def _printed(page: Page, told: _Told) -> Iterator[Proposal]:
    text, layout = told.text, told.text.layout
    place = f"{_where(page, layout)}:{text.line}"
    calls = {PurePosixPath(name).stem for each in page.portraits for name, _ in each.calls}
    if layout.is_snippet and layout.stem in calls and not text.conditions:
        name = next(
            name for each in page.portraits for name, _ in each.calls if PurePosixPath(name).stem == layout.stem
        )
        yield Proposal("printed.shortcodes", {name: text.words}, f"{place} prints it")
        return
    for root, outer in roots(layout, page.layouts):
        asked = (*outer, *text.conditions)
        paths = () if _is_unseen(page, root) else _paths_of(page, root)
        if paths is None or _is_unseen(page, root):
            continue
        key, is_known = _key_asked(asked, page)
        if not is_known:
            continue
        if not told.is_disclaimer:
            if not key and not paths:
                yield Proposal("ads.disclosed", value=True, why=f"{place} tells readers that links are paid for")
            return
        if key:
            yield Proposal(
                "printed.fields", {key[0]: {key[1]: text.words} if key[1] else text.words}, f"{place} prints it"
            )
        elif paths or page.site.below:
            where = list(paths) or [f"{page.site.below}**"]
            yield Proposal("printed.lines", {"text": text.words, "paths": where}, f"{place} prints it")
        else:
            yield Proposal("printed.lines", text.words, f"{place} prints it on every page")
        return


def _key_asked(asked: Sequence[str], page: Page) -> tuple[tuple[str, str] | None, bool]:
    """Return the key of the header, and its value, that conditions ask for; and whether they ask for nothing else."""
    if not asked:
        return None, True
    headers = "|".join(page.lists["generators"]["headers"])
    pattern = re.compile(rf"(?:\.?(?:{headers})[.?]{{1,2}}|^\.)(?:data\.)?([\w-]{{1,40}})(.{{0,80}})$")
    match = pattern.search(asked[0].removeprefix("if ").removeprefix("with ").strip())
    if len(asked) > 1 or not match or asked[0].startswith(("unless", "for", "range", "not ", "!")):
        return None, False
    rest = match[2].strip(" -?")
    compared = re.fullmatch(r"={2,3}\s*[\"']([^\"']{1,60})[\"']", rest)
    if rest and not compared:
        return None, False
    return (match[1], compared[1] if compared else ""), True


def _paths_of(page: Page, root: Layout) -> tuple[str, ...] | None:
    """Return the globs of the articles that a layout prints, nothing for all of them, None where it cannot be told."""
    section = _section(root, page.site)
    if section:
        return (section,)
    stems = {root.stem}
    for _ in range(len(page.layouts)):
        more = {layout.stem for layout in page.layouts if parent(layout) in stems} - stems
        if not more:
            break
        stems |= more
    named = {each.path: _layout_of(each, page.site) for each in page.portraits}
    if not any(named.values()):
        return () if root.stem in _WHOLE or root.stem == "article" else None
    having = [path for path, layout in named.items() if layout in stems]
    if len(having) >= _NEARLY * len(named):
        return ()
    return _folders(having, list(named)) if having else None


_WHOLE = frozenset(("single", "baseof", "post", "page", "default"))


def _section(root: Layout, site: Site) -> str:
    """Return the glob of the section for which Hugo looks in a folder of its name: layouts/opinion/single.html."""
    steps = root.name.split("/")
    if site.generator.name != "Hugo" or root.stem != "single" or len(steps) < 3 or steps[-2] in ("_default", "layouts"):
        return ""
    return f"{site.below}content/{steps[-2]}/**"


def _layout_of(portrait: Portrait, site: Site) -> str:
    """Return the layout of an article: that of its header, else that of the defaults of its generator."""
    own = portrait.value("layout") or portrait.value("template")
    if own:
        return PurePosixPath(own).name.split(".")[0]
    for each in site.settings.get("defaults", ()):
        if (
            isinstance(each, Mapping)
            and isinstance(each.get("scope"), Mapping)
            and isinstance(each.get("values"), Mapping)
        ):
            glob = f"{site.below}{_scope(each['scope'])}"
            layout = each["values"].get("layout")
            if isinstance(layout, str) and is_any((glob,), portrait.path):
                return layout
    return ""


def _folders(having: Iterable[str], every: Sequence[str]) -> tuple[str, ...] | None:
    """Return the folders that hold these articles and no others, if they are few."""
    left, others = set(having), set(every) - set(having)
    found: list[str] = []
    for path in sorted(left):
        if path not in left:
            continue
        steps = path.split("/")[:-1]
        folder = next(
            (
                "/".join(steps[: n + 1])
                for n in range(len(steps))
                if not any(other.startswith("/".join((*steps[: n + 1], ""))) for other in others)
            ),
            "",
        )
        if not folder or len(found) == _MOST_PATHS:
            return None
        found.append(f"{folder}/**")
        left = {each for each in left if not each.startswith(f"{folder}/")}
    return tuple(found)


def _credit_keys(page: Page) -> Iterator[Proposal]:
    """Yield keys of headers, and attributes of components, that layouts print where a credit stands."""
    headers = "|".join(page.lists["generators"]["headers"])
    shown = re.compile(
        rf"(?:\b(?:{headers})|include|attrs|props)\??\.(?:data\.)?(\w{{2,40}})|\.Params\.(\w{{2,40}})|\.(?:Get|Param)\s+[\"'](\w{{2,40}})[\"']"
    )
    told = set(page.lists["generators"]["no_credits"])
    for layout in page.layouts:
        for match in shown.finditer(layout.text):
            key = match[1] or match[2] or match[3]
            if key.lower() in told or not _is_credit(page, layout, key, match.start()) or not _is_missed(page, key):
                continue
            told.add(key.lower())
            line = layout.text.count("\n", 0, match.start()) + 1
            yield Proposal("images.credit-fields", key, f"{_where(page, layout)}:{line} prints it below a picture")


def _is_credit(page: Page, layout: Layout, key: str, at: int) -> bool:
    """Tell whether a key is printed where a credit stands: by the class around it, or below a picture by its name."""
    known = page.lists["generators"]
    if _is_within(layout.text, at, frozenset(known["credit_marks"])):
        return True
    says_so = {word.lower() for word in _HUMPS.findall(key)} & call_words("credit", page.knowledge)
    return bool(says_so) and _is_within(layout.text, at, frozenset(known["caption_marks"]))


def _is_within(text: str, at: int, marks: frozenset[str]) -> bool:
    """Tell whether an element or a class with one of these words stands around a place."""
    opened: list[bool] = []
    for match in _OPENED.finditer(text, max(0, at - _TAGS_BACK), at):
        if match[1]:
            del opened[-1:]
        elif not match[0].endswith("/>") and match[2].lower() not in ("img", "br", "source", "meta", "input"):
            words = {word.lower() for word in _WORD.findall(f"{match[2]} {match[3]}")}
            opened.append(not words.isdisjoint(marks))
    return any(opened)


def _is_missed(page: Page, key: str) -> bool:
    """Tell whether an article has this key and a picture whose credit is missed."""
    for each in page.portraits:
        has = bool(each.value(key)) or any(key in names for _, names in each.calls)
        if has and any(picture.missed for picture in each.pictures):
            return True
    return False


def _is_unseen(page: Page, layout: Layout) -> bool:
    """Tell whether a layout prints lists of articles, or what no reader sees."""
    words = frozenset(page.lists["generators"]["no_articles"])
    parts = {part.lstrip("_").lower() for part in re.split(r"[./_-]", layout.name.rpartition("/")[2])}
    return not words.isdisjoint(parts)


def _is_of_machine(text: str, at: int) -> bool:
    """Tell whether a place is in a tag of data for programs, in an import, or in a line on who owns the site."""
    line = text[text.rfind("\n", 0, at) + 1 : (text.find("\n", at) + 1 or len(text))].casefold()
    is_import = line.lstrip().startswith(("import ", "const "))
    return is_import or any(sign in line for sign in ("<meta", "<link", "copyright", "©", "&copy;"))


def _for_site(page: Page, value: Mapping[str, Any]) -> Any:
    """Return a value of `printed.authors` for a whole site: a name, or where the site is one of several a mapping."""
    return {**value, "paths": [f"{page.site.below}**"]} if page.site.below else value["name"]


def _where(page: Page, layout: Layout) -> str:
    return f"{page.site.below}{layout.name}"

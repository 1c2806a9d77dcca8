"""The house holds together: no circle of imports, files and functions of a size to read, knowledge where it belongs."""

from __future__ import annotations

import ast
import re
from collections.abc import Container
from collections.abc import Iterator
from pathlib import Path

import pytest

_ROOT = Path(__file__).parent.parent / "src" / "bylint"
_MOST_FILES, _MOST_LINES, _LONGEST_FUNCTION, _MOST_WORDS = 200, 500, 50, 5

_BEHIND_READERS = ("grammar/", "roles/", "checks/", "audit/", "report/", "engine.py")
# Handed on to people and house packs as they are: nothing turns on them.
_SHOWN = {
    "report/inspect.py": {"article.format"},
    "report/page.py": {"article.source.text"},
    "report/zones.py": {"article.format"},
    "roles/view.py": {"image.form"},
}

# Why a list of words stands in code: the constants or functions that hold it, by file.
_OUR_KINDS = "kinds of blocks, origins and containers, which readers state"
_OUR_KEYS = "keys, columns, verbs and formats of our own commands, files and reports"
_OF_HTML = "names of elements and attributes, which HTML and schema.org fix"
_OF_PROGRAMS = "names that other programs fix, as keys of their data or in the syntax of their templates"
_OF_FILES = "endings of the names of files, which the formats of these files fix"
_OUR_CLASSES = "names of classes of the lexicon, of forms of a grammar, and of what their patterns keep"
_LISTS_IN_CODE = {
    "grammar/addresses.py": {"_ENDING": _OF_FILES},
    "grammar/advertising.py": dict.fromkeys(("PAYING", "_EARNING"), _OUR_CLASSES),
    "grammar/bio.py": dict.fromkeys(("_VERBS", "_SAYING", "STATUSES", "_STATUS"), _OUR_CLASSES),
    "grammar/byline.py": {"RELATIONS": _OUR_CLASSES},
    "grammar/credit.py": {"_LABELS": _OUR_CLASSES},
    "grammar/disclaimer.py": dict.fromkeys(("LANGUAGES", "_SAID_OF_VIEWS", "_SAID"), _OUR_CLASSES),
    "checks/__init__.py": {"VERBS": _OUR_KEYS},
    "cli/images.py": {"_SAID": _OUR_KEYS, "_COLUMNS": _OUR_KEYS, "_SHOWN": _OUR_KEYS},
    "cli/learn_chrome.py": {"_KNOWN": _OUR_KINDS},
    "cli/waivers.py": {"_COLUMNS": _OUR_KEYS},
    "config/reading.py": {"JURISDICTIONS": _OUR_KEYS},
    "init/layouts.py": {"_REFERENCE": _OF_PROGRAMS},
    "init/settings.py": {"ORDER": _OUR_KEYS, "_ONE": _OUR_KEYS, "_SAID": _OF_PROGRAMS},
    "model/parts_people.py": {"FLAWS": _OUR_KINDS},
    "model/rule.py": {"ORIGINS": _OUR_KINDS},
    "packs/reading.py": {"_TEXTS": _OUR_KEYS},
    "people/registry.py": {"PERSON": _OUR_KEYS},
    "people/reading.py": dict.fromkeys(("_LISTS", "_IDS", "_BODIES", "_BIOS", "_HANDLES", "_LABELS"), _OF_PROGRAMS),
    "pictures/__init__.py": {"_ROOTS": "folders from which generators of sites serve files"},
    "readers/comments.py": {"_AS_IT_IS": _OF_HTML},
    "readers/header.py": {"_DATE_KEYS": _OF_PROGRAMS, "_KEYS_OF_LINES": _OF_PROGRAMS},
    "readers/html.py": {"_LAZY": _OF_PROGRAMS, "_STAND_IN": _OF_PROGRAMS, "_FIELD": _OF_PROGRAMS},
    "readers/html_article.py": {"_IN_LINES": _OF_HTML, "_NAMED": _OF_HTML},
    "readers/html_blocks.py": {"_ELEMENTS": _OF_HTML},
    "readers/html_data.py": {"_KEPT": _OF_HTML, "_ADDRESSES": _OF_HTML},
    "readers/html_tree.py": {
        "VOID": _OF_HTML,
        "BLOCK": _OF_HTML,
        "HEADINGS": _OF_HTML,
        "_FORMATTING": _OF_HTML,
        "_WALLS": _OF_HTML,
        "_ENDS_PARAGRAPH": _OF_HTML,
        "_TABLE_PARTS": _OF_HTML,
        "_IN_HEAD": _OF_HTML,
        "_NO_TEXT": _OF_HTML,
        "_WITHIN": _OF_HTML,
        "_SILENT": _OF_HTML,
        "_RUNS_ON": _OF_HTML,
    },
    "readers/markdown_inline.py": {"_INLINE_EVENTS": _OF_PROGRAMS, "_SILENT": _OF_HTML, "_ELEMENTS": _OF_HTML},
    "readers/tags.py": {"_CONTAINERS": _OF_HTML},
    "readers/template_code.py": {"_HTML_NAMES": _OF_HTML},
    "readers/templates.py": {"_INLINE": _OF_PROGRAMS, "_PICTURE_FILE": _OF_FILES, "_OTHER_FILE": _OF_FILES},
    "report/__init__.py": {"FORMATS": _OUR_KEYS},
    "report/overview.py": {"_WITHIN": _OUR_KINDS},
    "report/page.py": {"_KINDS": _OUR_CLASSES},
    "report/sheet.py": {"COLUMNS": _OUR_KEYS},
    "report/workbook.py": {"_WIDTHS": _OUR_KEYS},
    "report/zones.py": {"_ORIGINS": _OUR_KINDS},
    "roles/blanket.py": {"_APART": _OUR_KINDS},
    "roles/blocks.py": {"SAID": _OUR_KINDS},
    "roles/body.py": {"_AROUND": _OUR_KINDS},
    "roles/byline_fields.py": {"_NOT": _OUR_KINDS},
    "roles/byline_signers.py": {"_BEST": _OUR_KINDS},
    "roles/image_kinds.py": {"_ORDER": _OUR_KINDS},
    "roles/images.py": {"_FURNITURE": _OUR_KINDS},
    "checks/bio_owners.py": {"_AROUND": _OUR_KINDS},
}

_WORD = re.compile(r"[^\W\d_]{2,}(?:[ '’.-][^\W\d_]+)*\.?")
_ALTERNATIVES = re.compile(r"[^\W\d_]{2,}(?: ?\| ?[^\W\d_]{2,})+")


def _looks_at_markup(tree: ast.AST) -> Iterator[str]:
    """Yield each look at the text of a file, at the name of its format, and at the form of a picture."""
    called = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        # The method of a text, `"{}".format`, is no look.
        if not isinstance(node, ast.Attribute) or node in called or isinstance(node.value, ast.Constant):
            continue
        of = ast.unparse(node.value)
        is_look = (
            (node.attr == "text" and of.endswith("source"))
            or node.attr == "format"
            or (node.attr == "form" and of.endswith("image"))
        )
        if is_look:
            yield ast.unparse(node)


def _word_lists(tree: ast.Module) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the words of each list of more than a few, with the name of what holds it."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
            name = ast.unparse(target)
        else:
            name = getattr(statement, "name", "")
        declared = {part for node in ast.walk(statement) if _is_declaration(node) for part in ast.walk(node)}
        for node in ast.walk(statement):
            words = () if node in declared else tuple(_words(node))
            if len(words) > _MOST_WORDS:
                yield name, words


def _is_declaration(node: ast.AST) -> bool:
    """Tell whether a statement lists names of this module, which are no words."""
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in ("__slots__", "__all__")


def _words(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Set | ast.Tuple | ast.List):
        constants = [each.value for each in node.elts if isinstance(each, ast.Constant)]
        yield from (word for word in constants if isinstance(word, str) and _WORD.fullmatch(word))
    elif isinstance(node, ast.Dict) and all(isinstance(each, ast.Constant) for each in node.values):
        keys = [each.value for each in node.keys if isinstance(each, ast.Constant)]
        yield from (word for word in keys if isinstance(word, str) and _WORD.fullmatch(word))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
        text = node.func.value
        yield from text.value.split() if isinstance(text, ast.Constant) and isinstance(text.value, str) else ()
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "|" in node.value:
        longest = max(_ALTERNATIVES.findall(node.value), key=len, default="")
        yield from (word.strip() for word in longest.split("|")) if longest else ()


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    """All of our files, parsed."""
    files = sorted(_ROOT.rglob("*.py"))
    return {path.relative_to(_ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in files}


def _imports(name: str, tree: ast.Module, ours: Container[str]) -> Iterator[str]:
    """Yield the files of ours that a file imports as it is imported itself."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "bylint":
            for each in node.names:
                path = f"{node.module}.{each.name}".replace(".", "/").removeprefix("bylint/")
                whole = (node.module or "").replace(".", "/").removeprefix("bylint").removeprefix("/")
                known = (f"{path}.py", f"{path}/__init__.py", f"{whole}.py", f"{whole}/__init__.py".lstrip("/"))
                yield from [found for found in known if found in ours and found != name][:1]


def _circle(start: str, imported: dict[str, tuple[str, ...]]) -> list[str]:
    """Return the files of a circle through a file, or nothing."""
    came: dict[str, str] = {}
    left = [start]
    while left:
        name = left.pop()
        for other in imported[name]:
            if other == start:
                circle = [name]
                while circle[-1] != start:
                    circle.append(came[circle[-1]])
                return circle
            if other not in came:
                came[other] = name
                left.append(other)
    return []


def test_no_circle_of_imports(trees: dict[str, ast.Module]) -> None:
    imported = {name: tuple(_imports(name, tree, trees)) for name, tree in trees.items()}
    assert imported["cli/check.py"], "imports are seen"
    assert [circle for name in trees for circle in [_circle(name, imported)] if circle] == []


def test_sizes_of_files(trees: dict[str, ast.Module]) -> None:
    lines = {name: len((_ROOT / name).read_text(encoding="utf-8").splitlines()) for name in trees}
    assert {name: number for name, number in lines.items() if number > _MOST_LINES} == {}
    assert len(lines) <= _MOST_FILES


def test_sizes_of_functions(trees: dict[str, ast.Module]) -> None:
    sizes = {
        f"{name}: {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }
    assert {name: size for name, size in sizes.items() if size > _LONGEST_FUNCTION} == {}


@pytest.mark.parametrize(
    ("source", "looks"),
    (
        ("before = article.source.text[:8]", ["article.source.text"]),
        ("is_html = article.format == 'html'", ["article.format"]),
        ("is_header = picture.image.form in FORMS", ["picture.image.form"]),
        ("said = '{}-{}'.format(a, b), credit.form, source.path, prose.text", []),
    ),
)
def test_looks_at_markup_are_seen(source: str, looks: list[str]) -> None:
    assert list(_looks_at_markup(ast.parse(source))) == looks


def test_nothing_behind_the_readers_looks_at_markup(trees: dict[str, ast.Module]) -> None:
    behind = {name: tree for name, tree in trees.items() if name.startswith(_BEHIND_READERS)}
    looks = {name: set(_looks_at_markup(tree)) - _SHOWN.get(name, set()) for name, tree in behind.items()}
    assert {name: found for name, found in looks.items() if found} == {}


@pytest.mark.parametrize(
    ("source", "names"),
    (
        ("_A = frozenset('one two three four five six'.split())", ["_A"]),
        ("_A = ('one', 'two', 'three', 'four', 'five')", []),
        ("_A = lazily(r'(?:one|two|three|four|five|six)s?')", ["_A"]),
        ("_A = lazily(r'a|b|c|d|e|f|g')", []),
        ("def a():\n    return x in ['one', 'two', 'three', 'four', 'five', 'six']", ["a"]),
        ("class A:\n    __slots__ = ('one', 'two', 'three', 'four', 'five', 'six')", []),
        ("_A = {'one': 1, 'two': 2, 'three': 3, 'four': 4, 'five': 5, 'six': 6}", ["_A"]),
    ),
)
def test_word_lists_are_seen(source: str, names: list[str]) -> None:
    assert [name for name, _ in _word_lists(ast.parse(source))] == names


def test_word_lists_stand_in_rules(trees: dict[str, ast.Module]) -> None:
    lists = {name: {holder for holder, _ in _word_lists(tree)} for name, tree in trees.items()}
    left = {name: found - set(_LISTS_IN_CODE.get(name, ())) for name, found in lists.items()}
    assert {name: found for name, found in left.items() if found} == {}
    gone = {name: set(known) - lists.get(name, set()) for name, known in _LISTS_IN_CODE.items()}
    assert {name: names for name, names in gone.items() if names} == {}, "exceptions that are needed no more"


# Python before 3.11.5, such as that of Debian 12, loses its place in a group that is repeated or taken without return,
# https://github.com/python/cpython/issues/106052: with one it read `v.a.` without end. Single characters go well.
_WITHOUT_RETURN = re.compile(r"(?<!\\)\)\s*(?:[*+?]|\{[\d,]*\})\+|\(\?>")


@pytest.mark.parametrize(
    ("pattern", "is_one"),
    (
        (r"(?:a|b)*+", True),
        (r"(?: a ){1,3}+", True),
        (r"(?>a)", True),
        (r"[ab]*+\s++(?:a|b)*", False),
        (r"\)+ a", False),
    ),
)
def test_groups_without_return_are_seen(pattern: str, is_one: bool) -> None:
    assert bool(_WITHOUT_RETURN.search(pattern)) == is_one


def test_no_pattern_takes_a_group_without_return(trees: dict[str, ast.Module]) -> None:
    texts = (
        (f"{name}:{node.lineno}", node.value)
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    assert [place for place, text in texts if _WITHOUT_RETURN.search(text)] == []

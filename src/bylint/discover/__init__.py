"""From arguments to the files to read, each with its label, and to what was passed over and why."""

from __future__ import annotations

import os
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from bylint.config import Config
from bylint.config import label_of
from bylint.config import name_of
from bylint.config import repository
from bylint.config import site_key
from bylint.config.files import MAY_BEGIN_SITE
from bylint.config.files import begins_site
from bylint.discover.names import no_article
from bylint.discover.names import suffix_of
from bylint.discover.walk import Folder
from bylint.discover.walk import Ways
from bylint.discover.walk import patterns
from bylint.discover.walk import steps
from bylint.discover.walk import walk
from bylint.discover.walk import walk_along
from bylint.errors import UsageError
from bylint.readers import SUFFIXES
from bylint.text.files import is_any
from bylint.text.files import is_match
from bylint.text.files import named_parts
from bylint.text.files import names_beside
from bylint.text.yaml import guess

STDIN = Path("-")
LEADS_OUT = "a link out of the tree"


ConfigAt = Callable[[str], Config]
"""From a folder, as its whole path, to the settings of what lies in it."""


class FileToRead(NamedTuple):
    """A file, its label for people, and its name for the globs of its settings. What comes from stdin has the path `-`.

    `site` is what `config.site_key` says of its settings.
    """

    path: Path
    label: str
    name: str
    site: Path = Path()


class SkippedFile(NamedTuple):
    """A file or folder that was passed over."""

    label: str
    reason: str


class Selection(NamedTuple):
    """What the arguments come to, sorted by label.

    `is_searched`: bylint looked for files itself, so that none at all is a mistake of whoever called it; where every
    file was named, none is left only because all were passed over.
    """

    files: tuple[FileToRead, ...]
    skipped: tuple[SkippedFile, ...] = ()
    is_searched: bool = False


class Search(NamedTuple):
    """How one run looks for files: in folders for some alone, if these are known."""

    config_at: ConfigAt
    start: Path
    meant: Ways | None = None


class Site(NamedTuple):
    """A site, as one run looks for files in it: its root, a digest of what above that decides about files, and names of
    what may make a folder below it a site of its own."""

    search: Search
    root: Path
    above: bytes
    borders: frozenset[str]


class FolderArticles(NamedTuple):
    """What the files of a folder come to: names of articles, how many were passed over, folders to enter."""

    articles: tuple[str, ...]
    skipped: int
    inner: tuple[str, ...]


def files(
    arguments: Sequence[str],
    settings: Config | ConfigAt,
    *,
    start: Path,
    force_exclude: bool = False,
    stdin: str = "-",
    meant: Ways | None = None,
) -> Selection:
    """Return the files that arguments stand for: files, folders, globs, `-`; without any, all of the site.

    A file that is named is read whatever it is called, unless `force_exclude` treats it as if it had been found.
    Each is judged by the settings of its folder; one that stands in for these holds for all. In folders no more is
    looked for than what is `meant`.
    """
    search = Search(settings if callable(settings) else lambda _: settings, start, meant)
    given = tuple(arguments) or (str(site_of(search.config_at(str(start)), start)),)
    demand_present(given, start)
    found: list[FileToRead | SkippedFile] = []
    for argument in given:
        found += _of_argument(search, argument, force_exclude=force_exclude, stdin=stdin)
    is_searched = any(argument != "-" and not os.path.isfile(start / argument) for argument in given)
    return Selection(
        _once(found), tuple(sorted({each for each in found if isinstance(each, SkippedFile)})), is_searched
    )


def site_of(config: Config, start: Path) -> Path:
    """Return the folder that holds the site."""
    return config.root if config.path or not start.is_relative_to(config.root) else start


def site(config: Config, start: Path) -> Site:
    """Return the site of a configuration, as a run that stands in a folder sees it."""
    root = site_of(config, start)
    told = blake2b(digest_size=16)
    for place in (os.path.abspath(root), os.path.realpath(root)):
        for folder in Path(place).parents:
            told.update(patterns(os.path.join(folder, "")) + bytes(os.path.lexists(folder / ".git")))
    return Site(Search(lambda _: config, start), root, told.digest(), _borders(config, root, start))


def _borders(config: Config, root: Path, start: Path) -> frozenset[str]:
    if config.is_for_all:
        return frozenset()
    within = repository(start)
    # As `config.nearest` looks for settings: no further than a repository, unless the run stands in one around it.
    return MAY_BEGIN_SITE if within and root.is_relative_to(within) else MAY_BEGIN_SITE | {".git"}


def is_other_site(whole: Site, folder: Folder, names: Iterable[str]) -> bool:
    """Tell whether a folder below a site, with these names in it, is a site of its own."""
    near = whole.borders.intersection(names) if folder.name else frozenset()
    return bool(near) and (".git" in near or begins_site(str(whole.root / folder.name), near))


def top(whole: Site) -> Folder:
    """Return the folder with which a walk begins."""
    return Folder("", whole.above)


def sorter(whole: Site) -> Callable[[Folder], FolderArticles]:
    """Return the function that tells what the files of a folder come to."""
    step = steps(whole.root)

    def of_folder(folder: Folder) -> FolderArticles:
        path = whole.root / folder.name
        inside: list[str] = []
        found: list[FileToRead | SkippedFile] = []
        for each, trouble in step(path):
            if trouble is None:
                inside.append(each.name)
            else:
                found += sorted_out(whole.search, each, trouble, whole.root)
        articles = tuple(each.path.name for each in found if isinstance(each, FileToRead))
        return FolderArticles(articles, len(found) - len(articles), tuple(inside))

    return of_folder


def first_articles(whole: Site, most: int) -> Iterator[Path]:
    """Yield the first articles of a site in the order of their names, from no more than `most` folders: a run may stand
    at the top of a disk."""
    return islice(articles_of(whole, most), most)


def articles_of(whole: Site, folders: int | None = None) -> Iterator[Path]:
    """Yield the articles of a site in the order of their names, those of a folder before those below it, from no more
    than so many folders; each is entered when it is its turn."""
    of_folder = sorter(whole)
    waiting = [top(whole)]
    entered = 0
    while waiting and entered != folders:
        folder = waiting.pop()
        entered += 1
        try:
            path = whole.root / folder.name
            if folder.name and is_other_site(whole, folder, os.listdir(path)):
                continue
            found = of_folder(folder)
        except OSError:
            continue
        yield from (whole.root / folder.name / name for name in sorted(found.articles))
        waiting += (Folder(f"{folder.name}{name}/", b"") for name in sorted(found.inner, reverse=True))


def sites_below(whole: Site) -> Iterator[Path]:
    """Yield the folders below a site that are sites of their own, but for those below them."""
    of_folder = sorter(whole)
    waiting = [top(whole)]
    while waiting:
        folder = waiting.pop()
        path = whole.root / folder.name
        try:
            is_other = folder.name and is_other_site(whole, folder, os.listdir(path))
            inner = () if is_other else of_folder(folder).inner
        except OSError:
            continue
        if is_other:
            yield path
        waiting += (Folder(f"{folder.name}{name}/", b"") for name in sorted(inner, reverse=True))


def leads_out(path: Path, config: Config, start: Path) -> bool:
    """Tell whether a link leads to a place outside the tree in which it stands: a pull request may bring it.

    The tree is the site, its repository or the working directory; of a path in none of them, its own folder.
    """
    path, real = Path(os.path.normpath(path)), Path(os.path.realpath(path))
    trees = [tree for tree in (config.root, start, repository(start)) if tree and path.is_relative_to(tree)]
    return not any(real.is_relative_to(_real_folder(str(tree))) for tree in trees or [path.parent])


def _of_argument(
    search: Search, argument: str, *, force_exclude: bool, stdin: str
) -> Iterator[FileToRead | SkippedFile]:
    path = search.start / argument
    if argument == "-":
        config = search.config_at(str((search.start / stdin).parent))
        # Whether it is an article is asked of the place for which it stands in.
        named = FileToRead(search.start / stdin, stdin, name_of(config, search.start / stdin), site_key(config))
        found = _judged(config, named, _below_root(named.name)) if force_exclude and stdin != "-" else named
        yield _readable(found._replace(path=STDIN) if isinstance(found, FileToRead) else found)
    elif leads_out(path, search.config_at(str(path.parent)), search.start):
        yield SkippedFile(label_of(path, search.start), LEADS_OUT)
    elif path.is_dir():
        yield from _in_folder(search, path, "")
    elif path.exists():
        config = search.config_at(str(path.parent))
        found = _file(search, config, path)
        yield _readable(_judged(config, found, _below_root(found.name)) if force_exclude else found)
    else:
        folder, rest = _cut(argument)
        if leads_out(search.start / folder, search.config_at(str(search.start / folder)), search.start):
            yield SkippedFile(label_of(search.start / folder, search.start), LEADS_OUT)
        else:
            yield from _in_folder(search, search.start / folder, f"/{rest}")


def _in_folder(search: Search, folder: Path, glob: str) -> Iterator[FileToRead | SkippedFile]:
    for path, trouble in walk_along(search.meant, folder) if search.meant else walk(folder):
        yield from sorted_out(search, path, trouble, folder, glob)


def sorted_out(
    search: Search, path: Path, trouble: str, folder: Path, glob: str = ""
) -> Iterator[FileToRead | SkippedFile]:
    """Yield what a file comes to that was met in a folder, or nothing where it is of no format that can be read."""
    above, _, name = str(path).rpartition(os.sep)
    inside = _below(above, folder) + name
    is_asked = suffix_of(name).casefold() in SUFFIXES and (not glob or is_match(glob, inside))
    if trouble and (is_asked or os.path.isdir(path)):
        yield SkippedFile(label_of(path, search.start), trouble)
    elif is_asked:
        config = search.config_at(above or os.sep)
        found = _file(search, config, path)
        # What lies above a site says nothing of its articles: they are the same wherever the walk began.
        is_from_above = found.name[:1] != "/" and len(found.name) < len(inside)
        yield _judged(config, found, found.name if is_from_above else inside)


def _file(search: Search, config: Config, path: Path) -> FileToRead:
    folder, _, name = str(path).rpartition(os.sep)
    label, inside = _below(folder, search.start), _below(folder, config.root)
    return FileToRead(path, label + name, inside + name, site_key(config))


@lru_cache(maxsize=512)
def _below(folder: str, root: Path) -> str:
    """Return what stands before the names of the files in a folder; there may be very many of them."""
    label = label_of(Path(folder or os.sep), root)
    return "" if label == "." else f"{label.rstrip('/')}/"


def _readable(found: FileToRead | SkippedFile) -> FileToRead | SkippedFile:
    if isinstance(found, SkippedFile):
        return found
    # What comes in by stdin needs no name, and no suffix in it.
    is_stdin = found.path == STDIN
    suffix = Path(found.label).suffix if is_stdin else found.path.suffix
    if suffix.casefold() in SUFFIXES or (is_stdin and not suffix):
        return found
    return SkippedFile(found.label, f"no format known by {suffix!r}" if suffix else "no suffix")


def _judged(config: Config, found: FileToRead, inside: str) -> FileToRead | SkippedFile:
    reason = _reason(config, found, inside)
    return SkippedFile(found.label, reason) if reason else found


def _reason(config: Config, found: FileToRead, inside: str) -> str:
    """Say why a file is passed over, or nothing; `inside` is its path below what was named."""
    content, is_outside = config.content, found.name.startswith("/") or found.name[1:2] == ":"
    if not is_outside and is_any(config.exclude, found.name):
        return "excluded by the configuration"
    matching = [glob for glob in content if is_match(glob, found.name)]
    if content and not matching and not is_outside:
        return "not among the content of the configuration"
    # A folder that the configuration calls content by name is content, whatever its name means elsewhere.
    named = frozenset(part for glob in matching for part in named_parts(glob))
    is_below_root = inside == found.name
    is_site = config.path is not None or _is_in_repository(config.root)
    return no_article(str(found.path), inside, named, is_site=is_site, is_below_root=is_below_root)


@lru_cache(maxsize=64)
def _is_in_repository(root: Path) -> bool:
    return repository(root) is not None


def _below_root(name: str) -> str:
    return name if not name.startswith("/") else name.rsplit("/", 1)[-1]


def _once(found: Iterable[FileToRead | SkippedFile]) -> tuple[FileToRead, ...]:
    by_file: dict[str, FileToRead] = {}
    for each in found:
        if isinstance(each, FileToRead):
            by_file.setdefault(_real(str(each.path)), each)
    return tuple(sorted(by_file.values(), key=lambda file: file.label))


def _real(path: str) -> str:
    folder, slash, name = path.rpartition(os.sep)
    if not slash or name in ("", ".", "..") or os.path.islink(path):
        return os.path.realpath(path)
    return f"{_real_folder(folder or os.sep)}{os.sep}{name}"


@lru_cache(maxsize=512)
def _real_folder(folder: str) -> str:
    return os.path.realpath(folder)


def demand_present(arguments: Iterable[str], start: Path) -> None:
    """Raise UsageError unless a file or folder stands where each argument says, or a glob may match something."""
    missing = []
    for argument in arguments:
        path = start / argument
        if argument == "-" or os.path.isdir(path) or os.path.isfile(path):
            continue
        if os.path.exists(path):
            missing.append(f"{argument}: this is neither a file nor a folder")
        elif _is_forbidden(path):
            missing.append(f"{argument}: its folder, or one that it leads to, may not be entered")
        elif not (is_glob(argument) and os.path.isdir(start / _cut(argument)[0])):
            missing.append(f"{argument}: there is no such file or folder{_near(path)}")
    if missing:
        raise UsageError(*missing)


def _is_forbidden(path: Path) -> bool:
    try:
        os.stat(path)
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return False


def _near(path: Path) -> str:
    return guess(path.name, names_beside(path))


def is_glob(argument: str) -> bool:
    """Tell whether an argument may stand for several files."""
    return any(sign in argument for sign in "*?[")


def _cut(glob: str) -> tuple[str, str]:
    """Cut a glob into the folder that it names and the rest."""
    parts = glob.replace("\\", "/").split("/") if os.sep == "\\" else glob.split("/")
    first = next((i for i, part in enumerate(parts) if is_glob(part)), len(parts) - 1)
    return "/".join(parts[:first]) or ("/" if glob.startswith("/") else "."), "/".join(parts[first:])

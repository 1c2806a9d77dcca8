"""What a run opens, writes and deletes, as strace tells it, and what of it lies where it has no business."""

from __future__ import annotations

import ast
import re
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_LINE = re.compile(r"^(\d+)\s+(.*)$")
_UNFINISHED = " <unfinished ...>"
_RESUMED = re.compile(r"^<\.\.\. \w+ resumed>")
_CALL = re.compile(r"^(\w+)\((.*)\)\s+= (-?\d+)")
_QUOTED = re.compile(r'(?:(?:AT_FDCWD|\d+)<((?:[^>\\]|\\.)*)>, )?("(?:[^"\\]|\\.)*")')
_WRITES = re.compile(r"O_(?:WRONLY|RDWR|CREAT|TRUNC|APPEND)")
_OPENS = {"open", "openat", "openat2", "creat", "execve", "execveat"}
_CHANGES = re.compile(
    r"^(?:unlink|rename|mkdir|rmdir|link|symlink|chmod|fchmod|chown|lchown|fchown|truncate|utime|mknod)"
)
# The interpreter, what the system tells of itself, and devices that hold nothing.
_SYSTEM = (
    *("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/localtime", "/etc/locale.alias", "/etc/mime.types"),
    *("/proc/self/maps", "/proc/self/status", "/proc/self/stat", "/proc/self/cgroup", "/proc/self/mountinfo"),
    *("/proc/self/fd", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/sys", "/proc/filesystems"),
    *("/sys/fs/cgroup", "/sys/devices/system", "/sys/kernel", "/dev/null", "/dev/urandom", "/dev/tty"),
)
# Locks that processes share, and nothing.
_MAY_WRITE = ("/dev/shm", "/dev/null", "/dev/tty")


class Touched(NamedTuple):
    """A path that a run opened or changed."""

    path: str
    is_changed: bool


def command(log: Path) -> tuple[str, ...]:
    """Return what to put before a command to have its calls told in a file; nothing where there is no strace."""
    strace = shutil.which("strace")
    return (strace, "-f", "-y", "-s", "4096", "-e", "trace=file", "-o", str(log)) if strace else ()


def strayed(log: Path, site: Path, *own: Path) -> tuple[str, ...]:
    """Return what was read outside of the site and of what is bylint's own, and what was changed outside of the own."""
    readable = (*_SYSTEM, *_MAY_WRITE, *map(str, own), str(site), *_installed())
    writable = (*_MAY_WRITE, *map(str, own))
    seen = {}
    for touched in _touched(log, site):
        allowed = writable if touched.is_changed else readable
        # A link in the site counts as what it names; that is still there after the run.
        is_link = not touched.is_changed and _is_below(touched.path, (str(site),))
        paths = {touched.path, str(_resolved(touched.path))} if is_link else {touched.path}
        if any(not _is_below(path, allowed) for path in paths):
            seen[f"{'changes' if touched.is_changed else 'reads'} {touched.path}"] = None
    return tuple(seen)


def _touched(log: Path, site: Path) -> Iterator[Touched]:
    for name, words, code in _calls(log):
        if code < 0:
            continue
        is_changed = bool(_CHANGES.match(name)) or (name in _OPENS and bool(_WRITES.search(words)))
        if not is_changed and name not in _OPENS:
            continue
        for folder, quoted in _QUOTED.findall(words)[: 1 if name in _OPENS else 2]:
            path = ast.literal_eval(f"b{quoted}").decode("utf-8", "surrogateescape")
            if path:
                yield Touched(str(Path(folder or site, path)), is_changed)


def _calls(log: Path) -> Iterator[tuple[str, str, int]]:
    """Yield the calls of all processes, those whole that others interrupted."""
    waiting: dict[str, str] = {}
    for line in log.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        found = _LINE.match(line)
        if not found:
            continue
        process, words = found.groups()
        if words.endswith(_UNFINISHED):
            waiting[process] = words.removesuffix(_UNFINISHED)
            continue
        if _RESUMED.match(words):
            words = waiting.pop(process, "") + _RESUMED.sub("", words)
        if call := _CALL.match(words):
            yield call[1], call[2], int(call[3])


def _installed() -> tuple[str, ...]:
    """Return where the interpreter, its packages and the checkout lie."""
    prefixes = {sys.prefix, sys.base_prefix, sysconfig.get_paths()["purelib"], str(Path(__file__).parents[2])}
    return tuple({*prefixes, *(str(Path(prefix).resolve()) for prefix in prefixes)})


def _resolved(path: str) -> Path:
    try:
        return Path(path).resolve()
    except (OSError, RuntimeError):
        return Path(path)


def _is_below(path: str, folders: tuple[str, ...]) -> bool:
    # "a/../b" is b, whatever a is: a link is resolved besides.
    plain = str(Path("/", *_without_dots(path)))
    return any(plain == folder or plain.startswith(f"{folder.rstrip('/')}/") for folder in folders)


def _without_dots(path: str) -> list[str]:
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            parts[-1:] = []
        elif part not in ("", "."):
            parts.append(part)
    return parts

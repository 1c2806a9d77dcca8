"""Bad pictures of a site: one line each at most, at the picture, and never a traceback."""

from __future__ import annotations

import json
import os
import struct
import zlib

import pytest

from bylint.cli.__main__ import main

_PNG = b"\x89PNG\r\n\x1a\n"


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _png(*chunks: bytes, width: int = 1, height: int = 1) -> bytes:
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    return _PNG + header + b"".join(chunks) + _chunk(b"IEND", b"")


def _xmp(text: bytes) -> bytes:
    return _chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(text))


_LAUGHS = b'<!DOCTYPE a [<!ENTITY a "aa">' + b"".join(
    b'<!ENTITY %c "&%c;&%c;">' % (66 + n, 65 + n, 65 + n) for n in range(20)
)
_BAD = {
    "empty.jpg": b"",
    "cut.jpg": b"\xff\xd8\xff\xe1\xff\xffExif\0\0",
    "page.jpg": b"<html>not found</html>",
    "entities.png": _png(_xmp(_LAUGHS + b"]><a>&U;</a>")),
    "deep.png": _png(_xmp(b"<a>" * 100_000)),
    "spread.png": _png(_xmp(b"<a>" + b" " * 60_000_000)),
}
_GOOD = {
    "renamed.jpg": _png(),
    "vast.png": _png(_chunk(b"IDAT", zlib.compress(b"\0" * 1000)), width=1 << 30, height=1 << 30),
}


@pytest.fixture
def site(tmp_path, monkeypatch):
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.chdir(site)
    (site / "bylint.yaml").write_text("version: 1\n", encoding="utf-8")
    for name, content in (_BAD | _GOOD).items():
        (site / name).write_bytes(content)
    with (site / "large.jpg").open("wb") as file:
        file.truncate(500_000_000)
    (tmp_path / "secret.png").write_bytes(_png())
    (site / "link.png").symlink_to(tmp_path / "secret.png")
    (site / "loop.png").symlink_to(site / "loop.png")
    (site / "folder.png").mkdir()
    os.mkfifo(site / "pipe.jpg")
    return site


def lines(capsys, text: str) -> list[str]:
    with open("a.md", "w", encoding="utf-8") as file:
        file.write(text)
    assert main(["check", "--select", "LNT009", "--format", "json", "--exit-zero", "a.md"]) == 0
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
    return [f"{found['line']}:{found['column']}" for found in json.loads(printed.out)["violations"]]


@pytest.mark.parametrize("name", (*_BAD, "large.jpg", "link.png", "../secret.png"))
@pytest.mark.usefixtures("site")
def test_a_bad_file_is_one_line_at_the_picture(capsys, name):
    assert lines(capsys, f"Nobody waits.\n\n![x]({name})\n\nNobody.\n\n![x]({name})\n") == ["3:6"]


@pytest.mark.parametrize(
    "src",
    (
        *_GOOD,
        "loop.png",
        "pipe.jpg",
        "folder.png",
        "gone.png",
        "https://example.com/empty.jpg",
        "//example.com/empty.jpg",
        "data:image/png;base64,AAAA",
        "file:///etc/hostname.png",
        "%00.png",
        "a" * 5000 + ".png",
        "../" * 400 + "etc/hostname.png",
    ),
)
@pytest.mark.usefixtures("site")
def test_what_is_no_file_of_the_site_is_at_most_one_line(capsys, src):
    assert len(lines(capsys, f"![x]({src})\n\nNobody.\n\n![x]({src})\n")) <= 1


@pytest.mark.usefixtures("site")
def test_the_picture_of_a_header_has_its_place(capsys):
    assert lines(capsys, "---\ntitle: Nets\nimage: empty.jpg\n---\n\nNobody.\n") == ["3:8"]


@pytest.mark.usefixtures("site")
def test_all_of_them_at_once(capsys):
    names = (*_BAD, *_GOOD, "large.jpg", "link.png", "loop.png", "pipe.jpg", "folder.png")
    found = lines(capsys, "".join(f"![x]({name})\n\n" for name in names))
    assert len(found) == len(set(found)) <= len(names)

"""What the form of a picture file tells: of a camera, of a screen, of a program, of its sides."""

from __future__ import annotations

import io
import random
from functools import partial

import pytest
from PIL import Image
from PIL import PngImagePlugin

from articles import KNOWLEDGE
from bylint import engine
from bylint.pictures import look_of
from bylint.pictures import pictures_of
from bylint.pictures.containers import PictureHead
from bylint.pictures.containers import head_of

LOCK = "The boat leaves at nine, and nobody on the quay has heard why it was early this week.\n\n"


def noise(width: int, height: int) -> Image.Image:
    return Image.frombytes("RGB", (width, height), random.Random(3).randbytes(3 * width * height))


def written(image: Image.Image, form: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def camera() -> Image.Exif:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x829A] = 0.01
    return exif


def plotted(software: str) -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Software", software)
    return info


@pytest.mark.parametrize(
    ("made", "look"),
    (
        (lambda: written(noise(120, 120), "jpeg"), ""),
        (lambda: written(noise(120, 120), "jpeg", exif=camera()), "camera"),
        (lambda: written(noise(1200, 800), "jpeg"), "photograph"),
        (lambda: written(noise(1200, 700), "jpeg"), ""),
        (lambda: written(Image.new("RGB", (1200, 800), "red"), "jpeg", quality=95), ""),
        (lambda: written(noise(60, 400), "jpeg"), "small"),
        (lambda: written(Image.new("RGB", (400, 300), "red"), "png"), "flat"),
        (lambda: written(noise(400, 300), "png"), ""),
        (lambda: written(noise(400, 300).quantize(64), "png"), "flat"),
        (lambda: written(noise(400, 300), "png", pnginfo=plotted("Matplotlib version3.1")), "drawn"),
        (lambda: written(noise(400, 300), "png", pnginfo=plotted("gnome-screenshot")), "screen"),
        (lambda: written(noise(400, 300), "gif"), "drawn"),
        (lambda: written(noise(50, 300), "webp"), "small"),
        (lambda: b"\xff\xd8\xff\xe1\x00", ""),
        (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\xff\xff\xff\xff\xff\xff\xff\xff\x08\x02", "flat"),
        (lambda: b"", ""),
    ),
)
def test_look_of_a_file(made, look):
    content = made()
    assert look_of(head_of(content[:65536], len(content))) == look


def test_a_scanner_is_no_camera():
    exif = Image.Exif()
    exif[0x010F] = "Scanworks"
    assert not head_of(written(noise(120, 120), "jpeg", exif=exif), 1).is_of_camera


def test_numbers_of_a_form_do_not_depend_on_the_whole_file():
    content = written(noise(900, 600), "jpeg", exif=camera())
    assert head_of(content[:65536], len(content)) == head_of(content, len(content))
    assert head_of(b"", 0) == PictureHead()


def kinds(tmp_path, name: str, content: bytes, alt: str) -> list[str]:
    (tmp_path / name).write_bytes(content)
    article = tmp_path / "a.md"
    article.write_text(f"{LOCK}![{alt}]({name})\n\nThe end of it.\n", encoding="utf-8")
    read = partial(pictures_of, file=article, root=tmp_path)
    seen = engine.understood("a.md", ".md", article.read_bytes(), KNOWLEDGE, read)
    return [part.words("kind") for part in engine.with_view(seen).each("image")]


def test_the_file_tells_the_kind_where_words_do_not(tmp_path):
    assert kinds(tmp_path, "a.png", written(noise(400, 300), "png"), "") == ["unknown"]
    assert kinds(tmp_path, "b.png", written(Image.new("RGB", (400, 300)), "png"), "") == ["figure"]
    assert kinds(tmp_path, "c.jpg", written(noise(60, 300), "jpeg"), "The pier") == ["figure"]
    assert kinds(tmp_path, "d.webp", written(noise(400, 300), "webp"), "") == ["unknown"]
    # Words that tell a photograph outweigh a light file, and a camera outweighs the words around.
    assert kinds(tmp_path, "e.png", written(Image.new("RGB", (400, 300)), "png"), "Photo of the pier") == ["photo"]
    flat = written(noise(400, 300), "jpeg")
    assert kinds(tmp_path, "f.jpg", flat, "The new website of the port") == ["figure"]
    assert kinds(tmp_path, "f.jpg", written(noise(400, 300), "jpeg", exif=camera()), "The new website of the port") == [
        "photo"
    ]

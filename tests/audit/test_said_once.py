"""What many articles share is said once: a header whose pictures nobody credits, one picture in many articles."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from bylint.cli.commands import bylint

TEXT = "The boat leaves at nine, and nobody on the quay has heard why it was early this week.\n"


def lines(command: str, code: str = "IMG001") -> list[str]:
    options = [command, "--select", code, "--exit-zero", "--format", "concise", "--no-cache", "."]
    return [line for line in CliRunner().invoke(bylint, options).stdout.splitlines() if code in line]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bylint.yaml").write_text('version: 1\ncontent: ["*.md"]\n', encoding="utf-8")
    return tmp_path


def write(folder, count: int, header: str, body: str = "", first: int = 0) -> None:
    for number in range(first, first + count):
        text = f"---\ntitle: Boat {number}\ndate: 2024-01-02\n{header}\n---\n\n{TEXT}{body}"
        (folder / f"p{number:02}.md").write_text(text.replace("@", str(number)), encoding="utf-8")


@pytest.mark.parametrize("command", ("check", "audit"))
def test_headers_that_nobody_credits(folder, command):
    write(folder, 14, "image: /i/@.jpg")
    (line,) = lines(command)
    assert line.startswith("p00.md")
    assert "nor the pictures of 13 other headers" in line


def test_headers_of_which_some_are_credited(folder):
    write(folder, 14, "image: /i/@.jpg")
    write(folder, 4, "image: /i/@.jpg\nimage_credit: Ada Lund", first=14)
    (line,) = lines("check")
    assert "“/i/0.jpg”, unless the site’s template prints one (and 13 more like it in 14 articles)" in line
    (folder / "bylint.yaml").write_text('version: 1\ncontent: ["*.md"]\nimages: {each: true}\n', encoding="utf-8")
    assert len(lines("check")) == 14


def test_headers_of_a_few_articles_are_told_one_by_one(folder):
    write(folder, 9, "image: /i/@.jpg")
    write(folder, 4, "image: /i/@.jpg\nimage_credit: Ada Lund", first=9)
    assert len(lines("check")) == 9


@pytest.mark.parametrize(
    ("picture", "count"),
    (
        ("![](https://pictures.example.com/@)", 1),  # of which nothing tells the kind
        ("![Two women on quay @](/i/@.jpg)", 12),  # photographs
    ),
)
def test_pictures_of_a_site_that_credits_some(folder, picture, count):
    write(folder, 12, "author: Ada Lund", f"\n{picture}\n")
    write(folder, 4, "author: Ada Lund", f"\n{picture}\n*Photo: Ada Lund*\n", first=12)
    assert len(lines("check")) == count


def test_few_articles_teach_nothing(folder):
    write(folder, 9, "image: /i/@.jpg")
    assert len(lines("check")) == 9


def test_a_picture_of_four_articles(folder):
    write(folder, 4, "author: Ada Lund", "\n![The pier](/i/pier.jpg)\n\n![The mole](/i/@.jpg)\n")
    assert [line.split(":")[0] for line in lines("check")] == ["p00.md", "p00.md", "p01.md", "p02.md", "p03.md"]
    assert sum("which stands in 4 articles" in line for line in lines("check")) == 1


def test_a_picture_of_four_headers(folder):
    write(folder, 4, "image: /i/pier.jpg")
    (line,) = lines("check")
    assert "which stands in 4 articles" in line


def test_what_is_silenced_is_silenced_by_itself(folder):
    write(folder, 14, "image: /i/@.jpg")
    asked = "image: /i/3.jpg\nbylint: {ignore: {IMG001: the house made it}}"
    write(folder, 1, asked, first=3)
    options = ["check", "--select", "IMG001,LNT002", "--exit-zero", "--format", "concise", "--no-cache", "."]
    assert "LNT002" not in CliRunner().invoke(bylint, options).stdout


@pytest.mark.parametrize("command", ("check", "audit"))
def test_what_a_program_wrote_into_many_articles(folder, command):
    write(folder, 10, "author: Ada Lund", "\n![image-2021030@](/i/@.jpg)\n*Photo: Ada Lund*\n")
    (line,) = lines(command, "IMG007")
    assert "“image-20210300”, the name of a file as in 9 other articles, is a place-holder" in line
    (folder / "p09.md").unlink()
    assert len(lines(command, "IMG007")) == 9


def test_pictures_of_which_nothing_tells_the_kind(folder):
    write(folder, 14, "author: Ada Lund", "\n![](/i/@.jpg)\n")
    (line,) = lines("check")
    assert "nor pictures in 13 other articles of which nothing tells the kind" in line
    # Where a quarter of the articles credits its pictures, each of the others is asked: by the place of each.
    write(folder, 4, "author: Ada Lund", "\n![](/i/@.jpg)\n*Photo: Ada Lund*\n", first=14)
    (line,) = lines("check")
    assert "(and 13 more like it in 14 articles)" in line
    shown = CliRunner().invoke(bylint, ["check", "--select", "IMG001", "--exit-zero", "--no-cache", "."]).stdout
    assert all(f"p{number:02}.md" in shown for number in range(14))


def test_a_photograph_is_told_beside_them(folder):
    write(folder, 14, "author: Ada Lund", "\n![](/i/@.jpg)\n")
    write(folder, 1, "author: Ada Lund", "\n![Two women on the quay](/i/quay.jpg)\n", first=14)
    assert [line.split(":")[0] for line in lines("check")] == ["p00.md", "p14.md"]


def test_photographs_that_a_site_hardly_credits(folder):
    body = "\n![Two women on quay @](/i/@.jpg)\n"
    write(folder, 14, "author: Ada Lund", body)
    (line,) = lines("check")
    assert line.startswith("p00.md")
    assert "nor the photographs and drawings in 13 other articles" in line
    # Where a quarter credits its pictures, the others are asked one by one.
    write(folder, 4, "author: Ada Lund", f"{body}*Photo: Ada Lund*\n", first=14)
    assert len(lines("check")) == 14


def test_a_site_may_want_each_of_them(folder):
    (folder / "bylint.yaml").write_text('version: 1\ncontent: ["*.md"]\nimages: {each: true}\n', encoding="utf-8")
    write(folder, 14, "author: Ada Lund\nimage: /i/lead-@.jpg", "\n![Two women on quay @](/i/@.jpg)\n")
    assert len(lines("check")) == 28


@pytest.mark.parametrize("command", ("check", "audit"))
def test_what_is_ignored_and_is_nowhere(folder, command):
    settings = 'version: 1\ncontent: ["*.md"]\nimages:\n  ignore: [Own_Icon, Qua, MOLE, /i/deco]\n'
    (folder / "bylint.yaml").write_text(settings, encoding="utf-8")
    body = '\n<img src="/x/1.jpg" class="own-icon">\n\n![The quay](/i/Quay.jpg)\n\n![The mole](/i/the-mole-@.jpg)\n'
    write(folder, 2, "author: Ada Lund", f"{body}\n![](/I/deco/@.jpg)\n")
    options = [command, "--exit-zero", "--format", "concise", "--no-cache"]
    told = [line for line in CliRunner().invoke(bylint, options).stdout.splitlines() if "names no picture" in line]
    assert told == ["bylint.yaml:4:22: IMG001 “Qua” under `images: ignore` names no picture of the site"]
    # A part of the articles cannot tell.
    assert "names no picture" not in CliRunner().invoke(bylint, [*options, "p00.md"]).stdout


def test_where_the_others_are(folder):
    write(folder, 14, "author: Ada Lund", "\n![Two women on quay @](/i/@.jpg)\n")
    options = ["check", "--select", "IMG001", "--exit-zero", "--no-cache", "."]
    assert "see: p12.md:9:25 nor this" in " ".join(CliRunner().invoke(bylint, options).stdout.split())


def test_many_pictures_of_one_article(folder):
    body = "".join(f"\n![Two women on quay {number}](/i/{number}.jpg)\n" for number in range(4))
    write(folder, 1, "author: Ada Lund", body)
    (line,) = lines("check")
    assert "“/i/0.jpg” (and 3 more like it here)" in line
    (folder / "p00.md").write_text(body.replace("(/i/3.jpg)", "(/i/3.jpg)\n*Photo: Ada Lund*"), encoding="utf-8")
    assert len(lines("check")) == 3


def test_many_pictures_of_one_header(folder):
    items = "".join(f"\n- image_url: /i/quay-{number}.jpg" for number in range(5))
    write(folder, 1, f"slideshow:{items}")
    (line,) = lines("check")
    assert "“/i/quay-0.jpg”, unless the site’s template prints one (and 4 more like it here)" in line


def test_credits_of_one_article_that_nobody_sees(folder):
    write(folder, 1, "author: Ada Lund", "".join(f"\n![Photo: Bo Hale](/i/{number}.jpg)\n" for number in range(4)))
    (line,) = lines("check", "IMG009")
    assert "(and 3 more like it here)" in line


def test_filler_of_one_article(folder):
    write(folder, 1, "author: Ada Lund", "".join(f"\n![alt text](/i/{number}.png)\n" for number in range(5)))
    (line,) = lines("check", "IMG007")
    assert "(and 4 more like it here)" in line


def test_headers_that_a_program_wrote(folder):
    write(folder, 10, "author: Ada Lund\nauthor: Ada Lund")
    write(folder, 1, "author: Ada Lund\nslug: a\nslug: a", first=10)
    assert [line.split(":")[0] for line in lines("check", "LNT007")] == ["p00.md", "p10.md"]
    assert "“author” stands twice (and 9 more like it in 10 articles)" in lines("check", "LNT007")[0]
    (folder / "p00.md").unlink()
    assert len(lines("check", "LNT007")) == 10


def test_a_baseline_knows_each_of_them(folder):
    body = "".join(f"\n![Two women on quay {number}](/i/{number}.jpg)\n" for number in range(5))
    write(folder, 1, "author: Ada Lund", body)
    CliRunner().invoke(bylint, ["baseline", "create"])
    write(folder, 1, "author: Ada Lund", f"{body}\n![Two women on quay 5](/i/5.jpg)\n".replace("/i/0.jpg", "/i/9.jpg"))
    options = ["check", "--select", "IMG001", "--exit-zero", "--format", "concise", "--no-cache"]
    found = CliRunner().invoke(bylint, [*options, "--baseline", "bylint.baseline", "."]).stdout
    assert "/i/5.jpg" in found
    assert "/i/2.jpg" not in found


@pytest.mark.parametrize("code", ("ADS006", "ADS007"))
def test_links_that_pay_one_account(folder, code):
    link = '\n<a href="https://www.amazon.com/dp/000000000@?tag=quay-20">The book</a>\n'
    write(folder, 3, "author: Ada Lund", link)
    assert len(lines("check", code)) == 3
    write(folder, 2, "author: Ada Lund", link, first=3)
    write(folder, 1, "author: Ada Lund", link.replace("quay-20", "mole-20"), first=5)
    assert [line.split(":")[0] for line in lines("check", code)] == ["p00.md", "p05.md"]
    assert "(and 4 more like it in 5 articles)" in lines("check", code)[0]


def test_links_said_once_are_all_mended(folder):
    link = '\n<a href="https://www.amazon.com/dp/000000000@?tag=quay-20">The book</a>\n'
    write(folder, 5, "author: Ada Lund", link)
    CliRunner().invoke(bylint, ["check", "--select", "ADS006", "--fix", "--no-cache", "."])
    assert not lines("check", "ADS006")


def test_bylines_of_one_form(folder):
    write(folder, 9, "author: By Ada Lund")
    assert len(lines("check", "BYL004")) == 9
    write(folder, 1, "author: By Ada Lund", first=9)
    write(folder, 1, "author: Ada <b>Lund</b>", first=10)
    form, other = lines("check", "BYL004")
    assert "as in 9 other articles" in form
    assert other.startswith("p10.md")


def test_a_component_of_four_articles(folder):
    call = '\n{{< photo-wall2 "@" >}}\n'
    write(folder, 3, "author: Ada Lund", call)
    assert len(lines("check", "LNT008")) == 3
    write(folder, 1, "author: Ada Lund", f"{call}{call}", first=3)
    (line,) = lines("check", "LNT008")
    assert "“photo-wall”, here and in 3 other articles, may print pictures" in line


@pytest.mark.parametrize("command", ("check", "audit"))
def test_a_fault_that_a_script_wrote_into_many_headers(folder, command):
    write(folder, 12, "layout: page\nlayout: page")
    write(folder, 1, "tags: boats\ntags: boats", first=12)
    first, other = lines(command, "LNT007")
    assert first.startswith("p00.md")
    assert "“layout” stands twice (and 11 more like it in 12 articles)" in first
    assert other.startswith("p12.md")

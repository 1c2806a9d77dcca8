"""`bylint baseline` and runs with one, in a site on disk."""

from __future__ import annotations

import json
import sys

import pytest

from bylint.cli.__main__ import main

TEXT = "---\ntitle: The slip\nauthor: Jane Roe\n---\n\nThe boat came late.\n\nAdvertisement\n\nIt left early.\n"
NEW = "content/a.md:12:1: ADS001 “Advertisement” marks an ad that is not here"


@pytest.fixture(autouse=True)
def site(folder):
    (folder / "content").mkdir()
    (folder / "content" / "a.md").write_text(TEXT, encoding="utf-8")
    (folder / "bylint.yaml").write_text("version: 1\n", encoding="utf-8")
    return folder


def test_what_is_wrong_today_is_reported_no_more_and_what_comes_is(site, capsys):
    assert main(["baseline", "create"]) == 0
    assert capsys.readouterr().out == (
        "Wrote 1 violation in 1 file to bylint.baseline.\n"
        "Put `baseline: bylint.baseline` into bylint.yaml, or name it with --baseline.\n"
    )
    (site / "bylint.yaml").write_text("version: 1\nbaseline: bylint.baseline\n", encoding="utf-8")
    for command in (["check"], ["check", "content/a.md"], ["check", "--archive"], ["audit"], ["baseline", "check"]):
        assert main(command) == 0, command
    assert main(["check", "--no-baseline"]) == 1

    (site / "content" / "a.md").write_text(f"{TEXT}\nAdvertisement\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["check", "--format", "concise"]) == 1
    assert capsys.readouterr().out == f"{NEW}\n"
    assert main(["baseline", "check"]) == 1
    assert capsys.readouterr().out == f"{NEW} (new)\n1 known, 0 mended, 1 new.\n"


def test_prune_takes_out_what_is_mended_and_adds_nothing(site, capsys):
    other = site / "content" / "b.md"
    other.write_text(TEXT.replace("slip", "quay"), encoding="utf-8")
    main(["baseline", "create", "lines"])
    (site / "content" / "a.md").write_text(TEXT.replace("Advertisement\n", ""), encoding="utf-8")
    other.rename(site / "content" / "c.md")
    (site / "content" / "d.md").write_text(TEXT.replace("slip", "mole"), encoding="utf-8")
    capsys.readouterr()
    assert main(["baseline", "check", "lines"]) == 1
    assert "content/a.md: ADS001 is mended\n" in capsys.readouterr().out
    assert main(["baseline", "prune", "lines"]) == 0
    assert capsys.readouterr().out == "Took 1 of 2 violations out of lines.\n"
    _, _, line, _ = (site / "lines").read_text(encoding="utf-8").splitlines()
    assert line.endswith('"content/c.md"')
    assert main(["check", "--baseline", "lines", "content/c.md"]) == 0
    assert main(["check", "--baseline", "lines", "content/d.md"]) == 1


def test_baseline_is_one_wherever_the_run_stands(site, monkeypatch):
    main(["baseline", "create", "content/known"])
    monkeypatch.chdir(site / "content")
    assert main(["check", "--baseline", "known"]) == 0
    assert main(["check", "--baseline", "known", "a.md"]) == 0


def test_figures_count_what_is_known(capsys):
    main(["baseline", "create"])
    capsys.readouterr()
    main(["check", "--baseline", "bylint.baseline"])
    assert capsys.readouterr().out == "No violations in 1 file; 1 in the baseline.\n"
    main(["check", "--baseline", "bylint.baseline", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["summary"]["baseline"] == 1
    main(["check", "--format", "json"])
    assert "baseline" not in json.loads(capsys.readouterr().out)["summary"]


def test_stats_count_the_entries(capsys):
    main(["baseline", "create"])
    capsys.readouterr()
    assert main(["baseline", "stats"]) == 0
    assert capsys.readouterr().out == (
        "1 violation in 1 file.\n\nBy rule:\n       1 ADS001 leftover-ad-marker\n"
        "\nMost affected files:\n       1 content/a.md\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    (
        (["check", "--baseline", "no"], "bylint: there is no baseline 'no'; `bylint baseline create` writes it"),
        (["check", "--baseline", "content"], "bylint: content: the baseline 'content' cannot be read"),
        (["check", "--baseline", "no", "--no-baseline"], "bylint: --baseline and --no-baseline exclude each other"),
        (["baseline", "prune", "no"], "bylint: there is no baseline 'no'"),
        (["baseline", "create", "bylint.yaml"], "bylint: bylint.yaml exists: `bylint baseline prune` takes"),
        (["baseline", "create", "known.txt"], "bylint: known.txt: give the baseline another name: files in '.txt'"),
        (["baseline", "create", "no/known"], "bylint: no/known: the baseline cannot be written"),
        (["check", "--baseline", "bylint.yaml"], "bylint: bylint.yaml:2: the baseline is torn"),
    ),
)
def test_mistakes_are_one_line(arguments, message, capsys):
    assert main(arguments) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert told[0].startswith(message)


@pytest.mark.parametrize(
    ("setting", "message"),
    (
        ("baseline: known", "bylint.yaml:2: there is no baseline 'known'; `bylint baseline create` writes it"),
        ("baseline: ''", "bylint.yaml:2: 'baseline' must name a file"),
        ("baseline: [a]", "bylint.yaml:2: 'baseline' must be a text"),
        ("baseline: ../known", "bylint.yaml:2:"),
    ),
)
def test_mistakes_in_settings_are_told_with_their_place(site, setting, message, capsys):
    (site / "bylint.yaml").write_text(f"version: 1\n{setting}\n", encoding="utf-8")
    assert main(["check"]) == 2
    assert capsys.readouterr().err.startswith(f"bylint: {message}")


def test_broken_baseline_is_left_as_it_is(site):
    main(["baseline", "create"])
    file = site / "bylint.baseline"
    torn = file.read_bytes()[:-4]
    file.write_bytes(torn)
    assert main(["baseline", "prune"]) == 2
    assert file.read_bytes() == torn


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
@pytest.mark.parametrize(
    "command",
    (
        *("baseline create", "baseline create --force", "baseline create --force held/known", "baseline prune"),
        *("baseline check", "baseline stats", "check --baseline bylint.baseline", "check --baseline held/known"),
    ),
)
def test_a_link_out_of_the_tree_is_no_baseline(site, tmp_path_factory, command, capsys):
    outside = tmp_path_factory.mktemp("outside")
    main(["baseline", "create", str(outside / "known")])
    kept = (outside / "known").read_bytes()
    (site / "content" / "a.md").write_text(f"{TEXT}\nAdvertisement\n", encoding="utf-8")
    (site / "bylint.baseline").symlink_to(outside / "known")
    (site / "held").symlink_to(outside)
    capsys.readouterr()
    assert main(command.split()) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert ": a link out of the tree, so no baseline" in told.err
    assert (outside / "known").read_bytes() == kept


def test_force_writes_it_anew(site):
    main(["baseline", "create"])
    (site / "content" / "a.md").write_text(f"{TEXT}\nAdvertisement\n", encoding="utf-8")
    assert main(["baseline", "create"]) == 2
    assert main(["baseline", "create", "--force"]) == 0
    assert main(["baseline", "check"]) == 0


POST = (
    "---\ntitle: Tides {0}\nauthor: Ada Quell\ndate: 2021-{0:02}-01\n---\n\nThe tide came in twice.\n\n"
    "*Ada Quell is {1} of the Karst Centre in Exampleton.*\n"
)


def test_what_does_not_agree_is_known_whichever_article_is_accused(site, capsys):
    def write(*posts):
        for month, post in posts:
            (site / "content" / f"{month}.md").write_text(POST.format(month, post), encoding="utf-8")

    def accused():
        capsys.readouterr()
        main(["check", "--select", "BIO001", "--format", "concise", "--no-baseline"])
        return [line.split(":")[0] for line in capsys.readouterr().out.splitlines()]

    (site / "content" / "a.md").unlink()
    (site / "bylint.yaml").write_text("version: 1\nbaseline: bylint.baseline\n", encoding="utf-8")
    write((2, "the former director"), (4, "the director"), (5, "the director"))
    # The odd one, and not the newest of those that agree.
    assert accused() == ["content/2.md"]
    assert main(["baseline", "create"]) == 0
    write((6, "the director"), (7, "the director"))
    assert accused() == ["content/2.md"]
    assert main(["check"]) == 0
    write(
        (1, "the former director"), (3, "the former director"), (6, "the former director"), (7, "the former director")
    )
    (site / "content" / "5.md").unlink()
    (site / "content" / "6.md").unlink()
    (site / "content" / "7.md").unlink()
    assert accused() == ["content/4.md"]
    assert main(["check"]) == 0
    # What the same person says of another post is new.
    for month in (1, 2, 3, 4):
        path = site / "content" / f"{month}.md"
        path.write_text(path.read_text(encoding="utf-8").replace("Karst", "Tarn"), encoding="utf-8")
    assert accused() == ["content/4.md"]
    assert main(["check"]) == 1

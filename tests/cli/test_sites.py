"""Two sites in one repository, whose settings differ: the same violations from wherever bylint is run."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

from bylint.audit import archive
from bylint.cli.__main__ import main

BODY = "---\ntitle: The {word} of {site}\nauthor: Jane Roe\ndate: {day}\n---\n\nThe boat came late.\n\n{text}\n"
FORMER = "Jane Roe is {} of the Institute for Tidal Studies in Holm."
QUAY = "version: 1\nignore: [BIO]\nseverity: {ADS001: warning}\n"
MAIL = "version: 1\nextends: ../../house.yaml\narchive: true\noverrides: [{before: 2020-01-01, ignore: ADS}]\n"
HOUSE = "version: 1\nseverity: {ADS001: error}\n"


def article(folder, name, text, day="2024-05-01"):
    path = folder / "posts" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(BODY.format(word=name, site=folder.name, day=day, text=text), encoding="utf-8")


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository with two sites; nothing is in force at its root."""
    root = tmp_path / "repository"
    (root / ".git").mkdir(parents=True)
    (root / "house.yaml").write_text(HOUSE, encoding="utf-8")
    for name, settings in (("quay", QUAY), ("mail", MAIL)):
        site = root / "sites" / name
        article(site, "one", "Advertisement")
        article(site, "old", "Advertisement", "2018-05-01")
        article(site, "two", FORMER.format("the director"), "2023-05-01")
        article(site, "six", FORMER.format("the former director"), "2023-06-01")
        article(site, "ten", FORMER.format("the director"), "2023-07-01")
        (site / ("bylint.yaml" if name == "quay" else "bylint.yml")).write_text(settings, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def found(capsys, folder, *arguments):
    """Return what is reported, with paths from the root of the repository."""
    before = os.getcwd()
    os.chdir(folder)
    try:
        assert main([*arguments, "--format", "json", "--exit-zero"]) == 0
        report = json.loads(capsys.readouterr().out)
        named = ((os.path.relpath(each["path"], before), each) for each in report["violations"])
        return {(path, each["line"], each["code"], each["severity"]) for path, each in named}
    finally:
        os.chdir(before)


EXPECTED = {
    ("sites/mail/posts/one.md", 9, "ADS001", "error"),
    ("sites/quay/posts/one.md", 9, "ADS001", "warning"),
    ("sites/quay/posts/old.md", 9, "ADS001", "warning"),
}


def of(site, every):
    return {each for each in every if each[0].startswith(f"sites/{site}/")}


def known(every):
    return {each for each in every if each[2] == "ADS001"}


def test_the_same_is_wrong_from_everywhere(repository, capsys):
    whole = found(capsys, repository, "check")
    assert known(whole) == EXPECTED
    assert {code for _, _, code, _ in of("mail", whole)} > {"ADS001"}  # what articles say of one another, too
    assert {code for _, _, code, _ in of("quay", whole)} == {"ADS001"}
    for site, settings in (("quay", "bylint.yaml"), ("mail", "bylint.yml")):
        folder = repository / "sites" / site
        own = of(site, whole)
        assert found(capsys, folder, "check") == own
        assert found(capsys, folder / "posts", "check") == own
        assert found(capsys, folder, "audit") == own
        assert found(capsys, folder, "check", "--archive", "posts") == own
        assert found(capsys, repository, "check", f"sites/{site}") == own
        assert found(capsys, repository, "check", "--config", f"sites/{site}/{settings}", f"sites/{site}") == own
        assert found(capsys, repository.parent, "check", str(folder)) == own
    files = sorted(path.relative_to(repository).as_posix() for path in repository.glob("sites/*/posts/*.md"))
    assert found(capsys, repository, "check", *files) == whole
    assert found(capsys, repository, "check", "sites/*/posts/*.md") == whole
    assert found(capsys, repository, "audit") == whole
    assert found(capsys, repository, "check", "--archive", "--no-cache") == whole
    (repository / "bylint.yaml").write_text("version: 1\narchive: true\n", encoding="utf-8")
    assert found(capsys, repository, "check") == whole
    four = [found(capsys, repository, "check", "--force-exclude", *files[start::4]) for start in range(4)]
    # Articles of `quay` are compared with those of the same run alone, and `BIO` is off there.
    assert set().union(*four) == whole


def test_no_result_is_taken_for_that_of_other_settings(repository, capsys):
    whole = found(capsys, repository, "audit")
    shared = (repository / "house.yaml", HOUSE.replace("error", "info"))
    own = (repository / "sites" / "mail" / "bylint.yml", MAIL.replace("2020", "2010"))
    for path, settings in (shared, own):
        path.write_text(settings, encoding="utf-8")
        assert found(capsys, repository, "audit") == found(capsys, repository, "audit", "--no-cache") != whole
        whole = found(capsys, repository, "audit")
    # A folder becomes a site of its own, and is part of the other no more; then it is one again.
    inner = repository / "sites" / "mail" / "posts" / "bylint.yaml"
    inner.write_text("version: 1\nignore: [ADS, BIO]\n", encoding="utf-8")
    assert of("mail", found(capsys, repository, "audit")) == set()
    inner.unlink()
    assert found(capsys, repository, "audit") == whole


@pytest.mark.parametrize("folder", (".", "sites", "sites/mail", "sites/mail/posts"))
@pytest.mark.parametrize("command", ("check", "audit"))
def test_annotations_begin_at_the_root_of_the_repository(repository, capsys, monkeypatch, folder, command):
    monkeypatch.chdir(repository / folder)
    assert main([command, "--format", "github", "--exit-zero"]) == 0
    files = {line.split("file=")[1].split(",")[0] for line in capsys.readouterr().out.splitlines()}
    assert "sites/mail/posts/one.md" in files
    assert {file.split("/")[0] for file in files} == {"sites"}
    assert main([command, "--format", "sarif", "--exit-zero"]) == 0
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    places = [
        place["physicalLocation"]["artifactLocation"]
        for result in run["results"]
        for place in (*result["locations"], *result["relatedLocations"])
    ]
    fixes = [
        change["artifactLocation"]
        for result in run["results"]
        for fix in result.get("fixes", ())
        for change in fix["artifactChanges"]
    ]
    assert fixes
    assert {place["uri"] for place in (*places, *fixes)} >= files
    assert {place["uriBaseId"] for place in (*places, *fixes)} == {"%SRCROOT%"}
    assert all((repository / place["uri"]).is_file() for place in (*places, *fixes))
    assert run["originalUriBaseIds"]["%SRCROOT%"]["description"]["text"] == "The root of the repository."


@pytest.mark.usefixtures("repository")
def test_the_summary_names_settings_where_several_were_in_force(capsys):
    assert main(["check", "--exit-zero"]) == 0
    line = "2 settings were in force: sites/mail/bylint.yml (5 files), sites/quay/bylint.yaml (5 files);"
    assert line in capsys.readouterr().out
    assert main(["check", "--exit-zero", "--format", "json"]) == 0
    summary = json.loads(capsys.readouterr().out)["summary"]
    assert summary["settings"] == {"sites/mail/bylint.yml": 5, "sites/quay/bylint.yaml": 5}
    assert main(["check", "sites/quay", "--exit-zero"]) == 0
    assert "in force" not in capsys.readouterr().out


def test_each_site_fails_by_its_own_limit(repository, capsys):
    quay = repository / "sites" / "quay" / "bylint.yaml"
    assert main(["check", "sites/quay"]) == 1
    quay.write_text(f"{QUAY}fail-on: error\n", encoding="utf-8")
    assert main(["check", "sites/quay"]) == 0
    assert main(["check"]) == 1
    assert main(["check", "sites/quay", "--fail-on", "warning"]) == 1
    capsys.readouterr()


def test_each_site_has_its_baseline(repository, capsys):
    for site, name in (("quay", "bylint.yaml"), ("mail", "bylint.yml")):
        path = repository / "sites" / site / name
        path.write_text(f"{path.read_text(encoding='utf-8')}baseline: bylint.baseline\n", encoding="utf-8")
    assert main(["baseline", "create"]) == 0
    assert main(["check"]) == 0
    assert main(["baseline", "check"]) == 0
    article(repository / "sites" / "quay", "new", "Advertisement")
    capsys.readouterr()
    assert {path for path, _, _, _ in found(capsys, repository, "check")} == {"sites/quay/posts/new.md"}
    assert {path for path, _, _, _ in found(capsys, repository / "sites" / "quay", "check")} == {
        "sites/quay/posts/new.md"
    }


def test_each_command_goes_by_the_settings_of_the_file(repository, capsys):
    (repository / "sites" / "quay" / "bylint.yaml").write_text(
        f"{QUAY}printed: {{lines: [All photographs by Tilda Hoff.]}}\n"
    )
    page = repository / "sites" / "quay" / "posts" / "one.md"
    page.write_text("---\ntitle: The one\n---\n\nThe boat came late.\n", encoding="utf-8")
    assert main(["inspect", "--format", "json", "sites/mail/posts/one.md", "sites/quay/posts/one.md"]) == 0
    printed = [json.loads(line)["printed"] for line in capsys.readouterr().out.splitlines()]
    assert [[each["text"] for each in of_file] for of_file in printed] == [[], ["All photographs by Tilda Hoff."]]
    assert main(["why", "sites/quay/posts/six.md", "BIO001"]) == 0
    assert "off for this site" in capsys.readouterr().out
    assert main(["why", "sites/mail/posts/old.md", "ADS001"]) == 0
    assert "off for this article" in capsys.readouterr().out
    assert main(["people"]) == 0
    assert capsys.readouterr().out.count("Jane Roe") == 2
    assert main(["people", "--propose", "people.yaml"]) == 2
    assert "sites/mail, sites/quay" in capsys.readouterr().err
    assert main(["files"]) == 0
    assert "10 files would be checked" in capsys.readouterr().out
    assert main(["images"]) == 0
    assert main(["learn-chrome"]) == 0


def test_what_changed_is_judged_by_its_site(repository, capsys):
    (repository / ".git").rmdir()
    for words in (["init"], ["config", "user.name", "Jane Roe"], ["config", "user.email", "jane@example.com"]):
        subprocess.run(["git", *words], cwd=repository, check=True, capture_output=True)
    subprocess.run(["git", "add", "."], cwd=repository, check=True, capture_output=True)
    subprocess.run(["git", "commit", "-m", "All"], cwd=repository, check=True, capture_output=True)
    for site in ("quay", "mail"):
        article(repository / "sites" / site, "old", "Advertisement\n\nAdvertisement", "2018-05-01")
        article(repository / "sites" / site, "one", "Advertisement\n\nAdvertisement")
    expected = {
        ("sites/mail/posts/one.md", 11, "ADS001", "error"),
        ("sites/quay/posts/old.md", 11, "ADS001", "warning"),
        ("sites/quay/posts/one.md", 11, "ADS001", "warning"),
    }
    assert found(capsys, repository, "check", "--since", "HEAD") == expected
    assert found(capsys, repository / "sites" / "quay", "check", "--since", "HEAD") == of("quay", expected)
    subprocess.run(["git", "add", "."], cwd=repository, check=True, capture_output=True)
    assert found(capsys, repository, "check", "--staged") == expected


def test_fixes_go_by_the_settings_of_each_site(repository, capsys):
    assert main(["check", "--fix"]) == 1
    capsys.readouterr()
    assert known(found(capsys, repository, "check")) == set()
    # What is off in a site is not mended there.
    assert "Advertisement" in (repository / "sites" / "mail" / "posts" / "old.md").read_text(encoding="utf-8")


def test_what_comes_by_stdin_is_judged_as_the_file_whose_name_it_has(repository, capsys, monkeypatch):
    text = (repository / "sites" / "mail" / "posts" / "old.md").read_bytes()
    for name, number in (("sites/mail/posts/new.md", 0), ("sites/quay/posts/new.md", 1)):

        class Given:
            buffer = (repository / "given.txt").open("w+b")

        Given.buffer.write(text)
        Given.buffer.seek(0)
        monkeypatch.setattr("sys.stdin", Given)
        assert main(["check", "-", "--stdin-filename", name, "--no-archive", "--format", "concise", "--exit-zero"]) == 0
        assert capsys.readouterr().out.count("ADS001") == number
        Given.buffer.close()


def test_settings_that_a_stranger_brings_stay_in_the_tree(repository, capsys, tmp_path):
    (tmp_path / "secret.yaml").write_text("version: 1\nsecret: 3cr3t\n", encoding="utf-8")
    brought = repository / "sites" / "quay" / "posts" / "bylint.yaml"
    for target in (tmp_path / "secret.yaml", "/dev/zero"):
        brought.symlink_to(target)
        for arguments in (
            ["check"],
            ["check", "sites/quay/posts/one.md"],
            ["check", "--archive", "sites/quay"],
            ["audit"],
            ["images"],
            ["people"],
            ["inspect", "sites/quay/posts/one.md"],
            ["why", "sites/quay/posts/one.md", "ADS001"],
            ["settings", "sites/quay/posts/one.md"],
            ["baseline", "create"],
        ):
            assert main(arguments) == 2
            line = "sites/quay/posts/bylint.yaml: it is a link that leads out of the repository, so it is not read"
            said = capsys.readouterr().err.splitlines()
            assert said[-1] == f"bylint: {line}"
            assert "3cr3t" not in "".join(said)
        brought.unlink()
    # Whoever trusts none of them names his own.
    brought.write_text("version: 1\nignore: [ADS]\n", encoding="utf-8")
    assert known(found(capsys, repository, "check", "sites/quay")) == set()
    own = found(capsys, repository, "check", "sites/quay", "--config", "sites/quay/bylint.yaml")
    assert known(own) == of("quay", EXPECTED)


def test_each_site_keeps_suppressions_in_its_own_settings(repository, capsys):
    for site in ("quay", "mail"):
        path = repository / "sites" / site / "posts" / "ferry.txt"
        path.write_text("The boat came late.\n\nAdvertisement\n\nIt left early.\n", encoding="utf-8")
    assert main(["check", "sites/mail/posts/ferry.txt"]) == 1
    assert "under 'ignores:' of sites/mail/bylint.yml: - {paths: [\"posts/ferry.txt\"]" in capsys.readouterr().out
    assert main(["check", "--add-ignores", "--reason", "cleared by the desk", "--by", "Ada Lund"]) == 0
    capsys.readouterr()
    for settings in ("quay/bylint.yaml", "mail/bylint.yml"):
        assert '"posts/ferry.txt"' in (repository / "sites" / settings).read_text(encoding="utf-8")
    assert main(["waivers", "--format", "json"]) == 0
    listed = {row["path"] for row in json.loads(capsys.readouterr().out)["waivers"]}
    assert listed >= {"sites/quay/bylint.yaml", "sites/mail/bylint.yml", "sites/quay/posts/one.md"}


@pytest.mark.parametrize("command", (("check",), ("check", "--archive"), ("audit",)), ids=" ".join)
def test_settings_for_all_hold_for_the_sites_below(command, repository, capsys):
    by_nearest = found(capsys, repository, "audit")
    for options in (("--config", "house.yaml"), ("--no-config",)):
        whole = found(capsys, repository, *command, *options)
        assert whole == found(capsys, repository, *command, *options, "--no-cache")
        assert {path for path, _, code, _ in whole if code == "ADS001"} > {path for path, _, _, _ in EXPECTED}
    assert found(capsys, repository, *command) == by_nearest


def test_repositories_in_a_folder_are_sites_of_their_own(tmp_path, monkeypatch, capsys):
    for number, site in enumerate(("quay", "quay", "mail", "mail", "mail")):
        (tmp_path / site / ".git").mkdir(parents=True, exist_ok=True)
        article(tmp_path / site, f"{number}", FORMER.format("the director"), f"2023-0{number + 1}-01")
    article(tmp_path / "quay", "six", FORMER.format("the former director"), "2023-06-01")
    article(tmp_path / "mail", "six", "Advertisement", "2023-06-02")
    monkeypatch.chdir(tmp_path)
    whole = found(capsys, tmp_path, "check")
    apart = [found(capsys, tmp_path / site, "check") for site in ("quay", "mail")]
    named = [
        {(f"{site}/{path.rpartition(f'{site}/')[2]}", *rest) for path, *rest in own}
        for site, own in zip(("quay", "mail"), apart, strict=True)
    ]
    assert whole == set().union(*named)
    assert whole == found(capsys, tmp_path, "check", "quay", "mail")
    for command in (("audit",), ("check", "--archive"), ("audit", "quay", "mail"), ("audit", "--no-cache")):
        assert found(capsys, tmp_path, *command) == whole


def test_the_results_of_each_site_are_kept_apart(repository, monkeypatch, capsys):
    for number in range(60):
        for site in ("quay", "mail"):
            article(repository / "sites" / site, f"{number}", "It left early.")
    whole = found(capsys, repository, "audit")
    selected = found(capsys, repository, "check", "--select", "ADS", "--no-cache")

    def fail(*_):
        raise AssertionError("an article is read")

    monkeypatch.setattr(archive, "understood", fail)
    assert found(capsys, repository, "check") == whole
    assert found(capsys, repository, "check", "--select", "ADS") == selected
    for site in ("quay", "mail"):
        assert found(capsys, repository / "sites" / site, "check") == of(site, whole)
        assert found(capsys, repository, "check", f"sites/{site}") == of(site, whole)
    posts = sorted(path.relative_to(repository).as_posix() for path in repository.glob("sites/*/posts/*.md"))
    halves = [found(capsys, repository, "check", "--force-exclude", *posts[half::2]) for half in range(2)]
    assert set().union(*halves) == whole


@pytest.mark.parametrize(
    "command",
    (("check",), ("audit",), ("people",), ("baseline", "create"), ("baseline", "check"), ("waivers",)),
    ids=" ".join,
)
@pytest.mark.parametrize("top", ("", "version: 1\nignroe: [ADS]\n"), ids=("top right", "top wrong"))
def test_the_mistakes_of_all_sites_are_told_before_an_article_is_read(command, top, repository, monkeypatch, capsys):
    if top:
        (repository / "bylint.yaml").write_text(top, encoding="utf-8")
    inner = repository / "sites" / "mail" / "posts" / "inner"
    inner.mkdir()
    (inner / "bylint.yaml").write_text("version: 1\npacks: [none.yaml]\n", encoding="utf-8")
    (repository / "sites" / "quay" / "bylint.yaml").write_text("version: 1\npeolpe: [a.yml]\n", encoding="utf-8")

    def fail(*_):
        raise AssertionError("an article is read")

    monkeypatch.setattr(archive, "understood", fail)
    assert main([*command]) == 2
    told = capsys.readouterr().err.splitlines()
    places = {line.split(": ", 2)[1].split(":")[0] for line in told}
    wrong = {"sites/quay/bylint.yaml", "sites/mail/posts/inner/bylint.yaml"}
    assert places == (wrong | {"bylint.yaml"} if top else wrong)
    assert len(told) == len(places)


@pytest.fixture
def stranger(repository):
    """A change that brings settings which lead out, into the folder of a site."""
    brought = repository / "sites" / "quay" / "posts" / "bylint.yaml"
    brought.symlink_to("/dev/zero")
    return brought


REFUSED = "sites/quay/posts/bylint.yaml: it is a link that leads out of the repository, so it is not read"
RUNS = (
    ["check"],
    ["audit"],
    ["check", "sites"],
    ["check", "sites/mail", "sites/quay"],
    ["check", "--archive", "sites"],
)


@pytest.mark.parametrize("arguments", RUNS, ids=" ".join)
def test_settings_that_cannot_be_used_cost_their_own_files_alone(arguments, stranger, capsys):
    expected = of("mail", found_by(capsys, [*arguments, "--config", "sites/mail/bylint.yml"])[0])
    violations, summary, said = found_by(capsys, arguments)
    assert of("mail", violations) == expected
    assert of("quay", violations) == set()
    assert summary["refused"] == ["sites/quay/posts/bylint.yaml"]
    assert said == [f"bylint: {REFUSED}"]
    stranger.unlink()
    assert "refused" not in found_by(capsys, arguments)[1]


def found_by(capsys, arguments):
    """Return what is reported of ads, the figures, and what is said beside."""
    code = main([*arguments, "--format", "json"])
    printed = capsys.readouterr()
    report = json.loads(printed.out)
    assert code == (2 if "refused" in report["summary"] else 1)
    violations = {(each["path"], each["line"], each["code"], each["severity"]) for each in report["violations"]}
    return known(violations), report["summary"], printed.err.splitlines()


@pytest.mark.usefixtures("stranger")
def test_people_and_services_are_told_what_was_not_judged(capsys):
    assert main(["check"]) == 2
    printed = capsys.readouterr()
    assert "1 file of settings cannot be used: what lies there was not judged.\n" in printed.out
    assert printed.err.splitlines()[-1] == f"bylint: {REFUSED}"
    assert main(["check", "--format", "sarif"]) == 2
    assert json.loads(capsys.readouterr().out)["runs"][0]["invocations"] == [{"executionSuccessful": False}]
    assert main(["ask"]) == 2
    printed = capsys.readouterr()
    assert "sites/mail/posts/" in printed.out
    assert printed.err.splitlines()[-1] == f"bylint: {REFUSED}"
    assert main(["check", "--fix"]) == 2
    assert main(["check", "--diff"]) == 2


@pytest.mark.usefixtures("stranger")
def test_settings_in_force_where_a_run_stands_end_it(repository, capsys):
    for arguments in (
        ["check", "sites/quay/posts"],
        ["check", "sites/quay/posts/one.md"],
        ["audit", "sites/quay/posts"],
    ):
        assert main(arguments) == 2
        printed = capsys.readouterr()
        assert (printed.out, printed.err.splitlines()) == ("", [f"bylint: {REFUSED}"])
    (repository / "bylint.yaml").write_text("version: 1\ncolour: red\n", encoding="utf-8")
    for arguments in (["check"], ["check", "sites/mail"], ["audit"]):
        assert main(arguments) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.splitlines()[0].startswith("bylint: bylint.yaml:2: unknown key 'colour'")

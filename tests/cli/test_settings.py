"""`bylint settings`, and what a run says of settings that are without effect."""

from __future__ import annotations

import json

import pytest
import yaml

from bylint.cli.__main__ import main

ARTICLE = "---\ntitle: The slip\nauthor: Jane Roe\ndate: {day}\n---\n\nThe boat came late.\n\nAdvertisement\n"
HOUSE = "version: 1\nseverity: {IMG001: error}\nimages:\n  credit-fields: [lichtbild, foto]\n"
SITE = """\
version: 1
extends: ../house.yml
content: [posts/**]
site: {name: "The Quay: off"}
overrides:
- before: 2020-01-01
  ignore: [ADS]
- paths: [posts/new.md]
  severity: {BYL001: info}
"""
SHOWN = """\
# For site/posts/old.md: site/bylint.yaml, which extends house.yml.
# Overrides that hold for it, dated 2018-05-01: 1 of 2: site/bylint.yaml:6.
# Other rules than elsewhere: {rules}.
version: 1                # site/bylint.yaml:1
content:
- posts/**                # site/bylint.yaml:3
severity:
  IMG001: error           # house.yml:2
overrides:
- before: 2020-01-01      # site/bylint.yaml:6
  ignore:
  - ADS                   # site/bylint.yaml:7
- paths:
  - posts/new.md          # site/bylint.yaml:8
  severity:
    BYL001: info          # site/bylint.yaml:9
site:
  name: "The Quay: off"   # site/bylint.yaml:4
images:
  credit-fields:
  - lichtbild             # house.yml:4
  - foto                  # house.yml:4
# Not said, so as bylint has it: """


@pytest.fixture
def site(folder):
    (folder / ".git").mkdir()
    (folder / "house.yml").write_text(HOUSE, encoding="utf-8")
    posts = folder / "site" / "posts"
    posts.mkdir(parents=True)
    (folder / "site" / "bylint.yaml").write_text(SITE, encoding="utf-8")
    (posts / "old.md").write_text(ARTICLE.format(day="2018-05-01"), encoding="utf-8")
    (posts / "new.md").write_text(ARTICLE.format(day="2024-05-01"), encoding="utf-8")
    (folder / "top.md").write_text(ARTICLE.format(day="2024-05-01"), encoding="utf-8")
    return folder / "site"


@pytest.mark.usefixtures("site")
def test_settings_of_a_file_are_shown_with_their_places(capsys):
    assert main(["settings", "site/posts/old.md"]) == 0
    shown = capsys.readouterr().out
    rules = shown.split("# Other rules than elsewhere: ")[1].split(".\n")[0]
    assert {rule.split(" ")[1] for rule in rules.split(", ")} == {"off"}
    assert {rule[:3] for rule in rules.split(", ")} == {"ADS"}
    assert " ".join(shown.split()).startswith(" ".join(SHOWN.format(rules=rules).split()))
    assert shown.rstrip().endswith("directory, people, disclaimers, baseline.")
    # It can be put into a file as it is.
    assert yaml.safe_load(shown)["site"] == {"name": "The Quay: off"}


@pytest.mark.usefixtures("site")
def test_settings_where_one_stands(capsys):
    assert main(["settings"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "# No settings are in force for what lies here: bylint goes by its defaults.",
        "# In force below:",
        "# site/bylint.yaml, for 2 files",
    ]
    assert main(["settings", "site"]) == 0
    assert capsys.readouterr().out.startswith("# For site: site/bylint.yaml, which extends house.yml.\n")
    assert main(["settings", "--config", "house.yml", "site/posts/old.md"]) == 0
    assert capsys.readouterr().out.startswith("# For site/posts/old.md: house.yml.\n")
    assert main(["settings", "nope.md"]) == 2
    assert "nope.md: there is no such file or folder" in capsys.readouterr().err


@pytest.mark.usefixtures("site")
def test_settings_for_programs(capsys):
    assert main(["settings", "site/posts/old.md", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["settings"], found["extends"], found["date"]) == ("site/bylint.yaml", ["house.yml"], "2018-05-01")
    assert found["overrides"] == ["site/bylint.yaml:6"]
    assert {"key": ["severity", "IMG001"], "value": "error", "place": "house.yml:2"} in found["values"]
    assert {"key": ["overrides", 0, "ignore", 0], "value": "ADS", "place": "site/bylint.yaml:7"} in found["values"]


@pytest.mark.parametrize("command", ("check", "audit"))
def test_rules_go_by_the_date_of_an_article(site, capsys, command):
    assert main([command, "--format", "concise", "--exit-zero"]) == 0
    assert sorted(line.split(":")[0] for line in capsys.readouterr().out.splitlines() if "ADS001" in line) == [
        "site/posts/new.md",
        "top.md",
    ]
    path = site / "posts" / "old.md"
    path.write_text(ARTICLE.replace("date: {day}\n", ""), encoding="utf-8")
    assert main([command, "site/posts/old.md", "--format", "concise", "--exit-zero"]) == 0
    assert "ADS001" in capsys.readouterr().out


DEAD = """\
version: 1
content: [posts/**, pots/**]
exclude: [public/**]
printed: {authors: [Jane Roe, Jane Row, {name: Tilda Hoff, paths: [guests/**]}], lines: [{text: A, paths: [c/**]}]}
people: [people.yaml]
images: {credit-fields: [lichtbild, foto, Photo By, boat]}
"""


@pytest.mark.parametrize("command", (["check"], ["check", "--archive"], ["audit"]))
def test_what_is_without_effect_is_told_once(site, capsys, command):
    (site / "bylint.yaml").write_text(DEAD, encoding="utf-8")
    (site / "people.yaml").write_text(
        "version: 1\npeople: [{id: roe, name: Jane Roe}, {id: hoff, name: Tilda Hoff}]\n", encoding="utf-8"
    )
    (site / "posts" / "[new].md").write_text("---\nlichtbild: Jane Roe\nphoto by: x\n---\n\nText.\n", encoding="utf-8")
    (site / "posts" / "a.md").write_text('Text: the boat.\n\n{{< figure FOTO="Jane Roe" >}}\n', encoding="utf-8")
    assert main([*command, "--exit-zero"]) == 0
    told = [line for line in capsys.readouterr().err.splitlines() if "bylint.yaml" in line]
    assert told == [
        "bylint: site/bylint.yaml:2: 'pots/**' matches no file of the site",
        "bylint: site/bylint.yaml:4: 'guests/**' matches no file of the site",
        "bylint: site/bylint.yaml:4: 'c/**' matches no file of the site",
        "bylint: site/bylint.yaml:4: no file of people knows 'Jane Row' (did you mean 'Jane Roe'?)",
        "bylint: site/bylint.yaml:6: no file has the credit field 'boat'",
    ]
    assert main(["check", "site/posts/a.md", "--exit-zero"]) == 0
    assert "bylint.yaml:" not in capsys.readouterr().err


def test_what_two_sites_share_is_of_use_where_it_is_in_one(site, capsys):
    other = site.parent / "other"
    other.mkdir()
    (other / "bylint.yaml").write_text("version: 1\nextends: ../house.yml\n", encoding="utf-8")
    (other / "a.md").write_text("---\nfoto: Jane Roe\n---\n\nText.\n", encoding="utf-8")
    (site.parent / "house.yml").write_text(f"{HOUSE}overrides: [{{paths: a.md, ignore: ADS}}]\n", encoding="utf-8")
    for command in ("check", "audit"):
        assert main([command, "--exit-zero", "--format", "concise"]) == 0
        said = capsys.readouterr()
        told = [line for line in said.err.splitlines() if "house.yml" in line]
        assert told == ["bylint: house.yml:4: no file has the credit field 'lichtbild'"]
        assert "LNT003" not in said.out

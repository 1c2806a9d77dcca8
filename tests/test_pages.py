"""What README and the documentation show is what bylint prints, and what they have others paste works."""

from __future__ import annotations

import json
import os
import re
import shlex
from pathlib import Path

import pytest

from bylint.cli.__main__ import main
from bylint.cli.commands import COMMANDS
from bylint.cli.reference import bodies_page
from bylint.cli.reference import bodies_sheet
from bylint.cli.reference import commands_page
from bylint.cli.reference import every_command
from bylint.cli.reference import keys
from bylint.cli.reference import settings_page
from bylint.config import reading
from bylint.config.nearest import load
from bylint.packs import load as load_packs
from bylint.people import known
from bylint.report import FORMATS
from bylint.text.files import shipped_lists

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted((ROOT / "README.md", *DOCS.glob("*.md"), *DOCS.glob("start/*.md")))
# A session whose answer is shown, and the blocks that are pasted.
SESSION = re.compile(r"```console\n\$ bylint ([^\n]+)\n((?:(?!```).*\n)+)```")
BLOCK = re.compile(r"```.*?```", re.DOTALL)
YAML = re.compile(r"```yaml\n(version: 1\n.*?)```", re.DOTALL)
SCHEMA = json.loads((DOCS / "schemas" / "bylint.json").read_text(encoding="utf-8"))


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_shown_output_is_real(monkeypatch, capsys):
    monkeypatch.chdir(ROOT / "examples" / "newsroom")
    monkeypatch.setenv("NO_COLOR", "1")
    sessions = [session for path in PAGES for session in SESSION.findall(text_of(path))]
    assert sessions
    for arguments, shown in sessions:
        main(shlex.split(arguments))
        assert capsys.readouterr().out == shown


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_that_is_named_is_one(path):
    named = re.findall(r"(?:`|\$ |^ {4})bylint ([a-z-]+)((?: [a-z-]+|(?: --?[a-z-]+))*)", text_of(path), re.MULTILINE)
    options = {
        words: {name for each in command.params for name in each.opts + each.secondary_opts}
        for words, command in every_command()
    }
    for name, rest in named:
        assert name in COMMANDS, (path.name, name)
        every = set().union(*(found for words, found in options.items() if words.split()[1] == name)) | {"--help"}
        assert {word for word in rest.split() if word.startswith("-")} <= every, (path.name, name, rest)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_what_is_pasted_is_understood(path, tmp_path):
    for number, block in enumerate(YAML.findall(text_of(path))):
        folder = tmp_path / f"{number}" / "site"
        folder.mkdir(parents=True)
        file = folder / "pasted.yaml"
        file.write_text(block, encoding="utf-8")
        if "\nrules:" in block:
            load_packs((file,))
            assert main(["test", str(file)]) == 0
        elif "\norganisations:" in block:
            known(shipped_lists(), [(file, "bylint.yaml:1")], [])
        elif "\npeople:\n" in block:
            known(shipped_lists(), [], [(file, "bylint.yaml:1")])
        elif "\nrights:" not in block:
            (folder.parent / "house.yaml").write_text("version: 1\n", encoding="utf-8")
            (folder.parent / ".git").mkdir()
            main(["new-rule", str(folder / "rules" / "house.yaml")])
            (folder / "bylint.yaml").write_text(block, encoding="utf-8")
            load(folder)


def test_links_lead_somewhere():
    for path in (*PAGES, *DOCS.glob("reference/*.md"), ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"):
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", BLOCK.sub("", text_of(path))):
            # The figure is made with the site.
            if not target.startswith(("http", "mailto")) and target != "figure.html":
                assert (path.parent / target).exists(), (path.name, target)


def test_pages_of_the_reference_are_those_of_the_program():
    """Write them anew with `make docs`."""
    assert text_of(DOCS / "reference" / "commands.md") == commands_page()
    assert text_of(DOCS / "reference" / "settings.md") == settings_page(SCHEMA)
    assert text_of(DOCS / "reference" / "organisations.md") == bodies_page()
    assert text_of(DOCS / "reference" / "organisations.csv") == bodies_sheet()


def test_all_is_found_by_its_name():
    commands = text_of(DOCS / "reference" / "commands.md")
    for words, command in every_command():
        assert f"\n## {words}\n" in commands
        page = commands.partition(f"\n## {words}\n")[2].partition("\n## ")[0]
        for option in (each for each in command.params if each.param_type_name == "option" and not each.hidden):
            assert all(name in page for name in (*option.opts, *option.secondary_opts)), (words, option.name)
            assert option.help, (words, option.name)
    assert [code for code in (0, 1, 2, 3, 130) if f"| {code} |" not in commands] == []
    formats = text_of(DOCS / "formats.md")
    assert [name for name in FORMATS if f"`{name}`" not in formats] == []
    told = {key for key, _, _ in keys(SCHEMA)}
    own = {
        "overrides[]": reading.OVERRIDE,
        "ignores[]": reading.IGNORES,
        "site": reading.SITE,
        "images": reading.IMAGES,
    }
    own |= {"ads": reading.ADS, "printed": reading.PRINTED}
    assert set(reading.CONFIG) <= told
    assert {f"{above}.{name}" for above, names in own.items() for name in names} <= told
    assert [key for key, kind, said in keys(SCHEMA) if not (kind and said)] == []


def test_every_page_is_in_the_site():
    listed = text_of(ROOT / "mkdocs.yml")
    pages = (*DOCS.glob("*.md"), *DOCS.glob("start/*.md"), *DOCS.glob("reference/*.md"))
    assert [path.name for path in pages if path.relative_to(ROOT).as_posix() not in listed] == []


def test_new_rule_begins_a_pack_that_works(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["new-rule", "rules/our-house.yaml", "--prefix", "QUAY"]) == 0
    assert "`bylint test rules/our-house.yaml` proves it" in capsys.readouterr().err
    assert main(["test", "rules/our-house.yaml"]) == 0
    assert capsys.readouterr().out == "2 examples of 1 rule proved.\n"
    (tmp_path / "bylint.yaml").write_text("version: 1\npacks: [rules/our-house.yaml]\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("A quay.\n\n![Quay](q.jpg)\n*The quay. Click to enlarge.*\n", encoding="utf-8")
    assert main(["check", "a.md", "--select", "QUAY", "--format", "concise"]) == 1
    assert capsys.readouterr().out == "a.md:4:12: QUAY001 “Click to enlarge” stands in a caption\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    (
        (["a.yaml"], "a.yaml: it is there already, and stays as it is"),
        (["b.yaml", "--prefix", "quay"], "--prefix: 'quay' is not two to eight capitals, such as HOUSE"),
        (["b.txt"], "b.txt: a pack is a file in YAML, such as rules/house.yaml"),
        (["a.yaml/b.yaml"], "a.yaml/b.yaml: it cannot be written: "),
    ),
)
def test_new_rule_overwrites_nothing(tmp_path, monkeypatch, capsys, arguments, told):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text("mine\n", encoding="utf-8")
    assert main(["new-rule", *arguments]) == 2
    assert capsys.readouterr().err.startswith(f"bylint: {told}")
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "mine\n"
    assert os.listdir(tmp_path) == ["a.yaml"]

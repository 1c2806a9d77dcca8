"""The settings in force for a file: the nearest, what they extend, and what holds for an article of a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bylint.config import holds
from bylint.config import name_of
from bylint.config.nearest import Nearest
from bylint.config.nearest import load
from bylint.discover import files
from bylint.errors import ConfigError

ONE = "version: 1\n"


def put(folder: Path, name: str, text: str = ONE) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def in_force(start: Path, folder: str, *, explicit: Path | None = None, use: bool = True) -> str:
    found = Nearest(start, explicit, use=use).of(str(start / folder)).path
    return found.relative_to(start).as_posix() if found and found.is_relative_to(start) else str(found)


@pytest.mark.parametrize("name", ("bylint.yaml", "bylint.yml", ".bylint.yaml", ".bylint.yml"))
def test_the_nearest_is_in_force(tmp_path: Path, name: str) -> None:
    (tmp_path / ".git").mkdir()
    put(tmp_path, "bylint.yaml")
    put(tmp_path, f"sites/quay/{name}")
    (tmp_path / "sites" / "quay" / "posts" / "2026").mkdir(parents=True)
    assert in_force(tmp_path, "sites/quay/posts/2026") == f"sites/quay/{name}"
    assert in_force(tmp_path, "sites/quay/posts/../../mail") == "bylint.yaml"
    assert in_force(tmp_path, "sites") == "bylint.yaml"
    assert in_force(tmp_path, "sites/quay", explicit=Path("bylint.yaml")) == "bylint.yaml"
    assert in_force(tmp_path, "sites/quay", use=False) == "None"


def test_nothing_above_the_repository_is_in_force(tmp_path: Path) -> None:
    put(tmp_path, "bylint.yaml")
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    (repository / "posts").mkdir()
    assert in_force(repository, "posts") == "None"
    # From outside too: what a file is judged by does not hang on where bylint runs.
    assert in_force(tmp_path, "repository/posts") == "None"
    assert in_force(tmp_path, "elsewhere") == "bylint.yaml"


def test_a_submodule_goes_by_the_settings_around_it_unless_it_has_its_own(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    put(tmp_path, "bylint.yaml")
    put(tmp_path / "content", ".git", "gitdir: ../.git/modules/content\n")
    assert in_force(tmp_path, "content") == "bylint.yaml"
    put(tmp_path / "content", "bylint.yaml")
    assert in_force(tmp_path, "content") == "content/bylint.yaml"


def test_a_folder_of_that_name_is_none(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "posts" / "bylint.yaml").mkdir(parents=True)
    assert in_force(tmp_path, "posts") == "None"


def test_settings_extend_others(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    put(
        tmp_path,
        "house/house.yaml",
        "version: 1\nextends: far.yaml\npeople: people.yaml\npacks: [rules.yaml]\nexclude: [drafts/**]\n"
        "severity: {IMG001: error, BYL: info}\nfail-on: error\nsite: {name: The House}\n"
        "overrides: [{paths: press/**, ignore: BYL}]\nimages: {credit-fields: [foto]}\n",
    )
    put(tmp_path, "house/far.yaml", "version: 1\narchive: true\nfail-on: info\nsite: {name: Far, commercial: true}\n")
    for name in ("people.yaml", "rules.yaml"):
        put(tmp_path, f"house/{name}")
    put(
        tmp_path,
        "quay/bylint.yaml",
        "version: 1\nextends: ../house/house.yaml\nexclude: [old/**]\nseverity: {BYL: warning}\n"
        "overrides: [{paths: posts/**, ignore: ADS}]\nignores: [{paths: a.md, rules: IMG001, reason: no names}]\n",
    )
    config = load(tmp_path / "quay")
    house = tmp_path / "house"
    assert config.root == tmp_path / "quay"
    assert config.extended == (house / "house.yaml", house / "far.yaml")
    assert (config.site, config.commercial, config.fail_on, config.archive) == ("The House", True, "error", True)
    assert config.exclude == ("old/**",)
    assert [(choice.name, severity, choice.place) for choice, severity in config.severity] == [
        ("IMG001", "error", f"{house}/house.yaml:6"),
        ("BYL", "warning", "bylint.yaml:4"),
    ]
    assert [override.paths for override in config.overrides] == [("press/**",), ("posts/**",)]
    assert config.people == ((house / "people.yaml", f"{house}/house.yaml:3"),)
    assert config.packs == (house / "rules.yaml",)
    assert config.images.credit_fields == ("foto",)
    assert (config.ignores[0].place.path, config.ignores[0].place.line) == ("bylint.yaml", 6)


def test_what_is_extended_changes_the_digest(tmp_path: Path) -> None:
    put(tmp_path, "bylint.yaml", "version: 1\nextends: house.yaml\n")
    house = put(tmp_path, "house.yaml", "version: 1\nignore: [IMG]\n")
    before = load(tmp_path).digest
    assert load(tmp_path).digest == before
    house.write_text("version: 1\nignore: [ADS]\n", encoding="utf-8")
    assert load(tmp_path).digest != before


def test_files_outside_of_the_repository_are_not_extended(tmp_path: Path) -> None:
    put(tmp_path, "house.yaml", "version: 1\nsecret: 3cr3t\n")
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    put(repository, "bylint.yaml", "version: 1\nextends: ../house.yaml\n")
    with pytest.raises(ConfigError, match=r"outside of the repository, so it is not read$"):
        load(repository)


@pytest.mark.parametrize(
    ("override", "days"),
    (
        ("before: 2020-01-01", ("2019-12-31",)),
        ("after: 2020-01-01", ("2020-01-02", "2024-02-29")),
        ("before: 2024-02-29, after: 2020-01-01", ("2020-01-02",)),
        ("paths: posts/**, before: 2020-01-01", ("2019-12-31",)),
        ("paths: pages/**, before: 2020-01-01", ()),
        ("paths: posts/**", ("2019-12-31", "2020-01-01", "2020-01-02", "2024-02-29", None)),
    ),
)
def test_an_override_holds_for_articles_of_some_days(
    tmp_path: Path, override: str, days: tuple[str | None, ...]
) -> None:
    put(tmp_path, "bylint.yaml", f"version: 1\noverrides: [{{{override}, ignore: IMG}}]\n")
    (found,) = load(tmp_path).overrides
    every = ("2019-12-31", "2020-01-01", "2020-01-02", "2024-02-29", None)
    assert tuple(day for day in every if holds(found, "posts/a.md", day and date.fromisoformat(day))) == days


def test_a_site_has_the_same_articles_from_above(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    put(tmp_path, "bylint.yaml", "version: 1\nexclude: [website/**]\ncontent: [articles/**]\n")
    put(tmp_path, "website/bylint.yaml", "version: 1\nexclude: [old/**]\n")
    for name in ("articles/a", "b", "website/c", "website/old/d", "website/_drafts/e", "website/README", "website/f"):
        put(tmp_path, f"{name}.md", "Text.\n")
    known = Nearest(tmp_path)
    found = files((), known.of, start=tmp_path)
    assert [file.label for file in found.files] == ["articles/a.md", "website/c.md", "website/f.md"]
    site = tmp_path / "website"
    inside = files((), Nearest(site).of, start=site)
    assert [f"website/{file.label}" for file in inside.files] == [file.label for file in found.files[1:]]
    assert {(file.name, file.site) for file in inside.files} == {(file.name, file.site) for file in found.files[1:]}
    assert all(name_of(known.known(file.site), file.path) == file.name for file in found.files)

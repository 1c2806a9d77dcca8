from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bylint.checks.agree import AgreeOptions
from bylint.config import Config
from bylint.config import name_of
from bylint.config import requests
from bylint.config import rules_for
from bylint.config import selected
from bylint.config.nearest import load
from bylint.errors import ConfigError
from bylint.errors import UsageError
from bylint.model.rule import AnyRule
from bylint.model.rule import Rule

WHOLE = """\
version: 1
content: [posts/**]
exclude: drafts
select: [IMG, bare-byline]
ignore: [IMG002]
severity: {IMG001: error, BYL001: off}
overrides:
- paths: [posts/legal/**]
  ignore: [IMG]
  severity: {LEG001: info}
ignores:
- paths: [posts/old.md]
  rules: [IMG001]
  reason: the archive has no names
  until: 2027-01-31
site: {name: The Example}
fail-on: error
archive: true
"""


def rule(code: str, name: str, **changes: str) -> AnyRule:
    values = {"severity": "warning", "status": "stable", "enabled": "true"} | changes
    texts = dict.fromkeys(("summary", "check", "message", "hint", "why", "desk", "since", "pack"), "")
    rest = {"options": None, "sources": (), "bad": (), "good": (), "severity_by": {"level": {"a": "info"}}}
    return Rule(**{**texts, **rest, **values}, code=code, name=name, yields_to=(), line=1)  # type: ignore[arg-type]


RULES = (
    rule("BYL001", "bare-byline"),
    rule("BYL002", "unknown-author", enabled="with-registry"),
    rule("IMG001", "uncredited-image"),
    rule("IMG002", "vague-credit"),
    rule("IMG003", "late-licence", enabled="false"),
    rule("IMG004", "odd-caption", status="preview"),
    rule("IMG005", "old-rule", status="retired"),
    rule("LNT001", "unreadable-file"),
    rule("LNT003", "unexplained", enabled="false"),
)


def site(folder: Path, text: str, name: str = "bylint.yaml") -> Config:
    (folder / name).write_text(text, encoding="utf-8")
    return load(folder)


def codes(rules: tuple[AnyRule, ...]) -> list[str]:
    return [rule.code for rule in rules]


def test_whole_configuration(tmp_path: Path) -> None:
    config = site(tmp_path, WHOLE)
    assert (config.content, config.exclude) == (("posts/**",), ("drafts",))
    assert [(choice.name, choice.place) for choice in config.select] == [
        ("IMG", "bylint.yaml:4"),
        ("bare-byline", "bylint.yaml:4"),
    ]
    assert (config.site, config.fail_on, config.archive) == ("The Example", "error", True)
    (ignored,) = config.ignores
    assert (ignored.place.line, ignored.rules, ignored.until) == (12, ("IMG001",), date(2027, 1, 31))
    assert config.digest != site(tmp_path, WHOLE + "\n").digest


def test_configuration_is_found_upwards_to_the_repository(tmp_path: Path) -> None:
    (tmp_path / "bylint.yaml").write_text("version: 1\nsite: {name: Outside}\n")
    inner = tmp_path / "repo" / "posts"
    inner.mkdir(parents=True)
    assert load(inner).site == "Outside"
    (tmp_path / "repo" / ".git").mkdir()
    assert load(inner) == Config(tmp_path / "repo")
    (tmp_path / "repo" / ".bylint.yaml").write_text("version: 1\nsite: {name: Inside}\n")
    assert (load(inner).site, load(inner).root) == ("Inside", tmp_path / "repo")
    assert load(inner, use=False).site == ""
    assert load(inner, Path("../../bylint.yaml")).site == "Outside"


def test_two_configurations_side_by_side_are_an_error(tmp_path: Path) -> None:
    for name in ("bylint.yaml", ".bylint.yaml"):
        (tmp_path / name).write_text("version: 1\n")
    with pytest.raises(ConfigError, match="stand side by side"):
        load(tmp_path)


def test_missing_files_are_errors_with_a_guess(tmp_path: Path) -> None:
    (tmp_path / "house.yaml").write_text("")
    with pytest.raises(ConfigError, match=r"bylint\.yaml:2: there is no pack 'hose\.yaml' \(did you mean"):
        site(tmp_path, "version: 1\npacks: [hose.yaml]\n")
    with pytest.raises(ConfigError, match=r"bylnt\.yaml: No such file .*did you mean 'bylint\.yaml'"):
        load(tmp_path, Path("bylnt.yaml"))


@pytest.mark.parametrize(
    ("text", "lines"),
    (
        ("version: 1\ncontnt: [a]", ["2: unknown key 'contnt' (did you mean 'content'?)"]),
        ("fail-on: loud\narchive: yes", ["1: the key 'version'", "1: 'fail-on' is 'loud'", "2: 'archive' is 'yes'"]),
        ("version: 1\nseverity: {IMG001: eror}", ["2: 'eror' is not a severity"]),
        ("version: 1\nseverity: [IMG001]", ["2: 'severity' must be a mapping, and is a list"]),
        ("version: 1\nsite: {nam: x}", ["2: site: unknown key 'nam'"]),
        (
            "version: 1\noverrides:\n- {ignore: [IMG]}\n- x",
            ["3: overrides: one of paths,", "4: an entry of"],
        ),
        ("version: 1\nignores: [{paths: a, rules: IMG}]", ["2: ignores: the key 'reason'"]),
        ("version: 1\nignores: [{paths: a, rules: IMG, reason: x, until: May}]", ["2: 'until' is 'May'"]),
        ("version: 1\nexclude: ['!a', '../b', 'c\\d', '']", ["2: '!a'", "2: '../b'", "2: 'c\\\\d'", "2: 'exclude'"]),
        ("version: 1\ncontent: {a: b}", ["2: 'content' must be a text or a list"]),
        ("", ["1: expected a mapping"]),
        ("- a", ["1: expected a mapping"]),
        ("a: [", ["1: not YAML"]),
    ),
)
def test_all_mistakes_are_told_at_their_lines(tmp_path: Path, text: str, lines: list[str]) -> None:
    with pytest.raises(ConfigError) as caught:
        site(tmp_path, text)
    assert len(caught.value.lines) == len(lines)
    for line, start in zip(caught.value.lines, lines, strict=True):
        assert line.startswith(f"bylint.yaml:{start}")


@pytest.mark.parametrize(
    ("text", "select", "ignore", "chosen"),
    (
        ("", (), (), ["BYL001", "IMG001", "IMG002", "LNT001"]),
        ("", ("IMG",), (), ["IMG001", "IMG002", "LNT001"]),
        ("", ("IMG003,odd-caption",), (), ["IMG003", "IMG004", "LNT001"]),
        ("", (), ("IMG", "LNT001"), ["BYL001"]),
        ("select: [BYL]", (), (), ["BYL001", "LNT001"]),
        ("select: [BYL]", ("IMG001",), (), ["IMG001", "LNT001"]),
        ("ignore: [IMG]", (), (), ["BYL001", "LNT001"]),
        ("ignore: [IMG]", ("IMG001",), (), ["IMG001", "LNT001"]),
        ("ignore: [IMG001]", ("IMG",), (), ["IMG002", "LNT001"]),
        ("severity: {IMG003: info}", (), (), ["BYL001", "IMG001", "IMG002", "IMG003", "LNT001"]),
        ("severity: {IMG: info}", (), (), ["BYL001", "IMG001", "IMG002", "LNT001"]),
        ("severity: {IMG: off, IMG001: error}", (), (), ["BYL001", "IMG001", "LNT001"]),
        ("severity: {BYL001: off}", ("BYL001",), (), ["BYL001", "LNT001"]),
    ),
)
def test_selection(
    tmp_path: Path, text: str, select: tuple[str, ...], ignore: tuple[str, ...], chosen: list[str]
) -> None:
    config = site(tmp_path, f"version: 1\n{text}\n")
    assert codes(selected(config, RULES, select, ignore)) == chosen


def test_registry_turns_rules_on(tmp_path: Path) -> None:
    assert "BYL002" in codes(selected(Config(tmp_path), RULES, has_registry=True))


def test_severity_of_the_site_replaces_that_of_the_rule(tmp_path: Path) -> None:
    config = site(tmp_path, "version: 1\nseverity: {IMG: info, uncredited-image: error}\n")
    by_code = {rule.code: rule for rule in selected(config, RULES)}
    assert [(by_code[code].severity, by_code[code].severity_by) for code in ("IMG001", "IMG002")] == [
        ("error", {}),
        ("info", {}),
    ]
    assert by_code["BYL001"].severity_by == {"level": {"a": "info"}}


@pytest.mark.parametrize(("across", "weighs"), (("warning", "info"), ("off", "off")))
def test_severity_of_the_site_is_that_of_disagreements_too(across: str, weighs: str, tmp_path: Path) -> None:
    options = AgreeOptions(each=("claim",), claim="value", across=across)
    compared = replace(RULES[0], options=options)
    config = site(tmp_path, f"version: 1\nseverity: {{{compared.code}: info}}\n")
    found = next(rule for rule in selected(config, (compared,)) if rule.code == compared.code)
    assert (found.severity, found.options.across) == ("info", weighs)


@pytest.mark.parametrize(
    ("text", "select", "message"),
    (
        ("", ("IMG01",), r"--select: there is no rule 'IMG01' \(did you mean 'IMG001'\?\)"),
        ("", ("imgs",), r"--select: there is no rule 'imgs'"),
        ("ignore: [uncredited-imag]", (), r"bylint\.yaml:2: there is no rule 'uncredited-imag' \(did you mean"),
        ("overrides:\n- {paths: a, select: [XYZ]}", (), r"bylint\.yaml:3: there is no rule 'XYZ'$"),
        ("ignores:\n- {paths: a, rules: XYZ, reason: b}", (), r"bylint\.yaml:3: there is no rule 'XYZ'$"),
        ("ignore: [BYL, IMG]", (), "no rule is selected"),
        ("", ("IMG005",), "no rule is selected"),
    ),
)
def test_wrong_selection_is_an_error(tmp_path: Path, text: str, select: tuple[str, ...], message: str) -> None:
    config = site(tmp_path, f"version: 1\n{text}\n")
    chosen = RULES if "LNT" in text else RULES[:-2]
    with pytest.raises(UsageError, match=message):
        selected(config, chosen, select)


def test_overrides_hold_for_their_paths(tmp_path: Path) -> None:
    config = site(
        tmp_path,
        "version: 1\noverrides:\n"
        "- {paths: [legal/**], select: [BYL], severity: {BYL001: error}}\n"
        "- {paths: ['*.html'], ignore: [IMG002], severity: {IMG003: info, IMG: error}}\n",
    )
    chosen = selected(config, RULES)
    found = {path: rules_for(config, chosen, path) for path in ("a.md", "legal/a.md", "a.html", "legal/a.html")}
    assert {
        path: [f"{r.code} {r.severity}" for r in rules if r.severity != "off"] for path, rules in found.items()
    } == {
        "a.md": ["BYL001 warning", "IMG001 warning", "IMG002 warning", "LNT001 warning"],
        "legal/a.md": ["BYL001 error", "LNT001 warning"],
        "a.html": ["BYL001 warning", "IMG001 error", "IMG003 info", "LNT001 warning"],
        "legal/a.html": ["BYL001 error", "LNT001 warning"],
    }
    assert codes(selected(config, RULES, ("IMG001",))) == ["IMG001", "LNT001"]


def test_requests_name_the_files_they_speak_of(tmp_path: Path) -> None:
    config = site(tmp_path, "version: 1\nignores: [{paths: [old/**, x.md], rules: IMG001, reason: lost}]\n")
    (request,) = requests(config, [("old/a.md", "../old/a.md"), ("b.md", "../b.md"), ("x.md", "../x.md")])
    assert (request.paths, request.reason, request.place.path) == (("../old/a.md", "../x.md"), "lost", "bylint.yaml")
    assert requests(config, [("b.md", "b.md")]) == ()


def test_names_are_relative_to_the_root(tmp_path: Path) -> None:
    config = Config(tmp_path / "site")
    assert name_of(config, tmp_path / "site" / "posts" / ".." / "a.md") == "a.md"
    assert name_of(config, tmp_path / "b.md") == (tmp_path / "b.md").as_posix()

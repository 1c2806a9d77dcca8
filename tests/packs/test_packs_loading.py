from __future__ import annotations

import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from bylint.checks.verbs import CompleteOptions
from bylint.errors import PackError
from bylint.model.rule import Example
from bylint.packs import cache_name
from bylint.packs import load
from bylint.packs import shipped_packs
from bylint.text import cache

HEAD = "version: 1\npack: house\nprefix: HSE\nrules:\n"
RULE = """\
- code: HSE001
  name: bare-licence
  summary: A credit names a licence only
  severity: error
  since: "0.1"
  check: complete
  each: credit
  when: [licence]
  needs: [creator]
  first: on
  message: "{found} names a licence"
  why: The licence asks for a name.
  sources: [{title: House book, url: "https://example.com/book"}]
  bad: ["A fox. ⟦Photo: CC BY⟧"]
  good: ["A fox. Photo: Jane Roe"]
"""


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BYLINT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


def pack(text: str, name: str = "house.yaml") -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(text: str) -> list[str]:
    with pytest.raises(PackError) as caught:
        load([pack(text)])
    return list(caught.value.lines)


def test_rule_is_loaded_with_its_place() -> None:
    (rule,) = load([pack(HEAD + RULE)])
    assert (rule.code, rule.name, rule.pack, rule.line) == ("HSE001", "bare-licence", "house", 5)
    assert asdict(rule.options) == asdict(
        CompleteOptions(each=("credit",), needs=("creator",), when=("licence",), first=True)
    )
    assert rule.bad == (Example((("", "A fox. ⟦Photo: CC BY⟧"),), 18),)
    assert (rule.status, rule.enabled) == ("stable", "true")


def test_words_stay_words() -> None:
    by = "  severity_by: {level: {on: off, 1: error}}\n"
    (rule,) = load([pack(HEAD + RULE + by)])
    assert rule.severity_by == {"level": {"on": "off", "1": "error"}}


def test_kept_pack_is_the_same_and_needs_no_pydantic(tmp_path: Path) -> None:
    path = pack(HEAD + RULE)
    fresh = asdict(*load([path]))
    assert asdict(*load([path])) == fresh
    code = f"import sys; from pathlib import Path; from bylint.packs import load; load([Path({str(path)!r})]);"
    done = subprocess.run(
        [sys.executable, "-c", f"{code} print('pydantic' in sys.modules)"], capture_output=True, cwd=tmp_path
    )
    assert done.stdout.split() == [b"False"]


def test_a_crafted_pack_in_the_cache_is_not_believed(tmp_path: Path) -> None:
    path = pack(HEAD + RULE)
    fresh = asdict(*load([path]))
    kept = next(file for file in (tmp_path / "cache").glob("pack-*") if "examples" not in file.name)
    for content in (b"[]", kept.read_bytes().replace(b'"error"', b'"off"'), b"[]" + kept.read_bytes()[-32:], b""):
        kept.write_bytes(content)
        assert asdict(*load([path])) == fresh
        assert kept.read_bytes() != content


def test_a_pack_kept_by_another_form_of_the_checks_is_read_anew() -> None:
    path = pack(HEAD + RULE)
    fresh = asdict(*load([path]))
    cache.write(cache_name(path.read_bytes()), b'[{"check": "complete", "options": {"gone": 1}}]')
    assert asdict(*load([path])) == fresh


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    (
        (
            "message:",
            "mesage:",
            ["15: HSE001: unknown key 'mesage' (did you mean 'message'?)"],
        ),
        (
            "needs:",
            "need:",
            ["13: HSE001: unknown key 'need' (did you mean 'needs'?)"],
        ),
        ("check: complete", "check: compete", ["10: HSE001: 'check' is 'compete', not one of"]),
        (
            "severity: error",
            "severity: eror",
            ["8: HSE001: 'severity' is 'eror', not one of off, info, warning, error (did you"],
        ),
        ("first: on", "first: maybe", ["14: HSE001: 'first' is wrong: input should be a valid boolean"]),
        ("when: [licence]", "when: {a: b}", ["12: HSE001: 'when' is wrong: input should be a valid tuple"]),
        ("name: bare-licence", "name: Bare Licence", ["6: HSE001: the name 'Bare Licence' is not small letters"]),
        ("code: HSE001", "code: IMG001", ["5: IMG001: the code does not begin with the prefix 'HSE'"]),
        ("code: HSE001", "code: HSE1", ["5: HSE1: a code is capital letters and three digits"]),
        ("why: The licence asks for a name.", "why: ''", ["16: HSE001: 'why' is empty"]),
        ('bad: ["A fox. ⟦Photo: CC BY⟧"]', "bad: []", ["18: HSE001: 'bad' is empty"]),
        ("⟦Photo: CC BY⟧", "Photo", ["18: HSE001: a bad example marks nothing"]),
        ("⟦Photo: CC BY⟧", "⟦Photo: CC BY", ["18: HSE001: the marks ⟦ and ⟧ of an example do not pair"]),
        ("Photo: Jane Roe", "⟦Photo⟧", ["19: HSE001: a good example marks nothing"]),
        ('["A fox. Photo: Jane Roe"]', "[{file: {a.md: x}}]", ["19: HSE001: an example is a text, or a mapping"]),
        ('"{found} names', '"{found names', ["15: HSE001: 'message' has a brace"]),
        ("https://example.com/book", "book", ["17: HSE001: the url 'book' is no web address"]),
        (
            "  message:",
            "  yields_to: [licence]\n  message:",
            ["15: HSE001: 'yields_to' names 'licence', which is no code"],
        ),
        (
            "  message:",
            "  cures: {pictur: {do: Say so.}}\n  message:",
            ["15: HSE001: 'cures' names 'pictur' (did you mean 'picture'?), not one of field, call"],
        ),
        (
            "  message:",
            "  cures: {words: Say so.}\n  message:",
            ["15: HSE001: 'cures: words' must be a mapping with do and settings"],
        ),
        ("  message:", "  cures: {words: {do: Yes., say: no}}\n  message:", ["15: HSE001: cures: words:"]),
        ("  message:", "  severity_by: {a: {b: loud}}\n  message:", ["15: HSE001: 'loud' is not a severity"]),
        ("  message:", "  why: Twice.\n  message:", ["17: HSE001: the key 'why' stands twice"]),
        ('since: "0.1"', "since: soon", ["9: HSE001: 'since' is 'soon', not a version"]),
        ("prefix: HSE", "prefix: hse", ["3: the prefix 'hse' is not two", "5: HSE001: the code does not begin with"]),
        ("pack: house", "pack: house\nrequires: '>=99.0'", ["3: this pack requires bylint >=99.0"]),
        ("pack: house", "pack: house\nrequires: '2'", ["3: 'requires' is '2', not of the form"]),
        ("version: 1", "version: 2", ["1: 'version' is '2', not one of 1"]),
        ("rules:\n", "rules:\n- nonsense\n", ["5: a rule must be a mapping"]),
        ("pack: house", "pack: [", ["4: not YAML"]),
    ),
)
def test_mistake_is_told_at_its_line(old: str, new: str, lines: list[str]) -> None:
    found = mistakes((HEAD + RULE).replace(old, new, 1))
    assert len(found) == len(lines)
    for line, wanted in zip(found, lines, strict=True):
        assert line.startswith(f"house.yaml:{wanted}")


def test_bad_pattern_is_told() -> None:
    rule = RULE.replace("complete", "forbid").replace("  needs: [creator]\n  first: on\n", "  pattern: (a\n")
    assert mistakes(HEAD + rule)[0].startswith("house.yaml:13: HSE001: 'pattern' is not a regular expression: ")


@pytest.mark.parametrize(
    ("pattern", "words"),
    (
        (
            "(x{60000}){60000}",
            "13: HSE001: 'pattern' is too large: the patterns up to here come to 3,600,060,001 characters",
        ),
        ("x{5000}|y{5000,}|" * 6, "13: HSE001: 'pattern' is too large"),
        ("'(?-x:#){9}'", "13: HSE001: 'pattern' has the flags (?-x:"),
        (f"x{{0,{'9' * 5000}}}", "13: HSE001: 'pattern' is not a regular expression: "),
        (
            "'" + "(" * 5000 + ")" * 5000 + "'",
            "13: HSE001: 'pattern' is not a regular expression: it is nested too deeply",
        ),
    ),
)
def test_pattern_made_to_fill_the_memory_is_told(pattern: str, words: str) -> None:
    rule = RULE.replace("complete", "forbid").replace("  needs: [creator]\n  first: on\n", f"  pattern: {pattern}\n")
    (told,) = mistakes(HEAD + rule)
    assert told.startswith(f"house.yaml:{words}")


def test_patterns_of_a_pack_are_summed() -> None:
    rule = RULE.replace("complete", "forbid").replace("  needs: [creator]\n  first: on\n", "  pattern: x{30000}\n")
    other = rule.replace("HSE001", "HSE002").replace("bare-licence", "other")
    (told,) = mistakes(HEAD + rule + other)
    assert "HSE002: 'pattern' is too large: the patterns up to here come to 60,000 characters" in told


def test_all_mistakes_of_all_packs_come_at_once() -> None:
    first = pack(HEAD.replace("house", "first") + RULE, "first.yaml")
    second = pack(HEAD + RULE.replace("error", "loud").replace("since", "sinc"), "second.yaml")
    with pytest.raises(PackError) as caught:
        load([first, second, Path("seconds.yaml")])
    assert len(caught.value.lines) == 3
    assert caught.value.lines[-1] == "seconds.yaml: there is no such pack (did you mean 'second.yaml'?)"


def test_code_and_name_belong_to_one_rule() -> None:
    assert len(mistakes(HEAD + RULE + RULE.replace("HSE001", "HSE002"))) == 1
    first, second = pack(HEAD + RULE, "first.yaml"), pack(HEAD + RULE + "\n", "second.yaml")
    with pytest.raises(PackError) as caught:
        load([first, second])
    assert caught.value.lines[0] == "second.yaml:5: HSE001: 'HSE001' is taken by first.yaml:5"


@pytest.mark.parametrize("content", (b"", b"- a", b"\xff\xfe", b"a: &a [*a]", b"[" * 5000, b"rules: 3"))
def test_hostile_pack_is_an_error_with_a_line(content: bytes) -> None:
    Path("house.yaml").write_bytes(content)
    with pytest.raises(PackError, match=r"house\.yaml:\d+: "):
        load([Path("house.yaml")])


def test_shipped_packs_load() -> None:
    assert len(load(shipped_packs())) > 5

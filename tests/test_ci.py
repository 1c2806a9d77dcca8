"""The action for GitHub and the job for GitLab: their steps, run as the services run them, in a scratch repository."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

CHECKOUT = Path(__file__).parent.parent
OLD = "---\ntitle: The slip\nauthor: Jane Roe\n---\n\nThe boat came late.\n\nAdvertisement\n\nIt left early.\n"
ADDED = "\nAdvertisement\n\nNobody knew ``` why.\n"
ANNOTATED = re.compile(r"^::(error|warning)[^:]* file=([^,]+),line=(\d+)", re.MULTILINE)

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="the steps are those of a shell"),
    pytest.mark.skipif(shutil.which("git") is None, reason="needs git"),
]


def git(folder, *arguments):
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """The variables of a service that has run the step which installs bylint from its checkout."""
    folder = tmp_path_factory.mktemp("service")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_", "GIT"))}
    variables = {**clean, "RUNNER_TEMP": str(folder), "GITHUB_OUTPUT": str(folder / "output")}
    variables |= {"GITHUB_ACTION_PATH": str(CHECKOUT), "GITHUB_STEP_SUMMARY": str(folder / "summary")}
    variables["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    install, _ = steps()
    done = step(install, folder, variables, {})
    assert done.returncode == 0, done.stderr
    return variables


@pytest.fixture
def pull_request(tmp_path):
    """A repository on the branch of a pull request: a typo is mended in an article with an old fault, and faults are
    added, one of them in a site of a subfolder."""
    origin, folder = tmp_path / "origin", tmp_path / "work"
    git(tmp_path, "init", "--quiet", "--initial-branch=main", str(origin))
    for place in ("posts", "sites/quay/posts"):
        (origin / place).mkdir(parents=True)
        (origin / place / "a b.md").write_text(OLD, encoding="utf-8")
        (origin / place / "old.md").write_text(OLD, encoding="utf-8")
    (origin / "sites" / "quay" / "bylint.yaml").write_text(
        "version: 1\nseverity: {ADS001: warning}\n", encoding="utf-8"
    )
    commit(origin)
    git(tmp_path, "clone", "--quiet", str(origin), str(folder))
    git(folder, "switch", "--quiet", "--create", "change")
    for place in ("posts", "sites/quay/posts"):
        (folder / place / "a b.md").write_text(OLD.replace("late", "too late") + ADDED, encoding="utf-8")
    commit(folder)
    return folder


def commit(folder):
    git(folder, "add", "--all")
    git(
        folder,
        "-c",
        "user.name=Jane Roe",
        "-c",
        "user.email=jane@example.com",
        "commit",
        "--quiet",
        "--message",
        "Go on",
    )


def steps():
    return yaml.safe_load((CHECKOUT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]


def step(asked, folder, variables, inputs):
    """Run a step of the action as GitHub does: expressions are put in, and the shell ends with the first error."""

    def value(expression):
        scope, _, name = expression.partition(".")
        if scope == "inputs":
            return inputs[name]
        assert expression == "steps.install.outputs.bylint"
        return Path(variables["GITHUB_OUTPUT"]).read_text(encoding="utf-8").strip().partition("=")[2]

    own = {
        name: re.sub(r"\$\{\{ (\S+) \}\}", lambda match: value(match[1]), words)
        for name, words in asked.get("env", {}).items()
    }
    shell = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", asked["run"]]
    return subprocess.run(shell, cwd=folder, env={**variables, **own}, capture_output=True, text=True, check=False)


def action(folder, service, **given):
    """Run the action with these inputs; return its exit code, what it annotates, and the rest of what it leaves."""
    known = yaml.safe_load((CHECKOUT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    inputs = {name: each["default"] for name, each in known.items()} | {
        name.replace("_", "-"): each for name, each in given.items()
    }
    summary = Path(service["GITHUB_STEP_SUMMARY"])
    summary.unlink(missing_ok=True)
    done = step(steps()[1], folder, {**service, "GITHUB_BASE_REF": "main"}, inputs)
    annotated = [(kind, path, int(line)) for kind, path, line in ANNOTATED.findall(done.stdout)]
    return done.returncode, annotated, summary.read_text(encoding="utf-8") if summary.exists() else "", done.stderr


NEW = [("error", "posts/a b.md", 12), ("warning", "sites/quay/posts/a b.md", 12)]


def test_action_annotates_what_a_pull_request_brings(pull_request, service):
    code, annotated, summary, _ = action(pull_request, service, sarif="out.sarif")
    assert (code, annotated) == (1, NEW)
    assert "ADS001" in summary
    results = json.loads((pull_request / "out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    places = (result["locations"][0]["physicalLocation"] for result in results)
    found = [(place["artifactLocation"]["uri"], place["region"]["startLine"]) for place in places]
    assert found == [("posts/a%20b.md", 12), ("sites/quay/posts/a%20b.md", 12)]


@pytest.mark.parametrize(
    ("given", "expected"),
    (
        ({"paths": "sites"}, (1, NEW[1:])),
        ({"paths": "sites/quay/posts/a b.md\n\nposts/old.md\n", "fail_on": "error"}, (0, NEW[1:])),
        ({"fail_on": "never", "summary": "false"}, (0, NEW)),
        ({"since": "everything", "paths": "posts/old.md"}, (1, [("error", "posts/old.md", 8)])),
        ({"since": "HEAD"}, (0, [])),
        ({"since": "no-such-branch"}, (2, [])),
        ({"since": "-x"}, (2, [])),
        ({"paths": "--exit-zero"}, (2, [])),
    ),
    ids=lambda each: " ".join(f"{k}={v!r}" for k, v in each.items()) if isinstance(each, dict) else "",
)
def test_action_does_what_it_is_asked(pull_request, service, given, expected):
    code, annotated, summary, said = action(pull_request, service, **given)
    assert (code, annotated) == expected, said
    assert bool(summary) == (code < 2 and given.get("summary") != "false")


def test_job_for_gitlab_reports_what_a_merge_request_brings(pull_request, service):
    job = yaml.safe_load((CHECKOUT / "docs" / "ci" / "gitlab.yml").read_text(encoding="utf-8"))["bylint"]
    scripts = Path(Path(service["GITHUB_OUTPUT"]).read_text(encoding="utf-8").strip().partition("=")[2]).parent
    variables = {
        **service,
        **job["variables"],
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": git(pull_request, "rev-parse", "main"),
    }
    variables["PATH"] = f"{scripts}{os.pathsep}{service['PATH']}"
    install, *script = job["script"]
    assert install.endswith('"$BYLINT_PACKAGE"')
    done = subprocess.run(
        ["bash", "-e", "-c", "\n".join(script)],
        cwd=pull_request,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    told = re.findall(r"^(\S.*?):(\d+):1: \w+ ADS001", done.stdout, re.MULTILINE)
    assert told == [(path, "12") for _, path, _ in NEW]
    assert "posts/old.md" not in done.stdout
    (report,) = job["artifacts"]["reports"].values()
    found = json.loads((pull_request / report).read_text(encoding="utf-8"))
    assert [(each["location"]["path"], each["location"]["lines"]["begin"]) for each in found] == [
        each[1:] for each in NEW
    ]

"""What other programs take from here: hooks of pre-commit, the GitHub Action, GitLab's report; and
what docs/check.md and ci.md show.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from bulletinc.checking.selection import all_rules, selected
from bulletinc.cli import commands
from bulletinc.project import SETTINGS, project_of
from tests.support.places import ROOT

CLEAN = (
    "清溪区创建全国文明城市　工作快报\n\n第12期\n\n清溪区创建办\n\n2026年3月5日\n\n"
    "【简讯】\n\n【文明实践】　白河镇：近日，志愿者清理河道。（白河镇）\n"
)
FAULTY = CLEAN.replace("近日，", "近日,")
LANGUAGES = {"": "en", ".zh-CN": "zh"}

_BLOCK = re.compile(r"^```(?P<label>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"\s*#.*")


def blocks(page: str, label: str) -> list[str]:
    return [
        found["text"]
        for found in _BLOCK.finditer((ROOT / "docs" / page).read_text(encoding="utf-8"))
        if found["label"] == label
    ]


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def steps() -> dict[str, Any]:
    return {step["name"]: step for step in read("action.yml")["runs"]["steps"] if "name" in step}


def shell(script: str, folder: Path, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A script as GitHub runs it, where ``bulletinc`` is on the path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        env=os.environ | {"PATH": path, "BULLETINC_LANG": "en"} | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def checked(folder: Path, files: str, sarif: str = "") -> subprocess.CompletedProcess[str]:
    return shell(steps()["Check"]["run"], folder, {"FILES": files, "SARIF": sarif})


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "我的 issues").mkdir()
    (tmp_path / "我的 issues/1.txt").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    return tmp_path


def test_each_hook_runs_a_command_that_there_is() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "scripts"
    ]
    known = {path.stem for path in Path(commands.__path__[0]).glob("*.py")}
    hooks = read(".pre-commit-hooks.yaml")
    assert [hook["id"] for hook in hooks] == ["bulletinc-check", "bulletinc-fmt"]
    for hook in hooks:
        program, command = hook["entry"].split()
        assert program in scripts
        assert command in known
        assert hook["language"] == "python"


def test_hooks_take_drafts_and_nothing_else() -> None:
    for hook in read(".pre-commit-hooks.yaml"):
        assert [
            name
            for name in ("2026/12.txt", "简报.txt", "a.txt.pdf", "notes.md", "atxt")
            if re.search(hook["files"], name)
        ] == [
            "2026/12.txt",
            "简报.txt",
        ]


def test_the_check_hook_sees_the_issues_of_a_folder_together() -> None:
    check = next(hook for hook in read(".pre-commit-hooks.yaml") if hook["id"] == "bulletinc-check")
    assert check["require_serial"] is True


def test_inputs_reach_the_shell_as_variables_only() -> None:
    action = read("action.yml")
    assert action["runs"]["using"] == "composite"
    assert not [step for step in steps().values() if "${{" in step["run"]]
    used = set(re.findall(r"inputs\.(\w+)", str(steps())))
    assert used == set(action["inputs"])
    assert all(step["shell"] == "bash" for step in steps().values())


def test_the_action_installs_itself_and_hands_on_the_program(tmp_path: Path) -> None:
    stand_in = tmp_path / "python"
    stand_in.write_text(
        '#!/bin/sh\nmkdir -p "$3/bin"\n'
        'printf \'#!/bin/sh\\nfor word; do last=$word; done; echo "$last" > "%s/asked"\' '
        '"$3" > "$3/bin/pip"\nchmod +x "$3/bin/pip"\n'
    )
    stand_in.chmod(0o755)
    run = shell(
        steps()["Install bulletinc"]["run"],
        tmp_path,
        {
            "PYTHON": str(stand_in),
            "RUNNER_TEMP": str(tmp_path),
            "GITHUB_ACTION_PATH": "/the action",
            "GITHUB_PATH": str(tmp_path / "paths"),
        },
    )
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "bulletinc/asked").read_text() == "/the action\n"
    assert (tmp_path / "paths").read_text() == f"{tmp_path}/bulletinc/bin\n"


def test_the_action_passes_a_clean_draft(office: Path) -> None:
    run = checked(office, "clean.txt\n")
    assert (run.returncode, run.stdout, run.stderr) == (0, "No findings. Files checked: 1.\n", "")


def test_the_action_tells_people_and_github(office: Path) -> None:
    run = checked(office, "clean.txt\n\n我的 issues")
    assert run.returncode == 1
    assert "我的 issues/1.txt:11:14: W001 half-width-punctuation [warning]" in run.stdout
    assert "Files checked: 2." in run.stdout
    assert (
        "\n::warning file=我的 issues/1.txt,line=11,endLine=11,col=14,endColumn=15,"
        "title=W001 half-width-punctuation::"
    ) in run.stdout


def test_the_action_fails_and_says_once_what_could_not_be_checked(office: Path) -> None:
    run = checked(office, "我的 issues\nmissing.txt")
    assert run.returncode == 2
    assert run.stderr.count("missing.txt") == 1
    assert "::warning" in run.stdout


@pytest.mark.parametrize(
    "files", ["$(touch bad)", "; touch bad", "`touch bad`", "--output=bad", "-o\nbad\nclean.txt"]
)
def test_the_action_takes_no_file_for_a_command(office: Path, files: str) -> None:
    assert checked(office, files).returncode == 2
    assert not (office / "bad").exists()


def test_the_action_writes_sarif_where_it_is_asked_to(office: Path) -> None:
    assert checked(office, "我的 issues", "out.sarif").returncode == 1
    (result,) = json.loads((office / "out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert result["ruleId"] == "W001"
    assert checked(office, "clean.txt", "clean.txt/out.sarif").returncode == 2


def test_gitlab_gets_what_it_documents(office: Path) -> None:
    """https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format: paths are
    relative and begin without ``./``.
    """
    issues = json.loads(
        shell('bulletinc check "./我的 issues" --format gitlab --exit-zero', office, {}).stdout
    )
    assert issues
    for issue in issues:
        assert all(
            isinstance(issue[key], str) and issue[key]
            for key in ("description", "check_name", "fingerprint")
        )
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["path"] == "我的 issues/1.txt"
        assert type(issue["location"]["lines"]["begin"]) is int
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_a_newcomer_writes_ten_lines() -> None:
    first = blocks("ci.md", "yaml")[0]
    assert len(first.splitlines()) == 10
    (job,) = yaml.safe_load(first)["jobs"].values()
    assert job["steps"][-1]["uses"].startswith("your-office/bulletinc@")


def test_the_page_on_ci_names_the_inputs_and_hooks_that_there_are() -> None:
    action, hooks = (
        read("action.yml")["inputs"],
        {hook["id"] for hook in read(".pre-commit-hooks.yaml")},
    )
    pages = [yaml.safe_load(text) for text in blocks("ci.md", "yaml")]
    given = [
        step["with"]
        for page in pages
        for job in page.get("jobs", {}).values()
        for step in job["steps"]
        if "bulletinc" in step.get("uses", "")
    ]
    assert given
    assert all(
        {name for name, value in action.items() if value.get("required")}
        <= each.keys()
        <= action.keys()
        for each in given
    )
    assert {
        hook["id"] for page in pages for repo in page.get("repos", []) for hook in repo["hooks"]
    } == hooks


def test_the_job_for_gitlab_runs(office: Path) -> None:
    (job,) = (
        page["bulletins"]
        for page in map(yaml.safe_load, blocks("ci.md", "yaml"))
        if "bulletins" in page
    )
    (office / "我的 issues").rename(office / "issues")
    install, *script = job["script"]
    assert install.startswith("pip install")
    assert shell("\n".join(script), office, {}).returncode == 1
    assert json.loads(
        (office / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8")
    )


def test_the_line_for_any_shell_runs(office: Path) -> None:
    line = next(line for line in blocks("ci.md", "sh") if "build" in line)
    (office / "issues").mkdir()
    (office / "issues/1.txt").write_text(CLEAN, encoding="utf-8")
    run = shell(line.replace(" -o out", " -o out --to html"), office, {})
    assert run.returncode == 0, run.stderr
    assert (office / "out/1.html").exists()


@pytest.mark.parametrize("page", ["check", "ci"])
def test_both_languages_show_the_same_examples(page: str) -> None:
    for label in ("yaml", "toml", "sh", "bulletin"):
        english, chinese = (
            [_COMMENT.sub("", text) for text in blocks(f"{page}{ending}.md", label)]
            for ending in LANGUAGES
        )
        assert english == chinese


@pytest.mark.parametrize("ending", LANGUAGES)
def test_the_first_check_prints_what_the_page_shows(tmp_path: Path, ending: str) -> None:
    (draft,) = blocks(f"check{ending}.md", "bulletin")
    (shown,) = blocks(f"check{ending}.md", "console")
    (tmp_path / "12.txt").write_text(draft, encoding="utf-8")
    prompt, _end, output = shown.partition("\n")
    run = shell(prompt.removeprefix("$ "), tmp_path, {"BULLETINC_LANG": LANGUAGES[ending]})
    assert run.stdout == output


@pytest.mark.parametrize("page", ["check.md", "ci.md"])
def test_settings_on_a_page_are_understood(tmp_path: Path, page: str) -> None:
    (tmp_path / "issues").mkdir()
    (tmp_path / "bulletin.toml").touch()
    (tmp_path / "issues/用词.csv").write_text("错,对\n", encoding="utf-8")
    (text,) = blocks(page, "toml")
    assert selected(project_of(tomllib.loads(text), tmp_path / "issues/bulletin.toml"))


def test_the_page_shows_every_setting() -> None:
    (text,) = blocks("check.md", "toml")
    shown = tomllib.loads(text)
    tables = {key.partition(".")[0] for key in SETTINGS if "." in key}
    keys = {
        f"{key}.{inner}" for key in shown.keys() & tables for inner in shown[key]
    } | shown.keys() - tables
    assert keys == {"extend", *SETTINGS}


@pytest.mark.parametrize("ending", LANGUAGES)
def test_the_pages_name_every_topic_and_no_other_code(ending: str) -> None:
    pages = [
        (ROOT / f"docs/{page}{ending}.md").read_text(encoding="utf-8") for page in ("check", "ci")
    ]
    assert set(re.findall(r"^\| `([A-Z])` \|", pages[0], re.MULTILINE)) == {
        rule.code[0] for rule in all_rules()
    }
    assert set(re.findall(r"\b[A-Z]\d{3}\b", "".join(pages))) <= {rule.code for rule in all_rules()}

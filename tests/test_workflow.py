"""The forge checks what the house does: each Python promised, no right too many, all pinned."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
WORKFLOW: dict[Any, Any] = yaml.safe_load(TEXT)
JOBS: dict[str, Any] = WORKFLOW["jobs"]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OF_PYTHON = re.compile(r"Programming Language :: Python :: (\d+\.\d+)$")
SYSTEMS = {"ubuntu-latest": "Linux", "macos-latest": "macOS", "windows-latest": "Windows"}
NOT_SAID_TWICE = {"--quiet", "--disable-pip-version-check"}
"""How the Makefile keeps pip brief; a forge's log may be long."""


def _steps(job: str | None = None) -> Iterator[dict[str, Any]]:
    for name, content in JOBS.items():
        if job in (None, name):
            yield from content["steps"]


def _commands() -> list[str]:
    return [line for step in _steps() for line in step.get("run", "").splitlines() if line]


def test_every_python_that_is_promised_is_tried_on_every_system() -> None:
    promised = [found[1] for one in PROJECT["classifiers"] if (found := OF_PYTHON.match(one))]
    bounds = SpecifierSet(PROJECT["requires-python"])
    assert promised == [each for minor in range(30) if (each := f"3.{minor}") in bounds]
    matrix = JOBS["tests"]["strategy"]["matrix"]
    assert matrix == {"os": [*SYSTEMS], "python": promised}
    for job in ("reports", "wheel"):
        assert JOBS[job]["strategy"]["matrix"]["python"] == [promised[0], promised[-1]], job


@pytest.mark.parametrize("job", ["tests", "wheel"])
def test_what_a_job_is_for_is_done_on_every_system(job: str) -> None:
    assert JOBS[job]["strategy"]["matrix"]["os"] == [*SYSTEMS]
    conditions = [step["if"] for step in _steps(job) if "run" in step]
    assert set(conditions) == {"runner.os == 'Linux'", "runner.os != 'Linux'"}


def test_what_is_run_is_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    commands = _commands()
    assert len(commands) > 8
    for line in commands:
        command, *words = line.split()
        assert command in {"make", "python", ".venv/bin/python", "command"}, line
        if command == "make":
            assert {*words} <= targets, line
        for word in words:
            if word in {"data/example/store", "reports"}:
                continue  # made by the command, or by the one before
            if "/" in word or word.endswith((".lock", ".py", ".txt")):
                assert (ROOT / word).exists(), line


def test_where_there_is_no_make_its_own_lines_are_run() -> None:
    of_make = {
        frozenset(re.sub(r"^\t@?\$\(BIN\)/", "", line).split()) - NOT_SAID_TWICE
        for line in MAKEFILE.replace("$(EXAMPLE_STORE)", "data/example/store")
        .replace("$(EXAMPLE)", "data/example/cresco-plus data/example/cresco-creare")
        .replace("$(BIN)/stegvis", "$(BIN)/python -m stegvis")
        .splitlines()
    }
    without = {line for line in _commands() if line.startswith("python ")}
    assert len(without) == 5
    for line in without:
        assert frozenset(line.split()) - NOT_SAID_TWICE in of_make, line


def test_the_workflow_may_read_and_no_more_and_ends() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert WORKFLOW["concurrency"]["cancel-in-progress"] is True
    for name, job in JOBS.items():
        assert "permissions" not in job, name
        assert 0 < job["timeout-minutes"] <= 90, name
    for step in _steps():
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
    assert "secrets" not in TEXT
    assert "pull_request_target" not in TEXT


def test_actions_are_pinned_and_no_address_is_named() -> None:
    uses = re.findall(r"uses: (.*)", TEXT)
    assert len(uses) > 8
    for action in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+", action), action
    assert len(set(uses)) == len({action.partition("@")[0] for action in uses}), "one of each"
    assert "://" not in TEXT


def test_no_value_of_the_forge_is_written_into_a_command() -> None:
    assert not [line for line in _commands() if "${{" in line]

"""What must never be committed is found before it is, told of by place and kind, never repeated."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
_SPEC = importlib.util.spec_from_file_location("scan", ROOT / ".ci" / "scan.py")
assert _SPEC is not None
assert _SPEC.loader is not None
scan = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(scan)

NUMBER = "811218" + "-9876"  # python-stdnum's example; in parts, so that this file holds none
COORDINATION = "701063" + "-2391"  # Skatteverket's example
ADDRESS = "eva" + "@" + "hjo.se"
KEY = "-----BEGIN " + "RSA PRIVATE KEY-----"
TOKENS = (
    "AKIA" + "A1B2" * 4,
    "ghp_" + "a1B2" * 9,
    "https://eva:" + "hemligt" + "@example.org",
    "api_key = " + '"' + "x9" * 8 + '"',
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *((f"kund = {number!r}", scan.PERSONNUMMER) for number in (NUMBER, COORDINATION)),
        (f"ring 19{NUMBER} i morgon", scan.PERSONNUMMER),
        (f"skriv till {ADDRESS}.", scan.EMAIL),
        *((text, scan.CREDENTIAL) for text in (KEY, *TOKENS)),
    ],
)
@pytest.mark.parametrize("kept_in", ["text", "notebook"])
def test_what_is_planted_is_found_and_not_repeated(
    tmp_path: Path, text: str, kind: str, kept_in: str
) -> None:
    path = tmp_path / ("a.ipynb" if kept_in == "notebook" else "a.csv")
    cell = {"cell_type": "code", "source": ["x = 1\n", f"é {text}\n"], "outputs": []}
    whole = json.dumps({"cells": [cell]}) if kept_in == "notebook" else f"x\n{text}\ny\n"
    path.write_text(whole, encoding="utf-8")
    said = scan.scan([str(path)])
    where = str(path) if kept_in == "notebook" else f"{path}:2"
    assert f"{where}: {kind}. {scan.WHAT_TO_DO}" in said
    assert not any(secret in "".join(said) for secret in (NUMBER, COORDINATION, ADDRESS, *TOKENS))


def test_an_output_of_a_notebook_is_searched_too(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    output = {"data": {"text/plain": [f"é{NUMBER}"]}, "output_type": "execute_result"}
    path.write_text(json.dumps({"cells": [{"source": [], "outputs": [output]}]}), "utf-8")
    assert len(scan.scan([str(path)])) == 1


@pytest.mark.parametrize(
    "text",
    [
        *("@pytest.mark.slow", "total = x @ y.T", "api_key = os.environ['KEY']", "HJO-017"),
        *('("2023-06-30", "2023-06-30", {"2023Q1": 0})', "password: str", "22-003-S03"),
        "uses: actions/checkout@" + "3d3c42e5" * 5,
        *("sha256:0f3a811218a98761", "https://example.org/a:b", "2020-01-01 – 2023-12-31"),
    ],
)
def test_the_house_s_own_text_is_none(text: str) -> None:
    assert [*scan.kinds(text)] == []


def test_nothing_is_found_in_the_repository_but_where_it_is_allowed() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git repository: nothing is committed from here")
    names = [name for name in listed.stdout.split("\0") if name]
    found = {name for name in names if (ROOT / name).is_file() and [*scan.found_in(ROOT / name)]}
    assert found == {*scan.ALLOWED}, "each exemption is needed, and nothing else is found"
    assert all(len(reason) > 20 for reason in scan.ALLOWED.values())


def test_the_hook_runs_it_and_the_linters() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    for name in ("nbstripout --keep-id", "ruff check", "ruff format", ".ci/scan.py"):
        assert name in hooks
    assert "http" not in hooks

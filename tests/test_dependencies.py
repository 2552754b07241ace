"""What is imported is declared, and declared the same everywhere."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
BOUND = re.compile(r"^([A-Za-z0-9._-]+)\s*(\S*)$")


def _bounds(lines: list[str]) -> dict[str, str]:
    found = (BOUND.match(line) for line in lines)
    return {match[1].lower().replace("_", "-"): match[2] for match in found if match}


def test_environment_yml_names_the_same_dependencies_with_the_same_bounds() -> None:
    conda = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    from_pip = next(line for line in conda if isinstance(line, dict))["pip"]
    named = _bounds([line for line in conda if isinstance(line, str)] + from_pip)
    project = PYPROJECT["project"]
    assert named.pop("python") == project["requires-python"]
    assert named.pop("pip") == ""
    assert named == _bounds(project["dependencies"])


def _imported(nodes: Iterable[ast.AST]) -> set[str]:
    imported: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported.add(node.module.split(".")[0])
    return imported - sys.stdlib_module_names - {"stegvis"}


@cache
def _distributions() -> dict[str, set[str]]:
    found = packages_distributions().items()
    return {name: {one.lower().replace("_", "-") for one in given} for name, given in found}


def _undeclared(imported: set[str], declared: Iterable[str]) -> set[str]:
    return {name for name in imported if not _distributions()[name] & set(declared)}


def test_every_import_is_declared() -> None:
    """What only the extra brings is imported by the cluster, or at the moment it is asked for."""
    declared = _bounds(PYPROJECT["project"]["dependencies"])
    extra = _bounds(PYPROJECT["project"]["optional-dependencies"]["cluster"])
    lib = ROOT / "lib" / "stegvis"
    for path in lib.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not _undeclared(_imported(ast.walk(tree)), declared | extra), path
        if not path.is_relative_to(lib / "cluster"):
            assert not _undeclared(_imported(tree.body), declared), path


def test_every_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if re.match(r'  "[A-Za-z]\S*[<>=]', line)]
    assert len(lines) > 20
    assert [line for line in lines if "# " not in line] == []


def test_the_lock_has_hashes_and_no_addresses() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"https?://|index-url|find-links", lock)
    pinned = re.findall(r"^([a-z0-9._-]+)==[^\n]*\\\n\s+--hash=sha256:", lock, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[a-z0-9._-]+==", lock, re.MULTILINE))
    assert _bounds(PYPROJECT["project"]["dependencies"]).keys() <= set(pinned)
